/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "engine/detector.h"
#include "fixture.h"

/*
 * A scan ends, whatever the text. What counts here is what was found before it gave up, never a
 * clock, so that no busy machine makes a test fail.
 */

#define HEAD "[ruleset]\nformat=1\nfamily=CONF\n"

static const char record[] =
	HEAD "[rule:record]\ntype=ID\nlikelihood=0.5\n" TEXTS
	     "pattern=\\bMRN (?<span>\\d{4,8})\\b\nmatch.1=MRN [[1234]]\nnomatch.1=the MRN form\n";
static const char year[] =
	HEAD "[rule:year]\ntype=DATE\nlikelihood=0.9\n" TEXTS "pattern=\\b(?:19|20)\\d\\d\\b\n"
	     "match.1=in [[1999]]\nnomatch.1=in 2999\n";
static const char mrs[] = HEAD "[rule:mrs]\ntype=NAME\nlikelihood=0.8\n" TEXTS
			       "pattern=\\bMrs (?<span>\\p{Lu}\\p{L}+)\n"
			       "match.1=Mrs [[Winterbourne]]\nnomatch.1=mrs x\n";
static const char slow[] = HEAD "[rule:slow]\ntype=ID\nlikelihood=0.9\n" TEXTS
				"pattern=(?:a+)+b\nmatch.1=aab\nnomatch.1=c\n";

/* As little work as a clock can tell: a text of a quarter of a million bytes takes more. */
#define HARDLY_ANY_US 1000

static char *repeat(const char *words, guint times)
{
	GString *all = g_string_new(NULL);
	for (guint i = 0; i < times; i++)
		g_string_append(all, words);
	return g_string_free(all, FALSE);
}

/* How many times @words fit into the longest message that is read. */
static guint most_of(const char *words)
{
	return (guint)(DSC_ENGINE_MAX_BYTES / strlen(words));
}

/* --- The scan as a whole -------------------------------------------------------------------- */

static void test_size(void)
{
	g_autoptr(DscEngine) engine = engine_of(record);
	/* Three bytes a letter do not divide the limit: it must be cut before one. */
	g_autofree char *letters = repeat("€", most_of("€") + 1);
	g_autofree char *message = g_strconcat("MRN 1234 ", letters, " MRN 5678", NULL);
	g_autoptr(DscReport) report = scan(engine, message, DSC_FORMAT_PLAIN);
	g_autofree char *found = found_in(report);
	g_assert_cmpstr(found, ==, "1234");
	g_assert_cmpint(dsc_report_limits(report) & DSC_LIMIT_SIZE, ==, DSC_LIMIT_SIZE);
}

static void test_many(void)
{
	g_autoptr(DscEngine) engine = engine_of(year);
	g_autofree char *message = repeat("1999 ", 5000);
	g_autoptr(DscReport) report = scan(engine, message, DSC_FORMAT_PLAIN);
	g_assert_cmpuint(dsc_report_findings(report)->len, <, 5000);
	g_assert_cmpuint(dsc_report_findings(report)->len, >, 10);
	g_assert_cmpint(dsc_report_limits(report) & DSC_LIMIT_MATCH, ==, DSC_LIMIT_MATCH);
}

/* --- One detector at a time ----------------------------------------------------------------- */

typedef struct {
	const DscEngine *engine;
	const DscContext *context;
	GPtrArray *detectors;
} Bench;

static void detector_free(gpointer detector)
{
	((DscDetector *)detector)->free(detector);
}

static void bench_clear(Bench *bench)
{
	g_ptr_array_unref(bench->detectors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

/* @detector: (transfer full) */
static Bench bench_new(const DscEngine *engine, DscDetector *detector)
{
	Bench bench = {
		.engine = engine,
		.detectors = g_ptr_array_new_with_free_func(detector_free),
	};
	if (detector->prepare != NULL)
		g_assert_false(detector->prepare(detector, G_MAXINT64));
	g_ptr_array_add(bench.detectors, detector);
	return bench;
}

/* Returns: how much was found within @budget_us */
static guint count_within(const Bench *bench, gint64 budget_us, const char *message,
			  DscLimit *limits)
{
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)dsc_finding_free);
	g_autoptr(DscText) text = dsc_text_new(message, -1, DSC_FORMAT_PLAIN);
	DscScanTask task = { bench->detectors, bench->context, budget_us };
	*limits = dsc_scan_run(&task, text, findings);
	return findings->len;
}

