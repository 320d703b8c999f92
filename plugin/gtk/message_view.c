/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/message_view.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets.h"

/* Blank beside the text and between its lines, in pixels. */
#define MARGIN	6
#define LEADING 3

/* Of a panel, in pixels, and of a screen that has no room for the higher one. */
#define PANEL_LEAST 64
#define PANEL_MOST  140
#define LOW_SCREEN  840

/*
 * Tags of this view only. The entry of a conversation never gets any: gtkimhtml
 * would send them along as formatting.
 */
static void add_tags(GtkTextBuffer *buffer)
{
	gtk_text_buffer_create_tag(buffer, "aside", "style", PANGO_STYLE_ITALIC, NULL);
	gtk_text_buffer_create_tag(buffer, "hint", "underline", PANGO_UNDERLINE_SINGLE, NULL);
	gtk_text_buffer_create_tag(buffer, "hold", "weight", PANGO_WEIGHT_BOLD, "underline",
				   PANGO_UNDERLINE_SINGLE, "background", "#fce94f", "foreground",
				   "#000000", NULL);
	gtk_text_buffer_create_tag(buffer, "block", "weight", PANGO_WEIGHT_BOLD, "underline",
				   PANGO_UNDERLINE_DOUBLE, "background", "#fcc9c9", "foreground",
				   "#000000", NULL);
	gtk_text_buffer_create_tag(buffer, "number", "weight", PANGO_WEIGHT_BOLD, "underline",
				   PANGO_UNDERLINE_NONE, "background", "#2e3436", "foreground",
				   "#ffffff", "scale", PANGO_SCALE_SMALL, NULL);
}

GtkWidget *dsc_message_view_new(void)
{
	GtkWidget *widget = gtk_text_view_new();
	GtkTextView *view = GTK_TEXT_VIEW(widget);

	gtk_text_view_set_editable(view, FALSE);
	gtk_text_view_set_accepts_tab(view, FALSE);
	gtk_text_view_set_wrap_mode(view, GTK_WRAP_WORD_CHAR);
	gtk_text_view_set_left_margin(view, MARGIN);
	gtk_text_view_set_right_margin(view, MARGIN);
	gtk_text_view_set_pixels_above_lines(view, LEADING);
	gtk_text_view_set_pixels_inside_wrap(view, LEADING);
	add_tags(gtk_text_view_get_buffer(view));
	return widget;
}

/* Isolated, lest it join a number before it in right-to-left text; with blanks that do not break.
 */
#define NUMBER "\342\201\250\302\240%u\302\240\342\201\251"

typedef struct {
	int offset; /* in characters */
	guint number;
} Label;

/* From the last to the first, so that putting one in moves none of those to come. */
static int compare_backwards(gconstpointer a, gconstpointer b)
{
	const Label *left = a, *right = b;

	if (left->offset != right->offset)
		return right->offset - left->offset;
	return (int)right->number - (int)left->number;
}

static int offset_of(const char *plain, gsize byte)
{
	return (int)g_utf8_pointer_to_offset(plain, plain + byte);
}

static const char *tag_of(DscVerdict verdict)
{
	if (verdict == DSC_VERDICT_BLOCK)
		return "block";
	return verdict == DSC_VERDICT_HOLD ? "hold" : "hint";
}

static void mark_row(GtkTextBuffer *buffer, const char *plain, const DscRow *row, GArray *labels)
{
	for (guint i = 0; i < row->spans->len; i++) {
		DscSpan span = g_array_index(row->spans, DscSpan, i);
		Label label = { offset_of(plain, span.end), row->number };
		GtkTextIter start, end;

		gtk_text_buffer_get_iter_at_offset(buffer, &start, offset_of(plain, span.start));
		gtk_text_buffer_get_iter_at_offset(buffer, &end, label.offset);
		gtk_text_buffer_apply_tag_by_name(buffer, tag_of(row->verdict), &start, &end);
		if (row->number)
			g_array_append_val(labels, label);
	}
}

static void insert(GtkTextBuffer *buffer, int offset, const char *text, const char *tag)
{
	GtkTextIter at;

	gtk_text_buffer_get_iter_at_offset(buffer, &at, offset);
	gtk_text_buffer_insert_with_tags_by_name(buffer, &at, text, -1, tag, NULL);
}

void dsc_message_view_show(GtkWidget *view, const DscText *text, const GPtrArray *rows,
			   gboolean hidden)
{
	GtkTextBuffer *buffer = gtk_text_view_get_buffer(GTK_TEXT_VIEW(view));
	g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(Label));
	gsize len, seen = dsc_text_visible_len(text);
	const char *plain = dsc_text_plain(text, &len);

	hidden &= len > seen;
	gtk_text_buffer_set_text(buffer, plain, (int)(hidden ? len : seen));
	for (guint i = 0; i < rows->len; i++)
		mark_row(buffer, plain, rows->pdata[i], labels);
	if (hidden) {
		Label aside = { offset_of(plain, seen) + 1, 0 };
		g_array_append_val(labels, aside);
	}
	g_array_sort(labels, compare_backwards);
	for (guint i = 0; i < labels->len; i++) {
		const Label *label = &g_array_index(labels, Label, i);
		g_autofree char *number = g_strdup_printf(NUMBER, label->number);
		if (label->number)
			insert(buffer, label->offset, number, "number");
		else
			insert(buffer, label->offset, _("Hidden in a link or comment: "), "aside");
	}
}

int dsc_message_view_height(GtkWidget *view, int width)
{
	GtkTextBuffer *buffer = gtk_text_view_get_buffer(GTK_TEXT_VIEW(view));
	GtkTextIter start, end;
	int height;

	gtk_text_buffer_get_bounds(buffer, &start, &end);
	g_autofree char *text = gtk_text_buffer_get_text(buffer, &start, &end, FALSE);
	PangoLayout *layout = gtk_widget_create_pango_layout(view, text);
	pango_layout_set_width(layout, (width - 2 * MARGIN) * PANGO_SCALE);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_get_pixel_size(layout, NULL, &height);
	height += (pango_layout_get_line_count(layout) + 1) * LEADING;
	g_object_unref(layout);
	return height;
}

GtkWidget *dsc_message_panel_new(const DscHeld *held, const GPtrArray *rows)
{
	const DscReport *report = dsc_decision_report(dsc_held_decision(held));
	GtkWidget *box = gtk_vbox_new(FALSE, DSC_GAP);
	GtkWidget *view = dsc_message_view_new();

	if (report) {
		dsc_message_view_show(view, dsc_report_text(report), rows, dsc_rows_hidden(rows));
	} else {
		g_autoptr(DscText) text = dsc_text_new(dsc_held_message(held), -1, DSC_FORMAT_HTML);
		dsc_message_view_show(view, text, rows, TRUE);
	}
	dsc_widget_describe(view, _("Your message"), NULL);
	gtk_box_pack_start(GTK_BOX(box), dsc_heading_new(_("Your _message"), view), FALSE, FALSE,
			   0);
	int height = dsc_message_view_height(view, DSC_TEXT_WIDE) + DSC_GAP;
	int most = gdk_screen_height() < LOW_SCREEN ? PANEL_LEAST : PANEL_MOST;
	gtk_box_pack_start(GTK_BOX(box), dsc_scrolled_new(view, CLAMP(height, PANEL_LEAST, most)),
			   TRUE, TRUE, 0);
	return box;
}
