/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fixture.h"

#include <string.h>

#define HEAD "[policy]\nformat=1\n"

/* A data folder that a test may spoil. */
typedef struct {
	char *folder;
	GPtrArray *problems;
} Fixture;

static void copy_in(Fixture *fixture, const char *name)
{
	g_autofree char *from = g_test_build_filename(G_TEST_DIST, "policy", "data", name, NULL);
	g_autofree char *to = g_build_filename(fixture->folder, name, NULL);
	g_autofree char *content = NULL;
	g_autoptr(GError) error = NULL;
	g_file_get_contents(from, &content, NULL, &error);
	g_assert_no_error(error);
	write_file(to, content);
}

static void write_in(Fixture *fixture, const char *name, const char *content)
{
	g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
	write_file(path, content);
}

/* Writes a rule that finds @word; its case looks for "apple". */
static void write_rule(Fixture *fixture, const char *name, const char *word)
{
	g_autofree char *id = g_strndup(name, strcspn(name, "."));
	g_autofree char *content = g_strdup_printf("[ruleset]\nformat=1\nfamily=CONF\n"
						   "[rule:%s]\ntype=TERM\ncodes=TEST-1\n"
						   "pattern=%s\nlikelihood=0.9\ntitle=A word\n"
						   "explanation=It is a word.\nbetter=Leave it.\n"
						   "match.1=an [[apple]]\nnomatch.1=none\n",
						   id, word);
	write_in(fixture, name, content);
}

static void set_up(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	fixture->folder = temporary_folder();
	fixture->problems = problems_new();
	copy_in(fixture, "codes.conf");
	copy_in(fixture, "marks.rules");
}

static void tear_down(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	g_ptr_array_unref(fixture->problems);
	remove_folder(fixture->folder);
	g_free(fixture->folder);
}

static DscDecision *check(const DscGuard *guard, const char *message)
{
	return dsc_guard_check(guard, dsc_text_new(message, -1, DSC_FORMAT_PLAIN), NULL);
}

static const char *verdict_on(const DscGuard *guard, const char *message)
{
	g_autoptr(DscDecision) decision = check(guard, message);
	return dsc_verdict_name(dsc_decision_verdict(decision));
}

static void test_loads(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	g_autoptr(DscGuard) guard = dsc_guard_new(fixture->folder, fixture->problems);
	assert_no_problems(fixture->problems);
	g_assert_false(dsc_guard_is_degraded(guard));
	g_assert_cmpstr(dsc_guard_folder(guard), ==, fixture->folder);
	g_assert_nonnull(dsc_guard_policy(guard));
	g_assert_cmpstr(verdict_on(guard, "a highmark"), ==, "hold");
	g_assert_cmpstr(verdict_on(guard, "nothing"), ==, "pass");
	g_assert_true(dsc_guard_reload(guard, fixture->problems));
	assert_no_problems(fixture->problems);
}

/* The file of the folder is the policy in force, and a new one comes with a reload. */
static void test_policy_of_folder(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	write_in(fixture, "policy.conf", HEAD "action=hint\n");
	g_autoptr(DscGuard) guard = dsc_guard_new(fixture->folder, fixture->problems);
	g_assert_cmpstr(verdict_on(guard, "a highmark"), ==, "hint");
	write_in(fixture, "policy.conf", HEAD "action=pass\n");
	g_assert_cmpstr(verdict_on(guard, "a highmark"), ==, "hint");
	g_assert_true(dsc_guard_reload(guard, fixture->problems));
	assert_no_problems(fixture->problems);
	g_assert_cmpstr(verdict_on(guard, "a highmark"), ==, "pass");
}

