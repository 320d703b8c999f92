/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/waiting.h"

#include <string.h>
#include <eventloop.h>
#include <signals.h>

#include "purple/core.h"
#include "purple/drafts.h"
#include "purple/images.h"
#include "purple/memory.h"
#include "purple/record.h"

static GQueue waiting = G_QUEUE_INIT;

static gboolean in_line(const DscHeld *held)
{
	return held->state == DSC_HELD_QUEUED || held->state == DSC_HELD_WAITING;
}

DscHeld *dsc_waiting_first(PurpleConversation *conv)
{
	for (GList *l = waiting.head; l != NULL; l = l->next) {
		DscHeld *held = l->data;
		if (in_line(held) && (conv == NULL || held->conv == conv))
			return held;
	}
	return NULL;
}

gboolean dsc_waiting_in(PurpleConversation *conv)
{
	return dsc_waiting_first(conv) != NULL;
}

GList *dsc_waiting_all(void)
{
	return g_list_copy(waiting.head);
}

static DscFormat format_of(const DscDecision *decision, PurpleAccount *account, const char *message)
{
	const DscReport *report = dsc_decision_report(decision);

	if (report == NULL)
		return dsc_core_format(account, message);
	return dsc_text_format(dsc_report_text(report));
}

DscHeld *dsc_waiting_add(PurpleConversation *conv, char *message, DscDecision *decision,
			 const DscOrigin *origin)
{
	DscHeld *held = g_new0(DscHeld, 1);

	held->state = DSC_HELD_QUEUED;
	held->conv = conv;
	held->target = dsc_target_new(conv);
	held->message = message;
	held->format = format_of(decision, purple_conversation_get_account(conv), message);
	held->decision = decision;
	held->origin = origin;
	held->audience = dsc_audience_new(conv, dsc_guard_policy(dsc_core_guard()));
	held->images = dsc_images_hold(message);
	held->since_us = g_get_monotonic_time();
	held->could_send = dsc_held_can_send(held);
	g_queue_push_tail(&waiting, held);
	dsc_memory_held(conv, decision);
	return held;
}

static void free_held(DscHeld *held)
{
	if (held->undo_timer != 0)
		purple_timeout_remove(held->undo_timer);
	dsc_images_release(held->images);
	dsc_audience_free(held->audience);
	dsc_decision_free(held->decision);
	dsc_target_free(held->target);
	explicit_bzero(held->message, strlen(held->message));
	g_free(held->message);
	g_free(held);
}

void dsc_waiting_end(DscHeld *held)
{
	g_queue_remove(&waiting, held);
	if (held->state != DSC_HELD_QUEUED)
		dsc_ui()->withdraw(held);
	free_held(held);
}

/* --- Turns -------------------------------------------------------------------------------- */

static void present(DscHeld *held)
{
	held->state = DSC_HELD_WAITING;
	held->could_send = dsc_held_can_send(held);
	dsc_ui()->present(held);
}

/* A queued message whose conversation cannot take it any more: its author decides anew. */
static void return_to_author(DscHeld *held)
{
	held->origin->give_back(held, held->conv);
	dsc_record(held, DSC_OUTCOME_KEPT);
	dsc_waiting_end(held);
}

/* Rules and readers may have changed since @held was queued, so it is read anew. */
static void take_turn(DscHeld *held)
{
	DscDecision *decision = dsc_core_check(held->conv, held->message, held->format);
	DscVerdict verdict = dsc_decision_verdict(decision);

	dsc_decision_free(held->decision);
	held->decision = decision;
	if (verdict >= DSC_VERDICT_HOLD) {
		present(held);
		return;
	}
	if (!dsc_held_can_send(held) || !dsc_held_send(held, held->message)) {
		held->state = DSC_HELD_QUEUED;
		return_to_author(held);
		return;
	}
	dsc_memory_sent(held->conv, held->decision);
	if (verdict == DSC_VERDICT_HINT && held->conv != NULL)
		dsc_ui()->hint(held->conv, held->decision);
	held->state = DSC_HELD_QUEUED; /* it was never presented */
	dsc_waiting_end(held);
}

void dsc_waiting_advance(PurpleConversation *conv)
{
	for (GList *l = waiting.head; l != NULL; l = l->next) {
		DscHeld *held = l->data;
		if (held->conv == conv && held->state == DSC_HELD_SENDING)
			return; /* its sender goes on when it has left */
	}

	DscHeld *first;
	while ((first = dsc_waiting_first(conv)) != NULL && first->state == DSC_HELD_QUEUED)
		take_turn(first);
}

DscHeld *dsc_hold(PurpleConversation *conv, char *message, DscDecision *decision,
		  const DscOrigin *origin)
{
	gboolean is_first = !dsc_waiting_in(conv);
	DscHeld *held = dsc_waiting_add(conv, message, decision, origin);

	if (is_first)
		present(held);
	else
		dsc_ui()->refresh(dsc_waiting_first(conv));
	return held;
}

DscHeld *dsc_held_find(PurpleConversation *conv, const DscOrigin *origin)
{
	for (GList *l = waiting.head; l != NULL; l = l->next) {
		DscHeld *held = l->data;
		if (in_line(held) && held->conv == conv && held->origin == origin)
			return held;
	}
	return NULL;
}

