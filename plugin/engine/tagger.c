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
	const DscWordlists *lists;
	const DscRule *rules[DSC_N_TYPES]; /* NULL where none asks for that type */
} NamesDetector;

/* --- Words to names ------------------------------------------------------------------------- */

typedef struct {
	double likelihood[DSC_N_NAMED];
	DscNamed named; /* the likeliest */
	gboolean begins;
} Reading;

static Reading read_margins(const DscTaggerHead *head, const DscTaggerMargins *margins)
{
	Reading reading = { .named = DSC_NAMED_PERSON, .begins = margins->begins };
	for (guint i = 0; i < DSC_N_NAMED; i++) {
		reading.likelihood[i] = dsc_tagger_likelihood(head->named[i], margins->named[i]);
		if (reading.likelihood[i] > reading.likelihood[reading.named])
			reading.named = (DscNamed)i;
	}
	return reading;
}

static gboolean is_word(const DscToken *token)
{
	return token->shape >= DSC_SHAPE_SMALL && token->shape <= DSC_SHAPE_CASELESS;
}

static gboolean have_all(const DscTokens *tokens, guint from, guint to, guint flags)
{
	for (guint i = from; i < to; i++)
		if (is_word(&tokens->at[i + 1]) && (tokens->at[i + 1].flags & flags) == 0)
			return FALSE;
	return TRUE;
}

/* Countries, states and nationalities say too little of where somebody lives; a city says
 * something only beside other details. Returns: FALSE if nothing is to be found. */
static gboolean type_of(const DscTokens *tokens, guint from, guint to, DscTagged *tagged)
{
	static const DscType types[DSC_N_NAMED] = { DSC_TYPE_NAME, DSC_TYPE_ADDRESS, DSC_TYPE_ORG };
	tagged->type = types[tagged->named];
	if (tagged->named != DSC_NAMED_PLACE)
		return TRUE;
	if (have_all(tokens, from, to, DSC_WORD_REGION))
		return FALSE;
	if (have_all(tokens, from, to, DSC_WORD_REGION | DSC_WORD_CITY))
		tagged->type = DSC_TYPE_QUASI;
	return TRUE;
}

/* A house or a ward may begin or end with its number. */
static gboolean may_end(const DscToken *token, DscNamed named)
{
	return is_word(token) || (named != DSC_NAMED_PERSON && token->shape < DSC_SHAPE_MARK);
}

/* Whether token @last is a case ending behind an apostrophe: Ayşe'nin, Mary's, but not D'Souza. */
static gboolean is_ending(const DscTokens *tokens, guint last)
{
	const DscToken *ending = &tokens->at[last];
	const DscToken *mark = &tokens->at[last - 1];
	return ending->glued && ending->shape == DSC_SHAPE_SMALL &&
	       dsc_span_length(ending->span) <= 5 && mark->glued &&
	       mark->hash == dsc_word_hash("'", 1);
}

/* Adds tokens [from, to), which marks may begin and end. */
static void add_tagged(const DscTaggerModel *model, const DscTokens *tokens, guint from, guint to,
		       DscTagged tagged, GArray *list)
{
	const DscTaggerHead *head = dsc_tagger_model_head(model);
	while (to > from && !may_end(&tokens->at[to], tagged.named))
		to--;
	if (to > from + 2 && is_ending(tokens, to))
		to -= 2;
	while (from < to && !may_end(&tokens->at[from + 1], tagged.named))
		from++;
	if (from == to || !type_of(tokens, from, to, &tagged))
		return;
	gint32 margin = dsc_tagger_model_weigh_neutral(model, tokens, from + 1, to);
	tagged.anybody = tagged.likelihood;
	tagged.likelihood *= 1 - dsc_tagger_likelihood(head->neutral[tagged.named], margin);
	tagged.span.start = tokens->at[from + 1].span.start;
	tagged.span.end = tokens->at[to].span.end;
	g_array_append_val(list, tagged);
}

/* The end of the name that begins at @from, and how likely its surest word is. */
static guint run_of(const Reading *readings, guint n, guint from, DscTagged *tagged)
{
	tagged->named = readings[from].named;
	tagged->likelihood = 0;
	guint to = from;
	do {
		double likelihood = readings[to].likelihood[tagged->named];
		tagged->likelihood = MAX(tagged->likelihood, likelihood);
		to++;
	} while (to < n && readings[to].named == tagged->named && !readings[to].begins &&
		 readings[to].likelihood[tagged->named] >= LEAST_BESIDE);
	return to;
}

