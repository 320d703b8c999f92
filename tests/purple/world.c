/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "world.h"

#include <glib/gstdio.h>
#include <string.h>

#include <core.h>
#include <debug.h>
#include <prefs.h>
#include <server.h>
#include <util.h>

#include "../loopback/loopback.h"
#include "purple/core.h"
#include "purple/drafts.h"
#include "purple/rulebook.h"
#include "world_loop.h"

#define UI_NAME "discretion-test"
#define WAIT_S	20 /* a busy machine under valgrind; nobody waits so long otherwise */

Notes notes;
World world;

#ifdef __SANITIZE_ADDRESS__
/* libpurple forgets to free the names of the preferences that its parts watch and what
 * its log makes of pictures; only a slow walk up the stack sees through it, for it has no frame
 * pointers. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "fast_unwind_on_malloc=0:print_suppressions=0";
}

const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:purple_prefs_connect_callback\nleak:purple_log_write\n";
}
#endif

/* --- The main loop ------------------------------------------------------------------------ */

static PurpleCoreUiOps core_ops;

void world_settle(void)
{
	while (g_main_context_iteration(NULL, FALSE))
		;
}

gboolean world_wait(gboolean (*done)(void))
{
	gint64 end = g_get_monotonic_time() + WAIT_S * G_USEC_PER_SEC;

	while (!done() && g_get_monotonic_time() < end) {
		world_settle();
		g_usleep(5000);
	}
	return done();
}

static gboolean is_reloaded, is_in_force;

static void note_reloaded(gboolean in_force)
{
	is_reloaded = TRUE;
	is_in_force = in_force;
}

static gboolean reloaded(void)
{
	return is_reloaded;
}

gboolean world_reload(void)
{
	is_reloaded = FALSE;
	dsc_rulebook_reload(note_reloaded);
	g_assert_true(world_wait(reloaded));
	return is_in_force;
}

/* --- A user interface that takes notes ---------------------------------------------------- */

static void note_present(DscHeld *held)
{
	g_ptr_array_add(notes.shown, held);
}

static void note_refresh(DscHeld *held G_GNUC_UNUSED)
{
	notes.n_refreshed++;
}

static void note_readers(DscHeld *held G_GNUC_UNUSED)
{
	notes.n_readers++;
}

static void note_withdraw(DscHeld *held)
{
	gboolean known = g_ptr_array_remove(notes.shown, held);

	known |= g_ptr_array_remove(notes.undoable, held);
	g_assert_true(known);
}

static void note_cancelled(DscHeld *held)
{
	/* Not shown here if it was cancelled in another interface. */
	g_ptr_array_remove(notes.shown, held);
	g_ptr_array_add(notes.undoable, held);
}

static void note_hint(PurpleConversation *conv G_GNUC_UNUSED,
		      const DscDecision *decision G_GNUC_UNUSED)
{
	notes.n_hints++;
}

static gboolean note_give_back(PurpleConversation *conv G_GNUC_UNUSED, const char *message)
{
	if (notes.has_entry)
		g_ptr_array_add(notes.given_back, g_strdup(message));
	return notes.has_entry;
}

static void note_notice(const char *title, const char *text)
{
	g_ptr_array_add(notes.notices, g_strdup_printf("%s: %s", title, text));
}

const DscUiOps notes_ui = {
	.present = note_present,
	.refresh = note_refresh,
	.readers = note_readers,
	.withdraw = note_withdraw,
	.cancelled = note_cancelled,
	.hint = note_hint,
	.give_back = note_give_back,
	.notice = note_notice,
};

static void clear_notes(void)
{
	g_clear_pointer(&notes.shown, g_ptr_array_unref);
	g_clear_pointer(&notes.undoable, g_ptr_array_unref);
	g_clear_pointer(&notes.given_back, g_ptr_array_unref);
	g_clear_pointer(&notes.notices, g_ptr_array_unref);
	memset(&notes, 0, sizeof(notes));
}

