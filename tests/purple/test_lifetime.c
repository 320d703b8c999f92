/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <keyutils.h>
#include <string.h>

#include <conversation.h>
#include <core.h>
#include <signals.h>
#include <util.h>

#include "../loopback/loopback.h"
#include "purple/drafts.h"
#include "purple/keyring.h"
#include "world.h"

#define SECRET "MRN 0061-2748"

static void assert_given_back(guint i, const char *text)
{
	g_assert_cmpuint(notes.given_back->len, >, i);
	g_assert_cmpstr(g_ptr_array_index(notes.given_back, i), ==, text);
}

/* A kernel that keeps no keys for us (some sandboxes) is no fault of ours. */
static gboolean keyring_refused(void)
{
	key_serial_t key =
		add_key("user", "discretion:test:probe", "x", 1, KEY_SPEC_PROCESS_KEYRING);

	if (key >= 0) {
		keyctl_invalidate(key);
		return FALSE;
	}
	g_autofree char *why = g_strdup_printf("add_key: %s", g_strerror(errno));
	g_test_skip(why);
	return TRUE;
}

static void test_close_and_reopen(void)
{
	say(world.im, SECRET);
	say(world.im, "behind");
	say(world.room, "other " SECRET);
	purple_conversation_destroy(world.im);
	g_assert_cmpstr(dsc_held_message(shown()), ==, "other " SECRET);
	g_assert_cmpuint(dsc_drafts_count(), ==, 2);
	world_settle();
	g_assert_cmpuint(noticed("bob"), ==, 1);
	g_assert_cmpuint(noticed("0061"), ==, 0);

	world_open();
	assert_given_back(0, SECRET);
	assert_given_back(1, "behind");
	g_assert_cmpuint(dsc_drafts_count(), ==, 0);
	assert_wire("");
}

static gboolean folder_holds(const char *path, const char *text)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	if (dir == NULL) {
		g_autofree char *contents = NULL;
		gsize len = 0;
		g_file_get_contents(path, &contents, &len, NULL);
		return contents != NULL && g_strstr_len(contents, (gssize)len, text) != NULL;
	}
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);
		if (!purple_strequal(name, "data") && folder_holds(child, text))
			return TRUE;
	}
	return FALSE;
}

/* Without an entry the text is written where it can be copied, and not into a log. */
static PurpleMessageFlags written_flags;
static char *written_text;

static void note_written(PurpleAccount *account G_GNUC_UNUSED, const char *who G_GNUC_UNUSED,
			 const char *message, PurpleConversation *conv G_GNUC_UNUSED,
			 PurpleMessageFlags flags, void *data G_GNUC_UNUSED)
{
	g_free(written_text);
	written_text = g_strdup(message);
	written_flags = flags;
}

static void test_no_entry(void)
{
	static const char text[] = "MRN 7777-8888";

	notes.has_entry = FALSE;
	purple_signal_connect(purple_conversations_get_handle(), "wrote-im-msg", &written_text,
			      PURPLE_CALLBACK(note_written), NULL);
	say(world.im, text);
	dsc_held_edit(shown());
	purple_signals_disconnect_by_handle(&written_text);
	g_assert_nonnull(written_text);
	g_assert_nonnull(strstr(written_text, text));
	g_assert_cmpint(written_flags & PURPLE_MESSAGE_NO_LOG, ==, PURPLE_MESSAGE_NO_LOG);
	g_clear_pointer(&written_text, g_free);

	/* libpurple does keep a log here, of what is sent. */
	say(world.im, "good night");
	g_assert_true(folder_holds(world.folder, "good night"));
	g_assert_false(folder_holds(world.folder, "7777"));
}

static void test_undo_after_close(void)
{
	say(world.im, SECRET);
	DscHeld *held = shown();
	dsc_held_cancel(held);
	purple_conversation_destroy(world.im);
	dsc_held_undo(held);
	g_assert_cmpuint(dsc_drafts_count(), ==, 1);
	world_open();
	assert_given_back(0, SECRET);
}

static void test_account_removed(void)
{
	PurpleAccount *carol = purple_account_new("carol", LOOPBACK_ID);

	purple_accounts_add(carol);
	purple_account_set_enabled(carol, purple_core_get_ui(), TRUE);
	world_settle();
	say(purple_conversation_new(PURPLE_CONV_TYPE_IM, carol, "bob"), SECRET);
	shown();
	purple_accounts_delete(carol);
	g_assert_cmpuint(notes.shown->len, ==, 0);
	g_assert_cmpuint(dsc_drafts_count(), ==, 1);
	g_autofree char *html = dsc_drafts_to_html();
	g_assert_nonnull(strstr(html, SECRET));

	carol = purple_account_new("carol", LOOPBACK_ID);
	purple_accounts_add(carol);
	purple_account_set_enabled(carol, purple_core_get_ui(), TRUE);
	world_settle();
	purple_conversation_new(PURPLE_CONV_TYPE_IM, carol, "bob");
	world_settle();
	assert_given_back(0, SECRET);
	purple_accounts_delete(carol);
	assert_wire("");
}

