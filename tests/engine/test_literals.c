/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/literals.h"

#include <string.h>

#define MAX_TAGS 64

/* What is met goes to a bit for each tag. */
static void note_tag(gpointer data, guint tag, gsize start G_GNUC_UNUSED)
{
	guint8 *seen = data;
	seen[tag / 8] |= (guint8)(1u << tag % 8);
}

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
			dsc_literals_add(literals, cases[i].words[j], strlen(cases[i].words[j]), 0,
					 j);
		dsc_literals_freeze(literals);
		dsc_literals_scan(literals, cases[i].text, strlen(cases[i].text), note_tag, seen);
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

	dsc_literals_add(literals, "one", 3, 0, 9);
	dsc_literals_add(literals, "two", 3, 0, 1);
	dsc_literals_freeze(literals);
	dsc_literals_scan(literals, "one two", 6, note_tag, seen);
	g_assert_cmphex(seen[0], ==, 0x01);
	g_assert_cmphex(seen[1], ==, 0x82);
}

static void test_nothing(void)
{
	g_autoptr(DscLiterals) literals = dsc_literals_new();
	guint8 seen[1] = { 0 };

	dsc_literals_freeze(literals);
	dsc_literals_scan(literals, "anything", 8, note_tag, seen);
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
			g_autofree char *word = random_text(DSC_LITERAL_MAX_BYTES / 2);
			g_autofree char *lower_word = g_utf8_strdown(word, -1);

			dsc_literals_add(literals, word, strlen(word), 0, tag);
			if (strstr(lower, lower_word) != NULL)
				expected[tag / 8] |= (guint8)(1u << tag % 8);
		}
		dsc_literals_freeze(literals);
		dsc_literals_scan(literals, text, strlen(text), note_tag, seen);
		g_test_message("%s", text);
		g_assert_cmpmem(seen, sizeof(seen), expected, sizeof(expected));
	}
}

/* Appends "tag@start ". */
static void write_tag(gpointer data, guint tag, gsize start)
{
	g_string_append_printf(data, "%u@%zu ", tag, start);
}

static void test_edges(void)
{
	static const struct {
		const char *word;
		guint edges;
		const char *text;
		const char *met;
	} cases[] = {
		{ "op", 0, "op stop opus", "0@0 0@5 0@8 " },
		{ "op", DSC_LITERAL_BEGINS, "op stop opus", "0@0 0@8 " },
		{ "op", DSC_LITERAL_ENDS, "op stop opus", "0@0 0@5 " },
		{ "op", DSC_LITERAL_BEGINS | DSC_LITERAL_ENDS, "op stop opus 9op_", "0@0 0@14 " },
		{ "op", DSC_LITERAL_CAPITAL, "op Op sOp", "0@3 0@7 " },
		{ "ی", DSC_LITERAL_ENDS, "یک ی", "0@5 " },
		{ "", DSC_LITERAL_BEGINS, "to be, ok", "0@0 0@3 0@6 0@7 " },
		{ "", DSC_LITERAL_CAPITAL, "aBc Éa", "0@1 0@4 " },
		{ "", DSC_LITERAL_BEGINS | DSC_LITERAL_CAPITAL, "aBc Éa", "0@4 " },
		{ "\001\001-", 0, "12-3 456-", "0@0 0@6 " },
		{ "1\001", DSC_LITERAL_ENDS, "12 1 112a 19", "0@0 0@5 0@10 " },
		/* the İ that is shorter in small moves nothing */
		{ "is", 0, "İS is", "0@0 0@4 " },
		/* only the first bytes count, and whole characters */
		{ "colleagues", DSC_LITERAL_ENDS, "a colleaguX", "0@2 " },
		{ "پرستار", 0, "پرسته", "0@0 " },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscLiterals) literals = dsc_literals_new();
		g_autoptr(GString) met = g_string_new(NULL);
		dsc_literals_add(literals, cases[i].word, strlen(cases[i].word), cases[i].edges, 0);
		dsc_literals_freeze(literals);
		dsc_literals_scan(literals, cases[i].text, strlen(cases[i].text), write_tag, met);
		g_test_message("%s in %s", cases[i].word, cases[i].text);
		g_assert_cmpstr(met->str, ==, cases[i].met);
	}
}

static void test_packed(void)
{
	g_autoptr(DscLiterals) literals = dsc_literals_new();
	g_autoptr(GString) met = g_string_new(NULL);
	dsc_literals_add(literals, "mrn", 3, 0, 7);
	dsc_literals_freeze(literals);
	GBytes *bytes = dsc_literals_pack(literals);
	g_assert_cmpuint(g_bytes_get_size(bytes) % 8, ==, 0);
	g_autoptr(DscLiterals) again = dsc_literals_new_packed(bytes);
	g_assert_nonnull(again);
	dsc_literals_scan(again, "an MRN", 6, write_tag, met);
	g_assert_cmpstr(met->str, ==, "7@3 ");
	for (gsize len = 0; len < g_bytes_get_size(bytes) - 7; len++) {
		g_autoptr(GBytes) cut = g_bytes_new_from_bytes(bytes, 0, len);
		g_assert_null(dsc_literals_new_packed(cut));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/literals/cases", test_cases);
	g_test_add_func("/literals/seen", test_seen);
	g_test_add_func("/literals/nothing", test_nothing);
	g_test_add_func("/literals/oracle", test_oracle);
	g_test_add_func("/literals/edges", test_edges);
	g_test_add_func("/literals/packed", test_packed);
	return g_test_run();
}
