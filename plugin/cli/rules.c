/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "cli/explain.h"
#include "engine/index.h"

/* What a subcommand works on: its arguments, and the data folder as it was read. */
typedef struct {
	int argc;
	char **argv;
	const GOptionEntry *more; /* options of its own; NULL if none */
	gboolean jsonl;
	DscGuard *guard;
	GPtrArray *problems;
	GString *out;
} Task;

/* --- Loading -------------------------------------------------------------------------------- */

/* Returns: FALSE if there is nothing more to do */
static gboolean begin(Task *task, const char *arguments, const char *summary, DscOutput *output,
		      DscExit *status)
{
	g_autofree char *data = NULL;
	const GOptionEntry entries[] = {
		{ "data", 0, 0, G_OPTION_ARG_FILENAME, &data,
		  N_("Take rules and policy from FOLDER"), N_("FOLDER") },
		{ NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
	};
	g_autoptr(GOptionContext) context = g_option_context_new(arguments);
	g_option_context_set_summary(context, summary);
	g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
	if (task->more != NULL)
		g_option_context_add_main_entries(context, task->more, GETTEXT_PACKAGE);
	if (!dsc_cli_parse(context, &task->argc, &task->argv, output, status))
		return FALSE;
	int wanted = arguments == NULL ? 1 : 2;
	if (task->argc != wanted) {
		dsc_cli_complain(task->argc < wanted ? _("an argument is missing; see %s --help")
						     : _("too many arguments; see %s --help"),
				 g_get_prgname());
		*status = DSC_EXIT_TROUBLE;
		return FALSE;
	}
	g_autofree char *folder = dsc_cli_data_folder(data);
	task->guard = dsc_guard_new(folder, task->problems);
	task->out = dsc_output_buffer(output);
	return TRUE;
}

static void task_clear(Task *task)
{
	dsc_guard_free(task->guard);
	g_ptr_array_unref(task->problems);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Task, task_clear)

static Task task_of(int argc, char **argv)
{
	return (Task){ .argc = argc, .argv = argv, .problems = dsc_cli_problems_new() };
}

static const GPtrArray *all_rules(const Task *task)
{
	return dsc_rules_all(dsc_engine_rules(dsc_guard_engine(task->guard)));
}

/* Without any rule, "no faults" would be a lie. */
static gboolean has_rules(const Task *task)
{
	return dsc_guard_engine(task->guard) != NULL;
}

/* --- Subcommands ---------------------------------------------------------------------------- */

/* Faults are the answer here, so they go to standard output, one a line. */
static guint list_problems(const Task *task)
{
	for (guint i = 0; i < task->problems->len; i++)
		g_string_append_printf(task->out, "%s\n",
				       ((const GError *)task->problems->pdata[i])->message);
	return task->problems->len;
}

static DscExit lint(int argc, char **argv, DscOutput *output)
{
	g_auto(Task) task = task_of(argc, argv);
	DscExit status;
	if (!begin(&task, NULL, _("Prints every fault of every file, as FILE:LINE: what is wrong."),
		   output, &status))
		return status;
	if (has_rules(&task))
		dsc_engine_verify(dsc_guard_engine(task.guard), task.problems);
	if (list_problems(&task) > 0)
		return has_rules(&task) ? DSC_EXIT_FOUND : DSC_EXIT_TROUBLE;
	guint n_rules = all_rules(&task)->len;
	g_string_append_printf(task.out,
			       g_dngettext(GETTEXT_PACKAGE, "%u rule, no faults\n",
					   "%u rules, no faults\n", n_rules),
			       n_rules);
	return DSC_EXIT_FINE;
}

static guint count_cases(const GPtrArray *rules)
{
	guint n_cases = 0;
	for (guint i = 0; i < rules->len; i++)
		n_cases += ((const DscRule *)rules->pdata[i])->cases->len;
	return n_cases;
}

static guint count_failed_cases(const GPtrArray *problems)
{
	guint n_failed = 0;
	for (guint i = 0; i < problems->len; i++)
		n_failed +=
			g_error_matches(problems->pdata[i], DSC_RULES_ERROR, DSC_RULES_ERROR_CASE);
	return n_failed;
}

static DscExit test(int argc, char **argv, DscOutput *output)
{
	g_auto(Task) task = task_of(argc, argv);
	DscExit status;
	if (!begin(&task, NULL, _("Runs every rule's own cases."), output, &status))
		return status;
	if (has_rules(&task))
		dsc_engine_verify(dsc_guard_engine(task.guard), task.problems);
	guint n_problems = list_problems(&task);
	if (!has_rules(&task))
		return DSC_EXIT_TROUBLE;
	guint n_cases = count_cases(all_rules(&task));
	guint n_passed = n_cases - MIN(count_failed_cases(task.problems), n_cases);
	g_string_append_printf(task.out, _("%u of %u cases of %u rules pass\n"), n_passed, n_cases,
			       all_rules(&task)->len);
	return n_problems == 0 ? DSC_EXIT_FINE : DSC_EXIT_FOUND;
}

static int width_of_ids(const GPtrArray *rules)
{
	gsize width = 0;
	for (guint i = 0; i < rules->len; i++)
		width = MAX(width, strlen(((const DscRule *)rules->pdata[i])->id));
	return (int)width;
}

static void list_for_people(const GPtrArray *rules, GString *out)
{
	int width = width_of_ids(rules);
	for (guint i = 0; i < rules->len; i++) {
		const DscRule *rule = rules->pdata[i];
		char likelihood[G_ASCII_DTOSTR_BUF_SIZE];
		g_ascii_formatd(likelihood, sizeof likelihood, "%.2f", rule->likelihood);
		g_string_append_printf(out, "%-*s  %-11s  %-7s  %s  %-5s  %s\n", width, rule->id,
				       dsc_family_name(rule->family), dsc_type_name(rule->type),
				       likelihood, dsc_verdict_name(rule->ceiling), rule->title);
	}
}

static void list_for_programs(const GPtrArray *rules, GString *out)
{
	for (guint i = 0; i < rules->len; i++)
		dsc_explain_rule_jsonl(rules->pdata[i], out);
}

static DscExit list(int argc, char **argv, DscOutput *output)
{
	g_auto(Task) task = task_of(argc, argv);
	const GOptionEntry jsonl[] = {
		{ "jsonl", 0, 0, G_OPTION_ARG_NONE, &task.jsonl,
		  N_("Write one JSON object a line, with clauses, places and numbers of cases"),
		  NULL },
		{ NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
	};
	DscExit status;
	task.more = jsonl;
	if (!begin(&task, NULL,
		   _("Lists the rules in force: id, family, type, likelihood, action, title."),
		   output, &status))
		return status;
	dsc_cli_complain_all(task.problems);
	if (!has_rules(&task))
		return DSC_EXIT_TROUBLE;
	if (task.jsonl)
		list_for_programs(all_rules(&task), task.out);
	else
		list_for_people(all_rules(&task), task.out);
	return task.problems->len == 0 ? DSC_EXIT_FINE : DSC_EXIT_FOUND;
}

static DscExit explain(int argc, char **argv, DscOutput *output)
{
	g_auto(Task) task = task_of(argc, argv);
	DscExit status;
	if (!begin(&task, _("RULE"), _("Says all about one rule."), output, &status))
		return status;
	dsc_cli_complain_all(task.problems);
	if (!has_rules(&task))
		return DSC_EXIT_TROUBLE;
	const DscRules *rules = dsc_engine_rules(dsc_guard_engine(task.guard));
	const DscRule *rule = dsc_rules_find(rules, task.argv[1]);
	if (rule == NULL) {
		dsc_cli_complain(_("there is no rule \"%s\" in %s; discretion rules list names "
				   "them all"),
				 task.argv[1], dsc_guard_folder(task.guard));
		return DSC_EXIT_TROUBLE;
	}
	dsc_explain_rule(rule, task.out);
	return task.problems->len == 0 ? DSC_EXIT_FINE : DSC_EXIT_FOUND;
}

/* Where anything is wrong there is nothing to keep: an index says that its files have no fault. */
static DscExit make_index(int argc, char **argv, DscOutput *output)
{
	g_auto(Task) task = task_of(argc, argv);
	DscExit status;
	if (!begin(&task, NULL,
		   _("Works out ahead of time what a client would work out at every start, and "
		     "leaves it beside the rules."),
		   output, &status))
		return status;
	dsc_cli_complain_all(task.problems);
	if (!has_rules(&task) || task.problems->len > 0)
		return has_rules(&task) ? DSC_EXIT_FOUND : DSC_EXIT_TROUBLE;
	g_autofree char *path =
		g_build_filename(dsc_guard_folder(task.guard), DSC_INDEX_FILE, NULL);
	g_autoptr(GBytes) index = dsc_engine_pack_index(dsc_guard_engine(task.guard));
	g_autoptr(GError) error = NULL;
	if (g_file_set_contents(path, g_bytes_get_data(index, NULL),
				(gssize)g_bytes_get_size(index), &error))
		return DSC_EXIT_FINE;
	dsc_cli_complain(_("%s cannot be written: %s"), path, error->message);
	return DSC_EXIT_TROUBLE;
}

static DscExit validators(int argc, char **argv, DscOutput *output)
{
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_option_context_set_summary(context, _("Lists the checks that rules may name."));
	DscExit status;
	if (!dsc_cli_parse(context, &argc, &argv, output, &status))
		return status;
	for (const char *const *name = dsc_validator_names(); *name != NULL; name++)
		g_string_append_printf(dsc_output_buffer(output), "%s\n", *name);
	return DSC_EXIT_FINE;
}

static const DscCommand commands[] = {
	{ "lint", lint },	{ "test", test },	 { "list", list },
	{ "explain", explain }, { "index", make_index }, { "validators", validators },
	{ NULL, NULL },
};

DscExit dsc_cli_rules(int argc, char **argv, DscOutput *output)
{
	if (argc < 2) {
		dsc_cli_complain(_("say which: lint, test, list, explain, index or validators; see "
				   "discretion --help"));
		return DSC_EXIT_TROUBLE;
	}
	if (g_str_equal(argv[1], "--help") || g_str_equal(argv[1], "-h")) {
		g_string_append(dsc_output_buffer(output), dsc_cli_usage());
		return DSC_EXIT_FINE;
	}
	return dsc_cli_dispatch(commands, argc - 1, argv + 1, output);
}
