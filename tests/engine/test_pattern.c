/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/pattern.h"

#include <string.h>

static DscPattern *compile(const char *source, GHashTable *defines)
{
	g_autoptr(GError) error = NULL;
	DscPattern *pattern = dsc_pattern_new(source, defines, &error);

	g_assert_no_error(error);
	g_assert_nonnull(pattern);
	return pattern;
}

/* "WHOLE|SPAN" of the first match in @window, NULL if there is none. */
static char *first_in(const char *source, const char *subject, DscSpan window)
{
	g_autoptr(DscPattern) pattern = compile(source, NULL);
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();
	g_autofree char *whole = NULL;
	g_autofree char *span = NULL;
	DscMatch match;

	if (dsc_pattern_match(pattern, matcher, subject, window, &match) != DSC_MATCH_FOUND)
		return NULL;
	g_assert_true(dsc_span_contains(window, match.whole));
	g_assert_cmpuint(match.whole.start, <, match.whole.end);
	g_assert_cmpuint(match.span.start, <, match.span.end);
	whole = g_strndup(subject + match.whole.start, dsc_span_length(match.whole));
	span = g_strndup(subject + match.span.start, dsc_span_length(match.span));
	return g_strconcat(whole, "|", span, NULL);
}

static void test_match(void)
{
	static const struct {
		const char *source, *subject, *expected;
	} cases[] = {
		{ "b+", "aabbc", "bb|bb" },
		{ "b+", "aaccc", NULL },
		{ "mrn", "the MRN", "MRN|MRN" },
		{ "(?-i:mrn)", "the MRN", NULL },
		{ "\\w+", "— żółć", "żółć|żółć" },
		{ "É", "café", "é|é" },
		{ "no (?<span>\\d+)", "no 12.", "no 12|12" },
		/* several spans: the one that took part */
		{ "a(?<span>\\d)|b(?<span>\\d)", "b7", "b7|7" },
		{ "(?|a(?<span>\\d)|b(?<span>\\d))", "b7", "b7|7" },
		{ "a(?<span>\\d)?b", "ab", "ab|ab" },
		{ "a(?<span>)b", "ab", "ab|ab" },
		/* other groups do not matter */
		{ "(x)(?<y>y)(?<span>z)", "xyz", "xyz|z" },
		{ "(?<y>\\w)\\k<y>", "abba", "bb|bb" },
		/* a span beside what matched */
		{ "a(?=(?<span>b))", "ab", "a|b" },
		{ "(?<=(?<span>a))b", "ab", "b|a" },
		{ "foo\\Kbar", "foobar", "foobar|bar" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		DscSpan all = { 0, strlen(cases[i].subject) };
		g_autofree char *found = first_in(cases[i].source, cases[i].subject, all);

		g_test_message("%s in %s", cases[i].source, cases[i].subject);
		g_assert_cmpstr(found, ==, cases[i].expected);
	}
}

static void test_window(void)
{
	static const struct {
		const char *source, *subject;
		DscSpan window;
		const char *expected;
	} cases[] = {
		{ "b", "abcb", { 2, 4 }, "b|b" },     { "b", "abc", { 2, 3 }, NULL },
		{ "bc", "abcd", { 0, 2 }, NULL },     /* ends outside */
		{ "b+", "abbbb", { 0, 3 }, "bb|bb" }, /* cut short */
		{ "(?<=a)b", "ab", { 1, 2 }, "b|b" }, /* sees what stands before */
		{ "\\bb", "ab", { 1, 2 }, NULL },     /* … also for \b */
		{ "b\\b", "abc", { 0, 2 }, "b|b" },   /* nothing behind */
		{ "b$", "abc", { 0, 2 }, "b|b" },     { "^b", "ab", { 1, 2 }, NULL },
		{ "b", "b", { 0, 0 }, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found =
			first_in(cases[i].source, cases[i].subject, cases[i].window);

		g_test_message("%s in %s", cases[i].source, cases[i].subject);
		g_assert_cmpstr(found, ==, cases[i].expected);
	}
}

/* One matcher serves patterns with few and with many groups in turn. */
static void test_matcher_grows(void)
{
	g_autoptr(GString) many = g_string_new(NULL);
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();
	g_autoptr(DscPattern) small = compile("a(?<span>b)", NULL);
	g_autoptr(DscPattern) big = NULL;
	DscMatch match;

	for (int i = 0; i < 200; i++)
		g_string_append(many, "(a)?");
	g_string_append(many, "(?<span>b)");
	big = compile(many->str, NULL);

	for (int i = 0; i < 2; i++) {
		g_assert_cmpint(dsc_pattern_match(small, matcher, "aab", (DscSpan){ 0, 3 }, &match),
				==, DSC_MATCH_FOUND);
		g_assert_cmpuint(match.span.start, ==, 2);
		g_assert_cmpint(dsc_pattern_match(big, matcher, "aab", (DscSpan){ 0, 3 }, &match),
				==, DSC_MATCH_FOUND);
		g_assert_cmpuint(match.whole.start, ==, 0);
		g_assert_cmpuint(match.span.start, ==, 2);
		g_assert_cmpuint(match.span.end, ==, 3);
	}
}

static GHashTable *new_defines(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static void define(GHashTable *defines, const char *name, const char *source)
{
	g_hash_table_insert(defines, g_strdup(name), g_strdup(source));
}

static void test_defines(void)
{
	static const struct {
		const char *source, *subject;
		gboolean found;
	} cases[] = {
		{ "(?&digit)x", "5x", TRUE },
		{ "^(?&either)$", "cat", TRUE }, /* in a group of its own */
		{ "^(?&either)s$", "dogs", TRUE },
		{ "^(?&pair)$", "57", TRUE },		/* a definition in a definition */
		{ "^(?&two-words)$", "cat dog", TRUE }, /* names may hold dashes */
		{ "^[(?&digit)]+$", "digit", TRUE },	/* a class */
		{ "^[^](?&]+$", "x", TRUE },
		{ "^[[:alpha:](?&]+$", "a(", TRUE },
		{ "^\\(?&x$", "(&x", TRUE }, /* behind a backslash */
		{ "^\\Q(?&nothing)\\E$", "(?&nothing)", TRUE },
		{ "^a(?#(?&nothing)b$", "ab", TRUE }, /* a comment */
		{ "\\\\(?&digit)", "\\5", TRUE },     /* a backslash of its own */
		{ "[\\]](?&digit)", "]5", TRUE },
	};
	g_autoptr(GHashTable) defines = new_defines();
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();

	define(defines, "digit", "[0-9]");
	define(defines, "pair", "(?&digit)(?&digit)");
	define(defines, "either", "cat|dog");
	define(defines, "two-words", "(?&either) (?&either)");

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscPattern) pattern = compile(cases[i].source, defines);
		DscSpan all = { 0, strlen(cases[i].subject) };

		g_test_message("%s in %s", cases[i].source, cases[i].subject);
		g_assert_cmpint(dsc_pattern_match(pattern, matcher, cases[i].subject, all, NULL),
				==, cases[i].found ? DSC_MATCH_FOUND : DSC_MATCH_NONE);
	}
}

static void test_refused(void)
{
	static const struct {
		const char *source;
		DscPatternError code;
		const char *says; /* part of the message */
	} cases[] = {
		{ "a(b", DSC_PATTERN_ERROR_SYNTAX, "byte 3" },
		{ "żółć(b", DSC_PATTERN_ERROR_SYNTAX, "\"żółć(b\"" },
		{ "a{2,1}", DSC_PATTERN_ERROR_SYNTAX, "byte 5" },
		{ "\xff", DSC_PATTERN_ERROR_SYNTAX, "UTF-8" },
		{ "a\\Cb", DSC_PATTERN_ERROR_SYNTAX, "\\C" },
		{ "a*", DSC_PATTERN_ERROR_EMPTY, "empty" },
		{ "", DSC_PATTERN_ERROR_EMPTY, "empty" },
		{ "a|b?", DSC_PATTERN_ERROR_EMPTY, "empty" },
		{ "(?=a)", DSC_PATTERN_ERROR_EMPTY, "empty" },
		{ "(?&maybe)", DSC_PATTERN_ERROR_EMPTY, "empty" },
		{ "(?&none)", DSC_PATTERN_ERROR_DEFINE, "none=" },
		{ "(?&none", DSC_PATTERN_ERROR_DEFINE, "parenthesis" },
		{ "(?&self)", DSC_PATTERN_ERROR_DEFINE, "\"self\" contains itself" },
		{ "x(?&ping)", DSC_PATTERN_ERROR_DEFINE, "by way of \"pong\"" },
		{ "(?&d30)", DSC_PATTERN_ERROR_DEFINE, "longer" },
	};
	g_autoptr(GHashTable) defines = new_defines();

	define(defines, "maybe", "a?");
	define(defines, "self", "a(?&self)");
	define(defines, "ping", "a(?&pong)");
	define(defines, "pong", "b(?&ping)");
	define(defines, "d0", "0");
	for (int i = 1; i <= 30; i++)
		g_hash_table_insert(defines, g_strdup_printf("d%d", i),
				    g_strdup_printf("(?&d%d)(?&d%d)", i - 1, i - 1));

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(DscPattern) pattern = dsc_pattern_new(cases[i].source, defines, &error);

		g_test_message("%s", cases[i].source);
		g_assert_null(pattern);
		g_assert_error(error, DSC_PATTERN_ERROR, (int)cases[i].code);
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, cases[i].says));
	}
}

