/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/memory.h"

#include "engine/conversations.h"
#include "purple/target.h"

static DscConversations *conversations;

DscConversation *dsc_memory_of(PurpleConversation *conv)
{
	g_autoptr(DscTarget) target = dsc_target_new(conv);
	g_autofree char *key = dsc_target_key(target);

	if (conversations == NULL)
		conversations = dsc_conversations_new(DSC_MEMORY_CONVERSATIONS);
	return dsc_conversations_open(conversations, key);
}

void dsc_memory_held(PurpleConversation *conv, const DscDecision *decision)
{
	if (conv != NULL)
		dsc_decision_remember(decision, dsc_memory_of(conv), FALSE);
}

void dsc_memory_sent(PurpleConversation *conv, const DscDecision *decision)
{
	if (conv != NULL)
		dsc_decision_remember(decision, dsc_memory_of(conv), TRUE);
}

void dsc_memory_forget(PurpleConversation *conv, const DscDecision *decision)
{
	if (conv != NULL)
		dsc_decision_forget(decision, dsc_memory_of(conv));
}

void dsc_memory_stop(void)
{
	g_clear_pointer(&conversations, dsc_conversations_free);
}
