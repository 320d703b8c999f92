/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whatever stands in a rule file: loading it does not crash, every fault names a line
 * of the file, and rules come only from a file without fault.
 */
#include "engine/engine.h"
#include "mutate.h"

#include "../engine/scratch.h"

#define DEFAULT_N 2000

static const char *const words[] = {
	"[rule:x]\n",
	"[define]\n",
	"[ruleset]\n",
	"\n[",
	"]]",
	"[[",
	"=",
	"\\u{200B}",
	"\\u{",
	"(?&",
	"(?<span>",
	")",
	"(",
	"[fa]=",
	"match.1=",
	"keywords=;",
	"pattern=",
	"\r\n",
	"\xEF\xBB\xBF",
	"(?&n)",
	"n=(?&n)\n",
	"{1,99999}",
	"(?R)",
	"\\Q",
	"\\K",
	"(*FAIL)",
	"(?#",
	"likelihood=1e999",
	NULL,
};

static const char codes[] = "[code:T-1]\nsource=s\ntitle=t\ntext=x\n"
			    "[code:T-2]\nsource=s\ntitle=t\ntext=x\n";

/* The one folder that all inputs are written to, in turn. */
static Scratch scratch;

static gboolean names_line(const char *message, const char *path)
{
	gsize len = strlen(path);
	if (strncmp(message, path, len) != 0 || message[len] != ':')
		return FALSE;
	char *end = NULL;
	return strtoul(message + len + 1, &end, 10) > 0 && g_str_has_prefix(end, ": ");
}

static void check_problems(const GPtrArray *problems, const guint8 *data, gsize size)
{
	g_autofree char *path = scratch_path(&scratch, "it.rules");
	for (guint i = 0; i < problems->len; i++) {
		const GError *error = g_ptr_array_index(problems, i);
		mutate_check(names_line(error->message, path), error->message, (const char *)data,
			     size);
	}
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	if (scratch.path == NULL) {
		scratch = scratch_new();
		scratch_write(&scratch, "codes.conf", codes, -1);
	}
	scratch_write(&scratch, "it.rules", (const char *)data, (gssize)size);
	g_autoptr(GPtrArray) problems =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	g_autoptr(DscEngine) engine = dsc_engine_load(scratch.path, problems);
	check_problems(problems, data, size);
	mutate_check(problems->len == 0 || dsc_rules_all(dsc_engine_rules(engine))->len == 0,
		     "rules come from a good file only", (const char *)data, size);
	g_autoptr(DscReport) report = dsc_engine_scan(
		engine, dsc_text_new("ward number 1230, aab", -1, DSC_FORMAT_PLAIN), NULL);
	g_assert_nonnull(report);
	return 0;
}

#ifndef DSC_LIBFUZZER

static void add_files(GPtrArray *corpus, const char *folder)
{
	g_autofree char *path =
		g_build_filename(g_getenv("G_TEST_SRCDIR"), "engine", "rules", folder, NULL);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	g_assert_nonnull(dir);
	for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
		g_autofree char *file = g_build_filename(path, name, NULL);
		char *content = NULL;
		g_assert_true(g_file_get_contents(file, &content, NULL, NULL));
		g_ptr_array_add(corpus, content);
	}
}

static void run(const GString *text)
{
	LLVMFuzzerTestOneInput((const guint8 *)text->str, text->len);
}

int main(int argc, char **argv)
{
	if (g_getenv("G_TEST_SRCDIR") == NULL) {
		printf("Bail out! G_TEST_SRCDIR is not set; \"make check\" does that\n");
		return 1;
	}
	MutateOptions options = mutate_options(argc, argv, DEFAULT_N);
	g_autoptr(GPtrArray) corpus = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GRand) random = g_rand_new_with_seed(options.seed);
	add_files(corpus, "valid");
	add_files(corpus, "invalid");
	for (guint i = 0; i < corpus->len + options.n; i++) {
		g_autoptr(GString) text = g_string_new(corpus->pdata[i % corpus->len]);
		if (i >= corpus->len)
			mutate(random, text, words);
		run(text);
	}
	scratch_clear(&scratch);
	printf("ok 1 - %u rule files and %u mutations of them\n1..1\n", corpus->len, options.n);
	return 0;
}

#endif
