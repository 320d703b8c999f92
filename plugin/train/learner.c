/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/learner.h"

#include <math.h>
#include <stdlib.h>

#define EPOCHS	 8
#define RATE	 0.1f
#define DECAY	 1e-4f
#define SEED	 20260104
#define SMOOTHED 0.5

/* What stands in fewer messages teaches nothing about others. */
#define LEAST_SEEN 2

/* A message that breaks a code counts so much more than one to pass, and an ordinary one less. */
#define BREAKING 2.0f
#define ORDINARY 0.6f

typedef struct {
	DscLane *weights;
	DscLane *squares;
	DscLane *ratios;
	guint16 *seen;
	guint32 *rows; /* of the message at hand */
	guint n;
} Learner;

static gboolean is_learned(const DscMessage *message, guint left_out)
{
	return message->fold != left_out;
}

static gboolean breaks(const DscMessage *message, guint family)
{
	return (message->families >> family & 1) != 0;
}

/* --- Which features, and what they say by their counts alone -------------------------------- */

static guint32 row_of(guint32 feature)
{
	return feature >> (32 - DSC_LEARNER_BITS);
}

static void count_seen(Learner *learner, const DscMessages *all, guint left_out)
{
	for (guint i = 0; i < all->messages->len; i++) {
		const DscMessage *message = &g_array_index(all->messages, DscMessage, i);
		if (!is_learned(message, left_out) || message->copy)
			continue;
		for (guint f = 0; f < message->n; f++) {
			guint16 *seen = &learner->seen[row_of(message->features[f])];
			*seen = (guint16)MIN(*seen + 1, G_MAXUINT16);
		}
	}
}

static void open_message(Learner *learner, const DscMessage *message)
{
	learner->rows = g_renew(guint32, learner->rows, message->n + 1);
	learner->n = 0;
	for (guint f = 0; f < message->n; f++) {
		guint32 row = row_of(message->features[f]);
		if (learner->seen[row] >= LEAST_SEEN)
			learner->rows[learner->n++] = row;
	}
}

/* Sums of a message's features: by row, and over all of them. */
typedef struct {
	float *all;
	guint messages;
	double total;
	double by_family[DSC_CLASSIFIER_LANES];
} Sums;

static void add_to_sums(Learner *learner, const DscMessage *message, Sums *sums)
{
	open_message(learner, message);
	sums->messages++;
	sums->total += learner->n;
	for (guint f = 0; f < learner->n; f++)
		sums->all[learner->rows[f]] += 1;
	for (guint family = 0; family < DSC_N_FAMILIES; family++) {
		if (!breaks(message, family))
			continue;
		sums->by_family[family] += learner->n;
		for (guint f = 0; f < learner->n; f++)
			learner->ratios[learner->rows[f]].of[family] += 1;
	}
}

/* Turns counts of each family into log-count ratios. What stands in every message has none that
 * says anything, and is the bias. */
static void take_ratios(Learner *learner, const Sums *sums)
{
	for (gsize row = 0; row < DSC_LEARNER_ROWS; row++)
		for (guint family = 0; family < DSC_N_FAMILIES; family++) {
			if (sums->all[row] >= (float)sums->messages) {
				learner->ratios[row].of[family] = 1;
				continue;
			}
			double with = learner->ratios[row].of[family];
			double without = sums->all[row] - with;
			double of_with = (with + SMOOTHED) / (sums->by_family[family] + 1);
			double of_without =
				(without + SMOOTHED) / (sums->total - sums->by_family[family] + 1);
			learner->ratios[row].of[family] = (float)log(of_with / of_without);
		}
}

static void find_ratios(Learner *learner, const DscMessages *all, guint left_out)
{
	Sums sums = { .all = g_new0(float, DSC_LEARNER_ROWS) };
	for (guint i = 0; i < all->messages->len; i++) {
		const DscMessage *message = &g_array_index(all->messages, DscMessage, i);
		if (is_learned(message, left_out))
			add_to_sums(learner, message, &sums);
	}
	take_ratios(learner, &sums);
	g_free(sums.all);
}

/* --- Learning ------------------------------------------------------------------------------- */

static DscLane weigh_open(const Learner *learner)
{
	DscLane scores = { { 0 } };
	for (guint f = 0; f < learner->n; f++) {
		const float *weights = learner->weights[learner->rows[f]].of;
		const float *ratios = learner->ratios[learner->rows[f]].of;
		for (guint lane = 0; lane < DSC_CLASSIFIER_LANES; lane++)
			scores.of[lane] += weights[lane] * ratios[lane];
	}
	return scores;
}