void dsc_waiting_hand_over(const DscUiOps *from, const DscUiOps *to)
{
	g_autoptr(GList) all = dsc_waiting_all();

	for (GList *l = all; l != NULL; l = l->next) {
		DscHeld *held = l->data;
		gboolean cancelled = held->state == DSC_HELD_CANCELLED;
		if (held->state != DSC_HELD_WAITING && !(cancelled && from != to))
			continue;
		from->withdraw(held);
		if (cancelled)
			to->cancelled(held);
		else
			to->present(held);
	}
}

/* --- When conversations, rooms and accounts go -------------------------------------------- */

static void keep(DscHeld *held)
{
	if (in_line(held)) {
		dsc_drafts_add(held->target, dsc_held_html(held));
		dsc_record(held, DSC_OUTCOME_KEPT);
	}
	dsc_waiting_end(held);
}

void dsc_waiting_keep_all(void)
{
	DscHeld *held;

	while ((held = dsc_waiting_first(NULL)) != NULL)
		keep(held);
}

static void conversation_goes(PurpleConversation *conv, void *data G_GNUC_UNUSED)
{
	DscHeld *held;

	while ((held = dsc_waiting_first(conv)) != NULL)
		keep(held);
	for (GList *l = waiting.head; l != NULL; l = l->next) {
		held = l->data;
		if (held->conv == conv)
			held->conv = NULL;
	}
}

static void read_audience(DscHeld *held)
{
	g_autoptr(DscAudience) before = held->audience;

	held->audience = dsc_audience_new(held->conv, dsc_guard_policy(dsc_core_guard()));
	if (held->state == DSC_HELD_WAITING && !dsc_audience_equal(held->audience, before))
		dsc_ui()->readers(held);
}

static void readers_change(PurpleConversation *conv)
{
	for (GList *l = waiting.head; l != NULL; l = l->next) {
		DscHeld *held = l->data;
		if (held->conv == conv)
			read_audience(held);
	}
}

/* On IRC a conversation takes on the new name when the other side changes theirs. */
static void conversation_changes(PurpleConversation *conv, PurpleConvUpdateType type,
				 void *data G_GNUC_UNUSED)
{
	if (type != PURPLE_CONV_UPDATE_TITLE)
		return;
	for (GList *l = waiting.head; l != NULL; l = l->next) {
		DscHeld *held = l->data;
		if (held->conv != conv)
			continue;
		dsc_target_free(held->target);
		held->target = dsc_target_new(conv);
	}
	readers_change(conv);
}

static void account_goes(PurpleAccount *account, void *data G_GNUC_UNUSED)
{
	g_autoptr(GList) all = dsc_waiting_all();

	for (GList *l = all; l != NULL; l = l->next) {
		DscHeld *held = l->data;
		if (held->state != DSC_HELD_SENDING && held->conv != NULL &&
		    purple_conversation_get_account(held->conv) == account)
			keep(held);
	}
}

static void refresh_all(void)
{
	g_autoptr(GList) all = dsc_waiting_all();

	for (GList *l = all; l != NULL; l = l->next) {
		DscHeld *held = l->data;
		gboolean can_send = dsc_held_can_send(held);
		if (held->state != DSC_HELD_WAITING || can_send == held->could_send)
			continue;
		held->could_send = can_send;
		dsc_ui()->refresh(held);
	}
}

static void something_moves(void *subject G_GNUC_UNUSED)
{
	refresh_all();
}

static void conversation_comes(PurpleConversation *conv G_GNUC_UNUSED)
{
	dsc_drafts_deliver();
}

void dsc_waiting_start(void)
{
	void *handle = dsc_core_handle();
	void *convs = purple_conversations_get_handle();
	void *connections = purple_connections_get_handle();

	purple_signal_connect(convs, "conversation-created", handle,
			      PURPLE_CALLBACK(conversation_comes), NULL);
	purple_signal_connect(convs, "deleting-conversation", handle,
			      PURPLE_CALLBACK(conversation_goes), NULL);
	purple_signal_connect(convs, "conversation-updated", handle,
			      PURPLE_CALLBACK(conversation_changes), NULL);
	/* What else these signals tell nobody needs. */
	purple_signal_connect(convs, "chat-buddy-joined", handle, PURPLE_CALLBACK(readers_change),
			      NULL);
	purple_signal_connect(convs, "chat-buddy-left", handle, PURPLE_CALLBACK(readers_change),
			      NULL);
	purple_signal_connect(convs, "chat-joined", handle, PURPLE_CALLBACK(something_moves), NULL);
	purple_signal_connect(convs, "chat-left", handle, PURPLE_CALLBACK(something_moves), NULL);
	purple_signal_connect(connections, "signed-on", handle, PURPLE_CALLBACK(something_moves),
			      NULL);
	purple_signal_connect(connections, "signed-off", handle, PURPLE_CALLBACK(something_moves),
			      NULL);
	purple_signal_connect(purple_accounts_get_handle(), "account-removed", handle,
			      PURPLE_CALLBACK(account_goes), NULL);
}

void dsc_waiting_stop(void)
{
	DscHeld *held;

	while ((held = dsc_waiting_first(NULL)) != NULL) {
		if (held->conv == NULL)
			keep(held);
		else
			return_to_author(held);
	}
	while ((held = g_queue_peek_head(&waiting)) != NULL)
		dsc_waiting_end(held);
}
