/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* A set of concepts, by number (see concepts.h). One of zeros is empty. */
typedef struct {
	guint64 half[2];
} DscConceptSet;

/** dsc_concept_set_add: puts @concept, below 128, into @set */
static inline void dsc_concept_set_add(DscConceptSet *set, guint concept)
{
	set->half[concept / 64] |= (guint64)1 << concept % 64;
}

/** dsc_concept_set_drop: takes @concept, below 128, out of @set if it is there */
static inline void dsc_concept_set_drop(DscConceptSet *set, guint concept)
{
	set->half[concept / 64] &= ~((guint64)1 << concept % 64);
}

/** dsc_concept_set_join: puts all of @other into @set */
static inline void dsc_concept_set_join(DscConceptSet *set, DscConceptSet other)
{
	set->half[0] |= other.half[0];
	set->half[1] |= other.half[1];
}

/** dsc_concept_set_is_empty: Returns: whether there is none in @set */
static inline gboolean dsc_concept_set_is_empty(DscConceptSet set)
{
	return (set.half[0] | set.half[1]) == 0;
}

/** dsc_concept_set_take: takes the one of the lowest number out of @set, which is not empty */
static inline guint dsc_concept_set_take(DscConceptSet *set)
{
	guint i = set->half[0] == 0;
	guint concept = 64 * i + (guint)__builtin_ctzll(set->half[i]);
	set->half[i] &= set->half[i] - 1;
	return concept;
}
