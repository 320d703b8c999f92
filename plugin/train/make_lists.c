/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_lists WORDS CONCEPTS OUT: compiles word lists to the file that the engine reads.
 *
 * WORDS has a line for each word: the word, a tab, the names of its flags parted by
 * blanks. A word may stand in several lines; its flags add up. A word of two parts is
 * known as a pair. CONCEPTS is ward.txt.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/concepts.h"
#include "engine/fold.h"

static const struct {
	const char *name;
	guint flag;
} flag_names[] = {
	{ "first", DSC_WORD_FIRST },	 { "surname", DSC_WORD_SURNAME },
	{ "place", DSC_WORD_PLACE },	 { "region", DSC_WORD_REGION },
	{ "medical", DSC_WORD_MEDICAL }, { "common", DSC_WORD_COMMON },
	{ "en", DSC_WORD_EN },		 { "fa", DSC_WORD_FA },
	{ "tr", DSC_WORD_TR },		 { "de", DSC_WORD_DE },
	{ "fr", DSC_WORD_FR },		 { "es", DSC_WORD_ES },
	{ "human", DSC_WORD_HUMAN },	 { "city", DSC_WORD_CITY },
};

static guint read_flags(const char *names, guint line)
{
	g_auto(GStrv) parts = g_strsplit(names, " ", -1);
	guint flags = 0;
	for (char **part = parts; *part != NULL; part++) {
		guint i = 0;
		while (i < G_N_ELEMENTS(flag_names) && strcmp(*part, flag_names[i].name) != 0)
			i++;
		if (i == G_N_ELEMENTS(flag_names)) {
			fprintf(stderr, "make_lists: line %u: no flag is called \"%s\"\n", line,
				*part);
			exit(2);
		}
		flags |= flag_names[i].flag;
	}
	return flags;
}

static guint64 hash_word(const char *word)
{
	char key[DSC_WORD_KEY_BYTES];
	return dsc_word_hash(key, dsc_word_key(word, strlen(word), key));
}

static guint64 hash_entry(const char *word)
{
	g_autoptr(DscFold) fold = dsc_fold_new(word, -1);
	g_auto(GStrv) parts = g_strsplit(dsc_fold_text(fold, NULL), " ", 2);
	if (parts[0] == NULL)
		return 0; /* nothing that shows */
	guint64 first = hash_word(parts[0]);
	return parts[1] == NULL ? first : dsc_word_pair(first, hash_word(parts[1]));
}

static void add_word(GHashTable *words, const char *word, guint flags)
{
	guint64 hash = hash_entry(word);
	flags |= GPOINTER_TO_UINT(g_hash_table_lookup(words, &hash));
	guint64 *key = g_new(guint64, 1);
	*key = hash;
	g_hash_table_insert(words, key, GUINT_TO_POINTER(flags));
}

static void add_file(GHashTable *words, const char *content)
{
	g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		char *tab = strchr(lines[i], '\t');
		if (tab == NULL)
			continue;
		*tab = '\0';
		add_word(words, lines[i], read_flags(tab + 1, i + 1));
	}
}

int main(int argc, char **argv)
{
	g_autofree char *content = NULL;
	g_autofree char *written = NULL;
	g_autoptr(GError) error = NULL;
	DscConcepts concepts = { 0 };
	setlocale(LC_ALL, "C.UTF-8");
	if (argc != 4) {
		fprintf(stderr, "usage: make_lists WORDS CONCEPTS OUT\n");
		return 2;
	}
	g_autoptr(GHashTable) words =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	if (!g_file_get_contents(argv[1], &content, NULL, &error) ||
	    !g_file_get_contents(argv[2], &written, NULL, &error)) {
		fprintf(stderr, "make_lists: %s\n", error->message);
		return 2;
	}
	add_file(words, content);
	g_autoptr(GArray) slots = dsc_concepts_pack(written, &concepts.bits);
	if (slots == NULL) {
		fprintf(stderr, "make_lists: %s: more than %u concepts\n", argv[2],
			DSC_CONCEPTS_MAX);
		return 2;
	}
	concepts.slots = (const guint32 *)(const void *)slots->data;
	g_autoptr(GBytes) bytes = dsc_wordlists_pack(words, concepts);
	if (!g_file_set_contents(argv[3], g_bytes_get_data(bytes, NULL),
				 (gssize)g_bytes_get_size(bytes), &error)) {
		fprintf(stderr, "make_lists: %s\n", error->message);
		return 2;
	}
	printf("%s: %u words, %" G_GSIZE_FORMAT " bytes\n", argv[3], g_hash_table_size(words),
	       g_bytes_get_size(bytes));
	return 0;
}
