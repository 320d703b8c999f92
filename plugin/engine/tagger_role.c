/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/tagger_features.h"

/* What tells a patient's name or village from a colleague's name, or a rep's firm: the words around
 * it. */

typedef struct {
	guint32 *at;
	guint n;
} Features;

/* Words this far from a name count by where they stand, those farther off only by being there. */
#define NEAR 3
#define FAR  24

/* @kind keeps apart features that are made of the same words. */
static void add_kind(Features *features, guint kind, guint64 a, guint64 b)
{
	guint64 hash = (kind + 101) * 0x9e3779b97f4a7c15u;
	hash = (hash ^ a) * 0xd6e8feb86659fd93u;
	hash ^= hash >> 32;
	hash = (hash ^ b) * 0xff51afd7ed558ccdu;
	if (features->n < DSC_ROLE_FEATURES_MAX)
		features->at[features->n++] = (guint32)(hash >> 32);
}

/* The token @steps before (below 0) or behind @i; an edge if there is none. */
static const DscToken *step(const DscTokens *tokens, guint i, int steps)
{
	gint64 at = (gint64)i + steps;
	if (at < 0)
		return &tokens->at[0];
	return &tokens->at[MIN(at, (gint64)tokens->n + 1)];
}

/* @i: the token that the name begins or ends with; @side: -1 before it, 1 behind it */
static void add_near(Features *features, const DscTokens *tokens, guint i, int side)
{
	guint beside = side < 0 ? 0 : 10;
	const DscToken *one = step(tokens, i, side);
	const DscToken *two = step(tokens, i, 2 * side);
	add_kind(features, beside + 1, one->hash, 0);
	add_kind(features, beside + 2, two->hash, 0);
	add_kind(features, beside + 3, one->hash, two->hash);
	add_kind(features, beside + 4, one->shape, one->klass & DSC_WORD_MEDICAL);
	add_kind(features, beside + 5, (guint)one->shape << 8 | two->shape,
		 two->klass & DSC_WORD_MEDICAL);
	for (int steps = 1; steps <= NEAR; steps++)
		add_kind(features, beside + 6, step(tokens, i, steps * side)->hash, 0);
	for (int steps = 1; steps <= NEAR; steps++) {
		add_kind(features, 30, step(tokens, i, steps * side)->hash, 0);
		add_kind(features, beside + 7, step(tokens, i, steps * side)->affix[2], 0);
	}
}

enum {
	KIND_ABOUT_BEFORE = 60,
	KIND_ABOUT_BEHIND = 62,
	KIND_ABOUT_BOTH = 64,
	KIND_ABOUT = 66,
};

static void add_all(Features *features, guint kind, DscConceptSet about)
{
	while (!dsc_concept_set_is_empty(about))
		add_kind(features, kind, dsc_concept_set_take(&about), 0);
}

/* What the words beside a name are about: the next one apart from those behind it, and what stands
 * on one side with what stands on the other. */
static void add_about_near(Features *features, const DscTokens *tokens, guint from, guint to)
{
	DscConceptSet before = { 0 };
	DscConceptSet behind = { 0 };
	for (int steps = 1; steps <= NEAR; steps++) {
		guint is_next = steps == 1;
		DscConceptSet one = step(tokens, from, -steps)->about;
		DscConceptSet other = step(tokens, to, steps)->about;
		add_all(features, KIND_ABOUT_BEFORE + is_next, one);
		add_all(features, KIND_ABOUT_BEHIND + is_next, other);
		dsc_concept_set_join(&before, one);
		dsc_concept_set_join(&behind, other);
	}
	while (!dsc_concept_set_is_empty(before)) {
		guint one = dsc_concept_set_take(&before);
		for (DscConceptSet others = behind; !dsc_concept_set_is_empty(others);)
			add_kind(features, KIND_ABOUT_BOTH, dsc_concept_set_take(&others), one);
	}
}

static void add_about(Features *features, const DscTokens *tokens, guint from, guint to)
{
	DscConceptSet about = { 0 };
	for (guint i = 1; i <= tokens->n; i++)
		if (i < from || i > to)
			dsc_concept_set_join(&about, tokens->at[i].about);
	add_all(features, KIND_ABOUT, about);
}

/* Whether the message speaks of numbers and of medicine, and how long it is. */
static void add_topic(Features *features, const DscTokens *tokens, guint from, guint to)
{
	guint numbers = 0;
	guint medical = 0;
	for (guint i = 1; i <= tokens->n; i++) {
		const DscToken *token = &tokens->at[i];
		if (i >= from && i <= to)
			continue;
		numbers += token->shape == DSC_SHAPE_NUMBER || token->shape == DSC_SHAPE_CODE;
		medical +=
			(token->flags & (DSC_WORD_MEDICAL | DSC_WORD_COMMON)) == DSC_WORD_MEDICAL;
	}
	add_kind(features, 32, MIN(numbers, 3), 0);
	add_kind(features, 33, MIN(medical, 3), 0);
	add_kind(features, 34, MIN(numbers, 1), MIN(medical, 1));
	add_kind(features, 35, MIN(tokens->n - (to - from + 1), 6), 0);
}

static void add_words_around(Features *features, const DscTokens *tokens, guint from, guint to)
{
	guint first = from > FAR ? from - FAR : 1;
	guint last = MIN(to + FAR, tokens->n);
	for (guint i = first; i <= last; i++) {
		const DscToken *token = &tokens->at[i];
		if ((i >= from && i <= to) || token->shape >= DSC_SHAPE_MARK)
			continue;
		add_kind(features, 31, token->hash, 0);
		add_kind(features, 36, token->affix[2], 0);
	}
}

/* The last token of a name's ending, such as "'s", or of the name itself. */
static guint behind_ending(const DscTokens *tokens, guint to)
{
	if (to + 2 > tokens->n)
		return to;
	const DscToken *mark = &tokens->at[to + 1];
	const DscToken *ending = &tokens->at[to + 2];
	gboolean is_apostrophe = mark->shape == DSC_SHAPE_MARK && mark->glued && ending->glued &&
				 mark->hash == dsc_word_hash("'", 1);
	return is_apostrophe && dsc_span_length(ending->span) <= 5 ? to + 2 : to;
}

guint dsc_role_features_of(const DscTokens *tokens, guint from, guint to, guint32 *features,
			   guint *near)
{
	Features list = { features, 0 };
	const DscToken *before = &tokens->at[from - 1];
	const DscToken *after = &tokens->at[to + 1];
	add_kind(&list, 40, 0, 0);
	add_kind(&list, 41, before->hash, after->hash);
	add_kind(&list, 42, (guint)before->shape << 8 | after->shape, 0);
	add_near(&list, tokens, from, -1);
	add_near(&list, tokens, behind_ending(tokens, to), 1);
	add_about_near(&list, tokens, from, behind_ending(tokens, to));
	add_topic(&list, tokens, from, to);
	*near = list.n;
	add_words_around(&list, tokens, from, to);
	add_about(&list, tokens, from, to);
	return list.n;
}
