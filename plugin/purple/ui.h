/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/held.h"

/**
 * DscUiOps:
 * @present:   shows a held message and asks what to do; must not block
 * @refresh:   dsc_held_can_send() changed, or another message queued behind @held
 * @readers:   dsc_held_audience() changed: somebody came, went or took another name
 * @withdraw:  @held ends; take down whatever shows it
 * @cancelled: @held was cancelled; offer dsc_held_undo() until @withdraw
 * @hint:      a message passed, yet there is something to say about it
 * @give_back: puts @message, which is HTML, into the entry of @conv, behind what
 *             stands there; FALSE if there is no entry
 * @notice:    says something that belongs to no conversation
 *
 * The only way from below to a user interface. Pidgin's part sets its own;
 * without one, purple's request and notify functions serve (Finch and others).
 */
typedef struct {
	void (*present)(DscHeld *held);
	void (*refresh)(DscHeld *held);
	void (*readers)(DscHeld *held);
	void (*withdraw)(DscHeld *held);
	void (*cancelled)(DscHeld *held);
	void (*hint)(PurpleConversation *conv, const DscDecision *decision);
	gboolean (*give_back)(PurpleConversation *conv, const char *message);
	void (*notice)(const char *title, const char *text);
} DscUiOps;

/**
 * dsc_ui_set_ops:
 * @ops: (nullable): static; NULL goes back to purple's own dialogs
 *
 * Messages that wait are withdrawn from the old interface and presented by the new.
 */
void dsc_ui_set_ops(const DscUiOps *ops);

/** dsc_ui: Returns: (transfer none): the operations in force, every one of them set */
const DscUiOps *dsc_ui(void);
