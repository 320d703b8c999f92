/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/context.h"
#include "engine/redact.h"

/*
 * What is to be done about what the engine found: thresholds of likelihood for
 * each family and setting, who may override and how. Read from one key file
 * (rules/policy.conf holds the defaults and describes every key). Immutable.
 */
typedef struct DscPolicy DscPolicy;

#define DSC_POLICY_ERROR (dsc_policy_error_quark())
GQuark dsc_policy_error_quark(void);

/**
 * DscPolicyError:
 * @DSC_POLICY_ERROR_READ:   the file cannot be read or is not UTF-8
 * @DSC_POLICY_ERROR_SYNTAX: not a key file; a group or key stands twice
 * @DSC_POLICY_ERROR_KEY:    a group or key is unknown, or a value is not of its kind
 *
 * Every message reads "FILE:LINE: what is wrong and what to do". The codes are those of
 * #DscKeyfileError.
 */
typedef enum {
	DSC_POLICY_ERROR_READ,
	DSC_POLICY_ERROR_SYNTAX,
	DSC_POLICY_ERROR_KEY,
} DscPolicyError;

/**
 * DscReason:
 *
 * Why somebody sent a held message as it was. The names in records are those in
 * dsc_reason_name(); dsc_reason_label() is what a person reads.
 */
typedef enum {
	DSC_REASON_CONSENTED,	/* the patient consented */
	DSC_REASON_CARE_TEAM,	/* readers care for the patient */
	DSC_REASON_URGENT_CARE, /* delay would harm */
	DSC_REASON_ALREADY_PUBLIC,
	DSC_REASON_NOT_A_PATIENT,
	DSC_REASON_MISTAKE, /* Discretion is wrong here */
	DSC_N_REASONS,
} DscReason;

/** dsc_reason_name: Returns: a static string, never translated: "urgent-care" */
const char *dsc_reason_name(DscReason reason);
/** dsc_reason_label: Returns: a static string in the reader's language */
const char *dsc_reason_label(DscReason reason);

/**
 * DscOverride:
 * @DSC_OVERRIDE_NEVER:  it cannot be sent as it is
 * @DSC_OVERRIDE_URGENT: only for the reason urgent care (break-glass)
 * @DSC_OVERRIDE_REASON: with a reason
 *
 * Whether a held message may be sent as it is.
 */
typedef enum {
	DSC_OVERRIDE_NEVER,
	DSC_OVERRIDE_URGENT,
	DSC_OVERRIDE_REASON,
} DscOverride;

/**
 * dsc_policy_load:
 * @path:     the key file
 * @problems: (element-type GError): every fault of the file is appended, in the order of lines
 *
 * Returns: (transfer full) (nullable): the policy, NULL if the file has any fault
 */
DscPolicy *dsc_policy_load(const char *path, GPtrArray *problems);

/** dsc_policy_new_default: Returns: (transfer full): the policy of a file that sets nothing */
DscPolicy *dsc_policy_new_default(void);

DscPolicy *dsc_policy_ref(DscPolicy *policy);
/** dsc_policy_unref: drops a reference; NULL is allowed. */
void dsc_policy_unref(DscPolicy *policy);

/**
 * dsc_policy_setting_of_room:
 * @room: name of a chat room as its protocol writes it
 *
 * Returns: DSC_SETTING_PUBLIC_ROOM if the policy lists the room as public, else
 * DSC_SETTING_GROUP_CHAT
 */
DscSetting dsc_policy_setting_of_room(const DscPolicy *policy, const char *room);

/**
 * dsc_policy_contacts_are_staff:
 * @group: (nullable): a group of the contact list; NULL asks whether there can be any
 *
 * Returns: TRUE if the contacts of the group are to be taken for colleagues
 */
gboolean dsc_policy_contacts_are_staff(const DscPolicy *policy, const char *group);

/** dsc_policy_override_delay_ms: Returns: how long "Send anyway…" stays insensitive, in ms */
guint dsc_policy_override_delay_ms(const DscPolicy *policy);

/*
 * A report with the policy applied to it. Owns the report.
 */
typedef struct DscDecision DscDecision;

/**
 * dsc_policy_decide:
 * @report:  (transfer full) (nullable): NULL if there is no engine to ask; then
 *           the policy's on-error says what happens
 * @context: (nullable): what it was scanned in; NULL is a closed group of which nothing is known
 *
 * Returns: (transfer full): what is to be done
 */
DscDecision *dsc_policy_decide(const DscPolicy *policy, DscReport *report,
			       const DscContext *context);

/** dsc_decision_free: frees @decision and its report; NULL is allowed. */
void dsc_decision_free(DscDecision *decision);

/** dsc_decision_verdict: Returns: the strictest verdict of all */
DscVerdict dsc_decision_verdict(const DscDecision *decision);

/** dsc_decision_verdict_of: Returns: the verdict because of finding @index of the report alone */
DscVerdict dsc_decision_verdict_of(const DscDecision *decision, guint index);