/* However hostile, a match comes back soon and says that it does not know. */
static void test_limit(void)
{
	g_autoptr(DscPattern) pattern = compile("(\\w+\\s?)*!", NULL);
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();
	g_autofree char *run = g_strnfill(5000, 'a');
	g_autofree char *text = g_strconcat(run, "-!", NULL);
	gint64 start = g_get_monotonic_time();

	g_assert_cmpint(
		dsc_pattern_match(pattern, matcher, text, (DscSpan){ 0, strlen(text) }, NULL), ==,
		DSC_MATCH_LIMIT);
	g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
	/* … and the matcher is as good as new. */
	g_assert_cmpint(dsc_pattern_match(pattern, matcher, "a!", (DscSpan){ 0, 2 }, NULL), ==,
			DSC_MATCH_FOUND);
}

/* A long text is searched in pieces: nothing is lost where they meet, wherever that is. */
static void test_long(void)
{
	g_autoptr(DscPattern) pattern = compile("\\bn(?<span>\\d{3,2000})\\b", NULL);
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();
	g_autofree char *digits = g_strnfill(1500, '7');

	for (gsize before = 0; before < 9000; before += 37) {
		g_autoptr(GString) text = g_string_new(NULL);
		DscMatch match = { 0 };

		while (text->len < before)
			g_string_append(text, "ż ");
		g_string_append_printf(text, "n%s żółć", digits);
		while (text->len < 12000)
			g_string_append(text, " ż");
		g_assert_cmpint(dsc_pattern_match(pattern, matcher, text->str,
						  (DscSpan){ 0, text->len }, &match),
				==, DSC_MATCH_FOUND);
		g_assert_cmpuint(dsc_span_length(match.span), ==, 1500);
		g_assert_cmpint(text->str[match.whole.start], ==, 'n');
	}
}

