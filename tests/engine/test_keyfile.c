/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/keyfile.h"

#include <string.h>

#include "scratch.h"

#define DOMAIN (g_quark_from_static_string("test-keyfile"))

static DscKeyfile *load(const char *content, gssize len)
{
	g_auto(Scratch) scratch = scratch_new();
	scratch_write(&scratch, "it.conf", content, len);
	g_autofree char *path = scratch_path(&scratch, "it.conf");
	return dsc_keyfile_load(path, DOMAIN);
}

static void assert_faults(const DscKeyfile *file, const char *expected)
{
	const GPtrArray *faults = dsc_keyfile_faults(file);
	g_autoptr(GString) all = g_string_new(NULL);
	for (guint i = 0; i < faults->len; i++) {
		const GError *fault = g_ptr_array_index(faults, i);
		const char *message = fault->message;
		g_assert_true(g_str_has_prefix(message, dsc_keyfile_path(file)));
		message += strlen(dsc_keyfile_path(file));
		g_string_append_printf(all, "%s|", message);
	}
	g_assert_cmpstr(all->str, ==, expected);
}

static void test_lines(void)
{
	g_autoptr(DscKeyfile) file = load("# one\n[a]\n\nx=1\n  y = 2 \n[b]\r\nz=\\d=\\s\r\n", -1);
	assert_faults(file, "");
	const DscKeyfileGroup *a = dsc_keyfile_group(file, "a");
	const DscKeyfileGroup *b = dsc_keyfile_group(file, "b");
	g_assert_cmpuint(dsc_keyfile_groups(file)->len, ==, 2);
	g_assert_cmpuint(a->line, ==, 2);
	g_assert_cmpuint(b->line, ==, 6);
	g_assert_cmpuint(dsc_keyfile_entry(a, "x")->line, ==, 4);
	g_assert_cmpuint(dsc_keyfile_entry(a, "y")->line, ==, 5);
	g_assert_cmpstr(dsc_keyfile_entry(a, "y")->value, ==, "2 ");
	g_assert_cmpstr(dsc_keyfile_entry(b, "z")->value, ==, "\\d=\\s");
	g_assert_null(dsc_keyfile_entry(a, "z"));
	g_assert_null(dsc_keyfile_group(file, "c"));
}

/* Whatever GLib's own reader makes of a good file, ours makes of it too. */
static void test_like_glib(void)
{
	const char *content = "\n# c\n[one]\nk=v\nblank=\nodd = a # b; c \nraw=\\d\\s\\\n";
	g_autoptr(DscKeyfile) file = load(content, -1);
	g_autoptr(GKeyFile) other = g_key_file_new();
	g_key_file_load_from_data(other, content, strlen(content), G_KEY_FILE_NONE, NULL);
	const DscKeyfileGroup *group = dsc_keyfile_group(file, "one");
	for (guint i = 0; i < group->entries->len; i++) {
		const DscKeyfileEntry *entry = g_ptr_array_index(group->entries, i);
		g_autofree char *value = g_key_file_get_value(other, "one", entry->key, NULL);
		g_assert_cmpstr(entry->value, ==, value);
	}
	g_assert_cmpuint(group->entries->len, ==, 4);
}

static void compare_with_glib(const char *path)
{
	g_autoptr(DscKeyfile) file = dsc_keyfile_load(path, DOMAIN);
	g_autoptr(GKeyFile) other = g_key_file_new();
	g_autoptr(GError) error = NULL;
	g_key_file_load_from_file(other, path, G_KEY_FILE_KEEP_TRANSLATIONS, &error);
	g_assert_no_error(error);
	gsize n_groups = 0;
	g_auto(GStrv) names = g_key_file_get_groups(other, &n_groups);
	g_assert_cmpuint(dsc_keyfile_groups(file)->len, ==, n_groups);
	for (gsize i = 0; i < n_groups; i++) {
		const DscKeyfileGroup *group = dsc_keyfile_group(file, names[i]);
		gsize n_keys = 0;
		g_auto(GStrv) keys = g_key_file_get_keys(other, names[i], &n_keys, NULL);
		g_assert_nonnull(group);
		g_assert_cmpuint(group->entries->len, ==, n_keys);
		for (gsize k = 0; k < n_keys; k++) {
			g_autofree char *value =
				g_key_file_get_value(other, names[i], keys[k], NULL);
			g_assert_cmpstr(dsc_keyfile_entry(group, keys[k])->value, ==, value);
		}
	}
}

