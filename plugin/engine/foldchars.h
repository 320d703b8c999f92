/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What folding does to single characters; fold.c says in which order.
 */

/** dsc_char_is_ignorable: TRUE if @c shows nothing: zero-width characters, bidi controls,
 * fillers, tatweel. Its neighbours are read as if it were not there. */
gboolean dsc_char_is_ignorable(gunichar c);

/** dsc_char_is_extender: TRUE if @c belongs to the character before it: marks, variation
 * selectors, Hangul vowels and finals, half-width voiced sound marks. */
gboolean dsc_char_is_extender(gunichar c);

/** dsc_char_is_ornament: TRUE if @c is a mark that a word is the same word without: strokes,
 * enclosures and accents that made no letter with their base, Arabic vowel marks. */
gboolean dsc_char_is_ornament(gunichar c);

/**
 * dsc_char_plain:
 *
 * Says what a character is written as plainly before anything else is done to
 * it: quotes, dashes, blanks, newlines, and letters and digits in black circles,
 * which NFKC leaves alone.
 *
 * Returns: @c itself if it is plain already
 */
gunichar dsc_char_plain(gunichar c);

/**
 * dsc_char_normal:
 *
 * Says which character stands for @c in patterns, after NFKC: digits of any
 * script become 0-9, Arabic letters their Persian forms, small capitals the
 * letters they are.
 */
gunichar dsc_char_normal(gunichar c);

/** dsc_char_lookalike: Returns: the ASCII letter that the Cyrillic, Greek or IPA letter @c
 * looks like, 0 if none */
char dsc_char_lookalike(gunichar c);
