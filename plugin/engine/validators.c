/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/validators.h"

#include <stdlib.h>
#include <string.h>

#include "engine/checksum.h"
#include "engine/dates.h"

/* The longest of all schemes is an IBAN. */
#define MAX_CHARS 34

/* What is left of a number without its separators: digits and capitals. */
typedef struct {
	char chars[MAX_CHARS + 1];
	gsize len;
} Compact;

static gboolean is_separator(char c)
{
	return c != '\0' && strchr(" \t\n.-/", c) != NULL;
}

/* FALSE if there is anything else in @text, or too much. */
static gboolean compact(const char *text, gsize len, Compact *number)
{
	number->len = 0;
	for (gsize i = 0; i < len; i++) {
		if (is_separator(text[i]))
			continue;
		if (!g_ascii_isalnum(text[i]) || number->len == MAX_CHARS)
			return FALSE;
		number->chars[number->len++] = g_ascii_toupper(text[i]);
	}
	number->chars[number->len] = '\0';
	return TRUE;
}

/* As compact(), with @n_digits digits and nothing else. */
static gboolean compact_digits(const char *text, gsize len, gsize n_digits, Compact *number)
{
	return compact(text, len, number) && number->len == n_digits &&
	       dsc_all_digits(number->chars);
}

/* Payment cards and others. Source: ISO/IEC 7812-1:2017, annex B; 8 to 19 digits. */
static gboolean is_luhn(const char *text, gsize len)
{
	Compact number;

	return compact(text, len, &number) && number.len >= 8 && number.len <= 19 &&
	       dsc_all_digits(number.chars) && dsc_luhn(number.chars);
}

/* Bank account. Source: ISO 13616-1:2020 and its registry of lengths; ISO 7064 MOD 97-10. */
static gboolean is_iban(const char *text, gsize len)
{
	Compact number;

	return compact(text, len, &number) && dsc_iban(number.chars);
}

/* NHS number of England, Wales and the Isle of Man. Source: NHS Data Dictionary, NHS NUMBER. */
static gboolean is_mod11_nhs(const char *text, gsize len)
{
	static const int weights[] = { 10, 9, 8, 7, 6, 5, 4, 3, 2 };
	Compact number;
	int check;

	if (!compact_digits(text, len, 10, &number))
		return FALSE;
	check = 11 - dsc_weighted_sum(number.chars, weights, 9) % 11;
	return check != 10 && check % 11 == number.chars[9] - '0';
}

/* Social Security number. Source: SSA POMS RM 10201.035, ranges never assigned; no check digit. */
static gboolean is_ssn_us(const char *text, gsize len)
{
	Compact number;

	return compact_digits(text, len, 9, &number) && number.chars[0] != '9' &&
	       strncmp(number.chars, "000", 3) != 0 && strncmp(number.chars, "666", 3) != 0 &&
	       strncmp(number.chars + 3, "00", 2) != 0 && strcmp(number.chars + 5, "0000") != 0;
}

/* C: 1–9, N: 0–9, A: a letter but S, L, O, I, B, Z, X: N or A. */
static gboolean fits_mbi(char c, char kind)
{
	gboolean letter = g_ascii_isupper(c) && strchr("SLOIBZ", c) == NULL;

	switch (kind) {
	case 'C':
		return c >= '1' && c <= '9';
	case 'N':
		return g_ascii_isdigit(c);
	case 'A':
		return letter;
	default:
		return letter || g_ascii_isdigit(c);
	}
}

/* Medicare Beneficiary Identifier. Source: CMS, Understanding the MBI, format by position. */
static gboolean is_mbi_us(const char *text, gsize len)
{
	static const char kinds[] = "CAXNAXNAANN";
	Compact number;

	if (!compact(text, len, &number) || number.len != strlen(kinds))
		return FALSE;
	for (gsize i = 0; i < number.len; i++)
		if (!fits_mbi(number.chars[i], kinds[i]))
			return FALSE;
	return TRUE;
}

/* National Provider Identifier. Source: 45 CFR 162.406; Luhn with ISO prefix 80840. */
static gboolean is_npi_us(const char *text, gsize len)
{
	Compact number;
	char prefixed[5 + 10 + 1] = "80840";

	if (!compact_digits(text, len, 10, &number) || strchr("12", number.chars[0]) == NULL)
		return FALSE;
	memcpy(prefixed + 5, number.chars, 11);
	return dsc_luhn(prefixed);
}

