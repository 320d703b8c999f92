/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/evidence.h"

#include <glib/gi18n-lib.h>

#include "engine/wordlists.h"

/* --- Lists ---------------------------------------------------------------------------------- */

static const struct {
	guint flags;
	const char *name;
	const char *label;
} lists[] = {
	{ DSC_WORD_FIRST, "first-names", N_("first names") },
	{ DSC_WORD_SURNAME, "family-names", N_("family names") },
	{ DSC_WORD_PLACE, "places", N_("places") },
	{ DSC_WORD_REGION, "regions", N_("regions") },
	{ DSC_WORD_MEDICAL, "medical-words", N_("medical words") },
	{ DSC_WORD_LANGUAGES, "words", N_("ordinary words") },
};

static const DscFinding *finding_of(const DscReport *report, guint index)
{
	return g_ptr_array_index(dsc_report_findings(report), index);
}

/* To the others it is nothing what the lists say. */
static gboolean reads_lists(const DscFinding *finding)
{
	return g_str_equal(finding->rule->detector, "names");
}

GPtrArray *dsc_decision_lists(const DscDecision *decision, guint index)
{
	const DscReport *report = dsc_decision_report(decision);
	GPtrArray *names = g_ptr_array_new();
	if (!reads_lists(finding_of(report, index)))
		return names;
	guint flags = dsc_report_lists(report, index);
	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
		if ((flags & lists[i].flags) != 0)
			g_ptr_array_add(names, (gpointer)lists[i].name);
	}
	return names;
}

/* --- What was found ------------------------------------------------------------------------- */

static char *say_detector(const DscFinding *finding)
{
	const DscRule *rule = finding->rule;
	if (g_str_equal(rule->detector, "names"))
		return g_strdup_printf(_("The trained name tagger found it, for the rule %s."),
				       rule->id);
	if (g_str_equal(rule->detector, "messages"))
		return g_strdup_printf(_("The trained classifier read it out of the message as a "
					 "whole, for the rule %s."),
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

static char *say_weighed(const DscFinding *finding)
{
	if (finding->evidence.weighed == NULL)
		return NULL;
	g_autofree char *words = quotable(finding->evidence.weighed);
	/* TRANSLATORS: up to three words of the message, parted by commas */
	return g_strdup_printf(_("These words weighed most: “%s”."), words);
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

static char *say_lists(const DscReport *report, guint index)
{
	const DscFinding *finding = finding_of(report, index);
	if (!reads_lists(finding))
		return NULL;
	g_autoptr(GPtrArray) labels = g_ptr_array_new();
	guint flags = dsc_report_lists(report, index);
	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
		if ((flags & lists[i].flags) != 0)
			g_ptr_array_add(labels, (gpointer)_(lists[i].label));
	}
	if (labels->len == 0)
		return g_strdup(_("No list knows a word of it."));
	g_ptr_array_add(labels, NULL);
	/* TRANSLATORS: parts "first names" from "places" */
	g_autofree char *joined = g_strjoinv(_(", "), (char **)labels->pdata);
	/* TRANSLATORS: %s are names of lists: "first names, places" */
	return g_strdup_printf(_("Lists that know a word of it: %s."), joined);
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
	if (!finding->evidence.is_staff && !finding->evidence.as_staff)
		return NULL;
	if (!finding->evidence.is_staff)
		return g_strdup(_("The words around it are such as stand around a colleague’s "
				  "name."));
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

static void add(GPtrArray *sentences, char *sentence)
{
	if (sentence != NULL)
		g_ptr_array_add(sentences, sentence);
}

GPtrArray *dsc_decision_evidence(const DscDecision *decision, guint index)
{
	/* In the order in which they are said; a kind of evidence is one more of them. */
	static char *(*const kinds[])(const DscFinding *) = {
		say_detector, say_likelihood, say_weighed, say_raised, say_lowered,
		say_check,    say_repeated,   say_known,   say_staff,
	};
	const DscReport *report = dsc_decision_report(decision);
	GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
		add(sentences, kinds[i](finding_of(report, index)));
	add(sentences, say_lists(report, index));
	add(sentences, say_ground(decision, index));
	return sentences;
}

char *dsc_decision_evidence_text(const DscDecision *decision, guint index)
{
	g_autoptr(GPtrArray) sentences = dsc_decision_evidence(decision, index);
	g_ptr_array_add(sentences, NULL);
	return g_strjoinv(" ", (char **)sentences->pdata);
}
