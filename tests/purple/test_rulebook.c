/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "purple/core.h"
#include "purple/rulebook.h"
#include "world.h"

#define SECRET "MRN 0061-2748"

static void write_rules(const char *from, const char *to)
{
	g_autofree char *path = g_build_filename(world.data, "conf.rules", NULL);
	g_autofree char *rules = NULL;

	g_assert_true(g_file_get_contents(path, &rules, NULL, NULL));
	g_auto(GStrv) parts = g_strsplit(rules, from, -1);
	g_autofree char *changed = g_strjoinv(to, parts);
	g_assert_cmpstr(rules, !=, changed);
	g_assert_true(g_file_set_contents(path, changed, -1, NULL));
}

static gboolean something_noticed(void)
{
	return notes.notices->len > 0;
}

static gboolean noticed_twice(void)
{
	return notes.notices->len > 1;
}

/* The watch sees the fault, says so, and what was good goes on holding. */
static void test_broken_and_mended(void)
{
	write_rules("type=ID\n", "type=ID\nlikelyhood=1\n");
	g_assert_true(world_wait(something_noticed));
	g_assert_cmpuint(noticed("conf.rules:"), ==, 1);
	g_assert_cmpuint(noticed("likelyhood"), ==, 1);
	say(world.im, SECRET);
	assert_wire("");
	g_assert_cmpstr(dsc_held_message(shown()), ==, SECRET);

	write_rules("type=ID\nlikelyhood=1\n", "type=ID\n");
	g_assert_true(world_wait(noticed_twice));
	g_assert_cmpuint(noticed("in order again"), ==, 1);
	g_assert_cmpuint(notes.notices->len, ==, 2);
}

/* An update may put another folder in the place of the old one. */
static void test_away_and_back(void)
{
	g_autofree char *away = g_strconcat(world.data, ".away", NULL);

	g_assert_cmpint(g_rename(world.data, away), ==, 0);
	g_assert_true(world_wait(something_noticed));
	say(world.im, SECRET);
	assert_wire("");
	g_assert_cmpstr(dsc_held_message(shown()), ==, SECRET);

	g_assert_cmpint(g_rename(away, world.data), ==, 0);
	g_assert_true(world_wait(noticed_twice));
	g_assert_cmpuint(noticed("in order again"), ==, 1);
}

/* A rule that fails its own case is as bad as one that cannot be read. */
static void test_failing_case(void)
{
	write_rules("match.1=MRN [[0061-2748]] for CT", "match.1=MRN [[0061]] for CT");
	g_assert_true(world_wait(something_noticed));
	say(world.im, SECRET);
	shown();
	assert_wire("");
}

/* With no good set before, the files without fault serve, and that is said. */
static void test_broken_at_start(void)
{
	g_assert_true(purple_plugin_unload(world.plugin));
	write_rules("type=ID\n", "type=NONSENSE\n");
	g_assert_true(purple_plugin_load(world.plugin));
	g_assert_true(world_wait(something_noticed));
	g_assert_cmpuint(noticed("Only the files without a fault"), ==, 1);
	g_assert_cmpuint(noticed("NONSENSE"), ==, 1);

	write_rules("type=NONSENSE\n", "type=ID\n");
	g_assert_true(world_wait(noticed_twice));
	g_assert_cmpuint(noticed("in order again"), ==, 1);
	say(world.im, SECRET);
	shown();
}

/* Where one file of several is lost, what the others do not find waits all the same. */
static void test_partly_broken_at_start(void)
{
	g_autofree char *path = g_build_filename(world.data, "lost.rules", NULL);

	g_assert_true(purple_plugin_unload(world.plugin));
	g_assert_true(g_file_set_contents(path, "", -1, NULL));
	g_assert_true(purple_plugin_load(world.plugin));
	say(world.im, "good morning");
	assert_wire("");
	g_assert_cmpstr(dsc_held_message(shown()), ==, "good morning");
	g_assert_cmpint(dsc_decision_limits(dsc_held_decision(shown())), ==, DSC_LIMIT_RULES);
	g_assert_true(world_wait(something_noticed));
	g_assert_cmpuint(noticed("no message is proven clean"), ==, 1);
	g_assert_cmpuint(noticed("lost.rules:1: "), ==, 1);

	g_assert_cmpint(g_remove(path), ==, 0);
	g_assert_true(world_wait(noticed_twice));
	g_assert_cmpuint(noticed("in order again"), ==, 1);
}

