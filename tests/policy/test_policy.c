/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fixture.h"

#include <string.h>

#define DIRECT DSC_SETTING_DIRECT
#define GROUP  DSC_SETTING_GROUP_CHAT
#define PUBLIC DSC_SETTING_PUBLIC_ROOM
#define HEAD   "[policy]\nformat=1\n"

static DscEngine *engine;

static const char *const all_marks[] = { "lowmark",   "midmark",   "highmark",
					 "blockmark", "hintmark",  "keptmark",
					 "admark",    "identmark", "doubtmark" };

static const char *verdict_on(const DscPolicy *policy, const char *message, DscSetting setting)
{
	g_autoptr(DscDecision) decision = dsc_policy_decide(policy, scan(engine, message),
							    &(DscContext){ .setting = setting });
	return dsc_verdict_name(dsc_decision_verdict(decision));
}

/* Every way in which family, likelihood, setting and policy meet. */
static void test_verdicts(void)
{
	static const struct {
		const char *policy, *message;
		DscSetting setting;
		const char *verdict;
	} cases[] = {
		/* likelihood */
		{ "", "nothing here", GROUP, "pass" },
		{ "", "lowmark", GROUP, "pass" },
		{ "", "midmark", GROUP, "hint" },
		{ "", "highmark", GROUP, "hold" },
		{ "hint-at=0.19\n", "lowmark", GROUP, "hint" },
		{ "hint-at=0.2\n", "lowmark", GROUP, "pass" },
		{ "hold-at=0.5\n", "midmark", GROUP, "hold" },
		{ "hold-at=1\n", "highmark", GROUP, "hint" },
		/* what the rule allows */
		{ "", "hintmark", GROUP, "hint" },
		{ "", "blockmark", GROUP, "block" },
		{ "hold-at=0.95\n", "blockmark", GROUP, "hint" },
		/* what the policy allows */
		{ "action=hold\n", "blockmark", GROUP, "hold" },
		{ "action=hint\n", "blockmark", GROUP, "hint" },
		{ "action=pass\n", "blockmark", GROUP, "pass" },
		{ "action=block\n", "hintmark", GROUP, "hint" },
		/* confidences are kept from everybody; goods and merits are for two to discuss */
		{ "", "highmark", DIRECT, "hold" },
		{ "", "highmark", PUBLIC, "hold" },
		{ "", "admark", DIRECT, "hint" },
		{ "", "admark", GROUP, "hold" },
		{ "", "admark", PUBLIC, "hold" },
		{ "", "identmark", DIRECT, "hint" },
		{ "", "identmark", PUBLIC, "hold" },
		/* one setting counts more than all, in any order */
		{ "hold-at.public-room=0.5\n", "midmark", PUBLIC, "hold" },
		{ "hold-at.public-room=0.5\n", "midmark", GROUP, "hint" },
		{ "hold-at.direct=0.95\nhold-at=0.5\n", "midmark", DIRECT, "hint" },
		{ "hold-at=0.5\nhold-at.direct=0.95\n", "midmark", DIRECT, "hint" },
		{ "action.direct=hint\naction=block\n", "blockmark", DIRECT, "hint" },
		{ "action=hold\n", "admark", DIRECT, "hold" },
		/* a family counts more than all, and its settings more than it */
		{ "hold-at=0.95\n[family:CONF]\nhold-at=0.5\n", "midmark", GROUP, "hold" },
		{ "[family:CONF]\nhold-at=0.5\n", "admark", GROUP, "hold" },
		{ "hold-at=0.95\n[family:CONF]\nhold-at=0.5\n", "admark", GROUP, "hint" },
		{ "action.public-room=pass\n[family:CONF]\naction=hint\n", "highmark", PUBLIC,
		  "hint" },
		{ "[family:CONF]\naction.direct=hint\naction=hold\n", "blockmark", DIRECT, "hint" },
		{ "[family:CONF]\naction.direct=hint\naction=hold\n", "blockmark", GROUP, "hold" },
		{ "[family:ADVERT]\naction=hold\n", "admark", DIRECT, "hold" },
		{ "[family:ADVERT]\nhint-at.direct=0.95\nhold-at.direct=0.95\n", "admark", DIRECT,
		  "pass" },
		/* doubtful identifiers of different types add up, those of one type do not */
		{ "", "midmark doubtmark", GROUP, "hold" },
		{ "", "midmark midmark", GROUP, "hint" },
		{ "redact-at=0.1\n", "lowmark doubtmark", GROUP, "hint" },
		{ "", "hintmark midmark", GROUP, "hint" },
		{ "hint-at=0.41\n", "midmark doubtmark", GROUP, "hint" },
		{ "hold-at=0.8\n", "midmark doubtmark", GROUP, "hint" },
		{ "action=hint\n", "midmark doubtmark", GROUP, "hint" },
		{ "", "admark midmark", DIRECT, "hint" },
		/* the strictest finding decides */
		{ "", "lowmark midmark highmark", GROUP, "hold" },
		{ "", "highmark blockmark midmark", GROUP, "block" },
		{ "", "midmark admark", DIRECT, "hint" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *content = g_strconcat(HEAD, cases[i].policy, NULL);
		g_autoptr(DscPolicy) policy = good_policy_from(content);
		g_test_message("%s in %s with %s", cases[i].message,
			       dsc_setting_name(cases[i].setting), cases[i].policy);
		g_assert_cmpstr(verdict_on(policy, cases[i].message, cases[i].setting), ==,
				cases[i].verdict);
	}
}

/* The table of verdicts and buttons: which reasons open "Send anyway…". */
static void test_buttons(void)
{
	static const struct {
		const char *override, *message, *verdict;
		DscOverride allowed;
	} cases[] = {
		{ "", "lowmark", "pass", DSC_OVERRIDE_REASON },
		{ "", "midmark", "hint", DSC_OVERRIDE_REASON },
		{ "", "highmark", "hold", DSC_OVERRIDE_REASON },
		{ "", "blockmark", "block", DSC_OVERRIDE_URGENT },
		{ "allowed=reason\nallowed.block=reason\n", "highmark", "hold",
		  DSC_OVERRIDE_REASON },
		{ "allowed=reason\nallowed.block=reason\n", "blockmark", "block",
		  DSC_OVERRIDE_REASON },
		{ "allowed=reason\nallowed.block=never\n", "highmark", "hold",
		  DSC_OVERRIDE_REASON },
		{ "allowed=reason\nallowed.block=never\n", "blockmark", "block",
		  DSC_OVERRIDE_NEVER },
		{ "allowed=urgent\n", "midmark", "hint", DSC_OVERRIDE_REASON },
		{ "allowed=urgent\n", "highmark", "hold", DSC_OVERRIDE_URGENT },
		{ "allowed=urgent\nallowed.block=reason\n", "blockmark", "block",
		  DSC_OVERRIDE_URGENT },
		{ "allowed=never\n", "midmark", "hint", DSC_OVERRIDE_REASON },
		{ "allowed=never\n", "highmark", "hold", DSC_OVERRIDE_NEVER },
		{ "allowed=never\n", "blockmark", "block", DSC_OVERRIDE_NEVER },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *content =
			g_strconcat(HEAD, "[override]\n", cases[i].override, NULL);
		g_autoptr(DscPolicy) policy = good_policy_from(content);
		g_autoptr(DscDecision) decision = dsc_policy_decide(
			policy, scan(engine, cases[i].message), &(DscContext){ .setting = GROUP });
		g_test_message("%s with %s", cases[i].message, cases[i].override);
		g_assert_cmpstr(dsc_verdict_name(dsc_decision_verdict(decision)), ==,
				cases[i].verdict);
		g_assert_cmpint(dsc_decision_override(decision), ==, cases[i].allowed);
		for (DscReason reason = 0; reason < DSC_N_REASONS; reason++) {
			gboolean urgent = reason == DSC_REASON_URGENT_CARE;
			gboolean expected = cases[i].allowed == DSC_OVERRIDE_REASON ||
					    (cases[i].allowed == DSC_OVERRIDE_URGENT && urgent);
			g_test_message("reason %s", dsc_reason_name(reason));
			g_assert_cmpint(dsc_decision_allows(decision, reason), ==, expected);
		}
	}
}

static void test_each_finding(void)
{
	g_autoptr(DscPolicy) policy = dsc_policy_new_default();
	g_autoptr(DscDecision) decision =
		dsc_policy_decide(policy, scan(engine, "admark lowmark midmark blockmark"),
				  &(DscContext){ .setting = DIRECT });
	static const DscVerdict expected[] = { DSC_VERDICT_HINT, DSC_VERDICT_PASS, DSC_VERDICT_HINT,
					       DSC_VERDICT_BLOCK };
	const GPtrArray *findings = dsc_report_findings(dsc_decision_report(decision));
	g_assert_cmpuint(findings->len, ==, G_N_ELEMENTS(expected));
	for (guint i = 0; i < findings->len; i++)
		g_assert_cmpint(dsc_decision_verdict_of(decision, i), ==, expected[i]);
	g_assert_cmpint(dsc_decision_setting(decision), ==, DIRECT);
	g_assert_false(dsc_decision_unproven(decision));
}

/* What may identify somebody leaves with nothing said, but not out of a message that waits. */
static void test_doubtful(void)
{
	g_autoptr(DscPolicy) policy = good_policy_from(HEAD "redact-at=0.15\n");
	static const struct {
		const char *message;
		DscVerdict of_first;
		const char *redacted;
	} cases[] = {
		{ "lowmark", DSC_VERDICT_PASS, "lowmark" },
		{ "lowmark midmark", DSC_VERDICT_PASS, "lowmark [middle]" },
		{ "lowmark highmark", DSC_VERDICT_HINT, "[low] [high]" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscDecision) decision =
			dsc_policy_decide(policy, scan(engine, cases[i].message), NULL);
		g_autofree char *redacted = dsc_decision_redact(decision, DSC_REDACTION_PLAIN);
		g_test_message("%s", cases[i].message);
		g_assert_cmpint(dsc_decision_verdict_of(decision, 0), ==, cases[i].of_first);
		g_assert_cmpstr(redacted, ==, cases[i].redacted);
	}
}

static DscFinding *new_finding(const char *rule, double likelihood, double anybody)
{
	DscFinding *finding = g_new0(DscFinding, 1);
	finding->rule = dsc_rules_find(dsc_engine_rules(engine), rule);
	finding->likelihood = likelihood;
	finding->anybody = anybody;
	return finding;
}

/* A name of no patient is redacted where the message waits because it is about somebody. */
static void test_names_of_anybody(void)
{
	static const struct {
		const char *rule;
		double anybody;
		DscVerdict verdict;
	} cases[] = {
		{ "mark-respect", 0.5, DSC_VERDICT_HINT },
		{ "mark-respect", 0.2, DSC_VERDICT_PASS },
		{ "mark-high", 0.5, DSC_VERDICT_PASS },
	};
	g_autoptr(DscPolicy) policy = good_policy_from(HEAD);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		GPtrArray *findings =
			g_ptr_array_new_with_free_func((GDestroyNotify)dsc_finding_free);
		g_ptr_array_add(findings, new_finding("mark-low", 0, cases[i].anybody));
		g_ptr_array_add(findings, new_finding(cases[i].rule, 0.9, 0));
		DscText *text = dsc_text_new("x", -1, DSC_FORMAT_PLAIN);
		DscReport *report = dsc_report_new(engine, text, findings, (DscScanResult){ 0 });
		g_autoptr(DscDecision) decision = dsc_policy_decide(policy, report, NULL);
		g_assert_cmpint(dsc_decision_verdict(decision), ==, DSC_VERDICT_HOLD);
		g_assert_cmpint(dsc_decision_verdict_of(decision, 0), ==, cases[i].verdict);
	}
}

