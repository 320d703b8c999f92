/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/concepts.h"

#include <string.h>

#include "engine/fold.h"

/* A slot is a fingerprint above the number of a concept, counted from 1; 0 is empty. The top bits
 * of a hash say which slot is its first, the low ones are its fingerprint. */
#define CONCEPT_MASK 0xffu

/* Keeps beginnings of words apart from whole words. */
#define BEGINNING 0x5bd1e9955bd1e995u

/* Beginnings shorter than this would begin too many words. */
#define LEAST_BYTES 2

/* --- Looking up ----------------------------------------------------------------------------- */

static guint64 slot_of(const DscConcepts *self, guint64 hash)
{
	return hash >> (64 - self->bits);
}

/* One fingerprint may stand there for more than one concept. */
static void look_up(const DscConcepts *self, guint64 hash, DscConceptSet *found)
{
	guint64 mask = ((guint64)1 << self->bits) - 1;
	for (guint64 at = slot_of(self, hash); self->slots[at] != 0; at = (at + 1) & mask)
		if (((self->slots[at] ^ (guint32)hash) & ~CONCEPT_MASK) == 0)
			dsc_concept_set_add(found, (self->slots[at] & CONCEPT_MASK) - 1);
}

static void look_up_beginnings(const DscConcepts *self, const char *text, DscSpan span,
			       DscConceptSet *found)
{
	char key[DSC_WORD_KEY_BYTES];
	gsize len = dsc_word_key(text + span.start, dsc_span_length(span), key);
	guint64 hashes[DSC_WORD_KEY_BYTES];
	dsc_word_hash_beginnings(key, len, hashes);
	for (gsize n = LEAST_BYTES; n <= len; n++)
		if (n == len || ((guchar)key[n] & 0xc0) != 0x80)
			look_up(self, hashes[n - 1] ^ BEGINNING, found);
}

static gboolean is_word(const DscToken *token)
{
	return token->shape >= DSC_SHAPE_SMALL && token->shape <= DSC_SHAPE_CODE;
}

/* What needs no words. */
static void say_of_token(const DscToken *token, DscConceptSet *found)
{
	guint flags = token->flags;
	if (token->shape == DSC_SHAPE_NUMBER || token->shape == DSC_SHAPE_CODE) {
		dsc_concept_set_add(found, DSC_CONCEPT_NUMBER);
		return;
	}
	if ((flags & (DSC_WORD_FIRST | DSC_WORD_SURNAME)) != 0 &&
	    (flags & (DSC_WORD_HOME | DSC_WORD_COMMON)) == 0)
		dsc_concept_set_add(found, DSC_CONCEPT_NAME);
	if ((flags & (DSC_WORD_MEDICAL | DSC_WORD_COMMON)) == DSC_WORD_MEDICAL)
		dsc_concept_set_add(found, DSC_CONCEPT_MEDICAL);
}

/* Marks @from and the words that follow it with what they are about as a run. */
static void find_runs(const DscConcepts *self, const DscTokens *tokens, guint from,
		      DscConceptSet *concepts)
{
	guint64 hash = tokens->at[from].hash;
	guint words = 1;
	for (guint i = from + 1; i <= tokens->n && words < DSC_CONCEPT_WORDS; i++) {
		if (!is_word(&tokens->at[i]))
			continue;
		hash = dsc_word_pair(hash, tokens->at[i].hash);
		words++;
		DscConceptSet found = { 0 };
		look_up(self, hash, &found);
		if (dsc_concept_set_is_empty(found))
			continue;
		for (guint j = from; j <= i; j++)
			dsc_concept_set_join(&concepts[j], found);
	}
}

void dsc_concepts_find(const DscConcepts *self, const DscTokens *tokens, const char *text,
		       DscConceptSet *concepts)
{
	memset(concepts, 0, (tokens->n + 2) * sizeof *concepts);
	for (guint i = 1; i <= tokens->n; i++) {
		const DscToken *token = &tokens->at[i];
		look_up(self, token->hash, &concepts[i]);
		if (!is_word(token))
			continue;
		say_of_token(token, &concepts[i]);
		look_up_beginnings(self, text, token->span, &concepts[i]);
		find_runs(self, tokens, i, concepts);
	}
}

/* A table without an empty slot would be searched without end, and a concept that is none would
 * be no bit. */
gboolean dsc_concepts_make_sense(const DscConcepts *self)
{
	gboolean any_empty = FALSE;
	for (gsize i = 0; i < (gsize)1 << self->bits; i++) {
		any_empty |= self->slots[i] == 0;
		if ((self->slots[i] & CONCEPT_MASK) > DSC_CONCEPTS_MAX)
			return FALSE;
	}
	return any_empty;
}

/* --- Packing -------------------------------------------------------------------------------- */

typedef struct {
	guint64 hash;
	guint concept;
} Entry;

/* One word, run or beginning of the file. */
static void read_entry(const char *written, guint concept, GArray *entries)
{
	g_autofree char *spaced = g_strdelimit(g_strdup(written), "_*", ' ');
	g_autoptr(DscFold) fold = dsc_fold_new(g_strchomp(spaced), -1);
	DscSpan window = { 0, 0 };
	DscTokens tokens;
	const char *text = dsc_fold_text(fold, &window.end);
	dsc_tokens_read(NULL, text, window, &tokens);
	Entry entry = { .concept = concept };
	guint words = 0;
	for (guint i = 1; i <= tokens.n; i++) {
		if (tokens.n > 1 && !is_word(&tokens.at[i]))
			continue;
		guint64 hash = tokens.at[i].hash;
		entry.hash = words++ == 0 ? hash : dsc_word_pair(entry.hash, hash);
	}
	if (words == 0)
		return;
	if (words == 1 && g_str_has_suffix(written, "*"))
		entry.hash ^= BEGINNING;
	g_array_append_val(entries, entry);
}

static gboolean read_entries(const char *written, GArray *entries)
{
	g_auto(GStrv) lines = g_strsplit(written, "\n", -1);
	guint n = 0;
	for (char **line = lines; *line != NULL; line++) {
		if (**line == '[')
			n++;
		if (n > DSC_CONCEPTS_MAX)
			return FALSE;
		if (n == 0 || **line == '#' || **line == '[')
			continue;
		g_auto(GStrv) words = g_strsplit(*line, " ", -1);
		for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
			if (*words[i] != '\0')
				read_entry(words[i], n - 1, entries);
	}
	return TRUE;
}

GArray *dsc_concepts_pack(const char *written, guint *bits)
{
	g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
	if (!read_entries(written, entries))
		return NULL;
	*bits = 4;
	while (((gsize)1 << *bits) < (gsize)entries->len * 2)
		(*bits)++;
	GArray *slots = g_array_new(FALSE, TRUE, sizeof(guint32));
	g_array_set_size(slots, 1u << *bits);
	for (guint i = 0; i < entries->len; i++) {
		const Entry *entry = &g_array_index(entries, Entry, i);
		guint at = (guint)(entry->hash >> (64 - *bits));
		while (g_array_index(slots, guint32, at) != 0)
			at = (at + 1) & ((1u << *bits) - 1);
		g_array_index(slots, guint32, at) =
			((guint32)entry->hash & ~CONCEPT_MASK) | (entry->concept + 1);
	}
	return slots;
}