void dsc_tagger_read(const DscTaggerModel *model, const DscTokens *tokens, GArray *tagged)
{
	DscTaggerMargins margins[DSC_TOKENS_MAX];
	Reading readings[DSC_TOKENS_MAX];
	const DscTaggerHead *head = dsc_tagger_model_head(model);
	dsc_tagger_model_weigh(model, tokens, margins);
	for (guint i = 0; i < tokens->n; i++)
		readings[i] = read_margins(head, &margins[i]);
	for (guint from = 0; from < tokens->n;) {
		DscTagged found;
		if (readings[from].likelihood[readings[from].named] < LEAST_BESIDE) {
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
		const DscRule *rule = self->rules[found->type];
		double likelihood = rule == NULL ? 0 : rule->likelihood * found->likelihood;
		if (likelihood < LEAST_LIKELIHOOD || is_single_letter(scan, found->span))
			continue;
		DscEvidence evidence = { .base = likelihood };
		dsc_scan_add(scan, rule, found->span, evidence);
	}
}

static void scan_part(const NamesDetector *self, DscScan *scan, DscSpan part, GArray *tagged)
{
	while (part.start < part.end && !dsc_scan_is_late(scan))
		dsc_tagger_read(self->model, dsc_scan_tokens(scan, self->lists, part, &part.start),
				tagged);
}

/* --- What patterns took for names ----------------------------------------------------------- */

/* A word that is none of a name: "Warfarin" in "Mr Pike Warfarin 5 mg". */
static gboolean is_no_name(const DscToken *token, guint no_name)
{
	return is_word(token) && !token->glued && token->shape != DSC_SHAPE_INITIAL &&
	       token->shape != DSC_SHAPE_SMALL && (token->flags & no_name) != 0 &&
	       (token->flags & (DSC_WORD_FIRST | DSC_WORD_SURNAME | DSC_WORD_HUMAN)) == 0;
}

/* Patterns know titles and capitals, lists know words: what follows a name without being one is
 * left off. Returns: FALSE if nothing is left. */
static gboolean trim_name(const NamesDetector *self, const DscScan *scan, DscFinding *finding)
{
	const char *plain = dsc_text_plain(scan->text, NULL) + finding->span.start;
	g_autoptr(DscFold) fold = dsc_fold_new(plain, (gssize)dsc_span_length(finding->span));
	DscTokens tokens;
	DscSpan window = { 0, 0 };
	const char *text = dsc_fold_text(fold, &window.end);
	if (dsc_tokens_read(self->lists, text, window, &tokens) < window.end || tokens.n == 0)
		return TRUE;
	guint last = tokens.n;
	while (last > 1 && is_no_name(&tokens.at[last], DSC_WORD_MEDICAL | DSC_WORD_COMMON)) {
		last--;
		while (last > 1 && tokens.at[last].shape >= DSC_SHAPE_MARK)
			last--;
	}
	if (last == 1 && is_no_name(&tokens.at[1], DSC_WORD_MEDICAL))
		return FALSE;
	if (last < tokens.n)
		finding->span.end =
			finding->span.start + dsc_fold_to_plain(fold, tokens.at[last].span).end;
	return TRUE;
}

static void trim_names(const NamesDetector *self, DscScan *scan)
{
	for (guint i = scan->findings->len; i-- > 0;) {
		DscFinding *finding = scan->findings->pdata[i];
		if (finding->rule->type == DSC_TYPE_NAME && !trim_name(self, scan, finding))
			g_ptr_array_remove_index(scan->findings, i);
	}
}

static void names_scan(const DscDetector *detector, DscScan *scan)
{
	const NamesDetector *self = (const NamesDetector *)detector;
	trim_names(self, scan);
	g_autoptr(GArray) tagged = g_array_new(FALSE, FALSE, sizeof(DscTagged));
	for (guint i = 0; i < scan->n_parts; i++)
		scan_part(self, scan, scan->parts[i], tagged);
	add_findings(self, scan, tagged);
}

static void names_free(DscDetector *detector)
{
	NamesDetector *self = (NamesDetector *)detector;
	dsc_tagger_model_free(self->model);
	g_free(self);
}

/* --- Making it ------------------------------------------------------------------------------ */

DscDetector *dsc_names_detector_new(const DscMakings *makings)
{
	g_autofree char *path = g_build_filename(makings->folder, DSC_TAGGER_MODEL, NULL);
	GError *error = NULL;
	g_autoptr(DscTaggerModel) model = dsc_tagger_model_load(path, &error);
	if (model == NULL)
		g_ptr_array_add(makings->problems, error);
	if (model == NULL || makings->lists == NULL)
		return NULL;
	NamesDetector *self = g_new0(NamesDetector, 1);
	self->detector = (DscDetector){
		.name = "names",
		.scan = names_scan,
		.free = names_free,
	};
	self->model = g_steal_pointer(&model);
	self->lists = makings->lists;
	for (guint i = 0; i < makings->rules->len; i++) {
		const DscRule *rule = g_ptr_array_index(makings->rules, i);
		self->rules[rule->type] = rule;
	}
	return &self->detector;
}
