/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/syntax.h"

#include <string.h>

/* Each skip function returns the place behind the item at @at. */
static const char *skip_escape(const char *at)
{
	const char *end;

	if (at[1] == '\0')
		return at + 1;
	if (at[1] != 'Q')
		return at + 2;
	end = strstr(at + 2, "\\E");
	return end != NULL ? end + 2 : at + strlen(at);
}

/* [:alpha:] and its like; a "]" in it does not end the class. */
static const char *skip_posix_class(const char *at)
{
	const char *end = at + 2;

	while (g_ascii_islower(*end) || *end == '^')
		end++;
	return g_str_has_prefix(end, ":]") ? end + 2 : at + 1;
}

static const char *skip_class(const char *at)
{
	at++;
	if (*at == '^')
		at++;
	if (*at == ']')
		at++;
	while (*at != '\0' && *at != ']') {
		if (*at == '\\')
			at = skip_escape(at);
		else if (g_str_has_prefix(at, "[:"))
			at = skip_posix_class(at);
		else
			at++;
	}
	return *at == ']' ? at + 1 : at;
}

static const char *skip_comment(const char *at)
{
	const char *end = strchr(at, ')');

	return end != NULL ? end + 1 : at + strlen(at);
}

const char *dsc_syntax_skip(const char *at)
{
	switch (*at) {
	case '\\':
		return skip_escape(at);
	case '[':
		return skip_class(at);
	case '(':
		return at[1] == '?' && at[2] == '#' ? skip_comment(at) : at + 1;
	default:
		return at + 1;
	}
}
