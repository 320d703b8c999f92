/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * train_names LISTS SENTENCES OUT: trains the name tagger.
 *
 * Learns from the sentences of the set "train", fits the likelihood to those of
 * "calibrate", and leaves the others to measure_names.
 */
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/calibrate.h"

#define BITS	    19
#define ROWS	    ((gsize)1 << BITS)
#define DROPPED	    0.5
#define EPOCHS	    6
#define NEVER	    (-100000.0f)
#define OTHERS	    0.3f
#define ROLE_MARGIN 3.0f
#define UNLISTED    0.3	 /* of the names, as if no list held them */
#define FIRST_COST  1.0f /* how much better than any other the right reading must be, a token */

typedef float Row[DSC_TAG_LANES];

/* @weights and @transitions as they are; @weight_sums and @transition_sums of each change times the
 * step it was made at, which gives the average at the end. */
typedef struct {
	Row *weights;
	Row *weight_sums;
	Row transitions[DSC_TAG_LANES];
	Row transition_sums[DSC_TAG_LANES];
	double step;
	GRand *rand;
} Learner;

typedef struct {
	guint n;
	guint counts[DSC_TOKENS_MAX];
	guint32 features[DSC_TOKENS_MAX][DSC_FEATURES_MAX];
} Sentence;

/* --- Reading with the weights so far -------------------------------------------------------- */

static gboolean may_follow(guint from, guint tag)
{
	if (tag >= DSC_N_TAGS)
		return FALSE;
	return tag == DSC_TAG_O || dsc_tag_begins(tag) || from == tag || from == tag - 1;
}

/* Leaves some features out, others each time, so that none learns to rely on another that a new
 * text may lack. Returns: how many are left, as rows. */
static guint thin(Learner *learner, guint32 *features, guint n)
{
	guint kept = 0;
	for (guint f = 0; f < n; f++)
		if (g_rand_double(learner->rand) >= DROPPED)
			features[kept++] = features[f] >> (32 - BITS);
	return kept;
}

static void open_sentence(Learner *learner, const DscTokens *tokens, Sentence *sentence)
{
	sentence->n = tokens->n;
	for (guint i = 0; i < tokens->n; i++) {
		guint n = dsc_features_of(tokens, i + 1, sentence->features[i]);
		sentence->counts[i] = thin(learner, sentence->features[i], n);
	}
}

static void score_token(const Learner *learner, const Sentence *sentence, guint i, float *scores)
{
	memset(scores, 0, sizeof(Row));
	for (guint f = 0; f < sentence->counts[i]; f++) {
		const float *row = learner->weights[sentence->features[i][f]];
		for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
			scores[tag] += row[tag];
	}
}

static void best_from(const Learner *learner, const float *before, guint tag, float *score,
		      guint8 *from)
{
	*score = 2 * NEVER;
	for (guint i = 0; i < DSC_N_TAGS; i++) {
		float way = before[i] + learner->transitions[i][tag];
		if (may_follow(i, tag) && way > *score) {
			*score = way;
			*from = (guint8)i;
		}
	}
}

/* The best reading where every wrong tag is given an advantage, so that the right one learns to
 * win by a margin. */
static void read_best(const Learner *learner, const Sentence *sentence, const guint8 *gold,
		      guint8 *tags)
{
	static guint8 ways[DSC_TOKENS_MAX][DSC_TAG_LANES];
	Row before = { 0 };
	for (guint tag = 1; tag < DSC_TAG_LANES; tag++)
		before[tag] = 2 * NEVER;
	for (guint i = 0; i < sentence->n; i++) {
		Row local;
		Row now;
		score_token(learner, sentence, i, local);
		for (guint tag = 0; tag < DSC_N_TAGS; tag++) {
			best_from(learner, before, tag, &now[tag], &ways[i][tag]);
			now[tag] += local[tag] + (tag == gold[i] ? 0 : FIRST_COST);
		}
		memcpy(before, now, sizeof before);
	}
	guint best = 0;
	for (guint tag = 1; tag < DSC_N_TAGS; tag++)
		if (before[tag] > before[best])
			best = tag;
	for (guint i = sentence->n; i-- > 0;) {
		tags[i] = (guint8)best;
		best = ways[i][best];
	}
}

/* --- Learning ------------------------------------------------------------------------------- */

static void change(Learner *learner, const Sentence *sentence, guint i, guint tag, float by)
{
	for (guint f = 0; f < sentence->counts[i]; f++) {
		guint32 row = sentence->features[i][f];
		learner->weights[row][tag] += by;
		learner->weight_sums[row][tag] += (float)(learner->step * by);
	}
}

