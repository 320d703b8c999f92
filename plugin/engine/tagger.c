/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/tagger.h"

#include <string.h>

#include "engine/name_end.h"

/* A word beside a likelier one of the same name belongs to it from here on. */
#define LEAST_BESIDE 0.12

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

static gboolean have_all(const DscTokens *tokens, guint from, guint to, guint flags)
{
	for (guint i = from; i < to; i++)
		if (dsc_token_is_word(&tokens->at[i + 1]) && (tokens->at[i + 1].flags & flags) == 0)
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
	return dsc_token_is_word(token) ||
	       (named != DSC_NAMED_PERSON && token->shape < DSC_SHAPE_MARK);
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

/* Whether lists know about so few words of the message that one which they do not have means
 * nothing: Persian in Latin letters, slang. */
static gboolean is_unlisted(const DscTokens *tokens)
{
	guint words = 0;
	guint known = 0;
	for (guint i = 1; i <= tokens->n; i++) {
		words += dsc_token_is_word(&tokens->at[i]);
		known += (tokens->at[i].flags & DSC_WORD_LANGUAGES) != 0;
	}
	return 2 * known < words;
}

/* Where nothing is written as a name and words have more endings than lists hold, only what they
 * have as a name is none of the words. */
static gboolean may_be_words(const DscTokens *tokens, DscSpan at, DscNamed named)
{
	guint names = named == DSC_NAMED_PERSON ? DSC_WORD_PERSON : DSC_WORD_PLACE;
	if (dsc_tokens_are_words(tokens, at, names))
		return TRUE;
	for (gsize i = at.start; i < at.end; i++) {
		const DscToken *token = &tokens->at[i];
		gboolean is_open = token->shape == DSC_SHAPE_CASELESS ||
				   (token->shape == DSC_SHAPE_SMALL && is_unlisted(tokens));
		if (dsc_token_is_word(token) && (!is_open || (token->flags & names) != 0))
			return FALSE;
	}
	return TRUE;
}

/* The end of a name of tokens [from, to), counted from 0, without the words behind it. */
static guint end_of_name(const DscTokens *tokens, guint from, guint to)
{
	const DscToken *next = &tokens->at[to + 1];
	gboolean goes_on = to < tokens->n && !next->glued && next->shape < DSC_SHAPE_MARK;
	return dsc_name_end(tokens, (DscSpan){ from + 1, to + 1 }, goes_on) - 1;
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
	if (tagged.named == DSC_NAMED_PERSON)
		to = end_of_name(tokens, from, to);
	gint32 margin = dsc_tagger_model_weigh_neutral(model, tokens, from + 1, to);
	tagged.anybody = tagged.likelihood;
	tagged.is_word = tagged.named != DSC_NAMED_ORG &&
			 may_be_words(tokens, (DscSpan){ from + 1, to + 1 }, tagged.named);
	tagged.likelihood *= 1 - dsc_tagger_likelihood(head->neutral[tagged.named], margin);
	tagged.span.start = tokens->at[from + 1].span.start;
	tagged.span.end = tokens->at[to].span.end;
	g_array_append_val(list, tagged);
}

/* Whether token @i, counted from 0, ends a sentence: "St." and "J." do not. */
static gboolean ends_sentence(const DscTokens *tokens, guint i)
{
	const DscToken *mark = &tokens->at[i + 1];
	const DscToken *before = &tokens->at[i];
	return mark->shape == DSC_SHAPE_LINE ||
	       (mark->shape == DSC_SHAPE_MARK && mark->hash == dsc_word_hash(".", 1) &&
		dsc_span_length(before->span) > 3 && !tokens->at[i + 2].glued);
}

/* Whether token @i, counted from 0, begins another name than the one before it. People who are
 * listed are parted by more than a blank. */
static gboolean begins_another(const DscTokens *tokens, const Reading *readings, guint i)
{
	return readings[i].begins &&
	       (readings[i].named != DSC_NAMED_PERSON || !dsc_token_is_word(&tokens->at[i]));
}

/* The end of the name that begins at @from, and how likely its surest word is. */
static guint run_of(const DscTokens *tokens, const Reading *readings, guint from, DscTagged *tagged)
{
	tagged->named = readings[from].named;
	tagged->likelihood = 0;
	guint to = from;
	do {
		double likelihood = readings[to].likelihood[tagged->named];
		tagged->likelihood = MAX(tagged->likelihood, likelihood);
		to++;
	} while (to < tokens->n && !ends_sentence(tokens, to) &&
		 readings[to].named == tagged->named && !begins_another(tokens, readings, to) &&
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
		guint to = run_of(tokens, readings, from, &found);
		add_tagged(model, tokens, from, to, found, tagged);
		from = to;
	}
}
