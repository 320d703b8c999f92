/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/tagger_features.h"

/**
 * dsc_name_end:
 * @tokens:  among which a name was taken to stand
 * @name:    which of them, counted from 1; the end is not part of it
 * @goes_on: whether a word or a number follows, with nothing but a blank between
 *
 * Titles and capitals tell where a name begins, but hardly where it ends: "Mr Tom Hollis Not for
 * resus". What follows a name and lists know as a word and as nobody's name is left off, and so
 * are negations and orders, for without them a message says the opposite. The first word stays.
 *
 * Returns: where the name ends
 */
guint dsc_name_end(const DscTokens *tokens, DscSpan name, gboolean goes_on);
