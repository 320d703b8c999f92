/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/context.h"

#include <string.h>

#include "fixture.h"

static const char rules[] =
	"[ruleset]\nformat=1\nfamily=CONF\n"
	"[rule:mrs]\ntype=NAME\nlikelihood=0.8\n" TEXTS
	"pattern=\\bMrs (?<span>\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)?)\nreplacement=[name]\n"
	"match.1=Mrs [[Ada Winterbourne]]\nnomatch.1=mrs x\n"
	"[rule:patient]\ntype=TERM\nlikelihood=1\nnotes=patient\n" TEXTS
	"pattern=\\bbed \\d+|\\bpt\\b\nmatch.1=bed 4\nnomatch.1=bed\n"
	"[rule:word]\ntype=TERM\nlikelihood=1\nnotes=word\n" TEXTS
	"pattern=(?-i:grace)\nmatch.1=grace\nnomatch.1=Grace\n"
	"[rule:hello]\ntype=TERM\nlikelihood=1\nnotes=introduced\n" TEXTS
	"pattern=\\bi am a nurse\\b\nmatch.1=i am a nurse\nnomatch.1=nurse\n"
	"[rule:advice]\ntype=TERM\nlikelihood=0.9\nunless=introduced\nsettings=public-room\n" TEXTS
	"pattern=\\btake two\\b\nmatch.1=take two\nnomatch.1=take\n";

static DscEngine *load(const char *text, const char *staff)
{
	g_auto(Scratch) scratch = scratch_new();
	g_autoptr(GPtrArray) problems = problems_new();
	scratch_rules(&scratch, text);
	if (staff != NULL)
		scratch_write(&scratch, DSC_STAFF_FILE, staff, -1);
	DscEngine *engine = engine_of_folder(&scratch);
	g_assert_true(dsc_engine_verify(engine, problems));
	return engine;
}

static DscName name(const char *text)
{
	return dsc_name_read(text, strlen(text));
}

static char *find(DscEngine *engine, const char *message, const DscContext *context)
{
	g_autoptr(DscReport) report =
		dsc_engine_scan(engine, dsc_text_new(message, -1, DSC_FORMAT_PLAIN), context);
	return found_in(report);
}

/* --- Names that are known ------------------------------------------------------------------- */

static void assert_finds(DscEngine *engine, const DscConversation *conversation,
			 const char *message, const char *expected)
{
	DscContext context = { DSC_SETTING_GROUP_CHAT, conversation, NULL };
	g_autofree char *found = find(engine, message, &context);
	g_test_message("%s", message);
	g_assert_cmpstr(found, ==, expected);
}

static void test_known(void)
{
	static const struct {
		const char *message;
		const char *found;
	} table[] = {
		{ "is ada winterbourne back?", "ada winterbourne" },
		{ "WINTERBOURNE pls", "WINTERBOURNE" },
		{ "winterbourne's hb, adas k", "winterbourne" },
		{ "winterbourne-ada", "winterbourne-ada" },
		{ "winterbourne and ada", "winterbourne|ada" },
		{ "winterbournexx adagio wada ad", "" },
		{ "Mrs Okonjo Hall came, okonjo waits", "Okonjo Hall|okonjo" },
		{ "رستمیرو ببرید", "رستمی" },
		{ "رُستمی كجاست", "رُستمی" },
		{ "ayşenin, Ayşe'ye, AYSE", "ayşe|Ayşe|AYSE" },
		{ "nobody here", "" },
		{ "kraemer or KRÄMER; Kraemers wife", "kraemer|KRÄMER|Kraemer" },
		{ "ada\nwinterbourne fell", "ada\nwinterbourne" },
		{ "winterbourne\nwinterbourne fell", "winterbourne|winterbourne" },
	};
	g_autoptr(DscEngine) engine = load(rules, NULL);
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	static const char *const people[] = { "Ada Winterbourne", "رستمی", "Ayşe", "Krämer" };
	for (guint i = 0; i < G_N_ELEMENTS(people); i++) {
		DscName who = name(people[i]);
		dsc_conversation_know(conversation, &who, "mrs", 0.8);
	}
	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		assert_finds(engine, conversation, table[i].message, table[i].found);
	assert_finds(engine, NULL, "is ada winterbourne back?", "");
	DscName ada = name("Winterbourne");
	dsc_conversation_forget(conversation, &ada);
	assert_finds(engine, conversation, "is ada winterbourne back?", "");
}

