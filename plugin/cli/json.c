/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/json.h"

#include <jansson.h>
#include <string.h>

/* --- Writing -------------------------------------------------------------------------------- */

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

/* --- Reading -------------------------------------------------------------------------------- */

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && strchr(" \t\r\n", *at) != NULL)
		at++;
	return at;
}

static const char *skip_string(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		if (*at == '\\')
			at++;
	return MIN(at + 1, end);
}

static const char *skip_value(const char *at, const char *end)
{
	guint depth = 0;
	do {
		depth += *at == '{' || *at == '[';
		depth -= *at == '}' || *at == ']';
		at = *at == '"' ? skip_string(at, end) : at + 1;
	} while (at < end && (depth > 0 || strchr(",}] \t\r\n", *at) == NULL));
	return at;
}

/* @written: a string with its quotation marks */
static gboolean is_key(const char *written, gsize len, const char *key)
{
	if (memchr(written, '\\', len) == NULL)
		return len == strlen(key) + 2 && memcmp(written + 1, key, len - 2) == 0;
	json_t *decoded = json_loadb(written, len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	gboolean is_it = g_strcmp0(json_string_value(decoded), key) == 0;
	json_decref(decoded);
	return is_it;
}

char *dsc_json_member(const char *object, gsize len, const char *key)
{
	const char *end = object + len;
	const char *at = skip_blanks(object, end);
	do {
		/* Behind the brace, or the comma. */
		const char *name = skip_blanks(at + 1, end);
		if (name >= end || *name != '"')
			return NULL;
		const char *name_end = skip_string(name, end);
		const char *value = skip_blanks(skip_blanks(name_end, end) + 1, end);
		if (value >= end)
			return NULL;
		at = skip_value(value, end);
		if (is_key(name, (gsize)(name_end - name), key))
			return g_strndup(value, (gsize)(at - value));
		at = skip_blanks(at, end);
	} while (at < end && *at == ',');
	return NULL;
}
