/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "cli/json.h"

static gboolean needs_escape(char c)
{
	return (guchar)c < 0x20 || c == '"' || c == '\\' || c == 0x7f;
}

static void append_escape(GString *out, char c)
{
	switch (c) {
	case '"':
	case '\\':
		g_string_append_c(out, '\\');
		g_string_append_c(out, c);
		break;
	case '\n':
		g_string_append(out, "\\n");
		break;
	case '\t':
		g_string_append(out, "\\t");
		break;
	default:
		g_string_append_printf(out, "\\u%04x", (guint)(guchar)c);
	}
}

void dsc_json_append_string(GString *out, const char *text, gssize len)
{
	const char *end = text + (len < 0 ? strlen(text) : (gsize)len);
	g_string_append_c(out, '"');
	while (text < end) {
		const char *run = text;
		while (text < end && !needs_escape(*text))
			text++;
		g_string_append_len(out, run, text - run);
		if (text < end)
			append_escape(out, *text++);
	}
	g_string_append_c(out, '"');
}

void dsc_json_append_number(GString *out, double value)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];
	g_string_append(out, g_ascii_formatd(digits, sizeof digits, "%.3g", value));
}
