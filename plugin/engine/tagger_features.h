/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/conceptset.h"
#include "engine/span.h"
#include "engine/wordlists.h"

/*
 * What the name tagger sees of a text. The detector and the program that trains it
 * share this, so that a weight means the same to both; a change here makes every model
 * worthless, so raise DSC_FEATURES_VERSION with it.
 */
#define DSC_FEATURES_VERSION 3

/* A message is read in windows of at most this many tokens. */
#define DSC_TOKENS_MAX 160

#define DSC_FEATURES_MAX 160

#define DSC_ROLE_FEATURES_MAX 400
#define DSC_ROLE_NEAR	      3

/**
 * DscShape:
 *
 * How a token is written.
 */
typedef enum {
	DSC_SHAPE_EDGE, /* no token: before the first and behind the last one */
	DSC_SHAPE_SMALL,
	DSC_SHAPE_CAPITAL, /* begins with one */
	DSC_SHAPE_CAPITALS,
	DSC_SHAPE_INITIAL, /* one capital */
	DSC_SHAPE_MIXED,
	DSC_SHAPE_CASELESS, /* Persian and other scripts without case */
	DSC_SHAPE_NUMBER,
	DSC_SHAPE_CODE, /* letters and digits */
	DSC_SHAPE_MARK, /* punctuation */
	DSC_SHAPE_LINE, /* newline */
} DscShape;

/**
 * DscToken:
 * @span:   bytes of the folded text
 * @hash:   of its key, see dsc_word_key()
 * @flags:  of #DscWordFlag
 * @klass:  the flags that matter beside another word, packed
 * @shape:  how it is written
 * @glued:  no blank stands before it
 * @affix:  hashes of its first 2, 3, 4 and last 2, 3, 4 bytes of key
 * @about:  the concepts of the lists that it stands for, alone or with its neighbours
 */
typedef struct {
	DscSpan span;
	guint64 hash;
	guint16 flags;
	guint8 klass;
	guint8 shape;
	guint8 glued;
	guint32 affix[6];
	DscConceptSet about;
} DscToken;

/**
 * DscTokens:
 * @at:       the tokens, with an edge at either end that is none: at[1] is the first
 * @n:        their number without the edges
 * @language: the language most words are of, counted from 0; DSC_WORD_N_LANGUAGES if unclear
 * @casing:   0 no capital anywhere, 1 nothing but capitals, 2 both
 */
typedef struct {
	DscToken at[DSC_TOKENS_MAX + 2];
	guint n;
	guint8 language;
	guint8 casing;
} DscTokens;

/**
 * dsc_tokens_read:
 * @lists:  (nullable): NULL if nothing is known of any word
 * @text:   folded text
 * @window: bytes to read
 * @tokens: (out): filled
 *
 * Splits a text into words, numbers and single marks, and looks every word up. An
 * apostrophe parts a word from its ending, as in "Mary's" and "Ayşe'nin", but for
 * names such as O'Brien.
 *
 * Returns: where it stopped: the end of @window, or where the next window begins
 */
gsize dsc_tokens_read(const DscWordlists *lists, const char *text, DscSpan window,
		      DscTokens *tokens);

/** dsc_token_is_word: Returns: whether @token is one that is written in letters alone */
static inline gboolean dsc_token_is_word(const DscToken *token)
{
	return token->shape >= DSC_SHAPE_SMALL && token->shape <= DSC_SHAPE_CASELESS;
}

/**
 * dsc_tokens_are_words:
 * @at:    which tokens, counted from 1
 * @names: the flags of names that count
 *
 * Returns: whether each of these words is known as a word, and none as a name
 */
gboolean dsc_tokens_are_words(const DscTokens *tokens, DscSpan at, guint names);

/** dsc_token_set_flags: makes @token a word of which lists say no more than @flags */
void dsc_token_set_flags(DscToken *token, guint flags);

/**
 * dsc_features_of:
 * @i:        1 to the number of tokens
 * @features: (out): at least DSC_FEATURES_MAX hashes
 *
 * Returns: the number of features of that token
 */
guint dsc_features_of(const DscTokens *tokens, guint i, guint32 *features);

/**
 * dsc_role_features_of:
 * @from, @to: the tokens of a name, both inclusive
 * @features:  (out): at least DSC_ROLE_FEATURES_MAX hashes
 * @near:      (out): how many of them are of the words beside the name
 *
 * What stands around a name, never the name itself: it tells a patient from a colleague
 * who is mentioned in passing, and where a patient lives from where a congress is. Each of
 * the first @near features counts DSC_ROLE_NEAR times: what stands beside a name says more
 * than what the message is about.
 *
 * Returns: the number of features
 */
guint dsc_role_features_of(const DscTokens *tokens, guint from, guint to, guint32 *features,
			   guint *near);
