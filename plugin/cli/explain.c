/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/explain.h"
#include "cli/json.h"
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

/* --- For programs --------------------------------------------------------------------------- */

static void append_string(GString *out, const char *key, const char *value)
{
	g_string_append_printf(out, ", \"%s\": ", key);
	dsc_json_append_string(out, value, -1);
}

static void append_code_ids(GString *out, const DscRule *rule)
{
	g_string_append(out, ", \"codes\": [");
	for (guint i = 0; i < rule->codes->len; i++) {
		g_string_append(out, i > 0 ? ", " : "");
		dsc_json_append_string(out, ((const DscCode *)rule->codes->pdata[i])->id, -1);
	}
	g_string_append_c(out, ']');
}

static guint count_cases(const DscRule *rule, gboolean expect)
{
	guint n = 0;
	for (guint i = 0; i < rule->cases->len; i++)
		n += ((const DscCase *)rule->cases->pdata[i])->expect == expect;
	return n;
}

void dsc_explain_rule_jsonl(const DscRule *rule, GString *out)
{
	char hipaa[] = { rule->hipaa, '\0' };
	g_string_append(out, "{\"id\": ");
	dsc_json_append_string(out, rule->id, -1);
	append_string(out, "family", dsc_family_name(rule->family));
	append_string(out, "type", dsc_type_name(rule->type));
	append_string(out, "detector", rule->detector);
	g_string_append(out, ", \"likelihood\": ");
	dsc_json_append_number(out, rule->likelihood);
	append_string(out, "action", dsc_verdict_name(rule->ceiling));
	append_code_ids(out, rule);
	append_string(out, "hipaa", hipaa);
	append_string(out, "title", rule->title);
	g_string_append_printf(out, ", \"match\": %u, \"nomatch\": %u", count_cases(rule, TRUE),
			       count_cases(rule, FALSE));
	append_string(out, "file", rule->file);
	g_string_append_printf(out, ", \"line\": %u}\n", rule->line);
}
