/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "policy/policy.h"

static const struct {
	const char *name;
	const char *label;
} reasons[DSC_N_REASONS] = {
	[DSC_REASON_CONSENTED] = { "consented", N_("The patient consented") },
	[DSC_REASON_CARE_TEAM] = { "care-team", N_("Everyone here cares for this patient") },
	[DSC_REASON_URGENT_CARE] = { "urgent-care", N_("Urgent care: waiting would harm") },
	[DSC_REASON_ALREADY_PUBLIC] = { "already-public", N_("This is public already") },
	[DSC_REASON_NOT_A_PATIENT] = { "not-a-patient", N_("This is not about a patient") },
	[DSC_REASON_MISTAKE] = { "mistake", N_("Discretion is mistaken here") },
};

const char *dsc_reason_name(DscReason reason)
{
	g_return_val_if_fail((guint)reason < DSC_N_REASONS, NULL);
	return reasons[reason].name;
}

const char *dsc_reason_label(DscReason reason)
{
	g_return_val_if_fail((guint)reason < DSC_N_REASONS, NULL);
	return _(reasons[reason].label);
}
