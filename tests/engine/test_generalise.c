/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/generalise.h"

#include <string.h>

#include "engine/calendar.h"
#include "engine/number_words.h"
#include "fixture.h"

#define REST TEXTS "nomatch.1=none\n"

/* Days are told by this one: Wednesday, 18 March 2026, the 27th of Esfand 1404. */
static GDate today_is(void)
{
	GDate today;
	g_date_clear(&today, 1);
	g_date_set_dmy(&today, 18, G_DATE_MARCH, 2026);
	return today;
}

static void test_calendar(void)
{
	static const struct {
		const char *text;
		const char *day; /* NULL: it cannot be read */
	} table[] = {
		{ "14/03/2026", "2026-03-14" },
		{ "14.3.26", "2026-03-14" },
		{ "03/14/2026", "2026-03-14" },
		{ "2026-03-14", "2026-03-14" },
		{ "14/03/51", "1951-03-14" },
		{ "۱۴/۰۳/۲۰۲۶", "2026-03-14" },
		{ "1404/12/23", "2026-03-14" },
		{ "۲۳ اسفند ۱۴۰۴", "2026-03-14" },
		{ "۲۳ اسفند", "2026-03-14" },
		{ "1 farvardin 1405", "2026-03-21" },
		{ "30 esfand 1403", "2025-03-20" },
		{ "14 March 2026", "2026-03-14" },
		{ "March 14th, 2026", "2026-03-14" },
		{ "2026 March 14", "2026-03-14" },
		{ "14th of March", "2026-03-14" },
		{ "14 apr", "2026-04-14" },
		{ "14 May", "2025-05-14" },
		{ "14. März 2026", "2026-03-14" },
		{ "14 février 2026", "2026-02-14" },
		{ "14 août 2025", "2025-08-14" },
		{ "14 de enero de 2026", "2026-01-14" },
		{ "14 Ağustos 2025", "2025-08-14" },
		{ "14 Şubat", "2026-02-14" },
		{ "March 2026", "2026-03-15" },
		{ "14/3", "2026-03-14" },
		{ "3/14", "2026-03-14" },
		{ "14th", "2026-03-14" },
		{ "19th", "2026-02-19" },
		{ "31st", "2026-01-31" },
		{ "29 February 2026", NULL },
		{ "32/13/2026", NULL },
		{ "0/0/0", NULL },
		{ "99999/1/1", NULL },
		{ "1/2/3/4", NULL },
		{ "the third of next month", NULL },
		{ "", NULL },
	};
	GDate today = today_is();
	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		GDate date;
		char day[16] = "";
		g_test_message("%s", table[i].text);
		if (dsc_calendar_read(table[i].text, strlen(table[i].text), &today, &date))
			g_date_strftime(day, sizeof day, "%Y-%m-%d", &date);
		g_assert_cmpstr(day, ==, table[i].day == NULL ? "" : table[i].day);
	}
}

/* Both calendars agree on every day that the one has and the other can be asked for. */
static void test_jalali_goes_on(void)
{
	GDate today = today_is();
	GDate last;
	g_date_clear(&last, 1);
	for (int year = 1300; year <= 1450; year++) {
		for (int month = 1; month <= 12; month++) {
			int days = month < 7 ? 31 : month < 12 ? 30 : 29;
			for (int day = 1; day <= days; day++) {
				char text[16];
				GDate date;
				g_snprintf(text, sizeof text, "%d/%d/%d", year, month, day);
				g_assert_true(dsc_calendar_read(text, strlen(text), &today, &date));
				int step =
					g_date_valid(&last) ? g_date_days_between(&last, &date) : 1;
				/* A leap day is passed over at the end of some years. */
				g_assert_cmpint(step, >=, 1);
				g_assert_cmpint(step, <=, day == 1 && month == 1 ? 2 : 1);
				last = date;
			}
		}
	}
}

static const char rules[] =
	"[ruleset]\nformat=1\nfamily=CONF\n"
	"[rule:age]\ntype=QUASI\nlikelihood=0.1\ngeneralise=age\nreplacement=[age]\n" REST
	"pattern=\\d+yo|\\d+(?=F)|aged (?<span>\\w+)\nmatch.1=47yo\n"
	"[rule:date]\ntype=DATE\nlikelihood=0.9\ngeneralise=date\nreplacement=[date]\n" REST
	"pattern=\\d+/\\d+(?:/\\d+)?|\\d+(?:th|rd) of last month|\\d+(?:st|nd|rd|th)|easter\n"
	"match.1=1/2/2020\n"
	"[rule:village]\ntype=ADDRESS\nlikelihood=0.9\ngeneralise=village\nreplacement=[v]\n" REST
	"pattern=carrow\nmatch.1=carrow\n"
	"[rule:town]\ntype=ADDRESS\nlikelihood=0.9\ngeneralise=town\nreplacement=[t]\n" REST
	"pattern=tromsdal\nmatch.1=tromsdal\n"
	"[rule:job]\ntype=QUASI\nlikelihood=0.1\ngeneralise=replacement\nreplacement=[j]\n" REST
	"pattern=mayor\nmatch.1=mayor\n";