/* A name that is a word too is lowered where it stands as one. */
static void test_known_word(void)
{
	g_autoptr(DscEngine) engine = load(rules, NULL);
	g_autoptr(DscReport) report = dsc_engine_scan(
		engine, dsc_text_new("Mrs Grace Okonjo, grace period, Grace", -1, DSC_FORMAT_PLAIN),
		NULL);
	static const double likelihoods[] = { 0.8, 0.8 * DSC_WORD_FACTOR, 0.8 };
	g_assert_cmpuint(dsc_report_findings(report)->len, ==, G_N_ELEMENTS(likelihoods));
	for (guint i = 0; i < G_N_ELEMENTS(likelihoods); i++) {
		const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), i);
		g_assert_cmpfloat_with_epsilon(finding->likelihood, likelihoods[i], 1e-9);
	}
}

/* What a value is called is hardly anybody's name, unless something is sure that it is. */
static void test_label(void)
{
	static const char labels[] =
		"[ruleset]\nformat=1\nfamily=CONF\n"
		"[rule:label]\ntype=TERM\nlikelihood=1\nnotes=label\n" TEXTS
		"pattern=\\b(?:passport|token|\\w+\\$\\d+)\\b\nmatch.1=token\nnomatch.1=pass\n"
		"[rule:mrs]\ntype=NAME\nlikelihood=0.8\n" TEXTS
		"pattern=\\bMrs (?<span>\\p{L}+)\nmatch.1=Mrs [[Hale]]\nnomatch.1=mr\n"
		"[rule:first]\ntype=NAME\nlikelihood=0.4\n" TEXTS
		"pattern=\\A\\p{L}+\nmatch.1=[[Hale]] is\nnomatch.1=4\n";
	static const struct {
		const char *message;
		double likelihood;
	} cases[] = {
		{ "passport K4412", 0.4 * DSC_WORD_FACTOR },
		{ "Hale K4412", 0.4 },
		{ "1: Mrs Token", 0.8 },
		{ "1: Mrs Hale$52", 0.8 * DSC_WORD_FACTOR },
	};
	g_autoptr(DscEngine) engine = load(labels, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscReport) report = dsc_engine_scan(
			engine, dsc_text_new(cases[i].message, -1, DSC_FORMAT_PLAIN), NULL);
		g_test_message("%s", cases[i].message);
		g_assert_cmpuint(dsc_report_findings(report)->len, ==, 1);
		const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), 0);
		g_assert_cmpfloat_with_epsilon(finding->likelihood, cases[i].likelihood, 1e-9);
	}
}

static const char nobody_rules[] =
	"[ruleset]\nformat=1\nfamily=CONF\n"
	"[rule:exercise]\ntype=TERM\nlikelihood=1\nnotes=made-up\n" TEXTS
	"pattern=\\bosce\\b\nmatch.1=osce\nnomatch.1=os\n"
	"[rule:default]\ntype=TERM\nlikelihood=1\nnotes=nobody\n" TEXTS
	"pattern=\\bMrs 0+\\b\nmatch.1=Mrs 00\nnomatch.1=Mrs 1\n"
	"[rule:thing]\ntype=TERM\nlikelihood=1\nnotes=thing\n" TEXTS
	"pattern=\\bprinter\\b\nmatch.1=printer\nnomatch.1=print\n"
	"[rule:mrs]\ntype=NAME\nlikelihood=0.8\n" TEXTS
	"pattern=\\bMrs (?<span>\\w+)\nmatch.1=Mrs [[Hale]]\nnomatch.1=mr\n"
	"[rule:number]\ntype=ID\nlikelihood=0.8\n" TEXTS
	"pattern=\\b\\d{6}\\b\nmatch.1=[[123456]]\nnomatch.1=12\n"
	"[rule:lazy]\ntype=TERM\nfamily=RESPECT\nlikelihood=0.8\n" TEXTS
	"pattern=\\blazy\\b\nmatch.1=[[lazy]]\nnomatch.1=laze\n";

