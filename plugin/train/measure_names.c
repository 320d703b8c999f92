/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * measure_names LISTS MODEL SENTENCES: scores the name tagger on every set that begins
 * with "dev", as a table.
 *
 * A name is found where a finding touches it; a finding is right where it touches a
 * name. A sentence is clean if it names nobody but staff; an alarm is a clean one with a
 * name found. At 0.60 a message waits, at 0.35 a hint is shown, as rules/names.rules and
 * rules/policy.conf are shipped.
 */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "engine/tagger.h"
#include "train/examples.h"

/* What the tagger's likelihoods are multiplied by in rules/names.rules. */
#define NAME_RULE  0.8
#define PLACE_RULE 0.75

typedef struct {
	guint gold;
	guint found;
	guint said;
	guint right;
	guint clean;
	guint alarms;
} Tally;

/* What is asked of the tagger: @least likelihood of a @type; @anybody counts staff as well, for
 * sets of which nobody said who is. */
typedef struct {
	DscType type;
	double least;
	gboolean anybody;
} Question;

/* The stretch of what is to be found that token @i begins; empty if it begins nothing such. */
static DscSpan gold_at(const DscExample *example, guint i, DscType type)
{
	DscTag begin = type == DSC_TYPE_NAME ? DSC_TAG_B_PERSON : DSC_TAG_B_PLACE;
	if (example->tags[i] != begin || example->roles[i] == DSC_ROLE_STAFF)
		return (DscSpan){ 0, 0 };
	DscSpan span = example->tokens[i + 1].span;
	span.end = example->tokens[dsc_example_end(example, i)].span.end;
	return span;
}

static gboolean answers(const DscTagged *tagged, Question question)
{
	double likelihood = question.anybody ? tagged->anybody : tagged->likelihood;
	return tagged->type == question.type && likelihood >= question.least;
}

static gboolean touches_gold(const DscExample *example, const DscTagged *tagged)
{
	for (guint i = 0; i < example->n; i++)
		if (dsc_span_overlaps(gold_at(example, i, tagged->type), tagged->span))
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
		DscSpan span = gold_at(example, i, question.type);
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
		tally->right += touches_gold(example, one);
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

static void print_tally(const char *what, const Tally *tally)
{
	printf("  %s %5.1f /%5.1f  %5.1f", what, percent(tally->found, tally->gold),
	       percent(tally->right, tally->said), percent(tally->alarms, tally->clean));
}

/* Sets that say who is staff. */
static gboolean has_roles(const char *set)
{
	return g_str_has_prefix(set, "dev:own") || g_str_has_prefix(set, "dev:hand") ||
	       g_str_has_prefix(set, "dev:meddocan");
}

static void measure_set(const DscExamples *all, const DscTaggerModel *model, guint set)
{
	Tally sure = { 0 };
	Tally unsure = { 0 };
	Tally place = { 0 };
	gboolean anybody = !has_roles(all->sets->pdata[set]);
	static DscTokens tokens;
	for (guint i = 0; i < all->examples->len; i++) {
		const DscExample *example = &g_array_index(all->examples, DscExample, i);
		if (example->set != set)
			continue;
		g_autoptr(GArray) tagged = g_array_new(FALSE, FALSE, sizeof(DscTagged));
		dsc_example_open(example, &tokens);
		dsc_tagger_read(model, &tokens, tagged);
		count(example, tagged, (Question){ DSC_TYPE_NAME, 0.6 / NAME_RULE, anybody },
		      &sure);
		count(example, tagged, (Question){ DSC_TYPE_NAME, 0.35 / NAME_RULE, anybody },
		      &unsure);
		count(example, tagged, (Question){ DSC_TYPE_ADDRESS, 0.35 / PLACE_RULE, TRUE },
		      &place);
	}
	printf("%-26s %5u", (const char *)all->sets->pdata[set] + strlen("dev:"), sure.gold);
	print_tally("", &sure);
	print_tally("|", &unsure);
	printf("  | %5u", place.gold);
	print_tally("", &place);
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
	printf("%-26s %5s   %-20s  | %-20s | %-6s %s\n", "set (recall/precision)", "names",
	       "at 0.60      alarms", "at 0.35      alarms", "places", "at 0.35      alarms");
	for (guint set = 0; set < all->sets->len; set++)
		if (g_str_has_prefix(all->sets->pdata[set], "dev:"))
			measure_set(all, model, set);
	return 0;
}
