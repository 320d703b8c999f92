/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/engine.h"
#include "policy/policy.h"

/*
 * The engine and the policy in force. Rules and policy change together or not at
 * all: when a new set has any fault, the last good one stays. Where there is no
 * last good one, the files without fault are used and the guard is degraded: no message is
 * proven clean then, and the policy's on-error says what happens to it.
 */
typedef struct DscGuard DscGuard;

/**
 * dsc_guard_new:
 * @folder:   data folder: *.rules, codes.conf, policy.conf
 * @problems: (element-type GError): what was wrong
 *
 * Returns: (transfer full): always a guard; see dsc_guard_is_degraded()
 */
DscGuard *dsc_guard_new(const char *folder, GPtrArray *problems);

/** dsc_guard_free: frees @guard; NULL is allowed. Decisions made by it live on. */
void dsc_guard_free(DscGuard *guard);

/**
 * dsc_guard_reload:
 * @problems: (element-type GError): what was wrong
 *
 * Reads the data folder again and runs the rules' own cases. With any fault what is in
 * force stays; only where nothing was, the files without fault are used.
 *
 * Returns: TRUE if the new set is in force
 */
gboolean dsc_guard_reload(DscGuard *guard, GPtrArray *problems);

/*
 * What dsc_guard_reload() does, bit by bit, for that takes seconds: while it is under way the
 * guard goes on with what is in force. To drop it, free it.
 */
typedef struct DscReload DscReload;

/**
 * dsc_reload_new:
 * @guard: must outlive the reload; it may have only one at a time
 *
 * Returns: (transfer full): a reload that has not begun
 */
DscReload *dsc_reload_new(DscGuard *guard);

/**
 * dsc_reload_step:
 * @until_us: when to stop, on the clock of g_get_monotonic_time(); some milliseconds more are
 *            possible
 *
 * Reads or tries some more.
 *
 * Returns: TRUE if there is more to do
 */
gboolean dsc_reload_step(DscReload *reload, gint64 until_us);

/**
 * dsc_reload_finish:
 * @reload:   (transfer full): what is left of it is done first
 * @problems: (element-type GError): what was wrong
 *
 * Puts the new set in force, or not; see dsc_guard_reload().
 *
 * Returns: TRUE if the new set is in force
 */
gboolean dsc_reload_finish(DscReload *reload, GPtrArray *problems);

/** dsc_reload_free: drops @reload, and nothing changes; NULL is allowed. */
void dsc_reload_free(DscReload *reload);

/** dsc_guard_is_degraded: Returns: TRUE if some file had a fault and no good set was there before
 */
gboolean dsc_guard_is_degraded(const DscGuard *guard);

/** dsc_guard_policy: Returns: (transfer none): the policy in force, until the next reload */
const DscPolicy *dsc_guard_policy(const DscGuard *guard);

/** dsc_guard_engine: Returns: (transfer none) (nullable): the engine in force, until the next
 * reload */
DscEngine *dsc_guard_engine(const DscGuard *guard);

/** dsc_guard_folder: Returns: (transfer none): the data folder */
const char *dsc_guard_folder(const DscGuard *guard);

/**
 * dsc_guard_check:
 * @text:    (transfer full): the message
 * @context: (nullable): who listens and what is known besides; NULL is a closed group of
 *           which nothing is known
 *
 * Returns: (transfer full): what is to be done about it
 */
DscDecision *dsc_guard_check(const DscGuard *guard, DscText *text, const DscContext *context);

/**
 * dsc_guard_data_folder:
 *
 * Returns: (transfer full): $DISCRETION_DATA if set and not empty, else the folder
 * that the build installs to
 */
char *dsc_guard_data_folder(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscGuard, dsc_guard_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscReload, dsc_reload_free)
