/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/rules.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scratch.h"

#define EXPECT "# error: "

static GPtrArray *problems_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
}

static const char *message_at(const GPtrArray *problems, guint i)
{
	return ((const GError *)g_ptr_array_index(problems, i))->message;
}

static void print(const GPtrArray *problems)
{
	for (guint i = 0; i < problems->len; i++)
		g_test_message("%s", message_at(problems, i));
}

static Scratch scratch_with_codes(void)
{
	Scratch scratch = scratch_new();
	g_autofree char *codes =
		g_test_build_filename(G_TEST_DIST, "engine", "rules", "codes.conf", NULL);
	scratch_copy(&scratch, "codes.conf", codes);
	return scratch;
}

static const char rule_a[] = "[ruleset]\nformat=1\nfamily=CONF\n"
			     "[rule:a]\ntype=ID\ncodes=T-1\nlikelihood=1\npattern=aa(?&b)\n"
			     "title=t\nexplanation=e\nbetter=b\nmatch.1=aab\nnomatch.1=c\n";
static const char rule_b[] = "[ruleset]\nformat=1\nfamily=ADVERT\n"
			     "[define]\nb=b\n"
			     "[rule:b]\ntype=TERM\ncodes=T-2\nlikelihood=0\npattern=(?&b)c\n"
			     "title=t\nexplanation=e\nbetter=b\nmatch.1=bc\nnomatch.1=d\n";

/* --- Files that stand in valid/ and invalid/ ------------------------------------------------ */

/* The problems of one file beside a sound codes.conf; messages lose the folder's name. */
static GPtrArray *lint(const char *path, guint *n_rules)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	scratch_copy(&scratch, "it.rules", path);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	GPtrArray *messages = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < problems->len; i++) {
		const char *message = message_at(problems, i);
		g_assert_true(g_str_has_prefix(message, scratch.path));
		g_ptr_array_add(messages, g_strdup(message + strlen(scratch.path) + 1));
	}
	*n_rules = dsc_rules_all(rules)->len;
	return messages;
}

static void test_valid(gconstpointer path)
{
	guint n_rules = 0;
	g_autoptr(GPtrArray) messages = lint(path, &n_rules);
	for (guint i = 0; i < messages->len; i++)
		g_test_message("%s", (const char *)g_ptr_array_index(messages, i));
	g_assert_cmpuint(messages->len, ==, 0);
	g_assert_cmpuint(n_rules, ==, strstr(path, "definitions-only") != NULL ? 0 : 1);
}

/* Each "# error: LINE: TEXT" stands for a message, in this order. */
static void test_invalid(gconstpointer path)
{
	g_autofree char *content = NULL;
	g_autoptr(GError) error = NULL;
	g_file_get_contents(path, &content, NULL, &error);
	g_assert_no_error(error);
	guint n_rules = 0;
	g_autoptr(GPtrArray) messages = lint(path, &n_rules);
	for (guint i = 0; i < messages->len; i++)
		g_test_message("%s", (const char *)g_ptr_array_index(messages, i));
	g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
	guint n = 0;
	for (; lines[n] != NULL && g_str_has_prefix(lines[n], EXPECT); n++) {
		const char *expected = lines[n] + strlen(EXPECT);
		const char *text = strchr(expected, ' ') + 1;
		g_autofree char *place =
			g_strdup_printf("it.rules:%.*s", (int)(text - expected), expected);
		g_assert_cmpuint(messages->len, >, n);
		const char *message = g_ptr_array_index(messages, n);
		g_test_message("wanted: %s%s", place, text);
		g_assert_true(g_str_has_prefix(message, place));
		g_assert_nonnull(strstr(message, text));
	}
	g_assert_cmpuint(n, >, 0);
	g_assert_cmpuint(messages->len, ==, n);
	g_assert_cmpuint(n_rules, ==, 0);
}

static void add_folder(const char *name, GTestDataFunc test)
{
	g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "engine", "rules", name, NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
	g_assert_no_error(error);
	for (const char *file = g_dir_read_name(dir); file != NULL; file = g_dir_read_name(dir)) {
		g_autofree char *path = g_strdup_printf("/rules/%s/%s", name, file);
		g_test_add_data_func_full(path, g_build_filename(folder, file, NULL), test, g_free);
	}
}

/* A file of no bytes at all is one that lost them. */
static void test_zero_bytes(void)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	scratch_write(&scratch, "a.rules", rule_b, -1);
	scratch_write(&scratch, "empty.rules", "", -1);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	g_assert_cmpuint(problems->len, ==, 1);
	g_assert_nonnull(strstr(message_at(problems, 0), "/empty.rules:1: the file holds no rule"));
	g_assert_cmpuint(dsc_rules_all(rules)->len, ==, 1);
}

