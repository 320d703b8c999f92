/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/dialog.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>
#include <gtkconv.h>

#include "gtk/answers.h"
#include "gtk/details.h"
#include "gtk/header.h"
#include "gtk/message_view.h"
#include "gtk/reasons.h"
#include "gtk/widgets.h"
#include "purple/core.h"

/* Of a new window, in pixels; on a small screen it leaves room for panels and a title. */
#define WIDTH  640
#define HEIGHT 740
#define PANELS 100

/* What a window manager puts around a window at least, and a panel, in pixels. */
#define FRAME 60

typedef struct {
	DscHeld *held;
	GPtrArray *rows;
	GtkWidget *window;
	GtkWidget *scrolled; /* around the body: all but the answers */
	GtkWidget *body;
	GtkWidget *header;
	GtkWidget *details; /* findings and preview; the reasons take their place */
	GtkWidget *reasons; /* NULL if the policy forbids sending it as it is */
	GtkWidget *offline;
	GtkWidget *answers;
	gboolean clean; /* the preview may be sent */
	guint disarmed; /* source; while it runs a stray Enter does nothing */
	int answer;
	guint answered; /* source; while it runs @answer is about to be carried out */
} Dialog;

static GHashTable *dialogs; /* DscHeld → Dialog */

static void update_buttons(Dialog *self)
{
	gboolean can_send = dsc_held_can_send(self->held);
	gboolean armed = can_send && !self->disarmed;

	dsc_answers_set_sensitive(self->answers, DSC_ANSWER_REDACTED, can_send && self->clean);
	if (self->reasons) {
		gboolean asking = gtk_widget_get_visible(self->reasons);
		dsc_answers_set_sensitive(self->answers, DSC_ANSWER_ANYWAY, armed && !asking);
		dsc_reasons_set_ready(self->reasons, armed);
	}
	gtk_widget_set_visible(self->offline, !can_send);
}

/* The body is as high as it needs to be where the screen allows that; else it scrolls. */
static void fit_body(Dialog *self)
{
	GtkRequisition body, least;

	gtk_widget_size_request(self->body, &body);
	gtk_widget_set_size_request(self->scrolled, -1, 1);
	gtk_widget_size_request(self->window, &least);
	int room = gdk_screen_height() - FRAME - least.height;
	gtk_widget_set_size_request(self->scrolled, -1, MIN(body.height, MAX(room, 1)));
}

static void update_header(Dialog *self)
{
	g_autofree char *headline = dsc_header_update(self->header, dsc_held_decision(self->held),
						      self->rows, dsc_held_audience(self->held));

	gtk_window_set_title(GTK_WINDOW(self->window), headline);
}

static void update_details(gpointer data)
{
	Dialog *self = data;

	self->clean = dsc_details_update(self->details);
	update_buttons(self);
	fit_body(self);
}

static gboolean on_arm(gpointer data)
{
	Dialog *self = data;

	self->disarmed = 0;
	update_buttons(self);
	return G_SOURCE_REMOVE;
}

/*
 * The window comes up at the very moment somebody pressed Enter, perhaps twice:
 * what would override waits, and so does the keyboard.
 */
static void disarm(Dialog *self)
{
	if (self->disarmed)
		g_source_remove(self->disarmed);
	self->disarmed = g_timeout_add(
		dsc_policy_override_delay_ms(dsc_guard_policy(dsc_core_guard())), on_arm, self);
	update_buttons(self);
}

/* A key that is held down repeats: what it began it does not also answer. */
static gboolean on_key_press(GtkWidget *window G_GNUC_UNUSED, GdkEventKey *event, Dialog *self)
{
	switch (event->keyval) {
	case GDK_KEY_Return:
	case GDK_KEY_KP_Enter:
	case GDK_KEY_ISO_Enter:
	case GDK_KEY_space:
		if (!self->disarmed)
			return FALSE;
		disarm(self);
		return TRUE;
	default:
		return FALSE;
	}
}

static GtkWidget *default_of(const Dialog *self)
{
	return dsc_answers_button(self->answers,
				  self->clean ? DSC_ANSWER_REDACTED : DSC_ANSWER_EDIT);
}

/* Nothing is the default while reasons are asked for, so Enter does nothing there. */
static void choose_default(Dialog *self)
{
	gboolean asking = self->reasons && gtk_widget_get_visible(self->reasons);

	gtk_window_set_default(GTK_WINDOW(self->window), asking ? NULL : default_of(self));
}