static void test_shipped_like_glib(void)
{
	g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "..", "rules", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	guint n_files = 0;
	g_assert_nonnull(dir);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		if (!g_str_has_suffix(name, ".rules") && !g_str_has_suffix(name, ".conf"))
			continue;
		compare_with_glib(path);
		n_files++;
	}
	g_assert_cmpuint(n_files, >=, 5);
}

static void test_faults_of_reading(void)
{
	g_autoptr(DscKeyfile) bytes = load("[a]\nx=1\ny=\xff\n", -1);
	assert_faults(bytes, ":3: this line is not UTF-8 text; save the file as UTF-8|");
	g_autoptr(DscKeyfile) nul = load("[a]\nx=\0y\n", 9);
	assert_faults(nul, ":2: this line is not UTF-8 text; save the file as UTF-8|");
	g_assert_cmpuint(dsc_keyfile_groups(nul)->len, ==, 0);
	g_autoptr(DscKeyfile) empty = load("", 0);
	assert_faults(empty, "");
	g_autoptr(DscKeyfile) missing = dsc_keyfile_load("/nonexistent/it.conf", DOMAIN);
	const GError *fault = g_ptr_array_index(dsc_keyfile_faults(missing), 0);
	g_assert_error(fault, DOMAIN, DSC_KEYFILE_ERROR_READ);
	g_autoptr(DscKeyfile) folder = dsc_keyfile_load("/", DOMAIN);
	assert_faults(folder, ":1: this is not a file; remove it or put the file in its place|");
	g_autoptr(DscKeyfile) device = dsc_keyfile_load("/dev/zero", DOMAIN);
	assert_faults(device, ":1: this is not a file; remove it or put the file in its place|");
}

static void test_twice(void)
{
	g_autoptr(DscKeyfile) file = load("[a]\nx=1\nx=2\n[a]\ny=1\n[b]\nx=3\n", -1);
	assert_faults(file,
		      ":3: the key \"x\" stands in line 2 already; remove one of the two|"
		      ":4: the group [a] stands in line 1 already; rename or remove one of the "
		      "two|");
	g_assert_cmpstr(dsc_keyfile_entry(dsc_keyfile_group(file, "a"), "x")->value, ==, "1");
	g_assert_cmpstr(dsc_keyfile_entry(dsc_keyfile_group(file, "b"), "x")->value, ==, "3");
}

static void test_faults_in_order(void)
{
	g_autoptr(DscKeyfile) file = load("[a]\n", -1);
	dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, 7, "c");
	dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, 3, "a");
	dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, 7, "d");
	dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, 5, "%s", "b");
	assert_faults(file, ":3: a|:5: b|:7: c|:7: d|");
}

static void test_check(void)
{
	static const DscKeyfileKey known[] = {
		{ "title", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
		{ "match", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_NUMBERED },
		{ "type", DSC_KEYFILE_PLAIN },
		{ NULL, DSC_KEYFILE_PLAIN },
	};
	g_autoptr(DscKeyfile) good =
		load("[a]\ntitle=a\\sb\\\\\ntitle[fa]=b\nmatch.12=c\ntype=\\d\n", -1);
	dsc_keyfile_check(good, dsc_keyfile_group(good, "a"), known);
	assert_faults(good, "");
	g_autoptr(DscKeyfile) bad =
		load("[a]\ntitle[fa]=\\d\ntype[fa]=b\nmatch=c\ntype.1=d\ntitel=e\nzzz=f\n", -1);
	dsc_keyfile_check(bad, dsc_keyfile_group(bad, "a"), known);
	assert_faults(bad,
		      ":1: [a] lacks the key \"title\"; add it|"
		      ":1: [a] lacks the key \"match.1\"; add it|"
		      ":2: the text of \"title[fa]\" has a stray backslash; write \\\\ for one|"
		      ":3: the key \"type[fa]\" is the same in every language; write \"type\"|"
		      ":4: the key \"match\" needs a number; write \"match.1\"|"
		      ":5: the key \"type.1\" is not known; did you mean \"type\"?|"
		      ":6: the key \"titel\" is not known; did you mean \"title\"?|"
		      ":7: the key \"zzz\" is not known; remove it|");
}

static void test_number(void)
{
	static const struct {
		const char *written;
		double value;
		gboolean good;
	} table[] = {
		{ "0", 0, TRUE },     { "1", 1, TRUE },	       { "0.25", 0.25, TRUE },
		{ ".5", 0.5, TRUE },  { "0.5  ", 0.5, TRUE },  { "1.01", 0, FALSE },
		{ "-0.1", 0, FALSE }, { "0,5", 0, FALSE },     { "", 0, FALSE },
		{ "half", 0, FALSE }, { "0.5x", 0, FALSE },    { "0x1", 0, FALSE },
		{ "nan", 0, FALSE },  { "inf", 0, FALSE },     { "1e-1", 0, FALSE },
		{ "-", 0, FALSE },    { "0.5 0.6", 0, FALSE },
	};
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *content = g_strdup_printf("[a]\nx=%s\n", table[i].written);
		g_autoptr(DscKeyfile) file = load(content, -1);
		double value = -1;
		gboolean good = dsc_keyfile_number(
			file, dsc_keyfile_entry(dsc_keyfile_group(file, "a"), "x"),
			(DscKeyfileRange){ 0, 1 }, &value);
		g_test_message("\"%s\"", table[i].written);
		g_assert_cmpint(good, ==, table[i].good);
		g_assert_cmpfloat(value, ==, good ? table[i].value : -1);
		g_assert_cmpuint(dsc_keyfile_faults(file)->len, ==, good ? 0 : 1);
	}
}

