/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/record.h"

#include <glib/gi18n-lib.h>
#include <util.h>

#include "engine/redact.h"
#include "purple/core.h"
#include "purple/ui.h"
#include "purple/waiting.h"

/* Shorter words of a finding ("de", "12") stand in too many innocent notes. */
#define MIN_WORD_CHARS 3

static DscAudit *audit;
static gboolean failed; /* said once */

void dsc_record_start(void)
{
	g_autofree char *path =
		g_build_filename(purple_user_dir(), "discretion", "audit.jsonl", NULL);

	audit = dsc_audit_new(path);
	failed = FALSE;
}

void dsc_record_stop(void)
{
	g_clear_pointer(&audit, dsc_audit_free);
}

static void append(const DscHeld *held, DscAuditEntry *entry)
{
	g_autoptr(GError) error = NULL;

	entry->decision = held->decision;
	entry->protocol_id = held->target->protocol_id;
	entry->n_people = held->audience->n_people;
	entry->waited_ms = (g_get_monotonic_time() - held->since_us) / 1000;
	if (dsc_audit_append(audit, entry, &error) || failed)
		return;
	failed = TRUE;
	dsc_ui()->notice(_("Discretion cannot write its record"), error->message);
}

void dsc_record(const DscHeld *held, DscOutcome outcome)
{
	DscAuditEntry entry = { .outcome = outcome };

	append(held, &entry);
}

/* --- What a note may say ------------------------------------------------------------------ */

/* A name that was found behind "Mrs" would not be found again where it stands alone. */
static void collect_words(const DscDecision *decision, GPtrArray *words)
{
	const DscReport *report = dsc_decision_report(decision);

	if (report == NULL)
		return;

	const char *plain = dsc_text_plain(dsc_report_text(report), NULL);
	const GPtrArray *findings = dsc_report_findings(report);
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(findings, i);
		g_autofree char *found =
			g_strndup(plain + finding->span.start, dsc_span_length(finding->span));
		g_auto(GStrv) parts = g_regex_split_simple("[^\\p{L}\\p{N}\\p{M}]+", found, 0, 0);
		for (char **part = parts; *part != NULL; part++) {
			if (g_utf8_strlen(*part, -1) >= MIN_WORD_CHARS)
				g_ptr_array_add(words, g_regex_escape_string(*part, -1));
		}
	}
}

static char *without_words_of(const DscDecision *decision, const char *note)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	collect_words(decision, words);
	if (words->len == 0)
		return g_strdup(note);

	g_ptr_array_add(words, NULL);
	g_autofree char *any = g_strjoinv("|", (char **)words->pdata);
	g_autofree char *pattern =
		g_strdup_printf("(?<![\\p{L}\\p{N}])(?:%s)(?![\\p{L}\\p{N}])", any);
	g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
	if (regex == NULL)
		return NULL;
	return g_regex_replace_literal(regex, note, -1, 0, "[…]", 0, NULL);
}

/* Returns NULL if the note cannot be proven harmless. */
static char *harmless_note(const DscHeld *held, const char *note)
{
	g_autofree char *cut = without_words_of(held->decision, note);
	if (cut == NULL)
		return NULL;

	g_autoptr(DscDecision) decision = dsc_core_check(NULL, cut, DSC_FORMAT_PLAIN);
	const DscReport *report = dsc_decision_report(decision);
	if (report == NULL)
		return NULL;

	g_autofree char *redacted = dsc_report_redact(report);
	g_autoptr(DscDecision) again = dsc_core_check(NULL, redacted, DSC_FORMAT_PLAIN);
	if (dsc_decision_verdict(again) >= DSC_VERDICT_HOLD)
		return NULL;
	return g_steal_pointer(&redacted);
}

void dsc_record_sent_anyway(const DscHeld *held, DscReason reason, const char *note)
{
	gboolean has_note = note != NULL && *note != '\0';
	g_autofree char *harmless = has_note ? harmless_note(held, note) : NULL;
	DscAuditEntry entry = { .outcome = DSC_OUTCOME_SENT_ANYWAY, .reason = reason };

	entry.note = harmless;
	append(held, &entry);
}
