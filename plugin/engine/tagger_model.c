/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/tagger_model.h"

#include <math.h>
#include <string.h>

#include "engine/datafile.h"

#define MIN_BITS 4
#define MAX_BITS 22

/* No transition weighs more, so that no window's sum comes near to overflowing. */
#define MAX_TRANSITION (1 << 18)
#define NEVER	       (-(1 << 29))

static const DscDatafileKind kind = { "DSCNAMES", 3 };

struct DscTaggerModel {
	GBytes *file;
	const DscTaggerHead *head;
	const gint8 *weights;
};

/* --- The file ------------------------------------------------------------------------------- */

static gboolean is_curve(DscTaggerCurve curve)
{
	return isfinite(curve.slope) && isfinite(curve.offset);
}

static gboolean makes_sense(const DscTaggerHead *head, gsize len)
{
	if (len < sizeof *head || head->features_version != DSC_FEATURES_VERSION)
		return FALSE;
	if (head->bits < MIN_BITS || head->bits > MAX_BITS)
		return FALSE;
	for (guint i = 0; i < DSC_TAG_LANES; i++)
		for (guint j = 0; j < DSC_TAG_LANES; j++)
			if (ABS((gint64)head->transitions[i][j]) > MAX_TRANSITION)
				return FALSE;
	for (guint i = 0; i < DSC_N_NAMED; i++)
		if (!is_curve(head->named[i]) || !is_curve(head->neutral[i]))
			return FALSE;
	return len == sizeof *head + ((gsize)DSC_TAG_LANES << head->bits);
}

DscTaggerModel *dsc_tagger_model_load(const char *path, GError **error)
{
	gsize len = 0;
	GBytes *file = dsc_datafile_read(path, kind, error);
	if (file == NULL)
		return NULL;
	g_autoptr(DscTaggerModel) model = g_new0(DscTaggerModel, 1);
	model->file = file;
	model->head = g_bytes_get_data(file, &len);
	if (!makes_sense(model->head, len)) {
		dsc_datafile_damaged(path, error);
		return NULL;
	}
	model->weights = (const gint8 *)(model->head + 1);
	return g_steal_pointer(&model);
}

void dsc_tagger_model_free(DscTaggerModel *model)
{
	if (model == NULL)
		return;
	g_bytes_unref(model->file);
	g_free(model);
}

const DscTaggerHead *dsc_tagger_model_head(const DscTaggerModel *model)
{
	return model->head;
}

GBytes *dsc_tagger_model_pack(const DscTaggerHead *head, const gint8 *weights)
{
	g_autoptr(GByteArray) content = g_byte_array_new();
	g_byte_array_append(content, (const guint8 *)head, sizeof *head);
	g_byte_array_append(content, (const guint8 *)weights, DSC_TAG_LANES << head->bits);
	return dsc_datafile_pack(kind, content->data, content->len);
}

/* --- Reading -------------------------------------------------------------------------------- */

typedef gint32 Scores[DSC_TAG_LANES];

static const gint8 *row_of(const DscTaggerModel *model, guint32 feature)
{
	return model->weights + (gsize)(feature >> (32 - model->head->bits)) * DSC_TAG_LANES;
}

/* So many features of a token cannot overflow its sums. */
G_STATIC_ASSERT(DSC_FEATURES_MAX * 128 <= G_MAXINT16);

/* Rows stand anywhere in four megabytes: all of a token are fetched before the first is needed. */
static guint find_features(const DscTaggerModel *model, const DscTokens *tokens, guint i,
			   guint32 *features)
{
	guint n = dsc_features_of(tokens, i, features);
	for (guint f = 0; f < n; f++)
		__builtin_prefetch(row_of(model, features[f]));
	return n;
}

static void score_token(const DscTaggerModel *model, const guint32 *features, guint n,
			gint32 *scores)
{
	gint16 sums[DSC_TAG_LANES] = { 0 };
	for (guint f = 0; f < n; f++) {
		const gint8 *row = row_of(model, features[f]);
		for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
			sums[tag] = (gint16)(sums[tag] + row[tag]);
	}
	for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
		scores[tag] = sums[tag];
}

