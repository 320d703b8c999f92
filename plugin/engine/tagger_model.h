/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/tagger_features.h"

/*
 * The weights of the name tagger: a first-order chain over hashed features, trained as
 * a structured averaged perceptron (Collins, EMNLP 2002). One file.
 */
typedef struct DscTaggerModel DscTaggerModel;

/**
 * DscTag:
 *
 * What a token is. B begins a name, I goes on with it.
 */
typedef enum {
	DSC_TAG_O,
	DSC_TAG_B_PERSON,
	DSC_TAG_I_PERSON,
	DSC_TAG_B_PLACE,
	DSC_TAG_I_PLACE,
	DSC_TAG_B_ORG,
	DSC_TAG_I_ORG,
	DSC_N_TAGS,
} DscTag;

/**
 * DscNamed:
 * @DSC_NAMED_PERSON: anybody
 * @DSC_NAMED_PLACE:  a place smaller than a state, or an address
 * @DSC_NAMED_ORG:    a hospital, ward, school, employer
 *
 * What a name is of.
 */
typedef enum {
	DSC_NAMED_PERSON,
	DSC_NAMED_PLACE,
	DSC_NAMED_ORG,
	DSC_N_NAMED,
} DscNamed;

/* The tags that begin a name and go on with it. */
#define DSC_TAG_BEGINS(named) ((guint)(DSC_TAG_B_PERSON + 2 * (named)))
#define DSC_TAG_INSIDE(named) ((guint)(DSC_TAG_I_PERSON + 2 * (named)))

/* What a tag but DSC_TAG_O is of. */
#define DSC_TAG_NAMED(tag) (((guint)(tag)-DSC_TAG_B_PERSON) / 2)

/** dsc_tag_begins: Returns: whether @tag is that of a name's first token */
static inline gboolean dsc_tag_begins(guint tag)
{
	return tag != DSC_TAG_O && tag == DSC_TAG_BEGINS(DSC_TAG_NAMED(tag));
}

/* Weights of a feature stand in rows of this many, so that a row is one load: one for each tag, and
 * in the last lane how much a feature around a name says that it tells nothing of a patient: a
 * colleague mentioned in passing, the town of a congress, a firm. */
#define DSC_TAG_LANES	 8
#define DSC_NEUTRAL_LANE 7

/* likelihood = 1 / (1 + exp(-(slope * margin + offset))) */
typedef struct {
	double slope;
	double offset;
} DscTaggerCurve;

/* The file's content: this, then 2^bits rows. */
typedef struct {
	guint32 features_version;
	guint32 bits;
	gint32 transitions[DSC_TAG_LANES][DSC_TAG_LANES];
	DscTaggerCurve named[DSC_N_NAMED];
	DscTaggerCurve neutral[DSC_N_NAMED];
} DscTaggerHead;

/**
 * dsc_tagger_model_load:
 * @path:  a file that dsc_tagger_model_pack() made
 * @error: (out) (optional): #DscDatafileError
 *
 * Returns: (transfer full) (nullable): the model
 */
DscTaggerModel *dsc_tagger_model_load(const char *path, GError **error);

/** dsc_tagger_model_free: frees @model; NULL is allowed. */
void dsc_tagger_model_free(DscTaggerModel *model);

/** dsc_tagger_model_head: Returns: (transfer none): what it says beside its weights */
const DscTaggerHead *dsc_tagger_model_head(const DscTaggerModel *model);

/**
 * dsc_tagger_model_pack:
 * @weights: 2^bits rows of DSC_TAG_LANES
 *
 * Returns: (transfer full): the bytes of a file
 */
GBytes *dsc_tagger_model_pack(const DscTaggerHead *head, const gint8 *weights);

/**
 * DscTaggerMargins:
 * @named:  by how much the best reading in which the token is part of a name of each kind
 *          beats the best one in which it is not; below 0 if it does not
 * @begins: whether the token rather begins a name of the likeliest kind than goes on with one
 */
typedef struct {
	gint32 named[DSC_N_NAMED];
	gboolean begins;
} DscTaggerMargins;

/**
 * dsc_tagger_model_weigh:
 * @margins: (out): one for each token, counted from 0
 *
 * Reads a window's tokens. Time is linear in their number.
 */
void dsc_tagger_model_weigh(const DscTaggerModel *model, const DscTokens *tokens,
			    DscTaggerMargins *margins);

/**
 * dsc_tagger_model_weigh_neutral:
 * @from, @to: the tokens of a name, 1 to the number of tokens, @to inclusive
 *
 * Returns: how much what stands around the name says that it tells nothing of a patient, below 0
 * that it does
 */
gint32 dsc_tagger_model_weigh_neutral(const DscTaggerModel *model, const DscTokens *tokens,
				      guint from, guint to);

/** dsc_tagger_likelihood: Returns: 0–1: how likely a margin means what it seems to */
double dsc_tagger_likelihood(DscTaggerCurve curve, gint32 margin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscTaggerModel, dsc_tagger_model_free)
