/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * An edited message is written anew from its runs: tags byte for byte, and the text
 * so that it reads the same whatever now stands beside it. A "<" or "&" that stood
 * for itself, a code without its semicolon, a byte that is not UTF-8 might become a
 * tag or another character once the bytes behind them are gone, so they are written
 * in full.
 */
#include "engine/entity.h"
#include "engine/redact.h"
#include "engine/textmap.h"

#include <string.h>

/* An edit with its ends where characters end. */
typedef struct {
	DscSpan span;
	const char *replacement;
	gsize longest; /* length of the edit that gave the replacement */
	gboolean is_written;
	gsize written_to; /* end of its last piece in the original */
} Edit;

/* --- Edits ----------------------------------------------------------------------------- */

static int compare_edits(gconstpointer a, gconstpointer b)
{
	const Edit *one = a;
	const Edit *other = b;
	if (one->span.start != other->span.start)
		return one->span.start < other->span.start ? -1 : 1;
	return (one->span.end < other->span.end) - (one->span.end > other->span.end);
}

static gsize character_start(const char *plain, gsize at)
{
	while (at > 0 && ((guchar)plain[at] & 0xC0) == 0x80)
		at--;
	return at;
}

static gsize character_end(const char *plain, gsize len, gsize at)
{
	while (at < len && ((guchar)plain[at] & 0xC0) == 0x80)
		at++;
	return at;
}

/* Whether @span is only newlines that tags stand for. */
static gboolean maps_to_nothing(const DscText *text, DscSpan span)
{
	if (strspn(dsc_text_plain(text, NULL) + span.start, "\n") < dsc_span_length(span))
		return FALSE;
	g_autoptr(GArray) pieces = dsc_text_pieces(text, span);
	return pieces->len == 0;
}

static GArray *sort_edits(const DscText *text, const DscEdit *edits, gsize n_edits)
{
	gsize len;
	const char *plain = dsc_text_plain(text, &len);
	GArray *sorted = g_array_new(FALSE, FALSE, sizeof(Edit));
	for (gsize i = 0; i < n_edits; i++) {
		gsize start = character_start(plain, MIN(edits[i].span.start, len));
		gsize end = character_end(plain, len, MIN(edits[i].span.end, len));
		if (start >= end || maps_to_nothing(text, (DscSpan){ start, end }))
			continue;
		Edit edit = { { start, end }, edits[i].replacement, end - start, FALSE, 0 };
		g_array_append_val(sorted, edit);
	}
	g_array_sort(sorted, compare_edits);
	return sorted;
}

/* Makes one edit of those that overlap. */
static void merge_edits(GArray *edits)
{
	guint kept = 0;
	for (guint i = 1; i < edits->len; i++) {
		Edit *last = &g_array_index(edits, Edit, kept);
		const Edit *next = &g_array_index(edits, Edit, i);
		if (!dsc_span_overlaps(last->span, next->span)) {
			g_array_index(edits, Edit, ++kept) = *next;
			continue;
		}
		last->span.end = MAX(last->span.end, next->span.end);
		if (next->longest > last->longest) {
			last->longest = next->longest;
			last->replacement = next->replacement;
		}
	}
	if (edits->len > 0)
		g_array_set_size(edits, kept + 1);
}

/* --- Blanks ---------------------------------------------------------------------------- */

static gsize blank_before(const char *plain, gsize at)
{
	if (at >= 1 && (plain[at - 1] == ' ' || plain[at - 1] == '\t'))
		return 1;
	return at >= 2 && memcmp(plain + at - 2, "\u00A0", 2) == 0 ? 2 : 0;
}

static gsize blank_after(const char *plain, gsize at)
{
	if (plain[at] == ' ' || plain[at] == '\t')
		return 1;
	return strncmp(plain + at, "\u00A0", 2) == 0 ? 2 : 0;
}

static gboolean starts_line(const char *plain, gsize at)
{
	return at == 0 || plain[at - 1] == '\n' || plain[at - 1] == '\r';
}

static gboolean ends_line(const char *plain, gsize at)
{
	return strchr("\r\n", plain[at]) != NULL;
}

