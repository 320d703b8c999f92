/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/tagger.h"

#include <string.h>

/* What is less likely than this is not worth adding to a report; policies ask for more. */
#define LEAST_LIKELIHOOD 0.2

/* A word beside a likelier one of the same name belongs to it from here on. */
#define LEAST_BESIDE 0.12

typedef struct {
	DscDetector detector;
	DscTaggerModel *model;
	DscWordlists *lists;
	const DscRule *name_rule;
	const DscRule *place_rule;
} NamesDetector;

/* --- Words to names ------------------------------------------------------------------------- */

typedef struct {
	double person;
	double place;
	gboolean begins;
} Reading;

static DscType type_of(const Reading *reading)
{
	return reading->person >= reading->place ? DSC_TYPE_NAME : DSC_TYPE_ADDRESS;
}

static double likelihood_of(const Reading *reading, DscType type)
{
	return type == DSC_TYPE_NAME ? reading->person : reading->place;
}

static gboolean is_word(const DscToken *token)
{
	return token->shape >= DSC_SHAPE_SMALL && token->shape <= DSC_SHAPE_CASELESS;
}

/* Countries, states and nationalities say too little of where somebody lives. */
static gboolean is_region(const DscTokens *tokens, guint from, guint to)
{
	for (guint i = from; i < to; i++)
		if (is_word(&tokens->at[i + 1]) && (tokens->at[i + 1].flags & DSC_WORD_REGION) == 0)
			return FALSE;
	return TRUE;
}

/* Adds tokens [from, to), which marks may begin and end. */
static void add_tagged(const DscTaggerModel *model, const DscTokens *tokens, guint from, guint to,
		       DscTagged tagged, GArray *list)
{
	while (to > from && !is_word(&tokens->at[to]))
		to--;
	while (from < to && !is_word(&tokens->at[from + 1]))
		from++;
	if (from == to || (tagged.type == DSC_TYPE_ADDRESS && is_region(tokens, from, to)))
		return;
	tagged.anybody = tagged.likelihood;
	if (tagged.type == DSC_TYPE_NAME) {
		gint32 margin = dsc_tagger_model_weigh_staff(model, tokens, from + 1, to);
		const DscTaggerHead *head = dsc_tagger_model_head(model);
		tagged.likelihood *= 1 - dsc_tagger_likelihood(head->staff, margin);
	}
	tagged.span.start = tokens->at[from + 1].span.start;
	tagged.span.end = tokens->at[to].span.end;
	g_array_append_val(list, tagged);
}

/* The end of the name or place that begins at @from, and how likely its surest word is. */
static guint run_of(const Reading *readings, guint n, guint from, DscTagged *tagged)
{
	tagged->type = type_of(&readings[from]);
	tagged->likelihood = likelihood_of(&readings[from], tagged->type);
	guint to = from + 1;
	for (; to < n; to++) {
		double likelihood = likelihood_of(&readings[to], tagged->type);
		if (type_of(&readings[to]) != tagged->type || likelihood < LEAST_BESIDE ||
		    readings[to].begins)
			break;
		tagged->likelihood = MAX(tagged->likelihood, likelihood);
	}
	return to;
}

void dsc_tagger_read(const DscTaggerModel *model, const DscTokens *tokens, GArray *tagged)
{
	DscTaggerMargins margins[DSC_TOKENS_MAX];
	Reading readings[DSC_TOKENS_MAX];
	const DscTaggerHead *head = dsc_tagger_model_head(model);
	dsc_tagger_model_weigh(model, tokens, margins);
	for (guint i = 0; i < tokens->n; i++)
		readings[i] = (Reading){
			.person = dsc_tagger_likelihood(head->person, margins[i].person),
			.place = dsc_tagger_likelihood(head->place, margins[i].place),
			.begins = margins[i].begins,
		};
	for (guint from = 0; from < tokens->n;) {
		DscTagged found;
		if (MAX(readings[from].person, readings[from].place) < LEAST_BESIDE) {
			from++;
			continue;
		}
		guint to = run_of(readings, tokens->n, from, &found);
		add_tagged(model, tokens, from, to, found, tagged);
		from = to;
	}
}

