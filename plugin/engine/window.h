/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/span.h"

/**
 * dsc_window_before:
 * @part: what may be looked at
 * @at:   a byte of it where a character begins, or its end
 *
 * Returns: the @n characters before @at
 */
DscSpan dsc_window_before(const char *text, DscSpan part, gsize at, guint n);

/**
 * dsc_window_after:
 *
 * Returns: the @n characters from @at on, and the rest of the word that they would cut, which might
 * else look like a shorter one
 */
DscSpan dsc_window_after(const char *text, DscSpan part, gsize at, guint n);