/* Every way to spoil a folder leaves the last good set in force, policy and rules alike. */
static void test_last_good_set_stays(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	static const struct {
		const char *file, *content, *expected;
	} cases[] = {
		{ "marks.rules", "nonsense\n", "marks.rules:1:" },
		{ "marks.rules", "", "marks.rules:1: the file holds no rule" },
		{ "codes.conf", "[code:TEST-1]\n", "codes.conf:1:" },
		{ "policy.conf", HEAD "action=halt\n", "policy.conf:3:" },
		{ "more.rules", "[ruleset]\nformat=1\nfamily=NONE\n", "more.rules:3:" },
	};
	write_in(fixture, "policy.conf", HEAD "action=hint\n");
	g_autoptr(DscGuard) guard = dsc_guard_new(fixture->folder, fixture->problems);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		DscEngine *engine = dsc_guard_engine(guard);
		const DscPolicy *policy = dsc_guard_policy(guard);
		g_autofree char *path = g_build_filename(fixture->folder, cases[i].file, NULL);
		g_autofree char *good = NULL;
		g_file_get_contents(path, &good, NULL, NULL);
		write_file(path, cases[i].content);

		g_autoptr(GPtrArray) problems = problems_new();
		g_assert_false(dsc_guard_reload(guard, problems));
		g_autofree char *all = problems_join(problems);
		if (strstr(all, cases[i].expected) == NULL)
			g_error("\"%s\" is missing in: %s", cases[i].expected, all);
		g_assert_true(dsc_guard_engine(guard) == engine);
		g_assert_true(dsc_guard_policy(guard) == policy);
		g_assert_false(dsc_guard_is_degraded(guard));
		g_assert_cmpstr(verdict_on(guard, "a highmark"), ==, "hint");

		if (good != NULL)
			write_file(path, good);
		else
			g_assert_cmpint(g_remove(path), ==, 0);
		g_assert_true(dsc_guard_reload(guard, problems));
	}
}

/* A reload runs the rules' own cases; a rule that does not find its example stays out. */
static void test_reload_runs_cases(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	write_rule(fixture, "fruit.rules", "apple");
	g_autoptr(DscGuard) guard = dsc_guard_new(fixture->folder, fixture->problems);
	assert_no_problems(fixture->problems);
	g_assert_cmpstr(verdict_on(guard, "a pear"), ==, "pass");
	write_rule(fixture, "fruit.rules", "pear");
	g_assert_false(dsc_guard_reload(guard, fixture->problems));
	g_assert_cmpuint(fixture->problems->len, ==, 1);
	g_assert_error((GError *)fixture->problems->pdata[0], DSC_RULES_ERROR,
		       DSC_RULES_ERROR_CASE);
	g_assert_cmpstr(verdict_on(guard, "a pear"), ==, "pass");
	g_assert_cmpstr(verdict_on(guard, "an apple"), ==, "hold");
}

/* Begins a reload and drops it after @n_steps. */
static void drop_after(DscGuard *guard, guint n_steps)
{
	g_autoptr(DscReload) reload = dsc_reload_new(guard);
	for (guint i = 0; i < n_steps; i++)
		g_assert_true(dsc_reload_step(reload, 0));
}

/* Bit by bit the same comes out; until the end, and when it is dropped, nothing changes. */
static void test_reload_in_steps(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	g_autoptr(DscGuard) guard = dsc_guard_new(fixture->folder, fixture->problems);
	write_in(fixture, "policy.conf", HEAD "action=hint\n");
	write_rule(fixture, "fruit.rules", "apple");
	DscEngine *engine = dsc_guard_engine(guard);
	const DscPolicy *policy = dsc_guard_policy(guard);
	DscReload *reload = dsc_reload_new(guard);
	guint n_steps = 1;
	for (; dsc_reload_step(reload, 0); n_steps++) {
		g_assert_true(dsc_guard_engine(guard) == engine);
		g_assert_true(dsc_guard_policy(guard) == policy);
	}
	g_assert_cmpuint(n_steps, >, 10);
	for (guint i = 0; i < n_steps; i++)
		drop_after(guard, i);
	g_assert_cmpstr(verdict_on(guard, "an apple"), ==, "pass");
	g_assert_true(dsc_reload_finish(reload, fixture->problems));
	assert_no_problems(fixture->problems);
	g_assert_cmpstr(verdict_on(guard, "an apple"), ==, "hint");
}