/* --- The detector --------------------------------------------------------------------------- */

/* A single letter is an initial at most, and names nobody alone. */
static gboolean is_single_letter(const DscScan *scan, DscSpan span)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	return g_utf8_strlen(text + span.start, (gssize)dsc_span_length(span)) < 2;
}

static void add_findings(const NamesDetector *self, DscScan *scan, const GArray *tagged)
{
	for (guint i = 0; i < tagged->len; i++) {
		const DscTagged *found = &g_array_index(tagged, DscTagged, i);
		const DscRule *rule =
			found->type == DSC_TYPE_NAME ? self->name_rule : self->place_rule;
		double likelihood = rule == NULL ? 0 : rule->likelihood * found->likelihood;
		if (likelihood < LEAST_LIKELIHOOD || is_single_letter(scan, found->span))
			continue;
		DscEvidence evidence = { .base = likelihood };
		dsc_scan_add(scan, rule, found->span, evidence);
	}
}

static void scan_part(const NamesDetector *self, DscScan *scan, DscSpan part, GArray *tagged)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	while (part.start < part.end && !dsc_scan_is_late(scan)) {
		DscTokens tokens;
		part.start = dsc_tokens_read(self->lists, text, part, &tokens);
		dsc_tagger_read(self->model, &tokens, tagged);
	}
}

static void names_scan(const DscDetector *detector, DscScan *scan)
{
	const NamesDetector *self = (const NamesDetector *)detector;
	g_autoptr(GArray) tagged = g_array_new(FALSE, FALSE, sizeof(DscTagged));
	for (guint i = 0; i < scan->n_parts; i++)
		scan_part(self, scan, scan->parts[i], tagged);
	add_findings(self, scan, tagged);
}

static void names_free(DscDetector *detector)
{
	NamesDetector *self = (NamesDetector *)detector;
	dsc_tagger_model_free(self->model);
	dsc_wordlists_free(self->lists);
	g_free(self);
}

/* --- Making it ------------------------------------------------------------------------------ */

static gboolean find_rules(NamesDetector *self, const DscRules *rules)
{
	const GPtrArray *all = dsc_rules_all(rules);
	for (guint i = 0; i < all->len; i++) {
		const DscRule *rule = g_ptr_array_index(all, i);
		if (!g_str_equal(rule->detector, "names"))
			continue;
		if (rule->type == DSC_TYPE_NAME)
			self->name_rule = rule;
		else if (rule->type == DSC_TYPE_ADDRESS)
			self->place_rule = rule;
	}
	return self->name_rule != NULL || self->place_rule != NULL;
}

static gboolean load_files(NamesDetector *self, const char *folder, GPtrArray *problems)
{
	g_autofree char *model = g_build_filename(folder, DSC_TAGGER_MODEL, NULL);
	g_autofree char *lists = g_build_filename(folder, DSC_TAGGER_LISTS, NULL);
	GError *error = NULL;
	self->model = dsc_tagger_model_load(model, &error);
	if (error != NULL)
		g_ptr_array_add(problems, g_steal_pointer(&error));
	self->lists = dsc_wordlists_load(lists, &error);
	if (error != NULL)
		g_ptr_array_add(problems, g_steal_pointer(&error));
	return self->model != NULL && self->lists != NULL;
}

DscDetector *dsc_names_detector_new(const DscRules *rules, const char *folder, GPtrArray *problems)
{
	NamesDetector *self = g_new0(NamesDetector, 1);
	self->detector = (DscDetector){
		.name = "names",
		.scan = names_scan,
		.free = names_free,
	};
	if (find_rules(self, rules) && load_files(self, folder, problems))
		return &self->detector;
	names_free(&self->detector);
	return NULL;
}

const DscWordlists *dsc_names_detector_lists(const DscDetector *detector)
{
	return ((const NamesDetector *)detector)->lists;
}
