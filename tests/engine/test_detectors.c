/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detectors.h"

#include <string.h>
#include <unistd.h>

#include "engine/classifier.h"
#include "tiny_tagger.h"

static const char rules[] =
	"[ruleset]\nformat=1\nfamily=CONF\n"
	"[rule:tagged]\ntype=NAME\ndetector=names\nlikelihood=0.9\n" TEXTS "replacement=[name]\n"
	"match.1=[[Thandiwe Quillfeather]] is febrile in Tromsdal\nnomatch.1=thanks\n"
	"[rule:number]\ntype=ID\npattern=\\b\\d{6}\\b\nlikelihood=0.9\n" TEXTS
	"match.1=[[123456]]\nnomatch.1=12\n";
static const char weighing[] =
	"[ruleset]\nformat=1\nfamily=CONF\n"
	"[rule:tagged]\ntype=NAME\ndetector=names\nlikelihood=0.6\n" TEXTS
	"replacement=[name]\nraise=\\bfebrile\\b\nraise-by=0.3\nlower=\\bquiz\\b\nlower-by=0.5\n"
	"window=20\nallow=quillfeathers?\n"
	"match.1=[[Thandiwe]] is febrile\nnomatch.1=thanks\n"
	"[rule:cued]\ntype=NAME\npattern=\\becho on "
	"(?<span>\\w+)\nwords=names\nlikelihood=0.6\n" TEXTS
	"match.1=echo on [[Quillfeather]]\nnomatch.1=echo on ward\n";
static const char titled[] =
	"[ruleset]\nformat=1\nfamily=CONF\n"
	"[rule:tagged]\ntype=NAME\ndetector=names\nlikelihood=0.1\n" TEXTS
	"replacement=[name]\nmatch.1=[[Thandiwe]] is febrile\nnomatch.1=thanks\n"
	"[rule:titled]\ntype=NAME\npattern=\\b(?:thanks|Mrs) (?<span>\\w+)\nrole=weighed\n"
	"likelihood=0.8\n" TEXTS "match.1=Mrs [[Zebulon]]\nnomatch.1=Zebulon\n";
static const char rude[] = "[ruleset]\nformat=1\nfamily=RESPECT\n"
			   "[rule:rude]\ntype=TERM\ndetector=messages\nlikelihood=1\n" TEXTS
			   "match.1=grumbling\nnomatch.1=tea\n";

/* An engine of @with_rules that has the tiny tagger's files. */
static DscEngine *load_tiny(const Scratch *scratch, const char *with_rules)
{
	g_autoptr(DscWordlists) lists = load_lists(scratch);
	g_autoptr(DscTaggerModel) model = load_model(scratch, lists);
	g_autoptr(GPtrArray) problems = problems_new();
	scratch_rules(scratch, with_rules);
	DscEngine *engine = dsc_engine_load(scratch->path, problems);
	g_assert_cmpuint(problems->len, ==, 0);
	return engine;
}

static DscEngine *load_engine(const Scratch *scratch, GPtrArray *problems)
{
	scratch_rules(scratch, rules);
	return dsc_engine_load(scratch->path, problems);
}

/* Those that are more than a name mentioned in passing. */
static guint count_findings(DscEngine *engine, const char *message)
{
	g_autoptr(DscReport) report =
		dsc_engine_scan(engine, dsc_text_new(message, -1, DSC_FORMAT_PLAIN), NULL);
	const GPtrArray *findings = dsc_report_findings(report);
	guint n = 0;
	for (guint i = 0; i < findings->len; i++)
		n += ((const DscFinding *)findings->pdata[i])->likelihood > 0;
	return n;
}

/* A name that tells of no patient is there for messages that are about that person. */
static void test_engine_in_passing(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscEngine) engine = load_tiny(&scratch, rules);
	g_autoptr(DscReport) report = dsc_engine_scan(
		engine, dsc_text_new("thanks Thandiwe", -1, DSC_FORMAT_PLAIN), NULL);
	const GPtrArray *findings = dsc_report_findings(report);
	g_assert_cmpuint(findings->len, ==, 1);
	const DscFinding *finding = g_ptr_array_index(findings, 0);
	g_assert_cmpfloat(finding->likelihood, <, 0.35);
	g_assert_cmpfloat(finding->anybody, >, 0.35);
}

static void test_engine(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscEngine) engine = load_tiny(&scratch, rules);
	g_autoptr(GPtrArray) problems = problems_new();
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

/* What a model makes of a name goes with what hotwords of its rule do; what a rule allows is none.
 */
static void test_engine_weighs(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscEngine) engine = load_tiny(&scratch, weighing);
	g_autoptr(DscReport) report = dsc_engine_scan(
		engine, dsc_text_new("Thandiwe is febrile", -1, DSC_FORMAT_PLAIN), NULL);
	const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), 0);
	g_assert_cmpstr(finding->evidence.raised_by, ==, "febrile");
	g_assert_null(finding->evidence.lowered_by);
	g_assert_cmpfloat(finding->evidence.base, <=, 0.6);
	g_assert_cmpfloat_with_epsilon(finding->likelihood, finding->evidence.base * 1.5, 1e-9);
	g_assert_cmpuint(count_findings(engine, "quiz: Thandiwe is"), ==, 0);
	g_assert_cmpuint(count_findings(engine, "Quillfeather is febrile"), ==, 0);
}

/* A cue makes names of what no list knows, and of no word. */
static void test_engine_names_only(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscEngine) engine = load_tiny(&scratch, weighing);
	g_assert_cmpuint(count_findings(engine, "echo on zebulon"), ==, 1);
	g_assert_cmpuint(count_findings(engine, "echo on ward"), ==, 0);
}

/* What stands before colleagues' names too makes no patient of whom the tagger takes for one. */
static void test_engine_weighs_role(void)
{
	static const struct {
		const char *message;
		gboolean as_staff;
	} cases[] = {
		{ "thanks Thandiwe", TRUE },
		{ "Mrs Thandiwe is febrile", FALSE },
	};
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscEngine) engine = load_tiny(&scratch, titled);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscReport) report = dsc_engine_scan(
			engine, dsc_text_new(cases[i].message, -1, DSC_FORMAT_PLAIN), NULL);
		const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), 0);
		g_test_message("%s", cases[i].message);
		g_assert_cmpstr(finding->rule->id, ==, "titled");
		g_assert_cmpint(finding->evidence.as_staff, ==, cases[i].as_staff);
		g_assert_cmpint(finding->likelihood < 0.4, ==, cases[i].as_staff);
	}
}

/* An engine needs its files to load, and then no more: a model may be written into or cut short,
 * the word lists may be replaced. */
static void test_engine_outlives_files(void)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(DscEngine) engine = load_tiny(&scratch, rules);
	g_autofree char *lists_path = scratch_path(&scratch, DSC_WORDLISTS_FILE);
	g_autofree char *model_path = scratch_path(&scratch, DSC_TAGGER_MODEL);
	g_assert_cmpint(unlink(lists_path), ==, 0);
	g_assert_cmpint(truncate(model_path, 0), ==, 0);
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

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/detectors/find", test_engine);
	g_test_add_func("/detectors/weighs", test_engine_weighs);
	g_test_add_func("/names/in-passing", test_engine_in_passing);
	g_test_add_func("/detectors/names-only", test_engine_names_only);
	g_test_add_func("/detectors/weighs-role", test_engine_weighs_role);
	g_test_add_func("/detectors/outlives-files", test_engine_outlives_files);
	g_test_add_func("/detectors/without-files", test_engine_without_files);
	return g_test_run();
}
