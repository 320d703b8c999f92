/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/engine.h"

#include "engine/detectors.h"
#include "engine/verify.h"

struct DscEngine {
	gatomicrefcount references;
	DscRules *rules;
	GPtrArray *detectors;
};

DscEngine *dsc_engine_load(const char *folder, GPtrArray *problems)
{
	DscEngine *engine = g_new0(DscEngine, 1);
	g_atomic_ref_count_init(&engine->references);
	engine->rules = dsc_rules_load(folder, problems);
	engine->detectors = dsc_detectors_new(engine->rules, folder, problems);
	return engine;
}

gboolean dsc_engine_verify(const DscEngine *engine, GPtrArray *problems)
{
	guint before = problems->len;
	dsc_rules_verify(engine->rules, engine->detectors, problems);
	return problems->len == before;
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
	g_ptr_array_unref(engine->detectors);
	dsc_rules_free(engine->rules);
	g_free(engine);
}

const DscRules *dsc_engine_rules(const DscEngine *engine)
{
	return engine->rules;
}

DscReport *dsc_engine_scan(DscEngine *engine, DscText *text)
{
	GPtrArray *findings = g_ptr_array_new_with_free_func((GDestroyNotify)dsc_finding_free);
	DscLimit limits = dsc_scan_run(engine->detectors, text, DSC_ENGINE_BUDGET_US, findings);
	dsc_findings_resolve(findings);
	return dsc_report_new(engine, text, findings, limits);
}
