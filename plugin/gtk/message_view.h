/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gtk/row.h"
#include "purple/held.h"

/** dsc_message_view_new: Returns: a view that shows a message and cannot change it */
GtkWidget *dsc_message_view_new(void);

/**
 * dsc_message_view_show:
 * @rows:   (element-type DscRow): what to mark, each stretch with the number of its row
 *          unless that is 0
 * @hidden: whether to show, below the rest, the parts of it that no reader sees at
 *          once, such as the target of a link
 *
 * Shows the plain text of @text.
 */
void dsc_message_view_show(GtkWidget *view, const DscText *text, const GPtrArray *rows,
			   gboolean hidden);

/** dsc_message_view_height: Returns: height in pixels that its text takes at @width */
int dsc_message_view_height(GtkWidget *view, int width);

/** dsc_message_panel_new: Returns: the message of @held under its heading, with what was found
 * marked; what does not fit into some lines scrolls */
GtkWidget *dsc_message_panel_new(const DscHeld *held, const GPtrArray *rows);
