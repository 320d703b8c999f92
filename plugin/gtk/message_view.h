/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gtk/row.h"

/** dsc_message_view_new: Returns: a view that shows a message and cannot change it */
GtkWidget *dsc_message_view_new(void);

/**
 * dsc_message_view_show:
 * @rows: (element-type DscRow): what to mark, each stretch with the number of its row
 *
 * Shows the plain text of @text. The parts of it that no reader sees at once,
 * such as the target of a link, stand below it if something was found in them.
 */
void dsc_message_view_show(GtkWidget *view, const DscText *text, const GPtrArray *rows);
