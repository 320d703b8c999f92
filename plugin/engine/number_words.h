/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/span.h"

/**
 * dsc_number_words_find:
 * @folded: folded text
 * @len:    its length in bytes
 * @span:   (out): where the number stands; in "siebenundvierzigjährige" without what
 *          follows it in the word
 *
 * Reads the first number up to 199 that is written in words: in English, German, French,
 * Spanish, Turkish or Persian, Persian in either script.
 *
 * Returns: the number; -1 if there is none
 */
int dsc_number_words_find(const char *folded, gsize len, DscSpan *span);
