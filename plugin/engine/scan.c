/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detector.h"

#include <string.h>

#include "engine/engine.h"

/* Words of so many windows are kept, some 10 KiB each; behind them a text is read anew each time.
 */
#define MAX_WINDOWS 16

/* @tokens: what stands from @span.start up to @end, where reading @span stopped */
typedef struct {
	DscSpan span;
	gsize end;
	DscTokens tokens;
} Window;

DscFinding *dsc_scan_add(DscScan *scan, const DscRule *rule, DscSpan folded, DscEvidence evidence)
{
	DscFinding *finding = g_new(DscFinding, 1);
	*finding = (DscFinding){
		.span = dsc_fold_to_plain(scan->fold, folded),
		.rule = rule,
		.likelihood = evidence.base,
		.evidence = evidence,
	};
	g_ptr_array_add(scan->findings, finding);
	return finding;
}

gboolean dsc_scan_is_late(DscScan *scan)
{
	if ((scan->limits & DSC_LIMIT_TIME) == 0 &&
	    !dsc_budget_is_spent(&scan->budget, dsc_matcher_preparing_us(scan->matcher)))
		return FALSE;
	scan->limits |= DSC_LIMIT_TIME;
	return TRUE;
}

/* Reading up to where it stopped the last time finds the same words again. */
static Window *find_window(const DscScan *scan, DscSpan span)
{
	for (guint i = 0; i < scan->windows->len; i++) {
		Window *window = g_ptr_array_index(scan->windows, i);
		if (window->span.start == span.start &&
		    (window->span.end == span.end || window->end == span.end))
			return window;
	}
	return NULL;
}

/* Returns: a window to be filled, the last one again when there are enough */
static Window *add_window(DscScan *scan)
{
	if (scan->windows->len == MAX_WINDOWS)
		return g_ptr_array_index(scan->windows, MAX_WINDOWS - 1);
	Window *window = g_new(Window, 1);
	g_ptr_array_add(scan->windows, window);
	return window;
}

const DscTokens *dsc_scan_tokens(DscScan *scan, const DscWordlists *lists, DscSpan window,
				 gsize *end)
{
	if (scan->windows == NULL)
		scan->windows = g_ptr_array_new_with_free_func(g_free);
	Window *read = find_window(scan, window);
	if (read == NULL) {
		const char *text = dsc_fold_text(scan->fold, NULL);
		read = add_window(scan);
		read->span = window;
		read->end = dsc_tokens_read(lists, text, window, &read->tokens);
	}
	if (end != NULL)
		*end = read->end;
	return &read->tokens;
}

static gsize readable_len(const char *plain, gsize len)
{
	if (len <= DSC_ENGINE_MAX_BYTES)
		return len;
	const char *cut = g_utf8_find_prev_char(plain, plain + DSC_ENGINE_MAX_BYTES + 1);
	return cut == NULL ? 0 : (gsize)(cut - plain);
}

/*
 * Parts the folded text. Every hidden part follows a newline; one that holds
 * newlines itself is parted there as well, which costs nothing but a finding
 * over two lines of a comment.
 */
static void split_parts(const DscFold *fold, gsize visible_len, GArray *parts)
{
	gsize len = 0;
	const char *text = dsc_fold_text(fold, &len);
	DscSpan part = { 0, 0 };
	const char *end = text + len;
	for (const char *c = memchr(text, '\n', len); c != NULL;
	     c = memchr(c + 1, '\n', (gsize)(end - c - 1))) {
		DscSpan newline = { (gsize)(c - text), (gsize)(c - text) + 1 };
		if (dsc_fold_to_plain(fold, newline).start < visible_len)
			continue;
		part.end = newline.start;
		g_array_append_val(parts, part);
		part.start = newline.end;
	}
	part.end = len;
	g_array_append_val(parts, part);
}

static void run_detectors(const GPtrArray *detectors, DscScan *scan)
{
	for (guint i = 0; i < detectors->len; i++) {
		const DscDetector *detector = g_ptr_array_index(detectors, i);
		detector->scan(detector, scan);
	}
}

DscLimit dsc_scan_run(const DscScanTask *task, const DscText *text, GPtrArray *findings)
{
	gsize plain_len = 0;
	const char *plain = dsc_text_plain(text, &plain_len);
	gsize len = readable_len(plain, plain_len);
	g_autoptr(DscFold) fold = dsc_fold_new(plain, (gssize)len);
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();
	g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(DscSpan));
	DscSpan whole = { 0, 0 };
	dsc_fold_text(fold, &whole.end);
	DscScan scan = {
		.text = text,
		.context = task->context,
		.fold = fold,
		.parts = &whole,
		.n_parts = 1,
		.matcher = matcher,
		.budget = dsc_budget_begin(task->budget_us),
		.findings = findings,
		.limits = len < plain_len ? DSC_LIMIT_SIZE : DSC_LIMIT_NONE,
	};
	if (dsc_text_visible_len(text) < len) {
		split_parts(fold, dsc_text_visible_len(text), parts);
		scan.parts = (const DscSpan *)(const void *)parts->data;
		scan.n_parts = parts->len;
	}
	run_detectors(task->detectors, &scan);
	g_clear_pointer(&scan.windows, g_ptr_array_unref);
	return scan.limits;
}
