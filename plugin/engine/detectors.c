/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detectors.h"

#include "engine/classifier.h"
#include "engine/tagger.h"

static DscDetector *new_pattern(const DscRules *rules, const char *folder, GPtrArray *problems)
{
	(void)folder;
	(void)problems;
	return dsc_pattern_detector_new(rules);
}

/* A detector's place here is its place in a scan. */
static const char *const names[] = { "pattern", "names", "messages", NULL };
static DscDetector *(*const makers[])(const DscRules *rules, const char *folder,
				      GPtrArray *problems) = {
	new_pattern,
	dsc_names_detector_new,
	dsc_messages_detector_new,
};
G_STATIC_ASSERT(G_N_ELEMENTS(names) == G_N_ELEMENTS(makers) + 1);

const char *const *dsc_detector_names(void)
{
	return names;
}

gboolean dsc_detector_finds(const char *name, DscType type)
{
	if (g_str_equal(name, "names"))
		return type == DSC_TYPE_NAME || type == DSC_TYPE_ADDRESS || type == DSC_TYPE_ORG ||
		       type == DSC_TYPE_QUASI;
	return g_str_equal(name, "messages") ? type == DSC_TYPE_TERM : TRUE;
}

char *dsc_detector_task(const DscRule *rule)
{
	if (g_str_equal(rule->detector, "names"))
		return g_strdup_printf("detector=names, type=%s", dsc_type_name(rule->type));
	if (g_str_equal(rule->detector, "messages"))
		return g_strdup_printf("detector=messages, family=%s",
				       dsc_family_name(rule->family));
	return NULL;
}

static void detector_free(gpointer detector)
{
	((DscDetector *)detector)->free(detector);
}

const DscWordlists *dsc_detectors_lists(const GPtrArray *detectors)
{
	for (guint i = 0; i < detectors->len; i++) {
		const DscDetector *detector = detectors->pdata[i];
		if (g_str_equal(detector->name, "names"))
			return dsc_names_detector_lists(detector);
	}
	return NULL;
}

GPtrArray *dsc_detectors_new(const DscRules *rules, const char *folder, GPtrArray *problems)
{
	GPtrArray *detectors = g_ptr_array_new_with_free_func(detector_free);
	const DscWordlists *lists = NULL;
	for (guint i = 0; i < G_N_ELEMENTS(makers); i++) {
		DscDetector *detector = makers[i](rules, folder, problems);
		if (detector != NULL)
			g_ptr_array_add(detectors, detector);
		if (detector != NULL && makers[i] == dsc_names_detector_new)
			lists = dsc_names_detector_lists(detector);
	}
	/* They serve no rules of their own, and come last. */
	g_ptr_array_add(detectors, dsc_known_detector_new(rules, lists));
	g_ptr_array_add(detectors, dsc_echo_detector_new());
	return detectors;
}

gboolean dsc_detectors_prepare(const GPtrArray *detectors, gint64 until_us)
{
	for (guint i = 0; i < detectors->len; i++) {
		DscDetector *detector = detectors->pdata[i];
		if (detector->prepare != NULL && detector->prepare(detector, until_us))
			return TRUE;
	}
	return FALSE;
}
