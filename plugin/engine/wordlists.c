/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/wordlists.h"

#include <string.h>

#include "engine/concepts.h"
#include "engine/datafile.h"

/*
 * The file: a head, the concepts' 2^concept_bits slots, where each of BUCKETS begins, one
 * more for the end, then the entries in the order of buckets. The top bits of a hash are its
 * bucket, the next ones its fingerprint; an entry is a fingerprint above its flags.
 */
#define BUCKET_BITS 14
#define BUCKETS	    (1u << BUCKET_BITS)
#define FLAG_BITS   14
#define PRINT_BITS  (32 - FLAG_BITS)

static const DscDatafileKind kind = { "DSCLISTS", 3 };

#define MIN_CONCEPT_BITS 4
#define MAX_CONCEPT_BITS 20

typedef struct {
	guint32 concept_bits;
	guint32 spare;
} Head;

struct DscWordlists {
	GBytes *file;
	DscConcepts concepts;
	const guint32 *starts;
	const guint32 *entries;
};

static guint bucket_of(guint64 hash)
{
	return (guint)(hash >> (64 - BUCKET_BITS));
}

static guint32 print_of(guint64 hash)
{
	return (guint32)(hash >> (64 - BUCKET_BITS - PRINT_BITS)) & ((1u << PRINT_BITS) - 1);
}

/* --- Keys ----------------------------------------------------------------------------------- */

/* The Latin letter that @c is without its accent; 0 if it is none. */
static char plain_latin(gunichar c)
{
	static const struct {
		gunichar c;
		char latin;
	} others[] = { { 0x00DF, 's' }, { 0x00E6, 'e' }, { 0x00F8, 'o' }, { 0x0111, 'd' },
		       { 0x0131, 'i' }, { 0x0142, 'l' }, { 0x0153, 'e' }, { 0x0259, 'e' } };
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		if (others[i].c == c)
			return others[i].latin;
	gunichar parts[4];
	if (c >= 0x2000 || g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts)) < 2)
		return 0;
	return parts[0] < 0x80 ? (char)parts[0] : 0;
}

static gsize put_char(gunichar c, char *key)
{
	if (g_unichar_ismark(c))
		return 0;
	c = g_unichar_tolower(c);
	char latin = plain_latin(c);
	if (latin == 0)
		return (gsize)g_unichar_to_utf8(c, key);
	*key = latin;
	return 1;
}

gsize dsc_word_key(const char *text, gsize len, char *key)
{
	gsize n = 0;
	const char *end = text + len;
	while (text < end && n + 6 <= DSC_WORD_KEY_BYTES) {
		guchar c = (guchar)*text;
		if (c < 0x80) {
			key[n++] = g_ascii_isdigit(c) ? '0' : g_ascii_tolower((char)c);
			text++;
			continue;
		}
		n += put_char(g_utf8_get_char(text), key + n);
		text = g_utf8_next_char(text);
	}
	return n;
}

#define HASH_START 0xcbf29ce484222325u

static guint64 hash_on(guint64 hash, char byte)
{
	return (hash ^ (guchar)byte) * 0x100000001b3u;
}

static guint64 hash_done(guint64 hash)
{
	hash ^= hash >> 32;
	hash *= 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 29;
}

guint64 dsc_word_hash(const char *key, gsize len)
{
	guint64 hash = HASH_START;
	for (gsize i = 0; i < len; i++)
		hash = hash_on(hash, key[i]);
	return hash_done(hash);
}

void dsc_word_hash_beginnings(const char *key, gsize len, guint64 *hashes)
{
	guint64 hash = HASH_START;
	for (gsize i = 0; i < len; i++) {
		hash = hash_on(hash, key[i]);
		hashes[i] = hash_done(hash);
	}
}

guint64 dsc_word_pair(guint64 first, guint64 second)
{
	guint64 hash = (first * 3 + second) * 0xd6e8feb86659fd93u;
	return hash ^ hash >> 32;
}

/* --- Endings -------------------------------------------------------------------------------- */

/* What stands behind a name in Turkish, Persian and English without an apostrophe. */
static const char *const endings[] = {
	"s",  "in", "nin", "un", "nun", "i",   "yi",  "u",   "yu",   "e",
	"ye", "a",  "ya",  "de", "da",	"den", "dan", "ی",   "و",    "ه",
	"م",  "ش",  "ت",   "رو", "را",	"ها",  "جان", "جون", "خانم",
};

guint dsc_word_n_endings(void)
{
	return G_N_ELEMENTS(endings);
}

gsize dsc_word_stem(const char *key, gsize len, guint i)
{
	gsize least = (guchar)key[0] >= 0x80 ? 6 : 4;
	gsize n = strlen(endings[i]);
	if (len < n + least || memcmp(key + len - n, endings[i], n) != 0)
		return 0;
	return len - n;
}

/* --- Looking up ----------------------------------------------------------------------------- */

