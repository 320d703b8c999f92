/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Writes JSON straight into a buffer: most of the time that an answer takes would
 * otherwise go into building a tree of it. And reads what a tree does not keep.
 */

/**
 * dsc_json_append_string:
 * @text: UTF-8
 * @len:  in bytes, or -1 if NUL-terminated
 *
 * Appends @text as a JSON string. What is not ASCII stays as it is.
 */
void dsc_json_append_string(GString *out, const char *text, gssize len);

/** dsc_json_append_number: appends @value, rounded to three significant digits. */
void dsc_json_append_number(GString *out, double value);

/**
 * dsc_json_member:
 * @object: a JSON object and blanks around it, known to be valid
 * @len:    bytes of it
 * @key:    ASCII
 *
 * Finds a value as it was written: 1.10 and 12345678901234567890 are no numbers of C.
 *
 * Returns: (transfer full) (nullable): its JSON; NULL if @object has no such key
 */
char *dsc_json_member(const char *object, gsize len, const char *key);
