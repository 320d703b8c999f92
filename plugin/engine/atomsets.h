/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/atoms.h"

/*
 * Sets of atoms while a pattern is read (see Rust's regex-syntax and RE2, which do the same):
 * a set holds all that a part of the pattern may begin with. An atom that is WHOLE is all that
 * the part matches there, and what follows the part can be put behind it.
 */

/**
 * dsc_atomset_of:
 * @text: small letters; more than DSC_LITERAL_MAX_BYTES are cut
 *
 * Returns: (transfer full): a set of one atom, WHOLE if it was not cut
 */
GArray *dsc_atomset_of(const char *text, gsize len);

/**
 * dsc_atomset_then:
 * @set:   (nullable) (transfer full): what a part begins with; NULL: anything
 * @next:  (nullable): what the part behind it begins with
 * @grown: (out): FALSE if it would have been too much to put @next behind all of @set
 *
 * Returns: (transfer full) (nullable): what both together begin with
 */
GArray *dsc_atomset_then(GArray *set, const GArray *next, gboolean *grown);

/** dsc_atomset_or: adds what is in @other to @set (transfer full) (nullable); NULL if either is
 * NULL or it becomes too much. */
GArray *dsc_atomset_or(GArray *set, const GArray *other);

/** dsc_atomset_clip: Returns: (transfer full): a copy of @set in which no atom is WHOLE */
GArray *dsc_atomset_clip(const GArray *set);

/** dsc_atomset_says_nothing: TRUE if one of @set may stand everywhere */
gboolean dsc_atomset_says_nothing(const GArray *set);

/** dsc_atomset_is_anything: TRUE if one of @set may stand everywhere and go on in any way */
gboolean dsc_atomset_is_anything(const GArray *set);

/** dsc_atomset_has_whole: TRUE if something can be put behind one of @set */
gboolean dsc_atomset_has_whole(const GArray *set);

/** dsc_atomset_flag: gives @empty to each atom of @set that is "", and @other to the others. */
void dsc_atomset_flag(GArray *set, guint8 empty, guint8 other);
