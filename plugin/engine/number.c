/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/number.h"

#include <string.h>

#include "engine/checksum.h"

static gboolean is_separator(char c)
{
	return c != '\0' && strchr(" \t\n.-/", c) != NULL;
}

gboolean dsc_number_read(const char *text, gsize len, DscNumber *number)
{
	number->len = 0;
	for (gsize i = 0; i < len; i++) {
		if (is_separator(text[i]))
			continue;
		if (!g_ascii_isalnum(text[i]) || number->len == DSC_NUMBER_MAX)
			return FALSE;
		number->chars[number->len++] = g_ascii_toupper(text[i]);
	}
	number->chars[number->len] = '\0';
	return TRUE;
}

gboolean dsc_number_read_digits(const char *text, gsize len, gsize n_digits, DscNumber *number)
{
	return dsc_number_read(text, len, number) && number->len == n_digits &&
	       dsc_all_digits(number->chars);
}
