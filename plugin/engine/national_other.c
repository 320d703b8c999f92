/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/national.h"

#include <string.h>

#include "engine/checksum.h"

/* Iran's national code. Source: National Organization for Civil Registration, control digit. */
gboolean dsc_is_melli_ir(const char *text, gsize len)
{
	static const int weights[] = { 10, 9, 8, 7, 6, 5, 4, 3, 2 };
	DscNumber number;
	int rest;

	if (!dsc_number_read_digits(text, len, 10, &number) || dsc_all_same(number.chars))
		return FALSE;
	rest = dsc_weighted_sum(number.chars, weights, 9) % 11;
	return number.chars[9] - '0' == (rest < 2 ? rest : 11 - rest);
}

/* Turkey's identity number. Source: Nüfus ve Vatandaşlık İşleri, T.C. Kimlik No., both checks. */
gboolean dsc_is_tckn_tr(const char *text, gsize len)
{
	static const int tenth[] = { 7, -1, 7, -1, 7, -1, 7, -1, 7 };
	static const int ones[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
	DscNumber number;

	if (!dsc_number_read_digits(text, len, 11, &number) || number.chars[0] == '0')
		return FALSE;
	/* The sum may be below 0, by 36 at most. */
	return (dsc_weighted_sum(number.chars, tenth, 9) + 40) % 10 == number.chars[9] - '0' &&
	       dsc_weighted_sum(number.chars, ones, 10) % 10 == number.chars[10] - '0';
}

/* Australian Medicare card, with or without the person's number. Source: Services Australia;
 * METeOR 270101. */
gboolean dsc_is_medicare_au(const char *text, gsize len)
{
	static const int weights[] = { 1, 3, 7, 9, 1, 3, 7, 9 };
	DscNumber number;

	if (!dsc_number_read(text, len, &number) || (number.len != 10 && number.len != 11) ||
	    !dsc_all_digits(number.chars) || number.chars[0] < '2' || number.chars[0] > '6')
		return FALSE;
	return dsc_weighted_sum(number.chars, weights, 8) % 10 == number.chars[8] - '0';
}

/* Australian individual healthcare identifier. Source: Healthcare Identifiers Service,
 * AS 5017; ISO/IEC 7812 with the prefix 800360. */
gboolean dsc_is_ihi_au(const char *text, gsize len)
{
	DscNumber number;

	return dsc_number_read_digits(text, len, 16, &number) &&
	       strncmp(number.chars, "800360", 6) == 0 && dsc_luhn(number.chars);
}