/* Who is made up is nobody in that sentence, and a default value in itself. */
static void test_nobody(void)
{
	static const struct {
		const char *message;
		double likelihood;
	} cases[] = {
		{ "osce at ten, Mrs Hale", 0.8 * DSC_NOBODY_FACTOR },
		{ "Mrs Hale plays in the osce", 0.8 * DSC_NOBODY_FACTOR },
		{ "osce of Dr. Mrs Hale", 0.8 * DSC_NOBODY_FACTOR },
		{ "osce on 3. 4., Mrs Hale", 0.8 * DSC_NOBODY_FACTOR },
		{ "osce at ten. And Mrs Hale", 0.8 },
		{ "Mrs Hale! osce", 0.8 },
		{ "osce\nMrs Hale", 0.8 },
		{ "اسکی osce؟ Mrs Hale", 0.8 },
		{ "osce at ten, Mrs Hale 123456", 0.8 }, /* a record is no exercise */
		{ "Mrs 000", 0.8 * DSC_NOBODY_FACTOR },
		{ "lazy osce", 0.8 },
		{ "lazy Mrs 4", 0.8 },
		{ "printer. lazy", 0.8 * DSC_THING_FACTOR },
		{ "printer, Mrs Hale", 0.8 },
	};
	g_autoptr(DscEngine) engine = load(nobody_rules, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscReport) report = dsc_engine_scan(
			engine, dsc_text_new(cases[i].message, -1, DSC_FORMAT_PLAIN), NULL);
		g_test_message("%s", cases[i].message);
		g_assert_cmpuint(dsc_report_findings(report)->len, >=, 1);
		const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), 0);
		g_assert_cmpfloat_with_epsilon(finding->likelihood, cases[i].likelihood, 1e-9);
	}
}

static void test_known_evidence(void)
{
	g_autoptr(DscEngine) engine = load(rules, NULL);
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	DscContext context = { DSC_SETTING_DIRECT, conversation, NULL };
	DscName who = name("Ada Winterbourne");
	dsc_conversation_know(conversation, &who, "mrs", 0.7);
	g_autoptr(DscReport) report = dsc_engine_scan(
		engine, dsc_text_new("ada. Mrs Okonjo, okonjo", -1, DSC_FORMAT_PLAIN), &context);
	const GPtrArray *findings = dsc_report_findings(report);
	g_assert_cmpuint(findings->len, ==, 3);
	const DscFinding *known = g_ptr_array_index(findings, 0);
	g_assert_cmpstr(known->rule->id, ==, "mrs");
	g_assert_cmpfloat(known->likelihood, ==, 0.7);
	g_assert_true(known->evidence.is_known);
	g_assert_false(known->evidence.repeated);
	const DscFinding *part = g_ptr_array_index(findings, 2);
	g_assert_false(part->evidence.is_known);
	g_assert_true(part->evidence.repeated);
}

/* A rule that is gone after a reload finds nobody, and hurts nobody. */
static void test_known_without_rule(void)
{
	g_autoptr(DscEngine) engine = load(rules, NULL);
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	DscName who = name("Ada Winterbourne");
	dsc_conversation_know(conversation, &who, "no-such-rule", 0.8);
	assert_finds(engine, conversation, "ada", "");
}

static guint count_people(const DscConversation *conversation)
{
	guint n = 0;
	while (dsc_conversation_person(conversation, n) != NULL)
		n++;
	return n;
}

/* The same text in the same context gives the same report: a scan changes nothing. */
static void test_scan_only_reads(void)
{
	g_autoptr(DscEngine) engine = load(rules, NULL);
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	assert_finds(engine, conversation, "Mrs Ada Winterbourne. i am a nurse",
		     "Ada Winterbourne");
	assert_finds(engine, conversation, "ada", "");
	g_assert_cmpuint(count_people(conversation), ==, 0);
	g_assert_cmpuint(dsc_conversation_notes(conversation), ==, DSC_NOTE_NONE);
}

/* --- Notes and settings --------------------------------------------------------------------- */

/* A note is taken only in the settings that its rule is for. */
static void test_note_settings(void)
{
	static const char direct[] =
		"[ruleset]\nformat=1\nfamily=CONF\n"
		"[rule:dear]\ntype=TERM\nlikelihood=1\nnotes=nobody\nsettings=direct\n" TEXTS
		"pattern=\\bdear (?<span>\\w+ \\w+)\nmatch.1=dear [[Mrs Hale]]\nnomatch.1=dear\n"
		"[rule:mrs]\ntype=NAME\nlikelihood=0.8\n" TEXTS
		"pattern=\\bMrs (?<span>\\w+)\nmatch.1=Mrs [[Hale]]\nnomatch.1=mr\n";
	g_autoptr(DscEngine) engine = load(direct, NULL);
	for (DscSetting setting = 0; setting < DSC_N_SETTINGS; setting++) {
		DscContext context = { setting, NULL, NULL };
		DscText *text = dsc_text_new("dear Mrs Hale", -1, DSC_FORMAT_PLAIN);
		g_autoptr(DscReport) report = dsc_engine_scan(engine, text, &context);
		double factor = setting == DSC_SETTING_DIRECT ? DSC_NOBODY_FACTOR : 1;
		g_test_message("%s", dsc_setting_name(setting));
		g_assert_cmpuint(dsc_report_findings(report)->len, ==, 1);
		const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), 0);
		g_assert_cmpfloat_with_epsilon(finding->likelihood, 0.8 * factor, 1e-9);
	}
}

