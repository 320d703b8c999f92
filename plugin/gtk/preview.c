/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/preview.h"

#include <glib/gi18n-lib.h>

#include "engine/redact.h"
#include "gtk/message_view.h"
#include "gtk/row.h"
#include "gtk/widgets.h"

/* In pixels; what is more of the text scrolls. */
#define TALL_SCREEN 800
#define TWO_LINES   56
#define THREE_LINES 79

typedef struct {
	GtkWidget *view;
	GtkWidget *status;
	gboolean hidden;
	char *message;
} Preview;

static const char *const KEY = "discretion-preview";

static void preview_free(Preview *self)
{
	g_free(self->message);
	g_free(self);
}

GtkWidget *dsc_preview_new(gboolean hidden)
{
	Preview *self = g_new0(Preview, 1);
	GtkWidget *box = gtk_vbox_new(FALSE, DSC_GAP);
	int height = gdk_screen_height() < TALL_SCREEN ? TWO_LINES : THREE_LINES;

	self->hidden = hidden;
	self->view = dsc_message_view_new();
	self->status = dsc_label_new(g_strdup(""));
	gtk_box_pack_start(GTK_BOX(box), dsc_heading_new(_("What _will be sent"), self->view),
			   FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), dsc_scrolled_new(self->view, height), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), self->status, FALSE, FALSE, 0);
	dsc_widget_describe(self->view, _("What will be sent"), NULL);
	g_object_set_data_full(G_OBJECT(box), KEY, self, (GDestroyNotify)preview_free);
	return box;
}

/* What stops the message; its numbers would be mistaken for those of the list above. */
static GPtrArray *rows_left(const DscDecision *decision)
{
	GPtrArray *rows = dsc_rows_new(decision);

	for (guint i = rows->len; i > 0; i--) {
		DscRow *row = rows->pdata[i - 1];
		row->number = 0;
		if (row->verdict < DSC_VERDICT_HOLD)
			g_ptr_array_remove_index(rows, i - 1);
	}
	return rows;
}

/* Each is named once. */
static char *what_is_left(const GPtrArray *rows)
{
	g_autoptr(GPtrArray) titles = g_ptr_array_new();

	for (guint i = 0; i < rows->len; i++) {
		const DscRow *row = rows->pdata[i];
		if (!g_ptr_array_find_with_equal_func(titles, row->rule->title, g_str_equal, NULL))
			g_ptr_array_add(titles, row->rule->title);
	}
	g_ptr_array_add(titles, NULL);
	/* TRANSLATORS: between the items of a list */
	return g_strjoinv(_(", "), (char **)titles->pdata);
}

static char *status_markup(const DscDecision *decision, const GPtrArray *rows)
{
	g_autofree char *left = what_is_left(rows);

	if (dsc_decision_verdict(decision) < DSC_VERDICT_HOLD)
		return g_markup_escape_text(_("Checked again: it can be sent like this."), -1);
	if (*left)
		return g_markup_printf_escaped(_("<b>Not yet.</b> Still in it: %s. Replace that "
						 "too, or edit the message."),
					       left);
	if (dsc_decision_limits(decision) & DSC_LIMIT_RULES)
		return g_markup_printf_escaped(
			_("<b>Not yet.</b> Not all rules could be loaded, so that no message is "
			  "proven clean."));
	return g_markup_printf_escaped(
		_("<b>Not yet.</b> It could not be checked completely. Please edit the message."));
}

gboolean dsc_preview_update(GtkWidget *preview, const DscHeld *held, const GArray *edits)
{
	Preview *self = g_object_get_data(G_OBJECT(preview), KEY);
	const DscReport *report = dsc_decision_report(dsc_held_decision(held));

	g_free(self->message);
	self->message = report ? dsc_redact(dsc_report_text(report), (const DscEdit *)edits->data,
					    edits->len)
			       : g_strdup(dsc_held_message(held));

	g_autoptr(DscDecision) decision = dsc_held_check(held, self->message);
	g_autoptr(GPtrArray) rows = rows_left(decision);
	const DscReport *checked = dsc_decision_report(decision);
	if (checked)
		dsc_message_view_show(self->view, dsc_report_text(checked), rows,
				      self->hidden || dsc_rows_hidden(rows));
	g_autofree char *status = status_markup(decision, rows);
	gtk_label_set_markup(GTK_LABEL(self->status), status);
	dsc_label_wrap_at(self->status, DSC_TEXT_WIDE);
	return dsc_decision_verdict(decision) < DSC_VERDICT_HOLD;
}

const char *dsc_preview_message(GtkWidget *preview)
{
	const Preview *self = g_object_get_data(G_OBJECT(preview), KEY);

	return self->message;
}
