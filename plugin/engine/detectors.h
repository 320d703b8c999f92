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
 * dsc_detectors_new:
 * @rules:    (transfer none): must outlive the detectors
 * @folder:   the data folder, for detectors that have files of their own there
 * @problems: (element-type GError): faults of those files are appended
 *
 * Makes every detector that has rules to serve. One whose files are missing or broken
 * is left out; the others work all the same.
 *
 * Returns: (transfer full) (element-type DscDetector): the detectors; frees its elements
 */
GPtrArray *dsc_detectors_new(const DscRules *rules, const char *folder, GPtrArray *problems);
