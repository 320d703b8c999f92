/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What must be known of PCRE2's language to take a pattern to pieces.
 */

/**
 * dsc_syntax_skip:
 * @at: in a pattern, not at its end
 *
 * Returns: the place behind what stands at @at: an escape, a character class, a comment, or
 * else one byte, a bracket among them
 */
const char *dsc_syntax_skip(const char *at);
