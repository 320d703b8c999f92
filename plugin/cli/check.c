/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "cli/check.h"

/* More than the engine reads, and no message that a person writes. */
#define MAX_MESSAGE_BYTES (1024 * 1024)
#define READ_BYTES	  (64 * 1024)

typedef struct {
	gboolean explain;
	gboolean jsonl;
	gboolean generalise;
	char *setting;
	char *format;
	char *colour;
	char *data;
} Options;

static void options_clear(Options *options)
{
	g_free(options->setting);
	g_free(options->format);
	g_free(options->colour);
	g_free(options->data);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

gboolean dsc_format_from_name(const char *name, DscFormat *format)
{
	if (g_str_equal(name, "plain"))
		*format = DSC_FORMAT_PLAIN;
	else if (g_str_equal(name, "html"))
		*format = DSC_FORMAT_HTML;
	else
		return FALSE;
	return TRUE;
}

/* --- Options -------------------------------------------------------------------------------- */

static const char *summary(gboolean explain)
{
	if (explain)
		return _(
			"Says of everything in a message that may be a finding, also of what leads "
			"to nothing,\nwhy it is one and why it leads to what it does.\n"
			"Without TEXT the message is read from standard input.");
	return _("Says what a message gives away, why it matters and how to put it "
		 "better.\nWithout TEXT the message is read from standard input.");
}

static gboolean parse_options(int *argc, char ***argv, Options *options, DscOutput *output,
			      DscExit *status)
{
	const GOptionEntry entries[] = {
		{ "jsonl", 0, 0, G_OPTION_ARG_NONE, &options->jsonl,
		  N_("Read JSON objects from standard input, one a line, and answer each"), NULL },
		{ "generalise", 0, 0, G_OPTION_ARG_NONE, &options->generalise,
		  N_("Redact for teaching: ages by decade, dates as days of the story"), NULL },
		{ "setting", 0, 0, G_OPTION_ARG_STRING, &options->setting,
		  N_("Who listens: direct, group-chat (the default) or public-room"),
		  N_("SETTING") },
		{ "format", 0, 0, G_OPTION_ARG_STRING, &options->format,
		  N_("How to read it: plain (the default) or html"), N_("FORMAT") },
		{ "data", 0, 0, G_OPTION_ARG_FILENAME, &options->data,
		  N_("Take rules and policy from FOLDER"), N_("FOLDER") },
		{ "color", 0, 0, G_OPTION_ARG_STRING, &options->colour,
		  N_("Mark with colours: auto (the default), always or never"), N_("WHEN") },
		{ NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
	};
	g_autoptr(GOptionContext) context = g_option_context_new(_("[TEXT…]"));
	g_option_context_set_summary(context, summary(options->explain));
	g_option_context_set_description(
		context,
		_("Exit status: 0 if the message may leave, 1 if it would be held or blocked, "
		  "2 on trouble.\n"));
	g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
	return dsc_cli_parse(context, argc, argv, output, status);
}

static gboolean use_options(const Options *options, DscCheck *check)
{
	check->explain = options->explain;
	check->setting = DSC_SETTING_GROUP_CHAT;
	check->format = DSC_FORMAT_PLAIN;
	check->teaching = options->generalise;
	if (options->setting != NULL && !dsc_setting_from_name(options->setting, &check->setting)) {
		dsc_cli_complain(_("--setting=%s is none of direct, group-chat, public-room"),
				 options->setting);
		return FALSE;
	}
	if (options->format != NULL && !dsc_format_from_name(options->format, &check->format)) {
		dsc_cli_complain(_("--format=%s is neither plain nor html"), options->format);
		return FALSE;
	}
	return TRUE;
}

/* https://no-color.org: any value but an empty one says no. */
static gboolean wants_colour(const char *when, DscOutput *output, gboolean *colour)
{
	const char *no_color = g_getenv("NO_COLOR");
	if (when == NULL || g_str_equal(when, "auto"))
		*colour = dsc_output_is_terminal(output) && (no_color == NULL || *no_color == '\0');
	else if (g_str_equal(when, "always"))
		*colour = TRUE;
	else if (g_str_equal(when, "never"))
		*colour = FALSE;
	else {
		dsc_cli_complain(_("--color=%s is none of auto, always, never"), when);
		return FALSE;
	}
	return TRUE;
}

/* --- One message ---------------------------------------------------------------------------- */

static GString *read_all(int fd)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *chunk = g_malloc(READ_BYTES);
	while (text->len <= MAX_MESSAGE_BYTES) {
		gssize got = read(fd, chunk, READ_BYTES);
		if (got == 0)
			return g_steal_pointer(&text);
		if (got > 0) {
			g_string_append_len(text, chunk, got);
		} else if (errno != EINTR) {
			dsc_cli_complain(_("standard input cannot be read: %s"), g_strerror(errno));
			return NULL;
		}
	}
	dsc_cli_complain(_("standard input is longer than a message can be; for an archive use "
			   "--jsonl"));
	return NULL;
}

static char *read_message(void)
{
	g_autoptr(GString) text = read_all(STDIN_FILENO);
	if (text == NULL)
		return NULL;
	if (strlen(text->str) != text->len) {
		dsc_cli_complain(_("standard input holds a NUL byte, so it is no message"));
		return NULL;
	}
	if (g_str_has_suffix(text->str, "\n"))
		g_string_truncate(text, text->len - 1);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static DscExit check_message(const DscCheck *check, const char *message, gboolean colour,
			     DscOutput *output)
{
	DscText *text = dsc_text_new(message, -1, check->format);
	DscContext context = { .setting = check->setting };
	g_autoptr(DscDecision) decision = dsc_guard_check(check->guard, text, &context);
	DscRedaction redaction = check->teaching ? DSC_REDACTION_TEACHING : DSC_REDACTION_PLAIN;
	if (check->explain)
		dsc_print_explanation(decision, colour, dsc_output_buffer(output));
	else
		dsc_print_decision(decision, redaction, colour, dsc_output_buffer(output));
	return dsc_decision_verdict(decision) >= DSC_VERDICT_HOLD ? DSC_EXIT_FOUND : DSC_EXIT_FINE;
}

static DscExit check_one(const DscCheck *check, char **words, gboolean colour, DscOutput *output)
{
	g_autofree char *message = *words == NULL ? read_message() : g_strjoinv(" ", words);
	if (message == NULL)
		return DSC_EXIT_TROUBLE;
	return check_message(check, message, colour, output);
}

static DscExit run(gboolean explain, int argc, char **argv, DscOutput *output)
{
	g_auto(Options) options = { .explain = explain };
	DscCheck check;
	DscExit status;
	gboolean colour;
	if (!parse_options(&argc, &argv, &options, output, &status))
		return status;
	if (!use_options(&options, &check) || !wants_colour(options.colour, output, &colour))
		return DSC_EXIT_TROUBLE;
	if (options.jsonl && argc > 1) {
		dsc_cli_complain(_("--jsonl reads standard input and takes no TEXT"));
		return DSC_EXIT_TROUBLE;
	}

	g_autofree char *data = dsc_cli_data_folder(options.data);
	g_autoptr(GPtrArray) problems = dsc_cli_problems_new();
	g_autoptr(DscGuard) guard = dsc_guard_new(data, problems);
	dsc_cli_complain_all(problems);
	if (dsc_guard_engine(guard) == NULL)
		return DSC_EXIT_TROUBLE;
	check.guard = guard;
	status = options.jsonl ? dsc_check_jsonl(&check, STDIN_FILENO, output)
			       : check_one(&check, argv + 1, colour, output);
	/* An answer that rests on a part of the rules is one that a script must notice. */
	return dsc_guard_is_degraded(guard) ? DSC_EXIT_TROUBLE : status;
}

DscExit dsc_cli_check(int argc, char **argv, DscOutput *output)
{
	return run(FALSE, argc, argv, output);
}

DscExit dsc_cli_explain(int argc, char **argv, DscOutput *output)
{
	return run(TRUE, argc, argv, output);
}