/**
 * DscGround:
 * @DSC_GROUND_UNLIKELY: it is less likely than what is worth a hint
 * @DSC_GROUND_LIKELY:   it is as likely as its verdict asks for
 * @DSC_GROUND_RULE:     it is likely enough for more, but its rule asks for no more
 * @DSC_GROUND_POLICY:   it is likely enough for more, but the policy allows no more here
 * @DSC_GROUND_TOGETHER: doubtful by itself; likely enough together with others
 * @DSC_GROUND_WAITS:    doubtful; shown because the message waits anyway
 *
 * Why a finding leads to its verdict.
 */
typedef enum {
	DSC_GROUND_UNLIKELY,
	DSC_GROUND_LIKELY,
	DSC_GROUND_RULE,
	DSC_GROUND_POLICY,
	DSC_GROUND_TOGETHER,
	DSC_GROUND_WAITS,
} DscGround;

/** dsc_ground_name: Returns: a static string, never translated: "unlikely" */
const char *dsc_ground_name(DscGround ground);

/**
 * dsc_decision_ground:
 * @index: a finding of the report
 * @mark:  (out) (optional): the likelihood, 0–1, that decided: what it stays below with
 *         DSC_GROUND_UNLIKELY, else what it or all together reach
 *
 * Returns: why dsc_decision_verdict_of() is what it is
 */
DscGround dsc_decision_ground(const DscDecision *decision, guint index, double *mark);

/** dsc_decision_report: Returns: (transfer none) (nullable): NULL if nothing could be scanned */
const DscReport *dsc_decision_report(const DscDecision *decision);

/** dsc_decision_setting: Returns: who would have listened */
DscSetting dsc_decision_setting(const DscDecision *decision);

/** dsc_decision_override: Returns: how the message may be sent as it is all the same;
 * DSC_OVERRIDE_REASON if nothing stops it */
DscOverride dsc_decision_override(const DscDecision *decision);

/** dsc_decision_allows: Returns: TRUE if the message may be sent as it is for @reason */
gboolean dsc_decision_allows(const DscDecision *decision, DscReason reason);

/** dsc_limit_name: @limit: a single one. Returns: a static string: "match", "time", "size", "rules"
 */
const char *dsc_limit_name(DscLimit limit);

/** dsc_decision_limits: Returns: why the message is not proven clean: the limits of its report, and
 * DSC_LIMIT_RULES if there was none or not all rules could be asked */
DscLimit dsc_decision_limits(const DscDecision *decision);

/** dsc_decision_unproven: Returns: TRUE if dsc_decision_limits() are any */
gboolean dsc_decision_unproven(const DscDecision *decision);

/**
 * dsc_decision_families:
 *
 * Returns: (transfer full) (element-type DscFamily): families of the findings that
 * lead to a hint or more, each once, strictest first
 */
GArray *dsc_decision_families(const DscDecision *decision);

/**
 * DscRedaction:
 * @DSC_REDACTION_PLAIN:    each finding gives way to its rule's replacement
 * @DSC_REDACTION_TEACHING: a case to teach with: what can be is said more generally instead,
 *                          and details that identify only together with others are so too
 */
typedef enum {
	DSC_REDACTION_PLAIN,
	DSC_REDACTION_TEACHING,
} DscRedaction;

/**
 * dsc_decision_redacts:
 * @index: a finding of the report
 *
 * Returns: TRUE if redacting puts something in its place
 */
gboolean dsc_decision_redacts(const DscDecision *decision, guint index, DscRedaction redaction);

/**
 * dsc_decision_replacement:
 * @index: a finding of the report
 *
 * Returns: (transfer full) (nullable): what stands in for the finding when it is redacted: its
 * rule's replacement, with the letter of the person it names once the conversation has
 * named two, or what dsc_generalise() says; NULL if nothing would mend the message
 */
char *dsc_decision_replacement(const DscDecision *decision, guint index, DscRedaction redaction);

/**
 * dsc_decision_redact:
 *
 * Redacts the findings that dsc_decision_redacts() is TRUE of: what "Send redacted" sends if
 * the person changes nothing.
 *
 * Returns: (transfer full) (nullable): the new message, in the format of the original;
 * NULL if it is unproven, for nobody knows what is left in it then
 */
char *dsc_decision_redact(const DscDecision *decision, DscRedaction redaction);

/**
 * dsc_decision_remember:
 * @conversation: the one of the context that @decision was made in
 * @sent:         TRUE if the message leaves, FALSE if it is held
 *
 * Lets a conversation know what a message holds: a name that stops a message is known from
 * then on, sent or not, and keeps its letter; an introduction counts once it was sent.
 */
void dsc_decision_remember(const DscDecision *decision, DscConversation *conversation,
			   gboolean sent);

/** dsc_decision_forget: somebody said that @decision takes for a patient who is none: its names
 * are not looked for any more. */
void dsc_decision_forget(const DscDecision *decision, DscConversation *conversation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscPolicy, dsc_policy_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscDecision, dsc_decision_free)
