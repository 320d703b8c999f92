/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/tagger.h"

#include "engine/name.h"
#include "engine/name_end.h"
#include "engine/window.h"

/* What the tagger reads, as findings of the rules that ask for it. */

/* What is less likely than this is not worth adding to a report; policies ask for more. */
#define LEAST_LIKELIHOOD	 0.1
#define LEAST_LIKELIHOOD_OF_WORD 0.4

/* A name of somebody who is no patient matters where the message is about that person. */
#define LEAST_LIKELIHOOD_OF_ANYBODY 0.35

/* Whoever is less likely a patient than this is taken for a colleague. */
#define MOST_ROLE_OF_STAFF 0.3

/* Hotwords may make a rule's factor more than one; nothing is surer than this. */
#define MOST_LIKELIHOOD 0.95

typedef struct {
	DscDetector detector;
	DscTaggerModel *model;
	const DscWordlists *lists;
	const DscRule *rules[DSC_N_TYPES]; /* NULL where none asks for that type */
} NamesDetector;

/* --- The detector --------------------------------------------------------------------------- */

/* A single letter is an initial at most, and names nobody alone. */
static gboolean is_single_letter(const DscScan *scan, DscSpan span)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	return g_utf8_strlen(text + span.start, (gssize)dsc_span_length(span)) < 2;
}

static DscSpan part_of(const DscScan *scan, DscSpan span)
{
	for (guint i = 0; i < scan->n_parts; i++)
		if (dsc_span_contains(scan->parts[i], span))
			return scan->parts[i];
	return span;
}

static gboolean is_match(DscScan *scan, const DscPattern *pattern, DscSpan window, DscMatch *match)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	DscMatchResult result = dsc_pattern_match(pattern, scan->matcher, text, window, match);
	if (result == DSC_MATCH_LIMIT)
		scan->limits |= DSC_LIMIT_MATCH;
	return result == DSC_MATCH_FOUND;
}

/* Returns: (transfer full) (nullable): the hotword of @pattern beside @found, as written */
static char *find_hotword(DscScan *scan, const DscRule *rule, const DscPattern *pattern,
			  DscSpan found)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	DscSpan part = part_of(scan, found);
	DscMatch match;
	if (pattern == NULL ||
	    (!is_match(scan, pattern, dsc_window_before(text, part, found.start, rule->window),
		       &match) &&
	     !is_match(scan, pattern, dsc_window_after(text, part, found.end, rule->window),
		       &match)))
		return NULL;
	DscSpan plain = dsc_fold_to_plain(scan->fold, match.span);
	return g_strndup(dsc_text_plain(scan->text, NULL) + plain.start, dsc_span_length(plain));
}

static gboolean names_somebody(const DscTagged *found)
{
	return found->named == DSC_NAMED_PERSON && !found->is_word;
}

/* What the words around it mean to people goes with what they mean to the model. They make no name
 * of what is known as a word, nor of what they speak against. */
static void add_finding(DscScan *scan, const DscRule *rule, const DscTagged *found)
{
	DscEvidence evidence = {
		.base = rule->likelihood * found->likelihood,
		.lowered_by = find_hotword(scan, rule, rule->lower, found->span),
	};
	/* A word that is one elsewhere too is not even worth redacting unless it is likely. */
	gboolean is_word = found->is_word && found->named == DSC_NAMED_PERSON;
	double least = is_word ? LEAST_LIKELIHOOD_OF_WORD : LEAST_LIKELIHOOD;
	double factor = rule->likelihood;
	if (evidence.lowered_by != NULL)
		factor -= rule->lower_by;
	else if (!found->is_word)
		evidence.raised_by = find_hotword(scan, rule, rule->raise, found->span);
	factor += evidence.raised_by == NULL ? 0 : rule->raise_by;
	double likelihood = CLAMP(factor * found->likelihood, 0, MOST_LIKELIHOOD);
	double anybody = names_somebody(found) ? rule->likelihood * found->anybody : 0;
	if (likelihood >= least || anybody >= LEAST_LIKELIHOOD_OF_ANYBODY) {
		DscFinding *finding = dsc_scan_add(scan, rule, found->span, evidence);
		finding->likelihood = likelihood >= least ? likelihood : 0;
		finding->anybody = anybody;
		return;
	}
	g_free(evidence.raised_by);
	g_free(evidence.lowered_by);
}

