/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/define.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/pattern.h"
#include "engine/syntax.h"

/* PCRE2 refuses compiled patterns beyond 64 KiB of code units (LINK_SIZE 2), so
 * a longer source is hopeless. Definitions that double one another reach this
 * before they reach the end of memory. */
#define MAX_EXPANDED (512 * 1024)

typedef struct {
	GHashTable *defines;
	GPtrArray *open; /* names that are being expanded, the outermost first */
	GString *out;
	GError **error;
} Expansion;

static gboolean expand(Expansion *expansion, const char *source);

static gboolean is_open(const Expansion *expansion, const char *name)
{
	for (guint i = 0; i < expansion->open->len; i++)
		if (g_str_equal(g_ptr_array_index(expansion->open, i), name))
			return TRUE;
	return FALSE;
}

static const char *find_definition(const Expansion *expansion, const char *name)
{
	const char *definition = NULL;

	if (expansion->defines != NULL)
		definition = g_hash_table_lookup(expansion->defines, name);
	if (definition == NULL) {
		g_set_error(expansion->error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_DEFINE,
			    _("(?&%s) names no definition; add \"%s=…\" to a [define] group"), name,
			    name);
		return NULL;
	}
	if (is_open(expansion, name)) {
		g_set_error(
			expansion->error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_DEFINE,
			_("the definition \"%s\" contains itself by way of \"%s\"; take one "
			  "of the two references out"),
			name,
			(const char *)g_ptr_array_index(expansion->open, expansion->open->len - 1));
		return NULL;
	}
	return definition;
}

/* @at: just behind "(?&". Returns: the place behind the reference, NULL with the error set. */
static const char *expand_reference(Expansion *expansion, const char *at)
{
	const char *end = strchr(at, ')');
	g_autofree char *name = NULL;
	const char *definition;

	if (end == NULL) {
		g_set_error(expansion->error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_DEFINE,
			    _("\"(?&%s\" lacks its closing parenthesis"), at);
		return NULL;
	}
	name = g_strndup(at, end - at);
	definition = find_definition(expansion, name);
	if (definition == NULL)
		return NULL;

	g_ptr_array_add(expansion->open, name);
	g_string_append(expansion->out, "(?:");
	if (!expand(expansion, definition))
		return NULL;
	g_string_append_c(expansion->out, ')');
	g_ptr_array_set_size(expansion->open, expansion->open->len - 1);
	return end + 1;
}

/* What no item begins with is taken over in one go: most of a pattern is words. */
static const char *take_words(Expansion *expansion, const char *at)
{
	gsize len = strcspn(at, "\\[(");

	g_string_append_len(expansion->out, at, (gssize)len);
	return at + len;
}

static const char *take_item(Expansion *expansion, const char *at)
{
	const char *end = dsc_syntax_skip(at);

	g_string_append_len(expansion->out, at, end - at);
	return end;
}

static gboolean expand(Expansion *expansion, const char *source)
{
	for (const char *at = take_words(expansion, source); *at != '\0';
	     at = take_words(expansion, at)) {
		if (g_str_has_prefix(at, "(?&"))
			at = expand_reference(expansion, at + strlen("(?&"));
		else
			at = take_item(expansion, at);
		if (at == NULL)
			return FALSE;
		if (expansion->out->len > MAX_EXPANDED) {
			g_set_error(expansion->error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_DEFINE,
				    _("with its definitions put in, the pattern is longer than %d "
				      "bytes; split the rule"),
				    MAX_EXPANDED);
			return FALSE;
		}
	}
	return TRUE;
}

char *dsc_define_expand(const char *source, GHashTable *defines, GError **error)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new();
	Expansion expansion = {
		.defines = defines,
		.open = open,
		.out = g_string_sized_new(strlen(source)),
		.error = error,
	};
	gboolean done = expand(&expansion, source);

	return g_string_free(expansion.out, !done);
}
