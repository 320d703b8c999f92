/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <conversation.h>

#include "policy/policy.h"

/**
 * DscAudience:
 * @setting:  one person, closed group or public room
 * @name:     room or person as shown to people
 * @n_people: how many others will read it; -1 if not known
 * @account:  name of the account it leaves from
 * @protocol: name of the protocol, "IRC"
 *
 * Who will read what is sent into a conversation.
 */
typedef struct {
	DscSetting setting;
	char *name;
	int n_people;
	char *account;
	char *protocol;
} DscAudience;

/** dsc_audience_new: Returns: (transfer full): who reads @conv now */
DscAudience *dsc_audience_new(PurpleConversation *conv, const DscPolicy *policy);

/** dsc_audience_equal: Returns: TRUE if people are told the same of both */
gboolean dsc_audience_equal(const DscAudience *a, const DscAudience *b);

/** dsc_audience_free: frees @audience; NULL is allowed. */
void dsc_audience_free(DscAudience *audience);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscAudience, dsc_audience_free)
