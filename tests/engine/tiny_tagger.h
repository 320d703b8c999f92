/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <string.h>

#include "engine/concepts.h"
#include "engine/tagger.h"
#include "fixture.h"

/*
 * Word lists of seven words and a tagger that knows two sentences by heart.
 */

#define BITS 12

static inline void add_word(GHashTable *words, const char *word, guint flags)
{
	char key[DSC_WORD_KEY_BYTES];
	guint64 *hash = g_new(guint64, 1);
	*hash = dsc_word_hash(key, dsc_word_key(word, strlen(word), key));
	g_hash_table_insert(words, hash, GUINT_TO_POINTER(flags));
}

/* What stands around names: one concept. */
static const char ward_text[] = "[scan]\n"
				"en scan mri\n"
				"tr tomografi*\n";

static inline GHashTable *tiny_words(void)
{
	GHashTable *words = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	add_word(words, "Thandiwe", DSC_WORD_FIRST);
	add_word(words, "Gülşah", DSC_WORD_FIRST);
	add_word(words, "منیژه", DSC_WORD_FIRST);
	add_word(words, "Quillfeather", DSC_WORD_SURNAME);
	add_word(words, "Norway", DSC_WORD_REGION);
	add_word(words, "Tromsdal", DSC_WORD_PLACE);
	add_word(words, "ward", DSC_WORD_EN | DSC_WORD_COMMON);
	return words;
}

static inline GBytes *pack_words(GHashTable *words)
{
	DscConcepts concepts = { 0 };
	g_autoptr(GArray) slots = dsc_concepts_pack(ward_text, &concepts.bits);
	concepts.slots = (const guint32 *)(const void *)slots->data;
	return dsc_wordlists_pack(words, concepts);
}

static inline DscWordlists *load_words(const Scratch *scratch, GHashTable *words)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = pack_words(words);
	g_autofree char *path = scratch_path(scratch, DSC_WORDLISTS_FILE);
	scratch_write_bytes(scratch, DSC_WORDLISTS_FILE, bytes);
	DscWordlists *lists = dsc_wordlists_load(path, &error);
	g_assert_no_error(error);
	return lists;
}

static inline DscWordlists *load_lists(const Scratch *scratch)
{
	g_autoptr(GHashTable) words = tiny_words();
	return load_words(scratch, words);
}

static inline DscTaggerHead fixture_head(void)
{
	DscTaggerHead head = {
		.features_version = DSC_FEATURES_VERSION,
		.bits = BITS,
		.named = { { 0.02, 0 }, { 0.02, 0 }, { 0.02, 0 } },
		.neutral = { { 0.05, -1 }, { 0.05, -1 }, { 0.05, -1 } },
	};
	head.transitions[DSC_TAG_O][DSC_TAG_I_PERSON] = -100000;
	head.transitions[DSC_TAG_O][DSC_TAG_I_PLACE] = -100000;
	return head;
}

static inline void teach(gint8 *weights, const DscTokens *tokens, guint i, guint tag)
{
	guint32 features[DSC_FEATURES_MAX];
	guint n = dsc_features_of(tokens, i, features);
	for (guint f = 0; f < n; f++)
		weights[(features[f] >> (32 - BITS)) * DSC_TAG_LANES + tag] += 6;
}

/* @name: its tokens, both ends inclusive */
static inline void teach_role(gint8 *weights, const DscTokens *tokens, DscSpan name, int by)
{
	guint32 features[DSC_ROLE_FEATURES_MAX];
	guint near = 0;
	guint n = dsc_role_features_of(tokens, (guint)name.start, (guint)name.end, features, &near);
	for (guint f = 0; f < n; f++)
		weights[(features[f] >> (32 - BITS)) * DSC_TAG_LANES + DSC_NEUTRAL_LANE] += by;
}

static inline DscTokens read_tokens(const DscWordlists *lists, const char *text)
{
	DscTokens tokens;
	g_assert_cmpuint(dsc_tokens_read(lists, text, (DscSpan){ 0, strlen(text) }, &tokens), ==,
			 strlen(text));
	return tokens;
}

/* A model that knows two sentences by heart. */
static inline GBytes *pack_model(const DscWordlists *lists)
{
	g_autofree gint8 *weights = g_malloc0(DSC_TAG_LANES << BITS);
	DscTaggerHead head = fixture_head();
	DscTokens patient = read_tokens(lists, "Thandiwe Quillfeather is febrile in Tromsdal");
	guint8 tags[] = { DSC_TAG_B_PERSON, DSC_TAG_I_PERSON, DSC_TAG_O,
			  DSC_TAG_O,	    DSC_TAG_O,	      DSC_TAG_B_PLACE };
	for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
		teach(weights, &patient, i + 1, tags[i]);
	DscTokens staff = read_tokens(lists, "thanks Thandiwe");
	teach_role(weights, &patient, (DscSpan){ 1, 2 }, -2);
	teach_role(weights, &staff, (DscSpan){ 2, 2 }, 2);
	teach(weights, &staff, 1, DSC_TAG_O);
	teach(weights, &staff, 2, DSC_TAG_B_PERSON);
	return dsc_tagger_model_pack(&head, weights);
}

static inline DscTaggerModel *load_model(const Scratch *scratch, const DscWordlists *lists)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = pack_model(lists);
	g_autofree char *path = scratch_path(scratch, DSC_TAGGER_MODEL);
	scratch_write_bytes(scratch, DSC_TAGGER_MODEL, bytes);
	DscTaggerModel *model = dsc_tagger_model_load(path, &error);
	g_assert_no_error(error);
	return model;
}
