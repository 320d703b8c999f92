/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/policy_private.h"

/* Defaults. A likelihood of 0.6 is that of a labelled or checksummed identifier with
 * hotwords against it; below 0.35 a finding is more often wrong than right; but where a message
 * waits anyway, covering five words too many is better than leaving a name. */
#define REDACT_AT 0.2
#define HINT_AT	  0.35
#define HOLD_AT	  0.6
#define DELAY_MS  700 /* type-ahead of a fast typist is over by then */

/* How people name groups of contacts that are no colleagues of theirs. */
static const char *const patient_groups[] = { "*patient*", "*pacient*", "*hasta*",
					      "*بیمار*",   "*مریض*",	NULL };

G_DEFINE_QUARK(dsc - policy - error - quark, dsc_policy_error)

DscPolicy *dsc_policy_new_default(void)
{
	DscPolicy *policy = g_new0(DscPolicy, 1);
	g_atomic_ref_count_init(&policy->ref_count);
	for (DscFamily family = 0; family < DSC_N_FAMILIES; family++) {
		for (DscSetting setting = 0; setting < DSC_N_SETTINGS; setting++)
			policy->levels[family][setting] =
				(DscLevels){ REDACT_AT, HINT_AT, HOLD_AT, DSC_VERDICT_BLOCK };
	}
	/* What two people say to each other about goods and merits is theirs to say. */
	policy->levels[DSC_FAMILY_ADVERT][DSC_SETTING_DIRECT].ceiling = DSC_VERDICT_HINT;
	policy->levels[DSC_FAMILY_IDENT][DSC_SETTING_DIRECT].ceiling = DSC_VERDICT_HINT;
	policy->override_hold = DSC_OVERRIDE_REASON;
	policy->override_block = DSC_OVERRIDE_URGENT;
	policy->delay_ms = DELAY_MS;
	policy->on_limit = DSC_VERDICT_HOLD;
	policy->on_error = DSC_VERDICT_HOLD;
	policy->public_rooms = g_ptr_array_new_with_free_func((GDestroyNotify)g_pattern_spec_free);
	policy->patient_groups =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_pattern_spec_free);
	dsc_policy_set_names(policy->patient_groups, patient_groups);
	return policy;
}

DscPolicy *dsc_policy_ref(DscPolicy *policy)
{
	g_atomic_ref_count_inc(&policy->ref_count);
	return policy;
}

void dsc_policy_unref(DscPolicy *policy)
{
	if (policy == NULL || !g_atomic_ref_count_dec(&policy->ref_count))
		return;
	g_ptr_array_unref(policy->public_rooms);
	g_ptr_array_unref(policy->patient_groups);
	g_free(policy);
}

/* --- Rooms and groups of contacts ----------------------------------------------------------- */

void dsc_policy_set_names(GPtrArray *names, const char *const *list)
{
	g_ptr_array_set_size(names, 0);
	for (; *list != NULL; list++) {
		g_autofree char *folded = g_utf8_casefold(*list, -1);
		g_ptr_array_add(names, g_pattern_spec_new(folded));
	}
}

static gboolean is_one_of(const GPtrArray *names, const char *name)
{
	g_autofree char *valid = g_utf8_make_valid(name, -1);
	g_autofree char *folded = g_utf8_casefold(valid, -1);
	for (guint i = 0; i < names->len; i++) {
		if (g_pattern_match_string(names->pdata[i], folded))
			return TRUE;
	}
	return FALSE;
}

DscSetting dsc_policy_setting_of_room(const DscPolicy *policy, const char *room)
{
	g_return_val_if_fail(policy != NULL && room != NULL, DSC_SETTING_PUBLIC_ROOM);

	return is_one_of(policy->public_rooms, room) ? DSC_SETTING_PUBLIC_ROOM
						     : DSC_SETTING_GROUP_CHAT;
}

gboolean dsc_policy_contacts_are_staff(const DscPolicy *policy, const char *group)
{
	g_return_val_if_fail(policy != NULL, FALSE);

	return policy->staff_contacts &&
	       (group == NULL || !is_one_of(policy->patient_groups, group));
}

guint dsc_policy_override_delay_ms(const DscPolicy *policy)
{
	return policy->delay_ms;
}
