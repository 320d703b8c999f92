/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/tagger_model.h"

/*
 * Annotated sentences, as sentences.py writes them: a line each, "WEIGHT, tab, SET, tab,
 * SPANS, tab, TEXT". SPANS are START-END-KIND-ROLE parted by blanks, in bytes of TEXT. KIND
 * is PERSON, PLACE or ORG. ROLE is PATIENT where it tells of one, NEUTRAL where it does not
 * (a colleague, the town of a congress), PUBLIC for whatever stands in the news, and
 * UNKNOWN.
 */

typedef enum {
	DSC_ROLE_UNKNOWN,
	DSC_ROLE_PATIENT,
	DSC_ROLE_NEUTRAL,
	DSC_ROLE_PUBLIC,
} DscRole;

/**
 * DscExample:
 * @weight: how much it counts
 * @set:    index in #DscExamples.sets
 * @tokens: @n tokens with an edge at either end
 * @tags:   (array length=n): #DscTag of each
 * @roles:  (array length=n): #DscRole of each
 */
typedef struct {
	float weight;
	guint set;
	guint n;
	guint8 language;
	guint8 casing;
	DscToken *tokens;
	guint8 *tags;
	guint8 *roles;
} DscExample;

typedef struct {
	GArray *examples;
	GPtrArray *sets;
} DscExamples;

/** dsc_examples_load: Returns: (transfer full) (nullable): all sentences of the file @path */
DscExamples *dsc_examples_load(const char *path, const DscWordlists *lists, GError **error);

/** dsc_examples_free: frees @all; NULL is allowed. */
void dsc_examples_free(DscExamples *all);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscExamples, dsc_examples_free)

/** dsc_example_open: writes the tokens of @example to @tokens, as the tagger takes them. */
void dsc_example_open(const DscExample *example, DscTokens *tokens);

/**
 * dsc_example_end:
 * @i: a token, counted from 0, whose tag begins a name
 *
 * Returns: the token behind the name that begins there
 */
guint dsc_example_end(const DscExample *example, guint i);
