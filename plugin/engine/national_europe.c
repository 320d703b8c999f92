/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/national.h"

#include <stdlib.h>
#include <string.h>

#include "engine/checksum.h"

/* NHS number of England, Wales and the Isle of Man. Source: NHS Data Dictionary, NHS NUMBER. */
gboolean dsc_is_mod11_nhs(const char *text, gsize len)
{
	static const int weights[] = { 10, 9, 8, 7, 6, 5, 4, 3, 2 };
	DscNumber number;
	int check;

	if (!dsc_number_read_digits(text, len, 10, &number))
		return FALSE;
	check = 11 - dsc_weighted_sum(number.chars, weights, 9) % 11;
	return check != 10 && check % 11 == number.chars[9] - '0';
}

/* German health insurance number. Source: § 290 SGB V, Vertrauensstelle KVNR; letter as two
 * digits, weights 1 and 2 in turn, sums of digits, modulo 10. */
gboolean dsc_is_kvnr_de(const char *text, gsize len)
{
	DscNumber number;
	char digits[2 + 8 + 1];
	int letter, sum = 0;

	if (!dsc_number_read(text, len, &number) || number.len != 10 ||
	    !g_ascii_isupper(number.chars[0]) || !dsc_all_digits(number.chars + 1))
		return FALSE;
	letter = number.chars[0] - 'A' + 1;
	digits[0] = (char)('0' + letter / 10);
	digits[1] = (char)('0' + letter % 10);
	memcpy(digits + 2, number.chars + 1, 8);
	for (int i = 0; i < 10; i++) {
		int product = (digits[i] - '0') * (i % 2 + 1);

		sum += product / 10 + product % 10;
	}
	return sum % 10 == number.chars[9] - '0';
}

/* One digit of the first ten stands there two or three times, the others at most once. */
static gboolean has_one_repeat(const char *digits)
{
	int counts[10] = { 0 };
	int n_repeated = 0;

	for (int i = 0; i < 10; i++)
		counts[digits[i] - '0']++;
	for (int i = 0; i < 10; i++) {
		if (counts[i] > 3)
			return FALSE;
		n_repeated += counts[i] > 1;
	}
	return n_repeated == 1;
}

/* German tax identification number. Source: § 139b AO; ISO 7064 MOD 11,10. */
gboolean dsc_is_steuerid_de(const char *text, gsize len)
{
	DscNumber number;

	return dsc_number_read_digits(text, len, 11, &number) && number.chars[0] != '0' &&
	       has_one_repeat(number.chars) && dsc_iso7064_mod11_10(number.chars);
}

/* French social security number. Source: INSEE, NIR, decree 82-103; Corsica is 2A or 2B. */
gboolean dsc_is_nir_fr(const char *text, gsize len)
{
	DscNumber number;
	gint64 body, corsica = 0;

	if (!dsc_number_read(text, len, &number) || number.len != 15 || number.chars[0] == '0')
		return FALSE;
	if (number.chars[5] == '2' && number.chars[6] == 'A')
		corsica = 1000000;
	else if (number.chars[5] == '2' && number.chars[6] == 'B')
		corsica = 2000000;
	if (corsica != 0)
		number.chars[6] = '0';
	if (!dsc_all_digits(number.chars) || strchr("123478", number.chars[0]) == NULL)
		return FALSE;
	body = g_ascii_strtoll(number.chars, NULL, 10) / 100 - corsica;
	return 97 - body % 97 == atoi(number.chars + 13);
}

/* The letter that Spain's Interior Ministry puts behind @digits. */
static gboolean has_dni_letter(const char *digits, char letter)
{
	return letter == "TRWAGMYFPDXBNJZSQVHLCKE"[g_ascii_strtoll(digits, NULL, 10) % 23];
}

/* Spanish identity card. Source: Real Decreto 1553/2005, art. 11; NIF letter modulo 23. */
gboolean dsc_is_dni_es(const char *text, gsize len)
{
	DscNumber number;
	char letter;

	if (!dsc_number_read(text, len, &number) || number.len != 9)
		return FALSE;
	letter = number.chars[8];
	number.chars[8] = '\0';
	return dsc_all_digits(number.chars) && has_dni_letter(number.chars, letter);
}

/* Spanish foreigner's number; X, Y, Z count as 0, 1, 2. Source: Orden INT/2058/2008. */
gboolean dsc_is_nie_es(const char *text, gsize len)
{
	DscNumber number;
	char letter;

	if (!dsc_number_read(text, len, &number) || number.len != 9 || number.chars[0] < 'X' ||
	    number.chars[0] > 'Z')
		return FALSE;
	letter = number.chars[8];
	number.chars[0] = (char)(number.chars[0] - 'X' + '0');
	number.chars[8] = '\0';
	return dsc_all_digits(number.chars) && has_dni_letter(number.chars, letter);
}

/* British National Insurance number. Source: HMRC, National Insurance Manual NIM39110: letters
 * never used, prefixes not given, a suffix from A to D. */
gboolean dsc_is_nino_uk(const char *text, gsize len)
{
	static const char *const unused[] = { "BG", "GB", "KN", "NK", "NT", "TN", "ZZ" };
	DscNumber number;

	if (!dsc_number_read(text, len, &number) || number.len != 9 ||
	    !g_ascii_isupper(number.chars[0]) || !g_ascii_isupper(number.chars[1]) ||
	    strchr("DFIQUV", number.chars[0]) != NULL ||
	    strchr("DFIOQUV", number.chars[1]) != NULL || number.chars[8] < 'A' ||
	    number.chars[8] > 'D')
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(unused); i++)
		if (strncmp(number.chars, unused[i], 2) == 0)
			return FALSE;
	number.chars[8] = '\0';
	return dsc_all_digits(number.chars + 2);
}

/* German pension insurance number: area, birth as DDMMYY, initial, serial, check. Source: VKVV
 * § 4; letter as two digits, weights, sums of digits, modulo 10. The day may be set off. */
gboolean dsc_is_rvnr_de(const char *text, gsize len)
{
	static const int weights[] = { 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1 };
	DscNumber number;
	char digits[12];
	int letter, sum = 0;

	if (!dsc_number_read(text, len, &number) || number.len != 12 ||
	    !g_ascii_isupper(number.chars[8]))
		return FALSE;
	letter = number.chars[8] - 'A' + 1;
	memcpy(digits, number.chars, 8);
	digits[8] = (char)('0' + letter / 10);
	digits[9] = (char)('0' + letter % 10);
	memcpy(digits + 10, number.chars + 9, 2);
	number.chars[8] = '0';
	if (!dsc_all_digits(number.chars))
		return FALSE;
	for (int i = 0; i < 12; i++) {
		int product = (digits[i] - '0') * weights[i];

		sum += product / 10 + product % 10;
	}
	return sum % 10 == number.chars[11] - '0';
}

/* Spanish social security number: province, eight digits, two that check. Source: Orden de
 * 17 January 1996 on the affiliation number; modulo 97, the province before the number
 * without its leading zero where that is below ten million. */
gboolean dsc_is_naf_es(const char *text, gsize len)
{
	DscNumber number;
	gint64 province, body;

	if (!dsc_number_read_digits(text, len, 12, &number))
		return FALSE;
	body = g_ascii_strtoll(number.chars + 2, NULL, 10) / 100;
	province = g_ascii_strtoll(number.chars, NULL, 10) / 10000000000;
	body += province * (body < 10000000 ? 10000000 : 100000000);
	return province >= 1 && province <= 66 && body % 97 == atoi(number.chars + 10);
}
