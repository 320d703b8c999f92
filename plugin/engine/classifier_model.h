/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/classifier_features.h"
#include "engine/taxonomy.h"

/*
 * The weights of the message classifier: for each family one logistic regression over
 * the same hashed features. One file.
 */
typedef struct DscClassifierModel DscClassifierModel;

/* Weights of a feature stand in rows of this many, one for each family, so that a row is one
 * load. */
#define DSC_CLASSIFIER_LANES 16
G_STATIC_ASSERT((int)DSC_N_FAMILIES <= DSC_CLASSIFIER_LANES);

/* likelihood = 1 / (1 + exp(-(slope * score + offset))); a slope of 0 marks a family that was not
 * learned. */
typedef struct {
	double slope;
	double offset;
} DscClassifierCurve;

/* The file's content: this, then 2^concept_bits slots of #DscConcepts, then 2^bits rows. */
typedef struct {
	guint32 features_version;
	guint32 bits;
	guint32 concept_bits;
	guint32 spare;
	DscClassifierCurve curves[DSC_CLASSIFIER_LANES];
} DscClassifierHead;

/** DscClassifierScores: what speaks for each family, by #DscFamily; below 0 against it */
typedef struct {
	gint32 of[DSC_CLASSIFIER_LANES];
} DscClassifierScores;

/**
 * dsc_classifier_model_load:
 * @path:  a file that dsc_classifier_model_pack() made
 * @error: (out) (optional): #DscDatafileError
 *
 * Returns: (transfer full) (nullable): the model
 */
DscClassifierModel *dsc_classifier_model_load(const char *path, GError **error);

/** dsc_classifier_model_free: frees @model; NULL is allowed. */
void dsc_classifier_model_free(DscClassifierModel *model);

/** dsc_classifier_model_head: Returns: (transfer none): what it says beside its weights */
const DscClassifierHead *dsc_classifier_model_head(const DscClassifierModel *model);

/** dsc_classifier_model_concepts: Returns: (transfer none): what it knows words to be about */
const DscConcepts *dsc_classifier_model_concepts(const DscClassifierModel *model);

/**
 * dsc_classifier_model_pack:
 * @slots:   2^concept_bits slots
 * @weights: 2^bits rows of DSC_CLASSIFIER_LANES
 *
 * Returns: (transfer full): the bytes of a file
 */
GBytes *dsc_classifier_model_pack(const DscClassifierHead *head, const guint32 *slots,
				  const gint8 *weights);

/**
 * dsc_classifier_model_weigh:
 *
 * Time is linear in the length of the window.
 *
 * Returns: the scores of a window as a whole
 */
DscClassifierScores dsc_classifier_model_weigh(const DscClassifierModel *model,
					       const DscClassifierView *view);

/**
 * dsc_classifier_model_weigh_token:
 * @i: 1 to the number of tokens; 0 for what holds of the window as a whole
 *
 * Returns: what the features that begin with this token add to the scores
 */
DscClassifierScores dsc_classifier_model_weigh_token(const DscClassifierModel *model,
						     const DscClassifierView *view, guint i);

/** dsc_classifier_likelihood: Returns: 0–1: how likely a score means what it seems to */
double dsc_classifier_likelihood(DscClassifierCurve curve, gint32 score);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscClassifierModel, dsc_classifier_model_free)