/* While one token's rows are on their way, the next one's features are made. */
static void score_tokens(const DscTaggerModel *model, const DscTokens *tokens, Scores *local)
{
	guint32 features[2][DSC_FEATURES_MAX];
	guint n[2] = { find_features(model, tokens, 1, features[0]) };
	guint i = 0;
	do {
		if (i + 1 < tokens->n)
			n[~i & 1] = find_features(model, tokens, i + 2, features[~i & 1]);
		score_token(model, features[i & 1], n[i & 1], local[i]);
	} while (++i < tokens->n);
}

/* Scores of the best ways that lead to each tag of each token. The row before the
 * first token is that of the edge, which is O. Lanes that are no tag come along: all at once
 * is what the compiler makes vectors of. */
static void go_forward(const DscTaggerHead *head, guint n, Scores *local, Scores *best)
{
	for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
		best[0][tag] = local[0][tag] + head->transitions[DSC_TAG_O][tag];
	for (guint i = 1; i < n; i++) {
		Scores top;
		for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
			top[tag] = NEVER;
		for (guint from = 0; from < DSC_N_TAGS; from++)
			for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
				top[tag] = MAX(top[tag],
					       best[i - 1][from] + head->transitions[from][tag]);
		for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
			best[i][tag] = top[tag] + local[i][tag];
	}
}

/* Turned round, so that those from which a tag is reached stand side by side. */
static void turn_transitions(const DscTaggerHead *head, Scores *to)
{
	for (guint from = 0; from < DSC_TAG_LANES; from++)
		for (guint tag = 0; tag < DSC_TAG_LANES; tag++)
			to[tag][from] = head->transitions[from][tag];
}

/* Adds to each what the best way on from there scores. */
static void go_back(const DscTaggerHead *head, guint n, Scores *local, Scores *best)
{
	Scores to[DSC_TAG_LANES];
	Scores on = { 0 };
	turn_transitions(head, to);
	for (guint i = n; i-- > 0;) {
		Scores before;
		for (guint tag = 0; tag < DSC_TAG_LANES; tag++) {
			best[i][tag] += on[tag];
			before[tag] = NEVER;
		}
		for (guint tag = 0; tag < DSC_N_TAGS; tag++) {
			gint32 here = local[i][tag] + on[tag];
			for (guint from = 0; from < DSC_TAG_LANES; from++)
				before[from] = MAX(before[from], to[tag][from] + here);
		}
		memcpy(on, before, sizeof on);
	}
}

static DscTaggerMargins compare(const gint32 *best)
{
	gint32 as[DSC_N_NAMED];
	guint likeliest = 0;
	for (guint i = 0; i < DSC_N_NAMED; i++) {
		as[i] = MAX(best[DSC_TAG_BEGINS(i)], best[DSC_TAG_INSIDE(i)]);
		if (as[i] > as[likeliest])
			likeliest = i;
	}
	DscTaggerMargins margins = {
		.begins = best[DSC_TAG_BEGINS(likeliest)] > best[DSC_TAG_INSIDE(likeliest)],
	};
	for (guint i = 0; i < DSC_N_NAMED; i++) {
		gint32 other = best[DSC_TAG_O];
		for (guint j = 0; j < DSC_N_NAMED; j++)
			other = j == i ? other : MAX(other, as[j]);
		margins.named[i] = as[i] - other;
	}
	return margins;
}

void dsc_tagger_model_weigh(const DscTaggerModel *model, const DscTokens *tokens,
			    DscTaggerMargins *margins)
{
	Scores local[DSC_TOKENS_MAX];
	Scores best[DSC_TOKENS_MAX];
	if (tokens->n == 0)
		return;
	score_tokens(model, tokens, local);
	go_forward(model->head, tokens->n, local, best);
	go_back(model->head, tokens->n, local, best);
	for (guint i = 0; i < tokens->n; i++)
		margins[i] = compare(best[i]);
}

gint32 dsc_tagger_model_weigh_neutral(const DscTaggerModel *model, const DscTokens *tokens,
				      guint from, guint to)
{
	guint32 features[DSC_ROLE_FEATURES_MAX];
	guint near = 0;
	guint n = dsc_role_features_of(tokens, from, to, features, &near);
	gint32 score = 0;
	for (guint f = 0; f < n; f++)
		score += row_of(model, features[f])[DSC_NEUTRAL_LANE] *
			 (f < near ? DSC_ROLE_NEAR : 1);
	return score;
}

double dsc_tagger_likelihood(DscTaggerCurve curve, gint32 margin)
{
	return 1 / (1 + exp(-(curve.slope * margin + curve.offset)));
}
