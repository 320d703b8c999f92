/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/engine.h"

#include <string.h>

#include "fixture.h"

#define HEAD "[ruleset]\nformat=1\nfamily=CONF\n[define]\nsep=\\W{0,3}\n"

/* Line 6 is the first one after HEAD. */
static const char record[] = HEAD "[rule:record]\ntype=ID\nlikelihood=0.5\nhipaa=H\n" TEXTS
				  "pattern=\\bMRN(?&sep)(?<span>\\d{4,8})\\b\nkeywords=mrn\n"
				  "allow=0000|00000000\nreplacement=[record]\n"
				  "raise=\\bpatients?\\b\nraise-by=0.3\n"
				  "lower=\\b(?:form|template)\\b\nlower-by=0.5\nwindow=12\n"
				  "match.1=MRN [[1234]]\nmatch.2=mrn: [[12345678]]\n"
				  "nomatch.1=the MRN form\nnomatch.2=MRN 0000\n";
static const char date[] =
	HEAD "[rule:year]\ntype=DATE\nlikelihood=0.9\n" TEXTS "pattern=\\b(?:19|20)\\d\\d\\b\n"
	     "match.1=in [[1999]]\nnomatch.1=in 2999\n";

/* --- Helpers -------------------------------------------------------------------------------- */

static void assert_finds(DscEngine *engine, const char *message, const char *expected)
{
	g_autoptr(DscReport) report = scan(engine, message, DSC_FORMAT_PLAIN);
	g_autofree char *found = found_in(report);
	g_test_message("%s", message);
	g_assert_cmpstr(found, ==, expected);
	g_assert_cmpint(dsc_report_limits(report), ==, DSC_LIMIT_NONE);
}

/* --- What is found -------------------------------------------------------------------------- */

static void test_scan(void)
{
	static const struct {
		const char *message;
		const char *found;
	} table[] = {
		{ "", "" },
		{ "good morning", "" },
		{ "MRN 1234", "1234" },
		{ "mrn: 1234, Mrn #98765", "1234|98765" },
		{ "MRN 0000 and MRN 00001", "00001" },
		{ "MRN 123456789", "" },
		{ "MRN ۱۲۳۴", "۱۲۳۴" },
		{ "ＭＲＮ １２３４", "１２３４" },
		{ "M\xE2\x80\x8BRN 12\xE2\x80\x8B"
		  "34",
		  "12\xE2\x80\x8B"
		  "34" },
		{ "the number is 1234", "" },
		{ "MRN 1234MRN 4567 MRN 4567", "4567" },
		{ "MRN 12345: draw 12345, 123456 and x12345", "12345|12345|12345" },
		{ "MRN 1234 at 1234", "1234" },
		{ "12345 and \xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x93\xEF\xBC\x94\xEF\xBC\x95, MRN "
		  "12345",
		  "12345|\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x93\xEF\xBC\x94\xEF\xBC\x95|12345" },
	};
	g_autoptr(DscEngine) engine = engine_of(record);
	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		assert_finds(engine, table[i].message, table[i].found);
}

static void test_rule_without_keywords(void)
{
	g_autoptr(DscEngine) engine = engine_of(date);
	assert_finds(engine, "1999 2001 2999", "1999|2001");
}

static void test_hotwords(void)
{
	static const struct {
		const char *message;
		double likelihood;
		const char *raised_by;
		const char *lowered_by;
	} table[] = {
		{ "MRN 1234", 0.5, NULL, NULL },
		{ "Patient MRN 1234", 0.8, "Patient", NULL },
		{ "MRN 1234 of a pａtient", 0.8, "pａtient", NULL },
		{ "patient with an MRN 1234", 0.5, NULL, NULL },
		{ "patient MRN 1234 form", 0.3, "patient", "form" },
		{ "MRN 1234 information", 0.5, NULL, NULL },
		/* The twelfth character is the r of "form": the word is seen to its end. */
		{ "MRN 1234 abcdefg forms", 0.5, NULL, NULL },
		{ "MRN 1234 abcdefg form", -1, NULL, "form" },
	};
	g_autoptr(DscEngine) engine = engine_of(record);
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_test_message("%s", table[i].message);
		g_autoptr(DscReport) report = scan(engine, table[i].message, DSC_FORMAT_PLAIN);
		if (table[i].likelihood < 0) {
			g_assert_cmpuint(dsc_report_findings(report)->len, ==, 0);
			continue;
		}
		g_assert_cmpuint(dsc_report_findings(report)->len, ==, 1);
		const DscFinding *finding = finding_at(report, 0);
		g_assert_cmpfloat_with_epsilon(finding->likelihood, table[i].likelihood, 1e-9);
		g_assert_cmpfloat(finding->evidence.base, ==, 0.5);
		g_assert_cmpstr(finding->evidence.raised_by, ==, table[i].raised_by);
		g_assert_cmpstr(finding->evidence.lowered_by, ==, table[i].lowered_by);
		g_assert_null(finding->evidence.checked_by);
	}
}

