/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/rule.h"
#include "engine/text.h"

/**
 * DscEvidence:
 * @base:       likelihood before hotwords, 0–1
 * @raised_by:  (nullable): the hotword nearby that raised it, as written
 * @lowered_by: (nullable): the hotword nearby that lowered it
 * @checked_by: (nullable): name of the validator that it passed; static
 * @weighed:    (nullable): the words that weighed most with a trained classifier, as written,
 *              parted by commas
 * @repeated:   the same stretch, or a name that it is part of, was found elsewhere in the message
 * @is_known:   the name was found in an earlier message of the conversation
 * @is_staff:   the name stands among those of the staff; unless something told a patient
 *              (@raised_by), that lowered it
 * @as_staff:   the words around the name read like those around a colleague's, which lowered it
 *
 * Why a finding is one. The same struct whichever detector made it.
 */
typedef struct {
	double base;
	char *raised_by;
	char *lowered_by;
	const char *checked_by;
	char *weighed;
	gboolean repeated;
	gboolean is_known;
	gboolean is_staff;
	gboolean as_staff;
} DscEvidence;

/**
 * DscFinding:
 * @span:       bytes of the report's plain text
 * @rule:       what was found and what to say about it; owned by the report's engine
 * @likelihood: 0–1, hotwords counted in; 0 for a name that is there for @anybody alone
 * @anybody:    0–1: how likely it names somebody, were it a colleague mentioned in passing; 0
 *              where nothing is known of that
 * @evidence:   why
 */
typedef struct {
	DscSpan span;
	const DscRule *rule;
	double likelihood;
	double anybody;
	DscEvidence evidence;
} DscFinding;

/** dsc_finding_free: frees @finding; NULL is allowed. */
void dsc_finding_free(DscFinding *finding);

/** dsc_finding_names_patient: Returns: TRUE if it is the name of a patient or somebody close to
 * one: of type NAME, in the family CONF */
gboolean dsc_finding_names_patient(const DscFinding *finding);

/**
 * DscLimit:
 * @DSC_LIMIT_MATCH: a pattern hit its limit of steps, depth or heap
 * @DSC_LIMIT_TIME:  the time budget of the scan ran out
 * @DSC_LIMIT_SIZE:  the message is longer than the engine reads
 * @DSC_LIMIT_RULES: a part of the data folder could not be loaded, so that nobody knows what was
 *                   not looked for; the guard says so, never a scan
 *
 * Why a scan is incomplete. A text with a limit is not proven clean.
 */
typedef enum {
	DSC_LIMIT_NONE = 0,
	DSC_LIMIT_MATCH = 1 << 0,
	DSC_LIMIT_TIME = 1 << 1,
	DSC_LIMIT_SIZE = 1 << 2,
	DSC_LIMIT_RULES = 1 << 3,
} DscLimit;

/*
 * What the engine says of one message. Holds its engine alive, so that findings
 * may be shown long after newer rules were loaded. Never changes after the scan.
 *
 * Findings are sorted by start, then end. Two findings overlap only if they are of
 * different kinds: TERMs of one family, QUASI, and all others, which identify by themselves.
 */
typedef struct DscReport DscReport;

/** dsc_report_free: frees @report; NULL is allowed. */
void dsc_report_free(DscReport *report);

/** dsc_report_text: Returns: (transfer none): the message that was scanned */
const DscText *dsc_report_text(const DscReport *report);

/** dsc_report_findings: Returns: (transfer none) (element-type DscFinding): may be empty, never
 * NULL */
const GPtrArray *dsc_report_findings(const DscReport *report);

/** dsc_report_limits: Returns: the limits that were hit, DSC_LIMIT_NONE if the scan is complete */
DscLimit dsc_report_limits(const DscReport *report);

/** dsc_report_notes: Returns: what was noted of the sender, of #DscNote */
guint dsc_report_notes(const DscReport *report);

/**
 * dsc_report_lists:
 * @index: a finding
 *
 * Looks the words of a finding up, as they are or else without their endings.
 *
 * Returns: all #DscWordFlag that any of them has; 0 if no list knows one, or there are no lists
 */
guint dsc_report_lists(const DscReport *report, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscReport, dsc_report_free)
