/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "policy/policy.h"

/*
 * What a policy is made of; for policy.c, which reads it, and decide.c, which applies it.
 */

/**
 * DscLevels:
 * @hint_at: likelihood from which a finding is worth a hint, 0–1
 * @hold_at: likelihood from which it gets all that its rule and @ceiling allow; never
 *           smaller than @hint_at
 * @ceiling: the strictest verdict that a finding may lead to
 */
typedef struct {
	double hint_at;
	double hold_at;
	DscVerdict ceiling;
} DscLevels;

struct DscPolicy {
	gatomicrefcount ref_count;
	DscLevels levels[DSC_N_FAMILIES][DSC_N_SETTINGS];
	DscOverride override_hold;
	DscOverride override_block; /* never laxer than override_hold */
	guint delay_ms;
	DscVerdict on_limit;
	DscVerdict on_error;
	GPtrArray *public_rooms; /* of GPatternSpec, over case-folded names */
};
