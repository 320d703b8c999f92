/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/literals.h"

#include <string.h>

#define MAX_TAGS 64

typedef struct {
	const char *words[6];
	const char *text;
	const char *met; /* a digit for each word that is to be met */
} Case;

static void test_cases(void)
{
	static const Case cases[] = {
		{ { "mrn" }, "the MRN is", "0" },
		{ { "mrn" }, "the mr n", "" },
		{ { "he", "she", "his", "hers" }, "ushers", "013" },
		{ { "he", "she", "his", "hers" }, "hi", "" },
		{ { "abcd", "bc" }, "abcx", "1" }, /* within a beginning that fails */
		{ { "aaab", "ab" }, "aaaaab", "01" },
		{ { "a", "aa", "aaa" }, "aa", "01" },
		{ { "a" }, "", "" },
		{ { "same", "same" }, "same", "01" },
		{ { "0", "9" }, "call 5909", "01" },
		{ { "پرونده", "بیمار" }, "شماره پرونده", "0" },
		/* letters in either case, on both sides */
		{ { "ÉCOLE", "straße", "ΣΊΣΥΦΟΣ" }, "école STRAẞE σίσυφος", "012" },
		{ { "İstanbul" }, "istanbul", "0" },
		{ { "istanbul" }, "İSTANBUL", "0" },
		{ { "kızı" }, "kızı", "0" },
		{ { "kızı" }, "kizi", "" },
		{ { "is" }, "iſ", "0" },
		/* bytes that are no characters are passed over */
		{ { "mrn" }, "\xff\xc3mrn\xe2\x82", "0" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscLiterals) literals = dsc_literals_new();
		g_autoptr(GString) met = g_string_new(NULL);
		guint8 seen[MAX_TAGS / 8] = { 0 };

		for (guint j = 0; cases[i].words[j] != NULL; j++)
			dsc_literals_add(literals, cases[i].words[j], j);
		dsc_literals_freeze(literals);
		dsc_literals_scan(literals, cases[i].text, strlen(cases[i].text), seen);
		for (guint j = 0; j < MAX_TAGS; j++)
			if (seen[j / 8] >> j % 8 & 1)
				g_string_append_printf(met, "%u", j);
		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(met->str, ==, cases[i].met);
	}
}

/* Only the bits of what is met change, and only @len bytes are read. */
static void test_seen(void)
{
	g_autoptr(DscLiterals) literals = dsc_literals_new();
	guint8 seen[2] = { 0x01, 0x80 };

	dsc_literals_add(literals, "one", 9);
	dsc_literals_add(literals, "two", 1);
	dsc_literals_freeze(literals);
	dsc_literals_scan(literals, "one two", 6, seen);
	g_assert_cmphex(seen[0], ==, 0x01);
	g_assert_cmphex(seen[1], ==, 0x82);
}

static void test_nothing(void)
{
	g_autoptr(DscLiterals) literals = dsc_literals_new();
	guint8 seen[1] = { 0 };

	dsc_literals_freeze(literals);
	dsc_literals_scan(literals, "anything", 8, seen);
	g_assert_cmphex(seen[0], ==, 0);
}

/* A word over so few letters that its beginnings and ends often meet. */
static char *random_text(int max_chars)
{
	static const char *const letters[] = { "a", "B", "b", "é", "É", "ی" };
	GString *text = g_string_new(NULL);

	for (int i = g_test_rand_int_range(1, max_chars + 1); i > 0; i--)
		g_string_append(text, letters[g_test_rand_int_range(0, G_N_ELEMENTS(letters))]);
	return g_string_free(text, FALSE);
}

/* What it finds is what looking for each word by itself finds. */
static void test_oracle(void)
{
	for (int round = 0; round < 500; round++) {
		g_autoptr(DscLiterals) literals = dsc_literals_new();
		g_autofree char *text = random_text(40);
		g_autofree char *lower = g_utf8_strdown(text, -1);
		guint8 expected[MAX_TAGS / 8] = { 0 };
		guint8 seen[MAX_TAGS / 8] = { 0 };

		for (guint tag = 0; tag < MAX_TAGS; tag++) {
			g_autofree char *word = random_text(6);
			g_autofree char *lower_word = g_utf8_strdown(word, -1);

			dsc_literals_add(literals, word, tag);
			if (strstr(lower, lower_word) != NULL)
				expected[tag / 8] |= (guint8)(1u << tag % 8);
		}
		dsc_literals_freeze(literals);
		dsc_literals_scan(literals, text, strlen(text), seen);
		g_test_message("%s", text);
		g_assert_cmpmem(seen, sizeof(seen), expected, sizeof(expected));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/literals/cases", test_cases);
	g_test_add_func("/literals/seen", test_seen);
	g_test_add_func("/literals/nothing", test_nothing);
	g_test_add_func("/literals/oracle", test_oracle);
	return g_test_run();
}
