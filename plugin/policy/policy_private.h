/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "policy/policy.h"

/*
 * What policies and decisions are made of; for those who read the one (policy.c,
 * policy_load.c), make the other (decide.c) and apply it (redaction.c).
 */

/**
 * DscLevels:
 * @redact_at: likelihood from which an identifier in a message that waits is shown and
 *             redacted as well; counts only where it is smaller than @hint_at
 * @hint_at: likelihood from which a finding is worth a hint, 0–1
 * @hold_at: likelihood from which it gets all that its rule and @ceiling allow; never
 *           smaller than @hint_at
 * @ceiling: the strictest verdict that a finding may lead to
 */
typedef struct {
	double redact_at;
	double hint_at;
	double hold_at;
	DscVerdict ceiling;
} DscLevels;

/**
 * DscJudged:
 * @verdict: because of one finding
 * @ground:  why it is that
 * @mark:    the likelihood that decided, see dsc_decision_ground()
 */
typedef struct {
	DscVerdict verdict;
	DscGround ground;
	double mark;
} DscJudged;

struct DscDecision {
	DscReport *report; /* nullable */
	DscSetting setting;
	DscVerdict verdict;
	DscOverride override;
	DscLimit limits;       /* see dsc_decision_limits() */
	DscJudged *of_finding; /* one for each finding of the report */
	gint *numbers;	       /* of the people whom findings name; -1: nobody */
	guint n_people;	       /* named so far in the conversation, this message included */
};

struct DscPolicy {
	gatomicrefcount ref_count;
	DscLevels levels[DSC_N_FAMILIES][DSC_N_SETTINGS];
	DscOverride override_hold;
	DscOverride override_block; /* never laxer than override_hold */
	guint delay_ms;
	DscVerdict on_limit;
	DscVerdict on_error;
	GPtrArray *public_rooms; /* of GPatternSpec, over case-folded names */
	gboolean staff_contacts;
	GPtrArray *patient_groups; /* as public_rooms */
};

/** dsc_policy_set_names: @list: patterns of names; they take the place of those in @names */
void dsc_policy_set_names(GPtrArray *names, const char *const *list);

/** dsc_decision_lacks_rules: @decision was made by @policy with a part of the rules: on-error says
 * what happens at least */
void dsc_decision_lacks_rules(DscDecision *decision, const DscPolicy *policy);

/** dsc_decision_number_people: gives every finding of @decision that is to be lettered the number
 * of its person. @conversation: (nullable): who was named before; only read */
void dsc_decision_number_people(DscDecision *decision, const DscConversation *conversation);
