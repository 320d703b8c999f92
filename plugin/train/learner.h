/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/classifier_model.h"
#include "train/messages.h"

/* The model has 2^DSC_LEARNER_BITS rows. */
#define DSC_LEARNER_BITS 17
#define DSC_LEARNER_ROWS ((gsize)1 << DSC_LEARNER_BITS)

/* One number for each family. */
typedef struct {
	float of[DSC_CLASSIFIER_LANES];
} DscLane;

/**
 * dsc_learner_learn:
 * @left_out: the fold not to learn from; DSC_FOLDS for none
 *
 * Learns a logistic regression for each family over binary features, each scaled by its
 * naive-Bayes log-count ratio (Wang and Manning, ACL 2012), by AdaGrad.
 *
 * Returns: (transfer full) (array length=DSC_LEARNER_ROWS): weights; free with g_free()
 */
DscLane *dsc_learner_learn(const DscMessages *all, guint left_out);

/** dsc_learner_weigh: Returns: what @weights say of @message */
DscLane dsc_learner_weigh(const DscLane *weights, const DscMessage *message);

/**
 * dsc_learner_round:
 * @scale: (out): what one unit of the weights is worth
 *
 * Returns: (transfer full): @weights times @scale as whole numbers
 */
gint8 *dsc_learner_round(const DscLane *weights, double *scale);
