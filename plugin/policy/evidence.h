/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "policy/policy.h"

/**
 * dsc_decision_evidence:
 * @index: a finding of the report
 *
 * Says why a finding is one and why it leads to its verdict: who found it, how likely it is,
 * what raised or lowered that, what it passed, and what the policy makes of it. Whoever shows
 * findings to people shows these sentences. A cue stands in them as it was written, so they
 * are message text: fit to be shown, never to be kept.
 *
 * Returns: (transfer full) (element-type utf8): whole sentences in the reader's language,
 * valid UTF-8, at least one
 */
GPtrArray *dsc_decision_evidence(const DscDecision *decision, guint index);

/**
 * dsc_decision_lists:
 * @index: a finding of the report
 *
 * Returns: (transfer container) (element-type utf8): names of the lists that know a word of what
 * the name tagger found, never translated: "first-names", "family-names", "places", "regions",
 * "medical-words", "words" (of a language); empty for what others found
 */
GPtrArray *dsc_decision_lists(const DscDecision *decision, guint index);

/** dsc_decision_evidence_text: Returns: (transfer full): those sentences, one behind the other */
char *dsc_decision_evidence_text(const DscDecision *decision, guint index);