static void test_list(void)
{
	static const struct {
		const char *written;
		const char *items;
		guint n_faults;
	} table[] = {
		{ "a;b", "a|b", 0 }, { "a", "a", 0 },	      { " a ; b b ;", "a|b b", 0 },
		{ "", "", 1 },	     { "a;;b", "a|b", 1 },    { ";", "", 1 },
		{ ";a", "a", 1 },    { "a\\;b", "a\\|b", 0 },
	};
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *content = g_strdup_printf("[a]\nx=%s\n", table[i].written);
		g_autoptr(DscKeyfile) file = load(content, -1);
		g_auto(GStrv) list = dsc_keyfile_list(
			file, dsc_keyfile_entry(dsc_keyfile_group(file, "a"), "x"));
		g_autofree char *items = g_strjoinv("|", list);
		g_test_message("\"%s\"", table[i].written);
		g_assert_cmpstr(items, ==, table[i].items);
		g_assert_cmpuint(dsc_keyfile_faults(file)->len, ==, table[i].n_faults);
	}
}

/* GLib keeps the languages of a process, so each is asked in one of its own. */
static void test_text_in(const char *language, const char *expected)
{
	if (g_test_subprocess()) {
		g_autoptr(DscKeyfile) file = load("[a]\nt=one\\stwo\\\\\nt[fa]=\\tبله\n", -1);
		const DscKeyfileGroup *group = dsc_keyfile_group(file, "a");
		g_autofree char *text = dsc_keyfile_text(group, "t");
		g_assert_cmpstr(text, ==, g_getenv("TEST_EXPECTED"));
		g_assert_null(dsc_keyfile_text(group, "u"));
		return;
	}
	g_setenv("LC_ALL", "C.UTF-8", TRUE);
	g_setenv("LANGUAGE", language, TRUE);
	g_setenv("TEST_EXPECTED", expected, TRUE);
	g_test_trap_subprocess(NULL, 0, 0);
	g_test_trap_assert_passed();
}

static void test_text(void)
{
	test_text_in("en", "one two\\");
}

static void test_text_localised(void)
{
	test_text_in("fa_IR:en", "\tبله");
}

static void test_nearest(void)
{
	static const char *const words[] = { "keywords", "raise", "raise-by", "type", NULL };
	g_assert_cmpstr(dsc_keyfile_nearest("keyword", words), ==, "keywords");
	g_assert_cmpstr(dsc_keyfile_nearest("raise_by", words), ==, "raise-by");
	g_assert_cmpstr(dsc_keyfile_nearest("tpye", words), ==, "type");
	g_assert_cmpstr(dsc_keyfile_nearest("severity", words), ==, NULL);
	g_assert_cmpstr(dsc_keyfile_nearest("", words), ==, NULL);
	g_autofree char *longest = g_strnfill(5000, 'k');
	g_assert_cmpstr(dsc_keyfile_nearest(longest, words), ==, NULL);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/keyfile/lines", test_lines);
	g_test_add_func("/keyfile/like-glib", test_like_glib);
	g_test_add_func("/keyfile/shipped-like-glib", test_shipped_like_glib);
	g_test_add_func("/keyfile/faults-of-reading", test_faults_of_reading);
	g_test_add_func("/keyfile/twice", test_twice);
	g_test_add_func("/keyfile/faults-in-order", test_faults_in_order);
	g_test_add_func("/keyfile/check", test_check);
	g_test_add_func("/keyfile/number", test_number);
	g_test_add_func("/keyfile/list", test_list);
	g_test_add_func("/keyfile/text", test_text);
	g_test_add_func("/keyfile/text-localised", test_text_localised);
	g_test_add_func("/keyfile/nearest", test_nearest);
	return g_test_run();
}
