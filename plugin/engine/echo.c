/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detector.h"

#include <string.h>

/* A shorter stretch may well be an ordinary word or number where it stands again; what
 * a person or a place is called is that also when it is short. */
#define MIN_CHARS      5
#define MIN_CHARS_NAME 2

/* A message with more different findings than this is a list; each costs a pass over the text. */
#define MAX_VALUES 64

static gboolean identifies(const DscFinding *finding)
{
	DscType type = finding->rule->type;
	return type != DSC_TYPE_TERM && type != DSC_TYPE_QUASI;
}

/* TRUE if a run of letters of one script or a run of digits goes on from one character to the
 * next. */
static gboolean joins(const char *left, const char *right)
{
	gunichar a = g_utf8_get_char(left);
	gunichar b = g_utf8_get_char(right);
	if (g_unichar_isdigit(a) || g_unichar_isdigit(b))
		return g_unichar_isdigit(a) && g_unichar_isdigit(b);
	return g_unichar_isalpha(a) && g_unichar_isalpha(b) &&
	       g_unichar_get_script(a) == g_unichar_get_script(b);
}

/* "bed 12" stands whole in "bed 12and", but not in "bed 123" or "unbed 12". */
static gboolean stands_whole(const char *text, gsize len, DscSpan span)
{
	const char *start = text + span.start;
	const char *end = text + span.end;
	const char *before = g_utf8_find_prev_char(text, start);
	return (before == NULL || !joins(before, start)) &&
	       (span.end == len || !joins(g_utf8_prev_char(end), end));
}

static gboolean is_found(const DscScan *scan, DscSpan folded)
{
	DscSpan plain = dsc_fold_to_plain(scan->fold, folded);
	for (guint i = 0; i < scan->findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(scan->findings, i);
		if (identifies(finding) && dsc_span_contains(finding->span, plain))
			return TRUE;
	}
	return FALSE;
}

/* Finds @value, folded, wherever else it stands whole. */
static void find_again(DscScan *scan, const DscFinding *known, const char *value)
{
	gsize len = 0;
	const char *text = dsc_fold_text(scan->fold, &len);
	gsize value_len = strlen(value);
	const char *at = text;
	while ((at = memmem(at, len - (gsize)(at - text), value, value_len)) != NULL) {
		if (dsc_scan_is_late(scan))
			return;
		DscSpan span = { (gsize)(at - text), (gsize)(at - text) + value_len };
		at += value_len;
		if (!stands_whole(text, len, span) || is_found(scan, span))
			continue;
		DscEvidence evidence = { .base = known->likelihood, .repeated = TRUE };
		dsc_scan_add(scan, known->rule, span, evidence);
	}
}

static glong least_chars(const DscFinding *finding)
{
	DscType type = finding->rule->type;
	gboolean is_name =
		type == DSC_TYPE_NAME || type == DSC_TYPE_ADDRESS || type == DSC_TYPE_ORG;
	return is_name ? MIN_CHARS_NAME : MIN_CHARS;
}

static void echo_scan(const DscDetector *self G_GNUC_UNUSED, DscScan *scan)
{
	const char *plain = dsc_text_plain(scan->text, NULL);
	g_autoptr(GHashTable) values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	guint n = scan->findings->len;
	for (guint i = 0; i < n && g_hash_table_size(values) < MAX_VALUES; i++) {
		const DscFinding *finding = g_ptr_array_index(scan->findings, i);
		gsize len = dsc_span_length(finding->span);
		const char *found = plain + finding->span.start;
		if (!identifies(finding) ||
		    g_utf8_strlen(found, (gssize)len) < least_chars(finding))
			continue;
		g_autoptr(DscFold) fold = dsc_fold_new(found, (gssize)len);
		const char *value = dsc_fold_text(fold, NULL);
		if (g_hash_table_add(values, g_strdup(value)))
			find_again(scan, finding, value);
	}
}

static void echo_free(DscDetector *self)
{
	g_free(self);
}

DscDetector *dsc_echo_detector_new(void)
{
	DscDetector *self = g_new(DscDetector, 1);
	*self = (DscDetector){ .name = "echo", .scan = echo_scan, .free = echo_free };
	return self;
}
