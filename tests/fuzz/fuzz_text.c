/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Any bytes through text, fold and redact: the plain text is valid and its map leads
 * into the original, folding leads back into the plain text, and a redacted message
 * has the tags of the original and reads as the original with the replacements in it.
 */
#include "engine/fold.h"
#include "engine/redact.h"
#include "engine/text.h"

#include "fuzz.h"

#define MAX_EDITS 3

/* --- Text ------------------------------------------------------------------------------ */

static void check_pieces(const DscText *text, DscSpan span)
{
	gsize len;
	dsc_text_original(text, &len);
	g_autoptr(GArray) pieces = dsc_text_pieces(text, span);
	gsize at = 0;
	for (guint i = 0; i < pieces->len; i++) {
		DscSpan original = g_array_index(pieces, DscPiece, i).original;
		g_assert_cmpuint(original.start, >=, at);
		g_assert_cmpuint(original.start, <, original.end);
		at = original.end;
	}
	g_assert_cmpuint(at, <=, len);
}

/* Character by character: the seen part follows the order of the original. */
static void check_text(const DscText *text)
{
	gsize len;
	const char *plain = dsc_text_plain(text, &len);
	gsize visible_len = dsc_text_visible_len(text);
	g_assert_true(g_utf8_validate(plain, (gssize)len, NULL));
	g_assert_cmpuint(strlen(plain), ==, len);
	g_assert_cmpuint(visible_len, <=, len);
	gsize before = 0;
	for (gsize at = 0; at < len;) {
		gsize next = (gsize)(g_utf8_next_char(plain + at) - plain);
		check_pieces(text, (DscSpan){ at, next });
		DscSpan original = dsc_text_to_original(text, (DscSpan){ at, next });
		if (at < visible_len && dsc_span_length(original) > 0) {
			g_assert_cmpuint(original.start, >=, before);
			before = original.end;
		}
		at = next;
	}
	check_pieces(text, (DscSpan){ 0, len });
}

/* --- Fold ------------------------------------------------------------------------------ */

static gboolean is_boundary(const char *text, gsize at)
{
	return ((guchar)text[at] & 0xC0) != 0x80;
}

static void check_fold(const char *plain, gsize plain_len)
{
	g_autoptr(DscFold) fold = dsc_fold_new(plain, (gssize)plain_len);
	gsize len;
	const char *folded = dsc_fold_text(fold, &len);
	g_assert_true(g_utf8_validate(folded, (gssize)len, NULL));
	g_assert_cmpuint(strlen(folded), ==, len);
	DscSpan before = { 0, 0 };
	for (gsize at = 0; at < len;) {
		gsize next = (gsize)(g_utf8_next_char(folded + at) - folded);
		DscSpan span = dsc_fold_to_plain(fold, (DscSpan){ at, next });
		g_assert_cmpuint(span.start, <, span.end);
		g_assert_cmpuint(span.end, <=, plain_len);
		g_assert_true(is_boundary(plain, span.start) && is_boundary(plain, span.end));
		if (span.start != before.start)
			g_assert_cmpuint(span.start, >=, before.end);
		before = span;
		at = next;
	}
	/* What is folded already stays as it is. */
	g_autoptr(DscFold) again = dsc_fold_new(folded, (gssize)len);
	g_assert_cmpstr(dsc_fold_text(again, NULL), ==, folded);
}

/* --- Redact ---------------------------------------------------------------------------- */

/* What of the message is no text: its tags. Values without quotation marks get some
 * when they are written anew, so those do not count. */
static char *skeleton(const DscText *text)
{
	gsize len, plain_len;
	const char *original = dsc_text_original(text, &len);
	dsc_text_plain(text, &plain_len);
	g_autoptr(GArray) pieces = dsc_text_pieces(text, (DscSpan){ 0, plain_len });
	g_autoptr(GString) tags = g_string_new(NULL);
	gsize at = 0;
	for (guint i = 0; i <= pieces->len; i++) {
		DscSpan piece = { len, len };
		if (i < pieces->len)
			piece = g_array_index(pieces, DscPiece, i).original;
		g_autofree char *tag = g_utf8_make_valid(original + at, (gssize)(piece.start - at));
		g_string_append(tags, tag);
		at = piece.end;
	}
	g_auto(GStrv) unquoted = g_strsplit_set(tags->str, "\"'", -1);
	return g_strjoinv("", unquoted);
}

