/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A set of literals that is looked for in one pass over a text, whatever their
 * number. Letters in either case are alike. It says which rules have a chance and
 * where, so that other patterns never run.
 *
 * Built once: dsc_literals_add() as often as needed, then dsc_literals_freeze(),
 * then only dsc_literals_scan(). The literals stand in a trie that is walked from every
 * character, or only from those that begin a word: literals are short and most texts part
 * from all of them after a step or two, and so what is met comes in the order of the text.
 */
typedef struct DscLiterals DscLiterals;

/* Of a longer literal only so many bytes are looked for: they are rare enough. */
#define DSC_LITERAL_MAX_BYTES 8

/* In a literal this byte stands for any digit. */
#define DSC_LITERAL_DIGIT '\001'

/**
 * DscLiteralEdge:
 * @DSC_LITERAL_BEGINS:  it counts only where no letter stands before it
 * @DSC_LITERAL_CAPITAL: it counts only where its first letter is a capital
 * @DSC_LITERAL_ENDS:    it counts only where no letter stands behind it
 */
typedef enum {
	DSC_LITERAL_BEGINS = 1 << 0,
	DSC_LITERAL_CAPITAL = 1 << 1,
	DSC_LITERAL_ENDS = 1 << 2,
} DscLiteralEdge;

/* Told of each literal that is met: its tag and the byte at which it begins. */
typedef void (*DscLiteralMet)(gpointer data, guint tag, gsize start);

/** dsc_literals_new: Returns: (transfer full): an empty set */
DscLiterals *dsc_literals_new(void);

/** dsc_literals_free: frees @literals; NULL is allowed. */
void dsc_literals_free(DscLiterals *literals);

/**
 * dsc_literals_add:
 * @word:  a literal in folded form; "" stands wherever its edges let it
 * @len:   its length in bytes
 * @edges: #DscLiteralEdge
 * @tag:   a small number to report when it is met; several literals may share one
 */
void dsc_literals_add(DscLiterals *literals, const char *word, gsize len, guint edges, guint tag);

/** dsc_literals_freeze: builds the trie; nothing may be added from here on. */
void dsc_literals_freeze(DscLiterals *literals);

/**
 * dsc_literals_pack:
 *
 * Returns: (transfer none): what was frozen, for dsc_literals_new_packed() of this release on this
 * machine; a multiple of 8 bytes
 */
GBytes *dsc_literals_pack(const DscLiterals *literals);

/**
 * dsc_literals_new_packed:
 * @bytes: what dsc_literals_pack() gave, 8-byte aligned
 *
 * Returns: (transfer full) (nullable): the set as it was; NULL if @bytes make no sense
 */
DscLiterals *dsc_literals_new_packed(GBytes *bytes);

/**
 * dsc_literals_scan:
 * @text: folded text
 * @len:  its length in bytes
 * @met:  called for each literal that is met, in the order in which they begin
 *
 * Takes linear time.
 */
void dsc_literals_scan(const DscLiterals *literals, const char *text, gsize len, DscLiteralMet met,
		       gpointer data);

/**
 * dsc_literals_fold:
 * @folded: (out): at least 6 bytes; not NUL-terminated
 *
 * Writes the character that stands for all that a pattern takes for the same as @letter, as far
 * as one character stands for one: "ſ" is "s", "ς" is "σ". The Turkish "İ" is "i", and "ı"
 * remains itself, as for PCRE2.
 *
 * Returns: the bytes stored
 */
gsize dsc_literals_fold(gunichar letter, char *folded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscLiterals, dsc_literals_free)
