/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/concepts.h"

/*
 * What the message classifier sees of a text. The detector and the program that trains
 * it share this, so that a weight means the same to both; a change here makes every
 * model worthless, so raise DSC_CLASSIFIER_VERSION with it.
 */
#define DSC_CLASSIFIER_VERSION 2

/* One token has at most so many features. */
#define DSC_CLASSIFIER_FEATURES_MAX 160

/**
 * DscClassifierView:
 * @tokens:   one window of @text
 * @text:     folded
 * @concepts: for each token, counted from 1, what it is about
 *
 * A window as the classifier sees it.
 */
typedef struct {
	const DscTokens *tokens;
	const char *text;
	DscConceptSet concepts[DSC_TOKENS_MAX + 2];
} DscClassifierView;

/** dsc_classifier_look: fills @view; keeps @tokens and @text, which must outlive it */
void dsc_classifier_look(const DscConcepts *concepts, const DscTokens *tokens, const char *text,
			 DscClassifierView *view);

/**
 * dsc_classifier_features_of:
 * @i:        1 to the number of tokens; 0 for what holds of the window as a whole
 * @features: (out): at least DSC_CLASSIFIER_FEATURES_MAX hashes
 *
 * The word, its beginnings and pieces, what it is about, and the words that follow it,
 * punctuation left out. Neither capitals nor accents matter but for a count of shouted words.
 *
 * Returns: the number of features
 */
guint dsc_classifier_features_of(const DscClassifierView *view, guint i, guint32 *features);