static void add_findings(const NamesDetector *self, DscScan *scan, const GArray *tagged)
{
	for (guint i = 0; i < tagged->len; i++) {
		const DscTagged *found = &g_array_index(tagged, DscTagged, i);
		const DscRule *rule = self->rules[found->type];
		double most = names_somebody(found) ? found->anybody : found->likelihood;
		if (rule == NULL || most < LEAST_LIKELIHOOD ||
		    is_single_letter(scan, found->span) ||
		    (rule->allow != NULL && is_match(scan, rule->allow, found->span, NULL)))
			continue;
		add_finding(scan, rule, found);
	}
}

static void scan_part(const NamesDetector *self, DscScan *scan, DscSpan part, GArray *tagged)
{
	while (part.start < part.end && !dsc_scan_is_late(scan))
		dsc_tagger_read(self->model, dsc_scan_tokens(scan, self->lists, part, &part.start),
				tagged);
}

/* --- What patterns took for names ----------------------------------------------------------- */

/* A medical word alone is nobody. */
static gboolean is_medical(const DscToken *token)
{
	return dsc_token_is_word(token) && token->shape != DSC_SHAPE_INITIAL &&
	       token->shape != DSC_SHAPE_SMALL && !token->glued &&
	       (token->flags & DSC_WORD_MEDICAL) != 0 &&
	       (token->flags & (DSC_WORD_PERSON | DSC_WORD_HUMAN)) == 0;
}

/* Whether a word or a number follows @end, with nothing but a blank between. */
static gboolean goes_on(const DscScan *scan, gsize end)
{
	gsize len = 0;
	const char *plain = dsc_text_plain(scan->text, &len);
	return end + 1 < len && plain[end] == ' ' &&
	       g_unichar_isalnum(g_utf8_get_char(plain + end + 1));
}

/* In small letters a common word is one, though families may be called so: "hold", "short". */
static gboolean are_words(const DscTokens *tokens)
{
	for (guint i = 1; i <= tokens->n; i++) {
		const DscToken *token = &tokens->at[i];
		gboolean is_common = (token->flags & DSC_WORD_COMMON) != 0 &&
				     (token->flags & DSC_WORD_LANGUAGES) != 0 &&
				     (token->flags & DSC_WORD_FIRST) == 0 &&
				     token->shape == DSC_SHAPE_SMALL;
		if (dsc_token_is_word(token) && !is_common &&
		    !dsc_tokens_are_words(tokens, (DscSpan){ i, i + 1 }, DSC_WORD_PERSON))
			return FALSE;
	}
	return TRUE;
}

static gboolean have_a_name(const DscTokens *tokens)
{
	const guint names = DSC_WORD_FIRST | DSC_WORD_SURNAME | DSC_WORD_HUMAN;
	for (guint i = 1; i <= tokens->n; i++)
		if (dsc_token_is_word(&tokens->at[i]) && (tokens->at[i].flags & names) != 0)
			return TRUE;
	return FALSE;
}

