/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "policy/policy.h"

/*
 * The record of decisions: one JSON object a line, appended to a file that only
 * its owner can read. It says which rules spoke and what the person chose, never
 * what the message said: no text, no found value, no hash of one.
 */
typedef struct DscAudit DscAudit;

/**
 * DscOutcome: what became of a held message.
 */
typedef enum {
	DSC_OUTCOME_REDACTED,
	DSC_OUTCOME_EDITED,
	DSC_OUTCOME_CANCELLED,
	DSC_OUTCOME_RESTORED, /* cancelled, then undone */
	DSC_OUTCOME_SENT_ANYWAY,
	DSC_OUTCOME_KEPT, /* conversation closed, plugin unloaded or client quit */
	DSC_N_OUTCOMES,
} DscOutcome;

const char *dsc_outcome_name(DscOutcome outcome);

/**
 * DscAuditEntry:
 * @decision:    what was decided about the message
 * @outcome:     what the person did
 * @reason:      with DSC_OUTCOME_SENT_ANYWAY only
 * @note:        (nullable): the person's own words to the reason; the caller has redacted them
 * @protocol_id: "prpl-irc"
 * @n_people:    how many others read the conversation, -1 if not known
 * @waited_ms:   from hold to outcome
 */
typedef struct {
	const DscDecision *decision;
	DscOutcome outcome;
	DscReason reason;
	const char *note;
	const char *protocol_id;
	int n_people;
	gint64 waited_ms;
} DscAuditEntry;

/** dsc_audit_new: @path: file to append to; made, with its folder, at the first entry */
DscAudit *dsc_audit_new(const char *path);

/** dsc_audit_free: frees @audit; NULL is allowed. */
void dsc_audit_free(DscAudit *audit);

/**
 * dsc_audit_append:
 * @error: (out) (optional): a GFileError
 *
 * Writes one line in one write, so that several clients may share the file.
 *
 * Returns: TRUE if it is written
 */
gboolean dsc_audit_append(DscAudit *audit, const DscAuditEntry *entry, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscAudit, dsc_audit_free)
