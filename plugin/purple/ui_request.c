/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/ui_request.h"

#include <glib/gi18n-lib.h>
#include <notify.h>
#include <request.h>
#include <util.h>

#include "policy/evidence.h"
#include "purple/core.h"
#include "purple/drafts.h"
#include "purple/waiting.h"

/*
 * Every request has its DscHeld as handle, so that withdrawing is closing by handle.
 * A request that answers is closed by the client after our callback; to close it
 * within the callback as well would free it under the client's feet. So it is taken
 * out of this set first.
 */
static GHashTable *showing;

static void show(DscHeld *held)
{
	if (showing == NULL)
		showing = g_hash_table_new(NULL, NULL);
	g_hash_table_add(showing, held);
}

/* Why it was found is told in a window beside the question and goes with it. */
static void answered(DscHeld *held)
{
	purple_notify_close_with_handle(held);
	if (showing != NULL)
		g_hash_table_remove(showing, held);
}

static void withdraw(DscHeld *held)
{
	purple_notify_close_with_handle(held);
	if (showing != NULL && g_hash_table_remove(showing, held))
		purple_request_close_with_handle(held);
}

static void write_local(PurpleConversation *conv, const char *html)
{
	purple_conversation_write(conv, NULL, html, PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG,
				  time(NULL));
}

/* --- What is said ------------------------------------------------------------------------- */

/* NULL if no redaction makes the message fit to be sent. */
static char *redact(const DscHeld *held)
{
	g_autofree char *message =
		dsc_decision_redact(dsc_held_decision(held), DSC_REDACTION_PLAIN);

	if (message == NULL)
		return NULL;
	g_autoptr(DscDecision) decision = dsc_held_check(held, message);
	if (dsc_decision_verdict(decision) >= DSC_VERDICT_HOLD)
		return NULL;
	return g_steal_pointer(&message);
}

static char *headline(const DscHeld *held)
{
	const DscAudience *audience = dsc_held_audience(held);

	if (audience->setting == DSC_SETTING_DIRECT)
		return g_strdup_printf(_("Your message to %s is held"), audience->name);
	if (audience->n_people < 0)
		return g_strdup_printf(_("Your message to everybody in %s is held"),
				       audience->name);
	return g_strdup_printf(
		g_dngettext(GETTEXT_PACKAGE, "Your message to %d person in %s is held",
			    "Your message to %d people in %s is held", (gulong)audience->n_people),
		audience->n_people, audience->name);
}

static void describe_findings(GString *text, const DscDecision *decision)
{
	const DscReport *report = dsc_decision_report(decision);

	if (dsc_decision_limits(decision) & DSC_LIMIT_RULES)
		g_string_append_printf(text, "%s\n",
				       _("Not all rules could be loaded, so that no message is "
					 "proven clean."));
	else if (dsc_decision_unproven(decision))
		g_string_append_printf(text, "%s\n", _("It could not be checked to its end."));
	if (report == NULL)
		return;

	const GPtrArray *findings = dsc_report_findings(report);
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(findings, i);
		if (dsc_decision_verdict_of(decision, i) >= DSC_VERDICT_HINT)
			g_string_append_printf(text, "• %s. %s\n", finding->rule->title,
					       finding->rule->explanation);
	}
}

static char *body(const DscHeld *held, const char *redacted)
{
	GString *text = g_string_new(NULL);

	describe_findings(text, dsc_held_decision(held));
	if (redacted != NULL) {
		g_autoptr(DscText) seen = dsc_text_new(redacted, -1, dsc_held_format(held));
		const char *plain = dsc_text_plain(seen, NULL);
		g_string_append_printf(text, "\n%s\n%.*s\n", _("Redacted, it reads:"),
				       (int)dsc_text_visible_len(seen), plain);
	}
	if (!dsc_held_can_send(held))
		g_string_append_printf(text, "\n%s\n",
				       _("Nothing can be sent while you are not connected."));
	return g_string_free(text, FALSE);
}

/* @part: (transfer full) */
static void append(GString *html, char *part)
{
	g_string_append(html, part);
	g_free(part);
}

static void explain_rule(GString *html, const DscRule *rule)
{
	append(html, g_markup_printf_escaped("<b>%s.</b> %s<br>", rule->title, rule->better));
	for (guint i = 0; i < rule->codes->len; i++) {
		const DscCode *code = g_ptr_array_index(rule->codes, i);
		append(html, g_markup_printf_escaped("%s: %s<br>", code->source, code->title));
	}
}

