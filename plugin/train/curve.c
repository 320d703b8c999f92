/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/curve.h"

#include <math.h>

#define STEPS 60

/* Keeps the steps finite where the points are parted without a doubt. */
#define RIDGE 1e-4

typedef struct {
	double ga, gb;
	double haa, hab, hbb;
} Bend;

static Bend bend_at(const GArray *points, double a, double b)
{
	Bend bend = { RIDGE * a, RIDGE * b, RIDGE, 0, RIDGE };
	for (guint i = 0; i < points->len; i++) {
		const DscPoint *p = &g_array_index(points, DscPoint, i);
		double guess = 1 / (1 + exp(-(a * p->score + b)));
		double miss = p->weight * (guess - (p->is_one ? 1 : 0));
		double curve = p->weight * guess * (1 - guess) + 1e-12;
		bend.ga += miss * p->score;
		bend.gb += miss;
		bend.haa += curve * p->score * p->score;
		bend.hab += curve * p->score;
		bend.hbb += curve;
	}
	return bend;
}

void dsc_curve_fit(const GArray *points, double *slope, double *offset)
{
	double a = 0.5;
	double b = 0;
	for (guint step = 0; step < STEPS; step++) {
		Bend bend = bend_at(points, a, b);
		double det = bend.haa * bend.hbb - bend.hab * bend.hab;
		double da = (bend.hbb * bend.ga - bend.hab * bend.gb) / det;
		double db = (bend.haa * bend.gb - bend.hab * bend.ga) / det;
		double most = MAX(fabs(da), fabs(db));
		double damp = most > 1 ? 1 / most : 1;
		a -= damp * da;
		b -= damp * db;
	}
	*slope = a;
	*offset = b;
}