static void test_unless(void)
{
	static const struct {
		DscSetting setting;
		guint notes;
		const char *message;
		const char *found;
	} table[] = {
		{ DSC_SETTING_PUBLIC_ROOM, DSC_NOTE_NONE, "take two", "take two" },
		{ DSC_SETTING_PUBLIC_ROOM, DSC_NOTE_INTRODUCED, "take two", "" },
		{ DSC_SETTING_PUBLIC_ROOM, DSC_NOTE_NONE, "i am a nurse. take two", "" },
		{ DSC_SETTING_GROUP_CHAT, DSC_NOTE_NONE, "take two", "" },
		{ DSC_SETTING_DIRECT, DSC_NOTE_NONE, "take two", "" },
		{ DSC_SETTING_PUBLIC_ROOM, DSC_NOTE_NONE, "i am a nurse", "" },
		{ DSC_SETTING_PUBLIC_ROOM, DSC_NOTE_NONE, "bed 4", "" },
	};
	g_autoptr(DscEngine) engine = load(rules, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(DscConversation) conversation = dsc_conversation_new();
		dsc_conversation_note(conversation, table[i].notes);
		DscContext context = { table[i].setting, conversation, NULL };
		g_autofree char *found = find(engine, table[i].message, &context);
		g_test_message("%s in %s", table[i].message, dsc_setting_name(table[i].setting));
		g_assert_cmpstr(found, ==, table[i].found);
	}
	g_autofree char *found = find(engine, "take two", NULL);
	g_assert_cmpstr(found, ==, "take two");
}

/* The sender's own name is no patient's; the same name elsewhere may be. */
static void test_own_name(void)
{
	static const char own[] =
		"[ruleset]\nformat=1\nfamily=CONF\n"
		"[rule:mrs]\ntype=NAME\nlikelihood=0.8\n" TEXTS
		"pattern=Mrs (?<span>\\p{Lu}\\p{L}+)\nmatch.1=Mrs [[Ada]]\nnomatch.1=mrs\n"
		"[rule:hello]\ntype=TERM\nlikelihood=1\nnotes=introduced\n" TEXTS
		"pattern=i am Mrs \\p{L}+\nmatch.1=i am Mrs Ada\nnomatch.1=i am\n";
	g_autoptr(DscEngine) engine = load(own, NULL);
	g_autoptr(DscReport) report = dsc_engine_scan(
		engine, dsc_text_new("i am Mrs Hale, Mrs Okonjo fell", -1, DSC_FORMAT_PLAIN), NULL);
	const DscFinding *hale = g_ptr_array_index(dsc_report_findings(report), 0);
	const DscFinding *okonjo = g_ptr_array_index(dsc_report_findings(report), 1);
	g_assert_cmpfloat_with_epsilon(hale->likelihood, 0.8 * DSC_OWN_FACTOR, 1e-9);
	g_assert_cmpfloat_with_epsilon(okonjo->likelihood, 0.8, 1e-9);
	g_assert_cmpint(dsc_rules_find(dsc_engine_rules(engine), "hello")->ceiling, ==,
			DSC_VERDICT_PASS);
}

static void test_report_notes(void)
{
	g_autoptr(DscEngine) engine = load(rules, NULL);
	g_autoptr(DscReport) report =
		dsc_engine_scan(engine, dsc_text_new("i am a nurse", -1, DSC_FORMAT_PLAIN), NULL);
	g_assert_cmpuint(dsc_report_notes(report), ==, DSC_NOTE_INTRODUCED);
}

/* --- Staff ---------------------------------------------------------------------------------- */

