/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/generalise.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "engine/calendar.h"
#include "engine/fold.h"
#include "engine/number_words.h"

/* Ages of whom there are few. Source: 45 CFR 164.514(b)(2)(i)(C). */
#define FEW_LEFT_AT 90

/* Nobody is older; a larger number is no age. */
#define OLDEST 130

/* A message with more dates is a table; its story begins among the first of them. */
#define MAX_DATES 16

/* How long after a date with its year the story is told; the calendar's own month ahead comes on
 * top, so that a year fits between. */
#define STORY_DAYS 303

/* A date without a year is another one when it is read so many years earlier. */
#define YEARS_BETWEEN 8

/* --- Ages ----------------------------------------------------------------------------------- */

/* The first number of up to three digits in the folded text of a finding, or else in words.
 * Returns: -1 if there is none */
static int find_number(const char *folded, gsize len, DscSpan *number)
{
	const char *digits = strpbrk(folded, "0123456789");
	if (digits == NULL)
		return dsc_number_words_find(folded, len, number);
	gsize n = strspn(digits, "0123456789");
	*number = (DscSpan){ (gsize)(digits - folded), (gsize)(digits - folded) + n };
	return n > 3 ? -1 : atoi(digits);
}

/* The digit zero of the script in which @text is written. */
static gunichar zero_of(const char *text)
{
	gunichar c = g_utf8_get_char(text);
	if (g_unichar_isdigit(c))
		return c - (gunichar)g_unichar_digit_value(c);
	return g_unichar_get_script(c) == G_UNICODE_SCRIPT_ARABIC ? 0x06F0 : '0';
}

static void append_digits(GString *out, int number, gunichar zero)
{
	g_autofree char *ascii = g_strdup_printf("%d", number);
	for (const char *digit = ascii; *digit != '\0'; digit++)
		g_string_append_unichar(out, zero + (gunichar)(*digit - '0'));
}

/* "40-49", and above that of whom there are few "90+", which reads well in any language. */
static void append_decade(GString *out, int age, gunichar zero)
{
	int decade = MIN(age, FEW_LEFT_AT) / 10 * 10;
	append_digits(out, decade, zero);
	if (decade == FEW_LEFT_AT) {
		g_string_append_c(out, '+');
		return;
	}
	g_string_append(out, "\u2013");
	append_digits(out, decade + 9, zero);
}

/* "47F" keeps its F, parted by a blank, and "siebenundvierzigj\u00E4hrig" what it is. */
static const char *gap_behind(const char *plain, gsize end, gboolean in_words)
{
	if (!g_unichar_isalpha(g_utf8_get_char(plain + end)))
		return "";
	return in_words ? "-" : " ";
}

/* The number gives way to its decade; what stands around it in the finding stays. */
static char *generalise_age(const char *plain, DscSpan span)
{
	const char *text = plain + span.start;
	gsize len = dsc_span_length(span);
	g_autoptr(DscFold) fold = dsc_fold_new(text, (gssize)len);
	gsize folded_len = 0;
	const char *folded = dsc_fold_text(fold, &folded_len);
	DscSpan found;
	int age = find_number(folded, folded_len, &found);
	if (age < 0 || age > OLDEST)
		return NULL;
	gboolean in_words = !g_ascii_isdigit(folded[found.start]);
	DscSpan number = dsc_fold_to_plain(fold, found);
	g_autoptr(GString) out = g_string_new_len(text, (gssize)number.start);
	append_decade(out, age, zero_of(text + number.start));
	if (in_words || number.end == len)
		g_string_append(out, gap_behind(text, number.end, in_words));
	g_string_append_len(out, text + number.end, (gssize)(len - number.end));
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* --- Dates ---------------------------------------------------------------------------------- */

/* What was found, if it is a date that can be told by the day. */
static gboolean find_date(const DscReport *report, guint index, DscCalendarDay *found)
{
	const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), index);
	const char *plain = dsc_text_plain(dsc_report_text(report), NULL);
	*found = (DscCalendarDay){ .text = plain + finding->span.start,
				   .len = dsc_span_length(finding->span) };
	return finding->rule->generalise == DSC_GENERALISE_DATE;
}

/* Reads what names its month; a bare day means nothing by itself. */
static gboolean read_date(const DscReport *report, guint index, const GDate *today, GDate *date)
{
	DscCalendarDay found;
	return find_date(report, index, &found) &&
	       !dsc_calendar_is_bare_day(found.text, found.len) &&
	       dsc_calendar_read(found.text, found.len, today, date);
}

/* Whether the date says its year, and so is the same whenever it is read. */
static gboolean read_year(const DscReport *report, guint index, const GDate *today, GDate *date)
{
	GDate then = *today;
	GDate other;
	g_date_subtract_years(&then, YEARS_BETWEEN);
	return read_date(report, index, today, date) && read_date(report, index, &then, &other) &&
	       g_date_compare(date, &other) == 0;
}

/*
 * When the story of a date is told: "admitted 3/2/2019, home 14/2" goes on in 2019. Beside a date
 * with its year another one is less than a month before it, or else behind it.
 */
