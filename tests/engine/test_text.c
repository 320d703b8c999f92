/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/text.h"

#include <string.h>

/* What HTML reads as: the seen part, then each hidden part behind a "|". */
static const struct {
	const char *name;
	const char *html;
	const char *seen;
	const char *hidden;
} readings[] = {
	{ "plain", "see you at ward round", "see you at ward round", "" },
	{ "empty", "", "", "" },
	{ "split-word", "Jo<b>h</B>n D<font color=\"#ff0000\" size=3>oe</font>", "John Doe", "" },
	{ "entities", "&lt;A&amp;B&GT; &quot;&apos;&nbsp;&copy;&reg;",
	  "<A&B> \"'\u00A0\u00A9\u00AE", "" },
	{ "numbers", "&#49;&#x32;&#X33;&#52 &#x35 &#1777;", "1234 5 \u06F1", "" },
	{ "unknown-entities", "a & b &foo; &amp &#; &#x; &#0; &#xD800; &#99999999999;",
	  "a & b &foo; &amp &#; &#x; &#0; &#xD800; &#99999999999;", "" },
	{ "breaks", "a<br>b<BR/>c<br />d", "a\nb\nc\nd", "" },
	{ "blocks", "<p>a</p><div>b<hr>c</div><ul><li>d</li><li>e</li></ul>", "a\nb\nc\nd\ne", "" },
	{ "cells", "<table><tr><td>bed</td><td>12</td></tr></table>", "bed\n12", "" },
	{ "body", "<html><body bgcolor=\"#fff\">a</body></html>", "a", "" },
	{ "crlf", "a\r\nb", "a\r\nb", "" },
	{ "link", "<a href=\"http://q.example/?a=1&amp;b=2\">x</a>", "x",
	  "|http://q.example/?a=1&b=2" },
	{ "percent", "<a href='http://q.example/%53%6dith%20%D9%81%zz%00%C3'>x</a>", "x",
	  "|http://q.example/Smith \u0641%zz%00%C3" },
	{ "percent-in-entities", "<a href='%&#53;3%5&#51'>x</a>", "x", "|SS" },
	{ "no-percent-elsewhere", "<i title='%41'>%42</i>", "%42", "|%41" },
	{ "image", "<IMG ID=\"5\" src=\"a.png\" alt=\"J. Doe\">", "", "|a.png|J. Doe" },
	{ "image-big-id", "<img id=\"12345678\">", "", "|12345678" },
	{ "attributes", "<b title='T &#49;' onclick=go() checked></b x=\"y>z\">", "",
	  "|T 1|go()|checked|y>z" },
	{ "harmless", "<span style='color: red' dir=rtl lang=\"fa\">a</span>", "a", "" },
	{ "spaced-attribute", "<a href = \"u\" title\n=\tv>x</a>", "x", "|u|v" },
	{ "bare-before-slash", "<img alt=x/><br/>", "\n", "|x/" },
	{ "comment", "a<!-- MRN 77 -->b<!---->c", "abc", "| MRN 77 " },
	{ "comment-is-raw", "<!--&#49; <b>-->", "", "|&#49; <b>" },
	{ "declaration", "<!DOCTYPE html><?php 12?>a", "a", "|DOCTYPE html|php 12?" },
	{ "script", "<script>var a = '12';</script>", "var a = '12';", "" },
	{ "stray", "1 < 2 > 0 <3 <", "1 < 2 > 0 <3 <", "" },
	{ "unknown-tag", "<MRN 12345> <bb>", "<MRN 12345> <bb>", "" },
	{ "unknown-end", "0</bb>1</>2</ b>3</bb x>", "012</ b>3</bb x>", "" },
	{ "open-tag", "a<b c='d' <i>e</i>", "a<b c='d' e", "" },
	{ "open-tag-at-end", "a<b title=\"Doe\"", "a<b title=\"Doe\"", "" },
	{ "open-quote", "a<b title=\"Doe> &amp; <i>x</i>", "a<b title=\"Doe> & x", "" },
	{ "open-comment", "a<!-- Doe <i>x</i>", "a<!-- Doe x", "" },
	{ "tag-in-value", "<a title='<b>Doe</b>'>x</a>", "x", "|<b>Doe</b>" },
	{ "persian", "\u0639\u0644\u06CC\u200C<b>\u0647\u0627</b>",
	  "\u0639\u0644\u06CC\u200C\u0647\u0627", "" },
	{ "emoji", "<i>\U0001F600</i>&#x1F600;", "\U0001F600\U0001F600", "" },
	{ "rtl-wrap", "<SPAN style=\"direction:rtl;text-align:right;\">\u0628</SPAN>", "\u0628",
	  "" },
};

static void test_reading(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(DscText) text = dsc_text_new(readings[i].html, -1, DSC_FORMAT_HTML);
	gsize len;
	const char *plain = dsc_text_plain(text, &len);
	g_assert_cmpuint(len, ==, strlen(plain));

	g_autofree char *seen = g_strndup(plain, dsc_text_visible_len(text));
	g_autofree char *hidden = g_strdelimit(g_strdup(plain + strlen(seen)), "\n", '|');
	g_assert_cmpstr(seen, ==, readings[i].seen);
	g_assert_cmpstr(hidden, ==, readings[i].hidden);
	g_assert_cmpstr(dsc_text_original(text, NULL), ==, readings[i].html);
}

