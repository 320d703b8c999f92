/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/pattern.h"

/*
 * Which of many patterns have a chance in a text, and where: one pass over the text for the
 * atoms of all of them (see atoms.h) tells. Most patterns never run then, and most of the others
 * only at the few places where a match can begin. What is found is the same as without a gate.
 *
 * Built once: dsc_gate_add() for every pattern, then dsc_gate_freeze(). What is known of one text
 * lives in a DscPassage.
 */
typedef struct DscGate DscGate;
typedef struct DscPassage DscPassage;

/** dsc_gate_new: Returns: (transfer full): a gate without patterns */
DscGate *dsc_gate_new(void);

/** dsc_gate_free: frees @gate; NULL is allowed. */
void dsc_gate_free(DscGate *gate);

/**
 * dsc_gate_add:
 * @pattern:  must outlive @gate
 * @keywords: (nullable): folded words one of which must stand in a text besides what the pattern
 *            itself asks for; NULL-terminated
 * @whole:    the pattern always sees the whole text, so that a word's end is one for it too
 *
 * Returns: the number that the pattern has at this gate
 */
guint dsc_gate_add(DscGate *gate, const DscPattern *pattern, char **keywords, gboolean whole);

/** dsc_gate_freeze: makes ready; nothing may be added from here on. FALSE if @gate was packed with
 * another number of patterns and is of no use. */
gboolean dsc_gate_freeze(DscGate *gate);

/**
 * dsc_gate_pack:
 *
 * Returns: (transfer full): what freezing has worked out, for dsc_gate_new_packed() of this
 * release on this machine
 */
GBytes *dsc_gate_pack(const DscGate *gate);

/**
 * dsc_gate_new_packed:
 * @bytes: what dsc_gate_pack() gave, 8-byte aligned
 *
 * Makes a gate to which the very same patterns have to be added in the same order, which is all
 * that is left to do.
 *
 * Returns: (transfer full) (nullable): the gate; NULL if @bytes make no sense
 */
DscGate *dsc_gate_new_packed(GBytes *bytes);

/**
 * dsc_passage_new:
 * @text: folded text; must outlive what is returned
 *
 * Looks @text through. Takes linear time.
 *
 * Returns: (transfer full): what has a chance in it
 */
DscPassage *dsc_passage_new(const DscGate *gate, const char *text, gsize len);

/** dsc_passage_free: frees @passage; NULL is allowed. */
void dsc_passage_free(DscPassage *passage);

/** dsc_passage_is_open: FALSE if pattern @number matches nowhere in the text, for certain */
gboolean dsc_passage_is_open(const DscPassage *passage, guint number);

/**
 * dsc_passage_match:
 *
 * Does what dsc_pattern_match() does with the pattern and the text.
 */
DscMatchResult dsc_passage_match(const DscPassage *passage, guint number, DscMatcher *matcher,
				 DscSpan window, DscMatch *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscGate, dsc_gate_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscPassage, dsc_passage_free)
