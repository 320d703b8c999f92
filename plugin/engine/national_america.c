/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/national.h"

#include <string.h>

#include "engine/checksum.h"

/* Social Security number. Source: SSA POMS RM 10201.035, ranges never assigned; no check digit. */
gboolean dsc_is_ssn_us(const char *text, gsize len)
{
	DscNumber number;

	return dsc_number_read_digits(text, len, 9, &number) && number.chars[0] != '9' &&
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
gboolean dsc_is_mbi_us(const char *text, gsize len)
{
	static const char kinds[] = "CAXNAXNAANN";
	DscNumber number;

	if (!dsc_number_read(text, len, &number) || number.len != strlen(kinds))
		return FALSE;
	for (gsize i = 0; i < number.len; i++)
		if (!fits_mbi(number.chars[i], kinds[i]))
			return FALSE;
	return TRUE;
}

/* National Provider Identifier. Source: 45 CFR 162.406; Luhn with ISO prefix 80840. */
gboolean dsc_is_npi_us(const char *text, gsize len)
{
	DscNumber number;
	char prefixed[5 + 10 + 1] = "80840";

	if (!dsc_number_read_digits(text, len, 10, &number) ||
	    strchr("12", number.chars[0]) == NULL)
		return FALSE;
	memcpy(prefixed + 5, number.chars, 11);
	return dsc_luhn(prefixed);
}

/* DEA registration: kind, initial or 9, seven digits. Source: DEA Diversion Control Division. */
gboolean dsc_is_dea_us(const char *text, gsize len)
{
	static const int weights[] = { 1, 2, 1, 2, 1, 2 };
	DscNumber number;

	if (!dsc_number_read(text, len, &number) || number.len != 9 ||
	    !dsc_all_digits(number.chars + 2))
		return FALSE;
	if (strchr("ABCDEFGHJKLMPRSTUX", number.chars[0]) == NULL ||
	    !(g_ascii_isupper(number.chars[1]) || number.chars[1] == '9'))
		return FALSE;
	return dsc_weighted_sum(number.chars + 2, weights, 6) % 10 == number.chars[8] - '0';
}

/* Canadian Social Insurance Number. Source: Service Canada, SIN Code of Practice; no number
 * begins with 0 or 8. */
gboolean dsc_is_sin_ca(const char *text, gsize len)
{
	DscNumber number;

	return dsc_number_read_digits(text, len, 9, &number) &&
	       strchr("08", number.chars[0]) == NULL && dsc_luhn(number.chars);
}

/* Ontario health number; a version code of up to two letters may follow. Source: Ontario
 * Ministry of Health, Health Card Validation Reference Manual. */
gboolean dsc_is_ohip_ca(const char *text, gsize len)
{
	DscNumber number;

	if (!dsc_number_read(text, len, &number) || number.len < 10 || number.len > 12)
		return FALSE;
	for (gsize i = 10; i < number.len; i++)
		if (!g_ascii_isupper(number.chars[i]))
			return FALSE;
	number.chars[10] = '\0';
	return dsc_all_digits(number.chars) && number.chars[0] != '0' && dsc_luhn(number.chars);
}

/* Two digits as a number; @at points at them. */
static int two_digits(const char *at)
{
	return (at[0] - '0') * 10 + (at[1] - '0');
}

/* Quebec health card: three letters of the family name, one of the given name, birth as
 * YYMMDD with 50 more in the month of a woman, two digits. Source: RAMQ, Numéro d'assurance
 * maladie; how the last digit checks is not published. */
gboolean dsc_is_ramq_ca(const char *text, gsize len)
{
	DscNumber number;
	int month, day;

	if (!dsc_number_read(text, len, &number) || number.len != 12 ||
	    !dsc_all_digits(number.chars + 4))
		return FALSE;
	for (int i = 0; i < 4; i++)
		if (!g_ascii_isupper(number.chars[i]))
			return FALSE;
	month = two_digits(number.chars + 6) % 50;
	day = two_digits(number.chars + 8);
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* British Columbia's personal health number. Source: BC Ministry of Health, PHN format: 9,
 * eight digits with weights, a check digit modulo 11. */
gboolean dsc_is_phn_bc(const char *text, gsize len)
{
	static const int weights[] = { 2, 4, 8, 5, 10, 9, 7, 3 };
	DscNumber number;
	int check;

	if (!dsc_number_read_digits(text, len, 10, &number) || number.chars[0] != '9')
		return FALSE;
	check = 11 - dsc_weighted_sum(number.chars + 1, weights, 8) % 11;
	return check < 10 && check == number.chars[9] - '0';
}
