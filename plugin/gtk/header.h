/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gtk/row.h"
#include "purple/audience.h"

/** dsc_header_new: Returns: what the window says before anything else: a sign, the headline, the
 * readers; empty until dsc_header_update() */
GtkWidget *dsc_header_new(const DscDecision *decision);

/**
 * dsc_header_update:
 * @rows: (element-type DscRow): what was found
 *
 * Says what sending would do, and to whom.
 *
 * Returns: (transfer full): the headline, without markup
 */
char *dsc_header_update(GtkWidget *header, const DscDecision *decision, const GPtrArray *rows,
			const DscAudience *audience);
