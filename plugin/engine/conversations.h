/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/conversation.h"

/*
 * Many conversations, each found by its key. At most as many as it was made for are kept:
 * the one asked for longest ago goes first. Keys are kept as hashes.
 */
typedef struct DscConversations DscConversations;

/** dsc_conversations_new: @most: how many to keep, at least 1. Returns: (transfer full): none yet
 */
DscConversations *dsc_conversations_new(guint most);

/** dsc_conversations_free: frees @all; NULL is allowed. */
void dsc_conversations_free(DscConversations *all);

/**
 * dsc_conversations_open:
 * @key: names the conversation
 *
 * Returns: (transfer none): it, new if it is not known (any more); alive until the next call
 */
DscConversation *dsc_conversations_open(DscConversations *all, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscConversations, dsc_conversations_free)
