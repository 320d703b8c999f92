/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <account.h>
#include <conversation.h>
#include <plugin.h>

#include "purple/ui.h"

/*
 * A libpurple without a user interface, with the plugin loaded, two accounts on the
 * loopback protocol and a user interface that only takes notes. One process has one;
 * every test begins with nothing held, nothing on the wire and two open conversations.
 */
typedef struct {
	char *folder; /* the user's profile */
	char *data;   /* the data folder, a copy that may be spoilt */
	PurplePlugin *plugin;
	PurpleAccount *alice;
	PurpleAccount *bob;
	PurpleConversation *im;	  /* alice's with bob */
	PurpleConversation *room; /* alice in "ward" */
} World;

/**
 * Notes:
 * @shown:      (element-type DscHeld): presented and not withdrawn, oldest first
 * @undoable:   (element-type DscHeld): cancelled and not withdrawn
 * @given_back: (element-type utf8): texts that came back into an entry
 * @notices:    (element-type utf8): title and text
 */
typedef struct {
	GPtrArray *shown;
	GPtrArray *undoable;
	GPtrArray *given_back;
	GPtrArray *notices;
	guint n_hints;
	guint n_refreshed;
	guint n_readers; /* how many times they changed */
	gboolean has_entry;
} Notes;

extern Notes notes;
extern World world;
extern const DscUiOps notes_ui;

/** world_run: starts libpurple, runs the tests, quits. Returns: what main() returns */
int world_run(int argc, char **argv, void (*add_tests)(void));

/** world_add: adds a test that begins with a clean world. */
void world_add(const char *path, void (*test)(void));

/** world_start, world_quit: for tests that quit libpurple in a process of their own. */
void world_start(const char *folder);
void world_quit(void);

/** world_open: opens the two conversations, unless they are open. */
void world_open(void);

/** world_settle: runs the main loop until it is idle. */
void world_settle(void);

/** world_wait: runs the main loop until @done or 20 s. Returns: @done() */
gboolean world_wait(gboolean (*done)(void));

/** world_reload: has the rules read anew and waits for that. Returns: TRUE if they are in force */
gboolean world_reload(void);

void say(PurpleConversation *conv, const char *text);

/** wire: Returns: (transfer full): what left since the test began: "to: text\n"… */
char *wire(void);

/** record: Returns: (transfer full): audit.jsonl, "" if there is none */
char *record(void);

/** shown: Returns: the only message that is presented; fails if it is not the only one */
DscHeld *shown(void);

/** noticed: Returns: how many notices hold @part */
guint noticed(const char *part);

#define assert_wire(expected)                                                                      \
	G_STMT_START                                                                               \
	{                                                                                          \
		g_autofree char *on_the_wire = wire();                                             \
		g_assert_cmpstr(on_the_wire, ==, expected);                                        \
	}                                                                                          \
	G_STMT_END
