/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <conversation.h>

#include "policy/policy.h"

/*
 * What was disclosed so far in each conversation, by account and name of person or room.
 * Lives as long as the plugin is loaded, whether the conversation's window is open or not;
 * nothing of it is ever written anywhere.
 */

/* So many conversations are remembered; each takes a few kilobytes at most. */
#define DSC_MEMORY_CONVERSATIONS 256

/** dsc_memory_of: Returns: (transfer none): what was said in @conv; alive until the next call */
DscConversation *dsc_memory_of(PurpleConversation *conv);

/** dsc_memory_held: @conv: (nullable): the message of @decision was stopped in @conv. */
void dsc_memory_held(PurpleConversation *conv, const DscDecision *decision);

/** dsc_memory_sent: @conv: (nullable): the message of @decision left in @conv. */
void dsc_memory_sent(PurpleConversation *conv, const DscDecision *decision);

/** dsc_memory_forget: @conv: (nullable): @decision was wrong about whom it names. */
void dsc_memory_forget(PurpleConversation *conv, const DscDecision *decision);

/** dsc_memory_stop: forgets everything. */
void dsc_memory_stop(void);
