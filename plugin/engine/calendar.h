/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * dsc_calendar_read:
 * @text:  a date as people write it, folded or not: numbers in any order, names of months in
 *         the six languages, Gregorian or Jalali
 * @len:   its length in bytes
 * @today: stands in for what the date leaves out: without a year it is the last such day,
 *         or one within a month from now; without a month likewise
 * @date:  (out): the day; the middle of the month if there is none in it
 *
 * A day and a month in numbers are read in this order, unless only the other way round is a
 * date.
 *
 * Returns: TRUE if it could be read
 */
gboolean dsc_calendar_read(const char *text, gsize len, const GDate *today, GDate *date);
