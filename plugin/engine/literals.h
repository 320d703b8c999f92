/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A set of literals that is looked for in one pass over a text, whatever their
 * number (Aho and Corasick, CACM 18:6, 1975). Letters in either case are alike.
 * It says which rules have a chance, so that the others' patterns never run.
 *
 * Built once: dsc_literals_add() as often as needed, then dsc_literals_freeze(),
 * then only dsc_literals_scan().
 */
typedef struct DscLiterals DscLiterals;

/** dsc_literals_new: Returns: (transfer full): an empty set */
DscLiterals *dsc_literals_new(void);

/** dsc_literals_free: frees @literals; NULL is allowed. */
void dsc_literals_free(DscLiterals *literals);

/**
 * dsc_literals_add:
 * @word: a literal in folded form, not empty
 * @tag:  a small number to report when it is met; several literals may share one
 */
void dsc_literals_add(DscLiterals *literals, const char *word, guint tag);

/** dsc_literals_freeze: builds the automaton; nothing may be added from here on. */
void dsc_literals_freeze(DscLiterals *literals);

/**
 * dsc_literals_scan:
 * @text: folded text
 * @len:  its length in bytes
 * @seen: a bit for each tag, bit (tag % 8) of byte (tag / 8); bits of the tags
 *        that are met are set, the others are left as they are
 */
void dsc_literals_scan(const DscLiterals *literals, const char *text, gsize len, guint8 *seen);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscLiterals, dsc_literals_free)
