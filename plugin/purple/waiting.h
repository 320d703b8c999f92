/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/held.h"
#include "purple/target.h"
#include "purple/ui.h"

/*
 * The list that owns every message that waits, in the order of their writing. Of
 * each conversation only the first is presented; the others have their turn after
 * it. Nobody outside plugin/purple/ sees this header.
 */

/**
 * DscHeldState:
 * @DSC_HELD_QUEUED:    waits behind an earlier one, not presented
 * @DSC_HELD_WAITING:   presented, waits for an answer
 * @DSC_HELD_SENDING:   on its way right now
 * @DSC_HELD_CANCELLED: taken back; only undo is left
 */
typedef enum {
	DSC_HELD_QUEUED,
	DSC_HELD_WAITING,
	DSC_HELD_SENDING,
	DSC_HELD_CANCELLED,
} DscHeldState;

struct DscHeld {
	DscHeldState state;
	PurpleConversation *conv; /* NULL as soon as it is closed */
	DscTarget *target;
	char *message;
	DscFormat format;
	DscDecision *decision;
	const DscOrigin *origin;
	DscAudience *audience;
	GArray *images; /* ids in the image store, one reference each */
	gint64 since_us;
	guint undo_timer;
	gboolean could_send;	 /* what the user interface was told last */
	gboolean still_in_entry; /* the entry did not let the text go when it was sent */
};

/** dsc_waiting_in: Returns: TRUE if a message waits in @conv, so that a new one has to queue */
gboolean dsc_waiting_in(PurpleConversation *conv);

/**
 * dsc_waiting_add:
 * @message:  (transfer full): what waits
 * @decision: (transfer full): what was decided about it
 *
 * Puts a message at the end; presents nothing.
 *
 * Returns: (transfer none): it, queued
 */
DscHeld *dsc_waiting_add(PurpleConversation *conv, char *message, DscDecision *decision,
			 const DscOrigin *origin);

/** dsc_waiting_end: withdraws @held from the user interface and frees it. */
void dsc_waiting_end(DscHeld *held);

/** dsc_waiting_advance: lets the next messages of @conv leave, or presents the one that may not. */
void dsc_waiting_advance(PurpleConversation *conv);

/**
 * dsc_waiting_first:
 * @conv: (nullable): NULL for any
 *
 * Returns: (transfer none) (nullable): the oldest that waits or is queued
 */
DscHeld *dsc_waiting_first(PurpleConversation *conv);

/** dsc_waiting_all: Returns: (transfer container) (element-type DscHeld): all, oldest first */
GList *dsc_waiting_all(void);

/**
 * dsc_waiting_hand_over: takes all from the user interface @from and gives them to @to,
 * which may be the same, to show what waits once more.
 */
void dsc_waiting_hand_over(const DscUiOps *from, const DscUiOps *to);

/** dsc_waiting_start: follows conversations, rooms and accounts as they come and go. */
void dsc_waiting_start(void);

/** dsc_waiting_stop: gives every text that waits back to its author; nothing is sent. */
void dsc_waiting_stop(void);

/** dsc_waiting_keep_all: moves every text that waits to the drafts. */
void dsc_waiting_keep_all(void);

/**
 * dsc_held_send:
 * @message: approved by its author
 *
 * Puts @message on its way. @held lives on.
 *
 * Returns: TRUE if it left, or is in the hands of the entry it came from
 */
gboolean dsc_held_send(DscHeld *held, const char *message);

/** dsc_held_format: Returns: the format of the message */
DscFormat dsc_held_format(const DscHeld *held);

/** dsc_held_html: Returns: (transfer full): the message as HTML, whatever its own format */
char *dsc_held_html(const DscHeld *held);
