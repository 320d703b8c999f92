/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/evidence.h"

#include <glib/gi18n-lib.h>

/* --- What was found ------------------------------------------------------------------------- */

static char *say_detector(const DscFinding *finding)
{
	const DscRule *rule = finding->rule;
	if (g_str_equal(rule->detector, "names"))
		return g_strdup_printf(_("The trained name tagger found it, for the rule %s."),
				       rule->id);
	return g_strdup_printf(_("The rule %s found it."), rule->id);
}

static char *say_likelihood(const DscFinding *finding)
{
	double base = finding->evidence.base;
	if (ABS(finding->likelihood - base) < 0.005)
		return g_strdup_printf(_("Its likelihood is %.2f."), base);
	return g_strdup_printf(_("Its likelihood is %.2f; by itself it would be %.2f."),
			       finding->likelihood, base);
}

/* Returns: (transfer full): a stretch of the message, fit to stand in a sentence */
static char *quotable(const char *cue)
{
	return g_strstrip(g_utf8_make_valid(cue, -1));
}

static char *say_raised(const DscFinding *finding)
{
	if (finding->evidence.raised_by == NULL)
		return NULL;
	g_autofree char *cue = quotable(finding->evidence.raised_by);
	return g_strdup_printf(_("“%s” makes it likelier."), cue);
}

static char *say_lowered(const DscFinding *finding)
{
	if (finding->evidence.lowered_by == NULL)
		return NULL;
	g_autofree char *cue = quotable(finding->evidence.lowered_by);
	return g_strdup_printf(_("“%s” makes it less likely."), cue);
}

static char *say_check(const DscFinding *finding)
{
	if (finding->evidence.checked_by == NULL)
		return NULL;
	/* TRANSLATORS: the name of a check for valid numbers and dates: "mod11-nhs" */
	return g_strdup_printf(_("It passes the check %s."), finding->evidence.checked_by);
}

static char *say_repeated(const DscFinding *finding)
{
	if (!finding->evidence.repeated)
		return NULL;
	return g_strdup(_("It was found elsewhere in the message and stands here again."));
}

static char *say_known(const DscFinding *finding)
{
	if (!finding->evidence.is_known)
		return NULL;
	return g_strdup(_("The name is known from an earlier message."));
}

static char *say_staff(const DscFinding *finding)
{
	if (!finding->evidence.is_staff)
		return NULL;
	if (finding->evidence.raised_by == NULL)
		return g_strdup(_("A colleague has this name, and nothing near it speaks of a "
				  "patient."));
	return g_strdup(_("A colleague has this name."));
}

/* --- What is made of it --------------------------------------------------------------------- */

static char *say_likely(DscVerdict verdict, double mark)
{
	switch (verdict) {
	case DSC_VERDICT_BLOCK:
		return g_strdup_printf(_("From %.2f on, it may not be sent."), mark);
	case DSC_VERDICT_HOLD:
		return g_strdup_printf(_("From %.2f on, the message waits for you."), mark);
	default:
		return g_strdup_printf(_("From %.2f on, it is worth a hint."), mark);
	}
}

static char *say_ground(const DscDecision *decision, guint index)
{
	DscVerdict verdict = dsc_decision_verdict_of(decision, index);
	double mark;
	switch (dsc_decision_ground(decision, index, &mark)) {
	case DSC_GROUND_UNLIKELY:
		return g_strdup_printf(_("Below %.2f, nothing is said of it."), mark);
	case DSC_GROUND_RULE:
		return g_strdup(_("Its rule asks for no more than a hint."));
	case DSC_GROUND_POLICY:
		return verdict == DSC_VERDICT_PASS
			       ? g_strdup(_("The policy lets it pass here."))
			       : g_strdup(_("The policy asks for no more than a hint here."));
	case DSC_GROUND_TOGETHER:
		return g_strdup_printf(_("Doubtful alone, it is more than %.2f together with what "
					 "else was found, so the message waits for you."),
				       mark);
	case DSC_GROUND_WAITS:
		return g_strdup(_("It is doubtful, and shown because the message waits anyway."));
	default:
		return say_likely(verdict, mark);
	}
}

GPtrArray *dsc_decision_evidence(const DscDecision *decision, guint index)
{
	/* In the order in which they are said; a kind of evidence is one more of them. */
	static char *(*const kinds[])(const DscFinding *) = {
		say_detector, say_likelihood, say_raised, say_lowered,
		say_check,    say_repeated,   say_known,  say_staff,
	};
	const GPtrArray *findings = dsc_report_findings(dsc_decision_report(decision));
	GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		char *sentence = kinds[i](g_ptr_array_index(findings, index));
		if (sentence != NULL)
			g_ptr_array_add(sentences, sentence);
	}
	g_ptr_array_add(sentences, say_ground(decision, index));
	return sentences;
}

char *dsc_decision_evidence_text(const DscDecision *decision, guint index)
{
	g_autoptr(GPtrArray) sentences = dsc_decision_evidence(decision, index);
	g_ptr_array_add(sentences, NULL);
	return g_strjoinv(" ", (char **)sentences->pdata);
}
