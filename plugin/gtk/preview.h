/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "purple/held.h"

/**
 * dsc_preview_new:
 * @hidden: whether to show the parts too that no reader sees at once
 *
 * Returns: a view of what will be sent, with a line on whether it may be
 */
GtkWidget *dsc_preview_new(gboolean hidden);

/**
 * dsc_preview_update:
 * @edits: (element-type DscEdit): what the author chose
 *
 * Redacts the message of @held, checks the result again and shows both.
 *
 * Returns: TRUE if it may be sent
 */
gboolean dsc_preview_update(GtkWidget *preview, const DscHeld *held, const GArray *edits);

/** dsc_preview_message: Returns: (transfer none) (nullable): what it shows, in the format of the
 * held message */
const char *dsc_preview_message(GtkWidget *preview);
