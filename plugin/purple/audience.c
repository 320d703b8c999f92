/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/audience.h"

#include <account.h>
#include <util.h>

/* The list of a room holds its owner too, as soon as the server has sent it. */
static int count_others(PurpleConvChat *chat)
{
	GList *users = purple_conv_chat_get_users(chat);
	const char *nick = purple_conv_chat_get_nick(chat);

	if (users == NULL)
		return -1;
	int n = (int)g_list_length(users);
	if (nick != NULL && purple_conv_chat_find_user(chat, nick))
		n--;
	return n;
}

DscAudience *dsc_audience_new(PurpleConversation *conv, const DscPolicy *policy)
{
	PurpleAccount *account = purple_conversation_get_account(conv);
	DscAudience *audience = g_new0(DscAudience, 1);

	if (purple_conversation_get_type(conv) == PURPLE_CONV_TYPE_CHAT) {
		audience->setting =
			dsc_policy_setting_of_room(policy, purple_conversation_get_name(conv));
		audience->name = g_strdup(purple_conversation_get_name(conv));
		audience->n_people = count_others(PURPLE_CONV_CHAT(conv));
	} else {
		audience->setting = DSC_SETTING_DIRECT;
		audience->name = g_strdup(purple_conversation_get_title(conv));
		audience->n_people = 1;
	}
	audience->account = g_strdup(purple_account_get_username(account));
	audience->protocol = g_strdup(purple_account_get_protocol_name(account));
	return audience;
}

gboolean dsc_audience_equal(const DscAudience *a, const DscAudience *b)
{
	return a->setting == b->setting && a->n_people == b->n_people &&
	       purple_strequal(a->name, b->name) && purple_strequal(a->account, b->account) &&
	       purple_strequal(a->protocol, b->protocol);
}

void dsc_audience_free(DscAudience *audience)
{
	if (audience == NULL)
		return;
	g_free(audience->name);
	g_free(audience->account);
	g_free(audience->protocol);
	g_free(audience);
}
