/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/hostile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An exponential pattern shows itself on forty characters; a run of this length
 * also shows a cubic one, and leaves a merely quadratic scan affordable. */
#define RUN_BYTES 256

/* Repeated samples are longer, for what goes wrong in them grows slowly. */
#define REPEAT_BYTES 1024

/* "(.*a){12}" is slow only on fewer than twelve; 2^11 ways to choose among eleven. */
#define FEW 11

/*
 * An honest pattern takes about two steps of PCRE2's JIT for each turn of a group,
 * so some two thousand on the longest of these texts, and with a second open gap
 * ten thousand; on a few characters it takes a dozen. Those that ought to be
 * flagged need millions, and "(.*a){12}" two thousand on its eleven.
 */
#define STEPS_LONG 20000
#define STEPS_FEW  1000

/* More different characters than these say nothing new about a pattern. */
#define MAX_LETTERS 32

/* Matches no class that anybody writes, so that a run ends here. */
#define BREAK '\001'

static void hostile_free(gpointer data)
{
	DscHostile *hostile = data;

	g_free(hostile->text);
	g_free(hostile->what);
	g_free(hostile);
}

/* What stands for the class that an escape names: a member, or 0 if it names none. */
static gunichar class_member(char escape)
{
	switch (escape) {
	case 'd':
		return '1';
	case 'w':
	case 'S':
	case 'D':
	case 'N':
	case 'X':
		return 'a';
	case 's':
	case 'h':
	case 'W':
		return ' ';
	case 'p':
		return 0xe9;
	default:
		return g_ascii_ispunct(escape) ? (gunichar)escape : 0;
	}
}

static void add_letter(GArray *letters, gunichar letter)
{
	if (letter == 0 || letters->len == MAX_LETTERS)
		return;
	letter = g_unichar_tolower(letter);
	for (guint i = 0; i < letters->len; i++)
		if (g_array_index(letters, gunichar, i) == letter)
			return;
	g_array_append_val(letters, letter);
}

/* Behind (?<name> if that is at @at; the name says nothing about the text. */
static const char *skip_group_name(const char *at)
{
	const char *end;

	if (!g_str_has_prefix(at, "(?<") || at[3] == '=' || at[3] == '!')
		return NULL;
	end = strchr(at, '>');
	return end != NULL ? end + 1 : NULL;
}

/* Which characters a pattern is about. Roughly read: one too many does no harm. */
static GArray *collect_letters(const char *pattern)
{
	GArray *letters = g_array_new(FALSE, FALSE, sizeof(gunichar));

	for (const char *at = pattern; *at != '\0';) {
		const char *behind = skip_group_name(at);

		if (behind != NULL) {
			at = behind;
		} else if (*at == '\\' && at[1] != '\0' && (guchar)at[1] < 0x80) {
			add_letter(letters, class_member(at[1]));
			at += 2;
		} else {
			if (*at == '.')
				add_letter(letters, 'a');
			else if (strchr("()[]{}|*+?^$\\", *at) == NULL)
				add_letter(letters, g_utf8_get_char(at));
			at = g_utf8_next_char(at);
		}
	}
	add_letter(letters, 'a');
	add_letter(letters, '1');
	add_letter(letters, ' ');
	return letters;
}

static void append_run(GString *text, gunichar letter, gsize bytes)
{
	for (gsize end = text->len + bytes; text->len < end;)
		g_string_append_unichar(text, letter);
}

/* PCRE2 gives up at once where a character that must occur does not. So all of
 * them stand at the end, out of reach. */
static char *close_text(GString *text, const GArray *letters)
{
	g_string_append_c(text, BREAK);
	for (guint i = 0; i < letters->len; i++)
		g_string_append_unichar(text, g_array_index(letters, gunichar, i));
	g_string_append_c(text, BREAK);
	return g_string_free(text, FALSE);
}

/* Takes over the strings of @hostile. */
static void add_text(GPtrArray *texts, DscHostile hostile)
{
	DscHostile *copy = g_new(DscHostile, 1);

	*copy = hostile;
	g_ptr_array_add(texts, copy);
}

static void add_runs(GPtrArray *texts, gunichar letter, const GArray *letters)
{
	GString *run = g_string_sized_new(2 * RUN_BYTES);
	GString *few = g_string_sized_new(2 * RUN_BYTES);
	char shown[7] = { 0 };

	g_unichar_to_utf8(letter, shown);
	append_run(run, letter, RUN_BYTES);
	add_text(texts, (DscHostile){
				.text = close_text(run, letters),
				/* TRANSLATORS: what a pattern does not get through */
				.what = g_strdup_printf(_("a long run of \"%s\""), shown),
				.steps = STEPS_LONG,
			});

	for (int i = 0; i < FEW; i++)
		g_string_append_unichar(few, letter);
	append_run(few, letter == '-' ? '_' : '-', RUN_BYTES);
	g_string_append_c(few, BREAK);
	add_text(texts,
		 (DscHostile){
			 .text = g_string_free(few, FALSE),
			 /* TRANSLATORS: what a pattern does not get through */
			 .what = g_strdup_printf(_("a few \"%s\" and then something else"), shown),
			 .steps = STEPS_FEW,
		 });
}

/* @part over and over. */
static void add_repeats(GPtrArray *texts, const char *part, const GArray *letters)
{
	GString *text = g_string_sized_new(2 * REPEAT_BYTES);
	gsize len = strlen(part);

	if (len == 0) {
		g_string_free(text, TRUE);
		return;
	}
	do
		g_string_append_len(text, part, len);
	while (text->len + len <= REPEAT_BYTES);
	add_text(texts,
		 (DscHostile){
			 .text = close_text(text, letters),
			 /* TRANSLATORS: what a pattern does not get through */
			 .what = g_strdup_printf(_("\"%s\" many times over and cut off"), part),
			 .steps = STEPS_LONG,
		 });
}

/* @sample up to each of its characters in turn, which then goes on and on: what a pattern
 * asks for first may keep the other texts from the part of it that is slow. */
static void add_stretched(GPtrArray *texts, const char *sample, const GArray *letters)
{
	gunichar before = 0;

	for (const char *at = sample; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar letter = g_utf8_get_char(at);
		g_autofree char *start = g_strndup(sample, (gsize)(at - sample));
		GString *text;

		if (letter == before)
			continue;
		before = letter;
		text = g_string_new(start);
		append_run(text, letter, RUN_BYTES);
		add_text(texts,
			 (DscHostile){
				 .text = close_text(text, letters),
				 /* TRANSLATORS: what a pattern does not get through */
				 .what = g_strdup_printf(
					 _("\"%s\" and then a long run of one character"), start),
				 .steps = STEPS_LONG,
			 });
	}
}

GPtrArray *dsc_hostile_texts(const char *pattern, const char *sample)
{
	GPtrArray *texts = g_ptr_array_new_with_free_func(hostile_free);
	g_autoptr(GArray) letters = collect_letters(pattern);
	const char *last = g_utf8_find_prev_char(sample, sample + strlen(sample));
	g_autofree char *cut = g_strndup(sample, last != NULL ? last - sample : 0);
	g_autofree char *spaced = g_strconcat(sample, " ", NULL);

	for (guint i = 0; i < letters->len; i++)
		add_runs(texts, g_array_index(letters, gunichar, i), letters);
	add_stretched(texts, sample, letters);
	add_repeats(texts, "a ", letters);
	add_repeats(texts, cut, letters);
	add_repeats(texts, sample, letters);
	add_repeats(texts, spaced, letters);
	return texts;
}
