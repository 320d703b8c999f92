/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/tagger.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "engine/classifier.h"
#include "engine/datafile.h"
#include "fixture.h"

#define BITS 12

/* --- Fixtures ------------------------------------------------------------------------------- */

static void add_word(GHashTable *words, const char *word, guint flags)
{
	char key[DSC_WORD_KEY_BYTES];
	guint64 *hash = g_new(guint64, 1);
	*hash = dsc_word_hash(key, dsc_word_key(word, strlen(word), key));
	g_hash_table_insert(words, hash, GUINT_TO_POINTER(flags));
}

static GBytes *pack_words(void)
{
	g_autoptr(GHashTable) words =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	add_word(words, "Thandiwe", DSC_WORD_FIRST);
	add_word(words, "Gülşah", DSC_WORD_FIRST);
	add_word(words, "منیژه", DSC_WORD_FIRST);
	add_word(words, "Quillfeather", DSC_WORD_SURNAME);
	add_word(words, "Norway", DSC_WORD_REGION);
	add_word(words, "Tromsdal", DSC_WORD_PLACE);
	add_word(words, "ward", DSC_WORD_EN | DSC_WORD_COMMON);
	return dsc_wordlists_pack(words);
}

static void write_bytes(const Scratch *scratch, const char *name, GBytes *bytes)
{
	scratch_write(scratch, name, g_bytes_get_data(bytes, NULL),
		      (gssize)g_bytes_get_size(bytes));
}

static DscWordlists *load_lists(const Scratch *scratch)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = pack_words();
	g_autofree char *path = scratch_path(scratch, DSC_WORDLISTS_FILE);
	write_bytes(scratch, DSC_WORDLISTS_FILE, bytes);
	DscWordlists *lists = dsc_wordlists_load(path, &error);
	g_assert_no_error(error);
	return lists;
}

static DscTaggerHead fixture_head(void)
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

static void teach(gint8 *weights, const DscTokens *tokens, guint i, guint tag)
{
	guint32 features[DSC_FEATURES_MAX];
	guint n = dsc_features_of(tokens, i, features);
	for (guint f = 0; f < n; f++)
		weights[(features[f] >> (32 - BITS)) * DSC_TAG_LANES + tag] += 6;
}

/* @name: its tokens, both ends inclusive */
static void teach_role(gint8 *weights, const DscTokens *tokens, DscSpan name, int by)
{
	guint32 features[DSC_ROLE_FEATURES_MAX];
	guint near = 0;
	guint n = dsc_role_features_of(tokens, (guint)name.start, (guint)name.end, features, &near);
	for (guint f = 0; f < n; f++)
		weights[(features[f] >> (32 - BITS)) * DSC_TAG_LANES + DSC_NEUTRAL_LANE] += by;
}

static DscTokens read_tokens(const DscWordlists *lists, const char *text)
{
	DscTokens tokens;
	g_assert_cmpuint(dsc_tokens_read(lists, text, (DscSpan){ 0, strlen(text) }, &tokens), ==,
			 strlen(text));
	return tokens;
}

/* A model that knows two sentences by heart. */
static GBytes *pack_model(const DscWordlists *lists)
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

static DscTaggerModel *load_model(const Scratch *scratch, const DscWordlists *lists)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = pack_model(lists);
	g_autofree char *path = scratch_path(scratch, DSC_TAGGER_MODEL);
	write_bytes(scratch, DSC_TAGGER_MODEL, bytes);
	DscTaggerModel *model = dsc_tagger_model_load(path, &error);
	g_assert_no_error(error);
	return model;
}

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
	g_autoptr(GBytes) words = pack_words();
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
		write_bytes(&scratch, "senseless", bytes);
		g_assert_null(dsc_tagger_model_load(path, &error));
		g_assert_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_DAMAGED);
	}
}

static void test_lists_senseless(void)
{
	static const DscDatafileKind kind = { "DSCLISTS", 2 };
	g_auto(Scratch) scratch = scratch_new();
	g_autofree char *path = scratch_path(&scratch, "senseless");
	gsize n = (1u << 14) + 1;
	for (guint i = 0; i < 3; i++) {
		g_autofree guint32 *content = g_new0(guint32, n + 4);
		g_autoptr(GError) error = NULL;
		content[n - 1] = i == 0 ? 400 : 4;
		content[7] = i == 1 ? 9 : 0;
		g_autoptr(GBytes) bytes =
			dsc_datafile_pack(kind, content, i == 2 ? 64 : (n + 4) * sizeof(guint32));
		write_bytes(&scratch, "senseless", bytes);
		g_assert_null(dsc_wordlists_load(path, &error));
		g_assert_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_DAMAGED);
	}
}

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
	DscTokens tokens = read_tokens(lists, "Thandiwe's ward: K 6.2, منیژه 54M\nTHANKS");
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
	g_assert_cmpuint(DSC_FEATURES_VERSION, ==, 2);
	g_assert_cmphex(sum, ==, 0x734bbc93);
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

