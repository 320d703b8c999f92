/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/header.h"

#include "gtk/headline.h"
#include "gtk/widgets.h"

/* What the sign takes of the line, in pixels. */
#define SIGN_WIDE 40

typedef struct {
	GtkWidget *headline;
	GtkWidget *readers;
} Header;

static const char *const KEY = "discretion-header";

static GtkWidget *sign_new(const DscDecision *decision)
{
	gboolean block = dsc_decision_verdict(decision) == DSC_VERDICT_BLOCK;
	GtkWidget *sign = gtk_image_new_from_stock(
		block ? GTK_STOCK_DIALOG_ERROR : GTK_STOCK_DIALOG_WARNING, GTK_ICON_SIZE_DIALOG);

	gtk_misc_set_alignment(GTK_MISC(sign), 0.5, 0);
	return sign;
}

GtkWidget *dsc_header_new(const DscDecision *decision)
{
	Header *self = g_new0(Header, 1);
	GtkWidget *line = gtk_hbox_new(FALSE, DSC_WIDE_GAP);
	GtkWidget *texts = gtk_vbox_new(FALSE, DSC_GAP);

	self->headline = dsc_label_new(g_strdup(""));
	self->readers = dsc_label_new(g_strdup(""));
	gtk_label_set_selectable(GTK_LABEL(self->readers), TRUE);
	gtk_widget_set_can_focus(self->readers, FALSE);
	gtk_box_pack_start(GTK_BOX(texts), self->headline, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(texts), self->readers, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(line), sign_new(decision), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(line), texts, TRUE, TRUE, 0);
	g_object_set_data_full(G_OBJECT(line), KEY, self, g_free);
	return line;
}

char *dsc_header_update(GtkWidget *header, const DscDecision *decision, const GPtrArray *rows,
			const DscAudience *audience)
{
	const Header *self = g_object_get_data(G_OBJECT(header), KEY);
	char *headline = dsc_headline(decision, rows, audience);
	g_autofree char *readers = dsc_headline_readers(audience);
	g_autofree char *markup = g_markup_printf_escaped(
		"<span weight=\"bold\" size=\"larger\">%s.</span>", headline);

	gtk_label_set_markup(GTK_LABEL(self->headline), markup);
	gtk_label_set_text(GTK_LABEL(self->readers), readers);
	dsc_label_wrap_at(self->headline, DSC_TEXT_WIDE - SIGN_WIDE);
	dsc_label_wrap_at(self->readers, DSC_TEXT_WIDE - SIGN_WIDE);
	return headline;
}
