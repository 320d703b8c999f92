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

/**
 * DscCalendarDay:
 * @text: a date as it was written
 * @len:  its length in bytes
 * @date: the day that it is
 */
typedef struct {
	const char *text;
	gsize len;
	GDate date;
} DscCalendarDay;

/**
 * dsc_calendar_is_bare_day:
 * @text: a date as people write it, folded or not
 * @len:  its length in bytes
 *
 * Returns: TRUE if it is the day of a month, and has no month's name or number: "5th"
 */
gboolean dsc_calendar_is_bare_day(const char *text, gsize len);

/**
 * dsc_calendar_follow:
 * @text:   the day of a month, as for dsc_calendar_is_bare_day()
 * @len:    its length in bytes
 * @before: the date that stands before it, and so says the month and the calendar
 * @date:   (out): the day; in the next month if its number is smaller
 *
 * Returns: TRUE if there is such a day; FALSE also if words beside the number may say another
 * month
 */
gboolean dsc_calendar_follow(const char *text, gsize len, const DscCalendarDay *before,
			     GDate *date);
