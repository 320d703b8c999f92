/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Reads libpurple's HTML as its clients do: loosely. What is not surely a tag is
 * text, as Pidgin shows it. Time stays linear on any input, because no byte is
 * looked at again once a tag has failed: all of it up to where it failed is text.
 */
#include "engine/entity.h"
#include "engine/textmap.h"

#include <string.h>

typedef enum {
	TAG_UNKNOWN,
	TAG_INLINE,
	TAG_BLOCK,
	TAG_BREAK,
} TagKind;

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

/* --- Names ----------------------------------------------------------------------------- */

static const char *const inline_tags[] = {
	"a",	  "abbr",  "acronym", "b",    "big",	"binding", "body",  "center", "cite",
	"code",	  "del",   "dfn",     "em",   "font",	"head",	   "html",  "i",      "img",
	"ins",	  "kbd",   "label",   "link", "mark",	"meta",	   "q",	    "s",      "samp",
	"script", "small", "smiley",  "span", "strike", "strong",  "style", "sub",    "sup",
	"tbody",  "tfoot", "thead",   "tt",   "u",	"var",	   NULL,
};
static const char *const block_tags[] = {
	"address", "article", "blockquote", "caption", "dd", "div", "dl",      "dt",
	"footer",  "form",    "h1",	    "h2",      "h3", "h4",  "h5",      "h6",
	"header",  "hr",      "li",	    "ol",      "p",  "pre", "section", "table",
	"td",	   "th",      "title",	    "tr",      "ul", NULL,
};
/* Looks and layout: their values are colours, fonts and measures. */
static const char *const harmless_attributes[] = {
	"absz", "align",  "back",   "bgcolor", "border",   "color",  "colspan", "dir",
	"face", "height", "lang",   "noshade", "nowrap",   "ptsize", "rowspan", "size",
	"sml",	"style",  "valign", "width",   "xml:lang", NULL,
};

static gboolean is_among(const char *const *names, const char *name, gsize len)
{
	for (; *names != NULL; names++)
		if (strlen(*names) == len && g_ascii_strncasecmp(*names, name, len) == 0)
			return TRUE;
	return FALSE;
}

static TagKind tag_kind(const char *name, gsize len)
{
	if (len == 2 && g_ascii_strncasecmp(name, "br", 2) == 0)
		return TAG_BREAK;
	if (is_among(block_tags, name, len))
		return TAG_BLOCK;
	return is_among(inline_tags, name, len) ? TAG_INLINE : TAG_UNKNOWN;
}

/* --- Characters ------------------------------------------------------------------------ */

/* Text between tags or in a value: as it stands but for character references. */
static void add_text(DscTextMap *map, DscSpan span)
{
	gsize from = span.start;
	for (gsize at = span.start; at < span.end;) {
		char c = map->original[at];
		if (c != '&' && (c != '<' || map->place != DSC_PLACE_TEXT)) {
			at++;
			continue;
		}
		dsc_textmap_add_bytes(map, (DscSpan){ from, at });
		gunichar meant = (gunichar)c;
		gsize len =
			c == '&' ? dsc_entity_read(map->original + at, span.end - at, &meant) : 0;
		DscRunKind kind = len > 0 ? DSC_RUN_CODED : DSC_RUN_STRAY;
		from = at + MAX(len, 1);
		dsc_textmap_add_char(map, meant, (DscSpan){ at, from }, kind);
		at = from;
	}
	dsc_textmap_add_bytes(map, (DscSpan){ from, span.end });
}

/* The runs of a value, read a second time for percent codes. A "%41" may itself
 * be written with character references, so this works on characters, not bytes. */
typedef struct {
	const GString *plain;
	const GArray *runs;
	guint run;
	gsize at;
} Cursor;

static const DscRun *cursor_run(const Cursor *cursor)
{
	return &g_array_index(cursor->runs, DscRun, cursor->run);
}

/* Bytes of the original that the byte of plain text at the cursor was read from. */
static DscSpan cursor_original(const Cursor *cursor)
{
	return dsc_run_part(cursor_run(cursor), (DscSpan){ cursor->at, cursor->at + 1 });
}

static void cursor_forward(Cursor *cursor, gsize n)
{
	cursor->at += n;
	while (cursor->run < cursor->runs->len && cursor_run(cursor)->plain.end <= cursor->at)
		cursor->run++;
}