/* Asserts that @words are found again and again when there is time,
 * and not each time when there is hardly any. */
static void assert_gives_up(const Bench *bench, const char *words)
{
	DscLimit limits = DSC_LIMIT_NONE;
	g_autofree char *few = repeat(words, 20);
	g_autofree char *many = repeat(words, most_of(words));
	g_assert_cmpuint(count_within(bench, G_MAXINT64, few, &limits), ==, 20);
	g_assert_cmpint(limits, ==, DSC_LIMIT_NONE);
	g_assert_cmpuint(count_within(bench, 0, few, &limits), <=, 1);
	g_assert_cmpint(limits, ==, DSC_LIMIT_TIME);
	g_assert_cmpuint(count_within(bench, HARDLY_ANY_US, many, &limits), <, most_of(words));
	g_assert_cmpint(limits, ==, DSC_LIMIT_TIME);
}

static void test_late_patterns(void)
{
	g_autoptr(DscEngine) engine = engine_of(year);
	g_auto(Bench) bench = bench_new(engine, dsc_pattern_detector_new(dsc_engine_rules(engine)));
	DscLimit limits = DSC_LIMIT_NONE;
	g_assert_cmpuint(count_within(&bench, 0, "in 1999", &limits), ==, 0);
	g_assert_cmpint(limits, ==, DSC_LIMIT_TIME);
	g_assert_cmpuint(count_within(&bench, G_MAXINT64, "in 1999", &limits), ==, 1);
	g_assert_cmpint(limits, ==, DSC_LIMIT_NONE);
}

/* A detector that finds the first eight bytes under the first of the engine's rules. */
typedef struct {
	DscDetector detector;
	const DscRule *rule;
} First;

static void first_scan(const DscDetector *detector, DscScan *scan)
{
	DscEvidence evidence = { .base = 0.5 };
	dsc_scan_add(scan, ((const First *)detector)->rule, (DscSpan){ 0, 8 }, evidence);
}

static void first_free(DscDetector *detector)
{
	g_free(detector);
}

static DscDetector *first_new(const DscEngine *engine)
{
	First *first = g_new(First, 1);
	first->detector = (DscDetector){ .name = "first", .scan = first_scan, .free = first_free };
	first->rule = g_ptr_array_index(dsc_rules_all(dsc_engine_rules(engine)), 0);
	return &first->detector;
}

static void test_late_repeats(void)
{
	g_autoptr(DscEngine) engine = engine_of(record);
	g_auto(Bench) bench = bench_new(engine, first_new(engine));
	g_ptr_array_add(bench.detectors, dsc_echo_detector_new());
	assert_gives_up(&bench, "12345678 ");
}

static void test_late_known(void)
{
	g_autoptr(DscEngine) engine = engine_of(mrs);
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	DscName who = dsc_name_read("Ada Winterbourne", strlen("Ada Winterbourne"));
	dsc_conversation_know(conversation, &who, "mrs", 0.7);
	DscContext context = { DSC_SETTING_DIRECT, conversation, NULL };
	g_auto(Bench) bench =
		bench_new(engine, dsc_known_detector_new(dsc_engine_rules(engine), NULL));
	bench.context = &context;
	assert_gives_up(&bench, "winterbourne, ");
}

/* However long it may take: a pattern that tries everything counts its steps. */
static void test_hard_text(void)
{
	g_autoptr(DscEngine) engine = engine_of(slow);
	g_auto(Bench) bench = bench_new(engine, dsc_pattern_detector_new(dsc_engine_rules(engine)));
	g_autofree char *letters = g_strnfill(5000, 'a');
	g_autofree char *message = g_strconcat(letters, "c b", NULL);
	DscLimit limits = DSC_LIMIT_NONE;
	g_assert_cmpuint(count_within(&bench, G_MAXINT64, message, &limits), ==, 0);
	g_assert_cmpint(limits, ==, DSC_LIMIT_MATCH);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/limits/size", test_size);
	g_test_add_func("/limits/many", test_many);
	g_test_add_func("/limits/late-patterns", test_late_patterns);
	g_test_add_func("/limits/late-repeats", test_late_repeats);
	g_test_add_func("/limits/late-known", test_late_known);
	g_test_add_func("/limits/hard-text", test_hard_text);
	return g_test_run();
}
