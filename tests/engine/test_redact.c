/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/redact.h"

#include <string.h>

#define PLAIN DSC_FORMAT_PLAIN
#define HTML  DSC_FORMAT_HTML

/* One stretch, found in the plain text, and what stands in its place. */
static const struct {
	const char *name;
	DscFormat format;
	const char *original;
	const char *found;
	const char *replacement;
	const char *expected;
} single[] = {
	{ "plain", PLAIN, "MRN 123 & <x>", "123", "[number]", "MRN [number] & <x>" },
	{ "plain-as-is", PLAIN, "MRN 123", "123", "<a> & \"b\"", "MRN <a> & \"b\"" },
	{ "html-escaped", HTML, "MRN 123", "123", "<a> & \"b\" 'c'",
	  "MRN &lt;a&gt; &amp; &quot;b&quot; 'c'" },
	{ "entity", HTML, "MRN &#49;&#x32;3.", "123", "[number]", "MRN [number]." },
	{ "part-of-entities", HTML, "&lt;&#49;2&gt;", "1", "x", "&lt;x2&gt;" },
	{ "split-word", HTML, "Jo<b>hn</b> Doe!", "John Doe", "[name]", "[name]<b></b>!" },
	{ "over-break", HTML, "Jo<br>hn", "Jo\nhn", "[name]", "[name]<br>" },
	{ "attribute", HTML, "<i title='Doe'>x</i>", "Doe", "it's <\"it\"> & more",
	  "<i title='it&#39;s &lt;&quot;it&quot;&gt; &amp; more'>x</i>" },
	{ "attribute-bare", HTML, "<a title=J.Doe alt=x>y</a>", "Doe", "[name here]",
	  "<a title=\"J.[name here]\" alt=\"x\">y</a>" },
	{ "attribute-bare-cut", HTML, "<a title=Doe alt=x>y</a>", "Doe", "",
	  "<a title=\"\" alt=\"x\">y</a>" },
	{ "attribute-bare-quotes", HTML, "<a title=J\"D\"oe>y</a>", "oe", "x",
	  "<a title=\"J&quot;D&quot;x\">y</a>" },
	{ "url", HTML, "<a href=\"http://q.example/?mrn=%31%323&amp;y=1\">z</a>", "123",
	  "[record number]", "<a href=\"http://q.example/?mrn=[record%20number]&amp;y=1\">z</a>" },
	{ "url-stray-percent", HTML, "<a href='%x41'>z</a>", "x", "", "<a href='%2541'>z</a>" },
	{ "url-code-in-code", HTML, "<a href='%&#49D x'>z</a>", "x", "y", "<a href='%1D y'>z</a>" },
	{ "comment", HTML, "<!-- MRN 77 -->", "77", "--<x>--", "<!-- MRN  - - x - -  -->" },
	{ "comment-cut", HTML, "<!--a-77-b-->", "77", "", "<!--a- -b-->" },
	{ "comment-cut-start", HTML, "<!--77>b-->", "77", "", "<!-- >b-->" },
	{ "declaration", HTML, "<!x 77>a", "77", "<b>", "<!x  b >a" },
	{ "rtl-wrap", HTML, "<SPAN style=\"direction:rtl;\">\u0627 12</SPAN>", "12", "[x]",
	  "<SPAN style=\"direction:rtl;\">\u0627 [x]</SPAN>" },
	{ "stray-stays-stray", HTML, "<7b>", "7", "", "&lt;b>" },
	{ "ampersand-stays", HTML, "AT&T&xlt; 5", "x", "", "AT&amp;T&amp;lt; 5" },
	{ "entity-ends", HTML, "&#49x5", "x", "", "&#49;5" },
	{ "break-only", HTML, "a<br>b & c", "\n", "x", "a<br>b & c" },
	{ "cut-between-blanks", PLAIN, "a 12 b", "12", "", "a b" },
	{ "cut-at-start", PLAIN, "12 b", "12", "", "b" },
	{ "cut-at-end", PLAIN, "a 12", "12", "", "a" },
	{ "cut-at-line-start", PLAIN, "a\n12 b", "12", "", "a\nb" },
	{ "cut-at-line-end", PLAIN, "a 12\r\nb", "12", "", "a\r\nb" },
	{ "cut-before-sign", PLAIN, "a 12, b", "12", "", "a , b" },
	{ "cut-nbsp", HTML, "a&nbsp;12&nbsp;b", "12", "", "a&nbsp;b" },
	{ "cut-in-word", PLAIN, "a12b", "12", "", "ab" },
	{ "cut-all", PLAIN, "12", "12", "", "" },
	{ "cut-blank-behind-tag", HTML, "a <b>12</b> b", "12", "", "a <b></b>b" },
	{ "persian", PLAIN, "\u067E\u0631\u0648\u0646\u062F\u0647 \u06F1\u06F2", "\u06F1\u06F2",
	  "[\u0634\u0645\u0627\u0631\u0647]",
	  "\u067E\u0631\u0648\u0646\u062F\u0647 [\u0634\u0645\u0627\u0631\u0647]" },
};

static void test_single(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(DscText) text = dsc_text_new(single[i].original, -1, single[i].format);
	const char *plain = dsc_text_plain(text, NULL);
	const char *at = strstr(plain, single[i].found);
	g_assert_nonnull(at);
	gsize start = (gsize)(at - plain);
	DscEdit edit = { { start, start + strlen(single[i].found) }, single[i].replacement };
	g_autofree char *redacted = dsc_redact(text, &edit, 1);
	g_assert_cmpstr(redacted, ==, single[i].expected);
}

