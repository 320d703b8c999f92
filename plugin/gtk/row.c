/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/row.h"

#include "policy/evidence.h"

static void row_free(DscRow *row)
{
	g_free(row->text);
	for (gsize i = 0; i < G_N_ELEMENTS(row->replacements); i++)
		g_free(row->replacements[i]);
	g_free(row->evidence);
	g_array_unref(row->spans);
	g_free(row);
}

static DscRow *find_alike(const GPtrArray *rows, const DscRule *rule, const char *text)
{
	for (guint i = 0; i < rows->len; i++) {
		DscRow *row = rows->pdata[i];
		if (row->rule == rule && g_str_equal(row->text, text))
			return row;
	}
	return NULL;
}

/* @index: the finding that it begins with */
static DscRow *add_row(GPtrArray *rows, const DscDecision *decision, guint index, char *text)
{
	const DscReport *report = dsc_decision_report(decision);
	const DscFinding *finding = dsc_report_findings(report)->pdata[index];
	DscRow *row = g_new0(DscRow, 1);

	row->number = rows->len + 1;
	row->rule = finding->rule;
	row->evidence = dsc_decision_evidence_text(decision, index);
	for (gsize i = 0; i < G_N_ELEMENTS(row->replacements); i++)
		row->replacements[i] = dsc_decision_replacement(decision, index, (DscRedaction)i);
	row->text = text;
	row->spans = g_array_new(FALSE, FALSE, sizeof(DscSpan));
	g_ptr_array_add(rows, row);
	return row;
}

GPtrArray *dsc_rows_new(const DscDecision *decision)
{
	GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)row_free);
	const DscReport *report = dsc_decision_report(decision);
	if (!report)
		return rows;

	const DscText *text = dsc_report_text(report);
	const char *plain = dsc_text_plain(text, NULL);
	const GPtrArray *findings = dsc_report_findings(report);
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = findings->pdata[i];
		DscVerdict verdict = dsc_decision_verdict_of(decision, i);
		if (verdict == DSC_VERDICT_PASS)
			continue;
		g_autofree char *found =
			g_strndup(plain + finding->span.start, dsc_span_length(finding->span));
		DscRow *row = find_alike(rows, finding->rule, found);
		if (!row)
			row = add_row(rows, decision, i, g_steal_pointer(&found));
		row->verdict = MAX(row->verdict, verdict);
		row->hidden |= finding->span.end > dsc_text_visible_len(text);
		g_array_append_val(row->spans, finding->span);
	}
	return rows;
}

gboolean dsc_rows_hidden(const GPtrArray *rows)
{
	for (guint i = 0; i < rows->len; i++)
		if (((const DscRow *)rows->pdata[i])->hidden)
			return TRUE;
	return FALSE;
}
