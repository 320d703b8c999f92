/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/outgoing.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <cmds.h>
#include <debug.h>
#include <signals.h>
#include <util.h>

#include "purple/approval.h"
#include "purple/core.h"
#include "purple/drafts.h"
#include "purple/images.h"
#include "purple/memory.h"
#include "purple/ui.h"
#include "purple/waiting.h"

/* IRC's "/me" goes through its command alone; sent as a message it would be said aloud. */
static void send_as_command(PurpleConversation *conv, const char *message)
{
	g_autofree char *escaped = g_markup_escape_text(message + 1, -1);
	char *error = NULL;

	purple_cmd_do_command(conv, message + 1, escaped, &error);
	g_free(error);
}

static void send_message(DscHeld *held, PurpleConversation *conv, const char *message)
{
	PurpleMessageFlags flags = dsc_images_in(message) ? PURPLE_MESSAGE_IMAGES : 0;

	if (dsc_held_format(held) == DSC_FORMAT_PLAIN)
		send_as_command(conv, message);
	else if (purple_conversation_get_type(conv) == PURPLE_CONV_TYPE_CHAT)
		purple_conv_chat_send_with_flags(PURPLE_CONV_CHAT(conv), message, flags);
	else
		purple_conv_im_send_with_flags(PURPLE_CONV_IM(conv), message, flags);
}

static void give_back(DscHeld *held, PurpleConversation *conv)
{
	g_autofree char *html = dsc_held_html(held);

	dsc_give_back(conv, html);
}

/* The client emptied its entry when it sent the message. */
static void discard(DscHeld *held G_GNUC_UNUSED, PurpleConversation *conv G_GNUC_UNUSED)
{
}

const DscOrigin dsc_outgoing_origin = { send_message, give_back, discard };

static void queue_behind(PurpleConversation *conv, char *message, DscDecision *decision)
{
	DscHeld *first = dsc_waiting_first(conv);

	dsc_waiting_add(conv, message, decision, &dsc_outgoing_origin);
	dsc_ui()->refresh(first);
	purple_conversation_write(conv, NULL,
				  _("Your message waits until you have answered about the one "
				    "before it."),
				  PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG, time(NULL));
}

/* What reads as plain text may still be HTML that came another way: the stricter counts. */
static DscDecision *decide(PurpleConversation *conv, const char *message)
{
	DscFormat format = dsc_core_format(purple_conversation_get_account(conv), message);
	g_autoptr(DscDecision) decision = dsc_core_check(conv, message, format);

	if (format == DSC_FORMAT_HTML)
		return g_steal_pointer(&decision);

	g_autoptr(DscDecision) as_html = dsc_core_check(conv, message, DSC_FORMAT_HTML);
	if (dsc_decision_verdict(as_html) > dsc_decision_verdict(decision))
		return g_steal_pointer(&as_html);
	return g_steal_pointer(&decision);
}

static void message_leaves(PurpleConversation *conv, char **message)
{
	if (dsc_approval_take(conv, *message))
		return;

	DscDecision *decision = decide(conv, *message);
	DscVerdict verdict = dsc_decision_verdict(decision);
	if (dsc_waiting_in(conv)) {
		queue_behind(conv, g_steal_pointer(message), decision);
		return;
	}
	if (verdict >= DSC_VERDICT_HOLD) {
		dsc_hold(conv, g_steal_pointer(message), decision, &dsc_outgoing_origin);
		return;
	}
	dsc_memory_sent(conv, decision);
	if (verdict == DSC_VERDICT_HINT)
		dsc_ui()->hint(conv, decision);
	dsc_decision_free(decision);
}

/* With nowhere to hold it, a message can only be stopped. */
static void stop_message(char **message)
{
	g_clear_pointer(message, g_free);
	dsc_ui()->notice(_("A message was not sent"),
			 _("It left in no conversation that is open, so Discretion could not ask "
			   "about it. Open the conversation and write it there."));
}

static void im_leaves(PurpleAccount *account, const char *who, char **message,
		      void *data G_GNUC_UNUSED)
{
	if (message == NULL || *message == NULL)
		return;

	PurpleConversation *conv =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, who, account);
	if (conv == NULL && purple_account_get_connection(account) != NULL)
		conv = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, who);
	if (conv == NULL)
		stop_message(message);
	else
		message_leaves(conv, message);
}

static void chat_message_leaves(PurpleAccount *account, char **message, int id,
				void *data G_GNUC_UNUSED)
{
	PurpleConnection *gc = purple_account_get_connection(account);

	if (message == NULL || *message == NULL)
		return;

	PurpleConversation *conv = gc != NULL ? purple_find_chat(gc, id) : NULL;
	if (conv == NULL)
		stop_message(message);
	else
		message_leaves(conv, message);
}

void dsc_outgoing_start(void)
{
	void *convs = purple_conversations_get_handle();

	/* libpurple calls LOWEST first: before this nobody encrypts, stores or shows the text. */
	purple_signal_connect_priority(convs, "sending-im-msg", dsc_core_handle(),
				       PURPLE_CALLBACK(im_leaves), NULL,
				       PURPLE_SIGNAL_PRIORITY_LOWEST);
	purple_signal_connect_priority(convs, "sending-chat-msg", dsc_core_handle(),
				       PURPLE_CALLBACK(chat_message_leaves), NULL,
				       PURPLE_SIGNAL_PRIORITY_LOWEST);
}
