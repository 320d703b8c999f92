/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/rules.h"

/**
 * dsc_rules_verify:
 * @detectors: (element-type DscDetector): those that serve @rules
 * @problems:  (element-type GError): see dsc_engine_verify()
 *
 * Runs every case through the whole scan up to where findings that overlap are
 * thinned, so that a rule is judged by its own findings alone; then tries each
 * rule's patterns on hostile texts made from its cases.
 */
void dsc_rules_verify(const DscRules *rules, const GPtrArray *detectors, GPtrArray *problems);
