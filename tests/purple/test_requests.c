/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include <notify.h>
#include <request.h>
#include <signals.h>

#include "world.h"

#define SECRET "Mrs Ada Winterbourne, MRN 0061-2748"

/*
 * A client's request dialogs, at most one open at a time. As in Finch, a button's
 * callback runs first and the request is closed after it.
 */
static struct {
	gboolean open;
	void *handle;
	char *primary;
	char *secondary;
	void *data;
	GPtrArray *labels;
	GPtrArray *callbacks;
	PurpleRequestFields *fields;
	GCallback ok;
	GCallback cancel;
	guint n_closed;
} dialog;

static void *open_dialog(const char *primary, const char *secondary, void *data)
{
	g_free(dialog.primary);
	g_free(dialog.secondary);
	dialog.open = TRUE;
	dialog.primary = g_strdup(primary);
	dialog.secondary = g_strdup(secondary);
	dialog.data = data;
	static int serial;
	return dialog.handle = GINT_TO_POINTER(++serial);
}

static void *ask_action(const char *title G_GNUC_UNUSED, const char *primary, const char *secondary,
			int standard, PurpleAccount *account G_GNUC_UNUSED,
			const char *who G_GNUC_UNUSED, PurpleConversation *conv G_GNUC_UNUSED,
			void *data, size_t n, va_list actions)
{
	g_assert_cmpint(standard, ==, 0);
	g_ptr_array_set_size(dialog.labels, 0);
	g_ptr_array_set_size(dialog.callbacks, 0);
	for (size_t i = 0; i < n; i++) {
		g_ptr_array_add(dialog.labels, g_strdup(va_arg(actions, char *)));
		g_ptr_array_add(dialog.callbacks, (void *)(gsize)va_arg(actions, GCallback));
	}
	return open_dialog(primary, secondary, data);
}

static void *ask_fields(const char *title G_GNUC_UNUSED, const char *primary, const char *secondary,
			PurpleRequestFields *fields, const char *ok_text G_GNUC_UNUSED,
			GCallback ok, const char *cancel_text G_GNUC_UNUSED, GCallback cancel,
			PurpleAccount *account G_GNUC_UNUSED, const char *who G_GNUC_UNUSED,
			PurpleConversation *conv G_GNUC_UNUSED, void *data)
{
	dialog.fields = fields;
	dialog.ok = ok;
	dialog.cancel = cancel;
	return open_dialog(primary, secondary, data);
}

static void close_dialog(PurpleRequestType type, void *handle)
{
	dialog.n_closed++;
	if (handle == dialog.handle)
		dialog.open = FALSE;
	if (type == PURPLE_REQUEST_FIELDS)
		g_clear_pointer(&dialog.fields, purple_request_fields_destroy);
}

static PurpleRequestUiOps request_ops = {
	.request_action = ask_action,
	.request_fields = ask_fields,
	.close_request = close_dialog,
};

static char *notified;

static void *notify(PurpleNotifyMsgType type G_GNUC_UNUSED, const char *title G_GNUC_UNUSED,
		    const char *primary, const char *secondary)
{
	g_free(notified);
	notified = g_strdup_printf("%s: %s", primary, secondary);
	return &notified;
}

static char *explained;

static void *explain(const char *title G_GNUC_UNUSED, const char *primary,
		     const char *secondary G_GNUC_UNUSED, const char *html)
{
	g_free(explained);
	explained = g_strdup_printf("%s: %s", primary, html);
	return &explained;
}

static void close_notify(PurpleNotifyType type, void *ui_handle G_GNUC_UNUSED)
{
	if (type == PURPLE_NOTIFY_FORMATTED)
		g_clear_pointer(&explained, g_free);
}

static PurpleNotifyUiOps notify_ops = {
	.notify_message = notify,
	.notify_formatted = explain,
	.close_notify = close_notify,
};