guint dsc_wordlists_find(const DscWordlists *lists, guint64 hash)
{
	guint32 print = print_of(hash);
	guint32 low = lists->starts[bucket_of(hash)];
	guint32 end = lists->starts[bucket_of(hash) + 1];
	guint32 high = end;
	while (low < high) {
		guint32 middle = low + (high - low) / 2;
		if (lists->entries[middle] >> FLAG_BITS < print)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < end && lists->entries[low] >> FLAG_BITS == print)
		return lists->entries[low] & DSC_WORD_LISTED;
	return 0;
}

/* --- Loading -------------------------------------------------------------------------------- */

/* Takes the concepts from the beginning of @lists' file. Returns: where what follows them begins,
 * 0 if they make no sense */
static gsize use_concepts(DscWordlists *lists, const guint8 *content, gsize len)
{
	const Head *head = (const Head *)(const void *)content;
	if (len < sizeof *head || head->concept_bits < MIN_CONCEPT_BITS ||
	    head->concept_bits > MAX_CONCEPT_BITS)
		return 0;
	gsize end = sizeof *head + (sizeof(guint32) << head->concept_bits);
	if (len < end)
		return 0;
	lists->concepts.slots = (const guint32 *)(const void *)(head + 1);
	lists->concepts.bits = head->concept_bits;
	return dsc_concepts_make_sense(&lists->concepts) ? end : 0;
}

static gboolean words_make_sense(const DscWordlists *lists, gsize len)
{
	gsize n = len / sizeof(guint32);
	if (len % sizeof(guint32) != 0 || n < BUCKETS + 1 || lists->starts[0] != 0)
		return FALSE;
	for (guint i = 0; i < BUCKETS; i++)
		if (lists->starts[i] > lists->starts[i + 1])
			return FALSE;
	return lists->starts[BUCKETS] == n - (BUCKETS + 1);
}

DscWordlists *dsc_wordlists_load(const char *path, GError **error)
{
	gsize len = 0;
	GBytes *file = dsc_datafile_map(path, kind, error);
	if (file == NULL)
		return NULL;
	g_autoptr(DscWordlists) lists = g_new0(DscWordlists, 1);
	lists->file = file;
	const guint8 *content = g_bytes_get_data(file, &len);
	gsize words = use_concepts(lists, content, len);
	lists->starts = (const guint32 *)(const void *)(content + words);
	if (words == 0 || !words_make_sense(lists, len - words)) {
		dsc_datafile_damaged(path, error);
		return NULL;
	}
	lists->entries = lists->starts + BUCKETS + 1;
	return g_steal_pointer(&lists);
}

void dsc_wordlists_free(DscWordlists *lists)
{
	if (lists == NULL)
		return;
	g_bytes_unref(lists->file);
	g_free(lists);
}

const DscConcepts *dsc_wordlists_concepts(const DscWordlists *lists)
{
	return &lists->concepts;
}

/* --- Packing -------------------------------------------------------------------------------- */

typedef struct {
	guint bucket;
	guint32 entry;
} Packed;

static int compare_packed(gconstpointer a, gconstpointer b)
{
	const Packed *x = a;
	const Packed *y = b;
	if (x->bucket != y->bucket)
		return x->bucket < y->bucket ? -1 : 1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

static GArray *sort_words(GHashTable *words)
{
	GArray *sorted = g_array_new(FALSE, FALSE, sizeof(Packed));
	GHashTableIter iter;
	gpointer hash = NULL;
	gpointer flags = NULL;
	g_hash_table_iter_init(&iter, words);
	while (g_hash_table_iter_next(&iter, &hash, &flags)) {
		guint64 h = *(const guint64 *)hash;
		guint32 listed = GPOINTER_TO_UINT(flags) & DSC_WORD_LISTED;
		Packed packed = { bucket_of(h), print_of(h) << FLAG_BITS | listed };
		g_array_append_val(sorted, packed);
	}
	g_array_sort(sorted, compare_packed);
	return sorted;
}

GBytes *dsc_wordlists_pack(GHashTable *words, DscConcepts concepts)
{
	const Head head = { .concept_bits = concepts.bits };
	g_autoptr(GArray) sorted = sort_words(words);
	g_autoptr(GArray) content = g_array_sized_new(FALSE, TRUE, sizeof(guint32), BUCKETS + 1);
	g_array_set_size(content, BUCKETS + 1);
	for (guint i = 0; i < sorted->len; i++) {
		const Packed *packed = &g_array_index(sorted, Packed, i);
		g_array_index(content, guint32, packed->bucket + 1)++;
		g_array_append_val(content, packed->entry);
	}
	for (guint i = 0; i < BUCKETS; i++)
		g_array_index(content, guint32, i + 1) += g_array_index(content, guint32, i);
	g_autoptr(GByteArray) file = g_byte_array_new();
	g_byte_array_append(file, (const guint8 *)&head, sizeof head);
	g_byte_array_append(file, (const guint8 *)concepts.slots,
			    (guint)sizeof(guint32) << concepts.bits);
	g_byte_array_append(file, (const guint8 *)content->data,
			    (guint)sizeof(guint32) * content->len);
	return dsc_datafile_pack(kind, file->data, file->len);
}
