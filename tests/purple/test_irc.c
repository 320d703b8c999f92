/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include <gio/gio.h>
#include <conversation.h>
#include <cmds.h>
#include <core.h>
#include <server.h>

#include "world.h"

/*
 * IRC's "/me" is the one command that emits the sending signals itself, with plain
 * text, so it is tried with libpurple's own IRC and a server. Bob is a bare socket
 * in the room and sees the wire.
 */
static GSubprocess *server;
static GSocket *bob;
static GString *seen_by_bob;
static PurpleAccount *alice;
static const char *awaited;

static guint16 free_port(void)
{
	g_autoptr(GSocketListener) listener = g_socket_listener_new();

	return g_socket_listener_add_any_inet_port(listener, NULL, NULL);
}

static void start_server(guint16 port)
{
	g_autofree char *conf = g_build_filename(world.folder, "ngircd.conf", NULL);
	g_autofree char *text = g_strdup_printf("[Global]\nName=irc.example.org\nInfo=test\n"
						"Listen=127.0.0.1\nPorts=%u\nMotdPhrase=hello\n"
						"[Limits]\nMaxConnectionsIP=0\nMaxJoins=0\n"
						"[Options]\nIdent=no\nPAM=no\nDNS=no\n",
						port);
	g_autoptr(GError) error = NULL;

	g_assert_true(g_file_set_contents(conf, text, -1, NULL));
	server = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
					  G_SUBPROCESS_FLAGS_STDERR_SILENCE,
				  &error, "/usr/sbin/ngircd", "-n", "-f", conf, NULL);
	g_assert_no_error(error);
}

static gboolean connect_bob(guint16 port)
{
	g_autoptr(GSocketAddress) address =
		g_inet_socket_address_new_from_string("127.0.0.1", port);

	bob = g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
	for (int tries = 0; tries < 100; tries++) {
		if (g_socket_connect(bob, address, NULL, NULL))
			return TRUE;
		g_usleep(50000);
	}
	return FALSE;
}

static void bob_says(const char *line)
{
	g_assert_cmpint(g_socket_send(bob, line, strlen(line), NULL, NULL), ==, strlen(line));
}

static gboolean bob_saw_awaited(void)
{
	char buffer[4096];
	gssize n;

	g_socket_set_blocking(bob, FALSE);
	while ((n = g_socket_receive(bob, buffer, sizeof(buffer), NULL, NULL)) > 0)
		g_string_append_len(seen_by_bob, buffer, n);
	return strstr(seen_by_bob->str, awaited) != NULL;
}

static void await(const char *text)
{
	awaited = text;
	if (!world_wait(bob_saw_awaited))
		g_test_message("seen: %s", seen_by_bob->str);
	g_assert_true(bob_saw_awaited());
}

static PurpleConversation *ward(void)
{
	return purple_find_conversation_with_account(PURPLE_CONV_TYPE_CHAT, "#ward", alice);
}

static gboolean alice_connected(void)
{
	return purple_account_is_connected(alice);
}

static gboolean in_ward(void)
{
	return ward() != NULL && purple_conv_chat_get_users(PURPLE_CONV_CHAT(ward())) != NULL;
}

static void connect_alice(guint16 port)
{
	GHashTable *components = g_hash_table_new(g_str_hash, g_str_equal);

	alice = purple_account_new("alice@127.0.0.1", "prpl-irc");
	purple_account_set_int(alice, "port", port);
	purple_accounts_add(alice);
	purple_account_set_enabled(alice, purple_core_get_ui(), TRUE);
	g_assert_true(world_wait(alice_connected));
	g_hash_table_insert(components, (char *)"channel", (char *)"#ward");
	serv_join_chat(purple_account_get_connection(alice), components);
	g_hash_table_destroy(components);
	g_assert_true(world_wait(in_ward));
}

static void act(const char *what)
{
	g_autofree char *command = g_strdup_printf("me %s", what);
	g_autofree char *escaped = g_markup_escape_text(command, -1);
	char *error = NULL;

	g_assert_cmpint(purple_cmd_do_command(ward(), command, escaped, &error), ==,
			PURPLE_CMD_STATUS_OK);
	g_free(error);
}

static void converse(void)
{
	/* Clean, held and redacted, held and sent as it is, in this order. */
	act("reads <x> & y");
	act("has MRN 0061-2748 <here> & there");
	act("says MRN 0061-2749 once");
	g_assert_cmpstr(dsc_held_message(shown()), ==, "/me has MRN 0061-2748 <here> & there");
	g_assert_true(dsc_held_send_redacted(shown(), "/me has it <here> & there"));
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));
	await("PRIVMSG #ward :\001ACTION reads <x> & y\001");
	await("PRIVMSG #ward :\001ACTION has it <here> & there\001");
	await("PRIVMSG #ward :\001ACTION says MRN 0061-2749 once\001");
	g_assert_null(strstr(seen_by_bob->str, "0061-2748"));

	/* Given back as HTML, for that is what entries take. */
	act("has MRN 0061-2748 <here>");
	dsc_held_edit(shown());
	g_assert_cmpstr(g_ptr_array_index(notes.given_back, 0), ==,
			"/me has MRN 0061-2748 &lt;here&gt;");
	say(ward(), "good night");
	await("PRIVMSG #ward :good night");
	g_assert_null(strstr(seen_by_bob->str, "0061-2748"));
}

static void test_me(void)
{
	guint16 port = free_port();

	g_assert_nonnull(purple_find_prpl("prpl-irc"));
	start_server(port);
	seen_by_bob = g_string_new(NULL);
	g_assert_true(connect_bob(port));
	bob_says("NICK bob\r\nUSER bob 0 * :bob\r\nJOIN #ward\r\n");
	await("JOIN :#ward");
	connect_alice(port);
	converse();

	purple_accounts_delete(alice);
	g_clear_object(&bob);
	g_subprocess_force_exit(server);
	g_subprocess_wait(server, NULL, NULL);
	g_clear_object(&server);
	g_string_free(seen_by_bob, TRUE);
}

static void add_tests(void)
{
	world_add("/irc/me", test_me);
}

int main(int argc, char **argv)
{
	return world_run(argc, argv, add_tests);
}
