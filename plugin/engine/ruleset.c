/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/ruleset.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/rules.h"

#define RULE_PREFIX "rule:"

static const DscKeyfileKey ruleset_keys[] = {
	{ "format", DSC_KEYFILE_REQUIRED },
	{ "family", DSC_KEYFILE_PLAIN },
	{ NULL, DSC_KEYFILE_PLAIN },
};

static void parse_format(DscKeyfile *file, const DscKeyfileGroup *ruleset)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(ruleset, "format");
	if (entry != NULL && strcmp(entry->value, "1") != 0)
		dsc_keyfile_fault(file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"format\" is \"%s\"; this program reads format 1"),
				  entry->value);
}

/* FALSE if the file names no family. */
static gboolean parse_family(DscKeyfile *file, const DscKeyfileGroup *ruleset, DscFamily *family)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(ruleset, "family");
	if (entry == NULL)
		return FALSE;
	if (dsc_family_from_name(entry->value, family))
		return TRUE;
	g_autoptr(GString) all = g_string_new(NULL);
	for (guint i = 0; i < DSC_N_FAMILIES; i++)
		g_string_append_printf(all, " %s", dsc_family_name((DscFamily)i));
	dsc_keyfile_fault(file, DSC_RULES_ERROR_KEY, entry->line,
			  _("\"family\" is \"%s\"; write one of:%s"), entry->value, all->str);
	return TRUE;
}

/* Reads [ruleset]; it may be missing where there are only definitions. */
static DscFamily parse_ruleset(DscKeyfile *file, const DscKeyfileGroup *first_rule)
{
	DscFamily family = DSC_FAMILY_CONF;
	const DscKeyfileGroup *ruleset = dsc_keyfile_group(file, "ruleset");
	gboolean named = FALSE;
	if (ruleset != NULL) {
		dsc_keyfile_check(file, ruleset, ruleset_keys);
		parse_format(file, ruleset);
		named = parse_family(file, ruleset, &family);
	}
	if (first_rule != NULL && !named)
		dsc_keyfile_fault(file, DSC_RULES_ERROR_KEY,
				  ruleset == NULL ? first_rule->line : ruleset->line,
				  _("nothing says which family of codes the rules serve; write "
				    "\"family\" in [ruleset]"));
	return family;
}

static const DscKeyfileGroup *first_rule(const DscKeyfile *file)
{
	const GPtrArray *groups = dsc_keyfile_groups(file);
	for (guint i = 0; i < groups->len; i++) {
		const DscKeyfileGroup *group = g_ptr_array_index(groups, i);
		if (g_str_has_prefix(group->name, RULE_PREFIX))
			return group;
	}
	return NULL;
}

/* A file cut short, or emptied, must not pass for one that has nothing to say. */
static void check_not_empty(DscKeyfile *file, const DscKeyfileGroup *first_rule)
{
	const DscKeyfileGroup *ruleset = dsc_keyfile_group(file, "ruleset");
	const DscKeyfileGroup *define = dsc_keyfile_group(file, "define");
	gboolean defines = define != NULL && define->entries->len > 0;
	if (first_rule != NULL || defines || dsc_keyfile_faults(file)->len > 0)
		return;
	dsc_keyfile_fault(file, DSC_RULES_ERROR_KEY, ruleset != NULL ? ruleset->line : 1,
			  _("the file holds no rule and no definition; restore it, or remove it if "
			    "nothing is meant to be in it"));
}

GPtrArray *dsc_ruleset_read(DscRuleSource *source)
{
	GPtrArray *rules = g_ptr_array_new_with_free_func((GDestroyNotify)dsc_rule_free);
	const GPtrArray *groups = dsc_keyfile_groups(source->file);
	const DscKeyfileGroup *first = first_rule(source->file);
	source->family = parse_ruleset(source->file, first);
	if (first != NULL && g_hash_table_size(source->codes) == 0)
		dsc_keyfile_fault(source->file, DSC_RULES_ERROR_KEY, first->line,
				  _("the rules rest on codes.conf, which holds nothing that can be "
				    "used; mend that file"));
	for (guint i = 0; i < groups->len; i++) {
		const DscKeyfileGroup *group = g_ptr_array_index(groups, i);
		if (g_str_has_prefix(group->name, RULE_PREFIX))
			g_ptr_array_add(rules, dsc_rule_parse(source, group));
		else if (strcmp(group->name, "ruleset") != 0 && strcmp(group->name, "define") != 0)
			dsc_keyfile_fault_group(source->file, group,
						"[ruleset] [define] [rule:ID]");
	}
	check_not_empty(source->file, first);
	return rules;
}
