/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/verify.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

#include "engine/detector.h"
#include "engine/rule_parse.h"

static void add_problem(GPtrArray *problems, GError *error, const DscRule *rule, guint line)
{
	g_prefix_error(&error, "%s:%u: %s: ", rule->file, line, rule->id);
	g_ptr_array_add(problems, error);
}

/* --- Cases ---------------------------------------------------------------------------------- */

/* What @rule alone finds in @plain, with no limit on time: the machine may be busy. */
static GArray *find_own(const DscRule *rule, const GPtrArray *detectors, const char *plain)
{
	g_autoptr(DscText) text = dsc_text_new(plain, -1, DSC_FORMAT_PLAIN);
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)dsc_finding_free);
	DscScanTask task = { detectors, NULL, G_MAXINT64 };
	dsc_scan_run(&task, text, findings);
	GArray *own = g_array_new(FALSE, FALSE, sizeof(DscSpan));
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(findings, i);
		if (finding->rule == rule)
			g_array_append_val(own, finding->span);
	}
	return own;
}

static gboolean same_spans(const GArray *a, const GArray *b)
{
	if (a->len != b->len)
		return FALSE;
	for (guint i = 0; i < a->len; i++) {
		const DscSpan *x = &g_array_index(a, DscSpan, i);
		const DscSpan *y = &g_array_index(b, DscSpan, i);
		if (x->start != y->start || x->end != y->end)
			return FALSE;
	}
	return TRUE;
}

/* @plain with every one of @spans in brackets */
static char *mark(const char *plain, const GArray *spans)
{
	g_autoptr(GString) marked = g_string_new(NULL);
	gsize at = 0;
	for (guint i = 0; i < spans->len; i++) {
		const DscSpan *span = &g_array_index(spans, DscSpan, i);
		if (span->start < at)
			continue; /* two findings in one cluster of letter and marks */
		g_string_append_len(marked, plain + at, (gssize)(span->start - at));
		g_string_append_printf(marked, "[[%.*s]]", (int)dsc_span_length(*span),
				       plain + span->start);
		at = span->end;
	}
	g_string_append(marked, plain + at);
	return g_string_free(g_steal_pointer(&marked), FALSE);
}

/* Returns: (transfer full) (nullable): what is wrong with the case */
static GError *judge(const DscCase *example, const char *plain, const GArray *marks,
		     const GArray *found)
{
	if (!example->expect && found->len > 0) {
		g_autofree char *marked = mark(plain, found);
		return g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_CASE,
				   /* TRANSLATORS: the id of the rule stands before it */
				   _("finds something where nothing is, here in brackets: \"%s\"; "
				     "narrow the pattern or correct the case"),
				   marked);
	}
	if (example->expect && found->len == 0)
		return g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_CASE,
				   /* TRANSLATORS: the id of the rule stands before it */
				   _("finds nothing in \"%s\"; widen the pattern, add the keyword "
				     "or correct the case"),
				   plain);
	if (example->expect && marks->len > 0 && !same_spans(marks, found)) {
		g_autofree char *marked = mark(plain, found);
		return g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_CASE,
				   /* TRANSLATORS: the id of the rule stands before it; both
				    * texts have [[…]] around what is meant */
				   _("finds another stretch than \"%s\" marks, namely \"%s\"; "
				     "correct the pattern or the case"),
				   example->text, marked);
	}
	return NULL;
}

static void verify_case(const DscRule *rule, const DscCase *example, const GPtrArray *detectors,
			GPtrArray *problems)
{
	g_autoptr(GArray) marks = NULL;
	g_autofree char *plain = dsc_case_read(example->text, &marks);
	g_autoptr(GArray) found = find_own(rule, detectors, plain);
	GError *error = judge(example, plain, marks, found);
	if (error != NULL)
		add_problem(problems, error, rule, example->line);
}

/* --- Slowness ------------------------------------------------------------------------------- */

static gboolean verify_speed(const DscRule *rule, const DscPattern *pattern, const DscCase *example,
			     GPtrArray *problems)
{
	g_autofree char *plain = dsc_case_read(example->text, NULL);
	g_autoptr(DscFold) fold = dsc_fold_new(plain, -1);
	g_autofree char *hostile = dsc_pattern_is_slow(pattern, dsc_fold_text(fold, NULL));
	if (hostile == NULL)
		return TRUE;
	add_problem(problems,
		    g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_SLOW,
				/* TRANSLATORS: %s is "a long run of …" or such */
				_("a pattern of the rule does not get through %s; bound its "
				  "repeats, {1,40} for +, or make them possessive, ++"),
				hostile),
		    rule, rule->line);
	return FALSE;
}

/* The first text that a pattern does not get through is enough to say. */
static void verify_pattern(const DscRule *rule, const DscPattern *pattern, GPtrArray *problems)
{
	if (pattern == NULL)
		return;
	for (guint i = 0; i < rule->cases->len; i++) {
		const DscCase *example = g_ptr_array_index(rule->cases, i);
		if (example->expect && !verify_speed(rule, pattern, example, problems))
			return;
	}
}

void dsc_rules_verify(const DscRules *rules, const GPtrArray *detectors, GPtrArray *problems)
{
	const GPtrArray *all = dsc_rules_all(rules);
	for (guint i = 0; i < all->len; i++) {
		const DscRule *rule = g_ptr_array_index(all, i);
		for (guint j = 0; j < rule->cases->len; j++)
			verify_case(rule, g_ptr_array_index(rule->cases, j), detectors, problems);
		verify_pattern(rule, rule->pattern, problems);
		verify_pattern(rule, rule->allow, problems);
		verify_pattern(rule, rule->raise, problems);
		verify_pattern(rule, rule->lower, problems);
	}
}
