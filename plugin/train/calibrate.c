/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/calibrate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
	double margin;
	double weight;
	gboolean is_one;
} Point;

/* Fits a logistic curve by Newton's method (Platt, 1999). Margins are scaled to keep the steps
 * well conditioned. */
static void fit(const GArray *points, const char *what, DscTaggerCurve *curve)
{
	double a = 0.01;
	double b = 0;
	for (guint step = 0; step < 50; step++) {
		double ga = 1e-6 * a, gb = 1e-6 * b, haa = 1e-6, hab = 0, hbb = 1e-6;
		for (guint i = 0; i < points->len; i++) {
			const Point *p = &g_array_index(points, Point, i);
			double guess = 1 / (1 + exp(-(a * p->margin + b)));
			double miss = p->weight * (guess - (p->is_one ? 1 : 0));
			double bend = p->weight * guess * (1 - guess) + 1e-12;
			ga += miss * p->margin;
			gb += miss;
			haa += bend * p->margin * p->margin;
			hab += bend * p->margin;
			hbb += bend;
		}
		double det = haa * hbb - hab * hab;
		double da = (hbb * ga - hab * gb) / det;
		double db = (haa * gb - hab * ga) / det;
		double most = MAX(fabs(da) * 200, fabs(db));
		double damp = most > 1 ? 1 / most : 1;
		a -= damp * da;
		b -= damp * db;
	}
	*curve = (DscTaggerCurve){ a, b };
	printf("likelihood of %s: %.5f * margin %+.3f\n", what, a, b);
}

/* A point for each token, and for each name that somebody says the role of. */
typedef struct {
	GArray *named[DSC_N_NAMED];
	GArray *neutral[DSC_N_NAMED];
} Points;

static void add_roles(const DscTaggerModel *model, const DscTokens *tokens,
		      const DscExample *example, Points *points)
{
	for (guint i = 0; i < example->n; i++) {
		guint tag = example->tags[i];
		if (!dsc_tag_begins(tag) || example->roles[i] == DSC_ROLE_UNKNOWN ||
		    example->roles[i] == DSC_ROLE_PUBLIC)
			continue; /* the news says nothing of how often chat speaks of patients */
		guint end = dsc_example_end(example, i);
		Point neutral = { dsc_tagger_model_weigh_neutral(model, tokens, i + 1, end),
				  example->weight, example->roles[i] != DSC_ROLE_PATIENT };
		g_array_append_val(points->neutral[DSC_TAG_NAMED(tag)], neutral);
	}
}

static void add_points(const DscTaggerModel *model, const DscExample *example, Points *points)
{
	static DscTokens tokens;
	DscTaggerMargins margins[DSC_TOKENS_MAX];
	dsc_example_open(example, &tokens);
	dsc_tagger_model_weigh(model, &tokens, margins);
	for (guint i = 0; i < example->n; i++) {
		guint tag = example->tags[i];
		if (tokens.at[i + 1].shape >= DSC_SHAPE_NUMBER)
			continue;
		for (guint named = 0; named < DSC_N_NAMED; named++) {
			Point point = { margins[i].named[named], example->weight,
					tag != DSC_TAG_O && DSC_TAG_NAMED(tag) == named };
			g_array_append_val(points->named[named], point);
		}
	}
	add_roles(model, &tokens, example, points);
}

void dsc_examples_calibrate(const DscExamples *all, const DscTaggerModel *model,
			    DscTaggerHead *head)
{
	static const char *const what[DSC_N_NAMED] = { "a person", "a place", "an organisation" };
	Points points;
	for (guint i = 0; i < DSC_N_NAMED; i++) {
		points.named[i] = g_array_new(FALSE, FALSE, sizeof(Point));
		points.neutral[i] = g_array_new(FALSE, FALSE, sizeof(Point));
	}
	for (guint i = 0; i < all->examples->len; i++) {
		const DscExample *example = &g_array_index(all->examples, DscExample, i);
		if (strcmp(all->sets->pdata[example->set], "calibrate") == 0)
			add_points(model, example, &points);
	}
	for (guint i = 0; i < DSC_N_NAMED; i++) {
		fit(points.named[i], what[i], &head->named[i]);
		fit(points.neutral[i], "… that it is neutral", &head->neutral[i]);
		g_array_unref(points.named[i]);
		g_array_unref(points.neutral[i]);
	}
}
