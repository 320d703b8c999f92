/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/engine.h"
#include "scratch.h"

/*
 * Engines of rules that a test writes on the spot, beside the codes in rules/codes.conf.
 */

/* What every rule must say, for those that are about something else. */
#define TEXTS "codes=T-1\ntitle=t\nexplanation=e\nbetter=b\n"

static inline GPtrArray *problems_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
}

static inline void scratch_rules(const Scratch *scratch, const char *rules)
{
	g_autofree char *codes =
		g_test_build_filename(G_TEST_DIST, "engine", "rules", "codes.conf", NULL);
	scratch_copy(scratch, "codes.conf", codes);
	scratch_write(scratch, "it.rules", rules, -1);
}

static inline DscEngine *engine_of_folder(const Scratch *scratch)
{
	g_autoptr(GPtrArray) problems = problems_new();
	DscEngine *engine = dsc_engine_load(scratch->path, problems);
	for (guint i = 0; i < problems->len; i++)
		g_test_message("%s", ((const GError *)problems->pdata[i])->message);
	g_assert_cmpuint(problems->len, ==, 0);
	return engine;
}

static inline DscEngine *engine_of(const char *rules)
{
	g_auto(Scratch) scratch = scratch_new();
	scratch_rules(&scratch, rules);
	return engine_of_folder(&scratch);
}

static inline DscReport *scan(DscEngine *engine, const char *message, DscFormat format)
{
	return dsc_engine_scan(engine, dsc_text_new(message, -1, format), NULL);
}

static inline const DscFinding *finding_at(const DscReport *report, guint i)
{
	return g_ptr_array_index(dsc_report_findings(report), i);
}

/* What was found, parted by "|". */
static inline char *found_in(const DscReport *report)
{
	GString *all = g_string_new(NULL);
	const char *plain = dsc_text_plain(dsc_report_text(report), NULL);
	for (guint i = 0; i < dsc_report_findings(report)->len; i++) {
		DscSpan span = finding_at(report, i)->span;
		g_string_append_printf(all, "%s%.*s", i == 0 ? "" : "|", (int)dsc_span_length(span),
				       plain + span.start);
	}
	return g_string_free(all, FALSE);
}
