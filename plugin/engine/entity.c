/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/entity.h"

#include <string.h>

/* Source: purple_markup_unescape_entity() of libpurple 2.14. */
static const struct {
	const char *name;
	gunichar c;
} named[] = {
	{ "&amp;", '&' },   { "&lt;", '<' },	{ "&gt;", '>' },    { "&quot;", '"' },
	{ "&apos;", '\'' }, { "&nbsp;", 0xA0 }, { "&copy;", 0xA9 }, { "&reg;", 0xAE },
};

static gsize read_number(const char *at, gsize len, gunichar *c)
{
	gboolean is_hex = len > 2 && (at[2] == 'x' || at[2] == 'X');
	gsize first = is_hex ? 3 : 2;
	gsize i = first;
	gunichar value = 0;
	for (; i < len; i++) {
		int digit = is_hex ? g_ascii_xdigit_value(at[i]) : g_ascii_digit_value(at[i]);
		if (digit < 0)
			break;
		value = MIN(value * (is_hex ? 16 : 10) + (gunichar)digit, 0x110000);
	}
	if (i == first || value == 0 || !g_unichar_validate(value))
		return 0;
	*c = value;
	return i < len && at[i] == ';' ? i + 1 : i;
}

gsize dsc_entity_read(const char *at, gsize len, gunichar *c)
{
	if (len > 1 && at[1] == '#')
		return read_number(at, len, c);
	for (gsize i = 0; i < G_N_ELEMENTS(named); i++) {
		gsize name_len = strlen(named[i].name);
		if (name_len <= len && g_ascii_strncasecmp(at, named[i].name, name_len) == 0) {
			*c = named[i].c;
			return name_len;
		}
	}
	return 0;
}
