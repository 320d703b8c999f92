/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What the fuzz drivers share that make their own inputs: rule files, and messages with
 * words that rules look for. Each has the entry point of libFuzzer and, unless it is
 * built with -DDSC_LIBFUZZER, a main of its own that prints TAP:
 *
 *     fuzz_x [--random N [SEED]]
 *
 * A property that does not hold aborts, as libFuzzer wants it; the seed and the input
 * are printed.
 */
int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

#define MUTATE_DEFAULT_SEED 20220607

typedef struct {
	guint n;
	guint32 seed;
} MutateOptions;

static inline MutateOptions mutate_options(int argc, char **argv, guint n)
{
	MutateOptions options = { n, MUTATE_DEFAULT_SEED };
	if (argc > 2 && strcmp(argv[1], "--random") == 0)
		options.n = (guint)strtoul(argv[2], NULL, 10);
	if (argc > 3)
		options.seed = (guint32)strtoul(argv[3], NULL, 10);
	printf("# --random %u %u\n", options.n, options.seed);
	fflush(stdout);
	return options;
}

/* One of @words; they are not empty and end with NULL. */
static inline const char *mutate_pick(GRand *random, const char *const *words)
{
	guint n = g_strv_length((char **)words);
	return words[g_rand_int_range(random, 0, (gint32)n)];
}

/* Changes @text in one place: bytes go, come, change or stand twice, or a word comes in. */
static inline void mutate_once(GRand *random, GString *text, const char *const *words)
{
	gssize at = g_rand_int_range(random, 0, (gint32)text->len + 1);
	gssize some = g_rand_int_range(random, 1, 24);
	gssize len = MIN(some, (gssize)text->len - at);
	char byte = (char)g_rand_int_range(random, 0, 256);
	g_autofree char *piece = g_strndup(text->str + at, (gsize)len);
	switch (g_rand_int_range(random, 0, 5)) {
	case 0:
		g_string_erase(text, at, len);
		break;
	case 1:
		g_string_insert_c(text, at, byte);
		break;
	case 2:
		if (len > 0)
			text->str[at] = byte;
		break;
	case 3:
		g_string_insert(text, at, piece);
		break;
	default:
		g_string_insert(text, at, mutate_pick(random, words));
		break;
	}
}

static inline void mutate(GRand *random, GString *text, const char *const *words)
{
	for (int n = g_rand_int_range(random, 1, 6); n > 0; n--)
		mutate_once(random, text, words);
}

/* Aborts if a property of @input does not hold, and says how the input looks. */
static inline void mutate_check(gboolean holds, const char *property, const char *input, gsize len)
{
	if (holds)
		return;
	printf("not ok - %s\n# ", property);
	for (gsize i = 0; i < len; i++) {
		char c = input[i];
		if (g_ascii_isprint(c) && c != '\\')
			putchar(c);
		else
			printf("\\x%02x", (guchar)c);
	}
	printf("\n");
	fflush(stdout);
	abort();
}
