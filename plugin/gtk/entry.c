/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/entry.h"

#include <gtkconv.h>
#include <gtkimhtml.h>

#include "gtk/dialog.h"
#include "gtk/notices.h"
#include "purple/core.h"
#include "purple/drafts.h"

/**
 * Entry:
 * @widget:   the entry, shared by all conversations with one contact
 * @answered: the next "message_send" is the author's answer, not a question
 * @ours:     its text changes by our hand
 */
typedef struct {
	PidginConversation *gtkconv;
	GtkWidget *widget;
	GtkTextBuffer *buffer;
	gulong send_id;
	gulong changed_id;
	gboolean answered;
	gboolean ours;
} Entry;

static const char *const KEY = "discretion-entry";
static const DscOrigin entry_origin;

static Entry *entry_of(PurpleConversation *conv)
{
	if (!conv || !PIDGIN_IS_PIDGIN_CONVERSATION(conv) || !PIDGIN_CONVERSATION(conv))
		return NULL;
	return g_object_get_data(G_OBJECT(PIDGIN_CONVERSATION(conv)->entry), KEY);
}

/* Whatever conversation of the contact it waits in: they share the text. */
static DscHeld *held_in(const Entry *self)
{
	for (GList *l = self->gtkconv->convs; l; l = l->next) {
		DscHeld *held = dsc_held_find(l->data, &entry_origin);
		if (held)
			return held;
	}
	return NULL;
}

static gboolean is_empty(const Entry *self)
{
	return gtk_text_buffer_get_char_count(self->buffer) == 0;
}

static void append(Entry *self, const char *html)
{
	gtk_imhtml_append_text(GTK_IMHTML(self->widget), html, GTK_IMHTML_NO_SCROLL);
}

static gboolean reads(const Entry *self, const char *html)
{
	g_autofree char *markup = gtk_imhtml_get_markup(GTK_IMHTML(self->widget));

	return g_str_equal(markup, html);
}

/*
 * The core knows what was approved and checks what reaches the signals against
 * that; here only this one emission is let through.
 */
static void origin_send(DscHeld *held G_GNUC_UNUSED, PurpleConversation *conv, const char *message)
{
	Entry *self = entry_of(conv);
	if (!self) { /* nobody sends from a conversation that Pidgin does not show */
		dsc_give_back(conv, message);
		return;
	}

	/* "/part" and the like close the conversation on the way. */
	GtkWidget *widget = g_object_ref(self->widget);
	pidgin_conv_switch_active_conversation(conv);
	self->ours = TRUE;
	if (!reads(self, message)) {
		gtk_imhtml_clear(GTK_IMHTML(self->widget));
		append(self, message);
	}
	self->answered = TRUE;
	g_signal_emit_by_name(widget, "message_send");
	self = g_object_get_data(G_OBJECT(widget), KEY);
	if (self)
		self->answered = self->ours = FALSE;
	g_object_unref(widget);
}

static void origin_give_back(DscHeld *held, PurpleConversation *conv)
{
	Entry *self = entry_of(conv);

	/* While the author is typing the text is where it belongs, and newer than ours. */
	if (!self || self->ours)
		return;
	/* Another one that waits here ends with the change: sending it would take this along. */
	self->ours = held_in(self) == held;
	if (!reads(self, dsc_held_message(held))) {
		if (!is_empty(self))
			append(self, "<br>");
		append(self, dsc_held_message(held));
	}
	self->ours = FALSE;
	purple_conversation_present(conv);
	/* Which leaves the tab alone if it was the window that was closed, as Escape does. */
	pidgin_conv_window_switch_gtkconv(pidgin_conv_get_window(self->gtkconv), self->gtkconv);
	gtk_widget_grab_focus(self->widget);
}

static void origin_discard(DscHeld *held, PurpleConversation *conv)
{
	Entry *self = entry_of(conv);

	if (!self || !reads(self, dsc_held_message(held)))
		return;
	self->ours = TRUE;
	gtk_imhtml_clear(GTK_IMHTML(self->widget));
	self->ours = FALSE;
}

