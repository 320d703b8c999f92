/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "engine/fold.h"
#include "engine/name.h"
#include "engine/wordlists.h"

/* How far ahead a date without a year may lie. */
#define AHEAD_DAYS 31

/* Four-digit years that are Jalali; 1230 began in 1851. */
#define JALALI_FIRST 1230
#define JALALI_LAST  1530

/* Names of the months as keys (see dsc_word_key()); a longer word may begin with the Latin ones. */
static const char *const gregorian[] = {
	"jan enero ene ocak janner ژانویه",
	"feb fevrier fev subat فوریه",
	"mar mars marzo marz mart مارس",
	"apr avril avr abril abr nisan آوریل اوریل",
	"may mai mayo mayis مه می",
	"jun juin haziran ژوین ژوئن",
	"jul juillet juil temmuz ژوییه ژوئیه جولای",
	"aug aout agosto ago agustos اوت",
	"sep eylul سپتامبر",
	"oct okt ekim اکتبر",
	"nov kasim نوامبر",
	"dec dez dic aralik دسامبر",
};
static const char *const jalali[] = {
	"farvardin فروردین", "ordibehesht اردیبهشت",
	"khordad خرداد",     "tir تیر",
	"mordad مرداد",	     "shahrivar شهریور",
	"mehr مهر",	     "aban ابان آبان",
	"azar اذر آذر",	     "dey دی",
	"bahman بهمن",	     "esfand اسفند",
};

/* What was read: 0 is what stands not there. */
typedef struct {
	guint numbers[3];
	guint digits[3]; /* of each number */
	guint n_numbers;
	guint n_others;	   /* words that say neither a number nor a month */
	guint month;	   /* by its name */
	guint month_place; /* how many numbers stand before the name */
	gboolean is_jalali;
	gboolean is_unclear; /* more in it than a date */
} Reading;

/* A date on its way: 0 is what is not known. */
typedef struct {
	guint year;
	guint month;
	guint day;
	gboolean is_jalali;
} Parts;

/* --- Jalali --------------------------------------------------------------------------------- */

/*
 * Days since 1 January 1600. Leap years come in cycles of 33 years, which agrees with the
 * calendar of Iran from 1178 to 1634. Source: Birashk, A Comparative Calendar of the Iranian,
 * Muslim Lunar, and Christian Eras, 1993.
 */
static guint jalali_days(guint year, guint month, guint day)
{
	guint years = year - 979;
	guint days = 365 * years + years / 33 * 8 + (years % 33 + 3) / 4;
	days += month < 7 ? (month - 1) * 31 : (month - 7) * 30 + 186;
	return days + day - 1 + 79;
}

static gboolean set_jalali(guint year, guint month, guint day, GDate *date)
{
	if (year < JALALI_FIRST || year > JALALI_LAST || month < 1 || month > 12 || day < 1 ||
	    day > (month < 7 ? 31u : 30u))
		return FALSE;
	g_date_set_dmy(date, 1, G_DATE_JANUARY, 1600);
	g_date_add_days(date, jalali_days(year, month, day));
	return TRUE;
}

static gboolean set_date(const Parts *parts, GDate *date)
{
	guint day = parts->day == 0 ? 15 : parts->day;
	if (parts->is_jalali)
		return set_jalali(parts->year, parts->month, day, date);
	if (parts->year < 1850 || parts->year > 2150 || parts->month > 12 || day > 31 ||
	    !g_date_valid_dmy((GDateDay)day, (GDateMonth)parts->month, (GDateYear)parts->year))
		return FALSE;
	g_date_set_dmy(date, (GDateDay)day, (GDateMonth)parts->month, (GDateYear)parts->year);
	return TRUE;
}

/* --- Reading -------------------------------------------------------------------------------- */

static gboolean names_month(const char *names, const char *key, gsize len)
{
	gboolean is_latin = (guchar)key[0] < 0x80;
	for (const char *name = names; *name != '\0';) {
		gsize name_len = strcspn(name, " ");
		gboolean fits = name_len == len ||
				(is_latin && len > name_len && name_len > 2 && len <= 10);
		if (fits && memcmp(name, key, name_len) == 0)
			return TRUE;
		name += name_len;
		name += strspn(name, " ");
	}
	return FALSE;
}

