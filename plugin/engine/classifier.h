/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/classifier_model.h"
#include "engine/detector.h"

/* The file that the classifier reads beside the word lists, in the data folder. */
#define DSC_CLASSIFIER_MODEL "messages.model"

/* What a person is told of a message's reading: so many words at most. */
#define DSC_CLASSIFIER_WORDS 3

/**
 * DscClassified:
 * @stretch: bytes of the folded text: where most of what speaks for the family stands together
 * @words:   the words that weighed most, in the order of the text
 * @n_words: their number
 */
typedef struct {
	DscSpan stretch;
	DscSpan words[DSC_CLASSIFIER_WORDS];
	guint n_words;
} DscClassified;

/**
 * dsc_classifier_explain:
 * @view: of a window with at least one word in it
 *
 * Returns: what in the window spoke for @family
 */
DscClassified dsc_classifier_explain(const DscClassifierModel *model, const DscClassifierView *view,
				     DscFamily family);

/**
 * dsc_messages_detector_new:
 *
 * The detector that serves the rules with detector=messages, one for each family: whether a
 * message as a whole reads as if it broke the family's codes. A finding is as likely as the
 * classifier says, times its rule's likelihood; what other detectors found before it in the same
 * family, however unsure they were, counts with it.
 *
 * Returns: (transfer full) (nullable): NULL if a file is missing or broken
 */
DscDetector *dsc_messages_detector_new(const DscMakings *makings);