/* DEA registration: kind, initial or 9, seven digits. Source: DEA Diversion Control Division. */
static gboolean is_dea_us(const char *text, gsize len)
{
	static const int weights[] = { 1, 2, 1, 2, 1, 2 };
	Compact number;

	if (!compact(text, len, &number) || number.len != 9 || !dsc_all_digits(number.chars + 2))
		return FALSE;
	if (strchr("ABCDEFGHJKLMPRSTUX", number.chars[0]) == NULL ||
	    !(g_ascii_isupper(number.chars[1]) || number.chars[1] == '9'))
		return FALSE;
	return dsc_weighted_sum(number.chars + 2, weights, 6) % 10 == number.chars[8] - '0';
}

/* Iran's national code. Source: National Organization for Civil Registration, control digit. */
static gboolean is_melli_ir(const char *text, gsize len)
{
	static const int weights[] = { 10, 9, 8, 7, 6, 5, 4, 3, 2 };
	Compact number;
	int rest;

	if (!compact_digits(text, len, 10, &number) || dsc_all_same(number.chars))
		return FALSE;
	rest = dsc_weighted_sum(number.chars, weights, 9) % 11;
	return number.chars[9] - '0' == (rest < 2 ? rest : 11 - rest);
}

/* Turkey's identity number. Source: Nüfus ve Vatandaşlık İşleri, T.C. Kimlik No., both checks. */
static gboolean is_tckn_tr(const char *text, gsize len)
{
	static const int tenth[] = { 7, -1, 7, -1, 7, -1, 7, -1, 7 };
	static const int ones[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
	Compact number;

	if (!compact_digits(text, len, 11, &number) || number.chars[0] == '0')
		return FALSE;
	/* The sum may be below 0, by 36 at most. */
	return (dsc_weighted_sum(number.chars, tenth, 9) + 40) % 10 == number.chars[9] - '0' &&
	       dsc_weighted_sum(number.chars, ones, 10) % 10 == number.chars[10] - '0';
}

/* German health insurance number. Source: § 290 SGB V, Vertrauensstelle KVNR; letter as two
 * digits, weights 1 and 2 in turn, sums of digits, modulo 10. */
static gboolean is_kvnr_de(const char *text, gsize len)
{
	Compact number;
	char digits[2 + 8 + 1];
	int letter, sum = 0;

	if (!compact(text, len, &number) || number.len != 10 || !g_ascii_isupper(number.chars[0]) ||
	    !dsc_all_digits(number.chars + 1))
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
static gboolean is_steuerid_de(const char *text, gsize len)
{
	Compact number;

	return compact_digits(text, len, 11, &number) && number.chars[0] != '0' &&
	       has_one_repeat(number.chars) && dsc_iso7064_mod11_10(number.chars);
}

/* French social security number. Source: INSEE, NIR, decree 82-103; Corsica is 2A or 2B. */
static gboolean is_nir_fr(const char *text, gsize len)
{
	Compact number;
	gint64 body, corsica = 0;

	if (!compact(text, len, &number) || number.len != 15 || number.chars[0] == '0')
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
static gboolean is_dni_es(const char *text, gsize len)
{
	Compact number;
	char letter;

	if (!compact(text, len, &number) || number.len != 9)
		return FALSE;
	letter = number.chars[8];
	number.chars[8] = '\0';
	return dsc_all_digits(number.chars) && has_dni_letter(number.chars, letter);
}

/* Spanish foreigner's number; X, Y, Z count as 0, 1, 2. Source: Orden INT/2058/2008. */
static gboolean is_nie_es(const char *text, gsize len)
{
	Compact number;
	char letter;

	if (!compact(text, len, &number) || number.len != 9 || number.chars[0] < 'X' ||
	    number.chars[0] > 'Z')
		return FALSE;
	letter = number.chars[8];
	number.chars[0] = (char)(number.chars[0] - 'X' + '0');
	number.chars[8] = '\0';
	return dsc_all_digits(number.chars) && has_dni_letter(number.chars, letter);
}

/* Canadian Social Insurance Number. Source: Service Canada, SIN Code of Practice; no number
 * begins with 0 or 8. */
static gboolean is_sin_ca(const char *text, gsize len)
{
	Compact number;

	return compact_digits(text, len, 9, &number) && strchr("08", number.chars[0]) == NULL &&
	       dsc_luhn(number.chars);
}

/* Ontario health number; a version code of up to two letters may follow. Source: Ontario
 * Ministry of Health, Health Card Validation Reference Manual. */
static gboolean is_ohip_ca(const char *text, gsize len)
{
	Compact number;

	if (!compact(text, len, &number) || number.len < 10 || number.len > 12)
		return FALSE;
	for (gsize i = 10; i < number.len; i++)
		if (!g_ascii_isupper(number.chars[i]))
			return FALSE;
	number.chars[10] = '\0';
	return dsc_all_digits(number.chars) && number.chars[0] != '0' && dsc_luhn(number.chars);
}

/* Australian Medicare card, with or without the person's number. Source: Services Australia;
 * METeOR 270101. */
static gboolean is_medicare_au(const char *text, gsize len)
{
	static const int weights[] = { 1, 3, 7, 9, 1, 3, 7, 9 };
	Compact number;

	if (!compact(text, len, &number) || (number.len != 10 && number.len != 11) ||
	    !dsc_all_digits(number.chars) || number.chars[0] < '2' || number.chars[0] > '6')
		return FALSE;
	return dsc_weighted_sum(number.chars, weights, 8) % 10 == number.chars[8] - '0';
}

/* A day that exists. Source: see dates.h. */
static gboolean is_date(const char *text, gsize len)
{
	return dsc_is_date(text, len);
}

/* IPv4 address. Source: RFC 6943, section 3.1.1, the strict form: four decimal octets;
 * zeros before them do no harm. */
static gboolean is_ipv4(const char *text, gsize len)
{
	int n_octets = 0;

	for (gsize i = 0; i <= len; i++) {
		int octet = 0;
		gsize start = i;

		for (; i < len && g_ascii_isdigit(text[i]) && i - start < 3; i++)
			octet = octet * 10 + (text[i] - '0');
		if (i == start || octet > 255 || (i < len && text[i] != '.'))
			return FALSE;
		n_octets++;
	}
	return n_octets == 4;
}

/* Ages that identify by themselves, up to the oldest anybody has reached. Source: 45 CFR
 * 164.514(b)(2)(i)(C). */
static gboolean is_age_over_89(const char *text, gsize len)
{
	Compact number;
	int age;

	if (!compact(text, len, &number) || number.len < 2 || number.len > 3 ||
	    !dsc_all_digits(number.chars))
		return FALSE;
	age = atoi(number.chars);
	return age >= 90 && age <= 125;
}

/* In the order of their names. */
#define VALIDATORS(X)                                                                              \
	X("age-over-89", is_age_over_89)                                                           \
	X("date", is_date)                                                                         \
	X("dea-us", is_dea_us)                                                                     \
	X("dni-es", is_dni_es)                                                                     \
	X("iban", is_iban)                                                                         \
	X("ipv4", is_ipv4)                                                                         \
	X("kvnr-de", is_kvnr_de)                                                                   \
	X("luhn", is_luhn)                                                                         \
	X("mbi-us", is_mbi_us)                                                                     \
	X("medicare-au", is_medicare_au)                                                           \
	X("melli-ir", is_melli_ir)                                                                 \
	X("mod11-nhs", is_mod11_nhs)                                                               \
	X("nie-es", is_nie_es)                                                                     \
	X("nir-fr", is_nir_fr)                                                                     \
	X("npi-us", is_npi_us)                                                                     \
	X("ohip-ca", is_ohip_ca)                                                                   \
	X("sin-ca", is_sin_ca)                                                                     \
	X("ssn-us", is_ssn_us)                                                                     \
	X("steuerid-de", is_steuerid_de)                                                           \
	X("tckn-tr", is_tckn_tr)

#define NAME(name, function)  name,
#define CHECK(name, function) function,

static const char *const names[] = { VALIDATORS(NAME) NULL };
static const DscValidator checks[] = { VALIDATORS(CHECK) };

DscValidator dsc_validator_find(const char *name)
{
	g_return_val_if_fail(name != NULL, NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(checks); i++)
		if (g_str_equal(name, names[i]))
			return checks[i];
	return NULL;
}

const char *const *dsc_validator_names(void)
{
	return names;
}
