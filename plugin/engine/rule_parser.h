/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/rule_parse.h"

/*
 * What the parts of the rule parser share: rule_parse.c reads what a rule is and says,
 * rule_detector.c how it is found.
 */

/**
 * DscRuleParser:
 * @source: what it is read with
 * @group:  where it stands
 * @rule:   what has been read so far
 *
 * One rule on its way through the parser.
 */
typedef struct {
	const DscRuleSource *source;
	const DscKeyfileGroup *group;
	DscRule *rule;
} DscRuleParser;

/**
 * dsc_rule_fault_name:
 * @names: NULL-terminated
 *
 * Notes that @entry names none of @names, with the one that was probably meant or all there are.
 */
void dsc_rule_fault_name(DscKeyfile *file, const DscKeyfileEntry *entry, const char *const *names);

/** dsc_rule_parse_fraction: stores a number from 0 to 1 in @value if the rule has @key */
void dsc_rule_parse_fraction(DscRuleParser *parser, const char *key, double *value);

/** dsc_rule_parse_detector: reads which detector the rule asks, and all that only that one reads */
void dsc_rule_parse_detector(DscRuleParser *parser);
