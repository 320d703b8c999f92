/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "policy/policy.h"

/**
 * DscReasonsAnswer:
 * @send: TRUE for "Send", FALSE for "Back"
 *
 * The author leaves the panel.
 */
typedef void (*DscReasonsAnswer)(gboolean send, gpointer data);

/** dsc_reasons_new: Returns: a panel that asks why a message is to be sent as it is, with the
 * reasons that @decision allows */
GtkWidget *dsc_reasons_new(const DscDecision *decision, DscReasonsAnswer answer, gpointer data);

/** dsc_reasons_set_ready: whether "Send" may become sensitive at all */
void dsc_reasons_set_ready(GtkWidget *panel, gboolean ready);

/** dsc_reasons_grab_focus: moves the focus to the first reason, chosen by nobody yet */
void dsc_reasons_grab_focus(GtkWidget *panel);

/** dsc_reasons_chosen: Returns: FALSE and nothing stored if none is chosen yet */
gboolean dsc_reasons_chosen(GtkWidget *panel, DscReason *reason);

/** dsc_reasons_note: Returns: (transfer none) (nullable): the author's own words */
const char *dsc_reasons_note(GtkWidget *panel);
