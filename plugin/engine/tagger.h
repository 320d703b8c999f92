/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/detector.h"
#include "engine/tagger_model.h"

/* The file that the tagger reads beside the word lists, in the data folder. */
#define DSC_TAGGER_MODEL "names.model"

/**
 * DscTagged:
 * @span:       bytes of the folded text, from the first to the last word of a name or place
 * @named:      what it is the name of
 * @type:       DSC_TYPE_NAME, DSC_TYPE_ADDRESS, DSC_TYPE_ORG, or DSC_TYPE_QUASI for a city
 * @likelihood: 0–1: how likely it is one that tells of a patient: nobody of the staff, say
 * @anybody:    0–1: how likely it is one at all, of whomever
 * @is_word:    of a person or a place: no list has it as a name of one, and it may be a word
 */
typedef struct {
	DscSpan span;
	DscNamed named;
	DscType type;
	double likelihood;
	double anybody;
	gboolean is_word;
} DscTagged;

/**
 * dsc_tagger_read:
 * @tokens: one window of @text
 * @tagged: (element-type DscTagged): what is found is appended, in the order of the text
 *
 * Finds the names of people who are not staff, places smaller than a state, and where
 * patients work and are treated, in a window. Titles, possessive and case endings are not part of
 * what is found.
 */
void dsc_tagger_read(const DscTaggerModel *model, const DscTokens *tokens, GArray *tagged);

/**
 * dsc_names_detector_new:
 *
 * The detector that serves the rules with detector=names: one each of type NAME, ADDRESS,
 * ORG and QUASI.
 * A finding is as likely as the tagger says, times its rule's likelihood.
 *
 * Returns: (transfer full) (nullable): NULL if a file is missing or broken
 */
DscDetector *dsc_names_detector_new(const DscMakings *makings);
