/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/contacts.h"

#include <string.h>

#include <blist.h>

/* More contacts are a directory: that belongs into staff.list. */
#define MAX_CONTACTS 2000

static gboolean is_staff(PurpleBuddy *buddy, const DscPolicy *policy)
{
	PurpleGroup *group = purple_buddy_get_group(buddy);

	return group == NULL || dsc_policy_contacts_are_staff(policy, purple_group_get_name(group));
}

/* A name that somebody gave, here or on the server; an address is none. */
static void add_alias(GPtrArray *names, const char *alias)
{
	if (alias != NULL && *alias != '\0' && strchr(alias, '@') == NULL)
		g_ptr_array_add(names, (gpointer)alias);
}

DscStaff *dsc_contacts_staff(PurpleAccount *account, const DscPolicy *policy)
{
	if (!dsc_policy_contacts_are_staff(policy, NULL))
		return NULL;

	g_autoptr(GPtrArray) names = g_ptr_array_new();
	GSList *buddies = purple_find_buddies(account, NULL);
	for (GSList *l = buddies; l != NULL && names->len < MAX_CONTACTS; l = l->next) {
		PurpleBuddy *buddy = l->data;
		if (!is_staff(buddy, policy))
			continue;
		add_alias(names, purple_contact_get_alias(purple_buddy_get_contact(buddy)));
		add_alias(names, purple_buddy_get_local_buddy_alias(buddy));
		add_alias(names, purple_buddy_get_server_alias(buddy));
	}
	g_slist_free(buddies);
	return dsc_staff_new(names);
}
