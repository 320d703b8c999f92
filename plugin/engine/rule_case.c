/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/rule_parse.h"

#include <string.h>

#define ESCAPE	       "\\u{"
#define MAX_HEX_DIGITS 6

/* Appends the character that the escape at @at names and returns what follows it; NULL if there
 * is no such character. */
static const char *read_escape(const char *at, GString *text)
{
	const char *digits = at + strlen(ESCAPE);
	gsize n = strspn(digits, "0123456789abcdefABCDEF");
	if (n == 0 || n > MAX_HEX_DIGITS || digits[n] != '}')
		return NULL;
	gunichar c = (gunichar)g_ascii_strtoull(digits, NULL, 16);
	if (c == 0 || !g_unichar_validate(c))
		return NULL;
	g_string_append_unichar(text, c);
	return digits + n + 1;
}

/* Opens or closes a mark; FALSE if a bracket has no partner or holds nothing. */
static gboolean read_bracket(GArray *marks, gboolean *open, gboolean opens, gsize at)
{
	if (opens == *open)
		return FALSE;
	*open = opens;
	if (opens) {
		DscSpan mark = { at, at };
		g_array_append_val(marks, mark);
		return TRUE;
	}
	DscSpan *mark = &g_array_index(marks, DscSpan, marks->len - 1);
	mark->end = at;
	return mark->end > mark->start;
}

char *dsc_case_read(const char *written, GArray **marks)
{
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(DscSpan));
	g_autoptr(GString) text = g_string_new(NULL);
	gboolean open = FALSE;
	for (const char *c = written; *c != '\0';) {
		gboolean opens = g_str_has_prefix(c, "[[");
		if (opens || g_str_has_prefix(c, "]]")) {
			if (!read_bracket(found, &open, opens, text->len))
				return NULL;
			c += 2;
		} else if (g_str_has_prefix(c, ESCAPE)) {
			c = read_escape(c, text);
			if (c == NULL)
				return NULL;
		} else {
			gsize n = MAX(1, strcspn(c, "[]\\"));
			g_string_append_len(text, c, (gssize)n);
			c += n;
		}
	}
	if (open)
		return NULL;
	if (marks != NULL)
		*marks = g_steal_pointer(&found);
	return g_string_free(g_steal_pointer(&text), FALSE);
}