/* Where something is cut out, one blank is enough, and at the end of a line none. */
static void take_blank(const char *plain, DscSpan *cut, gsize floor, gsize ceiling)
{
	gsize before = blank_before(plain, cut->start);
	gsize after = blank_after(plain, cut->end);
	gboolean is_free = cut->end + after <= ceiling;
	if (after > 0 && is_free && (before > 0 || starts_line(plain, cut->start)))
		cut->end += after;
	else if (before > 0 && ends_line(plain, cut->end) && cut->start - before >= floor)
		cut->start -= before;
}

/* Takes blanks along with cuts; cuts that come to touch each other become one. */
static void widen_cuts(const char *plain, GArray *edits)
{
	guint kept = 0;
	for (guint i = 0; i < edits->len; i++) {
		Edit edit = g_array_index(edits, Edit, i);
		Edit *last = kept > 0 ? &g_array_index(edits, Edit, kept - 1) : NULL;
		if (*edit.replacement == '\0') {
			if (last != NULL && *last->replacement == '\0' &&
			    last->span.end == edit.span.start) {
				edit.span.start = last->span.start;
				last = --kept > 0 ? last - 1 : NULL;
			}
			gboolean is_last = i + 1 == edits->len;
			take_blank(plain, &edit.span, last != NULL ? last->span.end : 0,
				   is_last ? G_MAXSIZE
					   : g_array_index(edits, Edit, i + 1).span.start);
		}
		g_array_index(edits, Edit, kept++) = edit;
	}
	g_array_set_size(edits, kept);
}

/* --- Writing --------------------------------------------------------------------------- */

static void append_escaped(GString *out, const char *from, gsize len, gboolean is_quoted)
{
	for (const char *at = from; at < from + len; at++) {
		switch (*at) {
		case '&':
			g_string_append(out, "&amp;");
			break;
		case '<':
			g_string_append(out, "&lt;");
			break;
		case '>':
			g_string_append(out, "&gt;");
			break;
		case '"':
			g_string_append(out, "&quot;");
			break;
		case '\'':
			g_string_append(out, is_quoted ? "&#39;" : "'");
			break;
		default:
			g_string_append_c(out, *at);
		}
	}
}

/* A comment cannot quote anything: what might end it gives way to a blank, and so
 * does an empty replacement, so that no two dashes meet. */
static void append_comment(GString *out, const char *replacement)
{
	if (*replacement == '\0' || *replacement == '-')
		g_string_append_c(out, ' ');
	for (const char *at = replacement; *at != '\0'; at++) {
		g_string_append_c(out, *at == '<' || *at == '>' ? ' ' : *at);
		if (*at == '-' && (at[1] == '-' || at[1] == '\0'))
			g_string_append_c(out, ' ');
	}
}

static void append_replacement(GString *out, const DscText *text, const DscRun *run,
			       const char *replacement)
{
	if (dsc_text_format(text) == DSC_FORMAT_PLAIN) {
		g_string_append(out, replacement);
	} else if (run->place == DSC_PLACE_COMMENT) {
		append_comment(out, replacement);
	} else if (run->is_url) {
		g_autofree char *coded = g_uri_escape_string(replacement, "[]", TRUE);
		g_string_append(out, coded);
	} else {
		append_escaped(out, replacement, strlen(replacement),
			       run->place == DSC_PLACE_ATTRIBUTE);
	}
}

/* One character that was written in a code: the same code, but closed. */
static void append_coded(GString *out, const DscText *text, const DscRun *run)
{
	const char *from = dsc_text_original(text, NULL) + run->original.start;
	gsize len = dsc_span_length(run->original);
	gunichar c;
	if (len == 1) {
		g_string_append(out, "\uFFFD"); /* a byte that is not UTF-8 */
	} else if (memchr(from, '&', len) == NULL) {
		g_string_append_len(out, from, (gssize)len);
	} else if (dsc_entity_read(from, len, &c) == len) {
		g_string_append_len(out, from, (gssize)len);
		if (from[len - 1] != ';')
			g_string_append_c(out, ';');
	} else {
		/* A percent code in which some characters were coded again. */
		for (gsize i = run->plain.start; i < run->plain.end; i++)
			g_string_append_printf(out, "%%%02X",
					       (guchar)dsc_text_plain(text, NULL)[i]);
	}
}