static char *families_of(const char *message, DscSetting setting)
{
	g_autoptr(DscPolicy) policy = dsc_policy_new_default();
	g_autoptr(DscDecision) decision = dsc_policy_decide(policy, scan(engine, message),
							    &(DscContext){ .setting = setting });
	g_autoptr(GArray) families = dsc_decision_families(decision);
	GString *names = g_string_new(NULL);
	for (guint i = 0; i < families->len; i++)
		g_string_append_printf(names, "%s ",
				       dsc_family_name(g_array_index(families, DscFamily, i)));
	return g_string_free(names, FALSE);
}

static void test_families(void)
{
	static const struct {
		const char *message;
		DscSetting setting;
		const char *families;
	} cases[] = {
		{ "nothing", GROUP, "" },
		{ "lowmark", GROUP, "" },
		{ "lowmark admark", GROUP, "ADVERT " },
		{ "identmark admark highmark highmark", GROUP, "CONF ADVERT IDENT " },
		{ "midmark identmark", GROUP, "IDENT CONF " },
		{ "midmark identmark", DIRECT, "CONF IDENT " },
		{ "admark blockmark", GROUP, "CONF ADVERT " },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *families = families_of(cases[i].message, cases[i].setting);
		g_test_message("%s", cases[i].message);
		g_assert_cmpstr(families, ==, cases[i].families);
	}
}

