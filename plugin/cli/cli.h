/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "cli/output.h"
#include "policy/guard.h"

/*
 * What the commands share. Results go to standard output through one DscOutput;
 * whatever went wrong goes to standard error as "discretion: …".
 */

/**
 * DscExit:
 * @DSC_EXIT_FINE:    nothing found, or only a hint
 * @DSC_EXIT_FOUND:   a message that would be held or blocked; a rule with a fault
 * @DSC_EXIT_TROUBLE: wrong use, files that cannot be read, lines that are no messages
 */
typedef enum {
	DSC_EXIT_FINE = 0,
	DSC_EXIT_FOUND = 1,
	DSC_EXIT_TROUBLE = 2,
} DscExit;

/** DscCommand: a word of the command line and what it does; a table ends with a name of NULL. */
typedef struct {
	const char *name;
	DscExit (*run)(int argc, char **argv, DscOutput *output);
} DscCommand;

/* The commands; @argv[0] is the command's own name. */
DscExit dsc_cli_check(int argc, char **argv, DscOutput *output);
DscExit dsc_cli_explain(int argc, char **argv, DscOutput *output);
DscExit dsc_cli_rules(int argc, char **argv, DscOutput *output);

/**
 * dsc_cli_dispatch:
 * @argv: the command's name is its first
 *
 * Runs the command of @table, or complains and names the one that was probably meant.
 */
DscExit dsc_cli_dispatch(const DscCommand *table, int argc, char **argv, DscOutput *output);

/**
 * dsc_cli_parse:
 * @context: the options; "--help" is added
 * @argv:    (inout): what is left are the arguments, behind the command's name
 * @status:  (out): set if FALSE is returned
 *
 * Returns: FALSE if all is done: help was asked for, or the options were wrong
 */
gboolean dsc_cli_parse(GOptionContext *context, int *argc, char ***argv, DscOutput *output,
		       DscExit *status);

/** dsc_cli_usage: Returns: a static string in the reader's language: all commands */
const char *dsc_cli_usage(void);

/** dsc_cli_complain: writes "discretion: …" and a newline to standard error. */
void dsc_cli_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

/** dsc_cli_complain_all: @problems: (element-type GError) */
void dsc_cli_complain_all(const GPtrArray *problems);

/** dsc_cli_data_folder: @given: (nullable): from "--data". Returns: (transfer full) */
char *dsc_cli_data_folder(const char *given);

/** dsc_cli_problems_new: Returns: (transfer full) (element-type GError): an empty list */
GPtrArray *dsc_cli_problems_new(void);
