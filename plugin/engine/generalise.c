/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/generalise.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "engine/calendar.h"
#include "engine/fold.h"

/* Ages of whom there are few. Source: 45 CFR 164.514(b)(2)(i)(C). */
#define FEW_LEFT_AT 90

/* Nobody is older; a larger number is no age. */
#define OLDEST 130

/* A message with more dates is a table; its story begins among the first of them. */
#define MAX_DATES 64

/* --- Ages ----------------------------------------------------------------------------------- */

/* Returns: the first number in @text; -1 if there is none */
static int read_number(const char *text, gsize len)
{
	g_autoptr(DscFold) fold = dsc_fold_new(text, (gssize)len);
	const char *digits = strpbrk(dsc_fold_text(fold, NULL), "0123456789");
	return digits == NULL || strspn(digits, "0123456789") > 3 ? -1 : atoi(digits);
}

/* "47F" keeps its F: a blank parts it from what stands in for the number. */
static const char *gap_behind(const char *plain, gsize end)
{
	return g_unichar_isalpha(g_utf8_get_char(plain + end)) ? " " : "";
}

static char *generalise_age(const char *plain, DscSpan span)
{
	int age = read_number(plain + span.start, dsc_span_length(span));
	const char *gap = gap_behind(plain, span.end);
	if (age < 0 || age > OLDEST)
		return NULL;
	if (age >= FEW_LEFT_AT)
		return g_strconcat(_("90 or over"), gap, NULL);
	if (age < 10)
		return g_strconcat(_("under 10"), gap, NULL);
	if (age < 20)
		return g_strconcat(_("teens"), gap, NULL);
	/* TRANSLATORS: the decade of somebody's age; 40 stands for 40 to 49 */
	g_autofree char *decade = g_strdup_printf(_("%ds"), age / 10 * 10);
	return g_strconcat(decade, gap, NULL);
}

/* --- Dates ---------------------------------------------------------------------------------- */

static gboolean read_date(const DscReport *report, guint index, const GDate *today, GDate *date)
{
	const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), index);
	const char *plain = dsc_text_plain(dsc_report_text(report), NULL);
	return finding->rule->generalise == DSC_GENERALISE_DATE &&
	       dsc_calendar_read(plain + finding->span.start, dsc_span_length(finding->span), today,
				 date);
}

/* Returns: FALSE if there is only one day in the message */
static gboolean find_first_day(const DscReport *report, const GDate *today, GDate *first)
{
	GDate last;
	GDate date;
	guint n = 0;
	for (guint i = 0; i < dsc_report_findings(report)->len && n < MAX_DATES; i++) {
		if (!read_date(report, i, today, &date))
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
	if (!read_date(report, index, today, &date))
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