static void focus_default(Dialog *self)
{
	gtk_widget_grab_focus(default_of(self));
}

static void ask_reasons(Dialog *self, gboolean ask)
{
	gtk_widget_set_visible(self->details, !ask);
	gtk_widget_set_visible(self->reasons, ask);
	update_buttons(self);
	fit_body(self);
	choose_default(self);
	if (ask)
		dsc_reasons_grab_focus(self->reasons);
	else
		focus_default(self);
}

static void send_anyway(Dialog *self)
{
	DscReason reason;

	if (!dsc_reasons_chosen(self->reasons, &reason))
		return;
	/* The window goes away on the way: its own text must not. */
	g_autofree char *note = g_strdup(dsc_reasons_note(self->reasons));
	dsc_held_send_anyway(self->held, reason, note);
}

static void send_redacted(Dialog *self)
{
	g_autofree char *message = g_strdup(dsc_details_message(self->details));
	DscHeld *held = self->held;

	if (!dsc_held_send_redacted(held, message))
		dsc_dialog_refresh(held);
}

/* Ends, unless nothing could be sent, with dsc_dialog_withdraw(): @self is gone after it. */
static gboolean carry_out(gpointer data)
{
	Dialog *self = data;

	self->answered = 0;
	switch (self->answer) {
	case DSC_ANSWER_REDACTED:
		send_redacted(self);
		break;
	case DSC_ANSWER_SEND:
		send_anyway(self);
		break;
	case DSC_ANSWER_CANCEL:
		dsc_held_cancel(self->held);
		break;
	default:
		dsc_held_edit(self->held);
	}
	return G_SOURCE_REMOVE;
}

/* The click is still at work on its button, and goes on there when it was made through the
 * accessibility bus; so the window stays until it is over. */
static void answer(Dialog *self, int response)
{
	if (self->answered)
		return;
	self->answer = response;
	self->answered = g_idle_add(carry_out, self);
}

static void on_reasons_answer(gboolean send, gpointer data)
{
	if (send)
		answer(data, DSC_ANSWER_SEND);
	else
		ask_reasons(data, FALSE);
}

static void on_response(GtkDialog *window G_GNUC_UNUSED, int response, Dialog *self)
{
	if (response == DSC_ANSWER_ANYWAY)
		ask_reasons(self, TRUE);
	else
		answer(self, response);
}

/* @markup: (transfer full) */
static GtkWidget *note_new(char *markup)
{
	GtkWidget *label = dsc_label_new(markup);

	dsc_label_wrap_at(label, DSC_TEXT_WIDE);
	return label;
}

static GtkWidget *body_new(Dialog *self)
{
	const DscDecision *decision = dsc_held_decision(self->held);
	GtkWidget *body = gtk_vbox_new(FALSE, DSC_WIDE_GAP);

	self->header = dsc_header_new(decision);
	self->details = dsc_details_new(self->held, self->rows, update_details, self);
	gtk_box_pack_start(GTK_BOX(body), self->header, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(body), dsc_message_panel_new(self->held, self->rows), FALSE,
			   FALSE, 0);
	gtk_box_pack_start(GTK_BOX(body), self->details, TRUE, TRUE, 0);
	if (dsc_decision_override(decision) != DSC_OVERRIDE_NEVER) {
		self->reasons = dsc_reasons_new(decision, on_reasons_answer, self);
		gtk_box_pack_start(GTK_BOX(body), self->reasons, TRUE, TRUE, 0);
	}
	GtkWidget *think = note_new(g_markup_printf_escaped(
		"<small>%s</small>",
		_("Think: is it true, helpful, inspiring, necessary, kind? What is sent stays.")));
	gtk_box_pack_start(GTK_BOX(body), think, FALSE, FALSE, 0);
	gtk_container_set_border_width(GTK_CONTAINER(body), DSC_GAP);
	gtk_widget_show_all(body);
	if (self->reasons)
		gtk_widget_hide(self->reasons);
	return body;
}

