/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/classifier.h"

#include <string.h>

/* What is no more likely than not is not worth a hint: what a message reads like has to be sure. */
#define LEAST_LIKELIHOOD 0.5

/* Fewer words of three letters than this say too little to be judged without a word that says it
 * all, which is the patterns' to find. */
#define LEAST_WORDS 6

/* How many messages break the codes of one family, as far as patterns know before they look. What
 * they hold likelier than this speaks for the family, however little it would do by itself. */
#define PRIOR 0.05

/* A finding that is surer than this waits by itself. */
#define SURE 0.5

/* A word belongs to the stretch that is shown if it weighs more than this part of the heaviest. */
#define LEAST_PART 4

typedef struct {
	DscDetector detector;
	DscClassifierModel *model;
	const DscWordlists *lists;
	const DscRule *rules[DSC_N_FAMILIES];
} MessagesDetector;

/* --- What spoke for it ---------------------------------------------------------------------- */

typedef struct {
	gint32 weights[DSC_TOKENS_MAX + 2];
	const DscTokens *tokens;
} Weighed;

static gboolean is_word(const DscToken *token)
{
	return token->shape >= DSC_SHAPE_SMALL && token->shape <= DSC_SHAPE_CODE;
}

/* The run of tokens whose weights, each less @toll, sum up to most. Returns: the tokens [start,
 * end) */
static DscSpan heaviest_run(const Weighed *weighed, gint32 toll)
{
	DscSpan best = { 1, 1 };
	gint32 most = G_MININT32;
	gint32 sum = 0;
	gsize start = 1;
	for (gsize i = 1; i <= weighed->tokens->n; i++) {
		if (sum < 0) {
			sum = 0;
			start = i;
		}
		sum += weighed->weights[i] - toll;
		if (sum > most && is_word(&weighed->tokens->at[i])) {
			most = sum;
			best = (DscSpan){ start, i + 1 };
		}
	}
	while (best.start + 1 < best.end && !is_word(&weighed->tokens->at[best.start]))
		best.start++;
	return best;
}

/* The heaviest word that is not among @taken. Returns: 0 if there is none that weighs anything */
static guint next_word(const Weighed *weighed, const guint *taken, guint n_taken)
{
	guint best = 0;
	for (guint i = 1; i <= weighed->tokens->n; i++) {
		gboolean is_taken = FALSE;
		for (guint j = 0; j < n_taken; j++)
			is_taken |= taken[j] == i;
		if (is_taken || !is_word(&weighed->tokens->at[i]) || weighed->weights[i] <= 0)
			continue;
		if (best == 0 || weighed->weights[i] > weighed->weights[best])
			best = i;
	}
	return best;
}

static int compare_guints(const void *a, const void *b)
{
	guint x = *(const guint *)a;
	guint y = *(const guint *)b;
	return (x > y) - (x < y);
}

static void name_words(const Weighed *weighed, DscClassified *classified)
{
	guint taken[DSC_CLASSIFIER_WORDS];
	guint n = 0;
	while (n < DSC_CLASSIFIER_WORDS && (taken[n] = next_word(weighed, taken, n)) != 0)
		n++;
	qsort(taken, n, sizeof *taken, compare_guints);
	for (guint i = 0; i < n; i++)
		classified->words[i] = weighed->tokens->at[taken[i]].span;
	classified->n_words = n;
}

DscClassified dsc_classifier_explain(const DscClassifierModel *model, const DscClassifierView *view,
				     DscFamily family)
{
	const DscTokens *tokens = view->tokens;
	Weighed weighed = { .tokens = tokens };
	gint32 most = 0;
	for (guint i = 1; i <= tokens->n; i++) {
		weighed.weights[i] = dsc_classifier_model_weigh_token(model, view, i).of[family];
		most = MAX(most, weighed.weights[i]);
	}
	DscSpan run = heaviest_run(&weighed, most / LEAST_PART);
	DscClassified classified = { 0 };
	classified.stretch.start = tokens->at[run.start].span.start;
	classified.stretch.end = tokens->at[run.end - 1].span.end;
	name_words(&weighed, &classified);
	return classified;
}

