/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/answers.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets.h"

/* What stands to both sides of the row, in pixels: borders, and the window's frame. */
#define AROUND 40

/* No button is narrower, so that short words can be hit as well. */
#define LEAST_WIDE 86

typedef struct {
	GtkDialog *dialog;
	GtkWidget *buttons[DSC_ANSWER_SEND];
} Answers;

static const char *const KEY = "discretion-answers";

static void on_click(GtkWidget *button, Answers *self)
{
	for (DscAnswer answer = DSC_ANSWER_REDACTED; answer < DSC_ANSWER_SEND; answer++)
		if (self->buttons[answer] == button)
			gtk_dialog_response(self->dialog, (int)answer);
}

static GtkWidget *button_new(Answers *self, DscAnswer answer, const char *with_mnemonic)
{
	GtkWidget *button = gtk_button_new_with_mnemonic(with_mnemonic);
	GtkRequisition wanted;

	gtk_widget_size_request(button, &wanted);
	gtk_widget_set_size_request(button, MAX(wanted.width + DSC_WIDE_GAP, LEAST_WIDE), -1);
	gtk_widget_set_can_default(button, TRUE);
	g_signal_connect(button, "clicked", G_CALLBACK(on_click), self);
	self->buttons[answer] = button;
	return button;
}

static int width_of(GtkWidget *widget)
{
	GtkRequisition wanted;

	gtk_widget_show_all(widget);
	gtk_widget_size_request(widget, &wanted);
	return wanted.width;
}

/* The safe answer stands where a dialog's own row would have it. */
static GtkWidget *row_new(Answers *self)
{
	GtkWidget *row = gtk_hbox_new(FALSE, DSC_GAP);
	GtkWidget *cancel = button_new(self, DSC_ANSWER_CANCEL, _("_Cancel message"));
	GtkWidget *edit = button_new(self, DSC_ANSWER_EDIT, _("_Edit"));
	GtkWidget *redacted = button_new(self, DSC_ANSWER_REDACTED, _("_Send redacted"));
	gboolean reversed = gtk_alternative_dialog_button_order(NULL);

	gtk_box_pack_end(GTK_BOX(row), reversed ? cancel : redacted, FALSE, FALSE, 0);
	gtk_box_pack_end(GTK_BOX(row), edit, FALSE, FALSE, 0);
	gtk_box_pack_end(GTK_BOX(row), reversed ? redacted : cancel, FALSE, FALSE, 0);
	return row;
}

GtkWidget *dsc_answers_new(GtkDialog *dialog, gboolean override)
{
	Answers *self = g_new0(Answers, 1);
	GtkWidget *rows = gtk_vbox_new(FALSE, DSC_GAP);
	GtkWidget *row = row_new(self);

	self->dialog = dialog;
	gtk_box_pack_start(GTK_BOX(rows), row, FALSE, FALSE, 0);
	if (override) {
		GtkWidget *anyway = button_new(self, DSC_ANSWER_ANYWAY, _("Send _anyway…"));
		int together = width_of(row) + DSC_GAP + width_of(anyway);
		GtkWidget *place = together + AROUND <= gdk_screen_width()
					   ? row
					   : gtk_hbox_new(FALSE, DSC_GAP);
		gtk_box_pack_start(GTK_BOX(place), anyway, FALSE, FALSE, 0);
		if (place != row)
			gtk_box_pack_start(GTK_BOX(rows), place, FALSE, FALSE, 0);
	}
	gtk_container_set_border_width(GTK_CONTAINER(rows), DSC_GAP);
	gtk_widget_show_all(rows);
	g_object_set_data_full(G_OBJECT(rows), KEY, self, g_free);
	return rows;
}

GtkWidget *dsc_answers_button(GtkWidget *answers, DscAnswer answer)
{
	const Answers *self = g_object_get_data(G_OBJECT(answers), KEY);

	return answer < DSC_ANSWER_SEND ? self->buttons[answer] : NULL;
}

void dsc_answers_set_sensitive(GtkWidget *answers, DscAnswer answer, gboolean sensitive)
{
	GtkWidget *button = dsc_answers_button(answers, answer);

	if (button)
		gtk_widget_set_sensitive(button, sensitive);
}
