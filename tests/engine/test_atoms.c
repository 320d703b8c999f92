/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/atoms.h"

static int compare_words(gconstpointer a, gconstpointer b)
{
	return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

/* "_" stands for an edge, "^" for a capital, "N" for any digit; "*" for anything. */
static char *set_to_text(const GArray *set)
{
	if (set == NULL)
		return g_strdup("*");
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < set->len; i++) {
		const DscAtom *atom = &g_array_index(set, DscAtom, i);
		g_ptr_array_add(words, g_strdup_printf("%s%s%.*s%s",
						       atom->flags & DSC_ATOM_BEGINS ? "_" : "",
						       atom->flags & DSC_ATOM_CAPITAL ? "^" : "",
						       atom->len, atom->text,
						       atom->flags & DSC_ATOM_ENDS ? "_" : ""));
	}
	g_ptr_array_sort(words, compare_words);
	for (guint i = words->len; i-- > 1;)
		if (g_str_equal(words->pdata[i], words->pdata[i - 1]))
			g_ptr_array_remove_index(words, i);
	g_ptr_array_add(words, NULL);
	char *text = g_strjoinv("|", (char **)words->pdata);
	return g_strdelimit(text, "\001", 'N');
}

static GHashTable *make_defines(void)
{
	static const char *const pairs[][2] = { { "kin", "mum|dad" },
						{ "word", "\\p{L}+" },
						{ "tied", "\\G ?mum" } };
	GHashTable *defines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
		g_hash_table_insert(defines, g_strdup(pairs[i][0]), g_strdup(pairs[i][1]));
	return defines;
}

static void test_cases(void)
{
	static const struct {
		const char *source;
		const char *begins;
		const char *need; /* the first */
	} cases[] = {
		{ "MRN", "mrn", "*" },
		{ "(?<!\\p{L})(?:cat|dogs?)(?!\\p{L})", "_cat_|_dog_|_dogs_", "*" },
		{ "\\bcat\\b", "_cat_", "*" },
		{ "\\b#cat", "#cat", "*" },
		{ "(?<![\\p{L}\\d_-])(?:the )?pin", "_pin|_the pin", "*" },
		{ "[ab]c", "ac|bc", "*" },
		{ "caf[éÉ]", "café", "*" },
		{ "\\x{62A}x", "تx", "*" },
		{ "lo+l", "lo", "*" },
		{ "(?:ab){2}c", "ababc", "*" },
		{ "(?:ab){2,3}c", "abab", "*" },
		{ "\\d{3}-[2-9]\\d", "NNN-NN", "*" },
		{ "[\\dx]\\b", "N_|x_", "*" },
		{ "\\b7\\d+", "_7N", "*" },
		{ "x{0}yz", "xyz|yz", "*" },
		{ "patients", "patients", "*" },
		{ "patients'", "patients", "*" },
		/* what may be anything, and what must stand somewhere behind it */
		{ "\\w+@trust", "*", "@trust" },
		{ ".{0,9}\\bpasswd\\b", "*", "_passwd_" },
		{ "(?:\\w+ )?passwd", "*", "passwd" },
		{ "(?:a|\\w)(?:passwd|geheim)", "*", "geheim|passwd" },
		{ "\\d+ passwd|x.*zzzz", "N|x", " passwd|zzzz" },
		{ "(?=.*passwd)\\w", "*", "passwd" },
		{ "\\w(?!.*passwd)", "*", "*" },
		{ "(?=\\d)\\w", "N", "*" },
		{ "(?<=passwd )\\w", "*", "passwd " },
		/* words and capitals */
		{ "(?<!\\p{L})\\w", "_", "*" },
		{ "\\b\\w", "*", "*" },
		{ "(?-i:\\p{Lu}\\w)", "^", "*" },
		{ "(?<!\\p{L})(?-i:[A-Z]\\w)", "_^", "*" },
		{ "\\p{Lu}\\w", "*", "*" },
		{ "(?-i:(?i:\\p{Lu})\\w)", "*", "*" },
		/* definitions */
		{ "(?&kin)'s", "dad's|mum's", "*" },
		{ "(?&word) (?&kin)", "*", " dad| mum" },
		{ "(?&tied)", "*", " mum|mum" },
		{ "(?&nobody)", "*", "*" },
		/* letters that are longer in small letters cannot be looked for */
		{ "\\x{23A}bcd", "*", "bcd" },
		{ "\\x{130}", "i", "*" },
		/* what is not understood says nothing */
		{ "(?x) passwd", "*", "*" },
		{ "(a)passwd\\1", "*", "*" },
		{ "\\Qpasswd\\E", "*", "*" },
		{ "(?(1)a|passwd)", "*", "*" },
		{ "(passwd", "*", "*" },
	};
	g_autoptr(GHashTable) defines = make_defines();
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscAtomReader) reader = dsc_atom_reader_new();
		g_auto(DscAtoms) atoms = { NULL };
		dsc_atoms_read(reader, cases[i].source, defines, &atoms);
		g_autofree char *begins = set_to_text(atoms.begins);
		g_autofree char *need = set_to_text(atoms.needs[0]);
		g_test_message("%s", cases[i].source);
		g_assert_cmpstr(begins, ==, cases[i].begins);
		g_assert_cmpstr(need, ==, cases[i].need);
	}
}

static void test_rate(void)
{
	static const char *const rarer[] = { "", "e", "q", "qu", "quin", "quinze" };
	double last = 1.1;
	for (gsize i = 0; i < G_N_ELEMENTS(rarer); i++) {
		g_autoptr(GArray) set = g_array_new(FALSE, FALSE, sizeof(DscAtom));
		DscAtom atom = dsc_atom_of_word(rarer[i]);
		g_array_append_val(set, atom);
		g_assert_cmpfloat(dsc_atoms_rate(set), <, last);
		last = dsc_atoms_rate(set);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/atoms/cases", test_cases);
	g_test_add_func("/atoms/rate", test_rate);
	return g_test_run();
}