/* Not even what PCRE2 does not count takes long. */
static void test_uncounted(void)
{
	g_autoptr(DscPattern) pattern = compile("\\w+[\\w.]*x@", NULL);
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();
	g_autofree char *run = g_strnfill(100 * 1024, 'a');
	g_autofree char *text = g_strconcat(run, "-x@", NULL);
	gint64 start = g_get_monotonic_time();

	g_assert_cmpint(
		dsc_pattern_match(pattern, matcher, text, (DscSpan){ 0, strlen(text) }, NULL), !=,
		DSC_MATCH_FOUND);
	g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
}

static void test_slow(void)
{
	static const struct {
		const char *source, *sample;
	} cases[] = {
		{ "(a+)+$", "aaa" },
		{ "(\\w+\\s?)*!", "good day!" },
		{ "(x|x)*y", "xxy" },
		{ "(.*a){12}", "banana banana banana banana" },
		{ "(\\d+-?)+x", "12-34x" },
		{ "(?:[A-Za-z]+ ?)+:", "Anna Berg:" },
		{ "([^\"]+)+\"$", "said\"" },
		{ "(foo|fo+o)*z", "foofooz" },
		{ "(?:\\p{L}+\\W?)+\\d", "żółć 1" },
		{ "(\\w+)*@", "a@" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscPattern) pattern = compile(cases[i].source, NULL);
		g_autofree char *why = dsc_pattern_is_slow(pattern, cases[i].sample);

		g_test_message("%s: %s", cases[i].source, why);
		g_assert_nonnull(why);
	}
}