/* Several edits of the text "one two three four", by offsets, in any order. */
static const struct {
	const char *name;
	DscEdit edits[4];
	gsize n_edits;
	const char *expected;
} several[] = {
	{ "none", { { { 0, 0 }, "x" } }, 0, "one two three four" },
	{ "empty-span", { { { 3, 3 }, "x" } }, 1, "one two three four" },
	{ "beyond-the-end", { { { 14, 99 }, "x" }, { { 50, 60 }, "y" } }, 2, "one two three x" },
	{ "out-of-order", { { { 8, 13 }, "3" }, { { 0, 3 }, "1" } }, 2, "1 two 3 four" },
	{ "touching", { { { 0, 3 }, "1" }, { { 3, 7 }, "2" } }, 2, "12 three four" },
	{ "longer-wins", { { { 0, 7 }, "12" }, { { 4, 13 }, "23" } }, 2, "23 four" },
	{ "inner-loses", { { { 4, 7 }, "2" }, { { 0, 13 }, "123" } }, 2, "123 four" },
	{ "chain", { { { 0, 4 }, "a" }, { { 3, 8 }, "b" }, { { 7, 13 }, "c" } }, 3, "c four" },
	{ "same-twice", { { { 4, 7 }, "2" }, { { 4, 7 }, "zwei" } }, 2, "one 2 three four" },
	{ "cuts-side-by-side", { { { 4, 7 }, "" }, { { 8, 13 }, "" } }, 2, "one four" },
	{ "cut-all",
	  { { { 0, 3 }, "" }, { { 4, 7 }, "" }, { { 8, 13 }, "" }, { { 14, 18 }, "" } },
	  4,
	  "" },
	{ "cut-beside-edit", { { { 4, 7 }, "" }, { { 7, 13 }, "[x]" } }, 2, "one [x] four" },
	{ "cut-after-edit", { { { 8, 14 }, "[x]" }, { { 14, 18 }, "" } }, 2, "one two [x]" },
};

static void test_several(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(DscText) text = dsc_text_new("one two three four", -1, PLAIN);
	g_autofree char *redacted = dsc_redact(text, several[i].edits, several[i].n_edits);
	g_assert_cmpstr(redacted, ==, several[i].expected);
}

static void test_seen_and_hidden(void)
{
	g_autoptr(DscText) text =
		dsc_text_new("<a href='mailto:d@x.example'>d@x.example</a>", -1, HTML);
	g_assert_cmpstr(dsc_text_plain(text, NULL), ==, "d@x.example\nmailto:d@x.example");
	DscEdit both[] = { { { 0, 11 }, "[mail]" }, { { 19, 30 }, "[mail]" } };
	g_autofree char *apart = dsc_redact(text, both, 2);
	g_assert_cmpstr(apart, ==, "<a href='mailto:[mail]'>[mail]</a>");
	DscEdit across = { { 0, 30 }, "[mail]" };
	g_autofree char *whole = dsc_redact(text, &across, 1);
	g_assert_cmpstr(whole, ==, "<a href='[mail]'></a>");
}

static void test_invalid_bytes(void)
{
	static const char bytes[] = "\xC3"
				    "7\xA9\0<b\xFF>x";
	g_autoptr(DscText) text = dsc_text_new(bytes, sizeof(bytes) - 1, HTML);
	DscEdit edit = { { 3, 4 }, "" };
	g_autofree char *redacted = dsc_redact(text, &edit, 1);
	g_assert_cmpstr(redacted, ==, "\uFFFD\uFFFD\uFFFD&lt;b\uFFFD>x");
	g_autofree char *untouched = dsc_redact(text, NULL, 0);
	g_assert_true(g_utf8_validate(untouched, -1, NULL));
}

/* Would take minutes if it were not linear but for sorting. */
static void test_linear(void)
{
	g_autoptr(GString) html = g_string_new(NULL);
	g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(DscEdit));
	for (guint n = 0; n < 1000; n++) {
		g_string_append(html, "&#49;<b>2</b> ");
		DscEdit edit = { { n * 3, n * 3 + 2 }, n % 2 != 0 ? "" : "x" };
		g_array_prepend_val(edits, edit);
	}
	for (guint n = 0; n < 99000; n++) {
		g_string_append(html, "<i title=3>4</i>");
		DscEdit edit = { { 3000 + n, 3001 + n }, "y" };
		g_array_append_val(edits, edit);
	}
	g_autoptr(DscText) text = dsc_text_new(html->str, (gssize)html->len, HTML);
	g_autofree char *redacted =
		dsc_redact(text, (const DscEdit *)(void *)edits->data, edits->len);
	g_assert_null(strchr(redacted, '4'));
	g_assert_null(strchr(redacted, '2'));
	g_assert_true(g_str_has_prefix(redacted, "x<b></b> "));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(single); i++) {
		g_autofree char *name = g_strconcat("/redact/single/", single[i].name, NULL);
		g_test_add_data_func(name, GSIZE_TO_POINTER(i), test_single);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(several); i++) {
		g_autofree char *name = g_strconcat("/redact/several/", several[i].name, NULL);
		g_test_add_data_func(name, GSIZE_TO_POINTER(i), test_several);
	}
	g_test_add_func("/redact/seen-and-hidden", test_seen_and_hidden);
	g_test_add_func("/redact/invalid-bytes", test_invalid_bytes);
	g_test_add_func("/redact/linear", test_linear);
	return g_test_run();
}