/* What is not worth a hint is not taken out of the message either. */
static void test_redact(void)
{
	static const struct {
		const char *message, *redacted;
	} cases[] = {
		{ "no mark at all", "no mark at all" },
		{ "a lowmark stays", "a lowmark stays" },
		{ "a midmark and a highmark go", "a [middle] and a [high] go" },
		{ "a keptmark stays, a hintmark goes", "a keptmark stays, a [hint] goes" },
		{ "buy admark now", "buy now" },
	};
	g_autoptr(DscPolicy) policy = dsc_policy_new_default();
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscDecision) decision = dsc_policy_decide(
			policy, scan(engine, cases[i].message), &(DscContext){ .setting = GROUP });
		g_autofree char *redacted = dsc_decision_redact(decision, DSC_REDACTION_PLAIN);
		g_assert_cmpstr(redacted, ==, cases[i].redacted);
	}
}

static char *too_long(const char *end)
{
	g_autofree char *filler = g_strnfill(DSC_ENGINE_MAX_BYTES, 'a');
	return g_strconcat("highmark ", filler, end, NULL);
}

static void test_not_proven_clean(void)
{
	static const struct {
		const char *limits, *start, *verdict;
	} cases[] = {
		{ "", "", "hold" },
		{ "on-limit=hold\n", "", "hold" },
		{ "on-limit=hint\n", "", "hint" },
		{ "on-limit=pass\n", "", "pass" },
		{ "on-limit=pass\n", "highmark ", "hold" },
		{ "on-limit=hold\n", "blockmark ", "block" },
	};
	g_autofree char *filler = g_strnfill(DSC_ENGINE_MAX_BYTES, 'a');
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *content = g_strconcat(HEAD, "[limits]\n", cases[i].limits, NULL);
		g_autoptr(DscPolicy) policy = good_policy_from(content);
		g_autofree char *message = g_strconcat(cases[i].start, filler, " end", NULL);
		g_autoptr(DscDecision) decision = dsc_policy_decide(
			policy, scan(engine, message), &(DscContext){ .setting = GROUP });
		g_test_message("%s after \"%s\"", cases[i].limits, cases[i].start);
		g_assert_true(dsc_decision_unproven(decision));
		g_assert_cmpint(dsc_report_limits(dsc_decision_report(decision)), ==,
				DSC_LIMIT_SIZE);
		g_assert_cmpstr(dsc_verdict_name(dsc_decision_verdict(decision)), ==,
				cases[i].verdict);
		/* What stands behind the limit may identify as well. */
		g_assert_null(dsc_decision_redact(decision, DSC_REDACTION_PLAIN));
		g_assert_null(dsc_decision_redact(decision, DSC_REDACTION_TEACHING));
	}
}

