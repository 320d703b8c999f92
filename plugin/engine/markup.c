/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Reads libpurple's HTML as its clients do: loosely. What is not surely a tag is
 * text, as Pidgin shows it. Time stays linear on any input, because no byte is
 * looked at again once a tag has failed: all of it up to where it failed is text.
 */
#include "engine/tags.h"
#include "engine/textmap.h"

#include <string.h>

/* Something that is not seen and reaches the other side all the same. */
typedef struct {
	DscSpan span;
	DscPlace place;
	gboolean is_url;
	gboolean is_bare; /* an attribute's value without quotation marks */
} Hidden;

typedef struct {
	DscTextMap *map;
	GArray *hidden; /* element-type Hidden; of finished tags only */
	gboolean break_due;
	/* What was looked for in vain stands nowhere further on either. */
	gboolean no_quote;
	gboolean no_apostrophe;
	gboolean no_comment_end;
} Reader;

/* --- What is seen ---------------------------------------------------------------------- */

static void show(Reader *reader, DscSpan span)
{
	GString *plain = reader->map->plain;
	if (span.start == span.end)
		return;
	if (reader->break_due && plain->len > 0 && plain->str[plain->len - 1] != '\n')
		dsc_textmap_add_break(reader->map);
	reader->break_due = FALSE;
	dsc_textmap_add_text(reader->map, span);
}

/* --- Tags ------------------------------------------------------------------------------ */

static gboolean ends_word(char c)
{
	return g_ascii_isspace(c) || c == '>' || c == '<';
}

static gsize skip_blanks(const Reader *reader, gsize at)
{
	while (at < reader->map->len && g_ascii_isspace(reader->map->original[at]))
		at++;
	return at;
}

static gboolean is_quote(const Reader *reader, gsize at)
{
	const char *text = reader->map->original;
	return at < reader->map->len && (text[at] == '"' || text[at] == '\'');
}

/* Reads a value at @at into @span and goes on behind it; FALSE if its quotation mark
 * is never closed. */
static gboolean read_value(Reader *reader, gsize *at, DscSpan *span)
{
	const char *text = reader->map->original;
	gsize len = reader->map->len;
	if (is_quote(reader, *at)) {
		char quote = text[*at];
		gboolean *none = quote == '"' ? &reader->no_quote : &reader->no_apostrophe;
		gsize from = ++*at;
		const char *close = *none ? NULL : memchr(text + from, quote, len - from);
		*none = close == NULL;
		if (close == NULL)
			return FALSE;
		*span = (DscSpan){ from, (gsize)(close - text) };
		*at = span->end + 1;
		return TRUE;
	}
	span->start = *at;
	while (*at < len && !ends_word(text[*at]))
		(*at)++;
	span->end = *at;
	return TRUE;
}

/* The name of an attribute, up to "=" or its end. A word that nothing is assigned to
 * is itself what the attribute says. */
static gsize name_end(const Reader *reader, gsize at)
{
	const char *text = reader->map->original;
	while (at < reader->map->len && !ends_word(text[at]) && text[at] != '=')
		at++;
	return at;
}

static void hide(Reader *reader, Hidden hidden)
{
	if (hidden.span.start < hidden.span.end)
		g_array_append_val(reader->hidden, hidden);
}

/* Reads the attribute at @at, which is no blank, no slash and not the end of the tag. */
static gboolean read_attribute(Reader *reader, gsize *at)
{
	const char *text = reader->map->original;
	DscSpan name = { *at, is_quote(reader, *at) ? *at : name_end(reader, *at) };
	gsize next = skip_blanks(reader, name.end);
	if (name.start < name.end && next < reader->map->len && text[next] == '=')
		*at = skip_blanks(reader, next + 1);
	else
		name.end = name.start; /* a word that stands for itself */
	Hidden hidden = { .place = DSC_PLACE_ATTRIBUTE, .is_bare = !is_quote(reader, *at) };
	if (!read_value(reader, at, &hidden.span))
		return FALSE;
	const char *value = text + hidden.span.start;
	gsize value_len = dsc_span_length(hidden.span);
	gsize name_len = dsc_span_length(name);
	hidden.is_url = dsc_attribute_is_link(text + name.start, name_len);
	/* A bare word is its own name. */
	if (name_len == 0 && hidden.is_bare && dsc_attribute_is_harmless(value, value_len, "", 0))
		return TRUE;
	if (!dsc_attribute_is_harmless(text + name.start, name_len, value, value_len))
		hide(reader, hidden);
	return TRUE;
}