static void add_content(Dialog *self)
{
	GtkBox *content = GTK_BOX(gtk_dialog_get_content_area(GTK_DIALOG(self->window)));
	gboolean override =
		dsc_decision_override(dsc_held_decision(self->held)) != DSC_OVERRIDE_NEVER;

	self->body = body_new(self);
	self->scrolled = dsc_scrolled_page_new(self->body);
	self->offline = note_new(g_markup_printf_escaped(
		"<b>%s</b>",
		_("You are not connected to this conversation now, so nothing can be sent.")));
	self->answers = dsc_answers_new(GTK_DIALOG(self->window), override);
	gtk_box_set_spacing(content, DSC_GAP);
	gtk_box_pack_start(content, self->scrolled, TRUE, TRUE, 0);
	gtk_box_pack_start(content, self->offline, FALSE, FALSE, 0);
	gtk_box_pack_start(content, self->answers, FALSE, FALSE, 0);
	gtk_widget_hide(gtk_dialog_get_action_area(GTK_DIALOG(self->window)));
}

static void set_parent(Dialog *self)
{
	PurpleConversation *conv = dsc_held_conversation(self->held);

	if (!conv || !PIDGIN_IS_PIDGIN_CONVERSATION(conv) || !PIDGIN_CONVERSATION(conv))
		return;
	PidginWindow *win = pidgin_conv_get_window(PIDGIN_CONVERSATION(conv));
	if (win && win->window)
		gtk_window_set_transient_for(GTK_WINDOW(self->window), GTK_WINDOW(win->window));
}

static void dialog_free(Dialog *self)
{
	if (self->disarmed)
		g_source_remove(self->disarmed);
	if (self->answered)
		g_source_remove(self->answered);
	gtk_widget_destroy(self->window);
	g_ptr_array_unref(self->rows);
	g_free(self);
}

/* High enough for all that was found, unless that is much or the screen is small. */
static void set_size(Dialog *self)
{
	GtkRequisition least;

	fit_body(self);
	gtk_widget_size_request(self->window, &least);
	int wanted = least.height + dsc_details_missing(self->details);
	gtk_window_set_default_size(GTK_WINDOW(self->window), WIDTH,
				    MIN(wanted, MIN(HEIGHT, gdk_screen_height() - PANELS)));
}

static Dialog *dialog_new(DscHeld *held)
{
	Dialog *self = g_new0(Dialog, 1);
	GtkWindow *window;

	self->held = held;
	self->rows = dsc_rows_new(dsc_held_decision(held));
	self->window = gtk_dialog_new();
	window = GTK_WINDOW(self->window);
	gtk_window_set_role(window, "discretion");
	gtk_window_set_type_hint(window, GDK_WINDOW_TYPE_HINT_DIALOG);
	gtk_window_set_focus_on_map(window, FALSE);
	gtk_window_set_position(window, GTK_WIN_POS_CENTER_ON_PARENT);
	gtk_container_set_border_width(GTK_CONTAINER(window), DSC_GAP);
	set_parent(self);
	add_content(self);
	update_header(self);
	set_size(self);
	g_signal_connect(window, "response", G_CALLBACK(on_response), self);
	g_signal_connect(window, "key-press-event", G_CALLBACK(on_key_press), self);
	return self;
}

void dsc_dialog_present(DscHeld *held)
{
	Dialog *self = dialog_new(held);

	if (!dialogs)
		dialogs = g_hash_table_new(NULL, NULL);
	g_hash_table_insert(dialogs, held, self);
	update_details(self);
	disarm(self);
	choose_default(self);
	focus_default(self);
	gtk_widget_show(self->window);
}

void dsc_dialog_raise(PurpleConversation *conv)
{
	GHashTableIter iter;
	gpointer held, value;

	if (!dialogs)
		return;
	g_hash_table_iter_init(&iter, dialogs);
	while (g_hash_table_iter_next(&iter, &held, &value)) {
		Dialog *self = value;
		if (dsc_held_conversation(held) != conv)
			continue;
		disarm(self);
		gtk_window_present(GTK_WINDOW(self->window));
	}
}

void dsc_dialog_refresh(DscHeld *held)
{
	Dialog *self = dialogs ? g_hash_table_lookup(dialogs, held) : NULL;

	if (self)
		update_details(self);
}

void dsc_dialog_readers(DscHeld *held)
{
	Dialog *self = dialogs ? g_hash_table_lookup(dialogs, held) : NULL;

	if (!self)
		return;
	update_header(self);
	fit_body(self);
}

void dsc_dialog_withdraw(DscHeld *held)
{
	Dialog *self = dialogs ? g_hash_table_lookup(dialogs, held) : NULL;

	if (!self)
		return;
	g_hash_table_remove(dialogs, held);
	if (!g_hash_table_size(dialogs))
		g_clear_pointer(&dialogs, g_hash_table_destroy);
	dialog_free(self);
}