static void test_no_rules(void)
{
	static const struct {
		const char *limits, *verdict;
	} cases[] = {
		{ "", "hold" },
		{ "on-error=hold\n", "hold" },
		{ "on-error=pass\n", "pass" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *content = g_strconcat(HEAD, "[limits]\n", cases[i].limits, NULL);
		g_autoptr(DscPolicy) policy = good_policy_from(content);
		g_autoptr(DscDecision) decision =
			dsc_policy_decide(policy, NULL, &(DscContext){ .setting = GROUP });
		g_autoptr(GArray) families = dsc_decision_families(decision);
		g_autofree char *redacted = dsc_decision_redact(decision, DSC_REDACTION_PLAIN);
		g_assert_cmpstr(dsc_verdict_name(dsc_decision_verdict(decision)), ==,
				cases[i].verdict);
		g_assert_cmpint(dsc_decision_limits(decision), ==, DSC_LIMIT_RULES);
		g_assert_true(dsc_decision_unproven(decision));
		g_assert_null(dsc_decision_report(decision));
		g_assert_cmpuint(families->len, ==, 0);
		g_assert_null(redacted);
	}
}

/* rules/policy.conf says of itself that it changes nothing. */
static void test_shipped_file(void)
{
	g_autofree char *path =
		g_test_build_filename(G_TEST_DIST, "..", "rules", "policy.conf", NULL);
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscPolicy) shipped = dsc_policy_load(path, problems);
	assert_no_problems(problems);
	g_autoptr(DscPolicy) built_in = dsc_policy_new_default();
	for (gsize i = 0; i < G_N_ELEMENTS(all_marks); i++) {
		for (DscSetting setting = 0; setting < DSC_N_SETTINGS; setting++)
			g_assert_cmpstr(verdict_on(shipped, all_marks[i], setting), ==,
					verdict_on(built_in, all_marks[i], setting));
	}
	g_autofree char *long_message = too_long(" end");
	g_assert_cmpstr(verdict_on(shipped, long_message, GROUP), ==,
			verdict_on(built_in, long_message, GROUP));
	g_assert_cmpuint(dsc_policy_override_delay_ms(shipped), ==,
			 dsc_policy_override_delay_ms(built_in));
}

static void test_reasons(void)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (DscReason reason = 0; reason < DSC_N_REASONS; reason++) {
		g_assert_nonnull(dsc_reason_name(reason));
		g_assert_true(g_hash_table_add(seen, (char *)dsc_reason_name(reason)));
		g_assert_true(g_hash_table_add(seen, (char *)dsc_reason_label(reason)));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	engine = engine_of_data();
	g_test_add_func("/policy/verdicts", test_verdicts);
	g_test_add_func("/policy/names-of-anybody", test_names_of_anybody);
	g_test_add_func("/policy/buttons", test_buttons);
	g_test_add_func("/policy/each-finding", test_each_finding);
	g_test_add_func("/policy/doubtful", test_doubtful);
	g_test_add_func("/policy/families", test_families);
	g_test_add_func("/policy/redact", test_redact);
	g_test_add_func("/policy/not-proven-clean", test_not_proven_clean);
	g_test_add_func("/policy/no-rules", test_no_rules);
	g_test_add_func("/policy/shipped-file", test_shipped_file);
	g_test_add_func("/policy/reasons", test_reasons);
	int status = g_test_run();
	dsc_engine_unref(engine);
	return status;
}
