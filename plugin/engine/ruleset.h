/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/rule_parse.h"

/**
 * dsc_ruleset_read:
 * @source: what the rules are read with; its family is set here
 *
 * Reads [ruleset] and every [rule:ID] of a file. Every fault is noted in the source's file, whose
 * rules are of no use then.
 *
 * Returns: (transfer full) (element-type DscRule): the rules, in the order of the file; owns its
 * elements
 */
GPtrArray *dsc_ruleset_read(DscRuleSource *source);
