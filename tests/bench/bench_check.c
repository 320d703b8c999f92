/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How long one check takes inside a client, and what loading costs.
 *
 * usage: bench_check CORPUS.jsonl [ROUNDS]
 * Checks every message of the corpus ROUNDS times (50 if left out); prints the median
 * and the 99th percentile over all checks, the time to load the data folder and the
 * memory that the loaded set takes.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "policy/guard.h"

#define WARM_UP_ROUNDS 2

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

static gint64 check_ns(const DscGuard *guard, const char *message)
{
	gint64 from = now_ns();
	DscText *text = dsc_text_new(message, -1, DSC_FORMAT_PLAIN);
	dsc_decision_free(dsc_guard_check(guard, text, NULL));
	return now_ns() - from;
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

	g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(gint64));
	for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
		for (guint i = 0; i < corpus.texts->len; i++) {
			gint64 ns = check_ns(guard, g_ptr_array_index(corpus.texts, i));
			if (round >= 0)
				g_array_append_val(times, ns);
		}
	}
	g_array_sort(times, compare_ns);
	printf("rules          %u\n",
	       dsc_rules_all(dsc_engine_rules(dsc_guard_engine(guard)))->len);
	printf("messages       %u of %.0f bytes on average, %d rounds\n", corpus.texts->len,
	       (double)corpus.bytes / corpus.texts->len, rounds);
	printf("load           %.1f ms, %.1f MiB\n", load_ms, loaded_mib);
	printf("check median   %.1f us\n",
	       (double)g_array_index(times, gint64, times->len / 2) / 1e3);
	printf("check 99th     %.1f us\n",
	       (double)g_array_index(times, gint64, times->len / 100 * 99) / 1e3);
	g_ptr_array_unref(corpus.texts);
	return 0;
}
