/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/classifier.h"

#include <math.h>
#include <string.h>

#include "engine/datafile.h"
#include "fixture.h"

#define BITS 12

/* --- Fixtures ------------------------------------------------------------------------------- */

static const char concepts_text[] = "# a comment\n"
				    "[gold]\n"
				    "en nugget* between_us don't_tell\n"
				    "tr külçe*\n"
				    "fa شمش*\n"
				    "[lead]\n"
				    "en plumb\n";

enum {
	GOLD = 1 << 0,
	LEAD = 1 << 1,
};

typedef struct {
	Scratch scratch;
	DscWordlists *lists;
	GArray *slots;
	DscConcepts concepts;
} World;

static World world_new(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GHashTable) none =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	World world = { .scratch = scratch_new() };
	world.slots = dsc_concepts_pack(concepts_text, &world.concepts.bits);
	g_assert_nonnull(world.slots);
	world.concepts.slots = (const guint32 *)(const void *)world.slots->data;
	g_autoptr(GBytes) bytes = dsc_wordlists_pack(none, world.concepts);
	g_autofree char *path = scratch_path(&world.scratch, DSC_WORDLISTS_FILE);
	scratch_write_bytes(&world.scratch, DSC_WORDLISTS_FILE, bytes);
	world.lists = dsc_wordlists_load(path, &error);
	g_assert_no_error(error);
	return world;
}

static void world_clear(World *world)
{
	g_array_unref(world->slots);
	dsc_wordlists_free(world->lists);
	scratch_clear(&world->scratch);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(World, world_clear)

static DscTokens read_tokens(const World *world, const char *text)
{
	DscTokens tokens;
	g_assert_cmpuint(dsc_tokens_read(world->lists, text, (DscSpan){ 0, strlen(text) }, &tokens),
			 ==, strlen(text));
	return tokens;
}

static void teach(const World *world, gint8 *weights, const char *text, guint family)
{
	DscTokens tokens = read_tokens(world, text);
	DscClassifierView view;
	dsc_classifier_look(&world->concepts, &tokens, text, &view);
	for (guint i = 1; i <= tokens.n; i++) {
		guint32 features[DSC_CLASSIFIER_FEATURES_MAX];
		guint n = dsc_classifier_features_of(&view, i, features);
		for (guint f = 0; f < n; f++)
			weights[(features[f] >> (32 - BITS)) * DSC_CLASSIFIER_LANES + family] = 5;
	}
}

static DscClassifierHead fixture_head(const World *world)
{
	DscClassifierHead head = {
		.features_version = DSC_CLASSIFIER_VERSION,
		.bits = BITS,
		.concept_bits = world->concepts.bits,
	};
	head.curves[DSC_FAMILY_RESPECT] = (DscClassifierCurve){ 0.06, -3 };
	head.curves[DSC_FAMILY_ADVERT] = (DscClassifierCurve){ 0.06, -3 };
	return head;
}

/* A model that knows two phrases by heart. */
static GBytes *pack_model(const World *world)
{
	g_autofree gint8 *weights = g_malloc0(DSC_CLASSIFIER_LANES << BITS);
	DscClassifierHead head = fixture_head(world);
	teach(world, weights, "grumbling wobblers", DSC_FAMILY_RESPECT);
	teach(world, weights, "sparkling bargains", DSC_FAMILY_ADVERT);
	return dsc_classifier_model_pack(&head, world->concepts.slots, weights);
}

static DscClassifierModel *load(const World *world, GBytes *bytes, GError **error)
{
	g_autofree char *path = scratch_path(&world->scratch, DSC_CLASSIFIER_MODEL);
	scratch_write_bytes(&world->scratch, DSC_CLASSIFIER_MODEL, bytes);
	return dsc_classifier_model_load(path, error);
}

static DscClassifierModel *load_fixture(const World *world)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = pack_model(world);
	DscClassifierModel *model = load(world, bytes, &error);
	g_assert_no_error(error);
	return model;
}

/* --- What words are about ------------------------------------------------------------------- */