static void test_not_slow(void)
{
	static const struct {
		const char *source, *sample;
	} cases[] = {
		{ "\\b\\d{3}[- ]?\\d{3}[- ]?\\d{4}\\b|\\b\\d{10}\\b|\\+\\d{1,3}(?: ?\\d{2,4}){2,5}",
		  "555-010-0199" },
		{ "\\b(?:anna|bruno|carla|dilek|emine|farid|golnaz|hans|ines|jalal)\\b", "Anna" },
		{ "\\b(?:[A-Z][a-z]+\\s){1,4}", "Anna Berg " },
		{ "\\b(?:mr|mrs|dr)\\.? (?<span>(?-i:\\p{Lu})\\p{L}+(?: "
		  "(?-i:\\p{Lu})\\p{L}+){0,3})",
		  "Mrs Berg" },
		{ "(?:bed|room)\\W{0,3}(?<span>\\d{1,3}[a-d]?)", "bed 12a" },
		{ "admitted.{0,60}discharged", "admitted on Monday, discharged" },
		{ "\\bborn\\b.{0,60}\\bin\\b.{0,60}\\d{4}", "born somewhere in May 1931" },
		{ "\\w+\\s*@", "someone @" },
		{ "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+", "someone@example.org" },
		{ "https?://[^\\s<>\"]+", "https://example.org/a" },
		{ "(?:\\d{1,3}\\.){3}\\d{1,3}", "192.0.2.1" },
		{ "\\b\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})\\b", "1.2.2019" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscPattern) pattern = compile(cases[i].source, NULL);
		gint64 start = g_get_monotonic_time();
		g_autofree char *why = dsc_pattern_is_slow(pattern, cases[i].sample);

		g_test_message("%s: %" G_GINT64_FORMAT " µs", cases[i].source,
			       g_get_monotonic_time() - start);
		g_assert_cmpstr(why, ==, NULL);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/pattern/match", test_match);
	g_test_add_func("/pattern/window", test_window);
	g_test_add_func("/pattern/matcher-grows", test_matcher_grows);
	g_test_add_func("/pattern/defines", test_defines);
	g_test_add_func("/pattern/refused", test_refused);
	g_test_add_func("/pattern/limit", test_limit);
	g_test_add_func("/pattern/long", test_long);
	g_test_add_func("/pattern/uncounted", test_uncounted);
	g_test_add_func("/pattern/slow", test_slow);
	g_test_add_func("/pattern/not-slow", test_not_slow);
	return g_test_run();
}
