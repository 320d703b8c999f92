/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * dsc_is_date:
 * @text: three numbers parted by "/", "-" or ".", blanks around them allowed
 * @len:  its length in bytes
 *
 * Reads day, month, year; month, day, year; or year, month, day, the year in two
 * or four digits, and looks whether the day exists in the Gregorian or the Jalali
 * calendar. Four-digit years are believed from 1850 to 2150 (Gregorian) and from
 * 1230 to 1530 (Jalali).
 *
 * Returns: TRUE if any of the readings is a day
 */
gboolean dsc_is_date(const char *text, gsize len);
