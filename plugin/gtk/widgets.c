/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/widgets.h"

GtkWidget *dsc_label_new(char *markup)
{
	GtkWidget *label = gtk_label_new(NULL);

	gtk_label_set_markup(GTK_LABEL(label), markup);
	gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
	gtk_label_set_line_wrap_mode(GTK_LABEL(label), PANGO_WRAP_WORD_CHAR);
	gtk_misc_set_alignment(GTK_MISC(label), 0, 0);
	g_free(markup);
	return label;
}

/*
 * GTK 2 wraps a label at the width it asks for. Asking for no more than its longest
 * line takes keeps the text where its alignment says, also from right to left.
 */
void dsc_label_wrap_at(GtkWidget *label, int width)
{
	GtkRequisition laid_out;
	PangoRectangle used;

	gtk_widget_set_size_request(label, width, -1);
	gtk_widget_size_request(label, &laid_out);
	pango_layout_get_pixel_extents(gtk_label_get_layout(GTK_LABEL(label)), NULL, &used);
	gtk_widget_set_size_request(label, MIN(width, used.width + 2), -1);
}

GtkWidget *dsc_heading_new(const char *with_mnemonic, GtkWidget *target)
{
	g_autofree char *markup = g_markup_printf_escaped("<b>%s</b>", with_mnemonic);
	GtkWidget *label = gtk_label_new(NULL);

	gtk_label_set_markup_with_mnemonic(GTK_LABEL(label), markup);
	gtk_label_set_mnemonic_widget(GTK_LABEL(label), target);
	gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5);
	return label;
}

/* Whoever tabs through @child sees where. */
static void follow_focus(GtkWidget *child, GtkScrolledWindow *window)
{
	gtk_container_set_focus_vadjustment(GTK_CONTAINER(child),
					    gtk_scrolled_window_get_vadjustment(window));
}

GtkWidget *dsc_scrolled_new(GtkWidget *child, int height)
{
	GtkWidget *scrolled = gtk_scrolled_window_new(NULL, NULL);

	gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_AUTOMATIC,
				       GTK_POLICY_AUTOMATIC);
	gtk_scrolled_window_set_shadow_type(GTK_SCROLLED_WINDOW(scrolled), GTK_SHADOW_IN);
	if (GTK_IS_TEXT_VIEW(child)) {
		gtk_container_add(GTK_CONTAINER(scrolled), child);
	} else {
		gtk_scrolled_window_add_with_viewport(GTK_SCROLLED_WINDOW(scrolled), child);
		gtk_viewport_set_shadow_type(GTK_VIEWPORT(gtk_widget_get_parent(child)),
					     GTK_SHADOW_NONE);
		follow_focus(child, GTK_SCROLLED_WINDOW(scrolled));
	}
	gtk_widget_set_size_request(scrolled, -1, height);
	return scrolled;
}

GtkWidget *dsc_scrolled_page_new(GtkWidget *page)
{
	GtkWidget *scrolled = gtk_scrolled_window_new(NULL, NULL);
	GtkScrolledWindow *window = GTK_SCROLLED_WINDOW(scrolled);

	gtk_scrolled_window_set_policy(window, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
	gtk_scrolled_window_add_with_viewport(window, page);
	gtk_viewport_set_shadow_type(GTK_VIEWPORT(gtk_widget_get_parent(page)), GTK_SHADOW_NONE);
	follow_focus(page, window);
	gtk_widget_show(gtk_widget_get_parent(page));
	gtk_widget_show(scrolled);
	return scrolled;
}

void dsc_widget_describe(GtkWidget *widget, const char *name, const char *description)
{
	AtkObject *accessible = gtk_widget_get_accessible(widget);

	atk_object_set_name(accessible, name);
	if (description)
		atk_object_set_description(accessible, description);
}

/* Of the first letter; a text with none runs as its surroundings do. */
static GtkTextDirection direction_of(const char *text)
{
	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		if (!g_unichar_isalpha(c))
			continue;
		GUnicodeScript script = g_unichar_get_script(c);
		return script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW
			       ? GTK_TEXT_DIR_RTL
			       : GTK_TEXT_DIR_LTR;
	}
	return gtk_widget_get_default_direction();
}

char *dsc_isolate(const char *text)
{
	if (direction_of(text) == gtk_widget_get_default_direction())
		return g_strdup(text);
	return g_strconcat("\342\201\250", text, "\342\201\251", NULL);
}