/* --- The detector --------------------------------------------------------------------------- */

/* For each family, how likely the likeliest window is, and where that begins. */
typedef struct {
	double likelihood[DSC_N_FAMILIES];
	DscSpan windows[DSC_N_FAMILIES];
} Reading;

/* What goes on behind a mark is no word of its own, as in an address; but for an apostrophe. */
static gboolean goes_on(const DscTokens *tokens, guint i)
{
	const DscToken *mark = &tokens->at[i - 1];
	return tokens->at[i].glued && mark->shape == DSC_SHAPE_MARK &&
	       mark->hash != dsc_word_hash("'", 1);
}

/* Whether there is enough of a sentence to say what it is about: a line of values is none, nor is
 * an address. @least: words that it takes */
static gboolean has_words(const DscTokens *tokens, guint least)
{
	guint n = 0;
	for (guint i = 1; i <= tokens->n; i++)
		n += is_word(&tokens->at[i]) && tokens->at[i].shape <= DSC_SHAPE_CASELESS &&
		     dsc_span_length(tokens->at[i].span) > 2 && !goes_on(tokens, i);
	return n >= least;
}

static void read_window(const MessagesDetector *self, const DscTokens *tokens, const char *text,
			DscSpan window, Reading *reading)
{
	DscClassifierView view;
	dsc_classifier_look(dsc_classifier_model_concepts(self->model), tokens, text, &view);
	DscClassifierScores scores = dsc_classifier_model_weigh(self->model, &view);
	const DscClassifierHead *head = dsc_classifier_model_head(self->model);
	for (guint family = 0; family < DSC_N_FAMILIES; family++) {
		const DscRule *rule = self->rules[family];
		if (rule == NULL || head->curves[family].slope <= 0)
			continue;
		double likelihood =
			dsc_classifier_likelihood(head->curves[family], scores.of[family]);
		if (likelihood <= reading->likelihood[family])
			continue;
		reading->likelihood[family] = likelihood;
		reading->windows[family] = window;
	}
}

static void read_part(const MessagesDetector *self, DscScan *scan, DscSpan part, Reading *reading)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	const gsize start = part.start;
	while (part.start < part.end && !dsc_scan_is_late(scan)) {
		DscSpan window = part;
		const DscTokens *tokens = dsc_scan_tokens(scan, self->lists, part, &part.start);
		window.end = part.start;
		/* What is left over at the end of a long message may be short. */
		if (has_words(tokens, window.start == start ? LEAST_WORDS : 1))
			read_window(self, tokens, text, window, reading);
	}
}

/* --- What patterns have found -------------------------------------------------------------- */

static double odds_of(double likelihood)
{
	return likelihood / (1 - likelihood);
}

/* What patterns have found of each family: the likelihood of the likeliest finding, and of the
 * least likely one of a rule that is there to speak against the family. 0 is none. */
typedef struct {
	double most[DSC_N_FAMILIES];
	double least[DSC_N_FAMILIES];
} Found;

/* A rule that begins below what patterns know before they look speaks against its family, if it
 * reads the message and not single names. */
static gboolean speaks_against(const DscRule *rule)
{
	return rule->type == DSC_TYPE_TERM && rule->likelihood < PRIOR;
}

/* A note is no finding, and what a note may yet undo says nothing. */
static void ask_patterns(const DscScan *scan, Found *found)
{
	for (guint i = 0; i < scan->findings->len; i++) {
		const DscFinding *finding = scan->findings->pdata[i];
		const DscRule *rule = finding->rule;
		if (rule->notes != 0 || rule->unless != 0)
			continue;
		double *most = &found->most[rule->family];
		double *least = &found->least[rule->family];
		*most = MAX(*most, finding->likelihood);
		if (speaks_against(rule))
			*least = *least == 0 ? finding->likelihood
					     : MIN(*least, finding->likelihood);
	}
}

