/* SPDX-License-Identifier: GPL-2.0-or-later */
#define PURPLE_PLUGINS

#include <glib/gi18n-lib.h>
#include <core.h>
#include <notify.h>
#include <plugin.h>
#include <request.h>
#include <signals.h>
#include <version.h>

#include "purple/core.h"
#include "purple/drafts.h"
#include "purple/memory.h"
#include "purple/outgoing.h"
#include "purple/record.h"
#include "purple/rulebook.h"
#include "purple/ui.h"
#include "purple/waiting.h"

/* --- Actions ------------------------------------------------------------------------------ */

static void say_reloaded(gboolean in_force)
{
	if (!in_force)
		return; /* it has said why */
	g_autofree char *what = dsc_rulebook_describe();
	dsc_ui()->notice(_("The rules were read again"), what);
}

static void reload_rules(PurplePluginAction *action G_GNUC_UNUSED)
{
	dsc_rulebook_reload(say_reloaded);
}

static void describe_rules(PurplePluginAction *action G_GNUC_UNUSED)
{
	g_autofree char *what = dsc_rulebook_describe();

	dsc_ui()->notice(_("The rules in force"), what);
}

static void show_unsent(PurplePluginAction *action G_GNUC_UNUSED)
{
	dsc_waiting_hand_over(dsc_ui(), dsc_ui());
	if (dsc_drafts_count() == 0) {
		if (dsc_waiting_first(NULL) == NULL)
			dsc_ui()->notice(_("Unsent messages"), _("There are none."));
		return;
	}
	g_autofree char *html = dsc_drafts_to_html();
	purple_notify_formatted(dsc_core_handle(), _("Unsent messages"), _("Unsent messages"),
				_("Each comes back when its conversation is opened."), html, NULL,
				NULL);
}

static GList *list_actions(PurplePlugin *plugin G_GNUC_UNUSED, gpointer context G_GNUC_UNUSED)
{
	GList *actions = NULL;

	actions =
		g_list_append(actions, purple_plugin_action_new(_("Unsent messages"), show_unsent));
	actions = g_list_append(actions, purple_plugin_action_new(_("Reload rules"), reload_rules));
	actions = g_list_append(
		actions, purple_plugin_action_new(_("About the rules in force"), describe_rules));
	return actions;
}

/* --- Coming and going --------------------------------------------------------------------- */

/* Conversations are torn down after this; what waits goes where nothing reaches it. */
static void client_quits(void *data G_GNUC_UNUSED)
{
	dsc_waiting_keep_all();
}

static gboolean load_plugin(PurplePlugin *plugin G_GNUC_UNUSED)
{
	dsc_rulebook_start();
	dsc_record_start();
	dsc_waiting_start();
	dsc_drafts_start();
	purple_signal_connect(purple_get_core(), "quitting", dsc_core_handle(),
			      PURPLE_CALLBACK(client_quits), NULL);
	dsc_outgoing_start();
	return TRUE;
}

static gboolean unload_plugin(PurplePlugin *plugin G_GNUC_UNUSED)
{
	purple_signals_disconnect_by_handle(dsc_core_handle());
	dsc_waiting_stop();
	dsc_drafts_stop();
	purple_request_close_with_handle(dsc_core_handle());
	purple_notify_close_with_handle(dsc_core_handle());
	dsc_record_stop();
	dsc_memory_stop();
	dsc_rulebook_stop();
	return TRUE;
}

static PurplePluginInfo info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_STANDARD,
	.priority = PURPLE_PRIORITY_DEFAULT,
	.id = (char *)DSC_CORE_PLUGIN_ID,
	.version = (char *)DSC_VERSION,
	.load = load_plugin,
	.unload = unload_plugin,
	.actions = list_actions,
};

static void init_plugin(PurplePlugin *plugin G_GNUC_UNUSED)
{
	dsc_core_bind_translations();
	info.name = (char *)_("Discretion");
	info.summary = (char *)_("Holds messages that would give a patient away.");
	info.description =
		(char *)_("Reads each message before it leaves. One that would identify a "
			  "patient, advertise or magnify waits until you have decided.");
	info.author = (char *)_("The Discretion authors");
}

PURPLE_INIT_PLUGIN(discretion, init_plugin, info)
