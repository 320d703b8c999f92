/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * train_messages LISTS CONCEPTS OUT MESSAGES…: trains the message classifier.
 *
 * Learns five times from four fifths of the messages and measures on the fifth; fits
 * likelihoods to what was so measured, prints how good they are, then learns from all.
 */
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/curve.h"
#include "train/learner.h"

#define COPIES 1

/* Likelihoods mean what they say where one message of STREAM breaks a code, and this part of the
 * others is as hard to tell from those as the messages in plugin/train/messages. */
#define STREAM 3.0
#define HARD   0.1

/* What is less likely than this is nowhere near a decision. */
#define NEARBY 0.05

/* At HOLD a message waits: half a chance, as most of policy.conf asks for, of nine tenths of it. */
#define HOLD 0.556

typedef struct {
	DscMessages *all;
	DscLane *scores; /* of each message, by what did not learn from it */
	DscClassifierCurve curves[DSC_CLASSIFIER_LANES];
} Trial;

static const DscMessage *message_at(const Trial *trial, guint i)
{
	return &g_array_index(trial->all->messages, DscMessage, i);
}

static gboolean breaks(const DscMessage *message, guint family)
{
	return (message->families >> family & 1) != 0;
}

static gboolean counts(const DscMessage *message, guint family)
{
	return !message->copy && (message->open >> family & 1) == 0;
}

/* --- Trying it ------------------------------------------------------------------------------ */

static void try_folds(Trial *trial)
{
	trial->scores = g_new0(DscLane, trial->all->messages->len);
	for (guint fold = 0; fold < DSC_FOLDS; fold++) {
		g_autofree DscLane *weights = dsc_learner_learn(trial->all, fold);
		for (guint i = 0; i < trial->all->messages->len; i++)
			if (message_at(trial, i)->fold == fold)
				trial->scores[i] = dsc_learner_weigh(weights, message_at(trial, i));
	}
}

/* How much each message to pass counts beside one that breaks a code. */
typedef struct {
	double hard;
	double ordinary;
} Weights;

static Weights weigh_stream(const Trial *trial)
{
	guint broken = 0;
	guint hard = 0;
	guint ordinary = 0;
	for (guint i = 0; i < trial->all->messages->len; i++) {
		const DscMessage *message = message_at(trial, i);
		if (message->copy)
			continue;
		broken += message->families != 0;
		hard += message->families == 0 && !message->ordinary;
		ordinary += message->families == 0 && message->ordinary;
	}
	double passed = (STREAM - 1) * broken;
	double hard_part = ordinary == 0 ? 1 : HARD;
	return (Weights){
		.hard = passed * hard_part / MAX(hard, 1),
		.ordinary = passed * (1 - hard_part) / MAX(ordinary, 1),
	};
}

static double weight_of(const DscMessage *message, Weights weights)
{
	if (message->families != 0)
		return 1;
	return message->ordinary ? weights.ordinary : weights.hard;
}

static double likelihood_of(const Trial *trial, guint i, guint family)
{
	DscClassifierCurve curve = trial->curves[family];
	return 1 / (1 + exp(-(curve.slope * trial->scores[i].of[family] + curve.offset)));
}

/* Fits the curve to what it puts above @least so far: it is to be right where it decides, not among
 * the many that are nowhere near. Returns: FALSE if no message breaks the family's codes */
static gboolean fit_family(Trial *trial, guint family, Weights weights, double least)
{
	g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(DscPoint));
	gboolean any = FALSE;
	for (guint i = 0; i < trial->all->messages->len; i++) {
		const DscMessage *message = message_at(trial, i);
		if (!counts(message, family) || likelihood_of(trial, i, family) < least)
			continue;
		DscPoint point = { trial->scores[i].of[family], weight_of(message, weights),
				   breaks(message, family) };
		g_array_append_val(points, point);
		any |= point.is_one;
	}
	DscClassifierCurve *curve = &trial->curves[family];
	if (any)
		dsc_curve_fit(points, &curve->slope, &curve->offset);
	return any;
}

/* --- Saying how good it is ------------------------------------------------------------------ */

static int compare_falling(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x < y) - (x > y);
}

/* The likelihood that so much of what may pass reaches. */
static double threshold_at(const Trial *trial, guint family, double share)
{
	g_autofree double *likely = g_new(double, trial->all->messages->len);
	guint n = 0;
	for (guint i = 0; i < trial->all->messages->len; i++)
		if (counts(message_at(trial, i), family) && message_at(trial, i)->families == 0 &&
		    !message_at(trial, i)->ordinary)
			likely[n++] = likelihood_of(trial, i, family);
	if (n == 0)
		return 1;
	qsort(likely, n, sizeof *likely, compare_falling);
	return likely[MIN((guint)(share * n), n - 1)];
}

/* The part of messages that are above @least; of those that break the family, or else of those to
 * pass. */
static double part_above(const Trial *trial, guint family, double least, gboolean broken)
{
	guint n = 0;
	guint above = 0;
	for (guint i = 0; i < trial->all->messages->len; i++) {
		const DscMessage *message = message_at(trial, i);
		gboolean is_asked = broken ? breaks(message, family)
					   : message->families == 0 && !message->ordinary;
		if (!counts(message, family) || !is_asked)
			continue;
		n++;
		above += likelihood_of(trial, i, family) > least;
	}
	return 100.0 * above / MAX(n, 1);
}

static void print_family(const Trial *trial, guint family)
{
	printf("%-12s %9.1f %6.1f %7.1f %10.2f\n", dsc_family_name((DscFamily)family),
	       part_above(trial, family, threshold_at(trial, family, 0.01), TRUE),
	       part_above(trial, family, threshold_at(trial, family, 0.02), TRUE),
	       part_above(trial, family, HOLD, TRUE), part_above(trial, family, HOLD, FALSE));
}

