/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What every fuzz driver here shares. A driver defines LLVMFuzzerTestOneInput(),
 * which aborts when an invariant is broken, and ends with FUZZ_MAIN("folder").
 *
 * With -DDSC_LIBFUZZER and -fsanitize=fuzzer it is a libFuzzer target. Otherwise it
 * is a test that prints TAP:
 *
 *     fuzz_x                    replays tests/fuzz/folder and 20000 random messages
 *     fuzz_x --random N SEED    N random messages
 *     fuzz_x FILE...            replays these files
 *
 * The same N and SEED give the same messages. A broken invariant names the message.
 */
int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

#define FUZZ_DEFAULT_RUNS 20000
#define FUZZ_DEFAULT_SEED 20220607

/* Bricks of messages: what people type, what clients make of it, and what breaks it. */
static const char *const fuzz_bricks[] = {
	"Mrs Doe ",
	"MRN 0061-2748",
	"born 12/03/1980",
	" bed 4 ",
	"07700 900123",
	"a b",
	"  ",
	"x",
	"d.oe@mail.example ",
	"\u06F1\u06F4\u06F0\u06F2/\u06F0\u06F3/\u06F1\u06F5",
	"\r\n",
	"\n",
	"\u0639\u0644\u06CC\u200C\u0647\u0627 ",
	"\uFF11\uFF12\u200B\uFF13",
	"\u202E12\u202C",
	"\u00E9",
	"J\u0336o\u0336",
	"\U0001F600",
	"\u041C\u0420N",
	"e\u0301",
	"\u0643\u064A",
	"\u00BD",
	"\uFDFA",
	"<b>",
	"</b>",
	"<i>",
	"</i>",
	"<font color=\"#ff0000\" size=3>",
	"</font>",
	"<br>",
	"<BR/>",
	"<p>",
	"</p>",
	"<div>",
	"</div>",
	"<li>",
	"<span style='color: red'>",
	"</span>",
	"</a>",
	"<a href=\"http://q.example/?mrn=%31%32&amp;y=%D9%81\">",
	"<a href=q.example/%4 title=x>",
	"<img id=\"5\" alt='Doe'>",
	"<i title='a &lt; \"b\"'>",
	"<b checked x=\"y>z\">",
	"<td>",
	"<!-- MRN 77 -->",
	"<!---->",
	"<!--",
	"-->",
	"<!x>",
	"<?x 12?>",
	"<script>",
	"<unknown>",
	"&amp;",
	"&lt;",
	"&gt;",
	"&quot;",
	"&#49;",
	"&#x32",
	"&#49",
	"&nbsp;",
	"&foo;",
	"&#;",
	"&",
	"#",
	"<",
	">",
	"\"",
	"'",
	"=",
	"/",
	"-",
	"--",
	";",
	"%",
	"%4",
	"1",
	"4",
	"b",
	"lt;",
	"<b ",
	"</",
	"<!",
	"\xFF",
	"\xC3",
	"\xA9",
	"\xE2\x82",
};

static inline const char *fuzz_brick(GRand *rand)
{
	return fuzz_bricks[g_rand_int_range(rand, 0, G_N_ELEMENTS(fuzz_bricks))];
}

/* Damages @message in one place. */
static inline void fuzz_mutate(GString *message, GRand *rand)
{
	gint32 at = g_rand_int_range(rand, 0, (gint32)message->len + 1);
	gint32 left = (gint32)message->len - at;
	gint32 n = left > 0 ? g_rand_int_range(rand, 1, MIN(left, 8) + 1) : 0;
	switch (g_rand_int_range(rand, 0, 4)) {
	case 0:
		g_string_erase(message, at, n);
		break;
	case 1:
		g_string_insert(message, at, fuzz_brick(rand));
		break;
	case 2: {
		g_autofree char *again = g_strndup(message->str + at, (gsize)n);
		g_string_insert(message, at, again);
		break;
	}
	default:
		if (n > 0)
			message->str[at] = (char)g_rand_int_range(rand, 0, 256);
	}
}

