/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/fold.h"

#include <string.h>

static const struct {
	const char *name;
	const char *plain;
	const char *folded;
} foldings[] = {
	{ "ascii", "MRN 12-34 (John's)", "MRN 12-34 (John's)" },
	{ "empty", "", "" },
	{ "newlines",
	  "a\r\nb\rc\nd\u2028e\xC2\x85"
	  "f",
	  "a\nb\nc\nd\ne\nf" },
	{ "tab", "a\tb", "a\tb" },
	{ "invisible", "1\u200B2\u200D3\u2060\u00AD4\uFEFF5\u180E6", "123456" },
	{ "bidi", "\u202E12\u202C3\u2066\u200F4\u2069", "1234" },
	{ "controls", "\00212\01734\037\177\t5", "1234\t5" },
	{ "only-invisible", "\u200B\u200C\uFE0F", "" },
	{ "zwnj", "\u0639\u0644\u06CC\u200C\u0647\u0627", "\u0639\u0644\u06CC\u0647\u0627" },
	{ "full-width", "\uFF2D\uFF32\uFF2E\u3000\uFF10\uFF11\uFF0D\uFF12", "MRN 01-2" },
	{ "circled", "\u2460\u24FF\u2776\u24B6\U0001F170", "101AA" },
	{ "keycap", "1\uFE0F\u20E32\u20E3", "12" },
	{ "superscript", "\u00B2\u2074\u2082", "242" },
	{ "mathematical", "\U0001D409\U0001D428\U0001D7D7", "Jo9" },
	{ "ligature", "\uFB01sh", "fish" },
	{ "small-capitals", "J\u1D0F\u029C\u0274", "John" },
	{ "persian-digits", "\u06F1\u06F4\u06F0\u06F2/\u06F0\u06F3/\u06F1\u06F5", "1402/03/15" },
	{ "arabic-digits", "\u0661\u0662\u066B\u0663", "12.3" },
	{ "devanagari-digits", "\u0966\u096F", "09" },
	{ "arabic-letters", "\u0643\u064A\u0649 \u0622\u0623\u0625\u0671 \u0629",
	  "\u06A9\u06CC\u06CC \u0627\u0627\u0627\u0627 \u0647" },
	{ "alef-with-mark", "\u0627\u0653", "\u0627" },
	{ "presentation-forms", "\uFEDB\uFEF4", "\u06A9\u06CC" },
	{ "harakat", "\u0645\u064F\u062D\u064E\u0645\u0651\u062F\u0640\u0640",
	  "\u0645\u062D\u0645\u062F" },
	{ "quotes", "\u201Cx\u201D \u2018y\u2019 \u00ABz\u00BB O\u00B4Neil",
	  "\"x\" 'y' \"z\" O'Neil" },
	{ "dashes", "1\u20132\u20143\u22124\u20105\u20116", "1-2-3-4-5-6" },
	{ "spaces", "a\u00A0b\u2009c\u202Fd", "a b c d" },
	{ "composes", "Jose\u0301 S\u0327en U\u0308", "Jos\u00E9 \u015Een \u00DC" },
	{ "composed-stay", "\u0131\u0130\u015F\u00E7\u00F1", "\u0131\u0130\u015F\u00E7\u00F1" },
	{ "strokes", "J\u0336o\u0335h\u0337n\u0338 1\u03322\u0305", "John 12" },
	{ "enclosed", "J\u20DDo\u20DE", "Jo" },
	{ "mark-after-invisible", "e\u200B\u0301", "\u00E9" },
	{ "leading-mark", "\u0336J", "J" },
	{ "indic-marks", "\u0915\u093F\u0938\u094D", "\u0915\u093F\u0938\u094D" },
	{ "hangul", "\u1112\u1161\u11AB", "\uD55C" },
	{ "emoji", "\U0001F600 \u2764\uFE0F", "\U0001F600 \u2764" },
	{ "look-alikes", "\u041C\u0420N J\u043Ehn \u0391nna p\u0251tient",
	  "MPN John Anna patient" },
	{ "look-alike-code", "\u0410\u0412123456", "AB123456" },
	{ "cyrillic-stays", "\u0421\u0422 12 \u041C\u043E\u0441\u043A\u0432\u0430",
	  "\u0421\u0422 12 \u041C\u043E\u0441\u043A\u0432\u0430" },
	{ "cyrillic-code-stays", "\u0416\u0410123", "\u0416\u0410123" },
	{ "greek-stays", "\u03BD\u03BF\u03C3\u03BF\u03C2", "\u03BD\u03BF\u03C3\u03BF\u03C2" },
	{ "word-by-word", "\u0441\u043E John \u0441\u043E", "\u0441\u043E John \u0441\u043E" },
};