typedef struct {
	guint broken, held;
	guint passed, alarms;
} Tally;

static void add_to_tally(const Trial *trial, guint i, Tally *tally)
{
	const DscMessage *message = message_at(trial, i);
	gboolean held = FALSE;
	for (guint family = 0; family < DSC_N_FAMILIES; family++)
		held |= trial->curves[family].slope > 0 && counts(message, family) &&
			likelihood_of(trial, i, family) >= HOLD;
	tally->broken += message->families != 0;
	tally->held += message->families != 0 && held;
	tally->passed += message->families == 0;
	tally->alarms += message->families == 0 && held;
}

static void print_language(const Trial *trial, guint language)
{
	Tally tally = { 0 };
	for (guint i = 0; i < trial->all->messages->len; i++)
		if (message_at(trial, i)->language == language && !message_at(trial, i)->copy)
			add_to_tally(trial, i, &tally);
	printf("%-12s %6u %6.1f %6u %6.2f\n", (char *)trial->all->languages->pdata[language],
	       tally.broken, 100.0 * tally.held / MAX(tally.broken, 1), tally.passed,
	       100.0 * tally.alarms / MAX(tally.passed, 1));
}

/* What is said to be likely against what is so. */
static void print_calibration(const Trial *trial, Weights weights)
{
	double said[5] = { 0 }, so[5] = { 0 }, n[5] = { 0 };
	for (guint i = 0; i < trial->all->messages->len; i++)
		for (guint family = 0; family < DSC_N_FAMILIES; family++) {
			const DscMessage *message = message_at(trial, i);
			if (trial->curves[family].slope <= 0 || !counts(message, family))
				continue;
			double likelihood = likelihood_of(trial, i, family);
			double weight = weight_of(message, weights);
			guint bin = MIN((guint)(likelihood * 5), 4);
			n[bin] += weight;
			said[bin] += weight * likelihood;
			so[bin] += weight * breaks(message, family);
		}
	printf("\nsaid         is so\n");
	for (guint bin = 0; bin < G_N_ELEMENTS(n); bin++)
		if (n[bin] > 0)
			printf("%.2f         %.2f\n", said[bin] / n[bin], so[bin] / n[bin]);
}

static void print_figures(const Trial *trial, Weights weights)
{
	printf("%-12s %9s %6s %7s %10s\n", "recall", "at 1 %", "2 %", "held", "alarms");
	for (guint family = 0; family < DSC_N_FAMILIES; family++)
		if (trial->curves[family].slope > 0)
			print_family(trial, family);
	printf("\n%-12s %6s %6s %6s %6s\n", "language", "break", "held", "pass", "alarms");
	for (guint language = 0; language < trial->all->languages->len; language++)
		print_language(trial, language);
	print_calibration(trial, weights);
}

/* --- The program ---------------------------------------------------------------------------- */

static gboolean write_model(const Trial *trial, const DscConcepts *concepts, const char *path,
			    GError **error)
{
	DscClassifierHead head = {
		.features_version = DSC_CLASSIFIER_VERSION,
		.bits = DSC_LEARNER_BITS,
		.concept_bits = concepts->bits,
	};
	double scale = 1;
	g_autofree DscLane *weights = dsc_learner_learn(trial->all, DSC_FOLDS);
	g_autofree gint8 *rounded = dsc_learner_round(weights, &scale);
	for (guint family = 0; family < DSC_N_FAMILIES; family++) {
		head.curves[family] = trial->curves[family];
		head.curves[family].slope /= scale;
	}
	g_autoptr(GBytes) bytes = dsc_classifier_model_pack(&head, concepts->slots, rounded);
	return g_file_set_contents(path, g_bytes_get_data(bytes, NULL),
				   (gssize)g_bytes_get_size(bytes), error);
}

static gboolean train(const DscKnown *known, char **paths, const char *out, GError **error)
{
	g_autoptr(DscMessages) all = dsc_messages_load(paths, known, COPIES, error);
	if (all == NULL)
		return FALSE;
	Trial trial = { .all = all };
	try_folds(&trial);
	Weights weights = weigh_stream(&trial);
	for (guint family = 0; family < DSC_N_FAMILIES; family++)
		if (fit_family(&trial, family, weights, 0))
			fit_family(&trial, family, weights, NEARBY);
	print_figures(&trial, weights);
	gboolean written = write_model(&trial, &known->concepts, out, error);
	g_free(trial.scores);
	return written;
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	setlocale(LC_ALL, "C.UTF-8");
	if (argc < 5) {
		fprintf(stderr, "usage: train_messages LISTS CONCEPTS OUT MESSAGES…\n");
		return 2;
	}
	g_autofree char *written = NULL;
	g_autoptr(DscWordlists) lists = dsc_wordlists_load(argv[1], &error);
	if (lists == NULL || !g_file_get_contents(argv[2], &written, NULL, &error)) {
		fprintf(stderr, "train_messages: %s\n", error->message);
		return 2;
	}
	DscKnown known = { .lists = lists };
	g_autoptr(GArray) slots = dsc_concepts_pack(written, &known.concepts.bits);
	if (slots == NULL) {
		fprintf(stderr, "train_messages: %s: more than %u concepts\n", argv[2],
			DSC_CONCEPTS_MAX);
		return 2;
	}
	known.concepts.slots = (const guint32 *)(const void *)slots->data;
	if (!train(&known, argv + 4, argv[3], &error)) {
		fprintf(stderr, "train_messages: %s\n", error->message);
		return 2;
	}
	return 0;
}
