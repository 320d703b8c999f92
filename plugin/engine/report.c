/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/engine.h"
#include "engine/fold.h"
#include "engine/name.h"

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
	g_free(finding->evidence.weighed);
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

/* --- Lists ---------------------------------------------------------------------------------- */

static guint flags_of(const DscWordlists *lists, const char *word, gsize word_len)
{
	char key[DSC_WORD_KEY_BYTES];
	gsize len = dsc_word_key(word, word_len, key);
	guint flags = dsc_wordlists_find(lists, dsc_word_hash(key, len));
	for (guint i = 0; flags == 0 && i < dsc_word_n_endings(); i++) {
		gsize stem = dsc_word_stem(key, len, i);
		if (stem > 0)
			flags = dsc_wordlists_find(lists, dsc_word_hash(key, stem));
	}
	return flags;
}

guint dsc_report_lists(const DscReport *report, guint index)
{
	const DscWordlists *lists = dsc_engine_lists(report->engine);
	const DscFinding *finding = g_ptr_array_index(report->findings, index);
	if (lists == NULL)
		return 0;
	const char *plain = dsc_text_plain(report->text, NULL);
	g_autoptr(DscFold) fold =
		dsc_fold_new(plain + finding->span.start, (gssize)dsc_span_length(finding->span));
	gsize len;
	const char *text = dsc_fold_text(fold, &len);
	DscSpan word = { 0, 0 };
	guint flags = 0;
	while (dsc_name_word(text, word.end, len, &word))
		flags |= flags_of(lists, text + word.start, dsc_span_length(word));
	return flags;
}
