/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/tagger.h"

#include <string.h>

#include "tiny_tagger.h"

/* --- Tokens and features -------------------------------------------------------------------- */

static void test_tokens(void)
{
	static const struct {
		const char *word;
		DscShape shape;
		guint flags;
	} expected[] = {
		{ "Thandiwe", DSC_SHAPE_CAPITAL, DSC_WORD_FIRST },
		{ "'", DSC_SHAPE_MARK, 0 },
		{ "s", DSC_SHAPE_SMALL, 0 },
		{ "O'Brien", DSC_SHAPE_MIXED, 0 },
		{ "K", DSC_SHAPE_INITIAL, 0 },
		{ "6", DSC_SHAPE_NUMBER, 0 },
		{ "54M", DSC_SHAPE_CODE, 0 },
		{ "MRI", DSC_SHAPE_CAPITALS, 0 },
		{ "\n", DSC_SHAPE_LINE, 0 },
		{ "منیژهرو", DSC_SHAPE_CASELESS, DSC_WORD_FIRST | DSC_WORD_STEM },
		{ "thandiwenin", DSC_SHAPE_SMALL, DSC_WORD_FIRST | DSC_WORD_STEM },
	};
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	const char *text = "Thandiwe's O'Brien K 6 54M MRI\nمنیژهرو thandiwenin";
	DscTokens tokens = read_tokens(lists, text);
	g_assert_cmpuint(tokens.n, ==, G_N_ELEMENTS(expected));
	for (guint i = 0; i < tokens.n; i++) {
		const DscToken *token = &tokens.at[i + 1];
		g_autofree char *word =
			g_strndup(text + token->span.start, dsc_span_length(token->span));
		g_assert_cmpstr(word, ==, expected[i].word);
		g_assert_cmpuint(token->shape, ==, expected[i].shape);
		g_assert_cmphex(token->flags, ==, expected[i].flags);
	}
}

/* The shipped weights mean nothing to other features: whoever changes these raises
 * DSC_FEATURES_VERSION, makes the model anew and corrects the sum here. */
static void test_features_stable(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	DscTokens tokens = read_tokens(lists, "Thandiwe's ward: MRI, K 6.2, منیژه 54M\nTHANKS");
	guint32 features[DSC_ROLE_FEATURES_MAX];
	guint32 sum = 0;
	guint near = 0;
	for (guint i = 1; i <= tokens.n; i++) {
		guint n = dsc_features_of(&tokens, i, features);
		g_assert_cmpuint(n, <=, DSC_FEATURES_MAX);
		for (guint f = 0; f < n; f++)
			sum = sum * 31 + features[f];
	}
	guint n = dsc_role_features_of(&tokens, 1, 1, features, &near);
	for (guint f = 0; f < n; f++)
		sum = sum * 31 + features[f];
	g_assert_cmpuint(DSC_FEATURES_VERSION, ==, 3);
	g_assert_cmphex(sum, ==, 0xb5e93b6e);
}

/* What is learned of a word beside a name in one language holds in the others. */
static void test_words_are_about_the_same(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	DscTokens english = read_tokens(lists, "thandiwe scan");
	DscTokens turkish = read_tokens(lists, "thandiwe tomografisi");
	DscTokens other = read_tokens(lists, "thandiwe scandal");
	g_assert_cmphex(english.at[2].about.half[0], ==, 1);
	g_assert_cmphex(turkish.at[2].about.half[0], ==, 1);
	g_assert_true(dsc_concept_set_is_empty(other.at[2].about));
	g_assert_true(dsc_concept_set_is_empty(english.at[1].about));
}

static void test_staff_features_bounded(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	g_autoptr(GString) text = g_string_new(NULL);
	for (guint i = 1; i < DSC_TOKENS_MAX; i++)
		g_string_append_printf(text, "w%u ", i);
	DscTokens tokens = read_tokens(lists, text->str);
	guint32 features[DSC_ROLE_FEATURES_MAX];
	for (guint i = 1; i <= tokens.n; i++) {
		guint near = 0;
		guint n = dsc_role_features_of(&tokens, i, i, features, &near);
		g_assert_cmpuint(n, <=, DSC_ROLE_FEATURES_MAX);
		g_assert_cmpuint(near, <=, n);
	}
}