/* Makes up a message; half of them are damaged afterwards. */
static inline GString *fuzz_message(GRand *rand)
{
	GString *message = g_string_new(NULL);
	for (gint32 n = g_rand_int_range(rand, 0, 14); n > 0; n--)
		g_string_append(message, fuzz_brick(rand));
	if (g_rand_boolean(rand))
		for (gint32 n = g_rand_int_range(rand, 1, 5); n > 0; n--)
			fuzz_mutate(message, rand);
	return message;
}

/* --- Running without libFuzzer --------------------------------------------------------- */

static const GString *fuzz_current;

static inline void fuzz_show_current(int number)
{
	(void)number;
	g_autofree char *shown = g_strescape(fuzz_current->str, NULL);
	fprintf(stderr, "# on %" G_GSIZE_FORMAT " bytes: \"%s\"\n", fuzz_current->len, shown);
}

static inline void fuzz_one(const GString *message)
{
	fuzz_current = message;
	LLVMFuzzerTestOneInput((const guint8 *)message->str, message->len);
}

static inline void fuzz_random(guint runs, guint32 seed)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
	for (guint i = 0; i < runs; i++) {
		g_autoptr(GString) message = fuzz_message(rand);
		fuzz_one(message);
	}
}

static inline gboolean fuzz_file(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *content = NULL;
	gsize len;
	if (!g_file_get_contents(path, &content, &len, &error)) {
		fprintf(stderr, "%s\n", error->message);
		return FALSE;
	}
	g_autoptr(GString) message = g_string_new_len(content, (gssize)len);
	fuzz_one(message);
	return TRUE;
}

/* Replays all files of @folder; returns how many there were. */
static inline guint fuzz_folder(const char *folder)
{
	guint n = 0;
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "fuzz", folder, NULL);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
		g_autofree char *file = g_build_filename(path, name, NULL);
		n += fuzz_file(file) ? 1 : 0;
	}
	return n;
}

static inline int fuzz_main(int argc, char **argv, const char *folder)
{
	g_test_init(&argc, &argv, NULL);
	signal(SIGABRT, fuzz_show_current);
	if (argc == 4 && strcmp(argv[1], "--random") == 0) {
		guint runs = (guint)strtoul(argv[2], NULL, 10);
		fuzz_random(runs, (guint32)strtoul(argv[3], NULL, 10));
		printf("1..1\nok 1 - %u random messages of seed %s\n", runs, argv[3]);
		return EXIT_SUCCESS;
	}
	if (argc > 1) {
		printf("1..%d\n", argc - 1);
		gboolean is_read = TRUE;
		for (int i = 1; i < argc; i++) {
			gboolean is_ok = fuzz_file(argv[i]);
			printf("%s %d - %s\n", is_ok ? "ok" : "not ok", i, argv[i]);
			is_read = is_read && is_ok;
		}
		return is_read ? EXIT_SUCCESS : EXIT_FAILURE;
	}
	guint n = fuzz_folder(folder);
	printf("1..2\n%s 1 - %u files of fuzz/%s\n", n > 0 ? "ok" : "not ok", n, folder);
	fuzz_random(FUZZ_DEFAULT_RUNS, FUZZ_DEFAULT_SEED);
	printf("ok 2 - %d random messages of seed %d\n", FUZZ_DEFAULT_RUNS, FUZZ_DEFAULT_SEED);
	return n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#ifdef DSC_LIBFUZZER
#define FUZZ_MAIN(folder) G_STATIC_ASSERT(sizeof(folder) > 0)
#else
#define FUZZ_MAIN(folder)                                                                          \
	int main(int argc, char **argv)                                                            \
	{                                                                                          \
		return fuzz_main(argc, argv, folder);                                              \
	}                                                                                          \
	G_STATIC_ASSERT(sizeof(folder) > 0)
#endif
