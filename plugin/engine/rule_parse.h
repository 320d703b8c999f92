/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/keyfile.h"
#include "engine/rule.h"

/**
 * DscRuleSource:
 * @file:    where the rule stands; takes its faults
 * @family:  the family of codes that the file serves
 * @defines: (element-type utf8 utf8): sub-patterns of all files
 * @patterns: (element-type utf8 DscPattern): those made so far, by source; owns its elements
 * @codes:   (element-type utf8 DscCode): clauses of codes.conf; empty if that file is refused
 * @known_good: every pattern can be compiled, so that it may wait
 *
 * What a rule is read with.
 */
typedef struct {
	DscKeyfile *file;
	DscFamily family;
	GHashTable *defines;
	GHashTable *patterns;
	GHashTable *codes;
	gboolean known_good;
} DscRuleSource;

/**
 * dsc_rule_parse:
 * @group: a [rule:ID]
 *
 * Reads and compiles a rule. Every fault of it is noted in the source's file; the
 * rule is of no use then.
 *
 * Returns: (transfer full): the rule
 */
DscRule *dsc_rule_parse(const DscRuleSource *source, const DscKeyfileGroup *group);

/** dsc_rule_free: frees @rule; NULL is allowed. */
void dsc_rule_free(DscRule *rule);

/**
 * dsc_case_read:
 * @written: a case as a rule file holds it, see #DscCase
 * @marks:   (out) (optional) (element-type DscSpan) (transfer full): its stretches in [[ ]], bytes
 *           of what is returned
 *
 * Resolves brackets and escapes.
 *
 * Returns: (transfer full) (nullable): the text; NULL if brackets are not in pairs or an escape
 * names no character
 */
char *dsc_case_read(const char *written, GArray **marks);
