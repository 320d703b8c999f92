/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "policy/policy.h"

/** DscTeachingChanged: the tick was set or taken away */
typedef void (*DscTeachingChanged)(gpointer data);

/**
 * dsc_teaching_new:
 * @decision: (transfer none): must outlive the widget
 * @changed:  called with @data after every change
 *
 * Returns: (nullable): a tick that asks for redaction for teaching; NULL if that would say
 * nothing else than plain redaction
 */
GtkWidget *dsc_teaching_new(const DscDecision *decision, DscTeachingChanged changed, gpointer data);

/** dsc_teaching_redaction: @teaching: (nullable). Returns: what is asked for */
DscRedaction dsc_teaching_redaction(GtkWidget *teaching);

/**
 * dsc_teaching_add_edits:
 * @teaching: (nullable)
 * @edits:    (element-type DscEdit): for what was found
 *
 * Adds the edits for details that only redaction for teaching replaces, if it is asked for;
 * valid as long as the widget.
 */
void dsc_teaching_add_edits(GtkWidget *teaching, GArray *edits);
