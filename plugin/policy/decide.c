/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/policy_private.h"

static DscJudged judge(const DscPolicy *policy, const DscFinding *finding, DscSetting setting)
{
	const DscLevels *levels = &policy->levels[finding->rule->family][setting];
	if (finding->likelihood < levels->hint_at)
		return (DscJudged){ DSC_VERDICT_PASS, DSC_GROUND_UNLIKELY, levels->hint_at };
	gboolean holds = finding->likelihood >= levels->hold_at;
	DscVerdict wanted = holds ? DSC_VERDICT_HOLD : DSC_VERDICT_HINT;
	DscVerdict ceiling = MIN(finding->rule->ceiling, levels->ceiling);
	DscJudged judged = {
		.verdict = MIN(holds ? DSC_VERDICT_BLOCK : DSC_VERDICT_HINT, ceiling),
		.ground = DSC_GROUND_LIKELY,
		.mark = holds ? levels->hold_at : levels->hint_at,
	};
	if (judged.verdict < wanted)
		judged.ground = levels->ceiling < finding->rule->ceiling ? DSC_GROUND_POLICY
									 : DSC_GROUND_RULE;
	return judged;
}

/* Whether somebody is exposed or courted, whoever it is: a colleague as well as a patient. */
static gboolean is_about_people(const DscDecision *decision)
{
	const guint families = 1u << DSC_FAMILY_RESPECT | 1u << DSC_FAMILY_COLLEAGUE |
			       1u << DSC_FAMILY_BOUNDARY | 1u << DSC_FAMILY_PRIVACY;
	const GPtrArray *findings = dsc_report_findings(decision->report);
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = findings->pdata[i];
		if (decision->of_finding[i].verdict >= DSC_VERDICT_HOLD &&
		    (families >> finding->rule->family & 1) != 0)
			return TRUE;
	}
	return FALSE;
}

/* Whether a finding that alone leads to nothing is worth a second look: an identifier that may be
 * one, of a kind that policy cares for here. */
static gboolean is_doubtful(const DscPolicy *policy, const DscFinding *finding, DscSetting setting,
			    gboolean about_people)
{
	const DscLevels *levels = &policy->levels[finding->rule->family][setting];
	gboolean may_name = about_people && finding->anybody >= levels->hint_at;
	return finding->rule->type != DSC_TYPE_TERM &&
	       (finding->likelihood >= levels->redact_at || may_name) &&
	       MIN(finding->rule->ceiling, levels->ceiling) > DSC_VERDICT_PASS;
}

/* Whether a finding counts towards a hold of @family: an identifier that alone is worth a hint. */
static gboolean counts_for(const DscPolicy *policy, const DscFinding *finding, DscFamily family,
			   DscSetting setting)
{
	const DscLevels *levels = &policy->levels[family][setting];
	return finding->rule->family == family && finding->rule->type != DSC_TYPE_TERM &&
	       finding->likelihood >= levels->hint_at &&
	       MIN(finding->rule->ceiling, levels->ceiling) >= DSC_VERDICT_HOLD;
}

/*
 * Several doubtful identifiers make one that is not: the likelihood that at least one of them is
 * what it seems, 1 - product of (1 - likelihood), is held to the same mark. Of each type only the
 * likeliest counts, for what is taken for a name by mistake is so more than once.
 */
static gboolean add_up_to_hold(const DscDecision *decision, const DscPolicy *policy,
			       DscFamily family)
{
	const GPtrArray *findings = dsc_report_findings(decision->report);
	const DscLevels *levels = &policy->levels[family][decision->setting];
	double of_type[DSC_N_TYPES] = { 0 };
	double none = 1;
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = findings->pdata[i];
		double *likeliest = &of_type[finding->rule->type];
		if (counts_for(policy, finding, family, decision->setting))
			*likeliest = MAX(*likeliest, finding->likelihood);
	}
	for (guint type = 0; type < DSC_N_TYPES; type++)
		none *= 1 - of_type[type];
	return none < 1 && 1 - none >= levels->hold_at;
}

