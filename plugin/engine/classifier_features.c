/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/classifier_features.h"

#include <stdlib.h>

/* Kinds keep apart features that are made of the same words. */
typedef enum {
	KIND_WORD = 201,
	KIND_PAIR,
	KIND_START,
	KIND_STEM,
	KIND_STEMS,
	KIND_PIECE,
	KIND_CLASS_NEXT,
	KIND_NEXT_CLASS,
	KIND_MARK,
	KIND_WHOLE,
	KIND_SHOUTED,
	KIND_EXCLAIMED,
	KIND_ASKED,
	KIND_NUMBERS,
	KIND_MEDICAL,
	KIND_PEOPLE,
	KIND_LENGTH,
	KIND_CONCEPT,
	KIND_CONCEPTS,
	KIND_CONCEPT_NEXT,
	KIND_NEXT_CONCEPT,
	KIND_BOTH,
} Kind;

/* Beginnings of words this far ahead still make a pair, wherever exactly they stand. */
#define NEAR 3

/* The same for what words are about. */
#define CONCEPT_NEAR 8

#define PIECE_CHARS 4

typedef struct {
	guint32 *at;
	guint n;
} Features;

static void add(Features *features, Kind kind, guint64 a, guint64 b)
{
	if (features->n == DSC_CLASSIFIER_FEATURES_MAX)
		return;
	guint64 hash = kind * 0x9e3779b97f4a7c15u;
	hash = (hash ^ a) * 0xd6e8feb86659fd93u;
	hash ^= hash >> 32;
	hash = (hash ^ b) * 0xff51afd7ed558ccdu;
	features->at[features->n++] = (guint32)(hash >> 32);
}

/* --- One word ------------------------------------------------------------------------------- */

static gboolean is_word(const DscToken *token)
{
	return token->shape >= DSC_SHAPE_SMALL && token->shape <= DSC_SHAPE_CODE;
}

/* Where each character of a key begins, and its end. Returns: the number of characters */
static guint find_chars(const char *key, gsize len, guint8 *starts)
{
	guint n = 0;
	for (gsize i = 0; i < len; i++)
		if (((guchar)key[i] & 0xc0) != 0x80)
			starts[n++] = (guint8)i;
	starts[n] = (guint8)len;
	return n;
}

/* The beginnings of a word are what its endings leave alone in Turkish, German and Persian; pieces
 * from its midst survive a slip of the finger. */
static void add_parts(Features *features, const char *text, const DscToken *token)
{
	char key[DSC_WORD_KEY_BYTES + 2];
	guint8 starts[DSC_WORD_KEY_BYTES + 3];
	gsize len = dsc_word_key(text + token->span.start, dsc_span_length(token->span), key + 1);
	key[0] = ' ';
	key[++len] = ' ';
	guint n = find_chars(key, ++len, starts);
	if (n > 6)
		add(features, KIND_START, dsc_word_hash(key, starts[5]), 0);
	if (n > 7)
		add(features, KIND_STEM, dsc_word_hash(key, starts[6]), 0);
	for (guint i = 0; i + PIECE_CHARS <= n; i++)
		add(features, KIND_PIECE,
		    dsc_word_hash(key + starts[i], starts[i + PIECE_CHARS] - starts[i]), 0);
}

/* --- Words and those that follow ------------------------------------------------------------ */

/* What lists say of a word that matters for what it does in a sentence. */
static guint class_of(const DscToken *token)
{
	guint klass = token->klass &
		      (DSC_WORD_FIRST | DSC_WORD_SURNAME | DSC_WORD_MEDICAL | DSC_WORD_COMMON);
	guint shape = token->shape == DSC_SHAPE_NUMBER || token->shape == DSC_SHAPE_CODE
			      ? token->shape
			      : 0;
	return klass << 4 | shape;
}

/* The stems' hash of a word: its first four letters. */
static guint64 stem_of(const DscToken *token)
{
	return token->affix[2];
}

static void add_following(Features *features, const DscTokens *tokens, guint i)
{
	const DscToken *token = &tokens->at[i];
	guint met = 0;
	for (guint j = i + 1; j <= tokens->n && met < NEAR; j++) {
		const DscToken *next = &tokens->at[j];
		if (!is_word(next))
			continue;
		if (met == 0) {
			add(features, KIND_PAIR, token->hash, next->hash);
			add(features, KIND_CLASS_NEXT, class_of(token), next->hash);
			add(features, KIND_NEXT_CLASS, token->hash, class_of(next));
		}
		add(features, KIND_STEMS, stem_of(token), stem_of(next));
		met++;
	}
	if (met == 0)
		add(features, KIND_PAIR, token->hash, 1);
}

/* --- What words are about -------------------------------------------------------------------- */