static DscLane find_misses(const DscMessage *message, const DscLane *scores)
{
	DscLane misses = { { 0 } };
	for (guint family = 0; family < DSC_N_FAMILIES; family++) {
		if ((message->open >> family & 1) != 0)
			continue;
		float right = breaks(message, family) ? 1 : 0;
		float weight = right > 0 ? BREAKING : message->ordinary ? ORDINARY : 1;
		misses.of[family] = weight * (1 / (1 + expf(-scores->of[family])) - right);
	}
	return misses;
}

static void learn(Learner *learner, const DscMessage *message)
{
	open_message(learner, message);
	DscLane scores = weigh_open(learner);
	DscLane misses = find_misses(message, &scores);
	for (guint f = 0; f < learner->n; f++) {
		guint32 row = learner->rows[f];
		for (guint lane = 0; lane < DSC_CLASSIFIER_LANES; lane++) {
			float slope = misses.of[lane] * learner->ratios[row].of[lane] +
				      DECAY * learner->weights[row].of[lane];
			learner->squares[row].of[lane] += slope * slope;
			learner->weights[row].of[lane] -=
				RATE * slope / (sqrtf(learner->squares[row].of[lane]) + 1e-3f);
		}
	}
}

static void shuffle(guint *order, guint n, GRand *rand)
{
	for (guint i = n; i > 1; i--) {
		guint j = (guint)g_rand_int_range(rand, 0, (gint)i);
		guint kept = order[i - 1];
		order[i - 1] = order[j];
		order[j] = kept;
	}
}

static void learn_all(Learner *learner, const DscMessages *all, guint left_out)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(SEED);
	g_autofree guint *order = g_new(guint, all->messages->len);
	guint n = 0;
	for (guint i = 0; i < all->messages->len; i++)
		if (is_learned(&g_array_index(all->messages, DscMessage, i), left_out))
			order[n++] = i;
	for (guint epoch = 0; epoch < EPOCHS; epoch++) {
		shuffle(order, n, rand);
		for (guint i = 0; i < n; i++)
			learn(learner, &g_array_index(all->messages, DscMessage, order[i]));
	}
}

DscLane *dsc_learner_learn(const DscMessages *all, guint left_out)
{
	Learner learner = {
		.weights = g_new0(DscLane, DSC_LEARNER_ROWS),
		.squares = g_new0(DscLane, DSC_LEARNER_ROWS),
		.ratios = g_new0(DscLane, DSC_LEARNER_ROWS),
		.seen = g_new0(guint16, DSC_LEARNER_ROWS),
	};
	count_seen(&learner, all, left_out);
	find_ratios(&learner, all, left_out);
	learn_all(&learner, all, left_out);
	for (gsize row = 0; row < DSC_LEARNER_ROWS; row++)
		for (guint lane = 0; lane < DSC_CLASSIFIER_LANES; lane++)
			learner.weights[row].of[lane] *= learner.ratios[row].of[lane];
	g_free(learner.squares);
	g_free(learner.ratios);
	g_free(learner.seen);
	g_free(learner.rows);
	return learner.weights;
}

/* --- What was learned ----------------------------------------------------------------------- */

DscLane dsc_learner_weigh(const DscLane *weights, const DscMessage *message)
{
	DscLane scores = { { 0 } };
	for (guint f = 0; f < message->n; f++) {
		const float *row = weights[row_of(message->features[f])].of;
		for (guint lane = 0; lane < DSC_CLASSIFIER_LANES; lane++)
			scores.of[lane] += row[lane];
	}
	return scores;
}

static int compare_floats(const void *a, const void *b)
{
	float x = *(const float *)a;
	float y = *(const float *)b;
	return (x > y) - (x < y);
}

/* What one unit of the file is worth: all but one weight in 5,000 fit into a byte. */
static double find_scale(const DscLane *weights)
{
	gsize n = 0;
	g_autofree float *sizes = g_new(float, DSC_LEARNER_ROWS *DSC_CLASSIFIER_LANES);
	for (gsize row = 0; row < DSC_LEARNER_ROWS; row++)
		for (guint lane = 0; lane < DSC_CLASSIFIER_LANES; lane++)
			if (fabsf(weights[row].of[lane]) > 0)
				sizes[n++] = fabsf(weights[row].of[lane]);
	qsort(sizes, n, sizeof *sizes, compare_floats);
	return n == 0 ? 1 : 127 / (double)sizes[n - 1 - n / 5000];
}

gint8 *dsc_learner_round(const DscLane *weights, double *scale)
{
	gint8 *rounded = g_malloc(DSC_LEARNER_ROWS * DSC_CLASSIFIER_LANES);
	*scale = find_scale(weights);
	for (gsize row = 0; row < DSC_LEARNER_ROWS; row++)
		for (guint lane = 0; lane < DSC_CLASSIFIER_LANES; lane++) {
			long weight = lround(weights[row].of[lane] * *scale);
			rounded[row * DSC_CLASSIFIER_LANES + lane] =
				(gint8)CLAMP(weight, -127, 127);
		}
	return rounded;
}