static void begin_notes(void)
{
	clear_notes();
	notes.shown = g_ptr_array_new();
	notes.undoable = g_ptr_array_new();
	notes.given_back = g_ptr_array_new_with_free_func(g_free);
	notes.notices = g_ptr_array_new_with_free_func(g_free);
	notes.has_entry = TRUE;
}

/* --- Start and end ------------------------------------------------------------------------ */

static void copy_data(const char *to)
{
	static const char *const files[] = { "codes.conf", "conf.rules", "policy.conf" };

	g_mkdir_with_parents(to, 0700);
	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *source =
			g_test_build_filename(G_TEST_DIST, "purple", "data", files[i], NULL);
		g_autofree char *target = g_build_filename(to, files[i], NULL);
		g_autofree char *contents = NULL;
		gsize len;
		g_assert_true(g_file_get_contents(source, &contents, &len, NULL));
		g_assert_true(g_file_set_contents(target, contents, (gssize)len, NULL));
	}
}

static PurpleAccount *add_account(const char *name)
{
	PurpleAccount *account = purple_account_new(name, LOOPBACK_ID);

	purple_accounts_add(account);
	purple_account_set_enabled(account, UI_NAME, TRUE);
	return account;
}

/* Under valgrind the first run of a pattern takes more than a scan's time. */
static void warm_up(void)
{
	for (int tries = 0; tries < 50; tries++) {
		g_autoptr(DscDecision) decision =
			dsc_core_check(NULL,
				       "Mrs A B MRN 0-0 gossip whisper passphrase x Mrs A B, "
				       "MRN 0061-2748 for CT",
				       DSC_FORMAT_HTML);
		const DscReport *report = dsc_decision_report(decision);
		if (report != NULL && dsc_report_limits(report) == DSC_LIMIT_NONE)
			return;
	}
}

static void load_plugin(void)
{
	begin_notes();
	dsc_ui_set_ops(&notes_ui);
	g_assert_true(purple_plugin_load(world.plugin));
	warm_up();
	world_settle();
}

void world_start(const char *folder)
{
	const char *build = g_getenv("DISCRETION_BUILD");
	g_autofree char *plugin =
		g_build_filename(build != NULL ? build : "build", "discretion.so", NULL);

	world.folder = g_strdup(folder);
	world.data = g_build_filename(folder, "data", NULL);
	copy_data(world.data);
	g_setenv("DISCRETION_DATA", world.data, TRUE);
	/* Saved accounts would be read before their protocol is there. */
	g_autofree char *accounts = g_build_filename(folder, "accounts.xml", NULL);
	g_unlink(accounts);
	/* Modules stay open, so that a leak's stack can be named. */
	g_setenv("PURPLE_LEAKCHECK_HELP", "1", TRUE);
	purple_util_set_user_dir(folder);
	purple_debug_set_enabled(FALSE);
	purple_core_set_ui_ops(&core_ops);
	purple_eventloop_set_ui_ops(&world_loop_ops);
	g_assert_true(purple_core_init(UI_NAME));
	purple_set_blist(purple_blist_new());
	purple_prefs_load();
	loopback_register();
	purple_plugins_probe(G_MODULE_SUFFIX);
	world.alice = add_account("alice");
	world.bob = add_account("bob");
	world_settle();
	world.plugin = purple_plugin_probe(plugin);
	g_assert_nonnull(world.plugin);
	load_plugin();
}

void world_quit(void)
{
	purple_core_quit();
	dsc_ui_set_ops(NULL);
	clear_notes();
	loopback_forget();
	g_clear_pointer(&world.folder, g_free);
	g_clear_pointer(&world.data, g_free);
}

static void join_ward(void)
{
	GHashTable *components = g_hash_table_new(g_str_hash, g_str_equal);

	g_hash_table_insert(components, (char *)"room", (char *)"ward");
	serv_join_chat(purple_account_get_connection(world.alice), components);
	g_hash_table_destroy(components);
}