static void test_number_words(void)
{
	static const struct {
		const char *text;
		const char *words; /* NULL: there is no number */
		int number;
	} table[] = {
		{ "sixty-two year old", "sixty-two", 62 },
		{ "one hundred and three years old", "one hundred and three", 103 },
		{ "thirteen", "thirteen", 13 },
		{ "siebenundvierzigjährige", "siebenundvierzig", 47 },
		{ "Dreißigjähriger", "Dreißig", 30 },
		{ "zweiundneunzig Jahre", "zweiundneunzig", 92 },
		{ "vingt et un ans", "vingt et un", 21 },
		{ "soixante-dix-sept ans", "soixante-dix-sept", 77 },
		{ "quatre-vingt-dix-neuf ans", "quatre-vingt-dix-neuf", 99 },
		{ "sesenta y dos años", "sesenta y dos", 62 },
		{ "veintitrés años", "veintitrés", 23 },
		{ "altmış iki yaşında", "altmış iki", 62 },
		{ "on dört yaşında", "on dört", 14 },
		{ "شصت و دو ساله", "شصت و دو", 62 },
		{ "shast o do sale", "shast o do", 62 },
		{ "forty, two of them", "forty", 40 },
		{ "twenty thirty", "twenty", 20 },
		{ "on the ward", NULL, -1 },
		{ "hunderttausend", NULL, -1 },
		{ "", NULL, -1 },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		DscSpan span = { 0, 0 };
		g_test_message("%s", table[i].text);
		int number = dsc_number_words_find(table[i].text, strlen(table[i].text), &span);
		g_assert_cmpint(number, ==, table[i].number);
		g_autofree char *words =
			g_strndup(table[i].text + span.start, dsc_span_length(span));
		g_assert_cmpstr(words, ==, table[i].words == NULL ? "" : table[i].words);
	}
}

static void test_generalise(void)
{
	static const struct {
		const char *message;
		const char *said; /* for each finding, parted by "|"; "-" for nothing */
	} table[] = {
		{ "47yo", "40–49yo" },
		{ "47F", "40–49 " },
		{ "۴۷yo", "۴۰–۴۹yo" },
		{ "0yo 9yo 10yo 19yo 20yo", "0–9yo|0–9yo|10–19yo|10–19yo|20–29yo" },
		{ "89yo 90yo 104yo 131yo 4711yo", "80–89yo|90+yo|90+yo|-|-" },
		{ "aged forty", "40–49" },
		{ "aged Smith", "-" },
		{ "aged fortysix", "-" },
		{ "18/3/2026", "[today]" },
		{ "17/3/2026", "[yesterday]" },
		{ "14/3/2026", "[a few days ago]" },
		{ "10/3/2026", "[last week]" },
		{ "10/2/2026", "[some weeks ago]" },
		{ "10/6/2025", "[some months ago]" },
		{ "10/6/2024", "[over a year ago]" },
		{ "19/3/2026", "[tomorrow]" },
		{ "24/3/2026", "[soon]" },
		{ "24/6/2026", "[later]" },
		{ "14/3/2026 12/3/2026 14/3/2026", "[day 3]|[day 1]|[day 3]" },
		{ "14/3/2026 14/3/2026", "[a few days ago]|[a few days ago]" },
		{ "3/2/2019 on 14/2", "[day 1]|[day 12]" },
		{ "14/2 after 3/2/2019", "[day 12]|[day 1]" },
		{ "3/2/2019 since 28/1", "[day 7]|[day 1]" },
		{ "28/12/2019 to 3/1", "[day 1]|[day 7]" },
		{ "3/2/2019 14/2 5/5/2024 8/5",
		  "[day 1]|[day 12]|[5 years later]|[5 years later]" },
		{ "1/1/2020 1/4/2020 1/4/2024", "[day 1]|[3 months later]|[4 years later]" },
		{ "3/3 on the 9th", "[day 1]|[day 7]" },
		{ "28/2 on the 3rd", "[day 1]|[day 4]" },
		{ "3/3 5th 2nd 4th", "[day 1]|[day 3]|[day 31]|[day 33]" },
		{ "28/12/2019 3rd", "[day 1]|[day 7]" },
		{ "31/1/2026 31st", "[some weeks ago]|[some weeks ago]" },
		{ "1403/12/28 2nd", "[day 1]|[day 5]" },
		{ "1403/1/3 9th", "[day 1]|[day 7]" },
		{ "9th", "-" },
		{ "9th, 3/3", "-|[some weeks ago]" },
		{ "3/3 3rd of last month", "[some weeks ago]|-" },
		{ "30/1/2026 32nd", "[some weeks ago]|-" },
		{ "12/3/2026 easter", "[a few days ago]|-" },
		{ "carrow tromsdal", "[a village]|[a town]" },
		{ "mayor", "-" },
	};
	g_autoptr(DscEngine) engine = engine_of(rules);
	GDate today = today_is();
	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(DscReport) report = dsc_engine_scan(
			engine, dsc_text_new(table[i].message, -1, DSC_FORMAT_PLAIN), NULL);
		g_autoptr(GString) all = g_string_new(NULL);
		for (guint k = 0; k < dsc_report_findings(report)->len; k++) {
			g_autofree char *said = dsc_generalise(report, k, &today);
			g_string_append_printf(all, "%s%s", k == 0 ? "" : "|",
					       said == NULL ? "-" : said);
		}
		g_test_message("%s", table[i].message);
		g_assert_cmpstr(all->str, ==, table[i].said);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/generalise/calendar", test_calendar);
	g_test_add_func("/generalise/jalali-goes-on", test_jalali_goes_on);
	g_test_add_func("/generalise/words", test_generalise);
	g_test_add_func("/generalise/number-words", test_number_words);
	return g_test_run();
}
