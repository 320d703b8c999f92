/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/window.h"

DscSpan dsc_window_before(const char *text, DscSpan part, gsize at, guint n)
{
	const char *from = text + at;
	for (; n > 0 && from > text + part.start; n--)
		from = g_utf8_prev_char(from);
	return (DscSpan){ (gsize)(from - text), at };
}

DscSpan dsc_window_after(const char *text, DscSpan part, gsize at, guint n)
{
	const char *to = text + at;
	const char *end = text + part.end;
	while (to < end && (n > 0 || g_unichar_isalnum(g_utf8_get_char(to)))) {
		to = g_utf8_next_char(to);
		n -= n > 0;
	}
	return (DscSpan){ at, (gsize)(to - text) };
}