void world_open(void)
{
	world.im = purple_conversation_new(PURPLE_CONV_TYPE_IM, world.alice, "bob");
	join_ward();
	world.room =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_CHAT, "ward", world.alice);
	g_assert_nonnull(world.im);
	g_assert_nonnull(world.room);
	world_settle();
}

static void close_all_conversations(void)
{
	while (purple_get_conversations() != NULL)
		purple_conversation_destroy(purple_get_conversations()->data);
}

typedef void (*TestFunction)(void);

static void begin(void **unused G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
	if (!purple_plugin_is_loaded(world.plugin))
		load_plugin();
	begin_notes();
	copy_data(world.data);
	g_autofree char *audit = g_build_filename(world.folder, "discretion", "audit.jsonl", NULL);
	g_unlink(audit);
	loopback_forget();
	world_open();
}

static void run(void **unused G_GNUC_UNUSED, gconstpointer data)
{
	const TestFunction *test = data;

	(*test)();
}

/* A test that leaves a draft behind would hand it to the next. */
static void finish(void **unused G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
	while (purple_plugin_is_loaded(world.plugin) && notes.shown->len > 0)
		dsc_held_edit(g_ptr_array_index(notes.shown, 0));
	close_all_conversations();
	if (purple_plugin_is_loaded(world.plugin)) {
		g_assert_cmpuint(dsc_drafts_count(), ==, 0);
		g_assert_true(purple_plugin_unload(world.plugin));
	}
	world_settle();
}

/* GTest carries an object pointer, which a function's may not become. */
static TestFunction tests[64];
static guint n_tests;

void world_add(const char *path, void (*test)(void))
{
	g_assert_cmpuint(n_tests, <, G_N_ELEMENTS(tests));
	tests[n_tests] = test;
	g_test_add(path, void *, &tests[n_tests++], begin, run, finish);
}

static void remove_folder(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);
		if (g_unlink(child) != 0)
			remove_folder(child);
	}
	g_rmdir(path);
}

int world_run(int argc, char **argv, void (*add_tests)(void))
{
	g_setenv("LC_ALL", "C.UTF-8", TRUE);
	g_test_init(&argc, &argv, NULL);
	add_tests();
	if (g_test_subprocess())
		return g_test_run(); /* it starts a world of its own */

	g_autofree char *folder = g_dir_make_tmp("discretion-XXXXXX", NULL);
	world_start(folder);
	int status = g_test_run();
	world_quit();
	remove_folder(folder);
	return status;
}

/* --- What the tests ask ------------------------------------------------------------------- */

void say(PurpleConversation *conv, const char *text)
{
	if (purple_conversation_get_type(conv) == PURPLE_CONV_TYPE_CHAT)
		purple_conv_chat_send(PURPLE_CONV_CHAT(conv), text);
	else
		purple_conv_im_send(PURPLE_CONV_IM(conv), text);
}

char *wire(void)
{
	GString *all = g_string_new(NULL);

	for (guint i = 0; i < loopback_wire()->len; i++) {
		const LoopbackMessage *message = g_ptr_array_index(loopback_wire(), i);
		g_string_append_printf(all, "%s: %s\n", message->to, message->text);
	}
	return g_string_free(all, FALSE);
}

char *record(void)
{
	g_autofree char *path = g_build_filename(world.folder, "discretion", "audit.jsonl", NULL);
	char *contents = NULL;

	g_file_get_contents(path, &contents, NULL, NULL);
	return contents != NULL ? contents : g_strdup("");
}

DscHeld *shown(void)
{
	g_assert_cmpuint(notes.shown->len, ==, 1);
	return g_ptr_array_index(notes.shown, 0);
}

guint noticed(const char *part)
{
	guint n = 0;

	for (guint i = 0; i < notes.notices->len; i++)
		n += strstr(g_ptr_array_index(notes.notices, i), part) != NULL;
	return n;
}
