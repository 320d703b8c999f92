/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What is known of words: that they are first names, places, medical words, common in a
 * language, and which of the concepts of plugin/train/ward.txt they stand for. One file holds
 * them as fingerprints: about four bytes a word and no word in clear.
 *
 * A word is looked up by its key (see dsc_word_key()), so that neither case nor
 * accents matter. A word that is in no list is taken for one that is about once in
 * 60,000 times.
 */
typedef struct DscWordlists DscWordlists;

/** DscConcepts: a packed table of what words are about, see concepts.h; 2^@bits slots */
typedef struct {
	const guint32 *slots;
	guint bits;
} DscConcepts;

/* The file, in the data folder. */
#define DSC_WORDLISTS_FILE "names.lists"

/**
 * DscWordFlag:
 * @DSC_WORD_FIRST:   somebody's first name
 * @DSC_WORD_SURNAME: somebody's family name
 * @DSC_WORD_PLACE:   a town, or part of its name
 * @DSC_WORD_REGION:  a country, state, nationality or language
 * @DSC_WORD_MEDICAL: a medical word, drug or eponym
 * @DSC_WORD_COMMON:  among the commonest in its language, or the commonest of first names
 * @DSC_WORD_EN, @DSC_WORD_FA, @DSC_WORD_TR, @DSC_WORD_DE, @DSC_WORD_FR, @DSC_WORD_ES: a
 *                    word of the language
 * @DSC_WORD_HUMAN:   stands in a long list of names that nobody has weeded
 * @DSC_WORD_CITY:    a town of 100,000 people and more
 * @DSC_WORD_STEM:    what is said holds of the word without its ending; not in the file
 * @DSC_WORD_HOME:    a word of the language that the message is in; not in the file
 */
typedef enum {
	DSC_WORD_FIRST = 1 << 0,
	DSC_WORD_SURNAME = 1 << 1,
	DSC_WORD_PLACE = 1 << 2,
	DSC_WORD_REGION = 1 << 3,
	DSC_WORD_MEDICAL = 1 << 4,
	DSC_WORD_COMMON = 1 << 5,
	DSC_WORD_EN = 1 << 6,
	DSC_WORD_FA = 1 << 7,
	DSC_WORD_TR = 1 << 8,
	DSC_WORD_DE = 1 << 9,
	DSC_WORD_FR = 1 << 10,
	DSC_WORD_ES = 1 << 11,
	DSC_WORD_HUMAN = 1 << 12,
	DSC_WORD_CITY = 1 << 13,
	DSC_WORD_STEM = 1 << 14,
	DSC_WORD_HOME = 1 << 15,
} DscWordFlag;

/* The flags that a file can hold, and those that name a language. */
#define DSC_WORD_LISTED		0x3fffu
#define DSC_WORD_LANGUAGES	0x0fc0u
#define DSC_WORD_PERSON		(DSC_WORD_FIRST | DSC_WORD_SURNAME)
#define DSC_WORD_FIRST_LANGUAGE 6
#define DSC_WORD_N_LANGUAGES	6

/* Longest key; what is longer is cut. */
#define DSC_WORD_KEY_BYTES 48

/**
 * dsc_word_key:
 * @text: folded text
 * @len:  bytes of it
 * @key:  (out): at least DSC_WORD_KEY_BYTES bytes; not NUL-terminated
 *
 * Writes a word as lists know it: small letters, Latin ones without accents,
 * digits as 0.
 *
 * Returns: bytes of the key
 */
gsize dsc_word_key(const char *text, gsize len, char *key);

/** dsc_word_hash: Returns: the hash of a key */
guint64 dsc_word_hash(const char *key, gsize len);

/** dsc_word_hash_beginnings: @hashes: (out): of the first byte of a key, the first two, … all @len
 */
void dsc_word_hash_beginnings(const char *key, gsize len, guint64 *hashes);

/** dsc_word_pair: Returns: the hash of two words with a blank between them */
guint64 dsc_word_pair(guint64 first, guint64 second);

/** dsc_word_n_endings: Returns: how many endings of names are known; see dsc_word_stem() */
guint dsc_word_n_endings(void);

/**
 * dsc_word_stem:
 * @i: which ending, below dsc_word_n_endings()
 *
 * Returns: bytes of @key without that ending; 0 if it has another or too little is left
 */
gsize dsc_word_stem(const char *key, gsize len, guint i);

/**
 * dsc_wordlists_load:
 * @path:  a file that dsc_wordlists_pack() made
 * @error: (out) (optional): #DscDatafileError
 *
 * Returns: (transfer full) (nullable): the lists
 */
DscWordlists *dsc_wordlists_load(const char *path, GError **error);

/** dsc_wordlists_free: frees @lists; NULL is allowed. */
void dsc_wordlists_free(DscWordlists *lists);

/** dsc_wordlists_find: Returns: all #DscWordFlag of the word with that hash, 0 if unknown */
guint dsc_wordlists_find(const DscWordlists *lists, guint64 hash);

/** dsc_wordlists_concepts: Returns: (transfer none): what stands around names */
const DscConcepts *dsc_wordlists_concepts(const DscWordlists *lists);

/**
 * dsc_wordlists_pack:
 * @words:    (element-type guint64 guint): pointer to hash → flags
 * @concepts: what dsc_concepts_pack() gave
 *
 * Returns: (transfer full): the bytes of a file
 */
GBytes *dsc_wordlists_pack(GHashTable *words, DscConcepts concepts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscWordlists, dsc_wordlists_free)
