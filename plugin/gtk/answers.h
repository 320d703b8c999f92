/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * The buttons with which an author answers. Unlike a dialog's own row, each is only as wide as its
 * words, and where the screen is too narrow for all of them, the one that overrides stands below.
 */

typedef enum {
	DSC_ANSWER_REDACTED = 1,
	DSC_ANSWER_EDIT,
	DSC_ANSWER_CANCEL,
	DSC_ANSWER_ANYWAY, /* asks for the reason … */
	DSC_ANSWER_SEND,   /* … with which it is sent as it is; no button here */
} DscAnswer;

/**
 * dsc_answers_new:
 * @dialog:   responds with the answer, or one of GTK's own responses
 * @override: whether "Send anyway…" is among them
 *
 * Returns: the buttons, shown
 */
GtkWidget *dsc_answers_new(GtkDialog *dialog, gboolean override);

/** dsc_answers_set_sensitive: whether the button of @answer takes clicks, if there is one */
void dsc_answers_set_sensitive(GtkWidget *answers, DscAnswer answer, gboolean sensitive);

/** dsc_answers_button: Returns: (transfer none) (nullable): the button of @answer */
GtkWidget *dsc_answers_button(GtkWidget *answers, DscAnswer answer);
