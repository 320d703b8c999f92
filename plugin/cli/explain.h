/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/rule.h"

/**
 * dsc_explain_rule:
 *
 * Says all about a rule: what a person reads of it, the clauses it rests on, and its
 * keys as they stand in the file.
 */
void dsc_explain_rule(const DscRule *rule, GString *out);

/** dsc_explain_rule_jsonl: says as one line of JSON what a rule finds, which clauses it rests on,
 * where it stands and how many cases it brings. */
void dsc_explain_rule_jsonl(const DscRule *rule, GString *out);
