/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include <conversation.h>
#include <imgstore.h>
#include <signals.h>

#include "world.h"

#define SECRET "Mrs Ada Winterbourne, MRN 0061-2748"

static void test_clean_passes(void)
{
	say(world.im, "lunch at noon?");
	say(world.room, "the lift is broken");
	assert_wire("bob: lunch at noon?\nward: the lift is broken\n");
	g_assert_cmpuint(notes.shown->len, ==, 0);
}

static void test_held(void)
{
	say(world.room, SECRET);
	assert_wire("");

	const DscAudience *audience = dsc_held_audience(shown());
	g_assert_cmpint(audience->n_people, ==, 5);
	g_assert_cmpstr(audience->name, ==, "ward");
	g_assert_cmpint(audience->setting, ==, DSC_SETTING_GROUP_CHAT);
	g_assert_cmpstr(audience->protocol, ==, "Loopback");
	g_assert_cmpstr(dsc_held_message(shown()), ==, SECRET);
}

/* Who would read it is told as it is now, for as long as it waits. */
static void test_readers(void)
{
	PurpleConvChat *room = PURPLE_CONV_CHAT(world.room);

	say(world.room, SECRET);
	say(world.im, SECRET);
	const DscHeld *in_room = g_ptr_array_index(notes.shown, 0);
	const DscHeld *in_im = g_ptr_array_index(notes.shown, 1);
	purple_conv_chat_add_user(room, "erin", NULL, PURPLE_CBFLAGS_NONE, TRUE);
	g_assert_cmpint(dsc_held_audience(in_room)->n_people, ==, 6);
	g_assert_cmpuint(notes.n_readers, ==, 1);
	purple_conv_chat_remove_user(room, "erin", NULL);
	g_assert_cmpint(dsc_held_audience(in_room)->n_people, ==, 5);
	g_assert_cmpuint(notes.n_readers, ==, 2);
	purple_conversation_set_title(world.im, "Robert");
	g_assert_cmpstr(dsc_held_audience(in_im)->name, ==, "Robert");
	g_assert_cmpuint(notes.n_readers, ==, 3);
	purple_conversation_set_title(world.im, "Robert");
	g_assert_cmpuint(notes.n_readers, ==, 3);
	while (notes.shown->len > 0)
		dsc_held_cancel(g_ptr_array_index(notes.shown, 0));
}

static void test_redacted(void)
{
	say(world.im, "<b>" SECRET "</b>");
	g_assert_true(dsc_held_send_redacted(shown(), "<b>Mrs [name], MRN [record number]</b>"));
	assert_wire("bob: <b>Mrs [name], MRN [record number]</b>\n");
	g_assert_cmpuint(notes.shown->len, ==, 0);

	g_autofree char *kept = record();
	g_assert_nonnull(strstr(kept, "\"redacted\""));
	g_assert_null(strstr(kept, "Winterbourne"));
}

static void test_redacted_still_bad(void)
{
	say(world.im, SECRET);
	g_assert_false(dsc_held_send_redacted(shown(), "Mrs [name], MRN 0061-2748"));
	assert_wire("");
	g_assert_true(dsc_held_send_redacted(shown(), "for CT"));
	assert_wire("bob: for CT\n");
}

static void test_edit(void)
{
	say(world.im, SECRET);
	dsc_held_edit(shown());
	assert_wire("");
	g_assert_cmpuint(notes.given_back->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(notes.given_back, 0), ==, SECRET);
}

static void test_cancel_and_undo(void)
{
	say(world.im, SECRET);
	DscHeld *held = shown();
	dsc_held_cancel(held);
	g_assert_cmpuint(notes.undoable->len, ==, 1);
	g_assert_cmpuint(notes.given_back->len, ==, 0);
	g_assert_false(dsc_held_send_redacted(held, "for CT"));
	g_assert_false(dsc_held_send_anyway(held, DSC_REASON_CONSENTED, NULL));

	dsc_held_undo(held);
	g_assert_cmpuint(notes.undoable->len, ==, 0);
	g_assert_cmpstr(g_ptr_array_index(notes.given_back, 0), ==, SECRET);
	assert_wire("");
}

static void test_cancelled_does_not_block(void)
{
	say(world.im, SECRET);
	dsc_held_cancel(shown());
	say(world.im, "lunch?");
	assert_wire("bob: lunch?\n");
}

static void test_anyway(void)
{
	say(world.im, SECRET);
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CONSENTED,
					   "Winterbourne agreed, see MRN 9999-1111"));
	assert_wire("bob: " SECRET "\n");

	g_autofree char *kept = record();
	g_assert_nonnull(strstr(kept, dsc_reason_name(DSC_REASON_CONSENTED)));
	g_assert_nonnull(strstr(kept, "agreed, see"));
	g_assert_null(strstr(kept, "Winterbourne"));
	g_assert_null(strstr(kept, "0061"));
	g_assert_null(strstr(kept, "9999"));
}

