/* SPDX-License-Identifier: GPL-2.0-or-later */
#define PURPLE_PLUGINS

#include "loopback.h"

#include <string.h>

#include <accountopt.h>
#include <conversation.h>
#include <plugin.h>
#include <prpl.h>
#include <server.h>
#include <util.h>
#include <version.h>

/* Members that every room has beside those of this process; all invented. */
static const char *const MEMBERS[] = { "asha.nurse", "ben.registrar", "chidi.porter", "dora.physio",
				       "emre.pharmacist" };

static GPtrArray *wire;

static void free_message(void *data)
{
	LoopbackMessage *message = data;

	g_free(message->from);
	g_free(message->to);
	g_free(message->text);
	g_free(message);
}

const GPtrArray *loopback_wire(void)
{
	if (wire == NULL)
		wire = g_ptr_array_new_with_free_func(free_message);
	return wire;
}

void loopback_forget(void)
{
	g_clear_pointer(&wire, g_ptr_array_unref);
}

static void record(PurpleConnection *gc, const char *to, const char *text)
{
	LoopbackMessage *message = g_new0(LoopbackMessage, 1);

	message->from = g_strdup(purple_account_get_username(purple_connection_get_account(gc)));
	message->to = g_strdup(to);
	message->text = g_strdup(text);
	loopback_wire();
	g_ptr_array_add(wire, message);
}

static const char *name_of(PurpleConnection *gc)
{
	return purple_account_get_username(purple_connection_get_account(gc));
}

static gboolean speaks_loopback(PurpleConnection *gc)
{
	PurpleAccount *account = purple_connection_get_account(gc);

	return purple_strequal(purple_account_get_protocol_id(account), LOOPBACK_ID);
}

/* --- Accounts ----------------------------------------------------------------------------- */

static const char *list_icon(PurpleAccount *account G_GNUC_UNUSED, PurpleBuddy *buddy G_GNUC_UNUSED)
{
	return "jabber";
}

static GList *status_types(PurpleAccount *account G_GNUC_UNUSED)
{
	GList *types = NULL;

	types = g_list_append(types,
			      purple_status_type_new(PURPLE_STATUS_AVAILABLE, NULL, NULL, TRUE));
	types = g_list_append(types, purple_status_type_new(PURPLE_STATUS_AWAY, NULL, NULL, TRUE));
	return g_list_append(types,
			     purple_status_type_new(PURPLE_STATUS_OFFLINE, NULL, NULL, TRUE));
}

static void show_available(PurpleAccount *account, const char *name)
{
	purple_prpl_got_user_status(
		account, name, purple_primitive_get_id_from_type(PURPLE_STATUS_AVAILABLE), NULL);
}

static void login(PurpleAccount *account)
{
	PurpleConnection *gc = purple_account_get_connection(account);

	gc->flags |= PURPLE_CONNECTION_HTML;
	if (purple_account_get_bool(account, LOOPBACK_NO_NEWLINES, FALSE))
		gc->flags |= PURPLE_CONNECTION_NO_NEWLINES;
	purple_connection_set_state(gc, PURPLE_CONNECTED);

	GSList *buddies = purple_find_buddies(account, NULL);
	for (GSList *l = buddies; l != NULL; l = l->next)
		show_available(account, purple_buddy_get_name(l->data));
	g_slist_free(buddies);
}

static void log_out(PurpleConnection *gc G_GNUC_UNUSED)
{
}

static void add_buddy(PurpleConnection *gc, PurpleBuddy *buddy, PurpleGroup *group G_GNUC_UNUSED)
{
	show_available(purple_connection_get_account(gc), purple_buddy_get_name(buddy));
}

static void set_status(PurpleAccount *account G_GNUC_UNUSED, PurpleStatus *status G_GNUC_UNUSED)
{
}

static int send_im(PurpleConnection *gc, const char *who, const char *text,
		   PurpleMessageFlags flags G_GNUC_UNUSED)
{
	PurpleAccount *to = purple_accounts_find(who, LOOPBACK_ID);

	record(gc, who, text);
	if (to != NULL && purple_account_is_connected(to))
		serv_got_im(purple_account_get_connection(to), name_of(gc), text, 0, time(NULL));
	return 1;
}

/* --- Rooms -------------------------------------------------------------------------------- */

static GList *chat_info(PurpleConnection *gc G_GNUC_UNUSED)
{
	struct proto_chat_entry *entry = g_new0(struct proto_chat_entry, 1);

	entry->label = "_Room:";
	entry->identifier = "room";
	entry->required = TRUE;
	return g_list_append(NULL, entry);
}

static GHashTable *chat_info_defaults(PurpleConnection *gc G_GNUC_UNUSED, const char *room)
{
	GHashTable *defaults = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);

	g_hash_table_insert(defaults, (char *)"room", g_strdup(room != NULL ? room : "ward"));
	return defaults;
}

static char *get_chat_name(GHashTable *components)
{
	return g_strdup(g_hash_table_lookup(components, "room"));
}