static guint find_month(const char *const *months, const char *key, gsize len)
{
	for (guint i = 0; i < 12; i++)
		if (names_month(months[i], key, len))
			return i + 1;
	return 0;
}

static void add_number(Reading *reading, const char *from, gsize len)
{
	if (reading->n_numbers == G_N_ELEMENTS(reading->numbers) || len > 4) {
		reading->is_unclear = TRUE;
		return;
	}
	g_autofree char *digits = g_strndup(from, len);
	reading->numbers[reading->n_numbers] = (guint)atoi(digits);
	reading->digits[reading->n_numbers++] = (guint)len;
}

/* "3rd" is a number and what does not matter. */
static void add_word(Reading *reading, const char *word, gsize len)
{
	gsize digits = strspn(word, "0123456789");
	if (digits > 0) {
		add_number(reading, word, MIN(digits, len));
		return;
	}
	char key[DSC_WORD_KEY_BYTES];
	gsize key_len = dsc_word_key(word, len, key);
	guint month = find_month(gregorian, key, key_len);
	guint of_jalali = month == 0 ? find_month(jalali, key, key_len) : 0;
	if (month + of_jalali == 0) {
		reading->n_others++;
		return;
	}
	reading->is_unclear |= reading->month != 0;
	reading->month = month + of_jalali;
	reading->is_jalali = of_jalali != 0;
	reading->month_place = reading->n_numbers;
}

static Reading read_words(const char *text, gsize len)
{
	Reading reading = { .month = 0 };
	g_autoptr(DscFold) fold = dsc_fold_new(text, (gssize)len);
	gsize folded_len = 0;
	const char *folded = dsc_fold_text(fold, &folded_len);
	DscSpan word = { 0, 0 };
	while (dsc_name_word(folded, word.end, folded_len, &word))
		add_word(&reading, folded + word.start, dsc_span_length(word));
	return reading;
}

/* --- What it means -------------------------------------------------------------------------- */

static guint full_year(guint year, guint digits, const GDate *today)
{
	if (digits > 2)
		return year;
	guint now = g_date_get_year(today);
	guint this_century = now / 100 * 100 + year;
	return this_century > now + 1 ? this_century - 100 : this_century;
}

static void set_year(Parts *parts, guint year, guint digits, const GDate *today)
{
	if (parts->is_jalali && digits <= 2)
		parts->year = (year < 50 ? 1400 : 1300) + year;
	else
		parts->year = full_year(year, digits, today);
	parts->is_jalali |= parts->year >= JALALI_FIRST && parts->year <= JALALI_LAST;
}

/* The year in which the day is past, or soon. */
static gboolean guess_year(Parts *parts, const GDate *today, GDate *date)
{
	guint year = g_date_get_year(today) + 1;
	parts->year = parts->is_jalali ? year - 621 : year;
	for (guint tries = 0; tries < 6; tries++, parts->year--)
		if (set_date(parts, date) && g_date_days_between(today, date) <= AHEAD_DAYS)
			return TRUE;
	return FALSE;
}

/* The last such day of a month. */
static gboolean guess_month(Parts *parts, const GDate *today, GDate *date)
{
	parts->year = g_date_get_year(today);
	parts->month = g_date_get_month(today);
	for (guint tries = 0; tries < 3; tries++) {
		if (set_date(parts, date) && g_date_compare(date, today) <= 0)
			return TRUE;
		parts->year -= parts->month == 1;
		parts->month = parts->month == 1 ? 12 : parts->month - 1;
	}
	return FALSE;
}

