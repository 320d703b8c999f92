/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "policy/guard.h"

#define POLICY_FILE "policy.conf"

struct DscGuard {
	char *folder;
	DscEngine *engine; /* NULL if there is no rule to look for */
	DscPolicy *policy;
	gboolean degraded;
};

/* Rules and policy as they were read together. */
typedef struct {
	DscEngine *engine;
	DscPolicy *policy;
} Set;

static void set_clear(Set *set)
{
	g_clear_pointer(&set->engine, dsc_engine_unref);
	g_clear_pointer(&set->policy, dsc_policy_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Set, set_clear)

/* A data folder may do without a policy of its own; one that is there must be right. */
static DscPolicy *load_policy(const char *folder, GPtrArray *problems)
{
	g_autofree char *file = g_build_filename(folder, POLICY_FILE, NULL);
	if (!g_file_test(file, G_FILE_TEST_EXISTS))
		return dsc_policy_new_default();
	DscPolicy *policy = dsc_policy_load(file, problems);
	return policy != NULL ? policy : dsc_policy_new_default();
}

static DscEngine *load_engine(const char *folder, GPtrArray *problems)
{
	guint before = problems->len;
	g_autoptr(DscEngine) engine = dsc_engine_load(folder, problems);
	const GPtrArray *rules = dsc_rules_all(dsc_engine_rules(engine));
	if (rules->len > 0)
		return g_steal_pointer(&engine);
	if (problems->len == before)
		g_ptr_array_add(problems, g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_READ,
						      _("%s: holds no rules; name a data folder "
							"with *.rules files"),
						      folder));
	return NULL;
}

static Set load(const char *folder, GPtrArray *problems)
{
	return (Set){
		.engine = load_engine(folder, problems),
		.policy = load_policy(folder, problems),
	};
}

static void put_in_force(DscGuard *guard, Set *set)
{
	dsc_engine_unref(guard->engine);
	dsc_policy_unref(guard->policy);
	guard->engine = g_steal_pointer(&set->engine);
	guard->policy = g_steal_pointer(&set->policy);
}

DscGuard *dsc_guard_new(const char *folder, GPtrArray *problems)
{
	g_return_val_if_fail(folder != NULL && problems != NULL, NULL);

	DscGuard *guard = g_new0(DscGuard, 1);
	guard->folder = g_strdup(folder);
	guint before = problems->len;
	g_auto(Set) set = load(folder, problems);
	put_in_force(guard, &set);
	guard->degraded = problems->len > before;
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

/* --- Reading anew --------------------------------------------------------------------------- */

/*
 * @set:      what was read; NULL members before
 * @verify:   its trial, NULL if there is nothing to try
 * @problems: (element-type GError): what is wrong so far
 */
struct DscReload {
	DscGuard *guard;
	gboolean is_loaded;
	Set set;
	DscVerify *verify;
	GPtrArray *problems;
};

DscReload *dsc_reload_new(DscGuard *guard)
{
	g_return_val_if_fail(guard != NULL, NULL);

	DscReload *reload = g_new0(DscReload, 1);
	reload->guard = guard;
	reload->problems = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	return reload;
}

void dsc_reload_free(DscReload *reload)
{
	if (reload == NULL)
		return;
	dsc_verify_free(reload->verify);
	set_clear(&reload->set);
	g_clear_pointer(&reload->problems, g_ptr_array_unref);
	g_free(reload);
}

gboolean dsc_reload_step(DscReload *reload, gint64 until_us)
{
	if (!reload->is_loaded) {
		reload->set = load(reload->guard->folder, reload->problems);
		reload->is_loaded = TRUE;
		if (reload->set.engine != NULL)
			reload->verify = dsc_engine_begin_verify(reload->set.engine);
	}
	return reload->verify != NULL &&
	       dsc_verify_step(reload->verify, until_us, reload->problems);
}

gboolean dsc_reload_finish(DscReload *reload, GPtrArray *problems)
{
	while (dsc_reload_step(reload, G_MAXINT64))
		;
	DscGuard *guard = reload->guard;
	gboolean faultless = reload->problems->len == 0;
	if (faultless || guard->engine == NULL)
		put_in_force(guard, &reload->set);
	if (faultless)
		guard->degraded = FALSE;
	g_ptr_array_extend_and_steal(problems, g_steal_pointer(&reload->problems));
	dsc_reload_free(reload);
	return faultless;
}

gboolean dsc_guard_reload(DscGuard *guard, GPtrArray *problems)
{
	g_return_val_if_fail(guard != NULL && problems != NULL, FALSE);

	return dsc_reload_finish(dsc_reload_new(guard), problems);
}

/* --- Asking it ------------------------------------------------------------------------------ */

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
	return dsc_policy_decide(guard->policy, report, context);
}

char *dsc_guard_data_folder(void)
{
	const char *folder = g_getenv("DISCRETION_DATA");
	return g_strdup(folder != NULL && *folder != '\0' ? folder : DSC_DATADIR);
}
