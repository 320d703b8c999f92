/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * DscHostile:
 * @text:  a text that invites a pattern to try everything in vain
 * @what:  a short description of it for people
 * @steps: how many steps of PCRE2's match limit no honest pattern needs on it
 */
typedef struct {
	char *text;
	char *what;
	guint steps;
} DscHostile;

/**
 * dsc_hostile_texts:
 * @pattern: a pattern, its definitions put in
 * @sample:  a text that it ought to handle
 *
 * Makes texts of at most a few KiB from the characters that @pattern names and
 * from @sample: long runs that break off just before what would end a match.
 *
 * Returns: (transfer full) (element-type DscHostile): the texts
 */
GPtrArray *dsc_hostile_texts(const char *pattern, const char *sample);
