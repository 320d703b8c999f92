/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detector.h"

#include <string.h>

/* Findings of different kinds may overlap: what identifies, what does so only together with
 * other details, and what breaks a code, for each family of codes. */
static int kind_of(const DscFinding *finding)
{
	if (finding->rule->type == DSC_TYPE_TERM)
		return 2 + (int)finding->rule->family;
	return finding->rule->type == DSC_TYPE_QUASI ? 1 : 0;
}

static int compare_size(gsize a, gsize b)
{
	return (a > b) - (a < b);
}

static int compare_spans(DscSpan a, DscSpan b)
{
	int start = compare_size(a.start, b.start);
	return start != 0 ? start : compare_size(a.end, b.end);
}

/* One kind behind the other, each in the order of the text. */
static int compare_kinds(gconstpointer a, gconstpointer b)
{
	const DscFinding *x = *(const DscFinding *const *)a;
	const DscFinding *y = *(const DscFinding *const *)b;
	if (kind_of(x) != kind_of(y))
		return kind_of(x) - kind_of(y);
	return compare_spans(x->span, y->span);
}

static int compare_places(gconstpointer a, gconstpointer b)
{
	const DscFinding *x = *(const DscFinding *const *)a;
	const DscFinding *y = *(const DscFinding *const *)b;
	int order = compare_spans(x->span, y->span);
	return order != 0 ? order : kind_of(x) - kind_of(y);
}

/* How much @a has to say against @b: above 0 if it wins. @length_of_a and @b are as found. */
static int compare_merit(const DscFinding *a, const DscFinding *b)
{
	if (a->likelihood > b->likelihood || a->likelihood < b->likelihood)
		return a->likelihood > b->likelihood ? 1 : -1;
	int longer = compare_size(dsc_span_length(a->span), dsc_span_length(b->span));
	if (longer != 0)
		return longer;
	int earlier = strcmp(b->rule->file, a->rule->file);
	return earlier != 0 ? earlier
			    : (b->rule->line > a->rule->line) - (b->rule->line < a->rule->line);
}

/* Puts the best of findings[from..to) in slot @into, widened to @cover, and frees the others. */
static void keep_best(GPtrArray *findings, guint from, guint to, DscSpan cover)
{
	guint best = from;
	for (guint i = from + 1; i < to; i++) {
		if (compare_merit(g_ptr_array_index(findings, i),
				  g_ptr_array_index(findings, best)) > 0)
			best = i;
	}
	for (guint i = from; i < to; i++) {
		if (i == best)
			continue;
		dsc_finding_free(g_ptr_array_index(findings, i));
		findings->pdata[i] = NULL;
	}
	DscFinding *winner = g_ptr_array_index(findings, best);
	winner->span = cover;
}

/* The end of the run of findings of one kind, from @from on, that touch each other; what they
 * cover together goes to @cover. */
static guint run_of(const GPtrArray *findings, guint from, DscSpan *cover)
{
	const DscFinding *first = g_ptr_array_index(findings, from);
	*cover = first->span;
	guint to = from + 1;
	for (; to < findings->len; to++) {
		const DscFinding *next = g_ptr_array_index(findings, to);
		if (kind_of(next) != kind_of(first) || !dsc_span_overlaps(*cover, next->span))
			break;
		cover->end = MAX(cover->end, next->span.end);
	}
	return to;
}

static void drop_holes(GPtrArray *findings)
{
	guint kept = 0;
	for (guint i = 0; i < findings->len; i++) {
		gpointer finding = findings->pdata[i];
		findings->pdata[i] = NULL;
		if (finding != NULL)
			findings->pdata[kept++] = finding;
	}
	g_ptr_array_set_size(findings, (int)kept);
}

void dsc_findings_resolve(GPtrArray *findings)
{
	if (findings->len < 2)
		return;
	g_ptr_array_sort(findings, compare_kinds);
	for (guint from = 0; from < findings->len;) {
		DscSpan cover;
		guint to = run_of(findings, from, &cover);
		keep_best(findings, from, to, cover);
		from = to;
	}
	drop_holes(findings);
	g_ptr_array_sort(findings, compare_places);
}