static void test_hotword_inside(void)
{
	g_autoptr(DscEngine) engine =
		engine_of(HEAD "[rule:it]\ntype=ID\nlikelihood=0.9\n" TEXTS
			       "pattern=patient \\d+\nraise=patient\nraise-by=0.5\n"
			       "match.1=patient 12\nnomatch.1=none\n");
	g_autoptr(DscReport) alone = scan(engine, "patient 12", DSC_FORMAT_PLAIN);
	g_assert_cmpfloat(finding_at(alone, 0)->likelihood, ==, 0.9);
	g_autoptr(DscReport) twice = scan(engine, "patient 12 patient", DSC_FORMAT_PLAIN);
	g_assert_cmpfloat(finding_at(twice, 0)->likelihood, ==, 1.0);
}

static void test_validator(void)
{
	g_autoptr(DscEngine) engine =
		engine_of(HEAD "[rule:card]\ntype=ID\nlikelihood=0.9\n" TEXTS
			       "pattern=\\b\\d{16}\\b\nvalidator=luhn\n"
			       "match.1=4000000000000002\nnomatch.1=4000000000000003\n");
	assert_finds(engine, "4000000000000003 4000000000000002", "4000000000000002");
	g_autoptr(DscReport) report = scan(engine, "4000000000000002", DSC_FORMAT_PLAIN);
	g_assert_cmpstr(finding_at(report, 0)->evidence.checked_by, ==, "luhn");
}

/* --- Seen and hidden parts ------------------------------------------------------------------ */

static void test_parts(void)
{
	static const struct {
		const char *message;
		const char *found;
	} table[] = {
		{ "M<b>R</b>N 12<i>34</i>", "1234" },
		{ "MRN <a href=\"1234\">x</a>", "" },
		{ "see MRN<a href=\"http://example.org/MRN/1234\"></a>", "1234" },
		{ "MRN<img alt=\"1234\" title=\"5678\">", "" },
		{ "<!-- MRN 1234 --> MRN 5678", "5678|1234" },
		{ "MRN<br>1234", "1234" },
	};
	g_autoptr(DscEngine) engine = engine_of(record);
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_test_message("%s", table[i].message);
		g_autoptr(DscReport) report = scan(engine, table[i].message, DSC_FORMAT_HTML);
		g_autofree char *found = found_in(report);
		g_assert_cmpstr(found, ==, table[i].found);
	}
}

/* --- Cases of the rules --------------------------------------------------------------------- */

/* Bit by bit the same is found as at once. */
static void assert_same_in_steps(const DscEngine *engine, const GPtrArray *expected)
{
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscVerify) verify = dsc_engine_begin_verify(engine);
	guint n_steps = 1;
	while (dsc_verify_step(verify, 0, problems))
		n_steps++;
	g_assert_cmpuint(n_steps, >=, 3);
	g_assert_cmpuint(problems->len, ==, expected->len);
	for (guint i = 0; i < problems->len; i++)
		g_assert_cmpstr(((const GError *)problems->pdata[i])->message, ==,
				((const GError *)expected->pdata[i])->message);
}

/* Asserts that exactly one problem is found, of that kind, in that line, saying that. */
static void assert_verify(const char *rules, DscRulesError code, const char *place,
			  const char *text)
{
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscEngine) engine = engine_of(rules);
	g_assert_false(dsc_engine_verify(engine, problems));
	for (guint i = 0; i < problems->len; i++)
		g_test_message("%s", ((const GError *)problems->pdata[i])->message);
	g_assert_cmpuint(problems->len, ==, 1);
	const GError *error = problems->pdata[0];
	g_assert_error(error, DSC_RULES_ERROR, code);
	g_assert_nonnull(strstr(error->message, place));
	g_assert_nonnull(strstr(error->message, text));
	assert_same_in_steps(engine, problems);
}

#define YEAR HEAD "[rule:year]\ntype=DATE\nlikelihood=0.9\npattern=\\b19\\d\\d\\b\n" TEXTS

