/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/dialog.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>
#include <gtkconv.h>

#include "gtk/findings.h"
#include "gtk/headline.h"
#include "gtk/message_view.h"
#include "gtk/preview.h"
#include "gtk/reasons.h"
#include "gtk/teaching.h"
#include "gtk/widgets.h"
#include "purple/core.h"

/* Of a new window, in pixels; on a small screen it leaves room for panels and a title. */
#define WIDTH  640
#define HEIGHT 740
#define PANELS 100

/* Of the message, in pixels; what is more of it scrolls. */
#define MESSAGE_LEAST 64
#define MESSAGE_MOST  140

enum {
	RESPONSE_REDACTED = 1,
	RESPONSE_EDIT,
	RESPONSE_CANCEL,
	RESPONSE_ANYWAY, /* asks for the reason … */
	RESPONSE_SEND,	 /* … with which it is sent as it is */
};

typedef struct {
	DscHeld *held;
	GPtrArray *rows;
	GtkWidget *window;
	GtkWidget *details;  /* findings and preview; the reasons take their place */
	GtkWidget *findings; /* NULL, as @preview, if there are none */
	GtkWidget *preview;
	GtkWidget *teaching; /* NULL if there is nothing to generalise */
	GtkWidget *reasons;  /* NULL if the policy forbids sending it as it is */
	GtkWidget *offline;
	gboolean clean; /* the preview may be sent */
	guint disarmed; /* source; while it runs a stray Enter does nothing */
	int answer;
	guint answered; /* source; while it runs @answer is about to be carried out */
} Dialog;

static GHashTable *dialogs; /* DscHeld → Dialog */

static void update_buttons(Dialog *self)
{
	GtkDialog *window = GTK_DIALOG(self->window);
	gboolean can_send = dsc_held_can_send(self->held);
	gboolean armed = can_send && !self->disarmed;

	gtk_dialog_set_response_sensitive(window, RESPONSE_REDACTED, can_send && self->clean);
	if (self->reasons) {
		gboolean asking = gtk_widget_get_visible(self->reasons);
		gtk_dialog_set_response_sensitive(window, RESPONSE_ANYWAY, armed && !asking);
		dsc_reasons_set_ready(self->reasons, armed);
	}
	gtk_widget_set_visible(self->offline, !can_send);
}

static void update_preview(gpointer data)
{
	Dialog *self = data;

	if (self->findings) {
		g_autoptr(GArray) edits = dsc_findings_edits(self->findings);
		dsc_teaching_add_edits(self->teaching, edits);
		self->clean = dsc_preview_update(self->preview, self->held, edits);
	}
	update_buttons(self);
}

