/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * dsc_entity_read:
 * @at:  where "&" stands
 * @len: bytes left from there
 * @c:   (out): the character that is meant
 *
 * Reads a character reference: the names that libpurple knows, in any case, and
 * numbers, decimal or hexadecimal, with or without their semicolon.
 *
 * Returns: its length in bytes, 0 if it is none and "&" stands for itself
 */
gsize dsc_entity_read(const char *at, gsize len, gunichar *c);