/* Writes what stays of @run. */
static void append_kept(GString *out, const DscText *text, const DscRun *run, DscSpan part)
{
	const char *from = dsc_text_original(text, NULL) + part.start;
	gsize len = dsc_span_length(part);
	if (len == 0)
		return;
	if (run->kind == DSC_RUN_CODED)
		append_coded(out, text, run);
	else if (run->kind == DSC_RUN_STRAY && dsc_text_plain(text, NULL)[run->plain.start] == '%')
		g_string_append(out, "%25");
	else if (run->kind == DSC_RUN_STRAY)
		append_escaped(out, from, len, FALSE);
	else if (run->place == DSC_PLACE_ATTRIBUTE)
		append_escaped(out, from, len, TRUE);
	else
		g_string_append_len(out, from, (gssize)len);
}

static void append_markup(GString *out, const DscText *text, DscSpan markup)
{
	const char *original = dsc_text_original(text, NULL);
	g_autofree char *valid =
		g_utf8_make_valid(original + markup.start, (gssize)dsc_span_length(markup));
	g_string_append(out, valid);
}

static Edit *first_edit(GArray *edits, gsize at)
{
	guint low = 0;
	guint high = edits->len;
	while (low < high) {
		guint middle = low + (high - low) / 2;
		if (g_array_index(edits, Edit, middle).span.end > at)
			high = middle;
		else
			low = middle + 1;
	}
	return &g_array_index(edits, Edit, low);
}

/* Writes one run with the edits that fall into it. */
static void append_run(GString *out, const DscText *text, const DscRun *run, GArray *edits)
{
	const Edit *end = &g_array_index(edits, Edit, edits->len);
	gsize at = run->original.start;
	if (run->opens)
		g_string_append_c(out, '"');
	Edit *edit = first_edit(edits, run->plain.start);
	for (; edit < end && dsc_span_overlaps(edit->span, run->plain); edit++) {
		DscSpan part = dsc_run_part(run, edit->span);
		append_kept(out, text, run, (DscSpan){ at, part.start });
		if (!edit->is_written)
			append_replacement(out, text, run, edit->replacement);
		else if (edit->written_to < part.start)
			append_replacement(out, text, run, "");
		edit->is_written = TRUE;
		edit->written_to = part.end;
		at = part.end;
	}
	append_kept(out, text, run, (DscSpan){ at, run->original.end });
	if (run->closes)
		g_string_append_c(out, '"');
}

static int compare_runs(gconstpointer a, gconstpointer b)
{
	const DscRun *one = a;
	const DscRun *other = b;
	return (one->original.start > other->original.start) -
	       (one->original.start < other->original.start);
}

/* The runs that stand somewhere, in the order of the original. */
static GArray *sort_runs(const GArray *runs)
{
	GArray *sorted = g_array_new(FALSE, FALSE, sizeof(DscRun));
	for (guint i = 0; i < runs->len; i++) {
		DscRun run = g_array_index(runs, DscRun, i);
		if (run.kind != DSC_RUN_BREAK)
			g_array_append_val(sorted, run);
	}
	g_array_sort(sorted, compare_runs);
	return sorted;
}

char *dsc_redact(const DscText *text, const DscEdit *edits, gsize n_edits)
{
	gsize len;
	const char *original = dsc_text_original(text, &len);
	g_autoptr(GArray) todo = sort_edits(text, edits, n_edits);
	if (todo->len == 0)
		return g_utf8_make_valid(original, (gssize)len);
	merge_edits(todo);
	widen_cuts(dsc_text_plain(text, NULL), todo);

	g_autoptr(GArray) runs = sort_runs(dsc_text_runs(text));
	GString *out = g_string_sized_new(len);
	gsize at = 0;
	for (guint i = 0; i < runs->len; i++) {
		const DscRun *run = &g_array_index(runs, DscRun, i);
		append_markup(out, text, (DscSpan){ at, run->original.start });
		append_run(out, text, run, todo);
		at = run->original.end;
	}
	append_markup(out, text, (DscSpan){ at, len });
	return g_string_free(out, FALSE);
}

char *dsc_report_redact(const DscReport *report)
{
	const GPtrArray *findings = dsc_report_findings(report);
	g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(DscEdit));
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(findings, i);
		if (finding->rule->replacement == NULL)
			continue;
		DscEdit edit = { finding->span, finding->rule->replacement };
		g_array_append_val(edits, edit);
	}
	return dsc_redact(dsc_report_text(report), (const DscEdit *)edits->data, edits->len);
}