/* --- Names ---------------------------------------------------------------------------------- */

static const DscTagged *tagged_at(const GArray *tagged, guint i)
{
	g_assert_cmpuint(i, <, tagged->len);
	return &g_array_index(tagged, DscTagged, i);
}

static void test_reads_names(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	g_autoptr(DscTaggerModel) model = load_model(&scratch, lists);
	g_autoptr(GArray) tagged = g_array_new(FALSE, FALSE, sizeof(DscTagged));
	DscTokens tokens = read_tokens(lists, "Thandiwe Quillfeather is febrile in Tromsdal");
	dsc_tagger_read(model, &tokens, tagged);
	g_assert_cmpuint(tagged->len, ==, 2);
	g_assert_cmpuint(tagged_at(tagged, 0)->type, ==, DSC_TYPE_NAME);
	g_assert_cmpuint(tagged_at(tagged, 0)->span.start, ==, 0);
	g_assert_cmpuint(tagged_at(tagged, 0)->span.end, ==, strlen("Thandiwe Quillfeather"));
	g_assert_cmpfloat(tagged_at(tagged, 0)->likelihood, >, 0.6);
	g_assert_cmpuint(tagged_at(tagged, 1)->type, ==, DSC_TYPE_ADDRESS);
	g_assert_cmpuint(tagged_at(tagged, 1)->span.end, ==, tokens.at[6].span.end);
}

static void test_knows_staff(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	g_autoptr(DscTaggerModel) model = load_model(&scratch, lists);
	g_autoptr(GArray) tagged = g_array_new(FALSE, FALSE, sizeof(DscTagged));
	DscTokens tokens = read_tokens(lists, "thanks Thandiwe");
	dsc_tagger_read(model, &tokens, tagged);
	g_assert_cmpfloat(tagged_at(tagged, 0)->anybody, >, 0.6);
	g_assert_cmpfloat(tagged_at(tagged, 0)->likelihood, <, 0.35);
}

static void test_empty_window(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	g_autoptr(DscTaggerModel) model = load_model(&scratch, lists);
	g_autoptr(GArray) tagged = g_array_new(FALSE, FALSE, sizeof(DscTagged));
	DscTokens tokens = read_tokens(lists, "   \t ");
	dsc_tagger_read(model, &tokens, tagged);
	g_assert_cmpuint(tagged->len, ==, 0);
}

/* --- Length --------------------------------------------------------------------------------- */

/* Windows that a text of @times pieces is read in. */
static guint windows_of(const DscWordlists *lists, const char *piece, guint times)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (guint i = 0; i < times; i++)
		g_string_append(text, piece);
	DscSpan window = { 0, text->len };
	guint n = 0;
	for (; window.start < window.end; n++) {
		static DscTokens tokens;
		gsize next = dsc_tokens_read(lists, text->str, window, &tokens);
		g_assert_cmpuint(next, >, window.start);
		g_assert_cmpuint(tokens.n, <=, DSC_TOKENS_MAX);
		window.start = next;
	}
	return n;
}

/* What one window costs is bounded, so their number says how time grows. */
static void test_linear(void)
{
	static const char *const pieces[] = { "Thandiwe ", "a",	 "o'",		 "'",
					      "منیژه",	   "\n", "Quillfeather-" };
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		guint once = windows_of(lists, pieces[i], 500);
		guint eight = windows_of(lists, pieces[i], 4000);
		g_test_message("%s: %u and %u windows", pieces[i], once, eight);
		g_assert_cmpuint(eight, <=, 8 * once);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/tagger/tokens", test_tokens);
	g_test_add_func("/tagger/features-stable", test_features_stable);
	g_test_add_func("/tagger/words-are-about-the-same", test_words_are_about_the_same);
	g_test_add_func("/tagger/staff-features-bounded", test_staff_features_bounded);
	g_test_add_func("/tagger/reads-names", test_reads_names);
	g_test_add_func("/tagger/knows-staff", test_knows_staff);
	g_test_add_func("/tagger/empty-window", test_empty_window);
	g_test_add_func("/tagger/linear", test_linear);
	return g_test_run();
}