static void change_transition(Learner *learner, guint from, guint tag, float by)
{
	learner->transitions[from][tag] += by;
	learner->transition_sums[from][tag] += (float)(learner->step * by);
}

/* One step of a perceptron with a margin on what stands around a name. */
static void learn_role(Learner *learner, const DscTokens *tokens, DscSpan name, float right)
{
	guint32 rows[DSC_ROLE_FEATURES_MAX];
	guint near = 0;
	guint n = dsc_role_features_of(tokens, (guint)name.start, (guint)name.end, rows, &near);
	guint kept = thin(learner, rows, near);
	guint far = thin(learner, rows + near, n - near);
	float score = 0;
	memmove(rows + kept, rows + near, far * sizeof *rows);
	for (guint f = 0; f < kept + far; f++)
		score += learner->weights[rows[f]][DSC_NEUTRAL_LANE] *
			 (f < kept ? DSC_ROLE_NEAR : 1);
	if (score * right > ROLE_MARGIN * fabsf(right))
		return;
	for (guint f = 0; f < kept + far; f++) {
		float by = right * (f < kept ? DSC_ROLE_NEAR : 1) / DSC_ROLE_NEAR;
		learner->weights[rows[f]][DSC_NEUTRAL_LANE] += by;
		learner->weight_sums[rows[f]][DSC_NEUTRAL_LANE] += (float)(learner->step * by);
	}
}

/* What lists say of names. */
#define NAMED (DSC_WORD_FIRST | DSC_WORD_SURNAME | DSC_WORD_PLACE | DSC_WORD_CITY | DSC_WORD_HUMAN)

/* The names of sentences come from the lists, those of people do not: some are learned as words
 * that no list has. */
static void hide_names(Learner *learner, const DscExample *example, DscTokens *tokens)
{
	gboolean is_hidden = FALSE;
	for (guint i = 0; i < example->n; i++) {
		DscToken *token = &tokens->at[i + 1];
		if (example->tags[i] == DSC_TAG_O)
			continue;
		if (dsc_tag_begins(example->tags[i]))
			is_hidden = g_rand_double(learner->rand) < UNLISTED;
		if (is_hidden && token->shape < DSC_SHAPE_NUMBER)
			dsc_token_set_flags(token, token->flags & ~NAMED);
	}
}

/* How far, and which way, one example moves a weight. People in the news are no patients either,
 * but they are so many that they would drown the rest. */
static float right_role(const DscExample *example, guint i)
{
	if (example->roles[i] == DSC_ROLE_PATIENT)
		return -example->weight;
	return example->roles[i] == DSC_ROLE_NEUTRAL ? example->weight : OTHERS * example->weight;
}

static void learn_roles(Learner *learner, const DscTokens *tokens, const DscExample *example)
{
	for (guint i = 0; i < example->n; i++) {
		guint role = example->roles[i];
		if (!dsc_tag_begins(example->tags[i]) || role == DSC_ROLE_UNKNOWN)
			continue;
		/* Towns and firms of the news would drown the few that chat speaks of. */
		if (role == DSC_ROLE_PUBLIC && example->tags[i] != DSC_TAG_B_PERSON)
			continue;
		DscSpan name = { i + 1, dsc_example_end(example, i) };
		learn_role(learner, tokens, name, right_role(example, i));
	}
}

