/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/rulebook.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <eventloop.h>

#include "purple/ui.h"

/* Editors and package managers write several times; one reload follows the last. */
#define SETTLE_MS 300

/* How long the main loop is kept each time that it has nothing else to do. A screen shows a new
 * picture every 17 ms: one may be late, which nobody sees. */
#define STEP_MS 10

static DscGuard *guard;
static GFileMonitor *monitor;
static gulong monitor_signal;
static guint settle_timer;
static DscReload *reload; /* NULL if none is under way */
static guint step_source;
static DscRulebookDone when_done;
static gboolean in_trouble; /* the newest files are not what is in force */

DscGuard *dsc_rulebook_guard(void)
{
	return guard;
}

static char *describe_problems(const GPtrArray *problems)
{
	const GError *first = problems->len > 0 ? g_ptr_array_index(problems, 0) : NULL;

	if (first == NULL)
		return g_strdup("");
	if (problems->len == 1)
		return g_strdup(first->message);

	guint more = problems->len - 1;
	g_autofree char *rest =
		g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "There is %u more problem.",
					    "There are %u more problems.", more),
				more);
	return g_strdup_printf("%s\n%s", first->message, rest);
}

static void say_trouble(const GPtrArray *problems)
{
	g_autofree char *what = describe_problems(problems);
	const char *effect = dsc_guard_is_degraded(guard)
				     ? _("Only the files without a fault are in force, so that "
					 "no message is proven clean.")
				     : _("The last good rules stay in force.");

	g_autofree char *text = g_strdup_printf("%s\n\n%s", effect, what);
	dsc_ui()->notice(_("Discretion’s rules have a fault"), text);
}

/* --- Reading anew ------------------------------------------------------------------------- */

static void finish(void)
{
	g_autoptr(GPtrArray) problems =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	gboolean ok = dsc_reload_finish(g_steal_pointer(&reload), problems);

	if (!ok)
		say_trouble(problems);
	else if (in_trouble)
		dsc_ui()->notice(_("Discretion’s rules are in order again"),
				 _("The rules as they are on disk are in force."));
	in_trouble = !ok;
	DscRulebookDone done = when_done;
	when_done = NULL;
	if (done != NULL)
		done(ok);
}

static gboolean step(void *data G_GNUC_UNUSED)
{
	if (dsc_reload_step(reload, g_get_monotonic_time() + STEP_MS * 1000))
		return G_SOURCE_CONTINUE;
	step_source = 0;
	finish();
	return G_SOURCE_REMOVE;
}

/* Drops what is under way or due. */
static void drop_reload(void)
{
	if (settle_timer != 0)
		purple_timeout_remove(settle_timer);
	settle_timer = 0;
	if (step_source != 0)
		g_source_remove(step_source);
	step_source = 0;
	g_clear_pointer(&reload, dsc_reload_free);
}

static void begin_reload(void)
{
	drop_reload();
	reload = dsc_reload_new(guard);
	/* libpurple's timers cannot wait until nothing else is to be done. */
	step_source = g_idle_add(step, NULL);
}

void dsc_rulebook_reload(DscRulebookDone done)
{
	if (done != NULL)
		when_done = done;
	begin_reload();
}

static gboolean settled(void *data G_GNUC_UNUSED)
{
	settle_timer = 0;
	begin_reload();
	return G_SOURCE_REMOVE;
}

/* --- Watching ----------------------------------------------------------------------------- */

/* The folder itself tells when it was away and is back; what it holds then is not told. */
static gboolean concerns_us(GFile *file)
{
	static const char *const kinds[] = { ".rules", ".conf", ".model", ".lists", ".list" };
	if (file == NULL)
		return FALSE;

	g_autoptr(GFile) folder = g_file_new_for_path(dsc_guard_folder(guard));
	g_autofree char *name = g_file_get_basename(file);
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (g_str_has_suffix(name, kinds[i]))
			return TRUE;
	}
	return g_file_equal(file, folder);
}

static void folder_changed(GFileMonitor *self G_GNUC_UNUSED, GFile *file, GFile *other,
			   GFileMonitorEvent event G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
	if (!concerns_us(file) && !concerns_us(other))
		return;
	drop_reload();
	settle_timer = purple_timeout_add(SETTLE_MS, settled, NULL);
}

static void watch(const char *folder)
{
	g_autoptr(GFile) file = g_file_new_for_path(folder);

	/* Where the kernel cannot watch, the action "Reload rules" still serves. */
	monitor = g_file_monitor_directory(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
	if (monitor != NULL)
		monitor_signal =
			g_signal_connect(monitor, "changed", G_CALLBACK(folder_changed), NULL);
}

void dsc_rulebook_start(void)
{
	g_autofree char *folder = dsc_guard_data_folder();
	g_autoptr(GPtrArray) problems =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);

	guard = dsc_guard_new(folder, problems);
	in_trouble = problems->len > 0;
	/* No interface is there yet to say it in; they are read again when there is. */
	if (in_trouble)
		settle_timer = purple_timeout_add(SETTLE_MS, settled, NULL);
	watch(folder);
}

void dsc_rulebook_stop(void)
{
	drop_reload();
	when_done = NULL;
	if (monitor != NULL)
		g_signal_handler_disconnect(monitor, monitor_signal);
	g_clear_object(&monitor);
	g_clear_pointer(&guard, dsc_guard_free);
}

static const char *describe_state(void)
{
	if (reload != NULL || settle_timer != 0)
		return _("The files on disk are being read and tried; until that is done, these "
			 "stay in force.");
	if (in_trouble)
		return _("The files on disk have a fault; choose “Reload rules” to see it.");
	return _("They are the rules as they are on disk.");
}

char *dsc_rulebook_describe(void)
{
	DscEngine *engine = dsc_guard_engine(guard);
	guint n = engine != NULL ? dsc_rules_all(dsc_engine_rules(engine))->len : 0;
	g_autofree char *count = g_strdup_printf(
		g_dngettext(GETTEXT_PACKAGE, "%u rule is in force.", "%u rules are in force.", n),
		n);
	g_autofree char *where =
		g_strdup_printf(_("They are read from %s."), dsc_guard_folder(guard));
	return g_strdup_printf("%s %s\n%s", count, describe_state(), where);
}