static void test_concepts_find(void)
{
	static const struct {
		const char *text;
		guint token;
		guint64 concepts;
	} cases[] = {
		{ "nugget", 1, GOLD },
		{ "two NUGGETS here", 2, GOLD },
		{ "külçeler", 1, GOLD },
		{ "kulceler", 1, GOLD },
		{ "شمشها", 1, GOLD },
		{ "just between us", 1, 0 },
		{ "just between us", 2, GOLD },
		{ "just between us", 3, GOLD },
		{ "between you", 1, 0 },
		{ "don't tell", 1, GOLD },
		{ "plumb", 1, LEAD },
		{ "plumber", 1, 0 },
		{ "nugge", 1, 0 },
	};
	g_auto(World) world = world_new();
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		DscConceptSet found[DSC_TOKENS_MAX + 2];
		DscTokens tokens = read_tokens(&world, cases[i].text);
		dsc_concepts_find(&world.concepts, &tokens, cases[i].text, found);
		g_test_message("%s", cases[i].text);
		g_assert_cmphex(found[cases[i].token].half[0], ==, cases[i].concepts);
	}
}

/* Each half of a set comes out in order, and once. */
static void test_concept_set(void)
{
	static const guint concepts[] = { 127, 0, 64, 63, 0 };
	static const guint sorted[] = { 0, 63, 64, 127 };
	DscConceptSet set = { 0 };
	DscConceptSet other = { 0 };
	g_assert_true(dsc_concept_set_is_empty(set));
	for (guint i = 0; i < G_N_ELEMENTS(concepts); i++)
		dsc_concept_set_add(i % 2 == 0 ? &set : &other, concepts[i]);
	dsc_concept_set_join(&set, other);
	for (guint i = 0; i < G_N_ELEMENTS(sorted); i++)
		g_assert_cmpuint(dsc_concept_set_take(&set), ==, sorted[i]);
	g_assert_true(dsc_concept_set_is_empty(set));
	dsc_concept_set_drop(&other, 0);
	g_assert_cmpuint(dsc_concept_set_take(&other), ==, 63);
}

static void test_concepts_too_many(void)
{
	g_auto(World) world = world_new();
	g_autoptr(GString) written = g_string_new(NULL);
	guint bits = 0;
	for (guint i = 0; i < DSC_CONCEPTS_MAX; i++)
		g_string_append_printf(written, "[c%u]\nen word%u\n", i, i);
	g_autoptr(GArray) slots = dsc_concepts_pack(written->str, &bits);
	g_assert_nonnull(slots);
	g_assert_cmpuint(slots->len, ==, 1u << bits);
	g_string_append(written, "[one-more]\nen word\n");
	g_assert_null(dsc_concepts_pack(written->str, &bits));
}

/* --- Features ------------------------------------------------------------------------------- */

static guint read_features(const World *world, const char *text, guint32 *features)
{
	DscTokens tokens = read_tokens(world, text);
	DscClassifierView view;
	dsc_classifier_look(&world->concepts, &tokens, text, &view);
	return dsc_classifier_features_of(&view, 1, features);
}

static void test_features_ignore_case(void)
{
	g_auto(World) world = world_new();
	guint32 one[DSC_CLASSIFIER_FEATURES_MAX];
	guint32 other[DSC_CLASSIFIER_FEATURES_MAX];
	guint n = read_features(&world, "Grübelnde Zwerge, hier", one);
	guint m = read_features(&world, "GRUBELNDE zwerge hier", other);
	g_assert_cmpmem(one, n * sizeof *one, other, m * sizeof *other);
}

/* No text has more features than there is room for, however much it is about. */
static void test_features_bounded(void)
{
	g_auto(World) world = world_new();
	g_autoptr(GString) text = g_string_new(NULL);
	guint32 features[DSC_CLASSIFIER_FEATURES_MAX];
	for (guint i = 0; i < 60; i++)
		g_string_append(text, "nugget plumb don't tell between us ");
	DscTokens tokens;
	DscClassifierView view;
	dsc_tokens_read(world.lists, text->str, (DscSpan){ 0, text->len }, &tokens);
	g_assert_cmpuint(tokens.n, ==, DSC_TOKENS_MAX);
	dsc_classifier_look(&world.concepts, &tokens, text->str, &view);
	for (guint i = 0; i <= tokens.n; i++)
		g_assert_cmpuint(dsc_classifier_features_of(&view, i, features), <=,
				 DSC_CLASSIFIER_FEATURES_MAX);
}

