/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detector.h"

#include <string.h>

/*
 * Findings are written as "START-END LIKELIHOOD RULE"; the rules below stand in this order.
 */
#define RULE(kind, name, path, at)                                                                 \
	{                                                                                          \
		.id = (char *)name, .type = kind, .file = (char *)path, .line = at                 \
	}
static const DscRule rules[] = {
	RULE(DSC_TYPE_NAME, "name", "a.rules", 10),  RULE(DSC_TYPE_DATE, "date", "a.rules", 20),
	RULE(DSC_TYPE_PHONE, "phone", "b.rules", 5), RULE(DSC_TYPE_TERM, "cure", "c.rules", 1),
	RULE(DSC_TYPE_TERM, "best", "c.rules", 2),
};

static const DscRule *rule_called(const char *id)
{
	for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
		if (strcmp(rules[i].id, id) == 0)
			return &rules[i];
	}
	g_assert_not_reached();
}

static DscFinding *finding_from(const char *written)
{
	g_auto(GStrv) words = g_strsplit_set(written, "- ", -1);
	g_assert_cmpuint(g_strv_length(words), ==, 4);
	DscFinding *finding = g_new0(DscFinding, 1);
	finding->span.start = g_ascii_strtoull(words[0], NULL, 10);
	finding->span.end = g_ascii_strtoull(words[1], NULL, 10);
	finding->likelihood = g_ascii_strtod(words[2], NULL);
	finding->rule = rule_called(words[3]);
	finding->evidence.raised_by = g_strdup("hotword");
	return finding;
}

static char *write_findings(const GPtrArray *findings)
{
	g_autoptr(GString) written = g_string_new(NULL);
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(findings, i);
		char likelihood[G_ASCII_DTOSTR_BUF_SIZE];
		g_ascii_formatd(likelihood, sizeof likelihood, "%g", finding->likelihood);
		g_string_append_printf(written, "%s%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT " %s %s",
				       i == 0 ? "" : ", ", finding->span.start, finding->span.end,
				       likelihood, finding->rule->id);
	}
	return g_string_free(g_steal_pointer(&written), FALSE);
}

static void assert_resolves(char **found, const char *expected)
{
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)dsc_finding_free);
	for (char **one = found; *one != NULL; one++)
		g_ptr_array_add(findings, finding_from(*one));
	dsc_findings_resolve(findings);
	g_autofree char *left = write_findings(findings);
	g_assert_cmpstr(left, ==, expected);
}

/* The order in which detectors find things must not matter. */
static void test_table(void)
{
	static const struct {
		const char *found;
		const char *left;
	} table[] = {
		{ "3-9 0.5 name", "3-9 0.5 name" },
		{ "20-25 0.5 name, 3-9 0.5 date", "3-9 0.5 date, 20-25 0.5 name" },
		{ "0-4 0.5 name, 4-8 0.5 date", "0-4 0.5 name, 4-8 0.5 date" },
		{ "0-4 0.5 name, 0-4 0.6 date", "0-4 0.6 date" },
		{ "0-4 0.5 name, 0-6 0.5 date", "0-6 0.5 date" },
		{ "0-4 0.5 phone, 0-4 0.5 date", "0-4 0.5 date" },
		{ "0-4 0.5 date, 0-4 0.5 name", "0-4 0.5 name" },
		{ "0-9 0.9 name, 2-4 0.8 phone", "0-9 0.9 name" },
		{ "0-9 0.8 name, 2-4 0.9 phone", "0-9 0.9 phone" },
		{ "0-5 0.9 name, 3-9 0.8 phone", "0-9 0.9 name" },
		{ "0-5 0.8 name, 3-9 0.7 date, 8-12 0.9 phone", "0-12 0.9 phone" },
		{ "0-5 0.8 name, 2-3 0.1 cure", "0-5 0.8 name, 2-3 0.1 cure" },
		{ "0-5 0.1 best, 0-5 0.8 name", "0-5 0.8 name, 0-5 0.1 best" },
		{ "0-5 0.1 best, 2-7 0.1 cure", "0-7 0.1 cure" },
		{ "0-5 0.1 best, 4-6 0.9 name, 5-9 0.3 cure",
		  "0-5 0.1 best, 4-6 0.9 name, 5-9 0.3 cure" },
	};
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_test_message("%s", table[i].found);
		g_auto(GStrv) found = g_strsplit(table[i].found, ", ", -1);
		assert_resolves(found, table[i].left);
		guint n = g_strv_length(found);
		for (guint j = 0; j < n / 2; j++) {
			char *swapped = found[j];
			found[j] = found[n - 1 - j];
			found[n - 1 - j] = swapped;
		}
		assert_resolves(found, table[i].left);
	}
}

static void test_nothing(void)
{
	char *none[] = { NULL };
	assert_resolves(none, "");
}

/* Every byte that was found stays covered, and what is left overlaps only across kinds. */
static void test_random(void)
{
	for (guint round = 0; round < 2000; round++) {
		gboolean covered[2][64] = { { FALSE } };
		g_autoptr(GPtrArray) findings =
			g_ptr_array_new_with_free_func((GDestroyNotify)dsc_finding_free);
		for (int n = g_test_rand_int_range(0, 12); n > 0; n--) {
			DscFinding *finding = g_new0(DscFinding, 1);
			finding->rule = &rules[g_test_rand_int_range(0, G_N_ELEMENTS(rules))];
			finding->likelihood = g_test_rand_int_range(1, 4) / 4.0;
			finding->span.start = (gsize)g_test_rand_int_range(0, 60);
			finding->span.end =
				(gsize)g_test_rand_int_range((int)finding->span.start + 1, 64);
			for (gsize i = finding->span.start; i < finding->span.end; i++)
				covered[finding->rule->type == DSC_TYPE_TERM][i] = TRUE;
			g_ptr_array_add(findings, finding);
		}
		dsc_findings_resolve(findings);
		for (guint i = 0; i < findings->len; i++) {
			const DscFinding *finding = g_ptr_array_index(findings, i);
			for (gsize at = finding->span.start; at < finding->span.end; at++) {
				gboolean *is = &covered[finding->rule->type == DSC_TYPE_TERM][at];
				g_assert_true(*is);
				*is = FALSE;
			}
		}
		for (guint i = 0; i < G_N_ELEMENTS(covered[0]); i++)
			g_assert_false(covered[0][i] || covered[1][i]);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/resolve/table", test_table);
	g_test_add_func("/resolve/nothing", test_nothing);
	g_test_add_func("/resolve/random", test_random);
	return g_test_run();
}
