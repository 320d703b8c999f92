/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/held.h"

/* What is said in passing: nobody has to answer it. */

/** dsc_notices_cancelled: offers, above the entry, to undo the cancelling of @held */
void dsc_notices_cancelled(DscHeld *held);

/** dsc_notices_hint: says, above the entry, what there was to say about a message that passed */
void dsc_notices_hint(PurpleConversation *conv, const DscDecision *decision);

/** dsc_notices_say: says something that belongs to no conversation */
void dsc_notices_say(const char *title, const char *text);