static PurpleConversation *find_room(PurpleConnection *gc, const char *room)
{
	return purple_find_conversation_with_account(PURPLE_CONV_TYPE_CHAT, room,
						     purple_connection_get_account(gc));
}

/* Calls @act for each account of this process that is in @room, but @gc. */
static void for_others_in(PurpleConnection *gc, const char *room,
			  void (*act)(PurpleConversation *conv, const void *data), const void *data)
{
	for (GList *l = purple_connections_get_all(); l != NULL; l = l->next) {
		PurpleConversation *conv = NULL;
		if (l->data != gc && speaks_loopback(l->data))
			conv = find_room(l->data, room);
		if (conv != NULL && !purple_conv_chat_has_left(PURPLE_CONV_CHAT(conv)))
			act(conv, data);
	}
}

static void welcome(PurpleConversation *conv, const void *name)
{
	purple_conv_chat_add_user(PURPLE_CONV_CHAT(conv), name, NULL, PURPLE_CBFLAGS_NONE, TRUE);
}

static void miss(PurpleConversation *conv, const void *name)
{
	purple_conv_chat_remove_user(PURPLE_CONV_CHAT(conv), name, NULL);
}

static void join_chat(PurpleConnection *gc, GHashTable *components)
{
	const char *room = g_hash_table_lookup(components, "room");
	if (room == NULL || *room == '\0')
		return;

	PurpleConversation *conv = find_room(gc, room);
	if (conv != NULL && !purple_conv_chat_has_left(PURPLE_CONV_CHAT(conv)))
		return; /* it is in already */
	conv = serv_got_joined_chat(gc, (int)(g_str_hash(room) >> 1), room);
	PurpleConvChat *chat = PURPLE_CONV_CHAT(conv);
	purple_conv_chat_set_nick(chat, name_of(gc));
	purple_conv_chat_clear_users(chat);
	welcome(conv, name_of(gc));
	for (guint i = 0; i < G_N_ELEMENTS(MEMBERS); i++)
		purple_conv_chat_add_user(chat, MEMBERS[i], NULL, PURPLE_CBFLAGS_NONE, FALSE);
	for_others_in(gc, room, welcome, name_of(gc));
}

static void chat_leave(PurpleConnection *gc, int id)
{
	PurpleConversation *conv = purple_find_chat(gc, id);

	for_others_in(gc, purple_conversation_get_name(conv), miss, name_of(gc));
}

typedef struct {
	const char *from;
	const char *text;
} Speech;

static void hear(PurpleConversation *conv, const void *data)
{
	const Speech *speech = data;

	serv_got_chat_in(purple_conversation_get_gc(conv),
			 purple_conv_chat_get_id(PURPLE_CONV_CHAT(conv)), speech->from,
			 PURPLE_MESSAGE_RECV, speech->text, time(NULL));
}

static int chat_send(PurpleConnection *gc, int id, const char *text,
		     PurpleMessageFlags flags G_GNUC_UNUSED)
{
	PurpleConversation *conv = purple_find_chat(gc, id);
	Speech speech = { name_of(gc), text };

	if (conv == NULL)
		return -1;
	record(gc, purple_conversation_get_name(conv), text);
	hear(conv, &speech);
	for_others_in(gc, purple_conversation_get_name(conv), hear, &speech);
	return 0;
}

/* --- The plugin --------------------------------------------------------------------------- */

static PurplePluginProtocolInfo protocol = {
	.options = OPT_PROTO_NO_PASSWORD,
	.icon_spec = NO_BUDDY_ICONS,
	.list_icon = list_icon,
	.status_types = status_types,
	.chat_info = chat_info,
	.chat_info_defaults = chat_info_defaults,
	.login = login,
	.close = log_out,
	.send_im = send_im,
	.set_status = set_status,
	.add_buddy = add_buddy,
	.join_chat = join_chat,
	.get_chat_name = get_chat_name,
	.chat_leave = chat_leave,
	.chat_send = chat_send,
	.struct_size = sizeof(PurplePluginProtocolInfo),
};

static PurplePluginInfo info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_PROTOCOL,
	.priority = PURPLE_PRIORITY_DEFAULT,
	.id = (char *)LOOPBACK_ID,
	.name = (char *)"Loopback",
	.version = (char *)DSC_VERSION,
	.summary = (char *)"Accounts of one process that reach each other",
	.description = (char *)"For demonstrations and tests: nothing leaves the process.",
	.extra_info = &protocol,
};

static void init_plugin(PurplePlugin *plugin G_GNUC_UNUSED)
{
	if (protocol.protocol_options == NULL)
		protocol.protocol_options = g_list_append(
			NULL, purple_account_option_bool_new("Send line by line",
							     LOOPBACK_NO_NEWLINES, FALSE));
}

void loopback_register(void)
{
	PurplePlugin *plugin = purple_plugin_new(TRUE, NULL);

	plugin->info = &info;
	init_plugin(plugin);
	purple_plugin_register(plugin);
}

PURPLE_INIT_PLUGIN(loopback, init_plugin, info)
