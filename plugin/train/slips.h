/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * dsc_slip:
 *
 * Writes a text as somebody in haste would: vowels left out, letters doubled or swapped,
 * apostrophes and joiners dropped.
 *
 * Returns: (transfer full): the text
 */
char *dsc_slip(const char *text, GRand *rand);
