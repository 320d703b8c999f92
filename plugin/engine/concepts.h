/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/tagger_features.h"

/*
 * What words are about: a few dozen concepts, such as stupidity, prices or passwords,
 * and the words of all languages that stand for them. What is learned of a concept from
 * messages in one language holds in the others too. There are two tables: what a message is
 * about, part of the classifier's model, and what stands around names, part of the word lists.
 *
 * A packed table is an array of 2^bits slots. Words stand in it as fingerprints, by their key
 * (see dsc_word_key()): whole words, runs of up to DSC_CONCEPT_WORDS of them, and beginnings of
 * words.
 */
#define DSC_CONCEPTS_MAX  120
#define DSC_CONCEPT_WORDS 4

/* Concepts that need no words: what the name tagger's lists and a token's shape say. */
typedef enum {
	DSC_CONCEPT_NAME = DSC_CONCEPTS_MAX, /* somebody's first name or surname */
	DSC_CONCEPT_MEDICAL,
	DSC_CONCEPT_NUMBER,
	DSC_N_CONCEPTS,
} DscConcept;

/**
 * dsc_concepts_find:
 * @tokens:   one window of @text
 * @text:     folded
 * @concepts: (out): for each token, counted from 1, what it is about; at least
 *            DSC_TOKENS_MAX + 2
 *
 * The words of a run all get its concepts.
 */
void dsc_concepts_find(const DscConcepts *self, const DscTokens *tokens, const char *text,
		       DscConceptSet *concepts);

/** dsc_concepts_make_sense: Returns: whether a packed table holds what it may, so that looking
 * through it ends */
gboolean dsc_concepts_make_sense(const DscConcepts *self);

/**
 * dsc_concepts_pack:
 * @written: the text of a file like plugin/train/concepts.txt
 * @bits:    (out): the table has 2^@bits slots
 *
 * Returns: (transfer full) (element-type guint32) (nullable): the slots; NULL if there are more
 * than DSC_CONCEPTS_MAX concepts
 */
GArray *dsc_concepts_pack(const char *written, guint *bits);
