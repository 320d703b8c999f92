/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/policy_private.h"

static DscVerdict judge(const DscPolicy *policy, const DscFinding *finding, DscSetting setting)
{
	const DscLevels *levels = &policy->levels[finding->rule->family][setting];
	if (finding->likelihood < levels->hint_at)
		return DSC_VERDICT_PASS;
	DscVerdict level =
		finding->likelihood < levels->hold_at ? DSC_VERDICT_HINT : DSC_VERDICT_BLOCK;
	return MIN(level, MIN(finding->rule->ceiling, levels->ceiling));
}

static void judge_findings(DscDecision *decision, const DscPolicy *policy)
{
	const GPtrArray *findings = dsc_report_findings(decision->report);
	decision->of_finding = g_new(DscVerdict, findings->len);
	for (guint i = 0; i < findings->len; i++) {
		DscVerdict verdict = judge(policy, findings->pdata[i], decision->setting);
		decision->of_finding[i] = verdict;
		decision->verdict = MAX(decision->verdict, verdict);
	}
}

static DscOverride override_of(const DscPolicy *policy, DscVerdict verdict)
{
	switch (verdict) {
	case DSC_VERDICT_BLOCK:
		return policy->override_block;
	case DSC_VERDICT_HOLD:
		return policy->override_hold;
	default:
		return DSC_OVERRIDE_REASON;
	}
}

DscDecision *dsc_policy_decide(const DscPolicy *policy, DscReport *report,
			       const DscContext *context)
{
	static const DscContext nothing = { .setting = DSC_SETTING_GROUP_CHAT };
	const DscContext *known = context != NULL ? context : &nothing;
	g_return_val_if_fail(policy != NULL, NULL);
	g_return_val_if_fail((guint)known->setting < DSC_N_SETTINGS, NULL);

	DscDecision *decision = g_new0(DscDecision, 1);
	decision->report = report;
	decision->setting = known->setting;
	if (report == NULL) {
		decision->verdict = policy->on_error;
	} else {
		judge_findings(decision, policy);
		dsc_decision_number_people(decision, known->conversation);
		if (dsc_report_limits(report) != DSC_LIMIT_NONE)
			decision->verdict = MAX(decision->verdict, policy->on_limit);
	}
	decision->override = override_of(policy, decision->verdict);
	return decision;
}

void dsc_decision_free(DscDecision *decision)
{
	if (decision == NULL)
		return;
	dsc_report_free(decision->report);
	g_free(decision->of_finding);
	g_free(decision->numbers);
	g_free(decision);
}

DscVerdict dsc_decision_verdict(const DscDecision *decision)
{
	return decision->verdict;
}

static guint count_findings(const DscDecision *decision)
{
	return decision->report == NULL ? 0 : dsc_report_findings(decision->report)->len;
}

DscVerdict dsc_decision_verdict_of(const DscDecision *decision, guint index)
{
	g_return_val_if_fail(index < count_findings(decision), DSC_VERDICT_PASS);
	return decision->of_finding[index];
}

const DscReport *dsc_decision_report(const DscDecision *decision)
{
	return decision->report;
}

DscSetting dsc_decision_setting(const DscDecision *decision)
{
	return decision->setting;
}

DscOverride dsc_decision_override(const DscDecision *decision)
{
	return decision->override;
}

gboolean dsc_decision_allows(const DscDecision *decision, DscReason reason)
{
	switch (decision->override) {
	case DSC_OVERRIDE_REASON:
		return TRUE;
	case DSC_OVERRIDE_URGENT:
		return reason == DSC_REASON_URGENT_CARE;
	default:
		return FALSE;
	}
}

const char *dsc_limit_name(DscLimit limit)
{
	switch (limit) {
	case DSC_LIMIT_MATCH:
		return "match";
	case DSC_LIMIT_TIME:
		return "time";
	case DSC_LIMIT_SIZE:
		return "size";
	default:
		g_return_val_if_reached(NULL);
	}
}

gboolean dsc_decision_unproven(const DscDecision *decision)
{
	return decision->report == NULL || dsc_report_limits(decision->report) != DSC_LIMIT_NONE;
}

GArray *dsc_decision_families(const DscDecision *decision)
{
	DscVerdict strictest[DSC_N_FAMILIES] = { DSC_VERDICT_PASS };
	for (guint i = 0; i < count_findings(decision); i++) {
		const DscFinding *finding = dsc_report_findings(decision->report)->pdata[i];
		DscVerdict *of_family = &strictest[finding->rule->family];
		*of_family = MAX(*of_family, decision->of_finding[i]);
	}
	GArray *families = g_array_new(FALSE, FALSE, sizeof(DscFamily));
	for (int verdict = DSC_VERDICT_BLOCK; verdict > DSC_VERDICT_PASS; verdict--) {
		for (DscFamily family = 0; family < DSC_N_FAMILIES; family++) {
			if (strictest[family] == (DscVerdict)verdict)
				g_array_append_val(families, family);
		}
	}
	return families;
}