static gboolean umbrella_is_held(void)
{
	g_autoptr(DscDecision) decision = dsc_core_check(world.im, "umbrella", DSC_FORMAT_HTML);

	return dsc_decision_verdict(decision) == DSC_VERDICT_HOLD;
}

static void test_changed(void)
{
	g_assert_false(umbrella_is_held());
	write_rules("gossip", "umbrella");
	g_assert_true(world_wait(umbrella_is_held));
	g_assert_cmpuint(notes.notices->len, ==, 0);
}

/* What was decided stays readable although its rules are gone. */
static void test_held_over_reload(void)
{
	say(world.im, SECRET);
	write_rules("gossip", "umbrella");
	g_assert_true(world_wait(umbrella_is_held));
	const DscReport *report = dsc_decision_report(dsc_held_decision(shown()));
	const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), 0);
	g_assert_cmpstr(finding->rule->id, ==, "t-record");
}

/* A queued message is read by the rules of its turn. */
static void test_queued_over_reload(void)
{
	say(world.im, SECRET);
	say(world.im, "umbrella");
	write_rules("gossip", "umbrella");
	g_assert_true(world_wait(umbrella_is_held));
	g_assert_true(dsc_held_send_redacted(shown(), "for CT"));
	assert_wire("bob: for CT\n");
	g_assert_cmpstr(dsc_held_message(shown()), ==, "umbrella");
}

static void run_action(const char *label)
{
	GList *actions = world.plugin->info->actions(world.plugin, NULL);
	gboolean found = FALSE;

	for (GList *l = actions; l != NULL; l = l->next) {
		PurplePluginAction *action = l->data;
		if (strcmp(action->label, label) == 0) {
			found = TRUE;
			action->callback(action);
		}
		purple_plugin_action_free(action);
	}
	g_list_free(actions);
	g_assert_true(found);
}

static gboolean nonsense_noticed(void)
{
	return noticed("NONSENSE") > 0;
}

/* The watch may see the change after the action has read it, and then reads it once more. */
static gboolean fault_described(void)
{
	g_autofree char *text = dsc_rulebook_describe();

	return strstr(text, "have a fault; choose") != NULL;
}

static void test_actions(void)
{
	run_action("About the rules in force");
	g_assert_cmpuint(noticed("7 rules are in force"), ==, 1);
	g_assert_cmpuint(noticed(world.data), ==, 1);
	run_action("Reload rules");
	g_assert_true(world_wait(noticed_twice));
	g_assert_cmpuint(noticed("read again"), ==, 1);
	run_action("Unsent messages");
	g_assert_cmpuint(noticed("There are none"), ==, 1);

	write_rules("type=ID\n", "type=NONSENSE\n");
	run_action("Reload rules");
	g_assert_true(world_wait(nonsense_noticed));
	g_assert_true(world_wait(fault_described));
	run_action("About the rules in force");
	g_assert_cmpuint(noticed("have a fault; choose"), ==, 1);
}

/* --- Reading many rules ------------------------------------------------------------------- */

/* So many that trying them all takes much longer than the main loop is kept at once. */
#define N_MANY 300

/* A loop that turns more often than this without an end stands still in another way. */
#define MAX_TURNS 1000000

static guint n_done;

static void count_done(gboolean in_force)
{
	g_assert_true(in_force);
	n_done++;
}

