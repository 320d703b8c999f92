/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/name_end.h"

#include "tiny_tagger.h"

/* What is left of each name, which begins with the first word. */
static void test_ends(void)
{
	static const struct {
		const char *text;
		gboolean goes_on;
		const char *name;
	} cases[] = {
		{ "Thandiwe Quillfeather", TRUE, "Thandiwe Quillfeather" },
		{ "Thandiwe Quillfeather Not", TRUE, "Thandiwe Quillfeather" },
		{ "Thandiwe Quillfeather Not For Resus", FALSE, "Thandiwe Quillfeather" },
		{ "Quillfeather NICHT", TRUE, "Quillfeather" },
		{ "Thandiwe Brelling Décédée", FALSE, "Thandiwe Brelling" },
		{ "Thandiwe Brelling Hb", TRUE, "Thandiwe Brelling" },
		{ "Thandiwe Brelling - Hold", FALSE, "Thandiwe Brelling" },
		{ "Thandiwe Brelling Ward", FALSE, "Thandiwe Brelling" },
		{ "منیژه کیانفر ندارد", FALSE, "منیژه کیانفر" },
		/* Called so, or written as one word with a name. */
		{ "Thandiwe Hold", FALSE, "Thandiwe Hold" },
		{ "Thandiwe Hold", TRUE, "Thandiwe" },
		{ "Thandiwe Left Quillfeather", TRUE, "Thandiwe Left Quillfeather" },
		{ "Thandiwe Brelling-Left", TRUE, "Thandiwe Brelling-Left" },
		{ "Not", TRUE, "Not" },
		{ "Thandiwe Brelling", FALSE, "Thandiwe Brelling" },
	};
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(GHashTable) words = tiny_words();
	add_word(words, "Hold", DSC_WORD_SURNAME | DSC_WORD_EN | DSC_WORD_COMMON);
	g_autoptr(DscWordlists) lists = load_words(&scratch, words);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		DscTokens tokens = read_tokens(lists, cases[i].text);
		guint end = dsc_name_end(&tokens, (DscSpan){ 1, tokens.n + 1 }, cases[i].goes_on);
		g_assert_cmpuint(end, >, 1);
		g_autofree char *name = g_strndup(cases[i].text, tokens.at[end - 1].span.end);
		g_assert_cmpstr(name, ==, cases[i].name);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/name-end/ends", test_ends);
	return g_test_run();
}
