/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How long one check takes inside a client, what loading costs, and how bad it can get.
 *
 * usage: bench_check CORPUS.jsonl [ROUNDS]
 * Checks every message of the corpus ROUNDS times (50 if left out). Prints the time to load the
 * data folder and the memory that the loaded set takes; the time of the very first check, and of
 * all of the first round, in which patterns are compiled; the median and the 99th percentile over
 * all checks; the time for longer and longer texts made of the corpus' messages; and the worst
 * texts that it can build out of the rules' own cases and of runs of letters, against the budget.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "policy/guard.h"

#define LONG_BYTES   4000
#define MAX_DOUBLING 8
#define REPEATS	     25

/* Hostile texts are sifted at the first length; the worst of them are tried at the second. */
#define SIFT_BYTES  (16 * 1024)
#define WORST_BYTES DSC_ENGINE_MAX_BYTES
#define N_WORST	    6

typedef struct {
	GPtrArray *texts;
	gsize bytes;
} Corpus;

static Corpus corpus_read(const char *path)
{
	Corpus corpus = { .texts = g_ptr_array_new_with_free_func(g_free) };
	g_autofree char *content = NULL;
	g_autoptr(GError) error = NULL;
	if (!g_file_get_contents(path, &content, NULL, &error))
		g_error("%s", error->message);
	g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		json_t *object = json_loads(*line, 0, NULL);
		const char *text = json_string_value(json_object_get(object, "text"));
		if (text != NULL) {
			g_ptr_array_add(corpus.texts, g_strdup(text));
			corpus.bytes += strlen(text);
		}
		json_decref(object);
	}
	return corpus;
}

/* --- Measuring ------------------------------------------------------------------------------ */

static double resident_mib(void)
{
	g_autofree char *statm = NULL;
	if (!g_file_get_contents("/proc/self/statm", &statm, NULL, NULL))
		return 0;
	long pages = strtol(strchr(statm, ' '), NULL, 10);
	return (double)pages * (double)sysconf(_SC_PAGESIZE) / (1024.0 * 1024.0);
}

static gint64 now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (gint64)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int compare_ns(gconstpointer a, gconstpointer b)
{
	gint64 x = *(const gint64 *)a;
	gint64 y = *(const gint64 *)b;
	return (x > y) - (x < y);
}

static double percentile_us(GArray *times, guint percent)
{
	g_array_sort(times, compare_ns);
	return (double)g_array_index(times, gint64, (times->len - 1) * percent / 100) / 1e3;
}

static gint64 check_ns(const DscGuard *guard, const char *message)
{
	gint64 from = now_ns();
	DscText *text = dsc_text_new(message, -1, DSC_FORMAT_PLAIN);
	dsc_decision_free(dsc_guard_check(guard, text, NULL));
	return now_ns() - from;
}

/* The median of some checks of one text, the first one left out. */
static double median_us(const DscGuard *guard, const char *message)
{
	g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(gint64));
	check_ns(guard, message);
	for (int i = 0; i < REPEATS; i++) {
		gint64 ns = check_ns(guard, message);
		g_array_append_val(times, ns);
	}
	return percentile_us(times, 50);
}

/* --- The corpus ----------------------------------------------------------------------------- */

static void bench_first(const DscGuard *guard, const Corpus *corpus)
{
	gint64 first = check_ns(guard, g_ptr_array_index(corpus->texts, 0));
	gint64 all = first;
	for (guint i = 1; i < corpus->texts->len; i++)
		all += check_ns(guard, g_ptr_array_index(corpus->texts, i));
	printf("first check    %.1f ms, the first round %.1f ms in all\n", (double)first / 1e6,
	       (double)all / 1e6);
}

static void bench_corpus(const DscGuard *guard, const Corpus *corpus, int rounds)
{
	g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(gint64));
	for (int round = 0; round < rounds; round++) {
		for (guint i = 0; i < corpus->texts->len; i++) {
			gint64 ns = check_ns(guard, g_ptr_array_index(corpus->texts, i));
			g_array_append_val(times, ns);
		}
	}
	printf("messages       %u of %.0f bytes on average, %d rounds\n", corpus->texts->len,
	       (double)corpus->bytes / corpus->texts->len, rounds);
	printf("check median   %.1f us\n", percentile_us(times, 50));
	printf("check 99th     %.1f us\n", percentile_us(times, 99));
}

/* Messages of the corpus one after the other, from @first on, cut at a character. */
static char *join(const Corpus *corpus, guint first, gsize bytes)
{
	GString *text = g_string_new(NULL);
	for (guint i = first; text->len < bytes; i++) {
		g_string_append(text, g_ptr_array_index(corpus->texts, i % corpus->texts->len));
		g_string_append_c(text, ' ');
	}
	g_string_truncate(
		text, (gsize)(g_utf8_find_prev_char(text->str, text->str + bytes + 1) - text->str));
	return g_string_free(text, FALSE);
}

