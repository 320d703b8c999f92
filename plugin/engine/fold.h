/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/span.h"

/*
 * The form of a text that patterns are matched against, so that tricks of
 * spelling hide nothing, with a map back to the plain text.
 *
 * Folding, in this order, for each cluster of a base letter and its marks:
 *  - zero-width characters, bidi controls, soft hyphens, variation selectors,
 *    tatweel and Arabic vowel marks vanish; so does ZWNJ, which Persian writes
 *    inside words;
 *  - NFKC, so full-width, circled and ligature forms become plain letters;
 *  - every decimal digit of any script becomes 0-9;
 *  - Arabic yeh and kaf become the Persian letters, alef with hamza or madda
 *    becomes alef, teh marbuta becomes heh;
 *  - typographic quotes, dashes and spaces become ' " - and a space; newlines
 *    stay, all kinds of them as \n;
 *  - Cyrillic and Greek letters that look Latin become Latin inside a word that
 *    also has Latin letters.
 * Upper and lower case stay as they are: case tells a name.
 *
 * A rule author writes patterns for the folded form.
 */
typedef struct DscFold DscFold;

/**
 * dsc_fold_new:
 * @plain: valid UTF-8 without NUL
 * @len:   its length in bytes, or -1 if NUL-terminated
 *
 * Returns: (transfer full): the folded text; does not keep @plain
 */
DscFold *dsc_fold_new(const char *plain, gssize len);

/** dsc_fold_free: frees @fold; NULL is allowed. */
void dsc_fold_free(DscFold *fold);

/**
 * dsc_fold_text:
 * @len: (out) (optional): its length in bytes
 *
 * Returns: (transfer none): folded text, valid UTF-8, NUL-terminated
 */
const char *dsc_fold_text(const DscFold *fold, gsize *len);

/**
 * dsc_fold_to_plain:
 * @folded: bytes of the folded text
 *
 * Returns: the stretch of plain text whose folding is @folded, widened to whole
 * clusters: from the first byte of the first to the end of the last one
 */
DscSpan dsc_fold_to_plain(const DscFold *fold, DscSpan folded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscFold, dsc_fold_free)
