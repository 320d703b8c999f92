/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/dates.h"

/* One of the three numbers of a date. */
typedef struct {
	int value;
	int n_digits;
} Part;

static gboolean is_gregorian_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Source: the cycle of 33 years with eight leap years, which agrees with the
 * observed calendar of Iran from 1178 to 1633. */
static gboolean is_jalali_leap(int year)
{
	int place = year % 33;

	return place == 1 || place == 5 || place == 9 || place == 13 || place == 17 ||
	       place == 22 || place == 26 || place == 30;
}

static gboolean is_gregorian(int year, int month, int day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (year < 1850 || year > 2150 || month < 1 || month > 12 || day < 1)
		return FALSE;
	return day <= days[month - 1] + (month == 2 && is_gregorian_leap(year));
}

/* Source: Iran's law of 31 March 1925 on the months' names and lengths. */
static gboolean is_jalali(int year, int month, int day)
{
	if (year < 1230 || year > 1530 || month < 1 || month > 12 || day < 1)
		return FALSE;
	if (month <= 6)
		return day <= 31;
	return day <= (month < 12 || is_jalali_leap(year) ? 30 : 29);
}

static gboolean exists(int year, int month, int day)
{
	return is_gregorian(year, month, day) || is_jalali(year, month, day);
}

/* A year of two digits is any of its century's that may be meant. */
static gboolean is_day(Part year, Part month, Part day)
{
	static const int centuries[] = { 1300, 1400, 1900, 2000 };

	if (month.n_digits > 2 || day.n_digits > 2)
		return FALSE;
	if (year.n_digits == 4)
		return exists(year.value, month.value, day.value);
	for (gsize i = 0; i < G_N_ELEMENTS(centuries) && year.n_digits == 2; i++)
		if (exists(centuries[i] + year.value, month.value, day.value))
			return TRUE;
	return FALSE;
}

static gsize skip_blanks(const char *text, gsize len, gsize at)
{
	while (at < len && text[at] == ' ')
		at++;
	return at;
}

/* Reads a number of up to four digits and the blanks around it, moves @at behind. */
static gboolean read_part(const char *text, gsize len, gsize *at, Part *part)
{
	gsize i = skip_blanks(text, len, *at);

	*part = (Part){ 0 };
	for (; i < len && g_ascii_isdigit(text[i]); i++) {
		if (part->n_digits == 4)
			return FALSE;
		part->value = part->value * 10 + (text[i] - '0');
		part->n_digits++;
	}
	*at = skip_blanks(text, len, i);
	return part->n_digits > 0;
}

static gboolean read_separator(const char *text, gsize len, gsize *at)
{
	if (*at >= len || (text[*at] != '/' && text[*at] != '-' && text[*at] != '.'))
		return FALSE;
	(*at)++;
	return TRUE;
}

gboolean dsc_is_date(const char *text, gsize len)
{
	Part parts[3];
	gsize at = 0;

	for (int i = 0; i < 3; i++)
		if ((i > 0 && !read_separator(text, len, &at)) ||
		    !read_part(text, len, &at, &parts[i]))
			return FALSE;
	if (at != len)
		return FALSE;
	return is_day(parts[2], parts[1], parts[0]) || is_day(parts[2], parts[0], parts[1]) ||
	       is_day(parts[0], parts[1], parts[2]);
}