static gboolean are_as_asked(const DscTokens *tokens, DscRuleWords words)
{
	if (words == DSC_RULE_WORDS_ANY)
		return TRUE;
	return !are_words(tokens) && (words == DSC_RULE_WORDS_NAMES || have_a_name(tokens));
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
	if (!are_as_asked(&tokens, finding->rule->words))
		return FALSE;
	guint end = dsc_name_end(&tokens, (DscSpan){ 1, tokens.n + 1 },
				 goes_on(scan, finding->span.end));
	if (end == 2 && is_medical(&tokens.at[1]))
		return FALSE;
	if (end <= tokens.n)
		finding->span.end =
			finding->span.start + dsc_fold_to_plain(fold, tokens.at[end - 1].span).end;
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

/* --- Whose names patterns found ------------------------------------------------------------- */

static double odds(double likelihood)
{
	return likelihood / (1 - likelihood);
}

static gboolean is_weighed(const DscFinding *finding, DscSpan span)
{
	return finding->rule->weighs_role && finding->evidence.raised_by == NULL &&
	       finding->likelihood < 1 && finding->span.start < span.end &&
	       finding->span.end > span.start;
}

/* A title stands before colleagues' names too. Where the words around a name speak of one, and no
 * hotword of a patient, the odds of both are multiplied (Bayes), as they know of different things.
 */
static void weigh_role(DscScan *scan, const DscTagged *found)
{
	if (found->named != DSC_NAMED_PERSON ||
	    found->likelihood >= MOST_ROLE_OF_STAFF * found->anybody)
		return;
	DscSpan span = dsc_fold_to_plain(scan->fold, found->span);
	double role = found->likelihood / found->anybody;
	for (guint i = 0; i < scan->findings->len; i++) {
		DscFinding *finding = g_ptr_array_index(scan->findings, i);
		if (!is_weighed(finding, span))
			continue;
		double both = odds(finding->likelihood) * odds(role);
		finding->likelihood = both / (1 + both);
		finding->evidence.as_staff = TRUE;
	}
}

/* --- Names over two lines ------------------------------------------------------------------- */

static guint flags_of(const NamesDetector *self, const DscScan *scan, const DscTagged *found)
{
	const char *text = dsc_fold_text(scan->fold, NULL) + found->span.start;
	gsize len = dsc_span_length(found->span);
	DscSpan word = { 0, 0 };
	char key[DSC_WORD_KEY_BYTES];
	if (!dsc_name_word(text, 0, len, &word) || dsc_span_length(word) < len)
		return 0; /* more than a word */
	return dsc_wordlists_find(self->lists, dsc_word_hash(key, dsc_word_key(text, len, key)));
}

/* A first name at the end of a line and a surname at the start of the next are one name that the
 * line broke; a list of people does not change from the one to the other. */
static gboolean is_broken_name(const NamesDetector *self, const DscScan *scan,
			       const DscTagged *above, const DscTagged *below)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	if (!names_somebody(above) || !names_somebody(below) ||
	    below->span.start != above->span.end + 1 || text[above->span.end] != '\n')
		return FALSE;
	return (flags_of(self, scan, above) & DSC_WORD_PERSON) == DSC_WORD_FIRST &&
	       (flags_of(self, scan, below) & DSC_WORD_FIRST) == 0;
}

static void join_broken_names(const NamesDetector *self, const DscScan *scan, GArray *tagged)
{
	for (guint i = tagged->len; i-- > 1;) {
		DscTagged *above = &g_array_index(tagged, DscTagged, i - 1);
		const DscTagged *below = &g_array_index(tagged, DscTagged, i);
		if (!is_broken_name(self, scan, above, below))
			continue;
		above->span.end = below->span.end;
		above->likelihood = MAX(above->likelihood, below->likelihood);
		above->anybody = MAX(above->anybody, below->anybody);
		g_array_remove_index(tagged, i);
	}
}

static void names_scan(const DscDetector *detector, DscScan *scan)
{
	const NamesDetector *self = (const NamesDetector *)detector;
	trim_names(self, scan);
	g_autoptr(GArray) tagged = g_array_new(FALSE, FALSE, sizeof(DscTagged));
	for (guint i = 0; i < scan->n_parts; i++)
		scan_part(self, scan, scan->parts[i], tagged);
	join_broken_names(self, scan, tagged);
	for (guint i = 0; i < tagged->len; i++)
		weigh_role(scan, &g_array_index(tagged, DscTagged, i));
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
