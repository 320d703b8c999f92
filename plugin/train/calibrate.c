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
	printf("likelihood of a %s: %.5f * margin %+.3f\n", what, a, b);
}

typedef struct {
	GArray *persons;
	GArray *places;
	GArray *staff;
} Points;

static void add_roles(const DscTaggerModel *model, const DscTokens *tokens,
		      const DscExample *example, Points *points)
{
	for (guint i = 0; i < example->n; i++) {
		if (example->tags[i] != DSC_TAG_B_PERSON || example->roles[i] == DSC_ROLE_UNKNOWN)
			continue;
		guint end = dsc_example_end(example, i);
		Point staff = { dsc_tagger_model_weigh_staff(model, tokens, i + 1, end),
				example->weight, example->roles[i] != DSC_ROLE_PATIENT };
		g_array_append_val(points->staff, staff);
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
		Point person = { margins[i].person, example->weight,
				 tag == DSC_TAG_B_PERSON || tag == DSC_TAG_I_PERSON };
		Point place = { margins[i].place, example->weight,
				tag == DSC_TAG_B_PLACE || tag == DSC_TAG_I_PLACE };
		g_array_append_val(points->persons, person);
		g_array_append_val(points->places, place);
	}
	add_roles(model, &tokens, example, points);
}

void dsc_examples_calibrate(const DscExamples *all, const DscTaggerModel *model,
			    DscTaggerHead *head)
{
	g_autoptr(GArray) persons = g_array_new(FALSE, FALSE, sizeof(Point));
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Point));
	g_autoptr(GArray) staff = g_array_new(FALSE, FALSE, sizeof(Point));
	Points points = { persons, places, staff };
	for (guint i = 0; i < all->examples->len; i++) {
		const DscExample *example = &g_array_index(all->examples, DscExample, i);
		if (strcmp(all->sets->pdata[example->set], "calibrate") == 0)
			add_points(model, example, &points);
	}
	fit(persons, "person", &head->person);
	fit(places, "place", &head->place);
	fit(staff, "colleague", &head->staff);
}
