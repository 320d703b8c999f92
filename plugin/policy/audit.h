/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "policy/policy.h"

/*
 * The record of decisions: one JSON object a line, appended to a file that only
 * its owner can read. It says which rules spoke and what the person chose, never
 * what the message said: no text, no found value, no hash of one, no room and no name.
 *
 *   time       when the outcome came, UTC, "2026-03-04T05:06:07.089Z"
 *   event      a random UUID
 *   version    of Discretion
 *   verdict    of the message: pass, hint, hold, block
 *   outcome    dsc_outcome_name()
 *   reason     dsc_reason_name(), null unless it was sent anyway
 *   note       the person's own words to the reason, null if none
 *   families   those that spoke, strictest first: ["CONF"]
 *   rules      for each finding that led to a hint or more, in the order of the text:
 *              {"id", "type", "code" (its family), "likelihood" (two digits), "verdict"}
 *   setting    direct, group-chat, public-room
 *   people     how many others read the conversation, null if not known
 *   protocol   "prpl-irc"
 *   limits     why it was not proven clean: of "match", "time", "size", "rules" (not all could be
 *              loaded), "no-rules"; [] if it was
 *   waited_ms  from hold to outcome
 *
 * Keys may be added; those above keep their meaning.
 */
typedef struct DscAudit DscAudit;

/**
 * DscOutcome: what became of a held message.
 */
typedef enum {
	DSC_OUTCOME_REDACTED,
	DSC_OUTCOME_EDITED, /* given back to be changed */
	DSC_OUTCOME_CANCELLED,
	DSC_OUTCOME_RESTORED, /* cancelled, then undone */
	DSC_OUTCOME_SENT_ANYWAY,
	DSC_OUTCOME_KEPT, /* conversation closed, plugin unloaded or client quit */
	DSC_N_OUTCOMES,
} DscOutcome;

/** dsc_outcome_name: Returns: a static string, never translated: "sent-anyway" */
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
 *
 * One line of the record before it is written.
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

/**
 * dsc_audit_new:
 * @path: file to append to
 *
 * The file (mode 0600) and its folder (0700) are made at the first entry. It is opened
 * anew for each, so that it may be moved away at any time.
 *
 * Returns: (transfer full): the record
 */
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
