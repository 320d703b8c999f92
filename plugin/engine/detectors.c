/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detectors.h"

#include "engine/classifier.h"
#include "engine/tagger.h"

/* A detector's place here is its place in a scan. */
static const char *const names[] = { "pattern", "names", "messages", NULL };

/* Those that were trained, in the same order; they read a model each, and the word lists. */
#define FIRST_TRAINED 1
static DscDetector *(*const trained[])(const DscMakings *makings) = {
	dsc_names_detector_new,
	dsc_messages_detector_new,
};
G_STATIC_ASSERT(G_N_ELEMENTS(names) == FIRST_TRAINED + G_N_ELEMENTS(trained) + 1);

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

gboolean dsc_detector_weighs(const char *name)
{
	return !g_str_equal(name, "messages");
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

static GPtrArray *rules_for(const DscRules *rules, const char *detector)
{
	const GPtrArray *all = dsc_rules_all(rules);
	GPtrArray *found = g_ptr_array_new();
	for (guint i = 0; i < all->len; i++) {
		const DscRule *rule = g_ptr_array_index(all, i);
		if (g_str_equal(rule->detector, detector))
			g_ptr_array_add(found, all->pdata[i]);
	}
	return found;
}

DscWordlists *dsc_detectors_load_lists(const DscRules *rules, const char *folder,
				       GPtrArray *problems)
{
	gboolean are_read = FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(trained); i++) {
		g_autoptr(GPtrArray) asking = rules_for(rules, names[FIRST_TRAINED + i]);
		are_read |= asking->len > 0;
	}
	if (!are_read)
		return NULL;
	g_autofree char *path = g_build_filename(folder, DSC_WORDLISTS_FILE, NULL);
	GError *error = NULL;
	DscWordlists *lists = dsc_wordlists_load(path, &error);
	if (lists == NULL)
		g_ptr_array_add(problems, error);
	return lists;
}

static void detector_free(gpointer detector)
{
	((DscDetector *)detector)->free(detector);
}

GPtrArray *dsc_detectors_new(const DscRules *rules, const DscWordlists *lists, const char *folder,
			     GPtrArray *problems)
{
	GPtrArray *detectors = g_ptr_array_new_with_free_func(detector_free);
	g_ptr_array_add(detectors, dsc_pattern_detector_new(rules));
	for (guint i = 0; i < G_N_ELEMENTS(trained); i++) {
		g_autoptr(GPtrArray) asking = rules_for(rules, names[FIRST_TRAINED + i]);
		DscMakings makings = { asking, lists, folder, problems };
		DscDetector *detector = asking->len > 0 ? trained[i](&makings) : NULL;
		if (detector != NULL)
			g_ptr_array_add(detectors, detector);
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
