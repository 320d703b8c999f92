/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/conversation.h"
#include "engine/report.h"
#include "engine/staff.h"

/**
 * DscContext:
 * @setting:      who listens
 * @conversation: (nullable): what the sender said there before; only read
 * @staff:        (nullable): colleagues beside those of the data folder's own list
 *
 * What may be known of a message besides its text. All of it is the caller's and has to
 * live for the call only. An engine never keeps any: the same text in the same context
 * gives the same report. After a message was held or sent, the caller lets the
 * conversation know what it held: see dsc_decision_remember().
 */
typedef struct {
	DscSetting setting;
	const DscConversation *conversation;
	const DscStaff *staff;
} DscContext;

/* How much of a likelihood is left to a name of the staff that nothing makes a patient's:
 * less than any sensible threshold, and still more than nothing, for those who set theirs low. */
#define DSC_STAFF_FACTOR 0.1

/* What is left to a name that is known, but stands here as the word that it also is. */
#define DSC_WORD_FACTOR 0.1

/* What is taken for somebody with less than this, and is the label of a value, is lowered likewise:
 * "pasaport no U4412". What is surer stays: somebody may be called so. */
#define DSC_LABEL_BELOW 0.8

/* What is left to the sender's own name, in the words of an introduction. */
#define DSC_OWN_FACTOR 0.1

/* What is left to what would identify somebody, but stands in an exercise or is nobody's. */
#define DSC_NOBODY_FACTOR 0.1

/* What is left to hard words that are said of a thing. */
#define DSC_THING_FACTOR 0.4

/* A word that tells an exercise makes up what stands within so many bytes of its sentence. */
#define DSC_MADE_UP_NEAR 240

/* A word that tells a patient makes a colleague's name a patient's within so many bytes. */
#define DSC_PATIENT_NEAR 40

/**
 * DscScanned:
 * @text:     what was scanned
 * @context:  (nullable): NULL if nothing is known, not even the setting
 * @staff:    (nullable): the data folder's own list
 * @findings: (element-type DscFinding): all that detectors found, not resolved yet
 */
typedef struct {
	const DscText *text;
	const DscContext *context;
	const DscStaff *staff;
	GPtrArray *findings;
} DscScanned;

/**
 * dsc_context_weigh:
 *
 * Weighs findings in their context: takes out those that are notes, those of rules for
 * other settings and those that a note makes harmless, and lowers known names that are
 * noted to be words, the sender's own name in an introduction, what is noted to be made
 * up or nobody's, hard words said of a thing, and names of the staff beside which nothing
 * tells a patient.
 *
 * Returns: the notes of this message, of #DscNote
 */
guint dsc_context_weigh(const DscScanned *scanned);
