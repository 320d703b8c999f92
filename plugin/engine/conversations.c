/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/conversations.h"

/* SHA-256 in hexadecimal, and a NUL. */
#define KEY_BYTES 65

typedef struct {
	char key[KEY_BYTES];
	DscConversation *conversation;
} Entry;

struct DscConversations {
	guint most;
	GHashTable *by_key; /* key → link of @order; the entry owns the key */
	GQueue order;	    /* of Entry, the one asked for last in front */
};

static void entry_free(gpointer data)
{
	Entry *entry = data;
	dsc_conversation_free(entry->conversation);
	g_free(entry);
}

DscConversations *dsc_conversations_new(guint most)
{
	DscConversations *all = g_new0(DscConversations, 1);
	all->most = MAX(most, 1);
	all->by_key = g_hash_table_new(g_str_hash, g_str_equal);
	g_queue_init(&all->order);
	return all;
}

void dsc_conversations_free(DscConversations *all)
{
	if (all == NULL)
		return;
	g_hash_table_unref(all->by_key);
	g_queue_clear_full(&all->order, entry_free);
	g_free(all);
}

static void drop_last(DscConversations *all)
{
	Entry *last = g_queue_pop_tail(&all->order);
	g_hash_table_remove(all->by_key, last->key);
	entry_free(last);
}

static Entry *add(DscConversations *all, const char *key)
{
	if (all->order.length == all->most)
		drop_last(all);
	Entry *entry = g_new(Entry, 1);
	g_strlcpy(entry->key, key, KEY_BYTES);
	entry->conversation = dsc_conversation_new();
	g_queue_push_head(&all->order, entry);
	g_hash_table_insert(all->by_key, entry->key, all->order.head);
	return entry;
}

DscConversation *dsc_conversations_open(DscConversations *all, const char *key)
{
	g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, key, -1);
	GList *link = g_hash_table_lookup(all->by_key, hash);
	if (link == NULL)
		return add(all, hash)->conversation;
	g_queue_unlink(&all->order, link);
	g_queue_push_head_link(&all->order, link);
	return ((Entry *)link->data)->conversation;
}
