/* SPDX-License-Identifier: GPL-2.0-or-later */
#define PURPLE_PLUGINS

#include <glib/gi18n-lib.h>
#include <gtkplugin.h>
#include <version.h>

#include "gtk/dialog.h"
#include "gtk/entry.h"
#include "gtk/infobar.h"
#include "gtk/notices.h"
#include "purple/core.h"
#include "purple/ui.h"

static void withdraw(DscHeld *held)
{
	dsc_dialog_withdraw(held);
	dsc_infobar_drop(held);
}

static void cancelled(DscHeld *held)
{
	dsc_dialog_withdraw(held);
	dsc_notices_cancelled(held);
}

static const DscUiOps ui_ops = {
	.present = dsc_dialog_present,
	.refresh = dsc_dialog_refresh,
	.readers = dsc_dialog_readers,
	.withdraw = withdraw,
	.cancelled = cancelled,
	.hint = dsc_notices_hint,
	.give_back = dsc_entry_give_back,
	.notice = dsc_notices_say,
};

static gboolean plugin_load(PurplePlugin *plugin)
{
	dsc_entry_attach_all(plugin);
	dsc_ui_set_ops(&ui_ops);
	return TRUE;
}

/* First what waits in an entry is given back: our origin ends with us. */
static gboolean plugin_unload(PurplePlugin *plugin)
{
	dsc_entry_detach_all(plugin);
	dsc_ui_set_ops(NULL);
	dsc_infobar_drop(NULL);
	return TRUE;
}

static PurplePluginInfo info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_STANDARD,
	.ui_requirement = (char *)PIDGIN_PLUGIN_TYPE,
	.priority = PURPLE_PRIORITY_DEFAULT,
	.id = (char *)DSC_GTK_PLUGIN_ID,
	.version = (char *)DSC_VERSION,
	.author = (char *)"The Discretion authors",
	.load = plugin_load,
	.unload = plugin_unload,
};

static void plugin_init(PurplePlugin *plugin G_GNUC_UNUSED)
{
	dsc_core_bind_translations();
	info.name = _("Discretion for Pidgin");
	info.summary = _("Asks before a message leaves that would identify a patient.");
	info.description = _("Shows in Pidgin what Discretion holds back, why, and how to say it "
			     "well; sends it redacted, gives it back or drops it, as you choose.");
	info.dependencies = g_list_prepend(info.dependencies, (gpointer)DSC_CORE_PLUGIN_ID);
}

PURPLE_INIT_PLUGIN(discretion_pidgin, plugin_init, info)