/* One that is finished early is tried to the end all the same. */
static void test_reload_finished_early(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	write_rule(fixture, "fruit.rules", "apple");
	g_autoptr(DscGuard) guard = dsc_guard_new(fixture->folder, fixture->problems);
	write_rule(fixture, "fruit.rules", "pear");
	DscReload *reload = dsc_reload_new(guard);
	g_assert_true(dsc_reload_step(reload, 0));
	g_assert_false(dsc_reload_finish(reload, fixture->problems));
	g_assert_cmpuint(fixture->problems->len, ==, 1);
	g_autofree char *all = problems_join(fixture->problems);
	g_assert_nonnull(strstr(all, "fruit.rules:12: fruit: "));
	g_assert_cmpstr(verdict_on(guard, "a pear"), ==, "pass");
}

/* With no good set to keep, files without fault are used until a good set comes; what they do not
 * find is not proven clean. */
static void test_degraded(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	write_in(fixture, "bad.rules", "nonsense\n");
	g_autoptr(DscGuard) guard = dsc_guard_new(fixture->folder, fixture->problems);
	g_assert_cmpuint(fixture->problems->len, >=, 1);
	g_assert_true(dsc_guard_is_degraded(guard));
	g_assert_cmpstr(verdict_on(guard, "a highmark"), ==, "hold");
	g_assert_cmpstr(verdict_on(guard, "a blockmark"), ==, "block");
	g_assert_cmpstr(verdict_on(guard, "an apple"), ==, "hold");
	g_autoptr(DscDecision) decision = check(guard, "an apple, a highmark");
	g_assert_cmpint(dsc_decision_limits(decision), ==, DSC_LIMIT_RULES);
	g_assert_true(dsc_decision_unproven(decision));
	g_assert_cmpuint(dsc_report_findings(dsc_decision_report(decision))->len, ==, 1);
	g_assert_null(dsc_decision_redact(decision, DSC_REDACTION_PLAIN));

	g_assert_false(dsc_guard_reload(guard, fixture->problems));
	g_assert_true(dsc_guard_is_degraded(guard));
	g_assert_cmpstr(verdict_on(guard, "a pear"), ==, "hold");

	write_rule(fixture, "bad.rules", "apple");
	g_assert_true(dsc_guard_reload(guard, fixture->problems));
	g_assert_false(dsc_guard_is_degraded(guard));
	g_assert_cmpstr(verdict_on(guard, "an apple"), ==, "hold");
	g_assert_cmpstr(verdict_on(guard, "a pear"), ==, "pass");
}

/* Whatever cannot be loaded wholly, on-error says what happens, and the hold may be overridden as
 * the policy allows. */
static void test_degraded_policy(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	static const struct {
		const char *file, *content, *policy, *verdict;
		DscOverride override;
	} cases[] = {
		{ "bad.rules", "nonsense\n", "", "hold", DSC_OVERRIDE_REASON },
		{ "bad.rules", "", "", "hold", DSC_OVERRIDE_REASON },
		{ "bad.rules", "# nothing\n", "[limits]\non-error=hold\n", "hold",
		  DSC_OVERRIDE_REASON },
		{ "bad.rules", "", "[override]\nallowed=urgent\n", "hold", DSC_OVERRIDE_URGENT },
		{ "bad.rules", "", "[limits]\non-error=pass\n", "pass", DSC_OVERRIDE_REASON },
		{ "policy.conf", HEAD "action=halt\n", NULL, "hold", DSC_OVERRIDE_REASON },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *policy = g_strconcat(HEAD, cases[i].policy, NULL);
		write_in(fixture, "policy.conf", policy);
		write_in(fixture, cases[i].file, cases[i].content);
		g_autoptr(DscGuard) guard = dsc_guard_new(fixture->folder, fixture->problems);
		g_autoptr(DscDecision) decision = check(guard, "nothing");
		g_test_message("%s: \"%s\", %s", cases[i].file, cases[i].content, policy);
		g_assert_cmpint(dsc_decision_limits(decision), ==, DSC_LIMIT_RULES);
		g_assert_cmpstr(dsc_verdict_name(dsc_decision_verdict(decision)), ==,
				cases[i].verdict);
		g_assert_cmpint(dsc_decision_override(decision), ==, cases[i].override);
		g_assert_cmpstr(verdict_on(guard, "a blockmark"), ==, "block");
		write_rule(fixture, "bad.rules", "apple");
	}
}