/* --- The model ------------------------------------------------------------------------------ */

static gint32 score(const DscClassifierModel *model, const World *world, const char *text,
		    DscFamily family)
{
	DscTokens tokens = read_tokens(world, text);
	DscClassifierView view;
	dsc_classifier_look(dsc_classifier_model_concepts(model), &tokens, text, &view);
	return dsc_classifier_model_weigh(model, &view).of[family];
}

static void test_model_weigh(void)
{
	g_auto(World) world = world_new();
	g_autoptr(DscClassifierModel) model = load_fixture(&world);
	const char *rude = "please note the grumbling wobblers of bay two";
	g_assert_cmpint(score(model, &world, rude, DSC_FAMILY_RESPECT), >, 50);
	g_assert_cmpint(score(model, &world, rude, DSC_FAMILY_ADVERT), <, 50);
	g_assert_cmpint(score(model, &world, "tea at noon", DSC_FAMILY_RESPECT), <, 50);
}

static void test_model_explain(void)
{
	g_auto(World) world = world_new();
	g_autoptr(DscClassifierModel) model = load_fixture(&world);
	const char *text = "please note the grumbling wobblers of bay two";
	DscTokens tokens = read_tokens(&world, text);
	DscClassifierView view;
	dsc_classifier_look(&world.concepts, &tokens, text, &view);
	DscClassified found = dsc_classifier_explain(model, &view, DSC_FAMILY_RESPECT);
	g_autofree char *stretch =
		g_strndup(text + found.stretch.start, dsc_span_length(found.stretch));
	g_assert_cmpstr(stretch, ==, "grumbling wobblers");
	g_assert_cmpuint(found.n_words, >=, 2);
	g_assert_cmpuint(found.n_words, <=, DSC_CLASSIFIER_WORDS);
	for (guint i = 1; i < found.n_words; i++)
		g_assert_cmpuint(found.words[i - 1].end, <=, found.words[i].start);
}

static void test_model_refused(void)
{
	g_auto(World) world = world_new();
	g_autoptr(GBytes) good = pack_model(&world);
	g_autofree gint8 *weights = g_malloc0(DSC_CLASSIFIER_LANES << BITS);
	DscClassifierHead heads[4];
	for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
		heads[i] = fixture_head(&world);
	heads[0].features_version++;
	heads[1].bits = 2;
	heads[2].concept_bits = 40;
	heads[3].curves[0].slope = NAN;
	for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
		DscClassifierHead said = heads[i];
		DscClassifierHead packed = fixture_head(&world);
		g_autoptr(GError) error = NULL;
		g_autoptr(GByteArray) content = g_byte_array_new();
		g_byte_array_append(content, (const guint8 *)&said, sizeof said);
		g_byte_array_append(content, (const guint8 *)world.concepts.slots,
				    (guint)(sizeof(guint32) << packed.concept_bits));
		g_byte_array_append(content, (const guint8 *)weights, DSC_CLASSIFIER_LANES << BITS);
		g_autoptr(GBytes) bytes = dsc_datafile_pack((DscDatafileKind){ "DSCMSGS\n", 1 },
							    content->data, content->len);
		g_assert_null(load(&world, bytes, &error));
		g_assert_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_DAMAGED);
	}
}

/* A table without an empty slot would be searched for ever. */
static void test_model_full_table(void)
{
	g_auto(World) world = world_new();
	g_autoptr(GError) error = NULL;
	g_autofree gint8 *weights = g_malloc0(DSC_CLASSIFIER_LANES << BITS);
	DscClassifierHead head = fixture_head(&world);
	for (guint i = 0; i < world.slots->len; i++)
		g_array_index(world.slots, guint32, i) = (i << 8) | 1;
	g_autoptr(GBytes) bytes = dsc_classifier_model_pack(&head, world.concepts.slots, weights);
	g_assert_null(load(&world, bytes, &error));
	g_assert_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_DAMAGED);
}

