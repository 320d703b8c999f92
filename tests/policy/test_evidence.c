/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Why a finding is one, in words: every kind of evidence and every ground of a verdict. */
#include "policy/evidence.h"

#include "fixture.h"

#define HEAD "[policy]\nformat=1\n"

static DscEngine *engine;

static DscDecision *decide(const char *keys, const char *message, DscSetting setting)
{
	g_autofree char *content = g_strconcat(HEAD, keys, NULL);
	g_autoptr(DscPolicy) policy = good_policy_from(content);
	return dsc_policy_decide(policy, scan(engine, message),
				 &(DscContext){ .setting = setting });
}

static void test_grounds(void)
{
	static const struct {
		const char *policy, *message;
		DscSetting setting;
		const char *ground;
		double mark;
		const char *sentence; /* the last one */
	} cases[] = {
		{ "", "lowmark", DSC_SETTING_GROUP_CHAT, "unlikely", 0.35,
		  "Below 0.35, nothing is said of it." },
		{ "", "midmark", DSC_SETTING_GROUP_CHAT, "likely", 0.35,
		  "From 0.35 on, it is worth a hint." },
		{ "hint-at=0.1\n", "lowmark", DSC_SETTING_GROUP_CHAT, "likely", 0.1,
		  "From 0.10 on, it is worth a hint." },
		{ "", "highmark", DSC_SETTING_GROUP_CHAT, "likely", 0.6,
		  "From 0.60 on, the message waits for you." },
		{ "hold-at=0.7\n", "blockmark", DSC_SETTING_GROUP_CHAT, "likely", 0.7,
		  "From 0.70 on, it may not be sent." },
		{ "", "hintmark", DSC_SETTING_GROUP_CHAT, "rule", 0.6,
		  "Its rule asks for no more than a hint." },
		{ "action=hint\n", "hintmark", DSC_SETTING_GROUP_CHAT, "rule", 0.6,
		  "Its rule asks for no more than a hint." },
		{ "", "admark", DSC_SETTING_DIRECT, "policy", 0.6,
		  "The policy asks for no more than a hint here." },
		{ "action=pass\n", "highmark", DSC_SETTING_GROUP_CHAT, "policy", 0.6,
		  "The policy lets it pass here." },
		{ "action=pass\n", "midmark", DSC_SETTING_GROUP_CHAT, "policy", 0.35,
		  "The policy lets it pass here." },
		{ "", "midmark doubtmark", DSC_SETTING_GROUP_CHAT, "together", 0.6,
		  "Doubtful alone, it is more than 0.60 together with what else was found, so the "
		  "message waits for you." },
		{ "redact-at=0.15\n", "lowmark highmark", DSC_SETTING_GROUP_CHAT, "waits", 0.15,
		  "It is doubtful, and shown because the message waits anyway." },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s with %s", cases[i].message, cases[i].policy);
		g_autoptr(DscDecision) decision =
			decide(cases[i].policy, cases[i].message, cases[i].setting);
		double mark;
		DscGround ground = dsc_decision_ground(decision, 0, &mark);
		g_assert_cmpstr(dsc_ground_name(ground), ==, cases[i].ground);
		g_assert_cmpfloat_with_epsilon(mark, cases[i].mark, 1e-9);
		g_autoptr(GPtrArray) said = dsc_decision_evidence(decision, 0);
		g_assert_cmpstr(said->pdata[said->len - 1], ==, cases[i].sentence);
	}
}

/* What an engine may have noted, one kind at a time, on a finding of its own. */
static void test_kinds(void)
{
	static const struct {
		DscEvidence evidence;
		double likelihood;
		const char *said;
	} cases[] = {
		{ { .base = 0.9 }, 0.9, "Its likelihood is 0.90." },
		{ { .base = 0.5 }, 0.9, "Its likelihood is 0.90; by itself it would be 0.50." },
		{ { .base = 0.9, .raised_by = (char *)" MRN " },
		  0.9,
		  "Its likelihood is 0.90. “MRN” makes it likelier." },
		{ { .base = 0.9, .lowered_by = (char *)"ISB\xcf" },
		  0.9,
		  "Its likelihood is 0.90. “ISB\xef\xbf\xbd” makes it less likely." },
		{ { .base = 0.9, .checked_by = "luhn" },
		  0.9,
		  "Its likelihood is 0.90. It passes the check luhn." },
		{ { .base = 0.9, .weighed = (char *)"drunk, HR" },
		  0.9,
		  "Its likelihood is 0.90. These words weighed most: “drunk, HR”." },
		{ { .base = 0.9, .repeated = TRUE },
		  0.9,
		  "Its likelihood is 0.90. It was found elsewhere in the message and stands here "
		  "again." },
		{ { .base = 0.9, .is_known = TRUE },
		  0.9,
		  "Its likelihood is 0.90. The name is known from an earlier message." },
		{ { .base = 0.9, .is_staff = TRUE },
		  0.9,
		  "Its likelihood is 0.90. A colleague has this name, and nothing near it "
		  "speaks of a patient." },
		{ { .base = 0.9, .is_staff = TRUE, .raised_by = (char *)"pt" },
		  0.9,
		  "Its likelihood is 0.90. “pt” makes it likelier. A colleague has this name." },
	};
	g_autoptr(DscPolicy) policy = good_policy_from(HEAD);
	const DscRule *rule = dsc_rules_find(dsc_engine_rules(engine), "mark-high");
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		GPtrArray *findings =
			g_ptr_array_new_with_free_func((GDestroyNotify)dsc_finding_free);
		DscFinding *finding = g_new(DscFinding, 1);
		*finding = (DscFinding){
			.span = { 0, 1 },
			.rule = rule,
			.likelihood = cases[i].likelihood,
			.evidence = cases[i].evidence,
		};
		finding->evidence.raised_by = g_strdup(finding->evidence.raised_by);
		finding->evidence.lowered_by = g_strdup(finding->evidence.lowered_by);
		finding->evidence.weighed = g_strdup(finding->evidence.weighed);
		g_ptr_array_add(findings, finding);
		DscText *text = dsc_text_new("x", -1, DSC_FORMAT_PLAIN);
		DscReport *report = dsc_report_new(engine, text, findings, (DscScanResult){ 0 });
		g_autoptr(DscDecision) decision = dsc_policy_decide(policy, report, NULL);
		g_autofree char *said = dsc_decision_evidence_text(decision, 0);
		g_autofree char *expected =
			g_strdup_printf("The rule mark-high found it. %s From 0.60 on, the message "
					"waits for you.",
					cases[i].said);
		g_assert_cmpstr(said, ==, expected);
	}
}

int main(int argc, char **argv)
{
	g_setenv("LC_ALL", "C.UTF-8", TRUE);
	g_test_init(&argc, &argv, NULL);
	engine = engine_of_data();
	g_test_add_func("/evidence/grounds", test_grounds);
	g_test_add_func("/evidence/kinds", test_kinds);
	int status = g_test_run();
	dsc_engine_unref(engine);
	return status;
}
