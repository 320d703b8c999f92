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
		if (finding->rule == rule && finding->likelihood > 0)
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

/* A case on its way through its trial: what it says and what was found. */
typedef struct {
	const DscRule *rule;
	const DscCase *example;
	char *plain;
	GArray *marks;
	GArray *found;
} Trial;

/* Of a term it is enough that it is found; of what identifies, every letter left over tells. */
static gboolean lacks_marks(const Trial *trial)
{
	return trial->marks->len == 0 && trial->rule->type != DSC_TYPE_TERM;
}

/* Returns: (transfer full) (nullable): what is wrong with the case */
static GError *judge(const Trial *trial)
{
	const DscCase *example = trial->example;
	g_autofree char *marked = mark(trial->plain, trial->found);
	if (!example->expect && trial->found->len > 0)
		return g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_CASE,
				   /* TRANSLATORS: the id of the rule stands before it */
				   _("finds something where nothing is, here in brackets: \"%s\"; "
				     "narrow the pattern or correct the case"),
				   marked);
	if (example->expect && trial->found->len == 0)
		return g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_CASE,
				   /* TRANSLATORS: the id of the rule stands before it */
				   _("finds nothing in \"%s\"; widen the pattern, add the keyword "
				     "or correct the case"),
				   trial->plain);
	if (example->expect && lacks_marks(trial))
		return g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_CASE,
				   /* TRANSLATORS: the id of the rule stands before it */
				   _("has a case that does not mark what must be found; write "
				     "\"%s\" if that is it"),
				   marked);
	if (example->expect && trial->marks->len > 0 && !same_spans(trial->marks, trial->found))
		return g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_CASE,
				   /* TRANSLATORS: the id of the rule stands before it; both
				    * texts have [[…]] around what is meant */
				   _("finds another stretch than \"%s\" marks, namely \"%s\"; "
				     "correct the pattern or the case"),
				   example->text, marked);
	return NULL;
}

static void verify_case(const DscRule *rule, const DscCase *example, const GPtrArray *detectors,
			GPtrArray *problems)
{
	Trial trial = { .rule = rule, .example = example };
	trial.plain = dsc_case_read(example->text, &trial.marks);
	trial.found = find_own(rule, detectors, trial.plain);
	GError *error = judge(&trial);
	if (error != NULL)
		add_problem(problems, error, rule, example->line);
	g_free(trial.plain);
	g_array_unref(trial.marks);
	g_array_unref(trial.found);
}

/* --- Slowness ------------------------------------------------------------------------------- */

/* FALSE if there is a text that @pattern does not get through. */
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

/* --- Bit by bit ----------------------------------------------------------------------------- */

/* What is done with a rule's cases, one pass over them after the other. */
typedef enum {
	PASS_CASES,
	PASS_PATTERN,
	PASS_ALLOW,
	PASS_RAISE,
	PASS_LOWER,
	N_PASSES,
} Pass;

struct DscVerify {
	const GPtrArray *rules;
	const GPtrArray *detectors;
	guint rule, example; /* what comes next */
	Pass pass;
};

static const DscPattern *pattern_of(const DscRule *rule, Pass pass)
{
	switch (pass) {
	case PASS_PATTERN:
		return rule->pattern;
	case PASS_ALLOW:
		return rule->allow;
	case PASS_RAISE:
		return rule->raise;
	case PASS_LOWER:
		return rule->lower;
	default:
		return NULL;
	}
}

static void next_pass(DscVerify *verify)
{
	verify->example = 0;
	if (++verify->pass < N_PASSES)
		return;
	verify->pass = PASS_CASES;
	verify->rule++;
}

/* The first text that a pattern does not get through is enough to say. */
static void verify_one(DscVerify *verify, const DscRule *rule, GPtrArray *problems)
{
	const DscCase *example = g_ptr_array_index(rule->cases, verify->example++);
	const DscPattern *pattern = pattern_of(rule, verify->pass);
	if (verify->pass == PASS_CASES)
		verify_case(rule, example, verify->detectors, problems);
	else if (example->expect && !verify_speed(rule, pattern, example, problems))
		next_pass(verify);
}

DscVerify *dsc_verify_new(const DscRules *rules, const GPtrArray *detectors)
{
	DscVerify *verify = g_new0(DscVerify, 1);
	verify->rules = dsc_rules_all(rules);
	verify->detectors = detectors;
	return verify;
}

gboolean dsc_verify_step(DscVerify *verify, gint64 until_us, GPtrArray *problems)
{
	while (verify->rule < verify->rules->len) {
		const DscRule *rule = g_ptr_array_index(verify->rules, verify->rule);
		gboolean has_pass =
			verify->pass == PASS_CASES || pattern_of(rule, verify->pass) != NULL;
		if (!has_pass || verify->example == rule->cases->len) {
			next_pass(verify);
			continue;
		}
		verify_one(verify, rule, problems);
		if (g_get_monotonic_time() >= until_us)
			return TRUE;
	}
	return FALSE;
}

void dsc_verify_free(DscVerify *verify)
{
	g_free(verify);
}