static const DscOrigin entry_origin = { origin_send, origin_give_back, origin_discard };

/* Runs before Pidgin's own handler, which sends: that one is connected "after". */
static void on_message_send(GtkWidget *widget, Entry *self)
{
	PurpleConversation *conv = self->gtkconv->active_conv;
	DscHeld *held = held_in(self);

	if (self->answered) {
		self->answered = FALSE;
		return;
	}
	if (held) {
		g_signal_stop_emission_by_name(widget, "message_send");
		dsc_dialog_raise(dsc_held_conversation(held));
		return;
	}

	g_autofree char *markup = gtk_imhtml_get_markup(GTK_IMHTML(widget));
	g_autoptr(DscDecision) decision = dsc_core_check(conv, markup, DSC_FORMAT_HTML);
	switch (dsc_decision_verdict(decision)) {
	case DSC_VERDICT_HOLD:
	case DSC_VERDICT_BLOCK:
		g_signal_stop_emission_by_name(widget, "message_send");
		dsc_hold(conv, g_steal_pointer(&markup), g_steal_pointer(&decision), &entry_origin);
		break;
	case DSC_VERDICT_HINT:
		dsc_notices_hint(conv, decision);
		break;
	default:
		break;
	}
}

static void on_changed(GtkTextBuffer *buffer G_GNUC_UNUSED, Entry *self)
{
	DscHeld *held = self->ours ? NULL : held_in(self);

	if (!held)
		return;
	self->ours = TRUE;
	dsc_held_edit(held);
	self->ours = FALSE;
}

static void entry_free(Entry *self)
{
	g_signal_handler_disconnect(self->buffer, self->changed_id);
	g_object_unref(self->buffer);
	g_free(self);
}

static void attach(PidginConversation *gtkconv)
{
	GObject *widget = G_OBJECT(gtkconv->entry);
	if (g_object_get_data(widget, KEY))
		return;

	Entry *self = g_new0(Entry, 1);
	self->gtkconv = gtkconv;
	self->widget = gtkconv->entry;
	self->buffer = g_object_ref(gtk_text_view_get_buffer(GTK_TEXT_VIEW(gtkconv->entry)));
	self->send_id = g_signal_connect(widget, "message_send", G_CALLBACK(on_message_send), self);
	self->changed_id = g_signal_connect(self->buffer, "changed", G_CALLBACK(on_changed), self);
	g_object_set_data_full(widget, KEY, self, (GDestroyNotify)entry_free);
}

static void detach(PidginConversation *gtkconv)
{
	GObject *widget = G_OBJECT(gtkconv->entry);
	Entry *self = g_object_get_data(widget, KEY);
	DscHeld *held;
	if (!self)
		return;

	while ((held = held_in(self)))
		dsc_held_edit(held);
	g_signal_handler_disconnect(widget, self->send_id);
	g_object_set_data(widget, KEY, NULL);
}

static void for_each_gtkconv(void (*act)(PidginConversation *gtkconv))
{
	for (GList *l = purple_get_conversations(); l; l = l->next) {
		PurpleConversation *conv = l->data;
		if (PIDGIN_IS_PIDGIN_CONVERSATION(conv) && PIDGIN_CONVERSATION(conv))
			act(PIDGIN_CONVERSATION(conv));
	}
}

void dsc_entry_attach_all(void *handle)
{
	purple_signal_connect(pidgin_conversations_get_handle(), "conversation-displayed", handle,
			      PURPLE_CALLBACK(attach), NULL);
	for_each_gtkconv(attach);
}

void dsc_entry_detach_all(void *handle)
{
	purple_signal_disconnect(pidgin_conversations_get_handle(), "conversation-displayed",
				 handle, PURPLE_CALLBACK(attach));
	for_each_gtkconv(detach);
}

gboolean dsc_entry_give_back(PurpleConversation *conv, const char *html)
{
	Entry *self = entry_of(conv);
	if (!self)
		return FALSE;

	pidgin_conv_switch_active_conversation(conv);
	if (!is_empty(self))
		append(self, "<br>");
	append(self, html);
	return TRUE;
}
