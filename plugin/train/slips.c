/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/slips.h"

#include <string.h>

/* One letter in so many goes wrong. */
#define LETTERS_A_SLIP 22

#define ZERO_WIDTH_NON_JOINER 0x200c

/* A message's habits: what this sender does throughout. */
typedef struct {
	gboolean no_apostrophes;
	gboolean no_marks;
	gunichar joiner; /* what stands for a zero-width non-joiner; 0 for nothing */
} Habits;

static Habits choose_habits(GRand *rand)
{
	Habits habits = {
		.no_apostrophes = g_rand_boolean(rand),
		.no_marks = g_rand_boolean(rand),
		.joiner = g_rand_boolean(rand) ? ' ' : 0,
	};
	return habits;
}

static gboolean is_vowel(gunichar c)
{
	return c < 0x80 && c != 0 && strchr("aeiou", (int)c) != NULL;
}

static void put(GString *out, gunichar c)
{
	g_string_append_unichar(out, c);
}

/* Writes @c, and maybe @next, with a slip. Returns: how many of the two were used up */
static guint slip_letter(GString *out, gunichar c, gunichar next, GRand *rand)
{
	switch (g_rand_int_range(rand, 0, 4)) {
	case 0:
		put(out, c);
		put(out, c);
		return 1;
	case 1:
		if (!g_unichar_isalpha(next))
			break;
		put(out, next);
		put(out, c);
		return 2;
	default:
		if (is_vowel(c))
			return 1;
		break;
	}
	put(out, c);
	return 1;
}

/* Writes what is no letter as @habits say. */
static void put_mark(GString *out, gunichar c, Habits habits)
{
	if (c == ZERO_WIDTH_NON_JOINER) {
		if (habits.joiner != 0)
			put(out, habits.joiner);
	} else if (c == '\'' || c == 0x2019) {
		if (!habits.no_apostrophes)
			put(out, c);
	} else if (!(habits.no_marks && (c == '.' || c == ',' || c == ';'))) {
		put(out, c);
	}
}

char *dsc_slip(const char *text, GRand *rand)
{
	glong n = 0;
	g_autofree gunichar *chars = g_utf8_to_ucs4_fast(text, -1, &n);
	GString *out = g_string_new(NULL);
	Habits habits = choose_habits(rand);
	for (glong i = 0; i < n;) {
		if (!g_unichar_isalpha(chars[i])) {
			put_mark(out, chars[i++], habits);
			continue;
		}
		if (g_rand_int_range(rand, 0, LETTERS_A_SLIP) == 0) {
			i += slip_letter(out, chars[i], chars[i + 1], rand);
			continue;
		}
		put(out, chars[i++]);
	}
	return g_string_free(out, FALSE);
}