static void test_model_cut_short(void)
{
	g_auto(World) world = world_new();
	g_autoptr(GBytes) good = pack_model(&world);
	gsize len = g_bytes_get_size(good);
	for (gsize cut = 0; cut < len; cut += 1 + len / 50) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(good, 0, cut);
		g_assert_null(load(&world, bytes, &error));
		g_assert_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_DAMAGED);
	}
}

/* --- The detector --------------------------------------------------------------------------- */

static const char rules[] =
	"[ruleset]\nformat=1\nfamily=RESPECT\n"
	"[rule:rude]\ntype=TERM\ndetector=messages\nlikelihood=1\n" TEXTS
	"match.1=grumbling wobblers\nnomatch.1=tea\n"
	"[rule:sale]\ntype=TERM\ndetector=messages\nfamily=ADVERT\n"
	"likelihood=0.6\n" TEXTS "match.1=sparkling bargains\nnomatch.1=tea\n"
	"[rule:cheap]\ntype=TERM\nfamily=ADVERT\npattern=cheap\n"
	"likelihood=0.4\n" TEXTS "match.1=[[cheap]]\nnomatch.1=tea\n"
	"[rule:raffle]\ntype=TERM\nfamily=ADVERT\npattern=raffle\n"
	"likelihood=0.01\n" TEXTS "match.1=[[raffle]]\nnomatch.1=tea\n"
	"[rule:hello]\ntype=TERM\nfamily=ADVERT\nnotes=introduced\npattern=hello\n"
	"likelihood=0.9\n" TEXTS "match.1=[[hello]]\nnomatch.1=tea\n";

static DscEngine *load_engine(const World *world, GPtrArray *problems)
{
	scratch_rules(&world->scratch, rules);
	return dsc_engine_load(world->scratch.path, problems);
}

static const DscFinding *only_finding(const DscReport *report)
{
	const GPtrArray *findings = dsc_report_findings(report);
	g_assert_cmpuint(findings->len, ==, 1);
	return g_ptr_array_index(findings, 0);
}

static void test_detector_finds(void)
{
	static const struct {
		const char *text;
		const char *rule; /* NULL if nothing may be found */
	} cases[] = {
		{ "just look how these Grumbling Wobblers came again today", "rude" },
		{ "see all those sparkling bargains the second floor has", "sale" },
		{ "Grumbling Wobblers", NULL }, /* too short to be judged */
		{ "tea at noon", NULL },
		{ "!!! ... ???", NULL },
		{ "", NULL },
	};
	g_auto(World) world = world_new();
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscClassifierModel) model = load_fixture(&world);
	g_autoptr(DscEngine) engine = load_engine(&world, problems);
	g_assert_cmpuint(problems->len, ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		DscText *text = dsc_text_new(cases[i].text, -1, DSC_FORMAT_PLAIN);
		g_autoptr(DscReport) report = dsc_engine_scan(engine, text, NULL);
		g_test_message("%s", cases[i].text);
		if (cases[i].rule == NULL) {
			g_assert_cmpuint(dsc_report_findings(report)->len, ==, 0);
			continue;
		}
		const DscFinding *finding = only_finding(report);
		g_assert_cmpstr(finding->rule->id, ==, cases[i].rule);
		g_assert_cmpfloat(finding->likelihood, <=, finding->rule->likelihood);
		g_assert_nonnull(finding->evidence.weighed);
	}
}

static double likelihood_of(DscEngine *engine, const char *id, const char *message)
{
	DscText *text = dsc_text_new(message, -1, DSC_FORMAT_PLAIN);
	g_autoptr(DscReport) report = dsc_engine_scan(engine, text, NULL);
	const GPtrArray *findings = dsc_report_findings(report);
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = findings->pdata[i];
		if (g_str_equal(finding->rule->id, id))
			return finding->likelihood;
	}
	return 0;
}

/* What a pattern of the same family has half found makes the reading likelier; what one of another
 * has found, or only notes, does not. */
