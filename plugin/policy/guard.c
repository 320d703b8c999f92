/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "policy/guard.h"
#include "policy/policy_private.h"

#define POLICY_FILE "policy.conf"

struct DscGuard {
	char *folder;
	DscEngine *engine; /* NULL if there is no rule to look for */
	DscPolicy *policy;
	gboolean degraded;
};

/* A data folder may do without a policy of its own; one that is there must be right. */
static DscPolicy *load_policy(const char *folder, GPtrArray *problems)
{
	g_autofree char *file = g_build_filename(folder, POLICY_FILE, NULL);
	if (!g_file_test(file, G_FILE_TEST_EXISTS))
		return dsc_policy_new_default();
	DscPolicy *policy = dsc_policy_load(file, problems);
	return policy != NULL ? policy : dsc_policy_new_default();
}

/* Takes @loaded (transfer full), in which @problems were found, and gives it back, or NULL where it
 * has no rules. */
static DscEngine *accept_engine(DscEngine *loaded, const char *folder, GPtrArray *problems)
{
	g_autoptr(DscEngine) engine = loaded;
	const GPtrArray *rules = dsc_rules_all(dsc_engine_rules(engine));
	if (rules->len > 0)
		return g_steal_pointer(&engine);
	if (problems->len == 0)
		g_ptr_array_add(problems, g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_READ,
						      _("%s: holds no rules; name a data folder "
							"with *.rules files"),
						      folder));
	return NULL;
}

/* --- Bit by bit ----------------------------------------------------------------------------- */

/*
 * Rules and policy on their way into force.
 *
 * @engine:   is being loaded until @is_loaded; then NULL if it has no rule
 * @policy:   NULL until @is_loaded
 * @verify:   the engine's trial; NULL before
 * @problems: (element-type GError): what is wrong so far
 */
struct DscReload {
	DscGuard *guard;
	gboolean is_loaded;
	DscEngine *engine;
	DscPolicy *policy;
	DscVerify *verify;
	GPtrArray *problems;
};

DscReload *dsc_reload_new(DscGuard *guard)
{
	g_return_val_if_fail(guard != NULL, NULL);

	DscReload *reload = g_new0(DscReload, 1);
	reload->guard = guard;
	reload->engine = dsc_engine_begin_load(guard->folder);
	reload->problems = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	return reload;
}

void dsc_reload_free(DscReload *reload)
{
	if (reload == NULL)
		return;
	dsc_verify_free(reload->verify);
	dsc_engine_unref(reload->engine);
	dsc_policy_unref(reload->policy);
	g_clear_pointer(&reload->problems, g_ptr_array_unref);
	g_free(reload);
}

/* Returns: TRUE if there is more to load */
static gboolean load_some(DscReload *reload, gint64 until_us)
{
	const char *folder = reload->guard->folder;
	if (reload->is_loaded)
		return FALSE;
	if (dsc_engine_step_load(reload->engine, until_us, reload->problems))
		return TRUE;
	reload->engine = accept_engine(reload->engine, folder, reload->problems);
	reload->policy = load_policy(folder, reload->problems);
	reload->is_loaded = TRUE;
	return FALSE;
}

gboolean dsc_reload_step(DscReload *reload, gint64 until_us)
{
	if (load_some(reload, until_us))
		return TRUE;
	if (reload->engine == NULL)
		return FALSE;
	if (reload->verify == NULL)
		reload->verify = dsc_engine_begin_verify(reload->engine);
	return dsc_verify_step(reload->verify, until_us, reload->problems);
}

static void put_in_force(DscReload *reload)
{
	DscGuard *guard = reload->guard;
	dsc_engine_unref(guard->engine);
	dsc_policy_unref(guard->policy);
	guard->engine = g_steal_pointer(&reload->engine);
	guard->policy = g_steal_pointer(&reload->policy);
}

gboolean dsc_reload_finish(DscReload *reload, GPtrArray *problems)
{
	dsc_reload_step(reload, G_MAXINT64);
	DscGuard *guard = reload->guard;
	gboolean faultless = reload->problems->len == 0;
	if (faultless || guard->engine == NULL)
		put_in_force(reload);
	if (faultless)
		guard->degraded = FALSE;
	g_ptr_array_extend_and_steal(problems, g_steal_pointer(&reload->problems));
	dsc_reload_free(reload);
	return faultless;
}

/* --- The guard ------------------------------------------------------------------------------ */

DscGuard *dsc_guard_new(const char *folder, GPtrArray *problems)
{
	g_return_val_if_fail(folder != NULL && problems != NULL, NULL);

	DscGuard *guard = g_new0(DscGuard, 1);
	guard->folder = g_strdup(folder);
	g_autoptr(DscReload) reload = dsc_reload_new(guard);
	load_some(reload, G_MAXINT64);
	put_in_force(reload);
	guard->degraded = reload->problems->len > 0;
	g_ptr_array_extend_and_steal(problems, g_steal_pointer(&reload->problems));
	return guard;
}

void dsc_guard_free(DscGuard *guard)
{
	if (guard == NULL)
		return;
	dsc_engine_unref(guard->engine);
	dsc_policy_unref(guard->policy);
	g_free(guard->folder);
	g_free(guard);
}

gboolean dsc_guard_reload(DscGuard *guard, GPtrArray *problems)
{
	g_return_val_if_fail(guard != NULL && problems != NULL, FALSE);

	return dsc_reload_finish(dsc_reload_new(guard), problems);
}

gboolean dsc_guard_is_degraded(const DscGuard *guard)
{
	return guard->degraded;
}

const DscPolicy *dsc_guard_policy(const DscGuard *guard)
{
	return guard->policy;
}

DscEngine *dsc_guard_engine(const DscGuard *guard)
{
	return guard->engine;
}

const char *dsc_guard_folder(const DscGuard *guard)
{
	return guard->folder;
}

DscDecision *dsc_guard_check(const DscGuard *guard, DscText *text, const DscContext *context)
{
	g_return_val_if_fail(guard != NULL && text != NULL, NULL);

	if (guard->engine == NULL) {
		dsc_text_free(text);
		return dsc_policy_decide(guard->policy, NULL, context);
	}
	DscReport *report = dsc_engine_scan(guard->engine, text, context);
	DscDecision *decision = dsc_policy_decide(guard->policy, report, context);
	if (guard->degraded)
		dsc_decision_lacks_rules(decision, guard->policy);
	return decision;
}

char *dsc_guard_data_folder(void)
{
	const char *folder = g_getenv("DISCRETION_DATA");
	return g_strdup(folder != NULL && *folder != '\0' ? folder : DSC_DATADIR);
}