/* --- In the engine -------------------------------------------------------------------------- */

static const char rules[] =
	"[ruleset]\nformat=1\nfamily=CONF\n"
	"[rule:tagged]\ntype=NAME\ndetector=names\nlikelihood=0.9\n" TEXTS "replacement=[name]\n"
	"match.1=[[Thandiwe Quillfeather]] is febrile in Tromsdal\nnomatch.1=thanks\n"
	"[rule:number]\ntype=ID\npattern=\\b\\d{6}\\b\nlikelihood=0.9\n" TEXTS
	"match.1=[[123456]]\nnomatch.1=12\n";
static const char rude[] = "[ruleset]\nformat=1\nfamily=RESPECT\n"
			   "[rule:rude]\ntype=TERM\ndetector=messages\nlikelihood=1\n" TEXTS
			   "match.1=grumbling\nnomatch.1=tea\n";

static DscEngine *load_engine(const Scratch *scratch, GPtrArray *problems)
{
	scratch_rules(scratch, rules);
	return dsc_engine_load(scratch->path, problems);
}

static guint count_findings(DscEngine *engine, const char *message)
{
	g_autoptr(DscReport) report =
		dsc_engine_scan(engine, dsc_text_new(message, -1, DSC_FORMAT_PLAIN), NULL);
	return dsc_report_findings(report)->len;
}

static void test_engine(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	g_autoptr(DscTaggerModel) model = load_model(&scratch, lists);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscEngine) engine = load_engine(&scratch, problems);
	g_assert_cmpuint(problems->len, ==, 0);
	g_assert_true(dsc_engine_verify(engine, problems));
	g_autoptr(DscReport) report = dsc_engine_scan(
		engine,
		dsc_text_new("Thandiwe Quillfeather is febrile in Tromsdal", -1, DSC_FORMAT_PLAIN),
		NULL);
	const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), 0);
	g_assert_cmpstr(finding->rule->id, ==, "tagged");
	g_assert_cmpfloat(finding->likelihood, >, 0.5);
	g_assert_cmpfloat(finding->likelihood, <=, 0.9);
}

/* An engine needs its files to load, and then no more: they may be written into or cut short. */
static void test_engine_outlives_files(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscWordlists) lists = load_lists(&scratch);
	g_autoptr(DscTaggerModel) model = load_model(&scratch, lists);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscEngine) engine = load_engine(&scratch, problems);
	static const char *const files[] = { DSC_WORDLISTS_FILE, DSC_TAGGER_MODEL };
	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = scratch_path(&scratch, files[i]);
		g_assert_cmpint(truncate(path, 0), ==, 0);
	}
	g_assert_cmpuint(count_findings(engine, "Thandiwe Quillfeather is febrile"), ==, 1);
}

/* Without their files detectors are off, each file is named once, and the rest goes on. */
static void test_engine_without_files(void)
{
	static const char *const files[] = { DSC_WORDLISTS_FILE, DSC_TAGGER_MODEL,
					     DSC_CLASSIFIER_MODEL };
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(GPtrArray) problems = problems_new();
	scratch_write(&scratch, "rude.rules", rude, -1);
	g_autoptr(DscEngine) engine = load_engine(&scratch, problems);
	g_assert_cmpuint(problems->len, ==, G_N_ELEMENTS(files));
	for (guint i = 0; i < G_N_ELEMENTS(files); i++)
		g_assert_nonnull(strstr(((const GError *)problems->pdata[i])->message, files[i]));
	g_assert_cmpuint(count_findings(engine, "number 123456"), ==, 1);
	g_assert_cmpuint(count_findings(engine, "Thandiwe Quillfeather is febrile"), ==, 0);
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
	g_test_add_func("/wordlists/find", test_lists_find);
	g_test_add_func("/wordlists/key-bounds", test_key_bounds);
	g_test_add_func("/wordlists/senseless", test_lists_senseless);
	g_test_add_func("/datafile/refused", test_files_refused);
	g_test_add_func("/datafile/missing", test_file_missing);
	g_test_add_func("/tagger/model-senseless", test_model_senseless);
	g_test_add_func("/tagger/tokens", test_tokens);
	g_test_add_func("/tagger/features-stable", test_features_stable);
	g_test_add_func("/tagger/staff-features-bounded", test_staff_features_bounded);
	g_test_add_func("/tagger/reads-names", test_reads_names);
	g_test_add_func("/tagger/knows-staff", test_knows_staff);
	g_test_add_func("/tagger/empty-window", test_empty_window);
	g_test_add_func("/tagger/engine", test_engine);
	g_test_add_func("/tagger/engine-outlives-files", test_engine_outlives_files);
	g_test_add_func("/tagger/engine-without-files", test_engine_without_files);
	g_test_add_func("/tagger/linear", test_linear);
	return g_test_run();
}