/* Returns: (transfer full): for everything that was found, how to say it, the clauses and the
 * evidence, as HTML */
static char *explanation(const DscDecision *decision)
{
	const DscReport *report = dsc_decision_report(decision);
	const DscRule *rule = NULL;
	g_autofree char *said = NULL;
	GString *html = g_string_new(NULL);

	for (guint i = 0; report != NULL && i < dsc_report_findings(report)->len; i++) {
		const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), i);
		g_autofree char *evidence = dsc_decision_evidence_text(decision, i);
		if (dsc_decision_verdict_of(decision, i) < DSC_VERDICT_HINT)
			continue;
		if (finding->rule == rule && g_strcmp0(evidence, said) == 0)
			continue;
		if (finding->rule != rule)
			explain_rule(html, rule = finding->rule);
		append(html, g_markup_printf_escaped("%s<br><br>", evidence));
		g_free(said);
		said = g_steal_pointer(&evidence);
	}
	return g_string_free(html, FALSE);
}

/* --- What can be answered ----------------------------------------------------------------- */

static void present(DscHeld *held);
static void ask_reason(DscHeld *held);

static void choose_redacted(DscHeld *held, int button G_GNUC_UNUSED)
{
	g_autofree char *redacted = redact(held);

	answered(held);
	if (redacted == NULL || !dsc_held_send_redacted(held, redacted))
		present(held);
}

static void choose_edit(DscHeld *held, int button G_GNUC_UNUSED)
{
	answered(held);
	dsc_held_edit(held);
}

static void choose_cancel(DscHeld *held, int button G_GNUC_UNUSED)
{
	answered(held);
	dsc_held_cancel(held);
}

static void choose_anyway(DscHeld *held, int button G_GNUC_UNUSED)
{
	answered(held);
	ask_reason(held);
}

/* The question stays. */
static void choose_why(DscHeld *held, int button G_GNUC_UNUSED)
{
	g_autofree char *html = explanation(dsc_held_decision(held));

	answered(held);
	present(held);
	purple_notify_formatted(held, _("Discretion"), _("Why it was found"), NULL, html, NULL,
				NULL);
}

typedef struct {
	const char *label;
	GCallback chosen;
} Choice;

#define MOST_CHOICES 5

/* The safe answer is the first: Enter chooses it in Finch. */
static gsize list_choices(const DscHeld *held, gboolean redactable, Choice *choices)
{
	const DscReport *report = dsc_decision_report(dsc_held_decision(held));
	gboolean can_send = dsc_held_can_send(held);
	gsize n = 0;

	if (redactable && can_send)
		choices[n++] = (Choice){ _("Send redacted"), G_CALLBACK(choose_redacted) };
	choices[n++] = (Choice){ _("Edit"), G_CALLBACK(choose_edit) };
	choices[n++] = (Choice){ _("Cancel message"), G_CALLBACK(choose_cancel) };
	if (dsc_decision_override(dsc_held_decision(held)) != DSC_OVERRIDE_NEVER && can_send)
		choices[n++] = (Choice){ _("Send anyway…"), G_CALLBACK(choose_anyway) };
	if (report != NULL && dsc_report_findings(report)->len > 0)
		choices[n++] = (Choice){ _("Why?"), G_CALLBACK(choose_why) };
	return n;
}

static void present(DscHeld *held)
{
	PurpleConversation *conv = dsc_held_conversation(held);
	g_autofree char *redacted = redact(held);
	g_autofree char *primary = headline(held);
	g_autofree char *secondary = body(held, redacted);
	Choice c[MOST_CHOICES] = { { NULL, NULL } };
	gsize n = list_choices(held, redacted != NULL, c);

	show(held);
	/* It reads as many pairs as it is told, so the last ones may be empty. */
	purple_request_action(held, _("Discretion"), primary, secondary, 0,
			      purple_conversation_get_account(conv), NULL, conv, held, n,
			      c[0].label, c[0].chosen, c[1].label, c[1].chosen, c[2].label,
			      c[2].chosen, c[3].label, c[3].chosen, c[4].label, c[4].chosen);
}

