/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/generalise.h"
#include "policy/policy_private.h"

/* Where the letter stands in a rule's "lettered". */
#define LETTER_PLACE "*"

static const DscFinding *finding_of(const DscDecision *decision, guint index)
{
	return g_ptr_array_index(dsc_report_findings(decision->report), index);
}

static guint count_findings(const DscDecision *decision)
{
	return decision->report == NULL ? 0 : dsc_report_findings(decision->report)->len;
}

static DscName name_of(const DscDecision *decision, guint index)
{
	DscSpan span = finding_of(decision, index)->span;
	const char *plain = dsc_text_plain(dsc_report_text(decision->report), NULL);
	return dsc_name_read_in(plain, span);
}

/* --- Letters -------------------------------------------------------------------------------- */

static gboolean is_lettered(const DscDecision *decision, guint index)
{
	return decision->of_finding[index].verdict > DSC_VERDICT_PASS &&
	       finding_of(decision, index)->rule->lettered != NULL;
}

static gboolean needs_letters(const DscDecision *decision)
{
	for (guint i = 0; i < count_findings(decision); i++)
		if (is_lettered(decision, i))
			return TRUE;
	return FALSE;
}

/* Tried out on a copy: whether the conversation will hear of this message is not known yet. */
void dsc_decision_number_people(DscDecision *decision, const DscConversation *conversation)
{
	if (!needs_letters(decision))
		return;
	g_autoptr(DscConversation) then = dsc_conversation_copy(conversation);
	decision->numbers = g_new(gint, count_findings(decision));
	for (guint i = 0; i < count_findings(decision); i++) {
		DscName name = name_of(decision, i);
		decision->numbers[i] =
			is_lettered(decision, i) ? dsc_conversation_number(then, &name) : -1;
	}
	decision->n_people = dsc_conversation_count(then);
}

/* "A", "B" … and numbers behind the last letter. */
static char *letter_of(gint number)
{
	/* TRANSLATORS: the letters that tell people apart, parted by blanks: "patient A" */
	g_auto(GStrv) letters =
		g_strsplit(_("A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"), " ", -1);
	gint n = (gint)g_strv_length(letters);
	return number < n ? g_strdup(letters[number]) : g_strdup_printf("%d", number + 1);
}

static char *put_letter(const char *lettered, gint number)
{
	g_autofree char *letter = letter_of(number);
	g_auto(GStrv) halves = g_strsplit(lettered, LETTER_PLACE, 2);
	return g_strjoinv(letter, halves);
}

static char *letter_people(const DscDecision *decision, guint index)
{
	const DscRule *rule = finding_of(decision, index)->rule;
	gint number = decision->numbers == NULL ? -1 : decision->numbers[index];
	if (number < 0 || decision->n_people < 2)
		return g_strdup(rule->replacement);
	return put_letter(rule->lettered, number);
}

/* --- Redacting ------------------------------------------------------------------------------ */

static gboolean is_redacted(const DscDecision *decision, guint index)
{
	return decision->of_finding[index].verdict > DSC_VERDICT_PASS &&
	       finding_of(decision, index)->rule->replacement != NULL;
}

/* A detail that identifies together with others, where no identifier is redacted anyway. */
static gboolean is_detail(const DscDecision *decision, guint index)
{
	const DscFinding *detail = finding_of(decision, index);
	if (detail->rule->type != DSC_TYPE_QUASI ||
	    detail->rule->generalise == DSC_GENERALISE_NOTHING)
		return FALSE;
	for (guint i = 0; i < count_findings(decision); i++)
		if (i != index && is_redacted(decision, i) &&
		    dsc_span_overlaps(finding_of(decision, i)->span, detail->span))
			return FALSE;
	return TRUE;
}

gboolean dsc_decision_redacts(const DscDecision *decision, guint index, DscRedaction redaction)
{
	g_return_val_if_fail(index < count_findings(decision), FALSE);

	return is_redacted(decision, index) ||
	       (redaction == DSC_REDACTION_TEACHING && is_detail(decision, index));
}

static char *generalise(const DscDecision *decision, guint index)
{
	g_autoptr(GDateTime) now = g_date_time_new_now_local();
	GDate today;
	g_date_clear(&today, 1);
	g_date_set_dmy(&today, (GDateDay)g_date_time_get_day_of_month(now),
		       (GDateMonth)g_date_time_get_month(now),
		       (GDateYear)g_date_time_get_year(now));
	return dsc_generalise(decision->report, index, &today);
}

char *dsc_decision_replacement(const DscDecision *decision, guint index, DscRedaction redaction)
{
	g_return_val_if_fail(index < count_findings(decision), NULL);

	g_autofree char *general =
		redaction == DSC_REDACTION_TEACHING ? generalise(decision, index) : NULL;
	return general != NULL ? g_steal_pointer(&general) : letter_people(decision, index);
}

char *dsc_decision_redact(const DscDecision *decision, DscRedaction redaction)
{
	if (dsc_decision_unproven(decision))
		return NULL;
	guint n_findings = count_findings(decision);
	g_autoptr(GPtrArray) replacements = g_ptr_array_new_with_free_func(g_free);
	g_autofree DscEdit *edits = g_new(DscEdit, n_findings);
	for (guint i = 0; i < n_findings; i++) {
		if (!dsc_decision_redacts(decision, i, redaction))
			continue;
		char *replacement = dsc_decision_replacement(decision, i, redaction);
		edits[replacements->len] = (DscEdit){ finding_of(decision, i)->span, replacement };
		g_ptr_array_add(replacements, replacement);
	}
	return dsc_redact(dsc_report_text(decision->report), edits, replacements->len);
}

/* --- Remembering ---------------------------------------------------------------------------- */

static void remember_name(const DscDecision *decision, guint index, DscConversation *conversation)
{
	const DscFinding *finding = finding_of(decision, index);
	DscName name = name_of(decision, index);
	if (is_lettered(decision, index))
		dsc_conversation_number(conversation, &name);
	if (decision->of_finding[index].verdict >= DSC_VERDICT_HOLD)
		dsc_conversation_know(conversation, &name, finding->rule->id, finding->likelihood);
}

void dsc_decision_remember(const DscDecision *decision, DscConversation *conversation,
			   gboolean sent)
{
	g_return_if_fail(decision != NULL && conversation != NULL);

	for (guint i = 0; i < count_findings(decision); i++)
		if (dsc_finding_names_patient(finding_of(decision, i)))
			remember_name(decision, i, conversation);
	if (sent && decision->report != NULL)
		dsc_conversation_note(conversation, dsc_report_notes(decision->report));
}

void dsc_decision_forget(const DscDecision *decision, DscConversation *conversation)
{
	g_return_if_fail(decision != NULL && conversation != NULL);

	for (guint i = 0; i < count_findings(decision); i++) {
		DscName name = name_of(decision, i);
		if (dsc_finding_names_patient(finding_of(decision, i)))
			dsc_conversation_forget(conversation, &name);
	}
}