/* Where the part that @at stands in ends: the seen one, or one hidden value. */
static gsize part_end(const DscText *text, gsize at)
{
	gsize len;
	const char *plain = dsc_text_plain(text, &len);
	if (at < dsc_text_visible_len(text))
		return dsc_text_visible_len(text);
	for (; at < len; at++) {
		DscSpan original = dsc_text_to_original(text, (DscSpan){ at, at + 1 });
		if (plain[at] == '\n' && dsc_span_length(original) == 0)
			break;
	}
	return at;
}

/* Chooses stretches in ascending order, apart, each within one part, before @end. */
static gsize choose_edits(const DscText *text, GRand *rand, gsize end, DscEdit *edits)
{
	static const char *const replacements[] = { "[a]", "[b&c]", "[\u06F1 d]" };
	const char *plain = dsc_text_plain(text, NULL);
	gsize n = 0;
	gsize at = 0;
	while (n < MAX_EDITS && at < end) {
		gsize start = at + (gsize)g_rand_int_range(rand, 0, (gint32)MIN(end - at, 40));
		while (!is_boundary(plain, start))
			start--;
		gsize stop = start + (gsize)g_rand_int_range(rand, 1, 12);
		stop = MIN(stop, part_end(text, start));
		while (!is_boundary(plain, stop))
			stop++;
		g_autoptr(GArray) pieces = dsc_text_pieces(text, (DscSpan){ start, stop });
		if (start < stop && pieces->len > 0) {
			edits[n] = (DscEdit){ { start, stop }, replacements[n] };
			n++;
		}
		at = MAX(stop, start + 1);
	}
	return n;
}

/* @text with @edits made and without the characters in @without. */
static char *expected_text(const DscText *text, const DscEdit *edits, gsize n, const char *without)
{
	gsize len;
	const char *plain = dsc_text_plain(text, &len);
	g_autoptr(GString) edited = g_string_new(NULL);
	gsize at = 0;
	for (gsize i = 0; i < n; i++) {
		g_string_append_len(edited, plain + at, (gssize)(edits[i].span.start - at));
		g_string_append(edited, edits[i].replacement);
		at = edits[i].span.end;
	}
	g_string_append(edited, plain + at);
	g_auto(GStrv) words = g_strsplit_set(edited->str, without, -1);
	return g_strjoinv("", words);
}

static void check_redacted(const DscText *text, const DscEdit *edits, gsize n, const char *without)
{
	g_autofree char *redacted = dsc_redact(text, edits, n);
	g_assert_true(g_utf8_validate(redacted, -1, NULL));
	g_autoptr(DscText) reread = dsc_text_new(redacted, -1, dsc_text_format(text));
	g_autofree char *expected = expected_text(text, edits, n, without);
	g_autofree char *actual = expected_text(reread, NULL, 0, without);
	g_assert_cmpstr(actual, ==, expected);
	g_autofree char *tags_before = skeleton(text);
	g_autofree char *tags_after = skeleton(reread);
	g_assert_cmpstr(tags_after, ==, tags_before);
}

/* Newlines do not count: a tag's own is not shown beside another. */
static void check_replacing(const DscText *text, GRand *rand)
{
	gsize len;
	dsc_text_plain(text, &len);
	DscEdit edits[MAX_EDITS];
	gsize n = choose_edits(text, rand, len, edits);
	check_redacted(text, edits, n, "\n");
}

/* Blanks do not count, for a cut takes some along. Only what is seen: a number cut
 * short may be harmless in an attribute. */
static void check_cutting(const DscText *text, GRand *rand)
{
	DscEdit edits[MAX_EDITS];
	gsize n = choose_edits(text, rand, dsc_text_visible_len(text), edits);
	for (gsize i = 0; i < n; i++)
		edits[i].replacement = "";
	check_redacted(text, edits, n, "\n \t\xC2\xA0");
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	guint32 seed = (guint32)size;
	for (gsize i = 0; i < size; i++)
		seed = seed * 33 + data[i];
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
	for (DscFormat format = DSC_FORMAT_PLAIN; format <= DSC_FORMAT_HTML; format++) {
		g_autoptr(DscText) text = dsc_text_new((const char *)data, (gssize)size, format);
		gsize len;
		const char *plain = dsc_text_plain(text, &len);
		check_text(text);
		check_fold(plain, len);
		check_replacing(text, rand);
		check_cutting(text, rand);
	}
	return 0;
}

FUZZ_MAIN("text");
