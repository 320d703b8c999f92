/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/rule.h"

/*
 * All rules of a data folder: *.rules files of rules, one a subject,
 * and codes.conf, the clauses that they rest on. The files are GKeyFiles; README
 * describes them. [define] groups of all files share one
 * namespace.
 *
 * A file with any fault is refused as a whole; the others are loaded all the
 * same, and every fault of every file is reported, not only the first.
 */
typedef struct DscRules DscRules;

#define DSC_RULES_ERROR (dsc_rules_error_quark())
GQuark dsc_rules_error_quark(void);

/**
 * DscRulesError:
 * @DSC_RULES_ERROR_READ:    a file or the folder cannot be read, or is not UTF-8
 * @DSC_RULES_ERROR_SYNTAX:  not a key file; a group or key stands twice
 * @DSC_RULES_ERROR_KEY:     a key is unknown or missing, or its value is not of its kind
 * @DSC_RULES_ERROR_PATTERN: a pattern cannot be compiled
 * @DSC_RULES_ERROR_SLOW:    a pattern is catastrophic
 * @DSC_RULES_ERROR_CASE:    a match or nomatch case fails, or does not mark what identifies
 *
 * Every message reads "FILE:LINE: what is wrong and what to do".
 */
typedef enum {
	DSC_RULES_ERROR_READ,
	DSC_RULES_ERROR_SYNTAX,
	DSC_RULES_ERROR_KEY,
	DSC_RULES_ERROR_PATTERN,
	DSC_RULES_ERROR_SLOW,
	DSC_RULES_ERROR_CASE,
} DscRulesError;

/**
 * dsc_rules_load:
 * @folder:   path of the data folder
 * @problems: (element-type GError): faults are appended, in the order of file and line
 *
 * Reads and compiles every file of @folder in the order of their names. Cases
 * and slowness are not tried here: see dsc_engine_verify(). If an index fits the files (see
 * index.h), patterns are known to be good and compiled when they are first needed.
 *
 * Returns: (transfer full): the rules of all files without fault, possibly none
 */
DscRules *dsc_rules_load(const char *folder, GPtrArray *problems);

/*
 * What dsc_rules_load() does, bit by bit, for without an index it takes a tenth of a second. To
 * drop it, free it.
 */
typedef struct DscRulesLoader DscRulesLoader;

/** dsc_rules_loader_new: Returns: (transfer full): a loader that has not begun to read @folder */
DscRulesLoader *dsc_rules_loader_new(const char *folder);

/**
 * dsc_rules_loader_step:
 * @until_us: when to stop, on the clock of g_get_monotonic_time(); the file at hand is read to its
 *            end
 *
 * Returns: TRUE if there is more to do
 */
gboolean dsc_rules_loader_step(DscRulesLoader *loader, gint64 until_us);

/**
 * dsc_rules_loader_finish:
 * @loader: (transfer full): what is left to do is done first
 *
 * Returns: (transfer full): what dsc_rules_load() returns
 */
DscRules *dsc_rules_loader_finish(DscRulesLoader *loader, GPtrArray *problems);

/** dsc_rules_loader_free: frees @loader; NULL is allowed. */
void dsc_rules_loader_free(DscRulesLoader *loader);

/** dsc_rules_seal: Returns: what the files came to, see dsc_index_seal() */
guint64 dsc_rules_seal(const DscRules *rules);

/**
 * dsc_rules_packed_gate:
 *
 * Returns: (transfer none) (nullable): the gate of all patterns, if an index fits the files
 */
GBytes *dsc_rules_packed_gate(const DscRules *rules);

/** dsc_rules_free: frees @rules; NULL is allowed. */
void dsc_rules_free(DscRules *rules);

/** dsc_rules_all: Returns: (transfer none) (element-type DscRule): in the order of files and lines
 */
const GPtrArray *dsc_rules_all(const DscRules *rules);

/** dsc_rules_find: Returns: (transfer none) (nullable): the rule called @id */
const DscRule *dsc_rules_find(const DscRules *rules, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscRules, dsc_rules_free)
