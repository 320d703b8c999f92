/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/alternation.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

static void test_cases(void)
{
	static const struct {
		const char *source;
		const char *factored;
	} cases[] = {
		{ "(?:abc|abd|xyz)", "(?:ab(?:c|d)|xyz)" },
		{ "abc|xyz|abd", "ab(?:c|d)|xyz" },
		/* which one wins stays the same */
		{ "(?:ward|wards|xyz)", "(?:ward(?:|s)|xyz)" },
		{ "(?:wards|ward|xyz)", "(?:ward(?:s|)|xyz)" },
		/* two are not worth it */
		{ "(?:abc|abd)", "(?:abc|abd)" },
		{ "(?(?=a)ab|ac)", "(?(?=a)ab|ac)" },
		/* only letters alone are taken out */
		{ "ab+c|ab+d|ab", "a(?:b+c|b+d|b)" },
		{ "a{2}b|ac|ad", "a{2}b|a(?:c|d)" },
		{ "x\\.a|x\\.b|x\\d", "x(?:\\.(?:a|b)|\\d)" },
		/* what may match the same place parts the others */
		{ "ab|\\w+|ac|ad", "ab|\\w+|a(?:c|d)" },
		{ "ab||ac|ad", "ab||a(?:c|d)" },
		{ "Ab|abc|Ac|x", "Ab|abc|Ac|x" },
		/* inside of groups, lookaheads and names, not in lookbehinds */
		{ "(?<span>ab|ac|ad)", "(?<span>a(?:b|c|d))" },
		{ "(?!ab|ac|ad)x", "(?!a(?:b|c|d))x" },
		{ "(?<!ab|ac|ad)x", "(?<!ab|ac|ad)x" },
		{ "(?<!x(?:ab|ac|ad))x", "(?<!x(?:ab|ac|ad))x" },
		{ "(?-i:ab|ac|ad)*", "(?-i:a(?:b|c|d))*" },
		/* groups with a number keep their order; flags hold for what follows */
		{ "a(b)|xy|a(c)", "a(b)|xy|a(c)" },
		{ "ab|(?-i)ac|ad", "ab|(?-i)ac|ad" },
		{ "(?x) ab | ac | ad", "(?x) ab | ac | ad" },
		{ "(*UCP)ab|ac|ad", "(*UCP)ab|ac|ad" },
		/* not a bar among alternatives */
		{ "[|]a|[|]b|\\Qa|a|a\\E", "[|]a|[|]b|\\Qa|a|a\\E" },
		{ "(?#ab|ac|ad)x", "(?#ab|ac|ad)x" },
		{ "پرستار|پرونده|بیمار", "پر(?:ستار|ونده)|بیمار" },
		/* what is broken stays so */
		{ "(?:ab|ac|ad", "(?:ab|ac|ad" },
		{ "ab|ac|ad)", "a(?:b|c|d))" },
		{ "", "" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *factored = dsc_alternation_factor(cases[i].source);
		g_assert_cmpstr(factored, ==, cases[i].factored);
	}
}

/* A list of words over few letters, some repeated, some optional, some in groups. */
static char *random_list(int depth)
{
	static const char *const letters[] = { "a",  "b",    "B",   "é",   "É", "a?",
					       "b+", "[ab]", "\\w", "\\b", "c" };
	GString *list = g_string_new(NULL);
	for (int n = g_test_rand_int_range(1, 7); n > 0; n--) {
		for (int i = g_test_rand_int_range(0, 5); i > 0; i--) {
			if (depth > 0 && g_test_rand_int_range(0, 6) == 0) {
				g_autofree char *inner = random_list(depth - 1);
				g_string_append_printf(list, "(?:%s)", inner);
			} else {
				g_string_append(
					list,
					letters[g_test_rand_int_range(0, G_N_ELEMENTS(letters))]);
			}
		}
		if (n > 1)
			g_string_append_c(list, '|');
	}
	return g_string_free(list, FALSE);
}

static char *random_text(void)
{
	static const char *const letters[] = { "a", "b", "B", "A", "é", "É", "c", " " };
	GString *text = g_string_new(NULL);
	for (int i = g_test_rand_int_range(0, 12); i > 0; i--)
		g_string_append(text, letters[g_test_rand_int_range(0, G_N_ELEMENTS(letters))]);
	return g_string_free(text, FALSE);
}

/* "start-end" of every match, one after the other. */
static char *find_all(const char *pattern, const char *text)
{
	int error;
	PCRE2_SIZE offset;
	GString *found = g_string_new(NULL);
	pcre2_code *code =
		pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
			      PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &error, &offset, NULL);
	g_assert_nonnull(code);
	pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
	for (gsize at = 0; at <= strlen(text);) {
		if (pcre2_match(code, (PCRE2_SPTR)text, strlen(text), at, PCRE2_NOTEMPTY, data,
				NULL) < 0)
			break;
		const PCRE2_SIZE *span = pcre2_get_ovector_pointer(data);
		g_string_append_printf(found, "%zu-%zu ", span[0], span[1]);
		at = span[1];
	}
	pcre2_match_data_free(data);
	pcre2_code_free(code);
	return g_string_free(found, FALSE);
}

/* The same matches as without it, to the byte. */
static void test_oracle(void)
{
	for (int round = 0; round < 3000; round++) {
		g_autofree char *list = random_list(2);
		g_autofree char *pattern = g_strdup_printf("(?:%s)c?", list);
		g_autofree char *factored = dsc_alternation_factor(pattern);
		for (int i = 0; i < 5; i++) {
			g_autofree char *text = random_text();
			g_autofree char *expected = find_all(pattern, text);
			g_autofree char *found = find_all(factored, text);
			g_test_message("%s | %s | %s", pattern, factored, text);
			g_assert_cmpstr(found, ==, expected);
		}
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/alternation/cases", test_cases);
	g_test_add_func("/alternation/oracle", test_oracle);
	return g_test_run();
}