static gboolean read_named(const Reading *reading, const GDate *today, GDate *date)
{
	Parts parts = { .month = reading->month, .is_jalali = reading->is_jalali };
	gboolean year_first = reading->digits[0] > 2;
	if (reading->n_numbers == 1 && year_first) {
		set_year(&parts, reading->numbers[0], reading->digits[0], today);
		return set_date(&parts, date);
	}
	if (reading->n_numbers == 0 || reading->n_numbers > 2)
		return FALSE;
	parts.day = reading->numbers[reading->n_numbers == 2 && year_first ? 1 : 0];
	if (reading->n_numbers == 1)
		return guess_year(&parts, today, date);
	guint year = year_first ? 0 : 1;
	set_year(&parts, reading->numbers[year], reading->digits[year], today);
	return set_date(&parts, date);
}

static gboolean read_numbers(const Reading *reading, const GDate *today, GDate *date)
{
	const guint *numbers = reading->numbers;
	gboolean year_first = reading->digits[0] > 2;
	Parts parts = { .day = numbers[year_first ? 2 : 0], .month = numbers[1] };
	if (reading->n_numbers == 1)
		return guess_month(&(Parts){ .day = numbers[0] }, today, date);
	if (reading->n_numbers == 3)
		set_year(&parts, numbers[year_first ? 0 : 2], reading->digits[year_first ? 0 : 2],
			 today);
	else if (year_first || reading->n_numbers != 2)
		return FALSE;
	for (guint tries = 0; tries < 2; tries++) {
		if (parts.year != 0 ? set_date(&parts, date) : guess_year(&parts, today, date))
			return TRUE;
		guint day = parts.day;
		parts.day = parts.month;
		parts.month = day;
		parts.year = reading->n_numbers == 3 ? parts.year : 0;
	}
	return FALSE;
}

gboolean dsc_calendar_read(const char *text, gsize len, const GDate *today, GDate *date)
{
	Reading reading = read_words(text, len);
	g_date_clear(date, 1);
	if (reading.is_unclear)
		return FALSE;
	return reading.month != 0 ? read_named(&reading, today, date)
				  : read_numbers(&reading, today, date);
}

/* --- Days of a month that another date names ------------------------------------------------ */

static gboolean is_bare_day(const Reading *reading)
{
	return reading->n_numbers == 1 && reading->month == 0 && !reading->is_unclear &&
	       reading->digits[0] <= 2;
}

static gboolean is_in_jalali(const Reading *reading)
{
	for (guint i = 0; i < reading->n_numbers; i++)
		if (reading->numbers[i] >= JALALI_FIRST && reading->numbers[i] <= JALALI_LAST)
			return TRUE;
	return reading->is_jalali;
}

/* Returns: 0 if the day is outside of what set_jalali() knows */
static guint jalali_day_of_month(const GDate *date)
{
	guint year = g_date_get_year(date) - 622;
	guint day = 0;
	for (guint month = 0; month < 24; month++) {
		GDate first;
		g_date_clear(&first, 1);
		if (!set_jalali(year + month / 12, month % 12 + 1, 1, &first))
			return 0;
		if (g_date_compare(&first, date) > 0)
			return day;
		day = (guint)g_date_days_between(&first, date) + 1;
	}
	return day;
}

gboolean dsc_calendar_is_bare_day(const char *text, gsize len)
{
	Reading reading = read_words(text, len);
	return is_bare_day(&reading);
}

gboolean dsc_calendar_follow(const char *text, gsize len, const DscCalendarDay *before, GDate *date)
{
	Reading reading = read_words(text, len);
	Reading of_before = read_words(before->text, before->len);
	g_date_clear(date, 1);
	/* "3rd of last month" is of another one. */
	if (!is_bare_day(&reading) || reading.n_others > 0)
		return FALSE;
	gboolean is_jalali = is_in_jalali(&of_before);
	GDate day = before->date;
	for (guint ahead = 0; ahead <= AHEAD_DAYS; ahead++) {
		guint number = is_jalali ? jalali_day_of_month(&day) : g_date_get_day(&day);
		if (number == reading.numbers[0]) {
			*date = day;
			return TRUE;
		}
		g_date_add_days(&day, 1);
	}
	return FALSE;
}
