/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * dsc_define_expand:
 * @source:  a pattern
 * @defines: (nullable) (element-type utf8 utf8): name → pattern
 * @error:   (out) (optional): DSC_PATTERN_ERROR_DEFINE
 *
 * Replaces every (?&name) by (?:definition), and so on inside of definitions.
 * What stands in a character class, in a comment, in \Q…\E or behind a
 * backslash is no reference. A definition that contains itself is refused, and
 * so is a pattern that grows beyond all measure.
 *
 * Returns: (transfer full) (nullable): the pattern without references, NULL
 * with @error set
 */
char *dsc_define_expand(const char *source, GHashTable *defines, GError **error);