static void test_verify(void)
{
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscEngine) engine = engine_of(record);
	g_assert_true(dsc_engine_verify(engine, problems));
	g_assert_cmpuint(problems->len, ==, 0);
	assert_same_in_steps(engine, problems);
	assert_verify(YEAR "match.1=in 2999\nnomatch.1=x\n", DSC_RULES_ERROR_CASE,
		      "it.rules:14: year: ", "finds nothing in \"in 2999\"");
	assert_verify(YEAR "match.1=[[1999]]\nnomatch.1=in 1999\n", DSC_RULES_ERROR_CASE,
		      "it.rules:15: year: ", "\"in [[1999]]\"");
	assert_verify(YEAR "match.1=[[in 1999]]\nnomatch.1=x\n", DSC_RULES_ERROR_CASE,
		      "it.rules:14: year: ", "namely \"in [[1999]]\"");
	assert_verify(YEAR "match.1=[[1999]] 1998\nnomatch.1=x\n", DSC_RULES_ERROR_CASE,
		      "it.rules:14: year: ", "namely \"[[1999]] [[1998]]\"");
	assert_verify(YEAR "match.1=[[19\\u{200B}99]]\nnomatch.1=19\\u{6F1}\\u{FF11}\n",
		      DSC_RULES_ERROR_CASE, "it.rules:15: year: ", "finds something");
}

/* What is cut out of a message must be said to the letter; a term is only pointed at. */
static void test_verify_marks(void)
{
	assert_verify(YEAR "match.1=in 1999\nmatch.2=[[1998]]\nnomatch.1=x\n", DSC_RULES_ERROR_CASE,
		      "it.rules:14: year: ", "write \"in [[1999]]\" if that is it");
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscEngine) engine =
		engine_of(HEAD "[rule:rude]\ntype=TERM\nlikelihood=0.9\n" TEXTS
			       "pattern=useless\nmatch.1=so useless\nnomatch.1=x\n");
	g_assert_true(dsc_engine_verify(engine, problems));
}

static void test_verify_slow(void)
{
	assert_verify(HEAD "[rule:slow]\ntype=ID\nlikelihood=0.9\n" TEXTS
			   "pattern=(?:a+)+b\nmatch.1=[[aab]]\nnomatch.1=c\n",
		      DSC_RULES_ERROR_SLOW, "it.rules:6: slow: ", "does not get through");
	assert_verify(HEAD "[rule:deep]\ntype=ID\nlikelihood=0.9\n" TEXTS
			   "pattern=MRN (?:\\d+-?)+x\nmatch.1=[[MRN 12-34x]]\nnomatch.1=c\n",
		      DSC_RULES_ERROR_SLOW, "it.rules:6: deep: ", "\"MRN \"");
}

/* Another rule that finds the same, and likelier, does not hide a rule's own finding. */
static void test_verify_own(void)
{
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscEngine) engine =
		engine_of(YEAR "match.1=in [[1999]]\nnomatch.1=x 77\n"
			       "[rule:number]\ntype=ID\nlikelihood=1\n" TEXTS
			       "pattern=in \\d+|77\nmatch.1=[[in 1999]]\nnomatch.1=1999\n");
	g_assert_true(dsc_engine_verify(engine, problems));
	g_autoptr(DscReport) report = scan(engine, "in 1999", DSC_FORMAT_PLAIN);
	g_assert_cmpuint(dsc_report_findings(report)->len, ==, 1);
	g_assert_cmpstr(finding_at(report, 0)->rule->id, ==, "number");
}

static void test_report_outlives_engine(void)
{
	DscEngine *engine = engine_of(record);
	g_autoptr(DscReport) report = scan(engine, "MRN 1234", DSC_FORMAT_PLAIN);
	dsc_engine_unref(engine);
	g_assert_cmpstr(finding_at(report, 0)->rule->id, ==, "record");
	dsc_engine_unref(NULL);
	dsc_report_free(NULL);
}

/* An engine without rules finds nothing and says in its problems why. */
static void test_no_rules(void)
{
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscEngine) engine = dsc_engine_load("/nonexistent", problems);
	g_assert_cmpuint(problems->len, ==, 1);
	assert_finds(engine, "MRN 1234", "");
	g_assert_true(dsc_engine_verify(engine, problems));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/engine/scan", test_scan);
	g_test_add_func("/engine/rule-without-keywords", test_rule_without_keywords);
	g_test_add_func("/engine/hotwords", test_hotwords);
	g_test_add_func("/engine/hotword-inside", test_hotword_inside);
	g_test_add_func("/engine/validator", test_validator);
	g_test_add_func("/engine/parts", test_parts);
	g_test_add_func("/engine/verify", test_verify);
	g_test_add_func("/engine/verify-marks", test_verify_marks);
	g_test_add_func("/engine/verify-slow", test_verify_slow);
	g_test_add_func("/engine/verify-own", test_verify_own);
	g_test_add_func("/engine/report-outlives-engine", test_report_outlives_engine);
	g_test_add_func("/engine/no-rules", test_no_rules);
	return g_test_run();
}