static void test_detector_joins(void)
{
	g_auto(World) world = world_new();
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscClassifierModel) model = load_fixture(&world);
	g_autoptr(DscEngine) engine = load_engine(&world, problems);
	double sale = likelihood_of(engine, "sale", "see all those sparkling bargains here today");
	double joined =
		likelihood_of(engine, "sale", "see all those sparkling bargains here today, cheap");
	double noted =
		likelihood_of(engine, "sale", "see all those sparkling bargains here today, hello");
	double rude = likelihood_of(engine, "rude", "look how these grumbling wobblers came today");
	double apart = likelihood_of(engine, "rude",
				     "look how these grumbling wobblers came today, cheap");
	g_assert_cmpfloat(sale, >, 0);
	g_assert_cmpfloat(joined, >, sale);
	g_assert_cmpfloat(noted, <=, sale);
	g_assert_cmpfloat(rude, >, 0);
	g_assert_cmpfloat(apart, <=, rude);
}

/* A rule below what patterns know before they look speaks against its own family, and no other. */
static void test_detector_spoken_against(void)
{
	g_auto(World) world = world_new();
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscClassifierModel) model = load_fixture(&world);
	g_autoptr(DscEngine) engine = load_engine(&world, problems);
	double sale = likelihood_of(engine, "sale", "see all those sparkling bargains here today");
	double against = likelihood_of(engine, "sale",
				       "see all those sparkling bargains here today, raffle");
	double rude = likelihood_of(engine, "rude", "look how these grumbling wobblers came today");
	double apart = likelihood_of(engine, "rude",
				     "look how these grumbling wobblers came today, raffle");
	g_assert_cmpfloat(sale, >, 0);
	g_assert_cmpfloat(against, <, sale);
	g_assert_cmpfloat(rude, >, 0);
	g_assert_cmpfloat(apart, >=, rude);
}

/* What stands at the end of a long message is found as well. */
static void test_detector_long(void)
{
	g_auto(World) world = world_new();
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscClassifierModel) model = load_fixture(&world);
	g_autoptr(DscEngine) engine = load_engine(&world, problems);
	g_autoptr(GString) written = g_string_new(NULL);
	for (guint i = 0; i < 2 * DSC_TOKENS_MAX; i++)
		g_string_append(written, "tea ");
	g_string_append(written, "grumbling wobblers");
	DscText *text = dsc_text_new(written->str, -1, DSC_FORMAT_PLAIN);
	g_autoptr(DscReport) report = dsc_engine_scan(engine, text, NULL);
	const DscFinding *finding = only_finding(report);
	g_assert_cmpuint(finding->span.end, ==, written->len);
	g_assert_cmpuint(dsc_span_length(finding->span), <=, strlen("tea grumbling wobblers"));
}

static void test_detector_missing_model(void)
{
	g_auto(World) world = world_new();
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscEngine) engine = load_engine(&world, problems);
	g_assert_cmpuint(problems->len, ==, 1);
	g_assert_error((GError *)problems->pdata[0], DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_READ);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/classifier/concepts/find", test_concepts_find);
	g_test_add_func("/classifier/concepts/set", test_concept_set);
	g_test_add_func("/classifier/concepts/too-many", test_concepts_too_many);
	g_test_add_func("/classifier/features/ignore-case", test_features_ignore_case);
	g_test_add_func("/classifier/features/bounded", test_features_bounded);
	g_test_add_func("/classifier/model/weigh", test_model_weigh);
	g_test_add_func("/classifier/model/explain", test_model_explain);
	g_test_add_func("/classifier/model/refused", test_model_refused);
	g_test_add_func("/classifier/model/full-table", test_model_full_table);
	g_test_add_func("/classifier/model/cut-short", test_model_cut_short);
	g_test_add_func("/classifier/detector/finds", test_detector_finds);
	g_test_add_func("/classifier/detector/joins", test_detector_joins);
	g_test_add_func("/classifier/detector/spoken-against", test_detector_spoken_against);
	g_test_add_func("/classifier/detector/long", test_detector_long);
	g_test_add_func("/classifier/detector/missing-model", test_detector_missing_model);
	return g_test_run();
}
