/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Characters of libpurple's HTML: what stands between tags and in the values of attributes.
 */
#include "engine/entity.h"
#include "engine/textmap.h"

/* Text between tags or in a value: as it stands but for character references. */
void dsc_textmap_add_text(DscTextMap *map, DscSpan span)
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

/* --- Percent codes ------------------------------------------------------------------------ */

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

void dsc_textmap_add_url(DscTextMap *map, DscSpan span)
{
	DscTextMap once = { .original = map->original,
			    .len = map->len,
			    .plain = g_string_new(NULL),
			    .runs = g_array_new(FALSE, FALSE, sizeof(DscRun)),
			    .place = map->place };
	dsc_textmap_add_text(&once, span);
	Cursor cursor = { once.plain, once.runs, 0, 0 };
	while (cursor.at < once.plain->len)
		if (!add_percent_char(map, &cursor))
			add_as_read(map, &cursor);
	g_string_free(once.plain, TRUE);
	g_array_unref(once.runs);
}
