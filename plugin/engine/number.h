/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The longest of all schemes is an IBAN. */
#define DSC_NUMBER_MAX 34

/**
 * DscNumber:
 * @chars: digits and capitals, NUL-terminated
 * @len:   how many
 *
 * What is left of a number without the blanks, dots, dashes and slashes in it.
 */
typedef struct {
	char chars[DSC_NUMBER_MAX + 1];
	gsize len;
} DscNumber;

/**
 * dsc_number_read:
 * @text: a number as written, in folded form
 * @len:  its length in bytes
 *
 * Returns: FALSE if there is anything else in @text, or too much
 */
gboolean dsc_number_read(const char *text, gsize len, DscNumber *number);

/** dsc_number_read_digits: Returns: TRUE if @text is @n_digits digits and no letters */
gboolean dsc_number_read_digits(const char *text, gsize len, gsize n_digits, DscNumber *number);
