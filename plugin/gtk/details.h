/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gtk/row.h"
#include "purple/held.h"

/** DscDetailsChanged: what would be sent instead changed; call dsc_details_update() */
typedef void (*DscDetailsChanged)(gpointer data);

/**
 * dsc_details_new:
 * @held:    (transfer none): must outlive the widget, like @rows
 * @rows:    (element-type DscRow): what was found
 * @changed: called with @data after every change by its author
 *
 * Returns: what was found, what stands in for it, and what will be sent; where nothing is known of
 * the message, a word about that
 */
GtkWidget *dsc_details_new(const DscHeld *held, const GPtrArray *rows, DscDetailsChanged changed,
			   gpointer data);

/**
 * dsc_details_update:
 *
 * Redacts the message as its author wants it, and shows the result.
 *
 * Returns: TRUE if that may be sent
 */
gboolean dsc_details_update(GtkWidget *details);

/** dsc_details_message: Returns: (transfer none) (nullable): what would be sent, in the format of
 * the held message */
const char *dsc_details_message(GtkWidget *details);

/** dsc_details_missing: Returns: pixels by which more height would let all that was found be seen
 * at once */
int dsc_details_missing(GtkWidget *details);
