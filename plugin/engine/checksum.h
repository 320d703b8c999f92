/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The arithmetic that identity numbers share. Numbers are strings of digits
 * (and capitals, for an IBAN) without separators.
 */

gboolean dsc_all_digits(const char *chars);
gboolean dsc_all_same(const char *chars);

/** dsc_weighted_sum: Returns: the sum of the first @n digits, each times its weight */
int dsc_weighted_sum(const char *digits, const int *weights, int n);

/** dsc_luhn: Returns: TRUE if the last digit checks. Source: ISO/IEC 7812-1:2017, annex B */
gboolean dsc_luhn(const char *digits);

/** dsc_iso7064_mod11_10: Returns: TRUE if the last digit checks. Source: ISO 7064:2003, MOD 11,10
 */
gboolean dsc_iso7064_mod11_10(const char *digits);

/**
 * dsc_iban:
 * @chars: digits and capitals
 *
 * Returns: TRUE if length and check digits are right; a country that is not in
 * the table may have any length from 15 to 34. Source: ISO 13616-1:2020
 */
gboolean dsc_iban(const char *chars);
