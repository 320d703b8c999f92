/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "cli/cli.h"

/**
 * DscCheck:
 * @guard:   engine and policy
 * @setting: of messages that do not say theirs
 * @format:  of messages that do not say theirs
 * @teaching: TRUE to say what was found more generally, too
 * @explain: TRUE to tell of every finding, also of those that lead to nothing, why it is one
 *
 * How to check.
 */
typedef struct {
	const DscGuard *guard;
	DscSetting setting;
	DscFormat format;
	gboolean teaching;
	gboolean explain;
} DscCheck;

/** dsc_format_from_name: "plain" or "html". FALSE and nothing stored if it is neither. */
gboolean dsc_format_from_name(const char *name, DscFormat *format);

/**
 * dsc_check_jsonl:
 * @fd: JSON Lines
 *
 * Answers each line with one line, as soon as it is known.
 *
 * Returns: DSC_EXIT_TROUBLE if a line was no message or @fd could not be read
 */
DscExit dsc_check_jsonl(const DscCheck *check, int fd, DscOutput *output);

/**
 * dsc_print_decision:
 * @redaction: how to redact it
 * @colour: TRUE to mark with colours and underlining, FALSE to mark with [[ ]]
 *
 * Says for a person what was found in a message and what would be done about it.
 */
void dsc_print_decision(const DscDecision *decision, DscRedaction redaction, gboolean colour,
			GString *out);

/** dsc_print_explanation: says for a person of everything in a message that may be a finding,
 * also of what leads to nothing, why it is one. @colour: as above */
void dsc_print_explanation(const DscDecision *decision, gboolean colour, GString *out);
