/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/notices.h"

#include <glib/gi18n-lib.h>
#include <notify.h>
#include <util.h>

#include "gtk/infobar.h"
#include "gtk/row.h"
#include "purple/core.h"

/* Long enough for two lines at 200 words a minute, twice. */
#define HINT_S 20

static const char hint_owner[] = "hint"; /* one hint a conversation: its address counts */

static PidginConversation *gtkconv_of(PurpleConversation *conv)
{
	return conv && PIDGIN_IS_PIDGIN_CONVERSATION(conv) ? PIDGIN_CONVERSATION(conv) : NULL;
}

static void undo(gpointer held)
{
	dsc_held_undo(held);
}

void dsc_notices_cancelled(DscHeld *held)
{
	PidginConversation *gtkconv = gtkconv_of(dsc_held_conversation(held));
	DscInfobar bar = { _("Message cancelled."), _("_Undo"), 0, undo, held };

	if (gtkconv)
		dsc_infobar_show(gtkconv, &bar);
}

static const DscRow *strictest(const GPtrArray *rows)
{
	const DscRow *best = NULL;

	for (guint i = 0; i < rows->len; i++) {
		const DscRow *row = rows->pdata[i];
		if (!best || row->verdict > best->verdict)
			best = row;
	}
	return best;
}

void dsc_notices_hint(PurpleConversation *conv, const DscDecision *decision)
{
	PidginConversation *gtkconv = gtkconv_of(conv);
	g_autoptr(GPtrArray) rows = dsc_rows_new(decision);
	const DscRow *row = strictest(rows);
	g_autofree char *markup = NULL;

	if (!gtkconv)
		return;
	if (!row)
		markup = g_markup_escape_text(
			_("The last message was sent without being checked completely."), -1);
	else
		markup = g_markup_printf_escaped("<b>%s</b>  %s", row->rule->title,
						 row->rule->better ? row->rule->better
								   : row->rule->explanation);
	DscInfobar bar = { markup, _("_Dismiss"), HINT_S, NULL, (gpointer)hint_owner };
	dsc_infobar_show(gtkconv, &bar);
}

void dsc_notices_say(const char *title, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);
	g_autofree char *html = purple_strreplace(escaped, "\n", "<br>");

	purple_notify_formatted(dsc_core_handle(), _("Discretion"), title, NULL, html, NULL, NULL);
}
