/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>
#include <glib/gprintf.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "engine/keyfile.h"

static const DscCommand commands[] = {
	{ "check", dsc_cli_check },
	{ "explain", dsc_cli_explain },
	{ "rules", dsc_cli_rules },
	{ NULL, NULL },
};

const char *dsc_cli_usage(void)
{
	return _("Usage:\n"
		 "  discretion check [OPTION…] [TEXT…]    say what a message gives away\n"
		 "  discretion check --jsonl              the same for a stream of JSON lines\n"
		 "  discretion explain [OPTION…] [TEXT…]  why: everything that may be a finding\n"
		 "  discretion rules lint                 every fault of every file\n"
		 "  discretion rules test                 every rule's own cases\n"
		 "  discretion rules index                make what lets clients start fast\n"
		 "  discretion rules list                 what is in force\n"
		 "  discretion rules explain RULE         all about one rule\n"
		 "  discretion rules validators           checks that rules may name\n"
		 "\n"
		 "Each takes --help. Without TEXT, a message is read from standard input.\n"
		 "Exit status: 0 nothing to stop for, 1 something found, 2 trouble.\n");
}

void dsc_cli_complain(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *what = g_strdup_vprintf(format, args);
	va_end(args);
	g_fprintf(stderr, "discretion: %s\n", what);
}

void dsc_cli_complain_all(const GPtrArray *problems)
{
	for (guint i = 0; i < problems->len; i++)
		dsc_cli_complain("%s", ((const GError *)problems->pdata[i])->message);
}

GPtrArray *dsc_cli_problems_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
}

char *dsc_cli_data_folder(const char *given)
{
	return given != NULL ? g_strdup(given) : dsc_guard_data_folder();
}

gboolean dsc_cli_parse(GOptionContext *context, int *argc, char ***argv, DscOutput *output,
		       DscExit *status)
{
	gboolean help = FALSE;
	const GOptionEntry entries[] = {
		{ "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Say what can be asked for"), NULL },
		{ NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
	};
	g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
	g_option_context_set_help_enabled(context, FALSE);
	g_autoptr(GError) error = NULL;
	if (!g_option_context_parse(context, argc, argv, &error)) {
		dsc_cli_complain(_("%s; see %s --help"), error->message, g_get_prgname());
		*status = DSC_EXIT_TROUBLE;
		return FALSE;
	}
	if (help) {
		g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
		g_string_append(dsc_output_buffer(output), text);
		*status = DSC_EXIT_FINE;
		return FALSE;
	}
	/* GOption leaves "--" where what follows looks like an option. */
	if (*argc > 1 && g_str_equal((*argv)[1], "--")) {
		(*argv)[1] = (*argv)[0];
		(*argc)--;
		(*argv)++;
	}
	return TRUE;
}

static const char *nearest(const DscCommand *table, const char *word)
{
	const char *names[8] = { NULL };
	for (gsize i = 0; table[i].name != NULL && i + 1 < G_N_ELEMENTS(names); i++)
		names[i] = table[i].name;
	return dsc_keyfile_nearest(word, names);
}

DscExit dsc_cli_dispatch(const DscCommand *table, int argc, char **argv, DscOutput *output)
{
	for (const DscCommand *command = table; command->name != NULL; command++) {
		if (g_str_equal(command->name, argv[0])) {
			g_autofree char *full =
				g_strconcat(g_get_prgname(), " ", command->name, NULL);
			g_set_prgname(full);
			return command->run(argc, argv, output);
		}
	}
	const char *meant = nearest(table, argv[0]);
	if (meant != NULL)
		dsc_cli_complain(_("there is no command \"%s\"; did you mean \"%s\"?"), argv[0],
				 meant);
	else
		dsc_cli_complain(_("there is no command \"%s\"; see discretion --help"), argv[0]);
	return DSC_EXIT_TROUBLE;
}

static DscExit run(int argc, char **argv, DscOutput *output)
{
	static const char *const help_words[] = { "--help", "-h", "help", NULL };
	static const char *const version_words[] = { "--version", "-V", "version", NULL };
	if (argc < 2) {
		g_fprintf(stderr, "%s", dsc_cli_usage());
		return DSC_EXIT_TROUBLE;
	}
	if (g_strv_contains(help_words, argv[1])) {
		g_string_append(dsc_output_buffer(output), dsc_cli_usage());
		return DSC_EXIT_FINE;
	}
	if (g_strv_contains(version_words, argv[1])) {
		g_string_append(dsc_output_buffer(output), "discretion " DSC_VERSION "\n");
		return DSC_EXIT_FINE;
	}
	return dsc_cli_dispatch(commands, argc - 1, argv + 1, output);
}

static void set_language(void)
{
	setlocale(LC_ALL, "");
	const char *data = g_getenv("DISCRETION_DATA");
	g_autofree char *locales = data != NULL && *data != '\0'
					   ? g_build_filename(data, "locale", NULL)
					   : g_strdup(DSC_LOCALEDIR);
	bindtextdomain(GETTEXT_PACKAGE, locales);
	bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
}

int main(int argc, char **argv)
{
	set_language();
	g_set_prgname("discretion");
	/* A reader that goes away is a write that fails, and reported as one. */
	signal(SIGPIPE, SIG_IGN);

	g_autoptr(DscOutput) output = dsc_output_new(STDOUT_FILENO);
	DscExit status = run(argc, argv, output);
	if (!dsc_output_flush(output)) {
		dsc_cli_complain(_("standard output cannot be written: %s"),
				 g_strerror(dsc_output_errno(output)));
		return DSC_EXIT_TROUBLE;
	}
	return status;
}
