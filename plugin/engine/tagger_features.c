/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/tagger_features.h"

#include <string.h>

#include "engine/concepts.h"

/* --- Tokens --------------------------------------------------------------------------------- */

typedef struct {
	guint letters;
	guint capitals;
	guint cased;
	guint digits;
	gboolean first_capital;
} Count;

static gboolean is_word_char(gunichar c)
{
	if (c < 0x80)
		return g_ascii_isalnum((char)c);
	return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static void count_char(gunichar c, Count *count)
{
	if (g_unichar_isdigit(c)) {
		count->digits++;
		return;
	}
	if (g_unichar_ismark(c))
		return;
	gboolean capital = g_unichar_isupper(c);
	if (count->letters == 0)
		count->first_capital = capital;
	count->letters++;
	count->capitals += capital;
	count->cased += capital || g_unichar_islower(c);
}

static DscShape shape_of(const Count *count)
{
	if (count->digits > 0)
		return count->letters > 0 ? DSC_SHAPE_CODE : DSC_SHAPE_NUMBER;
	if (count->cased == 0)
		return DSC_SHAPE_CASELESS;
	if (count->capitals == 0)
		return DSC_SHAPE_SMALL;
	if (count->letters == 1)
		return DSC_SHAPE_INITIAL;
	if (count->capitals == count->cased)
		return DSC_SHAPE_CAPITALS;
	return count->first_capital && count->capitals == 1 ? DSC_SHAPE_CAPITAL : DSC_SHAPE_MIXED;
}

/* O'Brien is one word; Mary's and l'hôpital are two. */
static gboolean joins_name(const char *start, const char *apostrophe, const char *end)
{
	if (apostrophe - start != 1 || g_ascii_tolower(*start) != 'o')
		return FALSE;
	return end - apostrophe > 3 && g_ascii_isalpha(apostrophe[1]) &&
	       g_ascii_isalpha(apostrophe[2]) && g_ascii_isalpha(apostrophe[3]);
}

static const char *word_end(const char *start, const char *end, Count *count)
{
	const char *at = start;
	while (at < end) {
		gunichar c = g_utf8_get_char(at);
		if (!is_word_char(c) && !(c == '\'' && joins_name(start, at, end)))
			break;
		if (c != '\'')
			count_char(c, count);
		at = g_utf8_next_char(at);
	}
	return at;
}

static void set_affixes(DscToken *token, const char *key, gsize len)
{
	for (guint i = 0; i < 3; i++) {
		gsize n = MIN(len, (gsize)i + 2);
		/* Persian letters take two bytes. */
		if ((guchar)key[0] >= 0x80)
			n = MIN(len, 2 * ((gsize)i + 2));
		token->affix[i] = (guint32)dsc_word_hash(key, n);
		token->affix[i + 3] = (guint32)dsc_word_hash(key + len - n, n);
	}
}

/* Looks an unknown word up without its ending, if enough is left of it. */
static guint find_stem(const DscWordlists *lists, const char *key, gsize len)
{
	for (guint i = 0; i < dsc_word_n_endings(); i++) {
		gsize stem = dsc_word_stem(key, len, i);
		guint flags = stem == 0 ? 0 : dsc_wordlists_find(lists, dsc_word_hash(key, stem));
		if ((flags & (DSC_WORD_FIRST | DSC_WORD_SURNAME | DSC_WORD_PLACE)) != 0)
			return flags | DSC_WORD_STEM;
	}
	return 0;
}

static void look_up(const DscWordlists *lists, const char *text, DscToken *token)
{
	char key[DSC_WORD_KEY_BYTES];
	gsize len = dsc_word_key(text + token->span.start, dsc_span_length(token->span), key);
	token->hash = dsc_word_hash(key, len);
	set_affixes(token, key, len);
	token->flags = 0;
	if (lists == NULL || token->shape >= DSC_SHAPE_NUMBER)
		return;
	guint flags = dsc_wordlists_find(lists, token->hash);
	token->flags = (guint16)(flags != 0 ? flags : find_stem(lists, key, len));
}

/* Names of two words, such as New York, stand in the lists as pairs. */
static void look_up_pair(const DscWordlists *lists, DscToken *first, DscToken *second)
{
	if (lists == NULL || first->shape >= DSC_SHAPE_NUMBER || second->shape >= DSC_SHAPE_NUMBER)
		return;
	guint flags = dsc_wordlists_find(lists, dsc_word_pair(first->hash, second->hash));
	first->flags |= (guint16)flags;
	second->flags |= (guint16)flags;
}

static const char *read_token(const char *text, const char *at, const char *end, DscToken *token)
{
	Count count = { 0 };
	const char *stop = word_end(at, end, &count);
	if (stop > at) {
		token->shape = (guint8)shape_of(&count);
	} else {
		token->shape = (guint8)(*at == '\n' ? DSC_SHAPE_LINE : DSC_SHAPE_MARK);
		stop = g_utf8_next_char(at);
	}
	token->span = (DscSpan){ (gsize)(at - text), (gsize)(stop - text) };
	return stop;
}

/* --- The message as a whole ----------------------------------------------------------------- */

static guint8 language_of(const DscTokens *tokens)
{
	guint counts[DSC_WORD_N_LANGUAGES + 1] = { 0 };
	guint best = DSC_WORD_N_LANGUAGES;
	for (guint i = 1; i <= tokens->n; i++) {
		guint flags = tokens->at[i].flags;
		if ((flags & DSC_WORD_STEM) != 0)
			continue;
		for (guint l = 0; l < DSC_WORD_N_LANGUAGES; l++)
			counts[l] += flags >> (DSC_WORD_FIRST_LANGUAGE + l) & 1;
	}
	for (guint l = 0; l < DSC_WORD_N_LANGUAGES; l++)
		if (counts[l] > counts[best])
			best = l;
	return (guint8)best;
}

static guint8 casing_of(const DscTokens *tokens)
{
	gboolean small = FALSE;
	gboolean capital = FALSE;
	for (guint i = 1; i <= tokens->n; i++) {
		guint8 shape = tokens->at[i].shape;
		small |= shape == DSC_SHAPE_SMALL || shape == DSC_SHAPE_CAPITAL ||
			 shape == DSC_SHAPE_MIXED;
		capital |= shape >= DSC_SHAPE_CAPITAL && shape <= DSC_SHAPE_MIXED;
	}
	if (!capital)
		return 0;
	return small ? 2 : 1;
}

/* First name, surname, place, any name, medical, common, of this language, of any. */
static guint8 class_of(guint flags)
{
	guint klass = flags & (DSC_WORD_FIRST | DSC_WORD_SURNAME | DSC_WORD_PLACE |
			       DSC_WORD_MEDICAL | DSC_WORD_COMMON);
	klass |= (flags & DSC_WORD_REGION) != 0 ? DSC_WORD_PLACE : 0;
	klass |= (flags & DSC_WORD_HUMAN) != 0 ? 1u << 3 : 0;
	klass |= (flags & DSC_WORD_HOME) != 0 ? 1u << 6 : 0;
	klass |= (flags & DSC_WORD_LANGUAGES) != 0 ? 1u << 7 : 0;
	return (guint8)klass;
}

gboolean dsc_tokens_are_words(const DscTokens *tokens, DscSpan at, guint names)
{
	const guint words = DSC_WORD_LANGUAGES | DSC_WORD_MEDICAL;
	for (gsize i = at.start; i < at.end; i++) {
		const DscToken *token = &tokens->at[i];
		if (dsc_token_is_word(token) &&
		    ((token->flags & names) != 0 || (token->flags & words) == 0))
			return FALSE;
	}
	return TRUE;
}

void dsc_token_set_flags(DscToken *token, guint flags)
{
	gboolean is_named = (flags & (DSC_WORD_LISTED & ~DSC_WORD_COMMON)) != 0;
	token->flags = (guint16)(is_named ? flags : 0);
	token->klass = class_of(token->flags);
}

static void finish(DscTokens *tokens)
{
	tokens->language = language_of(tokens);
	tokens->casing = casing_of(tokens);
	guint home = tokens->language < DSC_WORD_N_LANGUAGES
			     ? 1u << (DSC_WORD_FIRST_LANGUAGE + tokens->language)
			     : 0;
	for (guint i = 1; i <= tokens->n; i++) {
		DscToken *token = &tokens->at[i];
		if ((token->flags & home) != 0)
			token->flags |= DSC_WORD_HOME;
		token->klass = class_of(token->flags);
	}
	memset(&tokens->at[tokens->n + 1], 0, sizeof(DscToken));
}

/* Names are known by the token's flags, which may be less than what the lists say. */
static void find_about(const DscWordlists *lists, const char *text, DscTokens *tokens)
{
	DscConceptSet about[DSC_TOKENS_MAX + 2] = { 0 };
	if (lists != NULL)
		dsc_concepts_find(dsc_wordlists_concepts(lists), tokens, text, about);
	for (guint i = 1; i <= tokens->n; i++) {
		dsc_concept_set_drop(&about[i], DSC_CONCEPT_NAME);
		tokens->at[i].about = about[i];
	}
}

gsize dsc_tokens_read(const DscWordlists *lists, const char *text, DscSpan window,
		      DscTokens *tokens)
{
	const char *at = text + window.start;
	const char *end = text + window.end;
	gboolean glued = FALSE;
	tokens->n = 0;
	memset(&tokens->at[0], 0, sizeof(DscToken));
	while (at < end && tokens->n < DSC_TOKENS_MAX) {
		if (*at == ' ' || *at == '\t') {
			glued = FALSE;
			at++;
			continue;
		}
		DscToken *token = &tokens->at[++tokens->n];
		at = read_token(text, at, end, token);
		token->glued = glued;
		glued = TRUE;
		look_up(lists, text, token);
		if (tokens->n > 1)
			look_up_pair(lists, token - 1, token);
	}
	finish(tokens);
	find_about(lists, text, tokens);
	return (gsize)(at - text);
}

/* --- Features ------------------------------------------------------------------------------- */

typedef struct {
	guint32 *at;
	guint n;
} Features;

/* @kind keeps apart features that are made of the same values. */
static void add_kind(Features *features, guint kind, guint64 a, guint64 b)
{
	if (features->n == DSC_FEATURES_MAX)
		return;
	guint64 hash = (kind + 1) * 0x9e3779b97f4a7c15u;
	hash = (hash ^ a) * 0xd6e8feb86659fd93u;
	hash ^= hash >> 32;
	hash = (hash ^ b) * 0xff51afd7ed558ccdu;
	features->at[features->n++] = (guint32)(hash >> 32);
}

/* One of those that every token has, in the same order. */
static void add(Features *features, guint64 a, guint64 b)
{
	add_kind(features, features->n, a, b);
}

/* The place of a token among its neighbours that both scripts have. */
static guint form_of(const DscToken *token)
{
	return (guint)token->shape << 1 | token->glued;
}

static void add_words(Features *features, const DscToken *t)
{
	add(features, 0, 0);
	add(features, t[0].hash, 0);
	add(features, t[-1].hash, 0);
	add(features, t[1].hash, 0);
	add(features, t[-1].hash, t[0].hash);
	add(features, t[0].hash, t[1].hash);
	add(features, t[-1].hash, t[1].hash);
	for (guint i = 0; i < 6; i++)
		add(features, t[0].affix[i], i);
}

static void add_forms(Features *features, const DscTokens *tokens, const DscToken *t)
{
	guint message = (guint)tokens->casing << 4 | tokens->language;
	guint forms = form_of(&t[-1]) << 16 | form_of(&t[0]) << 8 | form_of(&t[1]);
	add(features, form_of(&t[0]), message);
	add(features, forms, tokens->casing);
	add(features, form_of(&t[0]), t[-1].hash);
	add(features, form_of(&t[0]), t[1].hash);
	add(features, t[0].flags, 0);
	add(features, t[0].klass, (guint64)form_of(&t[0]) << 8 | message);
}

static void add_classes(Features *features, const DscToken *t)
{
	add(features, t[-1].klass, form_of(&t[-1]));
	add(features, t[1].klass, form_of(&t[1]));
	add(features, t[0].klass, (guint64)t[-1].klass << 8 | t[0].shape);
	add(features, t[0].klass, (guint64)t[1].klass << 8 | t[0].shape);
	add(features, t[0].klass, t[-1].hash);
	add(features, t[0].klass, t[1].hash);
	add(features, (guint64)t[0].klass << 8 | t[0].shape, t[-1].hash ^ t[1].hash * 3);
}

/* Words two away; the edges have no neighbours of their own. */
static void add_far(Features *features, const DscTokens *tokens, guint i)
{
	const DscToken *t = &tokens->at[i];
	guint64 before = i > 1 ? t[-2].hash : 1;
	guint64 after = i < tokens->n ? t[2].hash : 1;
	add(features, before, 0);
	add(features, after, 0);
	add(features, before, t[-1].hash);
	add(features, after, t[1].hash);
	add(features, (guint64)t[0].klass << 8 | t[0].shape, before ^ t[-1].hash * 3);
	add(features, (guint64)t[0].klass << 8 | t[0].shape, after ^ t[1].hash * 3);
}

enum {
	KIND_ABOUT_NEAR = DSC_FEATURES_MAX,
	KIND_ABOUT_AROUND = KIND_ABOUT_NEAR + 8,
	KIND_ABOUT_FAR = KIND_ABOUT_AROUND + 8,
};

/* Words this far away count by where they stand, those farther off only by being there. */
#define ABOUT_NEAR 2
#define ABOUT_FAR  5

static void add_concepts(Features *features, guint step, DscConceptSet about, guint64 own)
{
	while (!dsc_concept_set_is_empty(about)) {
		guint concept = dsc_concept_set_take(&about);
		add_kind(features, KIND_ABOUT_NEAR + step, concept, 0);
		if (step != ABOUT_NEAR)
			add_kind(features, KIND_ABOUT_AROUND + step, concept, own);
	}
}

/* What token @i and its neighbours are about. */
static void add_about(Features *features, const DscTokens *tokens, guint i)
{
	const DscToken *t = &tokens->at[i];
	guint64 own = (guint64)t->klass << 8 | t->shape;
	DscConceptSet far = { 0 };
	guint first = i > ABOUT_FAR ? i - ABOUT_FAR : 1;
	guint last = MIN(i + ABOUT_FAR, tokens->n);
	for (guint j = first; j <= last; j++) {
		guint step = j + ABOUT_NEAR - i; /* wraps round for what is far before */
		if (step <= 2 * ABOUT_NEAR)
			add_concepts(features, step, tokens->at[j].about, own);
		else
			dsc_concept_set_join(&far, tokens->at[j].about);
	}
	while (!dsc_concept_set_is_empty(far))
		add_kind(features, KIND_ABOUT_FAR, dsc_concept_set_take(&far), 0);
}

guint dsc_features_of(const DscTokens *tokens, guint i, guint32 *features)
{
	Features list = { features, 0 };
	const DscToken *t = &tokens->at[i];
	add_words(&list, t);
	add_forms(&list, tokens, t);
	add_classes(&list, t);
	add_far(&list, tokens, i);
	add_about(&list, tokens, i);
	return list.n;
}
