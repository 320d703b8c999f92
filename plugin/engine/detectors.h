/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/detector.h"

/**
 * dsc_detector_names:
 *
 * Returns: (transfer none): what the key "detector" of a rule may say, the default
 * first; NULL-terminated
 */
const char *const *dsc_detector_names(void);

/**
 * dsc_detector_finds:
 * @name: one of dsc_detector_names()
 *
 * Returns: whether it can serve rules of @type
 */
gboolean dsc_detector_finds(const char *name, DscType type);

/** dsc_detector_weighs: Returns: whether @name reads a rule's hotwords, window and allow */
gboolean dsc_detector_weighs(const char *name);

/**
 * dsc_detector_task:
 *
 * What @rule asks of its detector, as a rule file says it: "detector=names, type=NAME". One
 * that was trained for a task can serve only one rule that asks for it.
 *
 * Returns: (transfer full) (nullable): the task; NULL if any number of rules may ask
 */
char *dsc_detector_task(const DscRule *rule);

/**
 * dsc_detectors_load_lists:
 * @folder:   the data folder
 * @problems: (element-type GError): a fault of their file is appended
 *
 * Returns: (transfer full) (nullable): the word lists for all detectors; NULL if no rule asks for
 * one that reads them, or the file is missing or broken
 */
DscWordlists *dsc_detectors_load_lists(const DscRules *rules, const char *folder,
				       GPtrArray *problems);

/**
 * dsc_detectors_new:
 * @rules:    (transfer none): must outlive the detectors
 * @lists:    (transfer none) (nullable): must outlive the detectors
 * @folder:   the data folder, for detectors that have files of their own there
 * @problems: (element-type GError): faults of those files are appended
 *
 * Makes every detector that has rules to serve, to be prepared. One whose files are missing or
 * broken is left out; the others work all the same.
 *
 * Returns: (transfer full) (element-type DscDetector): the detectors; frees its elements
 */
GPtrArray *dsc_detectors_new(const DscRules *rules, const DscWordlists *lists, const char *folder,
			     GPtrArray *problems);

/**
 * dsc_detectors_prepare:
 * @until_us: when to stop, on the clock of g_get_monotonic_time(); some milliseconds more are
 *            possible
 *
 * Makes @detectors ready to scan. Without an index that takes a tenth of a second.
 *
 * Returns: TRUE if there is more to do
 */
gboolean dsc_detectors_prepare(const GPtrArray *detectors, gint64 until_us);