static void add_concept(Features *features, const DscClassifierView *view, guint i, guint concept)
{
	const DscTokens *tokens = view->tokens;
	guint met = 0;
	add(features, KIND_CONCEPT, concept, 0);
	for (guint j = i + 1; j <= tokens->n && met < CONCEPT_NEAR; j++) {
		if (!is_word(&tokens->at[j]))
			continue;
		if (met++ == 0)
			add(features, KIND_CONCEPT_NEXT, concept, tokens->at[j].hash);
		for (DscConceptSet others = view->concepts[j]; !dsc_concept_set_is_empty(others);)
			add(features, KIND_CONCEPTS, concept, dsc_concept_set_take(&others));
	}
}

static void add_concepts(Features *features, const DscClassifierView *view, guint i)
{
	for (DscConceptSet own = view->concepts[i]; !dsc_concept_set_is_empty(own);)
		add_concept(features, view, i, dsc_concept_set_take(&own));
	if (!is_word(&view->tokens->at[i]))
		return;
	for (DscConceptSet next = view->concepts[i + 1]; !dsc_concept_set_is_empty(next);)
		add(features, KIND_NEXT_CONCEPT, view->tokens->at[i].hash,
		    dsc_concept_set_take(&next));
}

/* Concepts that meet anywhere in the window. */
static void add_both(Features *features, const DscClassifierView *view)
{
	DscConceptSet all = { 0 };
	for (guint i = 1; i <= view->tokens->n; i++)
		dsc_concept_set_join(&all, view->concepts[i]);
	while (!dsc_concept_set_is_empty(all)) {
		guint one = dsc_concept_set_take(&all);
		add(features, KIND_BOTH, one, one);
		for (DscConceptSet others = all; !dsc_concept_set_is_empty(others);)
			add(features, KIND_BOTH, one, dsc_concept_set_take(&others));
	}
}

/* --- The window as a whole ------------------------------------------------------------------ */

typedef struct {
	guint words;
	guint shouted;
	guint exclaimed;
	guint asked;
	guint numbers;
	guint medical;
	guint people;
} Count;

static void count_token(const DscToken *token, const char *text, Count *count)
{
	gsize len = dsc_span_length(token->span);
	guint flags = token->flags;
	count->words += is_word(token);
	count->numbers += token->shape == DSC_SHAPE_NUMBER || token->shape == DSC_SHAPE_CODE;
	count->shouted += token->shape == DSC_SHAPE_CAPITALS && len > 3;
	count->exclaimed += token->shape == DSC_SHAPE_MARK && text[token->span.start] == '!';
	count->asked += token->shape == DSC_SHAPE_MARK && text[token->span.start] == '?';
	count->medical += (flags & (DSC_WORD_MEDICAL | DSC_WORD_COMMON)) == DSC_WORD_MEDICAL;
	count->people += (flags & (DSC_WORD_FIRST | DSC_WORD_SURNAME)) != 0 &&
			 (flags & (DSC_WORD_HOME | DSC_WORD_COMMON)) == 0;
}

static void add_whole(Features *features, const DscTokens *tokens, const char *text)
{
	Count count = { 0 };
	for (guint i = 1; i <= tokens->n; i++)
		count_token(&tokens->at[i], text, &count);
	add(features, KIND_WHOLE, 0, 0);
	add(features, KIND_SHOUTED, MIN(count.shouted, 3), count.shouted * 2 > count.words);
	add(features, KIND_EXCLAIMED, MIN(count.exclaimed, 3), 0);
	add(features, KIND_ASKED, MIN(count.asked, 2), 0);
	add(features, KIND_NUMBERS, MIN(count.numbers, 3), 0);
	add(features, KIND_MEDICAL, MIN(count.medical, 3), 0);
	add(features, KIND_PEOPLE, MIN(count.people, 2), 0);
	add(features, KIND_LENGTH, MIN(count.words / 4, 8), 0);
}

void dsc_classifier_look(const DscConcepts *concepts, const DscTokens *tokens, const char *text,
			 DscClassifierView *view)
{
	view->tokens = tokens;
	view->text = text;
	dsc_concepts_find(concepts, tokens, text, view->concepts);
}

guint dsc_classifier_features_of(const DscClassifierView *view, guint i, guint32 *features)
{
	Features list = { features, 0 };
	const DscToken *token = &view->tokens->at[i];
	if (i == 0) {
		add_whole(&list, view->tokens, view->text);
		add_both(&list, view);
		return list.n;
	}
	add_concepts(&list, view, i);
	if (is_word(token)) {
		add(&list, KIND_WORD, token->hash, 0);
		add_following(&list, view->tokens, i);
		add_parts(&list, view->text, token);
	} else if (token->shape == DSC_SHAPE_MARK) {
		add(&list, KIND_MARK, token->hash, 0);
	}
	return list.n;
}
