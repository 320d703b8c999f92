/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/gate.h"

#include <string.h>

#include "engine/engine.h"
#include "engine/fold.h"

static DscPattern *compile(const char *source)
{
	g_autoptr(GError) error = NULL;
	DscPattern *pattern = dsc_pattern_new(source, NULL, &error);
	g_assert_no_error(error);
	return pattern;
}

/* "start-end" of every match; @passage NULL: without a gate. */
static char *find_all(const DscPassage *passage, const DscPattern *pattern, guint number,
		      const char *text, DscSpan window)
{
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();
	GString *found = g_string_new(NULL);
	DscMatch match;
	for (; window.start < window.end; window.start = match.whole.end) {
		DscMatchResult result =
			passage != NULL
				? dsc_passage_match(passage, number, matcher, window, &match)
				: dsc_pattern_match(pattern, matcher, text, window, &match);
		g_assert_cmpint(result, !=, DSC_MATCH_LIMIT);
		if (result == DSC_MATCH_NONE)
			break;
		g_string_append_printf(found, "%zu-%zu:%zu-%zu ", match.whole.start,
				       match.whole.end, match.span.start, match.span.end);
	}
	return g_string_free(found, FALSE);
}

static void assert_same(const DscPassage *passage, const DscPattern *pattern, guint number,
			const char *text, DscSpan window)
{
	g_autofree char *expected = find_all(NULL, pattern, number, text, window);
	g_autofree char *found = find_all(passage, pattern, number, text, window);
	g_test_message("%s in %zu-%zu of %s", dsc_pattern_source(pattern), window.start, window.end,
		       text);
	g_assert_cmpstr(found, ==, expected);
}

/* --- Single patterns ------------------------------------------------------------------------ */

static void test_open(void)
{
	static const struct {
		const char *pattern;
		const char *keywords[3];
		const char *text;
		gboolean open;
	} cases[] = {
		{ "(?<!\\p{L})op(?!\\p{L})", { NULL }, "the OP today", TRUE },
		{ "(?<!\\p{L})op(?!\\p{L})", { NULL }, "stop opus", FALSE },
		{ "\\w+@\\w+", { NULL }, "at home", FALSE },
		{ "\\w+@\\w+", { NULL }, "a@b", TRUE },
		{ "\\w\\w", { "mrn", "chart" }, "the chart", TRUE },
		{ "\\w\\w", { "mrn", "chart" }, "the card", FALSE },
		{ "\\w\\w", { "İstanbul" }, "in istanbul", TRUE },
		{ "\\w\\w", { NULL }, "anything", TRUE },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscGate) gate = dsc_gate_new();
		g_autoptr(DscPattern) pattern = compile(cases[i].pattern);
		g_auto(GStrv) keywords = g_strdupv((char **)cases[i].keywords);
		guint number =
			dsc_gate_add(gate, pattern, *keywords != NULL ? keywords : NULL, TRUE);
		dsc_gate_freeze(gate);
		g_autoptr(DscPassage) passage =
			dsc_passage_new(gate, cases[i].text, strlen(cases[i].text));
		g_test_message("%s in %s", cases[i].pattern, cases[i].text);
		g_assert_cmpint(dsc_passage_is_open(passage, number), ==, cases[i].open);
	}
}

/* Where the text is cut, a word's end may stand that is none in all of the text. */
static void test_window(void)
{
	g_autoptr(DscGate) gate = dsc_gate_new();
	g_autoptr(DscPattern) pattern = compile("\\bward\\b");
	const char *text = "wards and ward";
	guint part = dsc_gate_add(gate, pattern, NULL, FALSE);
	dsc_gate_freeze(gate);
	g_autoptr(DscPassage) passage = dsc_passage_new(gate, text, strlen(text));
	assert_same(passage, pattern, part, text, (DscSpan){ 0, 4 });
	assert_same(passage, pattern, part, text, (DscSpan){ 0, 14 });
	assert_same(passage, pattern, part, text, (DscSpan){ 1, 14 });
	assert_same(passage, pattern, part, text, (DscSpan){ 11, 14 });
}

/* What a match needs stands in it or behind it, unless the pattern looks back. */
static void test_needs(void)
{
	static const char *const patterns[] = { "ab[^!]*zq", "(?<=zq )ab", "ab(?<=zq ab) b",
						"(?:(?<=zq )|xx )ab" };
	static const char *const texts[] = { "zq ab ab zq ab b", "ab b", "zq ab b", "ab zq",
					     "ab ! zq" };
	for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++) {
		g_autoptr(DscGate) gate = dsc_gate_new();
		g_autoptr(DscPattern) pattern = compile(patterns[i]);
		guint number = dsc_gate_add(gate, pattern, NULL, TRUE);
		dsc_gate_freeze(gate);
		for (gsize j = 0; j < G_N_ELEMENTS(texts); j++) {
			gsize len = strlen(texts[j]);
			g_autoptr(DscPassage) passage = dsc_passage_new(gate, texts[j], len);
			assert_same(passage, pattern, number, texts[j], (DscSpan){ 0, len });
		}
	}
}