static double likelihood_of(DscEngine *engine, const DscContext *context, const char *message)
{
	g_autoptr(DscReport) report =
		dsc_engine_scan(engine, dsc_text_new(message, -1, DSC_FORMAT_PLAIN), context);
	const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), 0);
	return finding->evidence.is_staff ? finding->likelihood : -finding->likelihood;
}

/* Below 0: the name is not the staff's. */
static const struct {
	const char *message;
	double likelihood;
} of_staff[] = {
	{ "Mrs Hale is on call", 0.8 * DSC_STAFF_FACTOR },
	{ "Mrs Okonjo is on call", 0.8 * DSC_STAFF_FACTOR },
	{ "Mrs Okonjonun is on call", 0.8 * DSC_STAFF_FACTOR },
	{ "thanks Mrs Ines Hale", 0.8 * DSC_STAFF_FACTOR },
	{ "Mrs Ada Hale is on call", -0.8 },
	{ "Mrs Winterbourne is on call", -0.8 },
	{ "Mrs Hale in bed 4", 0.8 },
	{ "pt Mrs Hale", 0.8 },
	{ "ask Mrs Hale. The next one goes to bed 4", 0.8 * DSC_STAFF_FACTOR },
	{ "ask Mrs Hale\nbed 4 is free", 0.8 * DSC_STAFF_FACTOR },
};

static void test_staff_list(void)
{
	g_autoptr(DscEngine) engine =
		load(rules, "# the ward\nInes Hale  # matron\n\nDr T. Okonjo\r\n");
	for (guint i = 0; i < G_N_ELEMENTS(of_staff); i++) {
		g_test_message("%s", of_staff[i].message);
		double likelihood = likelihood_of(engine, NULL, of_staff[i].message);
		g_assert_cmpfloat_with_epsilon(likelihood, of_staff[i].likelihood, 1e-9);
	}
}

static void test_staff_of_caller(void)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_ptr_array_add(names, (gpointer) "Ines Hale");
	g_ptr_array_add(names, (gpointer) "T Okonjo");
	g_ptr_array_add(names, (gpointer) "...");
	g_autoptr(DscStaff) staff = dsc_staff_new(names);
	DscName nobody = name("...");
	g_assert_false(dsc_staff_has(staff, &nobody));
	DscContext context = { DSC_SETTING_DIRECT, NULL, staff };
	g_autoptr(DscEngine) engine = load(rules, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(of_staff); i++) {
		g_test_message("%s", of_staff[i].message);
		double likelihood = likelihood_of(engine, &context, of_staff[i].message);
		g_assert_cmpfloat_with_epsilon(likelihood, of_staff[i].likelihood, 1e-9);
	}
}

static void test_staff_faults(void)
{
	static const struct {
		const char *content;
		const char *fault;
	} table[] = {
		{ "Ines Hale\n***\n", ":2: this is no name;" },
		{ "Ines Hale\n\xFF\xFE\n", ":2: this line is not UTF-8;" },
		{ "one two three four five six seven eight nine\n", ":1: this is too long" },
	};
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_auto(Scratch) scratch = scratch_new();
		g_autoptr(GPtrArray) problems = problems_new();
		scratch_write(&scratch, DSC_STAFF_FILE, table[i].content, -1);
		g_autofree char *path = scratch_path(&scratch, DSC_STAFF_FILE);
		g_assert_null(dsc_staff_load(path, problems));
		g_assert_cmpuint(problems->len, ==, 1);
		const GError *error = g_ptr_array_index(problems, 0);
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, table[i].fault));
		g_assert_true(g_str_has_prefix(error->message, path));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/context/known", test_known);
	g_test_add_func("/context/known-word", test_known_word);
	g_test_add_func("/context/label", test_label);
	g_test_add_func("/context/nobody", test_nobody);
	g_test_add_func("/context/known-evidence", test_known_evidence);
	g_test_add_func("/context/known-without-rule", test_known_without_rule);
	g_test_add_func("/context/scan-only-reads", test_scan_only_reads);
	g_test_add_func("/context/note-settings", test_note_settings);
	g_test_add_func("/context/unless", test_unless);
	g_test_add_func("/context/own-name", test_own_name);
	g_test_add_func("/context/report-notes", test_report_notes);
	g_test_add_func("/context/staff-list", test_staff_list);
	g_test_add_func("/context/staff-of-caller", test_staff_of_caller);
	g_test_add_func("/context/staff-faults", test_staff_faults);
	return g_test_run();
}