static void bench_lengths(const DscGuard *guard, const Corpus *corpus)
{
	for (guint n = 1; n <= MAX_DOUBLING; n *= 2) {
		gsize bytes = n * LONG_BYTES;
		double us = 0;
		for (guint part = 0; part < 4; part++) {
			guint first = part * corpus->texts->len / 4;
			g_autofree char *text = join(corpus, first, bytes);
			us += median_us(guard, text) / 4;
		}
		printf("%5zu bytes    %.0f us, %.1f us for 1000 bytes\n", bytes, us,
		       us * 1000 / (double)bytes);
	}
}

/* --- The worst ------------------------------------------------------------------------------ */

typedef struct {
	char *part;
	double ms; /* at SIFT_BYTES */
} Hostile;

static void hostile_clear(Hostile *hostile)
{
	g_free(hostile->part);
}

static char *repeat(const char *part, gsize bytes)
{
	GString *text = g_string_sized_new(bytes + strlen(part));
	while (text->len + strlen(part) <= bytes)
		g_string_append(text, part);
	return g_string_free(text, FALSE);
}

static void add_hostile(const DscGuard *guard, GArray *all, const char *part)
{
	g_autofree char *text = repeat(part, SIFT_BYTES);
	Hostile hostile = { .part = g_strdup(part) };
	check_ns(guard, text);
	hostile.ms = (double)check_ns(guard, text) / 1e6;
	g_array_append_val(all, hostile);
}

static void add_cases(const DscGuard *guard, GArray *all)
{
	const GPtrArray *rules = dsc_rules_all(dsc_engine_rules(dsc_guard_engine(guard)));
	for (guint i = 0; i < rules->len; i++) {
		const DscRule *rule = g_ptr_array_index(rules, i);
		const DscCase *example = g_ptr_array_index(rule->cases, 0);
		g_autofree char *part = g_strconcat(example->text, " ", NULL);
		add_hostile(guard, all, part);
	}
}

static int compare_hostile(gconstpointer a, gconstpointer b)
{
	const Hostile *x = a;
	const Hostile *y = b;
	return (x->ms < y->ms) - (x->ms > y->ms);
}

static void bench_worst(const DscGuard *guard)
{
	static const char *const parts[] = { "a",   "A",     "1",	"a ",	  "A ",	  "1 ",
					     "1-",  "Ab ",   "the ",	"Mr ",	  "@",	  "a@",
					     "a.",  "\n",    "bed 1 ",	"ا",	  "ا ",	  "بیمار ",
					     "éé ", "Dr A ", "a\u0301", "no, a ", "1/1/", "pt " };
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Hostile));
	g_array_set_clear_func(all, (GDestroyNotify)hostile_clear);
	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
		add_hostile(guard, all, parts[i]);
	add_cases(guard, all);
	g_array_sort(all, compare_hostile);
	printf("worst texts    %d KiB, %d KiB (the budget is %d ms)\n", SIFT_BYTES / 1024,
	       WORST_BYTES / 1024, DSC_ENGINE_BUDGET_US / 1000);
	for (guint i = 0; i < N_WORST; i++) {
		const Hostile *hostile = &g_array_index(all, Hostile, i);
		g_autofree char *text = repeat(hostile->part, WORST_BYTES);
		printf("  %8.1f ms %8.1f ms  %.60s\n", hostile->ms,
		       (double)check_ns(guard, text) / 1e6, hostile->part);
	}
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: %s CORPUS.jsonl [ROUNDS]\n", argv[0]);
		return 2;
	}
	int rounds = argc > 2 ? atoi(argv[2]) : 50;
	Corpus corpus = corpus_read(argv[1]);
	g_autofree char *folder = dsc_guard_data_folder();
	g_autoptr(GPtrArray) problems =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);

	double before_mib = resident_mib();
	gint64 load_from = now_ns();
	g_autoptr(DscGuard) guard = dsc_guard_new(folder, problems);
	double load_ms = (double)(now_ns() - load_from) / 1e6;
	double loaded_mib = resident_mib() - before_mib;
	if (dsc_guard_engine(guard) == NULL) {
		fprintf(stderr, "%s holds no rules; name the data folder with DISCRETION_DATA\n",
			folder);
		return 2;
	}
	printf("rules          %u\n",
	       dsc_rules_all(dsc_engine_rules(dsc_guard_engine(guard)))->len);
	printf("load           %.1f ms, %.1f MiB\n", load_ms, loaded_mib);

	bench_first(guard, &corpus);
	bench_corpus(guard, &corpus, rounds);
	printf("memory         %.1f MiB after that\n", resident_mib() - before_mib);
	bench_lengths(guard, &corpus);
	bench_worst(guard);
	g_ptr_array_unref(corpus.texts);
	return 0;
}
