/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/atoms.h"

/*
 * What stands in a pattern one by one: plain characters, classes, escapes and how often they are
 * repeated. atoms.c puts them together.
 */

/** DscAtomParser: a pattern that is being read, and how far; owns nothing */
typedef struct {
	DscAtomReader *reader;
	GHashTable *defines;
	const char *at;
	guint depth;
	gboolean lost;	 /* met something that is not understood: nothing can be said */
	gboolean strict; /* capitals and small letters differ here */
	gboolean tied;	 /* met \G: a match begins where the search does */
	gboolean behind; /* met something that asks for what stands before */
} DscAtomParser;

/** dsc_atom_item_anything: Returns: what nothing is known of */
DscAtoms dsc_atom_item_anything(void);

/** dsc_atom_item_char: Returns: (transfer full): @c, in any case */
DscAtoms dsc_atom_item_char(gunichar c);

/** dsc_atom_item_plain: reads plain characters, all but the last if that one is repeated.
 * Returns: (transfer full): them */
DscAtoms dsc_atom_item_plain(DscAtomParser *parser);

/** dsc_atom_item_class: reads a class from its bracket on. Returns: (transfer full): it */
DscAtoms dsc_atom_item_class(DscAtomParser *parser);

/**
 * dsc_atom_item_escape:
 * @run:  (element-type DscAtom): what stands before; an edge is noted at its ends
 * @item: (out): what is read
 *
 * Reads what stands behind a backslash. Returns: FALSE if it matches no character
 */
gboolean dsc_atom_item_escape(DscAtomParser *parser, GArray *run, DscAtoms *item);

/** dsc_atom_item_repeat: reads how often @item is repeated, if it is, and makes it so. */
void dsc_atom_item_repeat(DscAtomParser *parser, DscAtoms *item);
