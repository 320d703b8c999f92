/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/wordlists.h"

#include <math.h>
#include <string.h>

#include "engine/datafile.h"
#include "tiny_tagger.h"

/* --- Word lists ----------------------------------------------------------------------------- */

static guint find(const DscWordlists *lists, const char *word)
{
	char key[DSC_WORD_KEY_BYTES];
	return dsc_wordlists_find(lists, dsc_word_hash(key, dsc_word_key(word, strlen(word), key)));
}

static void test_lists_find(void)
{
	static const struct {
		const char *word;
		guint flags;
	} cases[] = {
		{ "Thandiwe", DSC_WORD_FIRST },
		{ "THANDIWE", DSC_WORD_FIRST },
		{ "gulsah", DSC_WORD_FIRST },
		{ "GÜLŞAH", DSC_WORD_FIRST },
		{ "منیژه", DSC_WORD_FIRST },
		{ "quillfeather", DSC_WORD_SURNAME },
		{ "ward", DSC_WORD_EN | DSC_WORD_COMMON },
		{ "thandiw", 0 },
		{ "", 0 },
	};
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].word);
		g_assert_cmphex(find(lists, cases[i].word), ==, cases[i].flags);
	}
}

/* Looking through a table without an empty slot would not end. */
static void test_full_table(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(GHashTable) none =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	guint32 slots[16];
	for (guint i = 0; i < G_N_ELEMENTS(slots); i++)
		slots[i] = 0x100 * (i + 1) + 1;
	g_autoptr(GBytes) bytes = dsc_wordlists_pack(none, (DscConcepts){ slots, 4 });
	g_autofree char *path = scratch_path(&scratch, DSC_WORDLISTS_FILE);
	scratch_write_bytes(&scratch, DSC_WORDLISTS_FILE, bytes);
	g_assert_null(dsc_wordlists_load(path, &error));
	g_assert_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_DAMAGED);
}

static void test_key_bounds(void)
{
	char key[DSC_WORD_KEY_BYTES];
	g_autofree char *latin = g_strnfill(500, 'A');
	g_assert_cmpuint(dsc_word_key(latin, 500, key), <=, DSC_WORD_KEY_BYTES);
	const char *persian = "شششششششششششششششششششششششششششششششششششششششششششششششششششششششششش";
	g_assert_cmpuint(dsc_word_key(persian, strlen(persian), key), <=, DSC_WORD_KEY_BYTES);
	g_assert_cmpuint(dsc_word_key("54M", 3, key), ==, 3);
	g_assert_cmpmem(key, 3, "00m", 3);
}

/* --- Broken files --------------------------------------------------------------------------- */

typedef struct {
	const char *what;
	gsize keep; /* this many bytes from the start; 0 all */
	gsize flip; /* the byte to change, counted from 1; 0 none */
	gboolean append;
	int code;
} Damage;

static const Damage damages[] = {
	{ "empty", 1, 0, FALSE, DSC_DATAFILE_ERROR_DAMAGED },
	{ "header only", 32, 0, FALSE, DSC_DATAFILE_ERROR_DAMAGED },
	{ "cut", 5000, 0, FALSE, DSC_DATAFILE_ERROR_DAMAGED },
	{ "longer", 0, 0, TRUE, DSC_DATAFILE_ERROR_DAMAGED },
	{ "magic", 0, 1, FALSE, DSC_DATAFILE_ERROR_KIND },
	{ "byte order", 0, 9, FALSE, DSC_DATAFILE_ERROR_KIND },
	{ "version", 0, 13, FALSE, DSC_DATAFILE_ERROR_KIND },
	{ "length", 0, 17, FALSE, DSC_DATAFILE_ERROR_DAMAGED },
	{ "checksum", 0, 25, FALSE, DSC_DATAFILE_ERROR_DAMAGED },
	{ "content", 0, 4000, FALSE, DSC_DATAFILE_ERROR_DAMAGED },
};

static void write_damaged(const Scratch *scratch, const char *name, GBytes *bytes,
			  const Damage *damage)
{
	gsize len = 0;
	const guint8 *whole = g_bytes_get_data(bytes, &len);
	g_autoptr(GByteArray) broken = g_byte_array_new();
	g_byte_array_append(broken, whole, (guint)(damage->keep > 0 ? damage->keep : len));
	if (damage->flip > 0)
		broken->data[damage->flip - 1] ^= 0x41;
	if (damage->append)
		g_byte_array_append(broken, (const guint8 *)"12345678", 8);
	scratch_write(scratch, name, (const char *)broken->data, (gssize)broken->len);
}

