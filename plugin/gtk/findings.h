/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "engine/redact.h"
#include "gtk/row.h"

/* Height in pixels that the list asks for; the rest of it scrolls. */
#define DSC_FINDINGS_LEAST 110

/**
 * DscFindingsChanged: a tick or a replacement changed
 */
typedef void (*DscFindingsChanged)(gpointer data);

/**
 * dsc_findings_new:
 * @rows:    (transfer none) (element-type DscRow): must outlive the widget
 * @changed: called with @data after every change
 *
 * Returns: a list of what was found: what, why, by which clause, how to say it
 * better, and what to put in its place
 */
GtkWidget *dsc_findings_new(const GPtrArray *rows, DscFindingsChanged changed, gpointer data);

/** dsc_findings_height: Returns: height in pixels at which nothing of it would scroll */
int dsc_findings_height(GtkWidget *findings);

/**
 * dsc_findings_set_redaction:
 *
 * Suggests other replacements; what the author has written stays. The caller updates what
 * depends on it: nothing is called for this change.
 */
void dsc_findings_set_redaction(GtkWidget *findings, DscRedaction redaction);

/**
 * dsc_findings_edits:
 *
 * Returns: (transfer full) (element-type DscEdit): one edit for each ticked
 * stretch; valid until the next change
 */
GArray *dsc_findings_edits(GtkWidget *findings);