static void press(const char *label)
{
	g_assert_true(dialog.open);
	for (guint i = 0; i < dialog.labels->len; i++) {
		if (strcmp(g_ptr_array_index(dialog.labels, i), label) != 0)
			continue;
		PurpleRequestActionCb callback =
			(PurpleRequestActionCb)(gsize)g_ptr_array_index(dialog.callbacks, i);
		void *handle = dialog.handle;
		callback(dialog.data, (int)i);
		purple_request_close(PURPLE_REQUEST_ACTION, handle);
		return;
	}
	g_error("there is no button %s", label);
}

static char *buttons(void)
{
	g_autoptr(GPtrArray) labels = g_ptr_array_new();

	for (guint i = 0; i < dialog.labels->len; i++)
		g_ptr_array_add(labels, g_ptr_array_index(dialog.labels, i));
	g_ptr_array_add(labels, NULL);
	return g_strjoinv("|", (char **)labels->pdata);
}

static GString *written;

static void note_written(PurpleAccount *account G_GNUC_UNUSED, const char *who G_GNUC_UNUSED,
			 const char *message, PurpleConversation *conv G_GNUC_UNUSED,
			 PurpleMessageFlags flags, void *data G_GNUC_UNUSED)
{
	if (flags & PURPLE_MESSAGE_NO_LOG)
		g_string_append(written, message);
}

static void open_client(void)
{
	memset(&dialog, 0, sizeof(dialog));
	dialog.labels = g_ptr_array_new_with_free_func(g_free);
	dialog.callbacks = g_ptr_array_new();
	written = g_string_new(NULL);
	purple_request_set_ui_ops(&request_ops);
	purple_notify_set_ui_ops(&notify_ops);
	purple_signal_connect(purple_conversations_get_handle(), "wrote-im-msg", &dialog,
			      PURPLE_CALLBACK(note_written), NULL);
	dsc_ui_set_ops(NULL);
}

static void close_client(void)
{
	g_assert_false(dialog.open);
	purple_signals_disconnect_by_handle(&dialog);
	purple_request_set_ui_ops(NULL);
	purple_notify_set_ui_ops(NULL);
	dsc_ui_set_ops(&notes_ui);
	g_free(dialog.primary);
	g_free(dialog.secondary);
	g_ptr_array_unref(dialog.labels);
	g_ptr_array_unref(dialog.callbacks);
	g_string_free(written, TRUE);
	g_clear_pointer(&notified, g_free);
}

static void test_redacted(void)
{
	open_client();
	say(world.room, SECRET);
	g_autofree char *labels = buttons();
	g_assert_cmpstr(labels, ==, "Send redacted|Edit|Cancel message|Send anyway…|Why?");
	g_assert_cmpstr(dialog.primary, ==, "Your message to 5 people in ward is held");
	g_assert_nonnull(strstr(dialog.secondary, "Record number. It leads to one patient."));
	g_assert_nonnull(strstr(dialog.secondary, "Mrs [name], MRN [record number]"));
	press("Send redacted");
	assert_wire("ward: Mrs [name], MRN [record number]\n");
	close_client();
}

static void test_nothing_to_redact(void)
{
	open_client();
	say(world.im, "gossip");
	g_autofree char *labels = buttons();
	g_assert_cmpstr(labels, ==, "Edit|Cancel message|Send anyway…|Why?");
	press("Edit");
	g_assert_nonnull(strstr(written->str, "gossip"));
	assert_wire("");
	close_client();
}

static void test_cancel(void)
{
	open_client();
	say(world.im, SECRET);
	press("Cancel message");
	g_assert_nonnull(strstr(written->str, SECRET));
	assert_wire("");
	close_client();
}

static void choose_reason(DscReason reason, const char *note)
{
	PurpleRequestField *choice = purple_request_fields_get_field(dialog.fields, "reason");
	PurpleRequestField *words = purple_request_fields_get_field(dialog.fields, "note");

	purple_request_field_list_add_selected(choice, dsc_reason_label(reason));
	purple_request_field_string_set_value(words, note);
}

