/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/context.h"
#include "engine/rules.h"
#include "engine/verify.h"
#include "engine/wordlists.h"

/*
 * Text in, findings out. An engine is immutable after load and reads no file
 * afterwards; any number of reports may hold a reference to it. It knows nothing
 * of chat clients, of policy or of who is listening.
 */
typedef struct DscEngine DscEngine;

/* A message longer than this many bytes is read up to here and reported as
 * DSC_LIMIT_SIZE: a hundred pages are not a chat message. */
#define DSC_ENGINE_MAX_BYTES (256 * 1024)

/* A scan gives up after this many microseconds of work and reports DSC_LIMIT_TIME. An answer within
 * a tenth of a second feels immediate (Nielsen, Usability Engineering, 1993); half of that is left
 * for the client. */
#define DSC_ENGINE_BUDGET_US (50 * 1000)

/**
 * dsc_engine_load:
 * @folder:   path of the data folder
 * @problems: (element-type GError) (out caller-allocates): see dsc_rules_load() and
 *            dsc_staff_load()
 *
 * Returns: (transfer full): an engine with the rules of all files without fault, and the
 * staff of staff.list if there is one
 */
DscEngine *dsc_engine_load(const char *folder, GPtrArray *problems);

/**
 * dsc_engine_begin_load:
 *
 * Begins to do what dsc_engine_load() does, for that takes two tenths of a second when a rule
 * file has been changed since the index was made.
 *
 * Returns: (transfer full): an engine that is good for nothing but dsc_engine_step_load() and
 * dsc_engine_unref() yet
 */
DscEngine *dsc_engine_begin_load(const char *folder);

/**
 * dsc_engine_step_load:
 * @until_us: when to stop, on the clock of g_get_monotonic_time(); some milliseconds more are
 *            possible
 * @problems: (element-type GError): see dsc_engine_load()
 *
 * Returns: TRUE if there is more to do; if not, @engine is ready and does not change from here on
 */
gboolean dsc_engine_step_load(DscEngine *engine, gint64 until_us, GPtrArray *problems);

/**
 * dsc_engine_verify:
 * @problems: (element-type GError): a DSC_RULES_ERROR_CASE or _SLOW for each
 *            case that fails and each pattern that is catastrophic
 *
 * Runs every rule's own cases through the whole scan, and its pattern against
 * hostile texts.
 *
 * Returns: TRUE if nothing was wrong
 */
gboolean dsc_engine_verify(const DscEngine *engine, GPtrArray *problems);

/**
 * dsc_engine_begin_verify:
 * @engine: must outlive what is returned
 *
 * Returns: (transfer full): what dsc_engine_verify() does, to be done bit by bit
 */
DscVerify *dsc_engine_begin_verify(const DscEngine *engine);

/**
 * dsc_engine_pack_index:
 *
 * Returns: (transfer full): the content of DSC_INDEX_FILE for the folder that was loaded; to be
 * written only if there were no problems
 */
GBytes *dsc_engine_pack_index(const DscEngine *engine);

DscEngine *dsc_engine_ref(DscEngine *engine);
/** dsc_engine_unref: drops a reference; NULL is allowed. */
void dsc_engine_unref(DscEngine *engine);

/** dsc_engine_rules: Returns: (transfer none): what it looks for */
const DscRules *dsc_engine_rules(const DscEngine *engine);

/** dsc_engine_lists: Returns: (transfer none) (nullable): the word lists that its detectors read
 */
const DscWordlists *dsc_engine_lists(const DscEngine *engine);

/**
 * dsc_engine_scan:
 * @text:    (transfer full): the message
 * @context: (nullable): what is known besides; NULL if nothing
 *
 * Looks for everything the rules know. Bounded in time: see DscLimit.
 *
 * Returns: (transfer full): what was found
 */
DscReport *dsc_engine_scan(DscEngine *engine, DscText *text, const DscContext *context);

/**
 * DscScanResult:
 * @limits: the limits that were hit
 * @notes:  what was noted, of #DscNote
 */
typedef struct {
	DscLimit limits;
	guint notes;
} DscScanResult;

/**
 * dsc_report_new:
 * @engine:   whose rules @findings name; the report keeps a reference
 * @text:     (transfer full): what was scanned
 * @findings: (transfer full) (element-type DscFinding): resolved; owns its elements
 *
 * Returns: (transfer full): the report of a scan
 */
DscReport *dsc_report_new(DscEngine *engine, DscText *text, GPtrArray *findings,
			  DscScanResult result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscEngine, dsc_engine_unref)