static GDate day_of_telling(const DscReport *report, guint index, const GDate *today)
{
	GDate telling = *today;
	GDate date;
	guint n = 0;
	for (guint i = 0; i < dsc_report_findings(report)->len && n < MAX_DATES; i++) {
		if (!read_date(report, i, today, &date))
			continue;
		n++;
		if (!read_year(report, i, today, &date))
			continue;
		gboolean is_first = g_date_compare(&telling, today) == 0;
		if (i > index && !is_first)
			break;
		g_date_add_days(&date, STORY_DAYS);
		telling = g_date_compare(&date, today) < 0 ? date : *today;
	}
	return telling;
}

static gboolean read_full(const DscReport *report, guint index, const GDate *today, GDate *date)
{
	if (read_year(report, index, today, date))
		return TRUE;
	GDate telling = day_of_telling(report, index, today);
	return read_date(report, index, &telling, date);
}

/* The date before a bare day that names its month; a table of bare days has none nearby.
 * Returns: @index if there is none */
static guint find_month_before(const DscReport *report, guint index)
{
	DscCalendarDay found;
	guint n = 0;
	for (guint i = index; i > 0 && n < MAX_DATES; i--) {
		if (!find_date(report, i - 1, &found))
			continue;
		if (!dsc_calendar_is_bare_day(found.text, found.len))
			return i - 1;
		n++;
	}
	return index;
}

/* "Admitted 3 March, home on the 9th": the date before it says the month. Without one nothing
 * does, and the last 9th would be a guess. */
static gboolean read_bare(const DscReport *report, guint index, const GDate *today, GDate *date)
{
	guint first = find_month_before(report, index);
	DscCalendarDay before;
	DscCalendarDay next;
	if (first == index || !find_date(report, first, &before) ||
	    !read_full(report, first, today, &before.date))
		return FALSE;
	for (guint i = first + 1; i <= index; i++) {
		if (!find_date(report, i, &next))
			continue;
		if (!dsc_calendar_follow(next.text, next.len, &before, &next.date))
			return FALSE;
		before.date = next.date;
	}
	*date = before.date;
	return TRUE;
}

static gboolean read_in_story(const DscReport *report, guint index, const GDate *today, GDate *date)
{
	DscCalendarDay found;
	if (!find_date(report, index, &found))
		return FALSE;
	return dsc_calendar_is_bare_day(found.text, found.len)
		       ? read_bare(report, index, today, date)
		       : read_full(report, index, today, date);
}

/* Returns: FALSE if there is only one day in the message */
static gboolean find_first_day(const DscReport *report, const GDate *today, GDate *first)
{
	GDate last;
	GDate date;
	guint n = 0;
	for (guint i = 0; i < dsc_report_findings(report)->len && n < MAX_DATES; i++) {
		if (!read_in_story(report, i, today, &date))
			continue;
		if (n == 0 || g_date_compare(&date, first) < 0)
			*first = date;
		if (n == 0 || g_date_compare(&date, &last) > 0)
			last = date;
		n++;
	}
	return n > 1 && g_date_compare(first, &last) != 0;
}

/* The day of the story; the first is day 1. */
static char *say_day(int days)
{
	if (days < 60)
		return g_strdup_printf(_("[day %d]"), days + 1);
	if (days < 2 * 365)
		return g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "[%d month later]",
						   "[%d months later]", (gulong)days / 30),
				       days / 30);
	return g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "[%d year later]", "[%d years later]",
					   (gulong)days / 365),
			       days / 365);
}

static const char *say_ago(int days)
{
	static const struct {
		int below;
		const char *words;
	} table[] = {
		{ -13, N_("[later]") },		  { -1, N_("[soon]") },
		{ 0, N_("[tomorrow]") },	  { 1, N_("[today]") },
		{ 2, N_("[yesterday]") },	  { 7, N_("[a few days ago]") },
		{ 14, N_("[last week]") },	  { 60, N_("[some weeks ago]") },
		{ 365, N_("[some months ago]") },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
		if (days < table[i].below)
			return _(table[i].words);
	return _("[over a year ago]");
}

static char *generalise_date(const DscReport *report, guint index, const GDate *today)
{
	GDate date;
	GDate first;
	if (!read_in_story(report, index, today, &date))
		return NULL;
	if (find_first_day(report, today, &first))
		return say_day(MAX(g_date_days_between(&first, &date), 0));
	return g_strdup(say_ago(g_date_days_between(&date, today)));
}

/* --- All ------------------------------------------------------------------------------------ */

char *dsc_generalise(const DscReport *report, guint index, const GDate *today)
{
	const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), index);
	switch (finding->rule->generalise) {
	case DSC_GENERALISE_AGE:
		return generalise_age(dsc_text_plain(dsc_report_text(report), NULL), finding->span);
	case DSC_GENERALISE_DATE:
		return generalise_date(report, index, today);
	case DSC_GENERALISE_VILLAGE:
		return g_strdup(_("[a village]"));
	case DSC_GENERALISE_TOWN:
		return g_strdup(_("[a town]"));
	default:
		return NULL;
	}
}