/* Where a stretch of plain text came from: pieces in [], A for an attribute, C for a comment. */
static const struct {
	const char *name;
	DscFormat format;
	const char *original;
	const char *found;
	const char *pieces;
	const char *whole;
} origins[] = {
	{ "plain", DSC_FORMAT_PLAIN, "MRN 12 <b>", "12 <b>", "[12 <b>]", "12 <b>" },
	{ "entity", DSC_FORMAT_HTML, "a&#49;2b", "1", "[&#49;]", "&#49;" },
	{ "entity-joined", DSC_FORMAT_HTML, "a&#49;2b", "12", "[&#49;2]", "&#49;2" },
	{ "split", DSC_FORMAT_HTML, "a Jo<b>hn</b> Doe.", "John Doe", "[Jo][hn][ Doe]",
	  "Jo<b>hn</b> Doe" },
	{ "inside", DSC_FORMAT_HTML, "Jo<b>hn</b>", "h", "[h]", "h" },
	{ "over-break", DSC_FORMAT_HTML, "Jo<br>hn", "Jo\nhn", "[Jo][hn]", "Jo<br>hn" },
	{ "break", DSC_FORMAT_HTML, "x<br>y", "\n", "", "" },
	{ "attribute", DSC_FORMAT_HTML, "<i title='A &amp; B'>x</i>", "A & B", "A[A &amp; B]",
	  "A &amp; B" },
	{ "percent", DSC_FORMAT_HTML, "<a href='/%D9%81%32?'>x</a>", "\u06412", "A[%D9%81%32]",
	  "%D9%81%32" },
	{ "comment", DSC_FORMAT_HTML, "x<!-- MRN 77-->y", "77", "C[77]", "77" },
	{ "order", DSC_FORMAT_HTML, "<i title=ab>x</i>", "x\na", "A[a][x]", "ab>x" },
	{ "emoji", DSC_FORMAT_HTML, "\U0001F600<b>12</b>", "12", "[12]", "12" },
	{ "crlf", DSC_FORMAT_HTML, "a\r\n<i>b</i>", "a\r\nb", "[a\r\n][b]", "a\r\n<i>b" },
};

static char *show_pieces(const DscText *text, const GArray *pieces)
{
	static const char *const marks[] = { "", "A", "C" };
	GString *shown = g_string_new(NULL);
	for (guint i = 0; i < pieces->len; i++) {
		const DscPiece *piece = &g_array_index(pieces, DscPiece, i);
		g_string_append_printf(shown, "%s[%.*s]", marks[piece->place],
				       (int)dsc_span_length(piece->original),
				       dsc_text_original(text, NULL) + piece->original.start);
	}
	return g_string_free(shown, FALSE);
}

static void test_origin(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(DscText) text = dsc_text_new(origins[i].original, -1, origins[i].format);
	const char *plain = dsc_text_plain(text, NULL);
	const char *at = strstr(plain, origins[i].found);
	g_assert_nonnull(at);
	DscSpan span = { (gsize)(at - plain), (gsize)(at - plain) + strlen(origins[i].found) };

	g_autoptr(GArray) pieces = dsc_text_pieces(text, span);
	g_autofree char *shown = show_pieces(text, pieces);
	g_assert_cmpstr(shown, ==, origins[i].pieces);
	DscSpan whole = dsc_text_to_original(text, span);
	g_autofree char *stretch =
		g_strndup(origins[i].original + whole.start, dsc_span_length(whole));
	g_assert_cmpstr(stretch, ==, origins[i].whole);
}

static void test_invalid_bytes(void)
{
	static const char bytes[] = "a\xFF\xC3<b>\0\xE2\x82</b>z";
	static const DscFormat formats[] = { DSC_FORMAT_PLAIN, DSC_FORMAT_HTML };
	static const char *const expected[] = {
		"a\uFFFD\uFFFD<b>\uFFFD\uFFFD\uFFFD</b>z",
		"a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz",
	};
	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
		g_autoptr(DscText) text = dsc_text_new(bytes, sizeof(bytes) - 1, formats[i]);
		g_assert_cmpstr(dsc_text_plain(text, NULL), ==, expected[i]);
		gsize len;
		dsc_text_original(text, &len);
		g_assert_cmpuint(len, ==, sizeof(bytes) - 1);
		DscSpan second = dsc_text_to_original(text, (DscSpan){ 4, 7 });
		g_assert_cmpuint(second.start, ==, 2);
		g_assert_cmpuint(second.end, ==, 3);
	}
}

/* Each would take minutes if reading were not linear. */
static void test_linear(void)
{
	static const char *const units[] = {
		"<",	   "<!--",	    "&",	  "&#",		  "<b ",
		"<b x=\"", "<b x='\"",	    "<b x=\"\" ", "</",		  "<!",
		"<?",	   "<b x=\"<b y='", "%",	  "<a href=%41>", "<br>",
		"&#49",	   "<i title=x>",   "\xFF",	  "</b <!-",
	};
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
		g_autoptr(GString) html = g_string_new(NULL);
		for (guint n = 0; n < 100000; n++)
			g_string_append(html, units[i]);
		g_autoptr(DscText) text =
			dsc_text_new(html->str, (gssize)html->len, DSC_FORMAT_HTML);
		gsize len;
		g_assert_true(g_utf8_validate(dsc_text_plain(text, &len), -1, NULL));
		g_autoptr(GArray) pieces = dsc_text_pieces(text, (DscSpan){ 0, len });
		g_assert_cmpuint(pieces->len, <=, html->len);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(readings); i++) {
		g_autofree char *name = g_strconcat("/text/reads/", readings[i].name, NULL);
		g_test_add_data_func(name, GSIZE_TO_POINTER(i), test_reading);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(origins); i++) {
		g_autofree char *name = g_strconcat("/text/origin/", origins[i].name, NULL);
		g_test_add_data_func(name, GSIZE_TO_POINTER(i), test_origin);
	}
	g_test_add_func("/text/invalid-bytes", test_invalid_bytes);
	g_test_add_func("/text/linear", test_linear);
	return g_test_run();
}
