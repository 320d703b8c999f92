/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/classifier_model.h"

#include <math.h>

#include "engine/datafile.h"

#define MIN_BITS 4
#define MAX_BITS 22

static const DscDatafileKind kind = { "DSCMSGS\n", 1 };

struct DscClassifierModel {
	GBytes *file;
	const DscClassifierHead *head;
	DscConcepts concepts;
	const gint8 *weights;
};

/* --- The file ------------------------------------------------------------------------------- */

static gboolean makes_sense(const DscClassifierHead *head, gsize len)
{
	if (len < sizeof *head || head->features_version != DSC_CLASSIFIER_VERSION)
		return FALSE;
	if (head->bits < MIN_BITS || head->bits > MAX_BITS || head->concept_bits < MIN_BITS ||
	    head->concept_bits > MAX_BITS)
		return FALSE;
	for (guint i = 0; i < DSC_CLASSIFIER_LANES; i++)
		if (!isfinite(head->curves[i].slope) || !isfinite(head->curves[i].offset))
			return FALSE;
	return len == sizeof *head + (sizeof(guint32) << head->concept_bits) +
			      ((gsize)DSC_CLASSIFIER_LANES << head->bits);
}

DscClassifierModel *dsc_classifier_model_load(const char *path, GError **error)
{
	gsize len = 0;
	GBytes *file = dsc_datafile_read(path, kind, error);
	if (file == NULL)
		return NULL;
	g_autoptr(DscClassifierModel) model = g_new0(DscClassifierModel, 1);
	model->file = file;
	model->head = g_bytes_get_data(file, &len);
	if (!makes_sense(model->head, len)) {
		dsc_datafile_damaged(path, error);
		return NULL;
	}
	model->concepts.slots = (const guint32 *)(const void *)(model->head + 1);
	model->concepts.bits = model->head->concept_bits;
	model->weights =
		(const gint8 *)(model->concepts.slots + ((gsize)1 << model->head->concept_bits));
	if (!dsc_concepts_make_sense(&model->concepts)) {
		dsc_datafile_damaged(path, error);
		return NULL;
	}
	return g_steal_pointer(&model);
}

void dsc_classifier_model_free(DscClassifierModel *model)
{
	if (model == NULL)
		return;
	g_bytes_unref(model->file);
	g_free(model);
}

const DscClassifierHead *dsc_classifier_model_head(const DscClassifierModel *model)
{
	return model->head;
}

const DscConcepts *dsc_classifier_model_concepts(const DscClassifierModel *model)
{
	return &model->concepts;
}

GBytes *dsc_classifier_model_pack(const DscClassifierHead *head, const guint32 *slots,
				  const gint8 *weights)
{
	g_autoptr(GByteArray) content = g_byte_array_new();
	g_byte_array_append(content, (const guint8 *)head, sizeof *head);
	g_byte_array_append(content, (const guint8 *)slots,
			    (guint)(sizeof *slots << head->concept_bits));
	g_byte_array_append(content, (const guint8 *)weights, DSC_CLASSIFIER_LANES << head->bits);
	return dsc_datafile_pack(kind, content->data, content->len);
}

/* --- Reading -------------------------------------------------------------------------------- */

/* So many features of a token cannot overflow the sums of a token. */
G_STATIC_ASSERT(DSC_CLASSIFIER_FEATURES_MAX * 128 <= G_MAXINT16);

/* Sums in 16 bits, and in an array of its own, are what the compiler makes vectors of. */
static void add_token(const DscClassifierModel *model, const DscClassifierView *view, guint i,
		      DscClassifierScores *scores)
{
	guint32 features[DSC_CLASSIFIER_FEATURES_MAX];
	gint16 sums[DSC_CLASSIFIER_LANES] = { 0 };
	guint shift = 32 - model->head->bits;
	guint n = dsc_classifier_features_of(view, i, features);
	/* Rows stand anywhere in two megabytes: all are fetched before the first is needed. */
	for (guint f = 0; f < n; f++)
		__builtin_prefetch(model->weights +
				   (gsize)(features[f] >> shift) * DSC_CLASSIFIER_LANES);
	for (guint f = 0; f < n; f++) {
		const gint8 *row =
			model->weights + (gsize)(features[f] >> shift) * DSC_CLASSIFIER_LANES;
		for (guint lane = 0; lane < DSC_CLASSIFIER_LANES; lane++)
			sums[lane] = (gint16)(sums[lane] + row[lane]);
	}
	for (guint lane = 0; lane < DSC_CLASSIFIER_LANES; lane++)
		scores->of[lane] += sums[lane];
}

DscClassifierScores dsc_classifier_model_weigh(const DscClassifierModel *model,
					       const DscClassifierView *view)
{
	DscClassifierScores scores = { 0 };
	for (guint i = 0; i <= view->tokens->n; i++)
		add_token(model, view, i, &scores);
	return scores;
}

DscClassifierScores dsc_classifier_model_weigh_token(const DscClassifierModel *model,
						     const DscClassifierView *view, guint i)
{
	DscClassifierScores scores = { 0 };
	add_token(model, view, i, &scores);
	return scores;
}

double dsc_classifier_likelihood(DscClassifierCurve curve, gint32 score)
{
	return 1 / (1 + exp(-(curve.slope * score + curve.offset)));
}