static void write_many(void)
{
	g_autofree char *path = g_build_filename(world.data, "many.rules", NULL);
	g_autoptr(GString) rules = g_string_new("[ruleset]\nformat=1\nfamily=CONF\n");

	for (guint i = 0; i < N_MANY; i++)
		g_string_append_printf(
			rules,
			"[rule:t-many-%u]\ntype=ID\ncodes=T-1\npattern=(?:\\p{L}{1,20} "
			"){1,3}ward-%u\n"
			"likelihood=0.9\ntitle=Number\nexplanation=It leads to one patient.\n"
			"better=Leave it out.\nmatch.1=she waits for her [[new hip on "
			"ward-%u]]\nnomatch.1=%u\n",
			i, i, i, i);
	g_assert_true(g_file_set_contents(path, rules->str, -1, NULL));
}

static void remove_many(void)
{
	g_autofree char *path = g_build_filename(world.data, "many.rules", NULL);

	g_assert_cmpint(g_remove(path), ==, 0);
}

/* Has many rules read anew, and stops after the first turns, long before the end. */
static void begin_many(void)
{
	n_done = 0;
	g_assert_true(world_reload());
	write_many();
	write_rules("gossip", "umbrella");
	dsc_rulebook_reload(count_done);
	for (guint i = 0; i < 3; i++)
		g_main_context_iteration(NULL, TRUE);
	g_assert_cmpuint(n_done, ==, 0);
}

static guint turn_until_done(void)
{
	guint n_turns = 0;

	while (n_done == 0 && n_turns++ < MAX_TURNS)
		g_main_context_iteration(NULL, TRUE);
	g_assert_cmpuint(n_done, ==, 1);
	return n_turns;
}

/* What was good is in force until all rules are tried, and the client goes on meanwhile. */
static void test_goes_on_meanwhile(void)
{
	begin_many();
	g_assert_false(umbrella_is_held());
	say(world.im, SECRET);
	g_assert_cmpstr(dsc_held_message(shown()), ==, SECRET);
	run_action("About the rules in force");
	g_assert_cmpuint(noticed("are being read"), ==, 1);
	g_assert_cmpuint(n_done, ==, 0);
	g_assert_cmpuint(turn_until_done(), >=, 5);
	g_assert_true(umbrella_is_held());
	remove_many();
}

/* Begun anew, only what was read last comes into force, and is said to be so once. */
static void test_begun_anew(void)
{
	begin_many();
	write_rules("umbrella", "parasol");
	dsc_rulebook_reload(count_done);
	while (n_done == 0) {
		g_assert_false(umbrella_is_held());
		g_main_context_iteration(NULL, TRUE);
	}
	g_assert_cmpuint(n_done, ==, 1);
	g_assert_false(umbrella_is_held());
	g_autoptr(DscDecision) decision = dsc_core_check(world.im, "parasol", DSC_FORMAT_HTML);
	g_assert_cmpint(dsc_decision_verdict(decision), ==, DSC_VERDICT_HOLD);
	remove_many();
}

/* Nothing of it is left when the plugin goes. */
static void test_unloaded_meanwhile(void)
{
	begin_many();
	g_assert_true(purple_plugin_unload(world.plugin));
	world_settle();
	g_assert_cmpuint(n_done, ==, 0);
	remove_many();
}

static void add_tests(void)
{
	world_add("/rulebook/broken-and-mended", test_broken_and_mended);
	world_add("/rulebook/away-and-back", test_away_and_back);
	world_add("/rulebook/failing-case", test_failing_case);
	world_add("/rulebook/broken-at-start", test_broken_at_start);
	world_add("/rulebook/partly-broken-at-start", test_partly_broken_at_start);
	world_add("/rulebook/changed", test_changed);
	world_add("/rulebook/held-over-reload", test_held_over_reload);
	world_add("/rulebook/queued-over-reload", test_queued_over_reload);
	world_add("/rulebook/actions", test_actions);
	world_add("/rulebook/goes-on-meanwhile", test_goes_on_meanwhile);
	world_add("/rulebook/begun-anew", test_begun_anew);
	world_add("/rulebook/unloaded-meanwhile", test_unloaded_meanwhile);
}

int main(int argc, char **argv)
{
	return world_run(argc, argv, add_tests);
}
