/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/held.h"

#include <string.h>

#include <connection.h>
#include <eventloop.h>
#include <util.h>

#include "purple/approval.h"
#include "purple/core.h"
#include "purple/drafts.h"
#include "purple/memory.h"
#include "purple/outgoing.h"
#include "purple/record.h"
#include "purple/waiting.h"

const DscDecision *dsc_held_decision(const DscHeld *held)
{
	return held->decision;
}

const char *dsc_held_message(const DscHeld *held)
{
	return held->message;
}

PurpleConversation *dsc_held_conversation(const DscHeld *held)
{
	return held->conv != NULL ? held->conv : dsc_target_find(held->target);
}

const DscAudience *dsc_held_audience(const DscHeld *held)
{
	return held->audience;
}

gboolean dsc_held_can_send(const DscHeld *held)
{
	if (held->conv == NULL)
		return FALSE;

	PurpleConnection *gc = purple_conversation_get_gc(held->conv);
	if (gc == NULL || purple_connection_get_state(gc) != PURPLE_CONNECTED)
		return FALSE;
	return purple_conversation_get_type(held->conv) != PURPLE_CONV_TYPE_CHAT ||
	       !purple_conv_chat_has_left(PURPLE_CONV_CHAT(held->conv));
}

DscDecision *dsc_held_check(const DscHeld *held, const char *message)
{
	return dsc_core_check(dsc_held_conversation(held), message, held->format);
}

char *dsc_held_html(const DscHeld *held)
{
	if (held->format == DSC_FORMAT_HTML)
		return g_strdup(held->message);

	g_autofree char *escaped = g_markup_escape_text(held->message, -1);
	return purple_strreplace(escaped, "\n", "<br>");
}

/* --- Sending ------------------------------------------------------------------------------ */

/* Such a command writes to the wire past all signals, so nobody asks for its approval. */
static gboolean is_command(const char *message)
{
	g_autoptr(DscText) text = dsc_text_new(message, -1, DSC_FORMAT_HTML);

	return dsc_text_plain(text, NULL)[0] == '/';
}

DscFormat dsc_held_format(const DscHeld *held)
{
	return held->format;
}

gboolean dsc_held_send(DscHeld *held, const char *message)
{
	gboolean typed = held->origin != &dsc_outgoing_origin;
	held->state = DSC_HELD_SENDING;
	DscApproval *approval = dsc_approval_begin(held->conv, message,
						   typed ? DSC_APPROVAL_TYPED : DSC_APPROVAL_EXACT);
	held->origin->send(held, held->conv, message);
	gboolean sent = dsc_approval_end(approval);
	held->still_in_entry = typed && !sent && !is_command(message);
	return sent || typed;
}

/* The answers end the waiting; afterwards it is the next one's turn. */
static void end_and_advance(DscHeld *held)
{
	PurpleConversation *conv = held->conv;

	dsc_waiting_end(held);
	if (conv != NULL)
		dsc_waiting_advance(conv);
}

static gboolean answer_by_sending(DscHeld *held, const char *message)
{
	if (dsc_held_send(held, message))
		return TRUE;
	held->state = DSC_HELD_WAITING;
	if (held->conv == NULL) { /* it was closed meanwhile */
		dsc_drafts_add(held->target, dsc_held_html(held));
		dsc_record(held, DSC_OUTCOME_KEPT);
		dsc_waiting_end(held);
	}
	return FALSE;
}

gboolean dsc_held_send_redacted(DscHeld *held, const char *message)
{
	if (held->state != DSC_HELD_WAITING || !dsc_held_can_send(held))
		return FALSE;

	g_autoptr(DscDecision) decision = dsc_held_check(held, message);
	if (dsc_decision_verdict(decision) >= DSC_VERDICT_HOLD)
		return FALSE;
	if (!answer_by_sending(held, message))
		return FALSE;
	if (!held->still_in_entry)
		dsc_memory_sent(held->conv, decision);
	dsc_record(held, held->still_in_entry ? DSC_OUTCOME_EDITED : DSC_OUTCOME_REDACTED);
	end_and_advance(held);
	return TRUE;
}

/* Who knows that somebody is no patient is not asked about the name again. */
static void sent_anyway(DscHeld *held, DscReason reason, const char *note)
{
	dsc_memory_sent(held->conv, held->decision);
	if (reason == DSC_REASON_NOT_A_PATIENT || reason == DSC_REASON_MISTAKE)
		dsc_memory_forget(held->conv, held->decision);
	dsc_record_sent_anyway(held, reason, note);
}

gboolean dsc_held_send_anyway(DscHeld *held, DscReason reason, const char *note)
{
	if (held->state != DSC_HELD_WAITING || !dsc_held_can_send(held) ||
	    !dsc_decision_allows(held->decision, reason))
		return FALSE;
	if (!answer_by_sending(held, held->message))
		return FALSE;
	if (held->still_in_entry)
		dsc_record(held, DSC_OUTCOME_EDITED);
	else
		sent_anyway(held, reason, note);
	end_and_advance(held);
	return TRUE;
}

/* --- Giving back -------------------------------------------------------------------------- */

static void give_back(DscHeld *held)
{
	PurpleConversation *conv = dsc_held_conversation(held);

	if (conv != NULL)
		held->origin->give_back(held, conv);
	else
		dsc_drafts_add(held->target, dsc_held_html(held));
}

void dsc_held_edit(DscHeld *held)
{
	if (held->state != DSC_HELD_WAITING && held->state != DSC_HELD_QUEUED)
		return;
	give_back(held);
	dsc_record(held, DSC_OUTCOME_EDITED);
	end_and_advance(held);
}

static gboolean undo_is_over(void *data)
{
	DscHeld *held = data;

	held->undo_timer = 0;
	dsc_waiting_end(held);
	return G_SOURCE_REMOVE;
}

void dsc_held_cancel(DscHeld *held)
{
	if (held->state != DSC_HELD_WAITING && held->state != DSC_HELD_QUEUED)
		return;

	PurpleConversation *conv = held->conv;
	held->state = DSC_HELD_CANCELLED;
	held->undo_timer = purple_timeout_add_seconds(DSC_HELD_UNDO_S, undo_is_over, held);
	held->origin->discard(held, conv);
	dsc_record(held, DSC_OUTCOME_CANCELLED);
	dsc_ui()->cancelled(held);
	if (conv != NULL)
		dsc_waiting_advance(conv);
}

void dsc_held_undo(DscHeld *held)
{
	if (held->state != DSC_HELD_CANCELLED)
		return;
	give_back(held);
	dsc_record(held, DSC_OUTCOME_RESTORED);
	dsc_waiting_end(held);
}
