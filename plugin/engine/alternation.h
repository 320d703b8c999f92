/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * dsc_alternation_factor:
 * @source: a pattern
 *
 * Writes lists of words so that what several begin with stands once: (?:abc|abd|xyz) becomes
 * (?:ab(?:c|d)|xyz). A regex library tries one alternative after the other, so that a list
 * of five hundred words costs five hundred comparisons where nothing stands, and about thirty
 * then. What matches, and which alternative wins, stays the same: only alternatives that begin
 * with different letters, and so can never match at the same place, change their order.
 *
 * Returns: (transfer full): the pattern, the same if there is nothing to do or part of it is not
 * understood
 */
char *dsc_alternation_factor(const char *source);
