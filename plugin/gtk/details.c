/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/details.h"

#include <glib/gi18n-lib.h>

#include "gtk/findings.h"
#include "gtk/preview.h"
#include "gtk/teaching.h"
#include "gtk/widgets.h"

typedef struct {
	const DscHeld *held;
	GtkWidget *findings; /* NULL, as @preview, if there are none */
	GtkWidget *preview;
	GtkWidget *teaching; /* NULL if there is nothing to generalise */
	DscDetailsChanged changed;
	gpointer data;
} Details;

static const char *const KEY = "discretion-details";

static void on_change(gpointer data)
{
	const Details *self = data;

	self->changed(self->data);
}

static void on_teaching(gpointer data)
{
	const Details *self = data;

	dsc_findings_set_redaction(self->findings, dsc_teaching_redaction(self->teaching));
	self->changed(self->data);
}

/* With nothing that could be replaced in it, an unread message can only be changed. */
static GtkWidget *unread_new(void)
{
	GtkWidget *label = dsc_label_new(
		g_markup_escape_text(_("Discretion could not read all of it, so nobody knows what "
				       "is in it. Please shorten or edit the message."),
				     -1));

	dsc_label_wrap_at(label, DSC_TEXT_WIDE);
	return label;
}

static void add_findings(Details *self, GtkWidget *box, const GPtrArray *rows)
{
	self->findings = dsc_findings_new(rows, on_change, self);
	self->preview = dsc_preview_new(dsc_rows_hidden(rows));
	self->teaching = dsc_teaching_new(dsc_held_decision(self->held), on_teaching, self);
	gtk_box_pack_start(GTK_BOX(box), dsc_heading_new(_("What was _found"), self->findings),
			   FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), self->findings, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), self->preview, FALSE, FALSE, DSC_GAP);
	if (self->teaching)
		gtk_box_pack_start(GTK_BOX(box), self->teaching, FALSE, FALSE, 0);
}

GtkWidget *dsc_details_new(const DscHeld *held, const GPtrArray *rows, DscDetailsChanged changed,
			   gpointer data)
{
	Details *self = g_new0(Details, 1);
	GtkWidget *box = gtk_vbox_new(FALSE, DSC_GAP);

	self->held = held;
	self->changed = changed;
	self->data = data;
	if (rows->len)
		add_findings(self, box, rows);
	else
		gtk_box_pack_start(GTK_BOX(box), unread_new(), FALSE, FALSE, 0);
	g_object_set_data_full(G_OBJECT(box), KEY, self, g_free);
	return box;
}

gboolean dsc_details_update(GtkWidget *details)
{
	const Details *self = g_object_get_data(G_OBJECT(details), KEY);

	if (!self->findings)
		return FALSE;
	g_autoptr(GArray) edits = dsc_findings_edits(self->findings);
	dsc_teaching_add_edits(self->teaching, edits);
	return dsc_preview_update(self->preview, self->held, edits);
}

const char *dsc_details_message(GtkWidget *details)
{
	const Details *self = g_object_get_data(G_OBJECT(details), KEY);

	return self->preview ? dsc_preview_message(self->preview) : NULL;
}

int dsc_details_missing(GtkWidget *details)
{
	const Details *self = g_object_get_data(G_OBJECT(details), KEY);

	return self->findings ? MAX(dsc_findings_height(self->findings) - DSC_FINDINGS_LEAST, 0)
			      : 0;
}
