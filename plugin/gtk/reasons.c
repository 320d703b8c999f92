/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/reasons.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets.h"

typedef struct {
	GtkWidget *radios[DSC_N_REASONS]; /* NULL where the policy does not allow it */
	GtkWidget *note;
	GtkWidget *send;
	gboolean ready;
	DscReasonsAnswer answer;
	gpointer data;
} Reasons;

static const char *const KEY = "discretion-reasons";

static Reasons *reasons_of(GtkWidget *panel)
{
	return g_object_get_data(G_OBJECT(panel), KEY);
}

static gboolean find_chosen(const Reasons *self, DscReason *reason)
{
	for (guint i = 0; i < DSC_N_REASONS; i++)
		if (self->radios[i] &&
		    gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(self->radios[i]))) {
			*reason = i;
			return TRUE;
		}
	return FALSE;
}

static void update(Reasons *self)
{
	DscReason reason;

	gtk_widget_set_sensitive(self->send, self->ready && find_chosen(self, &reason));
}

static void on_toggled(GtkToggleButton *radio G_GNUC_UNUSED, Reasons *self)
{
	update(self);
}

static void on_send(GtkButton *button G_GNUC_UNUSED, Reasons *self)
{
	self->answer(TRUE, self->data);
}

static void on_back(GtkButton *button G_GNUC_UNUSED, Reasons *self)
{
	self->answer(FALSE, self->data);
}

/*
 * No reason is chosen for the author. GTK has no call for a group of radio
 * buttons with none active, but keeps such a group right once it is there.
 */
static void choose_none(GtkWidget *radio)
{
	GTK_TOGGLE_BUTTON(radio)->active = FALSE;
	gtk_widget_set_state(radio, GTK_STATE_NORMAL);
}

static void add_radios(Reasons *self, GtkWidget *box, const DscDecision *decision)
{
	GtkRadioButton *group = NULL;
	GtkWidget *first = NULL;

	for (guint i = 0; i < DSC_N_REASONS; i++) {
		if (!dsc_decision_allows(decision, i))
			continue;
		GtkWidget *radio =
			gtk_radio_button_new_with_label_from_widget(group, dsc_reason_label(i));
		if (!first)
			first = radio;
		group = GTK_RADIO_BUTTON(radio);
		g_signal_connect(radio, "toggled", G_CALLBACK(on_toggled), self);
		gtk_box_pack_start(GTK_BOX(box), radio, FALSE, FALSE, 0);
		self->radios[i] = radio;
	}
	/* Last, for one that joins a group with none active becomes active itself. */
	if (first)
		choose_none(first);
}

static GtkWidget *add_button(GtkWidget *box, const char *with_mnemonic, GCallback clicked,
			     Reasons *self)
{
	GtkWidget *button = gtk_button_new_with_mnemonic(with_mnemonic);

	gtk_box_pack_start(GTK_BOX(box), button, FALSE, FALSE, 0);
	g_signal_connect(button, "clicked", clicked, self);
	return button;
}

GtkWidget *dsc_reasons_new(const DscDecision *decision, DscReasonsAnswer answer, gpointer data)
{
	Reasons *self = g_new0(Reasons, 1);
	GtkWidget *panel = gtk_vbox_new(FALSE, DSC_GAP);
	GtkWidget *radios = gtk_vbox_new(FALSE, 0);
	GtkWidget *buttons = gtk_hbutton_box_new();
	GtkWidget *question = dsc_label_new(
		g_markup_printf_escaped("<b>%s</b>", _("Why must it be sent as it is?")));
	GtkWidget *record = dsc_label_new(g_markup_printf_escaped(
		"<small>%s</small>", _("The reason is kept in the record, the message is not.")));

	self->answer = answer;
	self->data = data;
	self->note = gtk_entry_new();
	dsc_label_wrap_at(question, DSC_TEXT_WIDE);
	dsc_label_wrap_at(record, DSC_TEXT_WIDE);
	gtk_box_pack_start(GTK_BOX(panel), question, FALSE, FALSE, 0);
	add_radios(self, radios, decision);
	gtk_box_pack_start(GTK_BOX(panel), radios, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(panel),
			   dsc_heading_new(_("In your _own words, if you like"), self->note), FALSE,
			   FALSE, 0);
	gtk_box_pack_start(GTK_BOX(panel), self->note, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(panel), record, FALSE, FALSE, 0);
	gtk_button_box_set_layout(GTK_BUTTON_BOX(buttons), GTK_BUTTONBOX_END);
	gtk_box_set_spacing(GTK_BOX(buttons), DSC_GAP);
	add_button(buttons, _("_Back"), G_CALLBACK(on_back), self);
	self->send = add_button(buttons, _("Sen_d"), G_CALLBACK(on_send), self);
	gtk_box_pack_start(GTK_BOX(panel), buttons, FALSE, FALSE, 0);
	dsc_widget_describe(self->note, _("In your own words"), NULL);
	g_object_set_data_full(G_OBJECT(panel), KEY, self, g_free);
	update(self);
	return panel;
}

void dsc_reasons_set_ready(GtkWidget *panel, gboolean ready)
{
	Reasons *self = reasons_of(panel);

	self->ready = ready;
	update(self);
}

void dsc_reasons_grab_focus(GtkWidget *panel)
{
	const Reasons *self = reasons_of(panel);

	for (guint i = 0; i < DSC_N_REASONS; i++)
		if (self->radios[i]) {
			gtk_widget_grab_focus(self->radios[i]);
			return;
		}
}

gboolean dsc_reasons_chosen(GtkWidget *panel, DscReason *reason)
{
	return find_chosen(reasons_of(panel), reason);
}

const char *dsc_reasons_note(GtkWidget *panel)
{
	const char *note = gtk_entry_get_text(GTK_ENTRY(reasons_of(panel)->note));

	return *note ? note : NULL;
}
