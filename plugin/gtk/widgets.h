/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Spacing of the GNOME 2 Human Interface Guidelines, in pixels. */
#define DSC_GAP	      6
#define DSC_WIDE_GAP  12
#define DSC_TEXT_WIDE 580

/** dsc_label_new: @markup: (transfer full): Pango markup, all that is not ours escaped.
 * Returns: a label that breaks its lines, aligned to the start */
GtkWidget *dsc_label_new(char *markup);

/** dsc_label_wrap_at: breaks the lines of @label so that it is at most @width pixels wide */
void dsc_label_wrap_at(GtkWidget *label, int width);

/** dsc_heading_new: Returns: a bold label, tied to @target for its mnemonic and for screen readers
 */
GtkWidget *dsc_heading_new(const char *with_mnemonic, GtkWidget *target);

/** dsc_scrolled_new: Returns: @child in a frame that scrolls, at least @height pixels high */
GtkWidget *dsc_scrolled_new(GtkWidget *child, int height);

/** dsc_scrolled_page_new: Returns: @page without a frame, which scrolls only if there is not enough
 * height for it, and then to what has the focus */
GtkWidget *dsc_scrolled_page_new(GtkWidget *page);

/** dsc_widget_describe: what a screen reader says of @widget; @description may be NULL */
void dsc_widget_describe(GtkWidget *widget, const char *name, const char *description);

/**
 * dsc_isolate:
 *
 * Returns: (transfer full): @text; where it runs against the interface, between
 * marks that keep its direction from mixing with that of the sentence around it
 * (Unicode UAX #9, FSI and PDI)
 */
char *dsc_isolate(const char *text);