/* Reads "%XX" at @cursor; -1 if there is none. */
static int percent_byte(const Cursor *cursor)
{
	const char *at = cursor->plain->str + cursor->at;
	if (cursor->plain->len - cursor->at < 3 || at[0] != '%')
		return -1;
	int high = g_ascii_xdigit_value(at[1]);
	int low = g_ascii_xdigit_value(at[2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Adds the one character that percent codes at @cursor spell, if they spell one. */
static gboolean add_percent_char(DscTextMap *map, Cursor *cursor)
{
	char bytes[4];
	Cursor ahead = *cursor;
	DscSpan original = cursor_original(cursor);
	for (gsize n = 0; n < sizeof(bytes);) {
		int byte = percent_byte(&ahead);
		if (byte <= 0)
			return FALSE;
		bytes[n++] = (char)byte;
		cursor_forward(&ahead, 2);
		original.end = cursor_original(&ahead).end;
		cursor_forward(&ahead, 1);
		gunichar c = g_utf8_get_char_validated(bytes, (gssize)n);
		if (c == (gunichar)-1)
			return FALSE;
		if (c != (gunichar)-2) {
			dsc_textmap_add_char(map, c, original, DSC_RUN_CODED);
			*cursor = ahead;
			return TRUE;
		}
	}
	return FALSE;
}

static void add_as_read(DscTextMap *map, Cursor *cursor)
{
	const DscRun *run = cursor_run(cursor);
	const char *at = cursor->plain->str + cursor->at;
	gsize len = (gsize)(g_utf8_next_char(at) - at);
	DscSpan original = dsc_run_part(run, (DscSpan){ cursor->at, cursor->at + len });
	if (*at == '%')
		dsc_textmap_add_char(map, '%', original, DSC_RUN_STRAY);
	else if (run->kind == DSC_RUN_AS_IS)
		dsc_textmap_add_bytes(map, original);
	else
		dsc_textmap_add_char(map, g_utf8_get_char(at), original, run->kind);
	cursor_forward(cursor, len);
}

static void add_url(DscTextMap *map, DscSpan span)
{
	DscTextMap once = { .original = map->original,
			    .len = map->len,
			    .plain = g_string_new(NULL),
			    .runs = g_array_new(FALSE, FALSE, sizeof(DscRun)),
			    .place = map->place };
	add_text(&once, span);
	Cursor cursor = { once.plain, once.runs, 0, 0 };
	while (cursor.at < once.plain->len)
		if (!add_percent_char(map, &cursor))
			add_as_read(map, &cursor);
	g_string_free(once.plain, TRUE);
	g_array_unref(once.runs);
}

/* --- What is seen ---------------------------------------------------------------------- */

static void show(Reader *reader, DscSpan span)
{
	GString *plain = reader->map->plain;
	if (span.start == span.end)
		return;
	if (reader->break_due && plain->len > 0 && plain->str[plain->len - 1] != '\n')
		dsc_textmap_add_break(reader->map);
	reader->break_due = FALSE;
	add_text(reader->map, span);
}

/* --- Tags ------------------------------------------------------------------------------ */

static gboolean is_harmless(const char *name, gsize len, const char *value, gsize value_len)
{
	if (is_among(harmless_attributes, name, len))
		return TRUE;
	/* The number of an image in libpurple's store: small, and of no meaning elsewhere. */
	if (len != 2 || g_ascii_strncasecmp(name, "id", 2) != 0 || value_len > 6)
		return FALSE;
	for (gsize i = 0; i < value_len; i++)
		if (!g_ascii_isdigit(value[i]))
			return FALSE;
	return TRUE;
}

static gboolean is_link(const char *name, gsize len)
{
	static const char *const links[] = { "href", "src", "cite", "action", "background", NULL };
	return is_among(links, name, len);
}

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
	hidden.is_url = is_link(text + name.start, name_len);
	if (name_len == 0 && hidden.is_bare && is_among(harmless_attributes, value, value_len))
		return TRUE;
	if (!is_harmless(text + name.start, name_len, value, value_len))
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
	TagKind kind = tag_kind(text + name, end - name);
	gboolean ends_well = end < len && (ends_word(text[end]) || text[end] == '/');
	/* libpurple drops the end of what it never saw begin, and joins the text around it. */
	if (kind == TAG_UNKNOWN && name == at + 2 && end < len && text[end] == '>')
		kind = TAG_INLINE;
	if (kind == TAG_UNKNOWN || !ends_well) {
		show(reader, (DscSpan){ at, at + 1 });
		return at + 1;
	}
	guint n_hidden = reader->hidden->len;
	if (!read_attributes(reader, &end)) {
		g_array_set_size(reader->hidden, n_hidden);
		show(reader, (DscSpan){ at, end });
		return end;
	}
	if (kind == TAG_BREAK)
		dsc_textmap_add_break(reader->map);
	reader->break_due = reader->break_due || kind == TAG_BLOCK;
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
		add_url(map, hidden->span);
	else
		add_text(map, hidden->span);
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