static void refresh(DscHeld *held)
{
	withdraw(held);
	present(held);
}

/* A request cannot be changed while it stands, and to ask anew whenever somebody comes into a room
 * would take the answer from under its author's fingers. */
static void readers(DscHeld *held G_GNUC_UNUSED)
{
}

/* --- Send anyway -------------------------------------------------------------------------- */

static void reason_given(DscHeld *held, PurpleRequestFields *fields)
{
	PurpleRequestField *choice = purple_request_fields_get_field(fields, "reason");
	GList *chosen = purple_request_field_list_get_selected(choice);
	const char *note = purple_request_fields_get_string(fields, "note");

	answered(held);
	if (chosen == NULL) {
		ask_reason(held);
		return;
	}
	/* Reasons are stored from 1, so that none of them is a NULL pointer. */
	int reason = GPOINTER_TO_INT(purple_request_field_list_get_data(choice, chosen->data)) - 1;
	if (!dsc_held_send_anyway(held, (DscReason)reason, note))
		present(held);
}

static void reason_refused(DscHeld *held, PurpleRequestFields *fields G_GNUC_UNUSED)
{
	answered(held);
	present(held);
}

static PurpleRequestFields *reason_fields(const DscHeld *held)
{
	PurpleRequestFields *fields = purple_request_fields_new();
	PurpleRequestFieldGroup *group = purple_request_field_group_new(NULL);
	PurpleRequestField *choice = purple_request_field_list_new("reason", _("Reason"));
	DscOverride allowed = dsc_decision_override(dsc_held_decision(held));

	purple_request_fields_add_group(fields, group);
	for (int i = 0; i < DSC_N_REASONS; i++) {
		if (allowed == DSC_OVERRIDE_REASON || i == DSC_REASON_URGENT_CARE)
			purple_request_field_list_add_icon(choice, dsc_reason_label((DscReason)i),
							   NULL, GINT_TO_POINTER(i + 1));
	}
	purple_request_field_set_required(choice, TRUE);
	purple_request_field_group_add_field(group, choice);
	purple_request_field_group_add_field(
		group, purple_request_field_string_new("note", _("In your words, without names"),
						       NULL, FALSE));
	return fields;
}

static void ask_reason(DscHeld *held)
{
	PurpleConversation *conv = dsc_held_conversation(held);

	show(held);
	purple_request_fields(held, _("Discretion"), _("Why does it have to be sent as it is?"),
			      _("The reason is kept in your record, the message is not."),
			      reason_fields(held), _("Send"), G_CALLBACK(reason_given), _("Back"),
			      G_CALLBACK(reason_refused), purple_conversation_get_account(conv),
			      NULL, conv, held);
}

/* --- What is only told -------------------------------------------------------------------- */

/* libpurple reaches no entry, so the text stands where it can be copied from. */
static gboolean give_back(PurpleConversation *conv G_GNUC_UNUSED, const char *message G_GNUC_UNUSED)
{
	return FALSE;
}

static void cancelled(DscHeld *held)
{
	PurpleConversation *conv = dsc_held_conversation(held);
	g_autofree char *html = dsc_held_html(held);

	if (conv == NULL)
		return;
	g_autofree char *line = g_strdup_printf("%s<br>%s", _("You cancelled this message:"), html);
	write_local(conv, line);
}

static void hint(PurpleConversation *conv, const DscDecision *decision)
{
	const DscReport *report = dsc_decision_report(decision);
	GString *text = g_string_new(_("A word about your message:"));

	for (guint i = 0; report != NULL && i < dsc_report_findings(report)->len; i++) {
		const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), i);
		if (dsc_decision_verdict_of(decision, i) < DSC_VERDICT_HINT)
			continue;
		g_autofree char *line = g_markup_printf_escaped(
			"<br>• %s. %s", finding->rule->title, finding->rule->better);
		g_string_append(text, line);
	}
	write_local(conv, text->str);
	g_string_free(text, TRUE);
}

static void notice(const char *title, const char *text)
{
	purple_notify_info(dsc_core_handle(), _("Discretion"), title, text);
}

const DscUiOps dsc_ui_request_ops = {
	.present = present,
	.refresh = refresh,
	.readers = readers,
	.withdraw = withdraw,
	.cancelled = cancelled,
	.hint = hint,
	.give_back = give_back,
	.notice = notice,
};
