/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "policy/policy.h"

/**
 * DscRow:
 * @number:  from 1; stands beside the row and beside every stretch it is about
 * @rule:    what was found
 * @verdict: the strictest because of it
 * @text:    what was found, as it stands in the plain text
 * @replacements: (nullable): what may stand in for it, plainly and for teaching
 * @evidence: why it was found, where it was found first
 * @spans:   (element-type DscSpan): where, in the order of the text
 * @hidden:  TRUE if some of it stands where the author does not see it
 *
 * What a person decides at once: every finding of one rule with the same text.
 */
typedef struct {
	guint number;
	const DscRule *rule;
	DscVerdict verdict;
	char *text;
	char *replacements[2]; /* by DscRedaction */
	char *evidence;
	GArray *spans;
	gboolean hidden;
} DscRow;

/**
 * dsc_rows_new:
 *
 * Returns: (transfer full) (element-type DscRow): what there is to say about
 * @decision, in the order of the text; valid as long as @decision
 */
GPtrArray *dsc_rows_new(const DscDecision *decision);

/** dsc_rows_hidden: Returns: TRUE if something was found where the author does not see it */
gboolean dsc_rows_hidden(const GPtrArray *rows);
