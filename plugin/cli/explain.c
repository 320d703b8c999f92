/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/explain.h"
#include "engine/keyfile.h"
#include "engine/rules.h"

static void append_texts(GString *out, const DscRule *rule)
{
	g_string_append_printf(out, "%s: %s\n\n", rule->id, rule->title);
	g_string_append_printf(out, _("Why: %s\n"), rule->explanation);
	g_string_append_printf(out, _("Better: %s\n"), rule->better);
	if (rule->replacement == NULL)
		g_string_append(out, _("Redacted: not at all, the message has to be edited\n"));
	else if (*rule->replacement == '\0')
		g_string_append(out, _("Redacted: cut out\n"));
	else
		g_string_append_printf(out, _("Redacted: %s\n"), rule->replacement);
	g_string_append_c(out, '\n');
}

static void append_judgement(GString *out, const DscRule *rule)
{
	g_string_append_printf(out, _("Finds: %s, for the family %s\n"), dsc_type_name(rule->type),
			       dsc_family_name(rule->family));
	g_string_append_printf(out, _("Likelihood: %.2f; leads to %s at most\n"), rule->likelihood,
			       dsc_verdict_name(rule->ceiling));
	if (rule->hipaa != 0)
		g_string_append_printf(
			out, _("HIPAA: Safe Harbor class %c, 45 CFR 164.514(b)(2)\n"), rule->hipaa);
	g_string_append_c(out, '\n');
}

static void append_codes(GString *out, const DscRule *rule)
{
	for (guint i = 0; i < rule->codes->len; i++) {
		const DscCode *code = rule->codes->pdata[i];
		g_string_append_printf(out, "%s: %s (%s)\n  %s\n", code->id, code->title,
				       code->source, code->text);
		if (code->url != NULL)
			g_string_append_printf(out, "  %s\n", code->url);
	}
	g_string_append_c(out, '\n');
}

/* The compiled form would not tell an author anything, so the file is asked again. */
static void append_source(GString *out, const DscRule *rule)
{
	g_autoptr(DscKeyfile) file = dsc_keyfile_load(rule->file, DSC_RULES_ERROR);
	g_autofree char *name = g_strconcat("rule:", rule->id, NULL);
	const DscKeyfileGroup *group = dsc_keyfile_group(file, name);
	g_string_append_printf(out, "%s:%u:\n", rule->file, rule->line);
	if (group == NULL)
		return;
	for (guint i = 0; i < group->entries->len; i++) {
		const DscKeyfileEntry *entry = group->entries->pdata[i];
		g_string_append_printf(out, "  %s=%s\n", entry->key, entry->value);
	}
}

void dsc_explain_rule(const DscRule *rule, GString *out)
{
	append_texts(out, rule);
	append_judgement(out, rule);
	append_codes(out, rule);
	append_source(out, rule);
}
