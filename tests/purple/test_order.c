/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include <signals.h>

#include "world.h"

#define SECRET "MRN 0061-2748"
#define MASKED "MRN [record number]"

static void test_queue(void)
{
	say(world.im, SECRET);
	say(world.im, "second");
	say(world.im, "third " SECRET);
	say(world.im, "fourth");
	say(world.room, "elsewhere");
	assert_wire("ward: elsewhere\n");

	g_assert_true(dsc_held_send_redacted(shown(), MASKED));
	assert_wire("ward: elsewhere\nbob: " MASKED "\nbob: second\n");
	g_assert_cmpstr(dsc_held_message(shown()), ==, "third " SECRET);

	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));
	assert_wire("ward: elsewhere\nbob: " MASKED "\nbob: second\nbob: third " SECRET
		    "\nbob: fourth\n");
}

/* Whatever the answer is, those behind have their turn. */
static void test_queue_after_edit_and_cancel(void)
{
	say(world.im, "a " SECRET);
	say(world.im, "b");
	say(world.im, "c " SECRET);
	say(world.im, "d");
	dsc_held_edit(shown());
	assert_wire("bob: b\n");
	dsc_held_cancel(shown());
	assert_wire("bob: b\nbob: d\n");
}

/* Conversations do not wait for each other. */
static void test_two_conversations(void)
{
	say(world.im, "a " SECRET);
	say(world.room, "b " SECRET);
	g_assert_cmpuint(notes.shown->len, ==, 2);
	dsc_held_send_redacted(g_ptr_array_index(notes.shown, 1), "b");
	assert_wire("ward: b\n");
	dsc_held_send_redacted(shown(), "a");
	assert_wire("ward: b\nbob: a\n");
}

static void test_offline(void)
{
	say(world.im, SECRET);
	say(world.im, "behind");
	g_assert_true(dsc_held_can_send(shown()));
	purple_account_disconnect(world.alice);
	g_assert_false(dsc_held_can_send(shown()));
	g_assert_cmpuint(notes.n_refreshed, ==, 2); /* the queued one, the connection */
	g_assert_false(dsc_held_send_redacted(shown(), MASKED));
	g_assert_false(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));

	purple_account_connect(world.alice);
	world_settle();
	g_assert_cmpuint(notes.n_refreshed, ==, 3);
	assert_wire("");
	g_assert_true(dsc_held_send_redacted(shown(), MASKED));
	assert_wire("bob: " MASKED "\nbob: behind\n");
}

/* Nothing is sent by the mere return of a connection. */
static void test_answered_offline(void)
{
	say(world.im, SECRET);
	say(world.im, "behind");
	purple_account_disconnect(world.alice);
	dsc_held_edit(shown());
	g_assert_cmpuint(notes.given_back->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(notes.given_back, 0), ==, SECRET);
	g_assert_cmpstr(g_ptr_array_index(notes.given_back, 1), ==, "behind");

	purple_account_connect(world.alice);
	world_settle();
	assert_wire("");
}

static void test_room_left(void)
{
	say(world.room, SECRET);
	purple_account_disconnect(world.alice);
	purple_account_connect(world.alice);
	world_settle();
	/* The account is back, the room is not. */
	g_assert_false(dsc_held_can_send(shown()));
	world_open();
	g_assert_true(dsc_held_can_send(shown()));
	g_assert_true(dsc_held_send_redacted(shown(), MASKED));
	assert_wire("ward: " MASKED "\n");
}

/* --- Beside other plugins ----------------------------------------------------------------- */

static int other;
static GString *overheard;

static void overhear(PurpleAccount *account G_GNUC_UNUSED, const char *who G_GNUC_UNUSED,
		     char **message, void *data G_GNUC_UNUSED)
{
	if (*message == NULL)
		return;
	g_string_append_printf(overheard, "[%s]", *message);
	char *mangled = g_strdup_printf("?OTR:%zu", strlen(*message));
	g_free(*message);
	*message = mangled;
}

static void swallow(PurpleAccount *account G_GNUC_UNUSED, const char *who G_GNUC_UNUSED,
		    char **message, void *data G_GNUC_UNUSED)
{
	g_clear_pointer(message, g_free);
}

static void connect_other(PurpleCallback handler, int priority)
{
	purple_signal_connect_priority(purple_conversations_get_handle(), "sending-im-msg", &other,
				       handler, NULL, priority);
}

static void test_encryption_sees_no_held_text(void)
{
	overheard = g_string_new(NULL);
	connect_other(PURPLE_CALLBACK(overhear), PURPLE_SIGNAL_PRIORITY_DEFAULT);
	say(world.im, SECRET);
	g_assert_cmpstr(overheard->str, ==, "");
	g_assert_true(dsc_held_send_redacted(shown(), "for CT"));
	g_assert_cmpstr(overheard->str, ==, "[for CT]");
	assert_wire("bob: ?OTR:6\n");
	purple_signals_disconnect_by_handle(&other);
	g_string_free(overheard, TRUE);
}

/* Another plugin takes the approved text away; the approval does not outlive that. */
static void test_swallowed_later(void)
{
	say(world.im, SECRET);
	connect_other(PURPLE_CALLBACK(swallow), PURPLE_SIGNAL_PRIORITY_HIGHEST);
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));
	purple_signals_disconnect_by_handle(&other);
	assert_wire("");

	say(world.im, SECRET);
	g_assert_cmpstr(dsc_held_message(shown()), ==, SECRET);
	assert_wire("");
}

/* Another plugin takes it away before the approval is asked for: it goes on waiting. */
static void test_swallowed_before(void)
{
	say(world.im, SECRET);
	connect_other(PURPLE_CALLBACK(swallow), PURPLE_SIGNAL_PRIORITY_LOWEST - 1);
	g_assert_false(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));
	purple_signals_disconnect_by_handle(&other);
	g_assert_cmpstr(dsc_held_message(shown()), ==, SECRET);
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));
	assert_wire("bob: " SECRET "\n");
}

static void say_more(PurpleAccount *account G_GNUC_UNUSED, const char *who G_GNUC_UNUSED,
		     char **message, void *data G_GNUC_UNUSED)
{
	static gboolean nested;

	if (nested || *message == NULL)
		return;
	nested = TRUE;
	say(world.im, SECRET " again");
	nested = FALSE;
}

/* What another plugin says from within our sending is not covered by the approval. */
static void test_nested(void)
{
	say(world.im, SECRET);
	connect_other(PURPLE_CALLBACK(say_more), PURPLE_SIGNAL_PRIORITY_DEFAULT);
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));
	purple_signals_disconnect_by_handle(&other);
	assert_wire("bob: " SECRET "\n");
	g_assert_cmpstr(dsc_held_message(shown()), ==, SECRET " again");
}

static void add_tests(void)
{
	world_add("/order/queue", test_queue);
	world_add("/order/queue-after-edit-and-cancel", test_queue_after_edit_and_cancel);
	world_add("/order/two-conversations", test_two_conversations);
	world_add("/order/offline", test_offline);
	world_add("/order/answered-offline", test_answered_offline);
	world_add("/order/room-left", test_room_left);
	world_add("/order/encryption-sees-no-held-text", test_encryption_sees_no_held_text);
	world_add("/order/swallowed-later", test_swallowed_later);
	world_add("/order/swallowed-before", test_swallowed_before);
	world_add("/order/nested", test_nested);
}

int main(int argc, char **argv)
{
	return world_run(argc, argv, add_tests);
}