/* --- What is read --------------------------------------------------------------------------- */

static void test_everything(void)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "engine", "rules", "valid",
						      "everything.rules", NULL);
	scratch_copy(&scratch, "it.rules", path);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	print(problems);
	const DscRule *rule = dsc_rules_find(rules, "ward-number");
	g_assert_nonnull(rule);
	g_assert_true(dsc_rules_all(rules)->pdata[0] == rule);
	g_assert_cmpstr(rule->id, ==, "ward-number");
	g_assert_cmpint(rule->family, ==, DSC_FAMILY_CONF);
	g_assert_cmpint(rule->type, ==, DSC_TYPE_ID);
	g_assert_cmpint(rule->hipaa, ==, 'H');
	g_assert_cmpint(rule->ceiling, ==, DSC_VERDICT_HINT);
	g_assert_cmpfloat(rule->likelihood, ==, 0.8);
	g_assert_cmpfloat(rule->raise_by, ==, 0.1);
	g_assert_cmpfloat(rule->lower_by, ==, 0.3);
	g_assert_cmpuint(rule->window, ==, 200);
	g_assert_cmpstr(rule->replacement, ==, "[ward]");
	g_assert_cmpstr(rule->keywords[1], ==, "بخش");
	g_assert_cmpuint(g_strv_length(rule->keywords), ==, 2);
	g_assert_cmpstr(rule->validator_name, ==, "luhn");
	g_assert_true(rule->validator == dsc_validator_find("luhn"));
	g_assert_cmpuint(rule->codes->len, ==, 2);
	g_assert_cmpstr(((const DscCode *)rule->codes->pdata[1])->url, ==,
			"https://example.org/code");
	g_assert_null(((const DscCode *)rule->codes->pdata[0])->url);
	g_assert_cmpuint(rule->cases->len, ==, 4);
	const DscCase *last = rule->cases->pdata[3];
	g_assert_cmpstr(last->text, ==, "ward number 0000");
	g_assert_false(last->expect);
	g_assert_cmpuint(last->line, >, rule->line);
	g_assert_null(dsc_rules_find(rules, "bed-number"));
}

static void test_defaults(void)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	g_autofree char *path =
		g_test_build_filename(G_TEST_DIST, "engine", "rules", "valid", "plain.rules", NULL);
	scratch_copy(&scratch, "it.rules", path);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	const DscRule *rule = dsc_rules_find(rules, "ward-number");
	g_assert_cmpint(rule->ceiling, ==, DSC_VERDICT_HOLD);
	g_assert_cmpint(rule->hipaa, ==, 0);
	g_assert_cmpuint(rule->window, ==, 40);
	g_assert_null(rule->replacement);
	g_assert_null(rule->allow);
	g_assert_null(rule->raise);
	g_assert_null(rule->validator);
	g_assert_cmpstr(rule->detector, ==, "pattern");
}

static void test_order_and_shared_definitions(void)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	scratch_write(&scratch, "a.rules", rule_a, -1);
	scratch_write(&scratch, "b.rules", rule_b, -1);
	scratch_write(&scratch, ".c.rules", "[", -1);
	scratch_write(&scratch, "d.rules~", "[", -1);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	print(problems);
	g_assert_cmpuint(problems->len, ==, 0);
	g_assert_cmpuint(dsc_rules_all(rules)->len, ==, 2);
	g_assert_true(dsc_rules_all(rules)->pdata[0] == dsc_rules_find(rules, "a"));
	g_assert_true(dsc_rules_all(rules)->pdata[1] == dsc_rules_find(rules, "b"));
}

/* --- Faults over several files -------------------------------------------------------------- */

/* Asserts that the only problem is of @code, in @file, and says @text. */
static void assert_problem(const GPtrArray *problems, DscRulesError code, const char *file,
			   const char *text)
{
	print(problems);
	g_assert_cmpuint(problems->len, ==, 1);
	const GError *error = g_ptr_array_index(problems, 0);
	g_assert_error(error, DSC_RULES_ERROR, code);
	g_assert_nonnull(strstr(error->message, file));
	g_assert_nonnull(strstr(error->message, text));
}

static void test_bad_file_alone(void)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	scratch_write(&scratch, "a.rules", "nonsense\n", -1);
	scratch_write(&scratch, "b.rules", rule_b, -1);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	assert_problem(problems, DSC_RULES_ERROR_SYNTAX, "a.rules:1: ", "neither");
	g_assert_cmpuint(dsc_rules_all(rules)->len, ==, 1);
}