static void learn(Learner *learner, const DscExample *example)
{
	static DscTokens tokens;
	static Sentence sentence;
	guint8 tags[DSC_TOKENS_MAX];
	dsc_example_open(example, &tokens);
	hide_names(learner, example, &tokens);
	open_sentence(learner, &tokens, &sentence);
	read_best(learner, &sentence, example->tags, tags);
	learner->step += 1;
	learn_roles(learner, &tokens, example);
	for (guint i = 0; i < example->n; i++) {
		guint8 right = example->tags[i];
		if (tags[i] != right) {
			change(learner, &sentence, i, right, example->weight);
			change(learner, &sentence, i, tags[i], -example->weight);
		}
		guint8 from_right = i == 0 ? DSC_TAG_O : example->tags[i - 1];
		guint8 from_wrong = i == 0 ? DSC_TAG_O : tags[i - 1];
		if (tags[i] != right || from_right != from_wrong) {
			change_transition(learner, from_right, right, example->weight);
			change_transition(learner, from_wrong, tags[i], -example->weight);
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

static void learn_all(Learner *learner, const DscExamples *all)
{
	g_autofree guint *order = g_new(guint, all->examples->len);
	guint n = 0;
	for (guint i = 0; i < all->examples->len; i++) {
		const DscExample *example = &g_array_index(all->examples, DscExample, i);
		if (strcmp(all->sets->pdata[example->set], "train") == 0)
			order[n++] = i;
	}
	for (guint epoch = 0; epoch < EPOCHS; epoch++) {
		shuffle(order, n, learner->rand);
		for (guint i = 0; i < n; i++)
			learn(learner, &g_array_index(all->examples, DscExample, order[i]));
	}
	printf("learned from %u windows, %u times\n", n, EPOCHS);
}

/* --- To whole numbers ----------------------------------------------------------------------- */

static int compare_floats(const void *a, const void *b)
{
	float x = *(const float *)a;
	float y = *(const float *)b;
	return (x > y) - (x < y);
}

static void take_average_of(Row *rows, Row *sums, gsize n, double step)
{
	for (gsize i = 0; i < n; i++)
		for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
			rows[i][tag] -= (float)(sums[i][tag] / step);
}

static void take_average(Learner *learner)
{
	take_average_of(learner->weights, learner->weight_sums, ROWS, learner->step);
	take_average_of(learner->transitions, learner->transition_sums, DSC_TAG_LANES,
			learner->step);
}

/* What one unit of the file is worth: all but one weight in 5,000 fit into a byte. */
static float find_scale(const Learner *learner)
{
	gsize n = 0;
	g_autofree float *sizes = g_new(float, ROWS *DSC_TAG_LANES);
	for (gsize i = 0; i < ROWS; i++)
		for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
			if (fabsf(learner->weights[i][tag]) > 0)
				sizes[n++] = fabsf(learner->weights[i][tag]);
	qsort(sizes, n, sizeof *sizes, compare_floats);
	return n == 0 ? 1 : 127 / sizes[n - 1 - n / 5000];
}

static gint8 *round_weights(const Learner *learner, DscTaggerHead *head)
{
	float scale = find_scale(learner);
	gint8 *weights = g_malloc(ROWS * DSC_TAG_LANES);
	for (gsize i = 0; i < ROWS * DSC_TAG_LANES; i++) {
		float weight = learner->weights[i / DSC_TAG_LANES][i % DSC_TAG_LANES];
		weights[i] = (gint8)CLAMP(lroundf(weight * scale), -127, 127);
	}
	for (guint i = 0; i < DSC_TAG_LANES; i++)
		for (guint j = 0; j < DSC_TAG_LANES; j++)
			head->transitions[i][j] =
				may_follow(i, j)
					? (gint32)lroundf(learner->transitions[i][j] * scale)
					: (gint32)NEVER;
	return weights;
}

/* --- The program ---------------------------------------------------------------------------- */

static gboolean write_model(const char *path, const DscTaggerHead *head, const gint8 *weights,
			    GError **error)
{
	g_autoptr(GBytes) bytes = dsc_tagger_model_pack(head, weights);
	return g_file_set_contents(path, g_bytes_get_data(bytes, NULL),
				   (gssize)g_bytes_get_size(bytes), error);
}

/* Written twice: the likelihood is fitted to what the file says, not to what was learned. */
static gboolean train(const DscExamples *all, const char *path, GError **error)
{
	Learner learner = {
		.weights = g_malloc0(sizeof(Row) << BITS),
		.weight_sums = g_malloc0(sizeof(Row) << BITS),
	};
	g_autoptr(GRand) rand = g_rand_new_with_seed(20260101);
	learner.rand = rand;
	DscTaggerHead head = { .features_version = DSC_FEATURES_VERSION, .bits = BITS };
	learn_all(&learner, all);
	take_average(&learner);
	g_autofree gint8 *weights = round_weights(&learner, &head);
	g_free(learner.weights);
	g_free(learner.weight_sums);
	if (!write_model(path, &head, weights, error))
		return FALSE;
	g_autoptr(DscTaggerModel) model = dsc_tagger_model_load(path, error);
	if (model == NULL)
		return FALSE;
	dsc_examples_calibrate(all, model, &head);
	return write_model(path, &head, weights, error);
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	setlocale(LC_ALL, "C.UTF-8");
	if (argc != 4) {
		fprintf(stderr, "usage: train_names LISTS SENTENCES OUT\n");
		return 2;
	}
	g_autoptr(DscWordlists) lists = dsc_wordlists_load(argv[1], &error);
	g_autoptr(DscExamples) all =
		lists == NULL ? NULL : dsc_examples_load(argv[2], lists, &error);
	if (all == NULL || !train(all, argv[3], &error)) {
		fprintf(stderr, "train_names: %s\n", error->message);
		return 2;
	}
	return 0;
}
