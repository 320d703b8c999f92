/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/textmap.h"

#include <string.h>

struct DscText {
	char *original;
	gsize original_len;
	DscFormat format;
	char *plain;
	gsize plain_len;
	gsize visible_len;
	GArray *runs; /* element-type DscRun */
};

/* --- Putting the plain text together --------------------------------------------------- */

static gboolean continues(const DscTextMap *map, const DscRun *last, gsize at)
{
	return last->kind == DSC_RUN_AS_IS && last->original.end == at && last->place == map->place;
}

static void add_run(DscTextMap *map, DscSpan original, gsize plain_len, DscRunKind kind)
{
	if (kind == DSC_RUN_AS_IS && map->runs->len > 0) {
		DscRun *last = &g_array_index(map->runs, DscRun, map->runs->len - 1);
		if (continues(map, last, original.start)) {
			last->original.end = original.end;
			last->plain.end += plain_len;
			return;
		}
	}
	gsize end = map->plain->len;
	DscRun run = { .plain = { end - plain_len, end },
		       .original = original,
		       .place = map->place,
		       .kind = kind,
		       .is_url = map->is_url != FALSE };
	g_array_append_val(map->runs, run);
}

void dsc_textmap_add_char(DscTextMap *map, gunichar c, DscSpan original, DscRunKind kind)
{
	gsize before = map->plain->len;
	g_string_append_unichar(map->plain, c);
	add_run(map, original, map->plain->len - before, kind);
}

void dsc_textmap_add_bytes(DscTextMap *map, DscSpan original)
{
	gsize at = original.start;
	while (at < original.end) {
		const char *from = map->original + at;
		const char *stop;
		/* Given a length, g_utf8_validate() takes NUL for invalid as well. */
		g_utf8_validate(from, (gssize)(original.end - at), &stop);
		gsize valid = (gsize)(stop - from);
		if (valid > 0) {
			g_string_append_len(map->plain, from, (gssize)valid);
			add_run(map, (DscSpan){ at, at + valid }, valid, DSC_RUN_AS_IS);
			at += valid;
		}
		if (at < original.end) {
			dsc_textmap_add_char(map, 0xFFFD, (DscSpan){ at, at + 1 }, DSC_RUN_CODED);
			at++;
		}
	}
}

void dsc_textmap_add_break(DscTextMap *map)
{
	g_string_append_c(map->plain, '\n');
	add_run(map, (DscSpan){ 0, 0 }, 1, DSC_RUN_BREAK);
}

/* --- The text -------------------------------------------------------------------------- */

static char *copy_bytes(const char *bytes, gsize len)
{
	char *copy = g_malloc(len + 1);
	if (len > 0)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

DscText *dsc_text_new(const char *original, gssize len, DscFormat format)
{
	g_return_val_if_fail(original != NULL || len == 0, NULL);

	DscText *text = g_new0(DscText, 1);
	text->original_len = len < 0 ? strlen(original) : (gsize)len;
	text->original = copy_bytes(original, text->original_len);
	text->format = format;

	DscTextMap map = { .original = text->original,
			   .len = text->original_len,
			   .plain = g_string_sized_new(text->original_len + 1),
			   .runs = g_array_new(FALSE, FALSE, sizeof(DscRun)),
			   .place = DSC_PLACE_TEXT };
	if (format == DSC_FORMAT_HTML) {
		text->visible_len = dsc_markup_read(&map);
	} else {
		dsc_textmap_add_bytes(&map, (DscSpan){ 0, map.len });
		text->visible_len = map.plain->len;
	}
	text->plain_len = map.plain->len;
	text->plain = g_string_free(map.plain, FALSE);
	text->runs = map.runs;
	return text;
}

void dsc_text_free(DscText *text)
{
	if (text == NULL)
		return;
	g_array_unref(text->runs);
	g_free(text->plain);
	g_free(text->original);
	g_free(text);
}

const char *dsc_text_plain(const DscText *text, gsize *len)
{
	if (len != NULL)
		*len = text->plain_len;
	return text->plain;
}

gsize dsc_text_visible_len(const DscText *text)
{
	return text->visible_len;
}

const char *dsc_text_original(const DscText *text, gsize *len)
{
	if (len != NULL)
		*len = text->original_len;
	return text->original;
}

DscFormat dsc_text_format(const DscText *text)
{
	return text->format;
}

const GArray *dsc_text_runs(const DscText *text)
{
	return text->runs;
}

/* --- The way back ---------------------------------------------------------------------- */

DscSpan dsc_run_part(const DscRun *run, DscSpan plain)
{
	if (run->kind != DSC_RUN_AS_IS)
		return run->original;
	gsize start = MAX(plain.start, run->plain.start) - run->plain.start;
	gsize end = MIN(plain.end, run->plain.end) - run->plain.start;
	return (DscSpan){ run->original.start + start, run->original.start + end };
}

/* Index of the first run that ends after @at. */
static guint first_run(const GArray *runs, gsize at)
{
	guint low = 0;
	guint high = runs->len;
	while (low < high) {
		guint middle = low + (high - low) / 2;
		if (g_array_index(runs, DscRun, middle).plain.end > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static int compare_pieces(gconstpointer a, gconstpointer b)
{
	const DscPiece *one = a;
	const DscPiece *other = b;
	return (one->original.start > other->original.start) -
	       (one->original.start < other->original.start);
}

static void join_pieces(GArray *pieces)
{
	guint kept = 0;
	for (guint i = 1; i < pieces->len; i++) {
		DscPiece *last = &g_array_index(pieces, DscPiece, kept);
		const DscPiece *next = &g_array_index(pieces, DscPiece, i);
		if (last->place == next->place && last->original.end == next->original.start)
			last->original.end = next->original.end;
		else
			g_array_index(pieces, DscPiece, ++kept) = *next;
	}
	if (pieces->len > 0)
		g_array_set_size(pieces, kept + 1);
}

GArray *dsc_text_pieces(const DscText *text, DscSpan span)
{
	GArray *pieces = g_array_new(FALSE, FALSE, sizeof(DscPiece));
	for (guint i = first_run(text->runs, span.start); i < text->runs->len; i++) {
		const DscRun *run = &g_array_index(text->runs, DscRun, i);
		if (!dsc_span_overlaps(run->plain, span))
			break;
		if (run->kind == DSC_RUN_BREAK)
			continue;
		DscPiece piece = { dsc_run_part(run, span), run->place };
		g_array_append_val(pieces, piece);
	}
	g_array_sort(pieces, compare_pieces);
	join_pieces(pieces);
	return pieces;
}

DscSpan dsc_text_to_original(const DscText *text, DscSpan span)
{
	g_autoptr(GArray) pieces = dsc_text_pieces(text, span);
	if (pieces->len == 0)
		return (DscSpan){ 0, 0 };
	return (DscSpan){ g_array_index(pieces, DscPiece, 0).original.start,
			  g_array_index(pieces, DscPiece, pieces->len - 1).original.end };
}
