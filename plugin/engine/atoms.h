/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/literals.h"

/*
 * What a text must hold for a pattern to match in it, read off the pattern itself.
 *
 * An atom is a short literal. A set of atoms says: wherever the pattern matches, one of these
 * stands. The reader knows what it must of PCRE2's language and takes everything else for
 * "anything", so that what it says is always true, if not always all there is to say. Atoms
 * are in the form of dsc_literals_add(): a text is looked through for all of them at once.
 */

/* How many sets a pattern may ask for beside what it begins with: the rarest. */
#define DSC_ATOMS_MAX_NEEDS 3

/**
 * DscAtomFlag:
 * @DSC_ATOM_BEGINS:  no letter stands before it
 * @DSC_ATOM_CAPITAL: a capital stands there
 * @DSC_ATOM_ENDS:    no letter stands behind it
 * @DSC_ATOM_WHOLE:   while a pattern is read: all that its part matches, not only the beginning
 * @DSC_ATOM_EDGE:    while a pattern is read: behind a \b that the next character decides on
 */
typedef enum {
	DSC_ATOM_BEGINS = DSC_LITERAL_BEGINS,
	DSC_ATOM_CAPITAL = DSC_LITERAL_CAPITAL,
	DSC_ATOM_ENDS = DSC_LITERAL_ENDS,
	DSC_ATOM_WHOLE = 1 << 3,
	DSC_ATOM_EDGE = 1 << 4,
} DscAtomFlag;

/**
 * DscAtom:
 * @text:  small letters, see dsc_literals_fold(); zeros behind them; "" says nothing of letters
 * @len:   its bytes
 * @flags: #DscAtomFlag
 */
typedef struct {
	char text[DSC_LITERAL_MAX_BYTES];
	guint8 len;
	guint8 flags;
} DscAtom;

/**
 * DscAtoms:
 * @begins: (nullable) (element-type DscAtom): every match begins with one of these, behind
 *          nothing; NULL if it may begin with anything
 * @needs:  (nullable) (element-type DscAtom): one of each must stand somewhere in the text,
 *          the rarest set first; NULL behind the last
 * @behind: a need may stand before the match begins; otherwise all stand in it or behind it
 */
typedef struct {
	GArray *begins;
	GArray *needs[DSC_ATOMS_MAX_NEEDS];
	gboolean behind;
} DscAtoms;

typedef struct DscAtomReader DscAtomReader;

/** dsc_atom_reader_new: Returns: (transfer full): a reader; it remembers definitions that it has
 * read, so that all patterns of a set are best read with one */
DscAtomReader *dsc_atom_reader_new(void);

/** dsc_atom_reader_free: frees @reader; NULL is allowed. */
void dsc_atom_reader_free(DscAtomReader *reader);

/**
 * dsc_atoms_read:
 * @source:  a pattern that dsc_pattern_new() accepts
 * @defines: (nullable) (element-type utf8 utf8): name → pattern; must outlive @reader
 * @atoms:   (out caller-allocates): clear with dsc_atoms_clear()
 *
 * Reads a pattern. One that cannot be read gives no sets at all. Takes linear time.
 */
void dsc_atoms_read(DscAtomReader *reader, const char *source, GHashTable *defines,
		    DscAtoms *atoms);

/** dsc_atom_of_word: Returns: the atom that stands wherever @word, folded text, does */
DscAtom dsc_atom_of_word(const char *word);

/** dsc_atoms_clear: drops the sets of @atoms. */
void dsc_atoms_clear(DscAtoms *atoms);

/** dsc_atoms_rate: Returns: how often, about, one of @set begins at a character of a message,
 * 0 (never) to 1 */
double dsc_atoms_rate(const GArray *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscAtomReader, dsc_atom_reader_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DscAtoms, dsc_atoms_clear)
