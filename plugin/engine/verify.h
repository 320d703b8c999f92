/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/rules.h"

/*
 * A trial of rules by their own cases: every case goes through the whole scan up to where
 * findings that overlap are thinned, so that a rule is judged by its own findings alone; then
 * each of the rule's patterns meets hostile texts made from the cases. For a few hundred rules
 * that takes seconds, so it can be done bit by bit where somebody waits.
 */
typedef struct DscVerify DscVerify;

/**
 * dsc_verify_new:
 * @rules:     must outlive the trial
 * @detectors: (element-type DscDetector): those that serve @rules; must outlive the trial
 *
 * Returns: (transfer full): a trial that has not begun
 */
DscVerify *dsc_verify_new(const DscRules *rules, const GPtrArray *detectors);

/**
 * dsc_verify_step:
 * @until_us: when to stop, on the clock of g_get_monotonic_time(); G_MAXINT64 to go on to the end
 * @problems: (element-type GError): see dsc_engine_verify()
 *
 * Goes on with the trial: by one case or one pattern with one case at least, which takes some
 * milliseconds at most.
 *
 * Returns: TRUE if there is more to do
 */
gboolean dsc_verify_step(DscVerify *verify, gint64 until_us, GPtrArray *problems);

/** dsc_verify_free: frees @verify, done or not; NULL is allowed. */
void dsc_verify_free(DscVerify *verify);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscVerify, dsc_verify_free)