/* On IRC the other side may take another name; the message still goes to them. */
static void test_renamed(void)
{
	say(world.im, SECRET);
	purple_conversation_set_name(world.im, "robert");
	g_assert_true(dsc_held_conversation(shown()) == world.im);
	purple_conversation_destroy(world.im);
	g_assert_cmpuint(dsc_drafts_count(), ==, 1);
	purple_conversation_new(PURPLE_CONV_TYPE_IM, world.alice, "robert");
	world_settle();
	assert_given_back(0, SECRET);
}

static void test_unload(void)
{
	say(world.im, SECRET);
	say(world.im, "behind");
	DscHeld *first = shown();
	say(world.room, "room " SECRET);
	dsc_held_cancel(g_ptr_array_index(notes.shown, 1));
	g_assert_true(purple_plugin_unload(world.plugin));
	g_assert_nonnull(first);
	g_assert_cmpuint(notes.shown->len, ==, 0);
	g_assert_cmpuint(notes.undoable->len, ==, 0);
	assert_given_back(0, SECRET);
	assert_given_back(1, "behind");
	g_assert_cmpuint(notes.given_back->len, ==, 2);
	assert_wire("");
	say(world.im, "after");
	assert_wire("bob: after\n");
}

/* --- The keyring -------------------------------------------------------------------------- */

static void test_keyring_round_trip(void)
{
	if (keyring_refused())
		return;

	/* More than one key holds, and less than a user's quota. */
	gsize len = 15000;
	for (int round = 0; round < 2; round++, len = 40000) {
		g_autofree char *data = g_malloc(len);
		for (gsize i = 0; i < len; i++)
			data[i] = (char)(i * 7 + i / 256);
		g_autoptr(GBytes) in = g_bytes_new(data, len);
		g_autoptr(GError) error = NULL;
		if (!dsc_keyring_store("discretion:test:round", in, &error)) {
			/* Source: keyrings(7): a user without privileges has 20,000 bytes. */
			g_assert_cmpuint(len, >, 20000);
			g_assert_null(dsc_keyring_take("discretion:test:round"));
			return;
		}
		g_assert_no_error(error);
		g_autoptr(GBytes) out = dsc_keyring_take("discretion:test:round");
		g_assert_nonnull(out);
		g_assert_true(g_bytes_equal(in, out));
		g_assert_null(dsc_keyring_take("discretion:test:round"));
	}
}

/* The two processes of a restart; the profile's folder comes through the environment. */
static void first_run(void)
{
	world_start(g_getenv("DISCRETION_TEST_PROFILE"));
	world_open();
	say(world.im, SECRET " \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85");
	say(world.im, "behind");
	say(world.room, "room " SECRET);
	purple_core_quit();
	assert_wire("");
}

static void second_run(void)
{
	world_start(g_getenv("DISCRETION_TEST_PROFILE"));
	g_assert_cmpuint(noticed("bob, ward"), ==, 1);
	g_assert_cmpuint(noticed("0061"), ==, 0);
	g_assert_cmpuint(dsc_drafts_count(), ==, 3);
	world_open();
	assert_given_back(0, SECRET " \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85");
	assert_given_back(1, "behind");
	assert_given_back(2, "room " SECRET);
	assert_wire("");
	world_quit();
}

static void third_run(void)
{
	world_start(g_getenv("DISCRETION_TEST_PROFILE"));
	g_assert_cmpuint(dsc_drafts_count(), ==, 0);
	g_assert_cmpuint(notes.notices->len, ==, 0);
	world_quit();
}

static void run_apart(const char *test)
{
	g_test_trap_subprocess(test, 0, 0);
	if (!g_test_trap_has_passed())
		g_test_trap_assert_stderr("");
	g_test_trap_assert_passed();
}

static void test_restart(void)
{
	if (keyring_refused())
		return;

	g_autofree char *profile = g_build_filename(world.folder, "restart", NULL);
	g_setenv("DISCRETION_TEST_PROFILE", profile, TRUE);
	run_apart("/lifetime/restart/subprocess/first");
	g_assert_false(folder_holds(profile, "0061"));
	run_apart("/lifetime/restart/subprocess/second");
	run_apart("/lifetime/restart/subprocess/third");
}

static void add_tests(void)
{
	world_add("/lifetime/close-and-reopen", test_close_and_reopen);
	world_add("/lifetime/no-entry", test_no_entry);
	world_add("/lifetime/undo-after-close", test_undo_after_close);
	world_add("/lifetime/account-removed", test_account_removed);
	world_add("/lifetime/renamed", test_renamed);
	world_add("/lifetime/unload", test_unload);
	world_add("/lifetime/keyring", test_keyring_round_trip);
	world_add("/lifetime/restart", test_restart);
	g_test_add_func("/lifetime/restart/subprocess/first", first_run);
	g_test_add_func("/lifetime/restart/subprocess/second", second_run);
	g_test_add_func("/lifetime/restart/subprocess/third", third_run);
}

int main(int argc, char **argv)
{
	return world_run(argc, argv, add_tests);
}
