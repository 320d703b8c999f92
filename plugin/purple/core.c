/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/core.h"

#include <glib/gi18n-lib.h>
#include <account.h>

#include "purple/audience.h"
#include "purple/contacts.h"
#include "purple/memory.h"
#include "purple/rulebook.h"

/* The address of something of ours is all that a handle has to be. */
static int handle;

void *dsc_core_handle(void)
{
	return &handle;
}

void dsc_core_bind_translations(void)
{
	const char *data = g_getenv("DISCRETION_DATA");
	g_autofree char *beside =
		data != NULL && *data != '\0' ? g_build_filename(data, "locale", NULL) : NULL;

	bindtextdomain(GETTEXT_PACKAGE, beside != NULL ? beside : DSC_LOCALEDIR);
	bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
}

DscGuard *dsc_core_guard(void)
{
	return dsc_rulebook_guard();
}

DscDecision *dsc_core_check(PurpleConversation *conv, const char *message, DscFormat format)
{
	DscGuard *guard = dsc_core_guard();
	DscContext context = { .setting = DSC_SETTING_DIRECT };
	g_autoptr(DscStaff) contacts = NULL;

	if (conv != NULL) {
		contacts = dsc_contacts_staff(purple_conversation_get_account(conv),
					      dsc_guard_policy(guard));
		context.conversation = dsc_memory_of(conv);
		context.staff = contacts;
	}
	if (conv != NULL && purple_conversation_get_type(conv) == PURPLE_CONV_TYPE_CHAT)
		context.setting = dsc_policy_setting_of_room(dsc_guard_policy(guard),
							     purple_conversation_get_name(conv));
	return dsc_guard_check(guard, dsc_text_new(message, -1, format), &context);
}

/* Source: libpurple 2.14, protocols/irc/cmds.c, irc_cmd_ctcp_action(). */
DscFormat dsc_core_format(PurpleAccount *account, const char *message)
{
	gboolean irc = g_strcmp0(purple_account_get_protocol_id(account), "prpl-irc") == 0;

	return irc && g_str_has_prefix(message, "/me ") ? DSC_FORMAT_PLAIN : DSC_FORMAT_HTML;
}