/* Those who judge by different signs know more than each: their odds multiply (Bayes). */
static double join_odds(double read, const Found *found, guint family)
{
	double most = found->most[family];
	double least = found->least[family];
	if (most <= PRIOR && least == 0)
		return read;
	double odds = odds_of(MIN(read, 0.999));
	if (most > PRIOR)
		odds *= odds_of(MIN(most, SURE)) / odds_of(PRIOR);
	if (least > 0)
		odds *= odds_of(least) / odds_of(PRIOR);
	return odds / (1 + odds);
}

/* The words as the sender wrote them, parted by commas. */
static char *quote_words(const DscScan *scan, const DscClassified *classified)
{
	const char *plain = dsc_text_plain(scan->text, NULL);
	g_autoptr(GString) words = g_string_new(NULL);
	for (guint i = 0; i < classified->n_words; i++) {
		DscSpan span = dsc_fold_to_plain(scan->fold, classified->words[i]);
		if (i > 0)
			g_string_append(words, ", ");
		g_string_append_len(words, plain + span.start, (gssize)dsc_span_length(span));
	}
	return g_string_free(g_steal_pointer(&words), FALSE);
}

static void add_finding(const MessagesDetector *self, DscScan *scan, const Reading *reading,
			DscFamily family)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	DscClassifierView view;
	const DscTokens *tokens =
		dsc_scan_tokens(scan, self->lists, reading->windows[family], NULL);
	dsc_classifier_look(dsc_classifier_model_concepts(self->model), tokens, text, &view);
	DscClassified classified = dsc_classifier_explain(self->model, &view, family);
	DscEvidence evidence = {
		.base = reading->likelihood[family],
		.weighed = quote_words(scan, &classified),
	};
	dsc_scan_add(scan, self->rules[family], classified.stretch, evidence);
}

static void messages_scan(const DscDetector *detector, DscScan *scan)
{
	const MessagesDetector *self = (const MessagesDetector *)detector;
	Reading reading = { 0 };
	Found found = { 0 };
	for (guint i = 0; i < scan->n_parts; i++)
		read_part(self, scan, scan->parts[i], &reading);
	ask_patterns(scan, &found);
	for (guint family = 0; family < DSC_N_FAMILIES; family++) {
		double *likelihood = &reading.likelihood[family];
		if (*likelihood <= 0)
			continue;
		*likelihood =
			self->rules[family]->likelihood * join_odds(*likelihood, &found, family);
		if (*likelihood >= LEAST_LIKELIHOOD)
			add_finding(self, scan, &reading, (DscFamily)family);
	}
}

static void messages_free(DscDetector *detector)
{
	MessagesDetector *self = (MessagesDetector *)detector;
	dsc_classifier_model_free(self->model);
	g_free(self);
}

/* --- Making it ------------------------------------------------------------------------------ */

DscDetector *dsc_messages_detector_new(const DscMakings *makings)
{
	g_autofree char *path = g_build_filename(makings->folder, DSC_CLASSIFIER_MODEL, NULL);
	GError *error = NULL;
	g_autoptr(DscClassifierModel) model = dsc_classifier_model_load(path, &error);
	if (model == NULL)
		g_ptr_array_add(makings->problems, error);
	if (model == NULL || makings->lists == NULL)
		return NULL;
	MessagesDetector *self = g_new0(MessagesDetector, 1);
	self->detector = (DscDetector){
		.name = "messages",
		.scan = messages_scan,
		.free = messages_free,
	};
	self->model = g_steal_pointer(&model);
	self->lists = makings->lists;
	for (guint i = 0; i < makings->rules->len; i++) {
		const DscRule *rule = g_ptr_array_index(makings->rules, i);
		self->rules[rule->family] = rule;
	}
	return &self->detector;
}
