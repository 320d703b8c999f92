/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <conversation.h>

/**
 * DscTarget:
 * @protocol_id: "prpl-irc"
 * @username:    name of the account
 * @name:        of the person or room, as the conversation has it
 *
 * Where a message goes, in words that outlive the conversation and the account.
 */
typedef struct {
	char *protocol_id;
	char *username;
	PurpleConversationType type;
	char *name;
} DscTarget;

/** dsc_target_new: Returns: (transfer full): where @conv leads */
DscTarget *dsc_target_new(PurpleConversation *conv);

/** dsc_target_free: frees @target; NULL is allowed. */
void dsc_target_free(DscTarget *target);

/** dsc_target_find: Returns: (transfer none) (nullable): the open conversation of @target */
PurpleConversation *dsc_target_find(const DscTarget *target);

/** dsc_target_equal: Returns: TRUE if both are the same person or room of the same account */
gboolean dsc_target_equal(const DscTarget *a, const DscTarget *b);

/** dsc_target_key: Returns: (transfer full): a text that is the same for equal targets */
char *dsc_target_key(const DscTarget *target);

/** dsc_target_is: Returns: TRUE if @conv is the conversation of @target */
gboolean dsc_target_is(const DscTarget *target, PurpleConversation *conv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscTarget, dsc_target_free)