static void hold_all_of(DscDecision *decision, const DscPolicy *policy, DscFamily family)
{
	const GPtrArray *findings = dsc_report_findings(decision->report);
	for (guint i = 0; i < findings->len; i++)
		if (counts_for(policy, findings->pdata[i], family, decision->setting))
			decision->of_finding[i] = (DscJudged){
				DSC_VERDICT_HOLD,
				DSC_GROUND_TOGETHER,
				policy->levels[family][decision->setting].hold_at,
			};
	decision->verdict = DSC_VERDICT_HOLD;
}

/* Where the message waits anyway, what may identify is shown and redacted too; and where it is
 * about somebody, whatever names anybody. */
static void show_doubtful(DscDecision *decision, const DscPolicy *policy)
{
	const GPtrArray *findings = dsc_report_findings(decision->report);
	gboolean about_people = is_about_people(decision);
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = findings->pdata[i];
		DscJudged *judged = &decision->of_finding[i];
		if (judged->verdict == DSC_VERDICT_PASS &&
		    is_doubtful(policy, finding, decision->setting, about_people))
			*judged = (DscJudged){
				DSC_VERDICT_HINT,
				DSC_GROUND_WAITS,
				policy->levels[finding->rule->family][decision->setting].redact_at,
			};
	}
}

static void judge_findings(DscDecision *decision, const DscPolicy *policy)
{
	const GPtrArray *findings = dsc_report_findings(decision->report);
	decision->of_finding = g_new(DscJudged, findings->len);
	for (guint i = 0; i < findings->len; i++) {
		decision->of_finding[i] = judge(policy, findings->pdata[i], decision->setting);
		decision->verdict = MAX(decision->verdict, decision->of_finding[i].verdict);
	}
	for (DscFamily family = 0; family < DSC_N_FAMILIES; family++)
		if (decision->verdict < DSC_VERDICT_HOLD &&
		    add_up_to_hold(decision, policy, family))
			hold_all_of(decision, policy, family);
	if (decision->verdict >= DSC_VERDICT_HOLD)
		show_doubtful(decision, policy);
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
		dsc_decision_lacks_rules(decision, policy);
		return decision;
	}
	judge_findings(decision, policy);
	dsc_decision_number_people(decision, known->conversation);
	decision->limits = dsc_report_limits(report);
	if (decision->limits != DSC_LIMIT_NONE)
		decision->verdict = MAX(decision->verdict, policy->on_limit);
	decision->override = override_of(policy, decision->verdict);
	return decision;
}

void dsc_decision_lacks_rules(DscDecision *decision, const DscPolicy *policy)
{
	decision->limits |= DSC_LIMIT_RULES;
	decision->verdict = MAX(decision->verdict, policy->on_error);
	decision->override = override_of(policy, decision->verdict);
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
	return decision->of_finding[index].verdict;
}

const char *dsc_ground_name(DscGround ground)
{
	static const char *const names[] = { "unlikely", "likely",   "rule",
					     "policy",	 "together", "waits" };
	g_return_val_if_fail((guint)ground < G_N_ELEMENTS(names), NULL);
	return names[ground];
}

DscGround dsc_decision_ground(const DscDecision *decision, guint index, double *mark)
{
	g_return_val_if_fail(index < count_findings(decision), DSC_GROUND_UNLIKELY);
	if (mark != NULL)
		*mark = decision->of_finding[index].mark;
	return decision->of_finding[index].ground;
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
	case DSC_LIMIT_RULES:
		return "rules";
	default:
		g_return_val_if_reached(NULL);
	}
}

DscLimit dsc_decision_limits(const DscDecision *decision)
{
	return decision->limits;
}

gboolean dsc_decision_unproven(const DscDecision *decision)
{
	return decision->limits != DSC_LIMIT_NONE;
}

GArray *dsc_decision_families(const DscDecision *decision)
{
	DscVerdict strictest[DSC_N_FAMILIES] = { DSC_VERDICT_PASS };
	for (guint i = 0; i < count_findings(decision); i++) {
		const DscFinding *finding = dsc_report_findings(decision->report)->pdata[i];
		DscVerdict *of_family = &strictest[finding->rule->family];
		*of_family = MAX(*of_family, decision->of_finding[i].verdict);
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
