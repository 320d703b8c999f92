/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/engine.h"

#include "engine/detectors.h"
#include "engine/index.h"

struct DscEngine {
	gatomicrefcount references;
	char *folder;
	DscRulesLoader *loader; /* NULL when the rules are loaded */
	DscRules *rules;
	DscWordlists *lists; /* NULL if no rule needs them, or they cannot be read */
	GPtrArray *detectors;
	DscStaff *staff; /* NULL if the folder has no list */
};

static void load_files(DscEngine *engine, GPtrArray *problems)
{
	g_autofree char *staff = g_build_filename(engine->folder, DSC_STAFF_FILE, NULL);
	engine->lists = dsc_detectors_load_lists(engine->rules, engine->folder, problems);
	engine->detectors =
		dsc_detectors_new(engine->rules, engine->lists, engine->folder, problems);
	engine->staff = dsc_staff_load(staff, problems);
}

DscEngine *dsc_engine_begin_load(const char *folder)
{
	DscEngine *engine = g_new0(DscEngine, 1);
	g_atomic_ref_count_init(&engine->references);
	engine->folder = g_strdup(folder);
	engine->loader = dsc_rules_loader_new(folder);
	return engine;
}

gboolean dsc_engine_step_load(DscEngine *engine, gint64 until_us, GPtrArray *problems)
{
	if (engine->loader != NULL) {
		if (dsc_rules_loader_step(engine->loader, until_us))
			return TRUE;
		engine->rules = dsc_rules_loader_finish(g_steal_pointer(&engine->loader), problems);
		load_files(engine, problems);
	}
	return dsc_detectors_prepare(engine->detectors, until_us);
}

DscEngine *dsc_engine_load(const char *folder, GPtrArray *problems)
{
	DscEngine *engine = dsc_engine_begin_load(folder);
	dsc_engine_step_load(engine, G_MAXINT64, problems);
	return engine;
}

gboolean dsc_engine_verify(const DscEngine *engine, GPtrArray *problems)
{
	guint before = problems->len;
	g_autoptr(DscVerify) verify = dsc_engine_begin_verify(engine);
	dsc_verify_step(verify, G_MAXINT64, problems);
	return problems->len == before;
}

DscVerify *dsc_engine_begin_verify(const DscEngine *engine)
{
	return dsc_verify_new(engine->rules, engine->detectors);
}

GBytes *dsc_engine_pack_index(const DscEngine *engine)
{
	g_autoptr(GBytes) gate = dsc_pattern_detector_pack(engine->rules);
	return dsc_index_pack(dsc_rules_seal(engine->rules), gate);
}

DscEngine *dsc_engine_ref(DscEngine *engine)
{
	g_atomic_ref_count_inc(&engine->references);
	return engine;
}

void dsc_engine_unref(DscEngine *engine)
{
	if (engine == NULL || !g_atomic_ref_count_dec(&engine->references))
		return;
	g_clear_pointer(&engine->detectors, g_ptr_array_unref);
	dsc_rules_loader_free(engine->loader);
	dsc_wordlists_free(engine->lists);
	dsc_rules_free(engine->rules);
	g_free(engine->folder);
	dsc_staff_free(engine->staff);
	g_free(engine);
}

const DscRules *dsc_engine_rules(const DscEngine *engine)
{
	return engine->rules;
}

const DscWordlists *dsc_engine_lists(const DscEngine *engine)
{
	return engine->lists;
}

DscReport *dsc_engine_scan(DscEngine *engine, DscText *text, const DscContext *context)
{
	GPtrArray *findings = g_ptr_array_new_with_free_func((GDestroyNotify)dsc_finding_free);
	DscScanTask task = { engine->detectors, context, DSC_ENGINE_BUDGET_US };
	DscScanned scanned = { text, context, engine->staff, findings };
	DscScanResult result = { .limits = dsc_scan_run(&task, text, findings) };
	result.notes = dsc_context_weigh(&scanned);
	dsc_findings_resolve(findings);
	return dsc_report_new(engine, text, findings, result);
}