static void test_folding(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(DscFold) fold = dsc_fold_new(foldings[i].plain, -1);
	gsize len;
	const char *folded = dsc_fold_text(fold, &len);
	g_assert_cmpstr(folded, ==, foldings[i].folded);
	g_assert_cmpuint(len, ==, strlen(folded));
}

/* Which stretch of the plain text a stretch of the folded text came from. */
static const struct {
	const char *name;
	const char *plain;
	const char *folded;
	const char *expected;
} origins[] = {
	{ "ascii", "MRN 12", "12", "12" },
	{ "crlf", "a\r\nb", "\n", "\r\n" },
	{ "invisible-inside", "x 1\u200B2\u202E3 y", "123", "1\u200B2\u202E3" },
	{ "invisible-outside", "x \u202E123\u202C y", "123", "123" },
	{ "full-width", "x \uFF11\uFF12", "12", "\uFF11\uFF12" },
	{ "jalali", "\u062A \u06F1\u06F4\u06F0\u06F2/\u06F0\u06F3/\u06F1\u06F5 \u062A",
	  "1402/03/15", "\u06F1\u06F4\u06F0\u06F2/\u06F0\u06F3/\u06F1\u06F5" },
	{ "strokes", "x J\u0336o\u0336h\u0336n\u0336 y", "John", "J\u0336o\u0336h\u0336n\u0336" },
	{ "cluster-widened", "\u00BD!", "1", "\u00BD" },
	{ "look-alike", "x \u041C\u0420N 1", "MPN", "\u041C\u0420N" },
	{ "after-look-alike", "\u0410nna \u0416 7", "7", "7" },
	{ "zwnj", "\u0639\u0644\u06CC\u200C\u0647\u0627", "\u06CC\u0647", "\u06CC\u200C\u0647" },
	{ "expansion", "a \uFDFA b", "b", "b" },
};

static void test_origin(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(DscFold) fold = dsc_fold_new(origins[i].plain, -1);
	const char *folded = dsc_fold_text(fold, NULL);
	const char *at = strstr(folded, origins[i].folded);
	g_assert_nonnull(at);
	gsize start = (gsize)(at - folded);
	DscSpan span =
		dsc_fold_to_plain(fold, (DscSpan){ start, start + strlen(origins[i].folded) });
	g_autofree char *plain = g_strndup(origins[i].plain + span.start, dsc_span_length(span));
	g_assert_cmpstr(plain, ==, origins[i].expected);
}

static void test_empty_span(void)
{
	g_autoptr(DscFold) fold = dsc_fold_new("\u200B\u00E9x", -1);
	static const gsize expected[] = { 0, 0, 5, 6 };
	for (gsize i = 0; i <= 3; i++) {
		if (i == 1)
			continue; /* inside a character */
		DscSpan span = dsc_fold_to_plain(fold, (DscSpan){ i, i });
		g_assert_cmpuint(span.start, ==, expected[i]);
		g_assert_cmpuint(span.end, ==, expected[i]);
	}
}

static void test_length_given(void)
{
	g_autoptr(DscFold) ascii = dsc_fold_new("12345", 3);
	g_assert_cmpstr(dsc_fold_text(ascii, NULL), ==, "123");
	g_autoptr(DscFold) other = dsc_fold_new("\u06F1\u06F2\u06F3", 4);
	g_assert_cmpstr(dsc_fold_text(other, NULL), ==, "12");
}

/* Each would take minutes if folding were not linear. */
static void test_linear(void)
{
	static const char *const units[] = {
		"\u0336", "\u0301\u0323", "\u200B", "\u0645\u0651\u200C",
		"\u0436", "\u0410",	  "\uFDFA", "\u0915\u094D",
		"\u093F", "\u1161",	  "\uFE0F",
	};
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
		g_autoptr(GString) plain = g_string_new("x");
		for (guint n = 0; n < 100000; n++)
			g_string_append(plain, units[i]);
		g_autoptr(DscFold) fold = dsc_fold_new(plain->str, (gssize)plain->len);
		gsize len;
		g_assert_true(g_utf8_validate(dsc_fold_text(fold, &len), -1, NULL));
		DscSpan all = dsc_fold_to_plain(fold, (DscSpan){ 0, len });
		g_assert_cmpuint(all.end, <=, plain->len);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(foldings); i++) {
		g_autofree char *name = g_strconcat("/fold/folds/", foldings[i].name, NULL);
		g_test_add_data_func(name, GSIZE_TO_POINTER(i), test_folding);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(origins); i++) {
		g_autofree char *name = g_strconcat("/fold/origin/", origins[i].name, NULL);
		g_test_add_data_func(name, GSIZE_TO_POINTER(i), test_origin);
	}
	g_test_add_func("/fold/empty-span", test_empty_span);
	g_test_add_func("/fold/length-given", test_length_given);
	g_test_add_func("/fold/linear", test_linear);
	return g_test_run();
}
