/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Writes JSON straight into a buffer: most of the time that an answer takes would
 * otherwise go into building a tree of it.
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