static void press_in_fields(GCallback button)
{
	void *handle = dialog.handle;

	((void (*)(void *, PurpleRequestFields *))button)(dialog.data, dialog.fields);
	purple_request_close(PURPLE_REQUEST_FIELDS, handle);
}

static void test_anyway(void)
{
	open_client();
	say(world.im, SECRET);
	press("Send anyway…");
	g_assert_true(dialog.open);
	assert_wire("");
	choose_reason(DSC_REASON_MISTAKE, "a made-up case");
	press_in_fields(dialog.ok);
	assert_wire("bob: " SECRET "\n");
	g_autofree char *kept = record();
	g_assert_nonnull(strstr(kept, dsc_reason_name(DSC_REASON_MISTAKE)));
	g_assert_nonnull(strstr(kept, "a made-up case"));
	close_client();
}

static void test_anyway_back(void)
{
	open_client();
	say(world.im, SECRET);
	press("Send anyway…");
	press_in_fields(dialog.cancel);
	press("Cancel message");
	assert_wire("");
	close_client();
}

/* Why it was found is told beside the question, for as long as that stands. */
static void test_why(void)
{
	open_client();
	say(world.im, SECRET "; MRN 0061-2749 <b>");
	press("Why?");
	g_assert_true(dialog.open);
	g_assert_true(
		g_str_has_prefix(explained, "Why it was found: <b>Name.</b> Leave it out.<br>"));
	/* Two numbers, one rule: it is said once. */
	g_auto(GStrv) around = g_strsplit(explained, "<b>Record number.</b>", -1);
	g_assert_cmpuint(g_strv_length(around), ==, 2);
	g_assert_nonnull(strstr(explained, "A code for tests: Patient confidentiality<br>"));
	g_assert_nonnull(strstr(explained, "Its likelihood is 0.95."));
	press("Why?");
	g_assert_nonnull(explained);
	press("Cancel message");
	g_assert_null(explained);
	assert_wire("");
	close_client();
}

/* A dialog that shows what is gone is closed by us, not by its buttons. */
static void test_withdrawn(void)
{
	open_client();
	say(world.im, SECRET);
	g_assert_true(dialog.open);
	purple_conversation_destroy(world.im);
	g_assert_false(dialog.open);
	g_assert_cmpuint(dialog.n_closed, ==, 1);
	world_settle();
	g_assert_nonnull(strstr(notified, "bob"));
	world_open();
	g_assert_nonnull(strstr(written->str, SECRET));
	close_client();
}

static void test_offline(void)
{
	open_client();
	say(world.im, SECRET);
	purple_account_disconnect(world.alice);
	g_autofree char *offline = buttons();
	g_assert_cmpstr(offline, ==, "Edit|Cancel message|Why?");
	purple_account_connect(world.alice);
	world_settle();
	press("Send redacted");
	assert_wire("bob: Mrs [name], MRN [record number]\n");
	close_client();
}

static void test_hint(void)
{
	open_client();
	say(world.im, "whisper");
	g_assert_nonnull(strstr(written->str, "Speak up."));
	assert_wire("bob: whisper\n");
	close_client();
}

static void add_tests(void)
{
	world_add("/requests/redacted", test_redacted);
	world_add("/requests/nothing-to-redact", test_nothing_to_redact);
	world_add("/requests/cancel", test_cancel);
	world_add("/requests/anyway", test_anyway);
	world_add("/requests/anyway-back", test_anyway_back);
	world_add("/requests/why", test_why);
	world_add("/requests/withdrawn", test_withdrawn);
	world_add("/requests/offline", test_offline);
	world_add("/requests/hint", test_hint);
}

int main(int argc, char **argv)
{
	return world_run(argc, argv, add_tests);
}