/* Reads attributes up to ">"; FALSE if the tag is none, with @at where it failed. */
static gboolean read_attributes(Reader *reader, gsize *at)
{
	const char *text = reader->map->original;
	while (*at < reader->map->len && text[*at] != '<') {
		if (text[*at] == '>') {
			(*at)++;
			return TRUE;
		}
		if (g_ascii_isspace(text[*at]) || text[*at] == '/')
			(*at)++;
		else if (!read_attribute(reader, at))
			return FALSE;
	}
	return FALSE;
}

/* Reads the tag at @at; returns where to go on. */
static gsize read_tag(Reader *reader, gsize at)
{
	const char *text = reader->map->original;
	gsize len = reader->map->len;
	gsize name = at + 1 < len && text[at + 1] == '/' ? at + 2 : at + 1;
	gsize end = name;
	while (end < len && g_ascii_isalnum(text[end]))
		end++;
	DscTagKind kind = dsc_tag_kind(text + name, end - name);
	gboolean ends_well = end < len && (ends_word(text[end]) || text[end] == '/');
	/* libpurple drops the end of what it never saw begin, and joins the text around it. */
	if (kind == DSC_TAG_KIND_UNKNOWN && name == at + 2 && end < len && text[end] == '>')
		kind = DSC_TAG_KIND_INLINE;
	if (kind == DSC_TAG_KIND_UNKNOWN || !ends_well) {
		show(reader, (DscSpan){ at, at + 1 });
		return at + 1;
	}
	guint n_hidden = reader->hidden->len;
	if (!read_attributes(reader, &end)) {
		g_array_set_size(reader->hidden, n_hidden);
		show(reader, (DscSpan){ at, end });
		return end;
	}
	if (kind == DSC_TAG_KIND_BREAK)
		dsc_textmap_add_break(reader->map);
	reader->break_due = reader->break_due || kind == DSC_TAG_KIND_BLOCK;
	return end;
}

/* Reads a comment, or "<!" or "<?" up to the next ">", which clients skip alike. */
static gsize read_comment(Reader *reader, gsize at)
{
	const char *text = reader->map->original;
	gsize len = reader->map->len;
	gboolean is_comment = len - at >= 4 && memcmp(text + at, "<!--", 4) == 0;
	if (is_comment && !reader->no_comment_end) {
		const char *close = memmem(text + at + 4, len - at - 4, "-->", 3);
		if (close != NULL) {
			DscSpan span = { at + 4, (gsize)(close - text) };
			hide(reader, (Hidden){ .span = span, .place = DSC_PLACE_COMMENT });
			return span.end + 3;
		}
		reader->no_comment_end = TRUE;
	}
	gsize end = at + 2;
	while (!is_comment && end < len && text[end] != '<' && text[end] != '>')
		end++;
	if (!is_comment && end < len && text[end] == '>') {
		hide(reader, (Hidden){ .span = { at + 2, end }, .place = DSC_PLACE_COMMENT });
		return end + 1;
	}
	show(reader, (DscSpan){ at, end });
	return end;
}

/* --- The whole ------------------------------------------------------------------------- */

static void read_visible(Reader *reader)
{
	const char *text = reader->map->original;
	gsize len = reader->map->len;
	gsize at = 0;
	while (at < len) {
		const char *open = memchr(text + at, '<', len - at);
		gsize stop = open != NULL ? (gsize)(open - text) : len;
		show(reader, (DscSpan){ at, stop });
		if (open == NULL)
			return;
		gboolean is_comment = stop + 1 < len && (open[1] == '!' || open[1] == '?');
		at = is_comment ? read_comment(reader, stop) : read_tag(reader, stop);
	}
}

static void read_hidden(DscTextMap *map, const Hidden *hidden)
{
	dsc_textmap_add_break(map);
	guint first = map->runs->len;
	map->place = hidden->place;
	map->is_url = hidden->is_url;
	if (hidden->place == DSC_PLACE_COMMENT)
		dsc_textmap_add_bytes(map, hidden->span);
	else if (hidden->is_url)
		dsc_textmap_add_url(map, hidden->span);
	else
		dsc_textmap_add_text(map, hidden->span);
	if (hidden->is_bare) {
		g_array_index(map->runs, DscRun, first).opens = TRUE;
		g_array_index(map->runs, DscRun, map->runs->len - 1).closes = TRUE;
	}
}

gsize dsc_markup_read(DscTextMap *map)
{
	g_autoptr(GArray) hidden = g_array_new(FALSE, FALSE, sizeof(Hidden));
	Reader reader = { .map = map, .hidden = hidden };
	read_visible(&reader);
	gsize visible_len = map->plain->len;
	for (guint i = 0; i < hidden->len; i++)
		read_hidden(map, &g_array_index(hidden, Hidden, i));
	return visible_len;
}