static void test_files_refused(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	g_autoptr(GHashTable) tiny = tiny_words();
	g_autoptr(GBytes) words = pack_words(tiny);
	g_autoptr(GBytes) weights = pack_model(lists);
	g_autofree char *path = scratch_path(&scratch, "broken");
	for (guint i = 0; i < G_N_ELEMENTS(damages); i++) {
		g_autoptr(GError) of_lists = NULL;
		g_autoptr(GError) of_model = NULL;
		g_test_message("%s", damages[i].what);
		write_damaged(&scratch, "broken", words, &damages[i]);
		g_assert_null(dsc_wordlists_load(path, &of_lists));
		g_assert_error(of_lists, DSC_DATAFILE_ERROR, damages[i].code);
		g_assert_nonnull(strstr(of_lists->message, path));
		write_damaged(&scratch, "broken", weights, &damages[i]);
		g_assert_null(dsc_tagger_model_load(path, &of_model));
		g_assert_error(of_model, DSC_DATAFILE_ERROR, damages[i].code);
		g_assert_nonnull(strstr(of_model->message, path));
	}
}

static void test_file_missing(void)
{
	g_autoptr(GError) error = NULL;
	g_assert_null(dsc_wordlists_load("/nowhere/names.lists", &error));
	g_assert_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_READ);
	g_assert_nonnull(strstr(error->message, "/nowhere/names.lists"));
}

/* Files whose checksum is right and whose content makes no sense all the same. */
static void test_model_senseless(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autofree char *path = scratch_path(&scratch, "senseless");
	g_autofree gint8 *weights = g_malloc0(DSC_TAG_LANES << BITS);
	for (guint i = 0; i < 5; i++) {
		DscTaggerHead head = fixture_head();
		g_autoptr(GError) error = NULL;
		head.features_version += i == 0;
		head.transitions[1][2] = i == 1 ? G_MININT32 : 0;
		head.named[0].slope = i == 2 ? (double)NAN : 0;
		head.neutral[0].offset = i == 3 ? (double)INFINITY : 0;
		head.bits = i == 4 ? 3 : BITS;
		g_autoptr(GBytes) bytes = dsc_tagger_model_pack(&head, weights);
		scratch_write_bytes(&scratch, "senseless", bytes);
		g_assert_null(dsc_tagger_model_load(path, &error));
		g_assert_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_DAMAGED);
	}
}

static void test_lists_senseless(void)
{
	static const DscDatafileKind kind = { "DSCLISTS", 3 };
	g_auto(Scratch) scratch = scratch_new();
	g_autofree char *path = scratch_path(&scratch, "senseless");
	/* A head, 16 empty slots, 2^14 buckets and the end of the last. */
	gsize words = 2 + 16;
	gsize n = words + (1u << 14) + 1;
	for (guint i = 0; i < 4; i++) {
		g_autofree guint32 *content = g_new0(guint32, n + 4);
		g_autoptr(GError) error = NULL;
		content[0] = i == 3 ? 60 : 4;
		content[n - 1] = i == 0 ? 400 : 4;
		content[words + 7] = i == 1 ? 9 : 0;
		g_autoptr(GBytes) bytes =
			dsc_datafile_pack(kind, content, i == 2 ? 64 : (n + 4) * sizeof(guint32));
		scratch_write_bytes(&scratch, "senseless", bytes);
		g_assert_null(dsc_wordlists_load(path, &error));
		g_assert_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_DAMAGED);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/wordlists/find", test_lists_find);
	g_test_add_func("/wordlists/full-table", test_full_table);
	g_test_add_func("/wordlists/key-bounds", test_key_bounds);
	g_test_add_func("/wordlists/senseless", test_lists_senseless);
	g_test_add_func("/datafile/refused", test_files_refused);
	g_test_add_func("/datafile/missing", test_file_missing);
	g_test_add_func("/tagger/model-senseless", test_model_senseless);
	return g_test_run();
}