static void test_packed(void)
{
	g_autoptr(DscGate) gate = dsc_gate_new();
	g_autoptr(DscPattern) pattern = compile("\\bward\\b");
	const char *text = "on the ward";
	dsc_gate_add(gate, pattern, NULL, TRUE);
	g_assert_true(dsc_gate_freeze(gate));
	g_autoptr(GBytes) bytes = dsc_gate_pack(gate);
	g_autoptr(DscGate) again = dsc_gate_new_packed(bytes);
	g_assert_nonnull(again);
	g_assert_false(dsc_gate_freeze(again)); /* the pattern is missing */
	guint number = dsc_gate_add(again, pattern, NULL, TRUE);
	g_assert_true(dsc_gate_freeze(again));
	g_autoptr(DscPassage) passage = dsc_passage_new(again, text, strlen(text));
	assert_same(passage, pattern, number, text, (DscSpan){ 0, strlen(text) });
	g_assert_true(dsc_passage_is_open(passage, number));
	for (gsize len = 0; len < g_bytes_get_size(bytes); len += 5) {
		g_autoptr(GBytes) cut = g_bytes_new_from_bytes(bytes, 0, len);
		g_autoptr(DscGate) none = dsc_gate_new_packed(cut);
		g_assert_null(none);
	}
}

/* More places than are remembered: everything is still found. */
static void test_crowded(void)
{
	g_autoptr(DscGate) gate = dsc_gate_new();
	g_autoptr(DscPattern) end = compile("ab(?=!)");
	g_autoptr(DscPattern) need = compile("\\w!(?=.*zzzz)");
	g_autoptr(GString) text = g_string_new(NULL);
	guint at_end = dsc_gate_add(gate, end, NULL, TRUE);
	guint needy = dsc_gate_add(gate, need, NULL, TRUE);
	for (int i = 0; i < 80 * 1000; i++)
		g_string_append(text, "ab");
	g_string_append(text, "! zzzz");
	dsc_gate_freeze(gate);
	g_autoptr(DscPassage) passage = dsc_passage_new(gate, text->str, text->len);
	DscSpan all = { 0, text->len };
	g_autofree char *found = find_all(passage, end, at_end, text->str, all);
	g_assert_cmpstr(found, ==, "159998-160000:159998-160000 ");
	g_assert_true(dsc_passage_is_open(passage, needy));
}

/* --- All rules ------------------------------------------------------------------------------ */

typedef struct {
	const DscPattern *pattern;
	guint number;
	gboolean whole;
} Numbered;

static void add(DscGate *gate, GArray *all, const DscPattern *pattern, gboolean whole)
{
	if (pattern == NULL)
		return;
	Numbered numbered = { pattern, dsc_gate_add(gate, pattern, NULL, whole), whole };
	g_array_append_val(all, numbered);
}

/* Texts that the rules have to do with: their own cases, each behind the one before. */
static GPtrArray *case_texts(const GPtrArray *rules)
{
	GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
	const char *before = "";
	for (guint i = 0; i < rules->len; i++) {
		const DscRule *rule = g_ptr_array_index(rules, i);
		for (guint j = 0; j < rule->cases->len; j++) {
			const DscCase *example = g_ptr_array_index(rule->cases, j);
			g_autofree char *text = g_strconcat(before, " ", example->text, NULL);
			g_autoptr(DscFold) fold = dsc_fold_new(text, -1);
			g_ptr_array_add(texts, g_strdup(dsc_fold_text(fold, NULL)));
			before = example->text;
		}
	}
	return texts;
}

static gsize char_start(const char *text, gsize at)
{
	while (((guchar)text[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* With the gate every pattern of every shipped rule finds what it finds without, in texts chosen
 * at random and in parts of them. */
static void test_rules(void)
{
	const char *folder = g_getenv("DISCRETION_DATA");
	g_autoptr(GPtrArray) problems =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	g_assert_nonnull(folder);
	g_autoptr(DscRules) rules = dsc_rules_load(folder, problems);
	g_assert_cmpuint(problems->len, ==, 0);
	g_autoptr(DscGate) gate = dsc_gate_new();
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Numbered));
	for (guint i = 0; i < dsc_rules_all(rules)->len; i++) {
		const DscRule *rule = g_ptr_array_index(dsc_rules_all(rules), i);
		add(gate, all, rule->pattern, TRUE);
		add(gate, all, rule->raise, FALSE);
		add(gate, all, rule->lower, FALSE);
	}
	dsc_gate_freeze(gate);
	g_autoptr(GPtrArray) texts = case_texts(dsc_rules_all(rules));
	for (int round = 0; round < 60; round++) {
		const char *text = texts->pdata[g_test_rand_int_range(0, (gint32)texts->len)];
		gsize len = strlen(text);
		gsize cut = char_start(text, (gsize)g_test_rand_int_range(0, (gint32)len));
		g_autoptr(DscPassage) passage = dsc_passage_new(gate, text, len);
		for (guint i = 0; i < all->len; i++) {
			const Numbered *it = &g_array_index(all, Numbered, i);
			assert_same(passage, it->pattern, it->number, text, (DscSpan){ 0, len });
			assert_same(passage, it->pattern, it->number, text, (DscSpan){ cut, len });
			if (!it->whole)
				assert_same(passage, it->pattern, it->number, text,
					    (DscSpan){ 0, cut });
		}
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/gate/open", test_open);
	g_test_add_func("/gate/window", test_window);
	g_test_add_func("/gate/needs", test_needs);
	g_test_add_func("/gate/packed", test_packed);
	g_test_add_func("/gate/crowded", test_crowded);
	g_test_add_func("/gate/rules", test_rules);
	return g_test_run();
}
