/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/engine.h"

struct DscReport {
	DscEngine *engine;
	DscText *text;
	GPtrArray *findings;
	DscLimit limits;
	guint notes;
};

void dsc_finding_free(DscFinding *finding)
{
	if (finding == NULL)
		return;
	g_free(finding->evidence.raised_by);
	g_free(finding->evidence.lowered_by);
	g_free(finding);
}

gboolean dsc_finding_names_patient(const DscFinding *finding)
{
	const DscRule *rule = finding->rule;
	return rule->type == DSC_TYPE_NAME && rule->family == DSC_FAMILY_CONF;
}

DscReport *dsc_report_new(DscEngine *engine, DscText *text, GPtrArray *findings,
			  DscScanResult result)
{
	DscReport *report = g_new(DscReport, 1);
	*report = (DscReport){
		.engine = dsc_engine_ref(engine),
		.text = text,
		.findings = findings,
		.limits = result.limits,
		.notes = result.notes,
	};
	return report;
}

void dsc_report_free(DscReport *report)
{
	if (report == NULL)
		return;
	g_ptr_array_unref(report->findings);
	dsc_text_free(report->text);
	dsc_engine_unref(report->engine);
	g_free(report);
}

const DscText *dsc_report_text(const DscReport *report)
{
	return report->text;
}

const GPtrArray *dsc_report_findings(const DscReport *report)
{
	return report->findings;
}

DscLimit dsc_report_limits(const DscReport *report)
{
	return report->limits;
}

guint dsc_report_notes(const DscReport *report)
{
	return report->notes;
}
