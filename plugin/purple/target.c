/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/target.h"

#include <account.h>
#include <util.h>

DscTarget *dsc_target_new(PurpleConversation *conv)
{
	PurpleAccount *account = purple_conversation_get_account(conv);

	DscTarget *target = g_new0(DscTarget, 1);
	target->protocol_id = g_strdup(purple_account_get_protocol_id(account));
	target->username = g_strdup(purple_account_get_username(account));
	target->type = purple_conversation_get_type(conv);
	target->name = g_strdup(purple_conversation_get_name(conv));
	return target;
}

void dsc_target_free(DscTarget *target)
{
	if (target == NULL)
		return;
	g_free(target->protocol_id);
	g_free(target->username);
	g_free(target->name);
	g_free(target);
}

static PurpleAccount *account_of(const DscTarget *target)
{
	return purple_accounts_find(target->username, target->protocol_id);
}

PurpleConversation *dsc_target_find(const DscTarget *target)
{
	PurpleAccount *account = account_of(target);

	if (account == NULL)
		return NULL;
	return purple_find_conversation_with_account(target->type, target->name, account);
}

/* Names are compared as the protocol compares them: "Alice/Desk" may be "alice". */
gboolean dsc_target_equal(const DscTarget *a, const DscTarget *b)
{
	if (a->type != b->type || !purple_strequal(a->protocol_id, b->protocol_id) ||
	    !purple_strequal(a->username, b->username))
		return FALSE;

	PurpleAccount *account = account_of(a);
	/* purple_normalize() answers in one static buffer. */
	g_autofree char *name = g_strdup(purple_normalize(account, a->name));
	return purple_strequal(name, purple_normalize(account, b->name));
}

/* No part of it holds a newline. */
char *dsc_target_key(const DscTarget *target)
{
	const char *name = purple_normalize(account_of(target), target->name);

	return g_strdup_printf("%s\n%s\n%d\n%s", target->protocol_id, target->username,
			       (int)target->type, name);
}

gboolean dsc_target_is(const DscTarget *target, PurpleConversation *conv)
{
	g_autoptr(DscTarget) other = dsc_target_new(conv);

	return dsc_target_equal(target, other);
}
