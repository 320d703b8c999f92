/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/teaching.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets.h"

typedef struct {
	const DscDecision *decision;
	GPtrArray *replacements; /* of each finding that plain redaction leaves; NULL: of none */
	DscTeachingChanged changed;
	gpointer data;
} Teaching;

static const char *const KEY = "discretion-teaching";

static void teaching_free(Teaching *self)
{
	g_ptr_array_unref(self->replacements);
	g_free(self);
}

static guint count_findings(const DscDecision *decision)
{
	const DscReport *report = dsc_decision_report(decision);

	return report ? dsc_report_findings(report)->len : 0;
}

static gboolean says_more(const DscDecision *decision, guint i)
{
	if (!dsc_decision_redacts(decision, i, DSC_REDACTION_TEACHING))
		return FALSE;
	if (!dsc_decision_redacts(decision, i, DSC_REDACTION_PLAIN))
		return TRUE;

	g_autofree char *plain = dsc_decision_replacement(decision, i, DSC_REDACTION_PLAIN);
	g_autofree char *general = dsc_decision_replacement(decision, i, DSC_REDACTION_TEACHING);
	return g_strcmp0(plain, general) != 0;
}

static gboolean is_worth_it(const DscDecision *decision)
{
	for (guint i = 0; i < count_findings(decision); i++)
		if (says_more(decision, i))
			return TRUE;
	return FALSE;
}

static GPtrArray *find_details(const DscDecision *decision)
{
	GPtrArray *replacements = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < count_findings(decision); i++) {
		gboolean is_detail = !dsc_decision_redacts(decision, i, DSC_REDACTION_PLAIN) &&
				     dsc_decision_redacts(decision, i, DSC_REDACTION_TEACHING);
		g_ptr_array_add(
			replacements,
			is_detail ? dsc_decision_replacement(decision, i, DSC_REDACTION_TEACHING)
				  : NULL);
	}
	return replacements;
}

static void on_toggle(GtkToggleButton *tick G_GNUC_UNUSED, Teaching *self)
{
	self->changed(self->data);
}

GtkWidget *dsc_teaching_new(const DscDecision *decision, DscTeachingChanged changed, gpointer data)
{
	if (!is_worth_it(decision))
		return NULL;

	Teaching *self = g_new0(Teaching, 1);
	GtkWidget *tick = gtk_check_button_new_with_mnemonic(_("_Generalise for teaching"));
	const char *help = _("Ages become decades, dates days of the story, and places and jobs "
			     "what they are.");

	self->decision = decision;
	self->replacements = find_details(decision);
	self->changed = changed;
	self->data = data;
	gtk_widget_set_tooltip_text(tick, help);
	dsc_widget_describe(tick, _("Generalise for teaching"), help);
	g_object_set_data_full(G_OBJECT(tick), KEY, self, (GDestroyNotify)teaching_free);
	g_signal_connect(tick, "toggled", G_CALLBACK(on_toggle), self);
	return tick;
}

DscRedaction dsc_teaching_redaction(GtkWidget *teaching)
{
	gboolean asked = teaching && gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(teaching));

	return asked ? DSC_REDACTION_TEACHING : DSC_REDACTION_PLAIN;
}

void dsc_teaching_add_edits(GtkWidget *teaching, GArray *edits)
{
	if (dsc_teaching_redaction(teaching) == DSC_REDACTION_PLAIN)
		return;

	const Teaching *self = g_object_get_data(G_OBJECT(teaching), KEY);
	const GPtrArray *findings = dsc_report_findings(dsc_decision_report(self->decision));
	for (guint i = 0; i < self->replacements->len; i++) {
		const DscFinding *finding = findings->pdata[i];
		DscEdit edit = { finding->span, self->replacements->pdata[i] };
		if (edit.replacement)
			g_array_append_val(edits, edit);
	}
}