static void test_anyway_once(void)
{
	say(world.im, SECRET);
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CONSENTED, NULL));
	say(world.im, SECRET);
	say(world.room, SECRET);
	g_assert_cmpuint(notes.shown->len, ==, 2);
	assert_wire("bob: " SECRET "\n");
}

static void test_never(void)
{
	say(world.im, "the passphrase swordfish");
	g_assert_cmpint(dsc_decision_verdict(dsc_held_decision(shown())), ==, DSC_VERDICT_BLOCK);
	for (int reason = 0; reason < DSC_N_REASONS; reason++) {
		if (dsc_decision_override(dsc_held_decision(shown())) == DSC_OVERRIDE_NEVER ||
		    reason != DSC_REASON_URGENT_CARE)
			g_assert_false(dsc_held_send_anyway(shown(), (DscReason)reason, "please"));
	}
	assert_wire("");
}

static void test_hint(void)
{
	say(world.im, "whisper");
	g_assert_cmpuint(notes.n_hints, ==, 1);
	assert_wire("bob: whisper\n");
}

/* Links are made of addresses before the signals, and again when it is sent. */
static void test_link(void)
{
	say(world.im, "MRN 0061-2748 http://example.org/a?b=1&amp;c=2");
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));
	g_autofree char *left = wire();
	g_assert_nonnull(strstr(left, "MRN 0061-2748 <A HREF=\"http://example.org/"));
	g_assert_null(strstr(left, "<A HREF=\"<A"));
}

/* An interface that comes late is shown what waits; the old one is told to let go. */
static void test_interface_changes(void)
{
	say(world.im, SECRET);
	DscHeld *held = shown();
	dsc_ui_set_ops(NULL);
	g_assert_cmpuint(notes.shown->len, ==, 0);
	dsc_ui_set_ops(&notes_ui);
	g_assert_true(shown() == held);
}

/* Pidgin lets go of a picture as soon as its entry is empty. */
static void test_picture(void)
{
	int id = purple_imgstore_add_with_id(g_memdup("picture", 7), 7, "scan.png");
	g_autofree char *message = g_strdup_printf("MRN 0061-2748 <IMG ID=\"%d\">", id);
	g_autofree char *redacted = g_strdup_printf("for CT <IMG ID=\"%d\">", id);
	g_autofree char *expected = g_strdup_printf("bob: %s\n", redacted);

	say(world.im, message);
	purple_imgstore_unref_by_id(id);
	g_assert_nonnull(purple_imgstore_find_by_id(id));
	g_assert_true(dsc_held_send_redacted(shown(), redacted));
	assert_wire(expected);
	g_assert_null(purple_imgstore_find_by_id(id));
}

/* Other callers emit the signal for somebody with whom no conversation is open yet. */
static void test_no_conversation(void)
{
	char *message = g_strdup(SECRET);

	purple_signal_emit(purple_conversations_get_handle(), "sending-im-msg", world.alice, "zoe",
			   &message);
	g_assert_null(message);
	g_assert_cmpstr(purple_conversation_get_name(dsc_held_conversation(shown())), ==, "zoe");
	g_assert_true(dsc_held_send_redacted(shown(), "for CT"));
	assert_wire("zoe: for CT\n");
}

/* A word that tags part, or that stands in what only the other side sees, is read too. */
static void test_markup(void)
{
	static const char *const messages[] = {
		"MRN 00<b>61</b>-2748",
		"M&#82;N 0061-2748",
		"<a href=\"http://x.org/MRN 0061-2748\">x</a>",
		"hello<!-- MRN 0061-2748 -->",
		"/me has MRN 0061-2748",
	};

	for (guint i = 0; i < G_N_ELEMENTS(messages); i++) {
		g_test_message("%s", messages[i]);
		say(world.room, messages[i]);
		dsc_held_cancel(shown());
	}
	assert_wire("");
}

static void add_tests(void)
{
	world_add("/hold/clean-passes", test_clean_passes);
	world_add("/hold/readers", test_readers);
	world_add("/hold/held", test_held);
	world_add("/hold/redacted", test_redacted);
	world_add("/hold/redacted-still-bad", test_redacted_still_bad);
	world_add("/hold/edit", test_edit);
	world_add("/hold/cancel-and-undo", test_cancel_and_undo);
	world_add("/hold/cancelled-does-not-block", test_cancelled_does_not_block);
	world_add("/hold/anyway", test_anyway);
	world_add("/hold/anyway-once", test_anyway_once);
	world_add("/hold/never", test_never);
	world_add("/hold/hint", test_hint);
	world_add("/hold/link", test_link);
	world_add("/hold/picture", test_picture);
	world_add("/hold/no-conversation", test_no_conversation);
	world_add("/hold/markup", test_markup);
	world_add("/hold/interface-changes", test_interface_changes);
}

int main(int argc, char **argv)
{
	return world_run(argc, argv, add_tests);
}
