/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/held.h"

/*
 * The window in which an author decides about a held message: one for each, not
 * modal, and it leaves the focus where it was. Closing it means Edit.
 */

/** dsc_dialog_present: shows the window of @held */
void dsc_dialog_present(DscHeld *held);

/** dsc_dialog_raise: brings the window that waits in @conv to the author, if there is one */
void dsc_dialog_raise(PurpleConversation *conv);

/** dsc_dialog_readers: follows dsc_held_audience() */
void dsc_dialog_readers(DscHeld *held);

/** dsc_dialog_refresh: follows dsc_held_can_send() */
void dsc_dialog_refresh(DscHeld *held);

/** dsc_dialog_withdraw: takes the window of @held down, if there is one */
void dsc_dialog_withdraw(DscHeld *held);