/* Without any rule nothing is proven clean, so everything waits. */
static void test_no_rules(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	write_in(fixture, "marks.rules", "nonsense\n");
	g_autoptr(DscGuard) guard = dsc_guard_new(fixture->folder, fixture->problems);
	g_assert_true(dsc_guard_is_degraded(guard));
	g_assert_null(dsc_guard_engine(guard));
	g_autoptr(DscDecision) decision = check(guard, "nothing");
	g_assert_cmpint(dsc_decision_verdict(decision), ==, DSC_VERDICT_HOLD);
	g_assert_true(dsc_decision_unproven(decision));
	g_assert_null(dsc_decision_report(decision));

	copy_in(fixture, "marks.rules");
	g_autofree char *bad = g_build_filename(fixture->folder, "bad.rules", NULL);
	write_file(bad, "nonsense\n");
	g_assert_false(dsc_guard_reload(guard, fixture->problems));
	g_assert_true(dsc_guard_is_degraded(guard));
	g_assert_cmpstr(verdict_on(guard, "nothing"), ==, "hold");
	g_assert_cmpstr(verdict_on(guard, "a blockmark"), ==, "block");

	g_assert_cmpint(g_remove(bad), ==, 0);
	g_assert_true(dsc_guard_reload(guard, fixture->problems));
	g_assert_cmpstr(verdict_on(guard, "nothing"), ==, "pass");
}

static void test_missing_folder(void)
{
	g_autoptr(GPtrArray) problems = problems_new();
	g_autoptr(DscGuard) guard = dsc_guard_new("/nonexistent", problems);
	g_assert_cmpuint(problems->len, >=, 1);
	g_assert_true(dsc_guard_is_degraded(guard));
	g_assert_cmpstr(verdict_on(guard, "nothing"), ==, "hold");
}

/* Every byte of the set that made a decision lives as long as the decision. */
static void test_decisions_outlive_reload(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	DscGuard *guard = dsc_guard_new(fixture->folder, fixture->problems);
	g_autoptr(DscDecision) decision = check(guard, "a highmark here");
	write_in(fixture, "marks.rules", "");
	write_rule(fixture, "marks.rules", "apple");
	g_assert_true(dsc_guard_reload(guard, fixture->problems));
	g_assert_cmpstr(verdict_on(guard, "a highmark here"), ==, "pass");
	dsc_guard_free(guard);

	const GPtrArray *findings = dsc_report_findings(dsc_decision_report(decision));
	g_assert_cmpuint(findings->len, ==, 1);
	const DscFinding *finding = findings->pdata[0];
	g_assert_cmpstr(finding->rule->title, ==, "High mark");
	const DscCode *code = finding->rule->codes->pdata[0];
	g_assert_cmpstr(code->id, ==, "TEST-1");
	g_autofree char *redacted = dsc_decision_redact(decision, DSC_REDACTION_PLAIN);
	g_assert_cmpstr(redacted, ==, "a [high] here");
}

static void test_data_folder(void)
{
	static const struct {
		const char *value, *folder;
	} cases[] = {
		{ "/srv/discretion", "/srv/discretion" },
		{ "", DSC_DATADIR },
		{ NULL, DSC_DATADIR },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		if (cases[i].value != NULL)
			g_setenv("DISCRETION_DATA", cases[i].value, TRUE);
		else
			g_unsetenv("DISCRETION_DATA");
		g_autofree char *folder = dsc_guard_data_folder();
		g_assert_cmpstr(folder, ==, cases[i].folder);
	}
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(Fixture *, gconstpointer);
	} tests[] = {
		{ "/guard/loads", test_loads },
		{ "/guard/policy-of-folder", test_policy_of_folder },
		{ "/guard/last-good-set-stays", test_last_good_set_stays },
		{ "/guard/reload-runs-cases", test_reload_runs_cases },
		{ "/guard/reload-in-steps", test_reload_in_steps },
		{ "/guard/reload-finished-early", test_reload_finished_early },
		{ "/guard/degraded", test_degraded },
		{ "/guard/degraded-policy", test_degraded_policy },
		{ "/guard/no-rules", test_no_rules },
		{ "/guard/decisions-outlive-reload", test_decisions_outlive_reload },
	};
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
	g_test_add_func("/guard/missing-folder", test_missing_folder);
	g_test_add_func("/guard/data-folder", test_data_folder);
	return g_test_run();
}
