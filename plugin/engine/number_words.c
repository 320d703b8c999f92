/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/number_words.h"

#include <string.h>

#include "engine/name.h"
#include "engine/wordlists.h"

/* Ten in Turkish, and a word everywhere else: it counts only before another number. */
#define ON "on"

/* Words of one value, as keys (see dsc_word_key()). */
static const struct {
	int value;
	const char *words;
} table[] = {
	{ 1, "one ein eins un uno una bir یک yek" },
	{ 2, "two zwei zwo deux dos iki دو do" },
	{ 3, "three drei trois tres uc سه se" },
	{ 4, "four vier quatre cuatro dort چهار chahar" },
	{ 5, "five funf cinq cinco bes پنج panj" },
	{ 6, "six sechs seis alti شش شیش shish shesh" },
	{ 7, "seven sieben sept siete yedi هفت haft" },
	{ 8, "eight acht huit ocho sekiz هشت hasht" },
	{ 9, "nine neun neuf nueve dokuz نه noh" },
	{ 10, "ten zehn dix diez ده dah" },
	{ 11, "eleven elf onze once یازده yazdah" },
	{ 12, "twelve zwolf douze doce دوازده davazdah" },
	{ 13, "thirteen dreizehn treize trece سیزده sizdah" },
	{ 14, "fourteen vierzehn quatorze catorce چهارده chahardah" },
	{ 15, "fifteen funfzehn quinze quince پانزده پونزده panzdah ponzdah" },
	{ 16, "sixteen sechzehn seize dieciseis شانزده شونزده shanzdah shoonzdah" },
	{ 17, "seventeen siebzehn diecisiete هفده هیفده hefdah" },
	{ 18, "eighteen achtzehn dieciocho هجده هیجده hejdah hijdah" },
	{ 19, "nineteen neunzehn diecinueve نوزده noozdah nuzdah" },
	{ 20, "twenty zwanzig vingt veinte yirmi بیست bist" },
	{ 21, "veintiun veintiuno veintiuna" },
	{ 22, "veintidos" },
	{ 23, "veintitres" },
	{ 24, "veinticuatro" },
	{ 25, "veinticinco" },
	{ 26, "veintiseis" },
	{ 27, "veintisiete" },
	{ 28, "veintiocho" },
	{ 29, "veintinueve" },
	{ 30, "thirty dreissig dreisig trente treinta otuz سی si" },
	{ 40, "forty vierzig quarante cuarenta kirk چهل chehel" },
	{ 50, "fifty funfzig cinquante cincuenta elli پنجاه panjah" },
	{ 60, "sixty sechzig soixante sesenta altmis شصت shast" },
	{ 70, "seventy siebzig septante setenta yetmis هفتاد haftad" },
	{ 80, "eighty achtzig huitante ochenta seksen هشتاد hashtad" },
	{ 90, "ninety neunzig nonante noventa doksan نود navad" },
	{ 100, "hundred hundert einhundert cent cien ciento yuz صد sad" },
};

/* What stands between the words of one number. */
static const char links[] = " and und et y ve و o ";

/* --- Words ---------------------------------------------------------------------------------- */

static gboolean has_word(const char *words, const char *word, gsize len)
{
	for (const char *at = words; *at != '\0';) {
		gsize n = strcspn(at, " ");
		if (n == len && memcmp(at, word, n) == 0)
			return TRUE;
		at += n;
		at += strspn(at, " ");
	}
	return FALSE;
}

/* Returns: 0 if it is no number */
static int value_of(const char *key, gsize len)
{
	if (len == strlen(ON) && memcmp(key, ON, len) == 0)
		return 10;
	for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
		if (has_word(table[i].words, key, len))
			return table[i].value;
	return 0;
}

/* "siebenundvierzig". Returns: 0 if it is nothing like that */
static int value_of_compound(const char *key, gsize len)
{
	const char *und = g_strstr_len(key, (gssize)len, "und");
	if (und == NULL || und == key)
		return 0;
	int unit = value_of(key, (gsize)(und - key));
	int tens = value_of(und + 3, len - (gsize)(und + 3 - key));
	return unit > 0 && unit < 10 && tens >= 20 && tens < 100 ? unit + tens : 0;
}

/* The number at the head of @word; @used: bytes of the text that are it */
static int read_word(const char *text, DscSpan word, gsize *used)
{
	char key[DSC_WORD_KEY_BYTES];
	gsize len = dsc_word_key(text + word.start, dsc_span_length(word), key);
	*used = dsc_span_length(word);
	/* An adjective's ending: "jährige", which is longer by a byte in the text. */
	const char *years = g_strstr_len(key, (gssize)len, "jahrig");
	const char *in_text = g_strstr_len(text + word.start, (gssize)*used, "j\u00E4hrig");
	if (years != NULL && years > key && in_text != NULL) {
		len = (gsize)(years - key);
		*used = (gsize)(in_text - text) - word.start;
	}
	int value = value_of(key, len);
	return value > 0 ? value : value_of_compound(key, len);
}

static gboolean is_link(const char *text, DscSpan word)
{
	char key[DSC_WORD_KEY_BYTES];
	gsize len = dsc_word_key(text + word.start, dsc_span_length(word), key);
	return has_word(links + 1, key, len);
}

/* --- Numbers -------------------------------------------------------------------------------- */

/* What @sum and @next make together; -1 if they are two numbers: "four" "twenty" is 80. */
static int join(int sum, int next)
{
	if (sum == 4 && next == 20)
		return 80;
	if (sum == 1 && next == 100)
		return 100;
	gboolean fits = (sum == 100 && next < 100) ||
			(sum % 100 >= 20 && sum % 10 == 0 && next < 10) ||
			((sum % 100 == 60 || sum % 100 == 80) && next < 20) ||
			(sum % 100 == 10 && next < 10);
	return fits ? sum + next : -1;
}

static gboolean is_near(const char *text, gsize end, gsize start)
{
	return start - end <= 3 && strcspn(text + end, ".,;:!?\n") >= start - end;
}

/* Goes on with the number that ends at @span->end. */
static int read_on(const char *text, gsize len, int sum, DscSpan *span)
{
	DscSpan word = *span;
	gsize from = span->end;
	while (dsc_name_word(text, word.end, len, &word) && is_near(text, from, word.start)) {
		gsize used = 0;
		from = word.end;
		if (is_link(text, word))
			continue;
		int next = read_word(text, word, &used);
		int both = next == 0 ? -1 : join(sum, next);
		if (both < 0)
			break;
		sum = both;
		span->end = word.start + used;
		if (span->end < word.end)
			break;
	}
	return sum;
}

int dsc_number_words_find(const char *folded, gsize len, DscSpan *span)
{
	DscSpan word = { 0, 0 };
	while (dsc_name_word(folded, word.end, len, &word)) {
		gsize used = 0;
		int value = read_word(folded, word, &used);
		DscSpan found = { word.start, word.start + used };
		if (value == 0)
			continue;
		if (used == dsc_span_length(word))
			value = read_on(folded, len, value, &found);
		if (value == 10 && used == strlen(ON) && found.end == word.end)
			continue;
		*span = found;
		return value;
	}
	return -1;
}
