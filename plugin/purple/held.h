/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <conversation.h>

#include "policy/policy.h"
#include "purple/audience.h"

/*
 * A message that waits for its author.
 *
 * Ownership: the list in held.c owns every DscHeld, and a held message's text is
 * in exactly one place. A user interface borrows it between present() and
 * withdraw(); after withdraw() the pointer is dead. An answer (dsc_held_send_…,
 * dsc_held_edit, dsc_held_cancel) may be given once; it ends the waiting and calls
 * withdraw() before it returns, except that a cancelled message lives on, for undo,
 * until withdraw().
 *
 * Order: messages of one conversation leave in the order they were written. What
 * is sent while an earlier one waits queues behind it.
 */
typedef struct DscHeld DscHeld;

/**
 * DscOrigin:
 * @send:      puts @message on its way in @conv; it must reach the signals in the same call
 * @give_back: puts the held text where its author can change it
 * @discard:   takes the text away from where the author typed it
 *
 * Where a held message came from and goes back to: an entry of Pidgin, or the
 * signal that any client emits. @conv is NULL when the conversation is gone.
 */
typedef struct {
	void (*send)(DscHeld *held, PurpleConversation *conv, const char *message);
	void (*give_back)(DscHeld *held, PurpleConversation *conv);
	void (*discard)(DscHeld *held, PurpleConversation *conv);
} DscOrigin;

/**
 * dsc_hold:
 * @conv:     conversation it was to leave in
 * @message:  (transfer full): the message
 * @decision: (transfer full): why it is held
 * @origin:   (transfer none): static
 *
 * Holds a message and presents it through the user interface, once those that
 * wait in @conv before it are answered.
 *
 * Returns: (transfer none): the held message
 */
DscHeld *dsc_hold(PurpleConversation *conv, char *message, DscDecision *decision,
		  const DscOrigin *origin);

/** dsc_held_find: Returns: (transfer none) (nullable): the message of @origin that waits in @conv
 */
DscHeld *dsc_held_find(PurpleConversation *conv, const DscOrigin *origin);

const DscDecision *dsc_held_decision(const DscHeld *held);
const char *dsc_held_message(const DscHeld *held);

/** dsc_held_conversation: Returns: (transfer none) (nullable): NULL while it is closed */
PurpleConversation *dsc_held_conversation(const DscHeld *held);

/** dsc_held_audience: Returns: (transfer none): who would read it; valid until somebody comes or
 * goes there, see #DscUiOps */
const DscAudience *dsc_held_audience(const DscHeld *held);

/** dsc_held_can_send: Returns: FALSE while the account is offline or the room is left */
gboolean dsc_held_can_send(const DscHeld *held);

/**
 * dsc_held_check:
 * @message: what the user interface is about to send instead
 *
 * Returns: (transfer full): what would be decided about it; for previews
 */
DscDecision *dsc_held_check(const DscHeld *held, const char *message);

/**
 * dsc_held_send_redacted:
 * @message: the redacted message, in the format of the held one
 *
 * Sends it if it passes the check; otherwise nothing happens.
 *
 * Returns: TRUE if it is on its way and @held has ended
 */
gboolean dsc_held_send_redacted(DscHeld *held, const char *message);

/**
 * dsc_held_send_anyway:
 * @note: (nullable): the author's own words
 *
 * Sends the message as it is, once, to this conversation only, and keeps the
 * reason in the record. Does nothing if the policy does not allow it.
 *
 * Returns: TRUE if it is on its way and @held has ended
 */
gboolean dsc_held_send_anyway(DscHeld *held, DscReason reason, const char *note);

/** dsc_held_edit: gives the text back to its author; nothing is sent. */
void dsc_held_edit(DscHeld *held);

/** dsc_held_cancel: takes the text away; DSC_HELD_UNDO_S seconds long it can be undone. */
void dsc_held_cancel(DscHeld *held);

/** dsc_held_undo: gives the text of a cancelled message back to its author. */
void dsc_held_undo(DscHeld *held);

#define DSC_HELD_UNDO_S 30
