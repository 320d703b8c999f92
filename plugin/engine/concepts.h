/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/tagger_features.h"

/*
 * What words are about: a few dozen concepts, such as stupidity, prices or passwords,
 * and the words of all languages that stand for them. What is learned of a concept from
 * messages in one language holds in the others too.
 *
 * A packed table is an array of 2^bits slots, part of the classifier's model. Words stand
 * in it as fingerprints, by their key (see dsc_word_key()): whole words, runs of up to
 * DSC_CONCEPT_WORDS of them, and beginnings of words.
 */
#define DSC_CONCEPTS_MAX  60
#define DSC_CONCEPT_WORDS 4

/* Concepts that need no words: what the name tagger's lists and a token's shape say. */
typedef enum {
	DSC_CONCEPT_NAME = DSC_CONCEPTS_MAX, /* somebody's first name or surname */
	DSC_CONCEPT_MEDICAL,
	DSC_CONCEPT_NUMBER,
	DSC_N_CONCEPTS,
} DscConcept;

typedef struct {
	const guint64 *slots;
	guint bits;
} DscConcepts;

/**
 * dsc_concepts_find:
 * @tokens:   one window of @text
 * @text:     folded
 * @concepts: (out): for each token, counted from 1, a bit for each of its concepts; at least
 *            DSC_TOKENS_MAX + 2
 *
 * The words of a run all get its concepts.
 */
void dsc_concepts_find(const DscConcepts *self, const DscTokens *tokens, const char *text,
		       guint64 *concepts);

/**
 * dsc_concepts_pack:
 * @written: the text of a file like plugin/train/concepts.txt
 * @lists:   what words are looked up in when the file is read as a message would be
 * @bits:    (out): the table has 2^@bits slots
 *
 * Returns: (transfer full) (element-type guint64) (nullable): the slots; NULL if there are more
 * than DSC_CONCEPTS_MAX concepts
 */
GArray *dsc_concepts_pack(const char *written, const DscWordlists *lists, guint *bits);