static void on_teaching(gpointer data)
{
	Dialog *self = data;

	dsc_findings_set_redaction(self->findings, dsc_teaching_redaction(self->teaching));
	update_preview(self);
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

/* Nothing is the default while reasons are asked for, so Enter does nothing there. */
static void choose_default(Dialog *self)
{
	GtkDialog *window = GTK_DIALOG(self->window);

	if (self->reasons && gtk_widget_get_visible(self->reasons))
		gtk_window_set_default(GTK_WINDOW(window), NULL);
	else
		gtk_dialog_set_default_response(window,
						self->clean ? RESPONSE_REDACTED : RESPONSE_EDIT);
}

static void focus_default(Dialog *self)
{
	gtk_widget_grab_focus(gtk_dialog_get_widget_for_response(
		GTK_DIALOG(self->window), self->clean ? RESPONSE_REDACTED : RESPONSE_EDIT));
}

static void ask_reasons(Dialog *self, gboolean ask)
{
	gtk_widget_set_visible(self->details, !ask);
	gtk_widget_set_visible(self->reasons, ask);
	update_buttons(self);
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
	g_autofree char *message = g_strdup(dsc_preview_message(self->preview));
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
	case RESPONSE_REDACTED:
		send_redacted(self);
		break;
	case RESPONSE_SEND:
		send_anyway(self);
		break;
	case RESPONSE_CANCEL:
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
		answer(data, RESPONSE_SEND);
	else
		ask_reasons(data, FALSE);
}

static void on_response(GtkDialog *window G_GNUC_UNUSED, int response, Dialog *self)
{
	if (response == RESPONSE_ANYWAY)
		ask_reasons(self, TRUE);
	else
		answer(self, response);
}

static GtkWidget *header_new(Dialog *self)
{
	const DscDecision *decision = dsc_held_decision(self->held);
	const DscAudience *audience = dsc_held_audience(self->held);
	GtkWidget *line = gtk_hbox_new(FALSE, DSC_WIDE_GAP);
	GtkWidget *texts = gtk_vbox_new(FALSE, DSC_GAP);
	gboolean block = dsc_decision_verdict(decision) == DSC_VERDICT_BLOCK;
	GtkWidget *icon = gtk_image_new_from_stock(
		block ? GTK_STOCK_DIALOG_ERROR : GTK_STOCK_DIALOG_WARNING, GTK_ICON_SIZE_DIALOG);
	g_autofree char *headline = dsc_headline(decision, self->rows, audience);
	g_autofree char *readers = dsc_headline_readers(audience);
	GtkWidget *title = dsc_label_new(g_markup_printf_escaped(
		"<span weight=\"bold\" size=\"larger\">%s.</span>", headline));
	GtkWidget *reach = dsc_label_new(g_markup_printf_escaped("%s", readers));

	gtk_window_set_title(GTK_WINDOW(self->window), headline);
	dsc_label_wrap_at(title, DSC_TEXT_WIDE - 40);
	dsc_label_wrap_at(reach, DSC_TEXT_WIDE - 40);
	gtk_label_set_selectable(GTK_LABEL(reach), TRUE);
	gtk_widget_set_can_focus(reach, FALSE);
	gtk_misc_set_alignment(GTK_MISC(icon), 0.5, 0);
	gtk_box_pack_start(GTK_BOX(texts), title, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(texts), reach, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(line), icon, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(line), texts, TRUE, TRUE, 0);
	return line;
}

static GtkWidget *message_new(Dialog *self)
{
	const DscReport *report = dsc_decision_report(dsc_held_decision(self->held));
	GtkWidget *box = gtk_vbox_new(FALSE, DSC_GAP);
	GtkWidget *view = dsc_message_view_new();

	if (report) {
		dsc_message_view_show(view, dsc_report_text(report), self->rows,
				      dsc_rows_hidden(self->rows));
	} else {
		g_autoptr(DscText) text =
			dsc_text_new(dsc_held_message(self->held), -1, DSC_FORMAT_HTML);
		dsc_message_view_show(view, text, self->rows, TRUE);
	}
	dsc_widget_describe(view, _("Your message"), NULL);
	gtk_box_pack_start(GTK_BOX(box), dsc_heading_new(_("Your _message"), view), FALSE, FALSE,
			   0);
	int height = dsc_message_view_height(view, DSC_TEXT_WIDE) + DSC_GAP;
	int most = gdk_screen_height() < HEIGHT + PANELS ? MESSAGE_LEAST : MESSAGE_MOST;
	gtk_box_pack_start(GTK_BOX(box), dsc_scrolled_new(view, CLAMP(height, MESSAGE_LEAST, most)),
			   TRUE, TRUE, 0);
	return box;
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

static GtkWidget *details_new(Dialog *self)
{
	GtkWidget *box = gtk_vbox_new(FALSE, DSC_GAP);

	if (self->rows->len) {
		self->findings = dsc_findings_new(self->rows, update_preview, self);
		self->preview = dsc_preview_new(dsc_rows_hidden(self->rows));
		gtk_box_pack_start(GTK_BOX(box),
				   dsc_heading_new(_("What was _found"), self->findings), FALSE,
				   FALSE, 0);
		gtk_box_pack_start(GTK_BOX(box), self->findings, TRUE, TRUE, 0);
		gtk_box_pack_start(GTK_BOX(box), self->preview, FALSE, FALSE, DSC_GAP);
		self->teaching = dsc_teaching_new(dsc_held_decision(self->held), on_teaching, self);
		if (self->teaching)
			gtk_box_pack_start(GTK_BOX(box), self->teaching, FALSE, FALSE, 0);
	} else {
		gtk_box_pack_start(GTK_BOX(box), unread_new(), FALSE, FALSE, 0);
	}
	gtk_widget_show_all(box);
	return box;
}

static void add_body(Dialog *self)
{
	GtkWidget *content = gtk_dialog_get_content_area(GTK_DIALOG(self->window));
	GtkWidget *body = gtk_vbox_new(FALSE, DSC_WIDE_GAP);
	const DscDecision *decision = dsc_held_decision(self->held);
	GtkWidget *think = dsc_label_new(g_markup_printf_escaped(
		"<small>%s</small>",
		_("Think: is it true, helpful, inspiring, necessary, kind? What is sent stays.")));

	self->offline = dsc_label_new(g_markup_printf_escaped(
		"<b>%s</b>",
		_("You are not connected to this conversation now, so nothing can be sent.")));
	dsc_label_wrap_at(self->offline, DSC_TEXT_WIDE);
	dsc_label_wrap_at(think, DSC_TEXT_WIDE);
	gtk_container_set_border_width(GTK_CONTAINER(body), DSC_GAP);
	gtk_box_pack_start(GTK_BOX(body), header_new(self), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(body), message_new(self), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(body), think, FALSE, FALSE, 0);
	gtk_widget_show_all(body);

	self->details = details_new(self);
	gtk_box_pack_start(GTK_BOX(body), self->details, TRUE, TRUE, 0);
	if (dsc_decision_override(decision) != DSC_OVERRIDE_NEVER) {
		self->reasons = dsc_reasons_new(decision, on_reasons_answer, self);
		gtk_widget_show_all(self->reasons);
		gtk_widget_hide(self->reasons);
		gtk_box_pack_start(GTK_BOX(body), self->reasons, TRUE, TRUE, 0);
	}
	gtk_box_pack_start(GTK_BOX(body), self->offline, FALSE, FALSE, 0);
	gtk_box_reorder_child(GTK_BOX(body), think, -1);
	gtk_box_pack_start(GTK_BOX(content), body, TRUE, TRUE, 0);
}

static void add_buttons(Dialog *self)
{
	GtkDialog *window = GTK_DIALOG(self->window);
	GtkWidget *area = gtk_dialog_get_action_area(window);

	if (self->reasons) {
		GtkWidget *anyway =
			gtk_dialog_add_button(window, _("Send _anyway…"), RESPONSE_ANYWAY);
		gtk_button_box_set_child_secondary(GTK_BUTTON_BOX(area), anyway, TRUE);
	}
	gtk_dialog_add_button(window, _("_Cancel message"), RESPONSE_CANCEL);
	gtk_dialog_add_button(window, _("_Edit"), RESPONSE_EDIT);
	gtk_dialog_add_button(window, _("_Send redacted"), RESPONSE_REDACTED);
	gtk_dialog_set_alternative_button_order(window, RESPONSE_REDACTED, RESPONSE_EDIT,
						RESPONSE_CANCEL, RESPONSE_ANYWAY, -1);
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
	int list = self->findings ? dsc_findings_height(self->findings) : DSC_FINDINGS_LEAST;

	gtk_widget_size_request(self->window, &least);
	int wanted = least.height + MAX(list - DSC_FINDINGS_LEAST, 0);
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
	add_body(self);
	add_buttons(self);
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
	update_preview(self);
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
		update_preview(self);
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
