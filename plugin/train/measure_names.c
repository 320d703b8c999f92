/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * measure_names LISTS MODEL SENTENCES: scores the name tagger on every set that begins
 * with "dev", as a table.
 *
 * A name is found where a finding touches it; a finding is right where it touches a
 * name. A sentence is clean if it holds no name that tells of a patient; an alarm is a
 * clean one with a finding. At 0.60 a message waits, at 0.35 a hint is shown, as
 * rules/names.rules and rules/policy.conf are shipped. Where nobody said who is a
 * patient, every name counts.
 */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "engine/tagger.h"
#include "train/examples.h"

/* What the tagger's likelihoods are multiplied by in rules/names.rules. */
static const double rule_likelihood[DSC_N_NAMED] = { 0.66, 0.75, 0.75 };

typedef struct {
	guint gold;
	guint found;
	guint said;
	guint right;
	guint clean;
	guint alarms;
} Tally;

/* What is asked of the tagger: @least likelihood of what is @named; @anybody counts what tells of
 * no patient as well, for sets of which nobody said it. */
typedef struct {
	DscNamed named;
	double least;
	gboolean anybody;
} Question;

/* The stretch of what is to be found that token @i begins; empty if it begins nothing such. */
static DscSpan gold_at(const DscExample *example, guint i, Question question)
{
	if (example->tags[i] != DSC_TAG_BEGINS(question.named) ||
	    (example->roles[i] == DSC_ROLE_NEUTRAL && !question.anybody))
		return (DscSpan){ 0, 0 };
	DscSpan span = example->tokens[i + 1].span;
	span.end = example->tokens[dsc_example_end(example, i)].span.end;
	return span;
}

static gboolean answers(const DscTagged *tagged, Question question)
{
	double likelihood = question.anybody ? tagged->anybody : tagged->likelihood;
	return tagged->named == question.named && likelihood >= question.least;
}

static gboolean touches_gold(const DscExample *example, const DscTagged *tagged, Question question)
{
	for (guint i = 0; i < example->n; i++)
		if (dsc_span_overlaps(gold_at(example, i, question), tagged->span))
			return TRUE;
	return FALSE;
}

static gboolean is_found(const GArray *tagged, DscSpan gold, Question question)
{
	for (guint i = 0; i < tagged->len; i++) {
		const DscTagged *one = &g_array_index(tagged, DscTagged, i);
		if (answers(one, question) && dsc_span_overlaps(one->span, gold))
			return TRUE;
	}
	return FALSE;
}

static void count(const DscExample *example, const GArray *tagged, Question question, Tally *tally)
{
	guint gold = 0;
	guint said = 0;
	for (guint i = 0; i < example->n; i++) {
		DscSpan span = gold_at(example, i, question);
		if (dsc_span_length(span) == 0)
			continue;
		gold++;
		tally->found += is_found(tagged, span, question);
	}
	for (guint i = 0; i < tagged->len; i++) {
		const DscTagged *one = &g_array_index(tagged, DscTagged, i);
		if (!answers(one, question))
			continue;
		said++;
		tally->right += touches_gold(example, one, question);
	}
	tally->gold += gold;
	tally->said += said;
	tally->clean += gold == 0;
	tally->alarms += gold == 0 && said > 0;
}

static double percent(guint part, guint whole)
{
	return whole == 0 ? 0 : 100.0 * part / whole;
}

static void print_tally(const Tally *tally)
{
	if (tally->gold == 0 && tally->said == 0)
		printf("%22s", "–  ");
	else
		printf(" %5.1f /%5.1f %5.1f  ", percent(tally->found, tally->gold),
		       percent(tally->right, tally->said), percent(tally->alarms, tally->clean));
}

/* Sets that say who is staff, and of which places. */
static gboolean has_roles(const char *set, DscNamed named)
{
	return g_str_has_prefix(set, "dev:own") || g_str_has_prefix(set, "dev:chat") ||
	       g_str_has_prefix(set, "dev:talk") ||
	       (named == DSC_NAMED_PERSON &&
		(g_str_has_prefix(set, "dev:hand") || g_str_has_prefix(set, "dev:meddocan")));
}

/* What waits and what is shown. */
static const double thresholds[] = { 0.6, 0.35 };

typedef struct {
	Tally at[DSC_N_NAMED][G_N_ELEMENTS(thresholds)];
} Score;

static void measure_example(const DscExample *example, const DscTaggerModel *model, const char *set,
			    Score *score)
{
	static DscTokens tokens;
	g_autoptr(GArray) tagged = g_array_new(FALSE, FALSE, sizeof(DscTagged));
	dsc_example_open(example, &tokens);
	dsc_tagger_read(model, &tokens, tagged);
	for (guint named = 0; named < DSC_N_NAMED; named++) {
		for (guint i = 0; i < G_N_ELEMENTS(thresholds); i++) {
			Question question = { (DscNamed)named,
					      thresholds[i] / rule_likelihood[named],
					      !has_roles(set, (DscNamed)named) };
			count(example, tagged, question, &score->at[named][i]);
		}
	}
}

static void measure_set(const DscExamples *all, const DscTaggerModel *model, guint set)
{
	const char *name = all->sets->pdata[set];
	Score score = { 0 };
	for (guint i = 0; i < all->examples->len; i++) {
		const DscExample *example = &g_array_index(all->examples, DscExample, i);
		if (example->set == set)
			measure_example(example, model, name, &score);
	}
	printf("%-24s", name + strlen("dev:"));
	for (guint named = 0; named < DSC_N_NAMED; named++) {
		printf("|%5u ", score.at[named][0].gold);
		for (guint i = 0; i < G_N_ELEMENTS(thresholds); i++)
			print_tally(&score.at[named][i]);
	}
	printf("\n");
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	setlocale(LC_ALL, "C.UTF-8");
	if (argc != 4) {
		fprintf(stderr, "usage: measure_names LISTS MODEL SENTENCES\n");
		return 2;
	}
	g_autoptr(DscWordlists) lists = dsc_wordlists_load(argv[1], &error);
	g_autoptr(DscTaggerModel) model =
		lists == NULL ? NULL : dsc_tagger_model_load(argv[2], &error);
	g_autoptr(DscExamples) all =
		model == NULL ? NULL : dsc_examples_load(argv[3], lists, &error);
	if (all == NULL) {
		fprintf(stderr, "measure_names: %s\n", error->message);
		return 2;
	}
	printf("recall / precision, alarms, in per cent; sure and hint\n%-24s", "set");
	printf("|%5s %-43s |%5s %-43s |%5s\n", "n", "names", "n", "places", "n organisations");
	for (guint set = 0; set < all->sets->len; set++)
		if (g_str_has_prefix(all->sets->pdata[set], "dev:"))
			measure_set(all, model, set);
	return 0;
}
