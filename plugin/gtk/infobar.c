/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/infobar.h"

#include "gtk/widgets.h"

/* Borders, in pixels, and the narrowest text that can still be read. */
#define AROUND_LABEL 48
#define LABEL_LEAST  140

typedef struct {
	GtkWidget *widget;
	guint timeout;	/* source; 0 if it stays */
	guint answered; /* source; while it runs its button was pressed */
	void (*act)(gpointer owner);
	gpointer owner;
} Bar;

static GSList *bars; /* of Bar; each is there as long as its widget */

static void on_destroy(GtkWidget *widget G_GNUC_UNUSED, Bar *bar)
{
	if (bar->timeout)
		g_source_remove(bar->timeout);
	if (bar->answered)
		g_source_remove(bar->answered);
	bars = g_slist_remove(bars, bar);
	g_free(bar);
}

static gboolean carry_out(gpointer data)
{
	Bar *bar = data;
	void (*act)(gpointer) = bar->act;
	gpointer owner = bar->owner;

	bar->answered = 0;
	gtk_widget_destroy(bar->widget);
	if (act)
		act(owner);
	return G_SOURCE_REMOVE;
}

/* As in the window, the click has to be over before its button goes. */
static void on_response(GtkWidget *widget G_GNUC_UNUSED, int response, Bar *bar)
{
	if (response == GTK_RESPONSE_OK && !bar->answered)
		bar->answered = g_idle_add(carry_out, bar);
}

static gboolean on_timeout(gpointer data)
{
	Bar *bar = data;

	bar->timeout = 0;
	gtk_widget_destroy(bar->widget);
	return G_SOURCE_REMOVE;
}

static void drop_one(const PidginConversation *gtkconv, gconstpointer owner)
{
	for (GSList *l = bars; l; l = l->next) {
		Bar *bar = l->data;
		if (bar->owner == owner && gtk_widget_is_ancestor(bar->widget, gtkconv->tab_cont)) {
			gtk_widget_destroy(bar->widget);
			return;
		}
	}
}

/* @width: in pixels, that the conversation has for it: no bar makes a window grow */
static GtkWidget *widget_new(const DscInfobar *spec, int width)
{
	GtkWidget *widget = gtk_info_bar_new_with_buttons(spec->button, GTK_RESPONSE_OK, NULL);
	GtkWidget *content = gtk_info_bar_get_content_area(GTK_INFO_BAR(widget));
	GtkWidget *actions = gtk_info_bar_get_action_area(GTK_INFO_BAR(widget));
	GtkWidget *label = dsc_label_new(g_strdup(spec->markup));
	GtkRequisition button;

	gtk_widget_size_request(actions, &button);
	dsc_label_wrap_at(label, MAX(width - button.width - AROUND_LABEL, LABEL_LEAST));
	gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5);
	gtk_info_bar_set_message_type(GTK_INFO_BAR(widget), GTK_MESSAGE_INFO);
	gtk_container_set_border_width(GTK_CONTAINER(content), 2);
	gtk_container_set_border_width(GTK_CONTAINER(actions), 2);
	gtk_box_pack_start(GTK_BOX(content), label, TRUE, TRUE, DSC_GAP);
	return widget;
}

void dsc_infobar_show(PidginConversation *gtkconv, const DscInfobar *spec)
{
	GtkWidget *parent = gtk_widget_get_parent(gtkconv->lower_hbox);
	GtkAllocation given;
	Bar *bar = g_new0(Bar, 1);
	int position;

	drop_one(gtkconv, spec->owner);
	gtk_widget_get_allocation(gtkconv->lower_hbox, &given);
	bar->widget = widget_new(spec, given.width);
	bar->act = spec->act;
	bar->owner = spec->owner;
	if (spec->seconds)
		bar->timeout = g_timeout_add_seconds(spec->seconds, on_timeout, bar);
	bars = g_slist_prepend(bars, bar);
	g_signal_connect(bar->widget, "response", G_CALLBACK(on_response), bar);
	g_signal_connect(bar->widget, "destroy", G_CALLBACK(on_destroy), bar);

	gtk_container_child_get(GTK_CONTAINER(parent), gtkconv->lower_hbox, "position", &position,
				NULL);
	gtk_box_pack_start(GTK_BOX(parent), bar->widget, FALSE, FALSE, 0);
	gtk_box_reorder_child(GTK_BOX(parent), bar->widget, position);
	gtk_widget_show_all(bar->widget);
}

void dsc_infobar_drop(gconstpointer owner)
{
	GSList *l = bars;

	while (l) {
		Bar *bar = l->data;
		l = l->next;
		if (!owner || bar->owner == owner)
			gtk_widget_destroy(bar->widget);
	}
}
