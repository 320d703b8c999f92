/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/** DscPoint: something that scored @score and is one of those looked for, or not */
typedef struct {
	double score;
	double weight;
	gboolean is_one;
} DscPoint;

/**
 * dsc_curve_fit:
 * @points: (element-type DscPoint)
 * @slope, @offset: (out)
 *
 * Fits likelihood = 1 / (1 + exp(-(slope * score + offset))) by Newton's method (Platt, 1999).
 */
void dsc_curve_fit(const GArray *points, double *slope, double *offset);