static void test_id_twice(void)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	scratch_write(&scratch, "b.rules", rule_b, -1);
	g_autofree char *second = g_strdup(rule_a);
	memcpy(strstr(second, "[rule:a]"), "[rule:b]", strlen("[rule:b]"));
	scratch_write(&scratch, "c.rules", second, -1);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	assert_problem(problems, DSC_RULES_ERROR_KEY, "c.rules:4: ", "b.rules:6 already");
	g_assert_cmpuint(dsc_rules_all(rules)->len, ==, 1);
}

static void test_definition_twice(void)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	scratch_write(&scratch, "b.rules", rule_b, -1);
	scratch_write(&scratch, "c.rules", "[define]\nb=x\n", -1);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	assert_problem(problems, DSC_RULES_ERROR_KEY, "c.rules:2: ", "b.rules:5 already");
}

static void test_no_codes(void)
{
	g_auto(Scratch) scratch = scratch_new();
	scratch_write(&scratch, "b.rules", rule_b, -1);
	scratch_write(&scratch, "e.rules", "[define]\nx=x\n", -1);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	print(problems);
	g_assert_cmpuint(problems->len, ==, 2);
	g_assert_nonnull(
		strstr(message_at(problems, 0), "b.rules:6: the rules rest on codes.conf"));
	g_assert_nonnull(strstr(message_at(problems, 1), "codes.conf:1: the file cannot be read"));
	g_assert_cmpuint(dsc_rules_all(rules)->len, ==, 0);
}

static void test_broken_codes(void)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	scratch_write(&scratch, "b.rules", rule_b, -1);
	scratch_write(&scratch, "codes.conf", "[code:T-2]\nsource=s\ntitle=t\n[x]\n", -1);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	print(problems);
	g_assert_cmpuint(problems->len, ==, 3);
	g_assert_nonnull(strstr(message_at(problems, 1), "codes.conf:1: [code:T-2] lacks"));
	g_assert_nonnull(strstr(message_at(problems, 2), "codes.conf:4: the group [x]"));
	g_assert_cmpuint(dsc_rules_all(rules)->len, ==, 0);
}

static void test_folder(void)
{
	g_autoptr(GPtrArray) missing = problems_new();
	g_autoptr(DscRules) none = dsc_rules_load("/nonexistent/folder", missing);
	assert_problem(missing, DSC_RULES_ERROR_READ, "/nonexistent/folder:1: ", "cannot be read");
	g_auto(Scratch) scratch = scratch_with_codes();
	g_autoptr(GPtrArray) empty = problems_new();
	g_autoptr(DscRules) still_none = dsc_rules_load(scratch.path, empty);
	assert_problem(empty, DSC_RULES_ERROR_READ, scratch.path, "holds no *.rules file");
	g_assert_cmpuint(dsc_rules_all(still_none)->len, ==, 0);
}

static void test_links(void)
{
	g_auto(Scratch) scratch = scratch_with_codes();
	scratch_write(&scratch, "b.source", rule_b, -1);
	g_autofree char *link = scratch_path(&scratch, "b.rules");
	g_autofree char *broken = scratch_path(&scratch, "c.rules");
	g_autofree char *folder = scratch_path(&scratch, "d.rules");
	g_assert_cmpint(symlink("b.source", link), ==, 0);
	g_assert_cmpint(symlink("nowhere", broken), ==, 0);
	g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscRules) rules = dsc_rules_load(scratch.path, problems);
	print(problems);
	g_assert_cmpuint(problems->len, ==, 2);
	g_assert_nonnull(strstr(message_at(problems, 0), "c.rules:1: the file cannot be read"));
	g_assert_nonnull(strstr(message_at(problems, 1), "d.rules:1: this is not a file"));
	g_assert_cmpuint(dsc_rules_all(rules)->len, ==, 1);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add_folder("valid", test_valid);
	add_folder("invalid", test_invalid);
	g_test_add_func("/rules/zero-bytes", test_zero_bytes);
	g_test_add_func("/rules/everything", test_everything);
	g_test_add_func("/rules/defaults", test_defaults);
	g_test_add_func("/rules/order-and-shared-definitions", test_order_and_shared_definitions);
	g_test_add_func("/rules/bad-file-alone", test_bad_file_alone);
	g_test_add_func("/rules/id-twice", test_id_twice);
	g_test_add_func("/rules/definition-twice", test_definition_twice);
	g_test_add_func("/rules/no-codes", test_no_codes);
	g_test_add_func("/rules/broken-codes", test_broken_codes);
	g_test_add_func("/rules/folder", test_folder);
	g_test_add_func("/rules/links", test_links);
	return g_test_run();
}
