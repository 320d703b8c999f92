/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/budget.h"
#include "engine/context.h"
#include "engine/fold.h"
#include "engine/rules.h"
#include "engine/tagger_features.h"
#include "engine/wordlists.h"

/**
 * DscScan:
 * @text:        the message
 * @context:     (nullable): what is known besides
 * @fold:        its plain text, folded
 * @parts:       stretches of the folded text that stand apart: what a person sees, then each
 *               hidden part; no finding may reach from one into another
 * @n_parts:     their number
 * @matcher:     scratch for patterns
 * @windows:     (nullable): the words that were read so far; see dsc_scan_tokens()
 * @budget:      what the scan may cost; see dsc_scan_is_late()
 * @findings:    (element-type DscFinding): what has been found so far, in any order
 * @limits:      limits hit so far
 *
 * One scan on its way through the detectors.
 */
typedef struct {
	const DscText *text;
	const DscContext *context;
	const DscFold *fold;
	const DscSpan *parts;
	guint n_parts;
	DscMatcher *matcher;
	GPtrArray *windows;
	DscBudget budget;
	GPtrArray *findings;
	DscLimit limits;
} DscScan;

/**
 * dsc_scan_add:
 * @rule:     what was found
 * @folded:   bytes of the folded text
 * @evidence: why; its strings are taken over
 *
 * Adds a finding; its likelihood is left at @evidence->base for the caller to adjust.
 *
 * Returns: (transfer none): the finding, alive until the scan is resolved
 */
DscFinding *dsc_scan_add(DscScan *scan, const DscRule *rule, DscSpan folded, DscEvidence evidence);

/**
 * dsc_scan_is_late:
 *
 * Returns: TRUE if the budget is spent, which is then noted as a limit; a detector must
 * give up then
 */
gboolean dsc_scan_is_late(DscScan *scan);

/**
 * dsc_scan_tokens:
 * @lists:  (transfer none): the folder's word lists; all detectors of a scan ask for the same
 * @window: bytes of the folded text
 * @end:    (out) (optional): where it stopped, see dsc_tokens_read()
 *
 * Reads the words of @window. What one detector has read is there for the next.
 *
 * Returns: (transfer none): the words, valid until the next call
 */
const DscTokens *dsc_scan_tokens(DscScan *scan, const DscWordlists *lists, DscSpan window,
				 gsize *end);

/*
 * Whatever can find something in a text. Pattern rules are one detector; a name
 * tagger, a lexicon, a combination check are others. A finding looks the same
 * whoever made it, and every finding names a rule, so that each detector's texts,
 * codes and examples stand in the rule files too (key "detector").
 *
 * prepare is NULL where nothing is to be done before the first scan. Else it does some of that
 * until @until_us, on the clock of g_get_monotonic_time(), and returns TRUE if there is more.
 */
typedef struct DscDetector DscDetector;
struct DscDetector {
	const char *name;
	gboolean (*prepare)(DscDetector *self, gint64 until_us);
	void (*scan)(const DscDetector *self, DscScan *scan);
	void (*free)(DscDetector *self);
};

/**
 * DscScanTask:
 * @detectors: (element-type DscDetector): all are asked
 * @context:   (nullable): what is known besides the text
 * @budget_us: microseconds of work that it may cost; G_MAXINT64 for no limit
 */
typedef struct {
	const GPtrArray *detectors;
	const DscContext *context;
	gint64 budget_us;
} DscScanTask;

/**
 * dsc_scan_run:
 * @findings: (element-type DscFinding): what is found is appended, neither weighed in its
 *            context (see dsc_context_weigh()) nor resolved yet
 *
 * Returns: the limits that were hit
 */
DscLimit dsc_scan_run(const DscScanTask *task, const DscText *text, GPtrArray *findings);

/**
 * DscMakings:
 * @rules:    (element-type DscRule): those that ask for the detector: one at least
 * @lists:    (nullable): the folder's word lists; NULL if they are missing or broken, which has
 *            been said already
 * @folder:   the data folder
 * @problems: (element-type GError): a fault of a file is appended
 *
 * What a detector that was trained is made of. Rules and lists must outlive it.
 */
typedef struct {
	const GPtrArray *rules;
	const DscWordlists *lists;
	const char *folder;
	GPtrArray *problems;
} DscMakings;

/**
 * dsc_pattern_detector_new:
 * @rules: (transfer none): must outlive the detector
 *
 * Returns: (transfer full): the detector that serves the rules with a pattern, to be prepared
 */
DscDetector *dsc_pattern_detector_new(const DscRules *rules);

/** dsc_pattern_detector_pack: Returns: (transfer full): the packed gate of @rules, see gate.h */
GBytes *dsc_pattern_detector_pack(const DscRules *rules);

/**
 * dsc_echo_detector_new:
 *
 * What identifies somebody does so every time it stands in the message. This detector
 * comes last and finds what the others found once wherever else it stands, under the same
 * rule, so that redaction leaves no second copy behind.
 *
 * Returns: (transfer full): the detector
 */
DscDetector *dsc_echo_detector_new(void);

/**
 * dsc_known_detector_new:
 * @rules: (transfer none): must outlive the detector
 * @lists: (transfer none) (nullable): tells which names are ordinary words too
 *
 * A name that was found is known from then on, in this message and in later ones of its
 * conversation: any part of it, in any case and with an ending, is found under the rule that
 * found the name. A part that is an ordinary word too is found only where it is written as a
 * name, and is then worth a hint.
 *
 * Returns: (transfer full): the detector
 */
DscDetector *dsc_known_detector_new(const DscRules *rules, const DscWordlists *lists);

/**
 * dsc_findings_resolve:
 * @findings: (element-type DscFinding): sorted and thinned in place
 *
 * Leaves one finding where several say the same: among identifiers, among quasi-identifiers
 * and among terms of one family, each apart from the others, the likelier one wins, then the longer
 * one, then the rule that stands earlier. A loser that sticks out of the winner widens it, so that
 * no byte that was found is left uncovered.
 */
void dsc_findings_resolve(GPtrArray *findings);
