/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/rule_parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/rule_parser.h"
#include "engine/rules.h"

static const DscKeyfileKey rule_keys[] = {
	{ "type", DSC_KEYFILE_REQUIRED },
	{ "codes", DSC_KEYFILE_REQUIRED },
	{ "title", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
	{ "explanation", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
	{ "better", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
	{ "likelihood", DSC_KEYFILE_REQUIRED },
	{ "match", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_NUMBERED },
	{ "nomatch", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_NUMBERED },
	{ "replacement", DSC_KEYFILE_LOCALISED },
	{ "lettered", DSC_KEYFILE_LOCALISED },
	{ "generalise", DSC_KEYFILE_PLAIN },
	{ "notes", DSC_KEYFILE_PLAIN },
	{ "unless", DSC_KEYFILE_PLAIN },
	{ "settings", DSC_KEYFILE_PLAIN },
	{ "pattern", DSC_KEYFILE_PLAIN },
	{ "keywords", DSC_KEYFILE_PLAIN },
	{ "raise", DSC_KEYFILE_PLAIN },
	{ "raise-by", DSC_KEYFILE_PLAIN },
	{ "lower", DSC_KEYFILE_PLAIN },
	{ "lower-by", DSC_KEYFILE_PLAIN },
	{ "window", DSC_KEYFILE_PLAIN },
	{ "validator", DSC_KEYFILE_PLAIN },
	{ "allow", DSC_KEYFILE_PLAIN },
	{ "words", DSC_KEYFILE_PLAIN },
	{ "role", DSC_KEYFILE_PLAIN },
	{ "action", DSC_KEYFILE_PLAIN },
	{ "hipaa", DSC_KEYFILE_PLAIN },
	{ "detector", DSC_KEYFILE_PLAIN },
	{ "family", DSC_KEYFILE_PLAIN },
	{ NULL, DSC_KEYFILE_PLAIN },
};

static void case_free(DscCase *example)
{
	g_free(example->text);
	g_free(example);
}

void dsc_rule_free(DscRule *rule)
{
	if (rule == NULL)
		return;
	g_free(rule->id);
	g_ptr_array_unref(rule->codes);
	g_free(rule->replacement);
	g_free(rule->lettered);
	g_free(rule->title);
	g_free(rule->explanation);
	g_free(rule->better);
	g_free(rule->file);
	g_ptr_array_unref(rule->cases);
	g_free(rule->detector);
	dsc_pattern_free(rule->pattern);
	g_strfreev(rule->keywords);
	dsc_pattern_free(rule->allow);
	g_free(rule->validator_name);
	dsc_pattern_free(rule->raise);
	dsc_pattern_free(rule->lower);
	g_free(rule);
}

/* --- Values --------------------------------------------------------------------------------- */

void dsc_rule_fault_name(DscKeyfile *file, const DscKeyfileEntry *entry, const char *const *names)
{
	const char *meant = dsc_keyfile_nearest(entry->value, names);
	if (meant != NULL) {
		dsc_keyfile_fault(file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"%s\" is \"%s\"; did you mean \"%s\"?"), entry->key,
				  entry->value, meant);
		return;
	}
	g_autofree char *all = g_strjoinv(" ", (char **)names);
	dsc_keyfile_fault(file, DSC_RULES_ERROR_KEY, entry->line,
			  _("\"%s\" is \"%s\"; write one of: %s"), entry->key, entry->value, all);
}

void dsc_rule_parse_fraction(DscRuleParser *parser, const char *key, double *value)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, key);
	if (entry != NULL)
		dsc_keyfile_number(parser->source->file, entry, (DscKeyfileRange){ 0, 1 }, value);
}

static void parse_type(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "type");
	if (entry == NULL || dsc_type_from_name(entry->value, &parser->rule->type))
		return;
	const char *names[DSC_N_TYPES + 1] = { NULL };
	for (guint i = 0; i < DSC_N_TYPES; i++)
		names[i] = dsc_type_name((DscType)i);
	dsc_rule_fault_name(parser->source->file, entry, names);
}

static void parse_action(DscRuleParser *parser)
{
	static const char *const names[] = { "hint", "hold", "block", NULL };
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "action");
	parser->rule->ceiling = DSC_VERDICT_HOLD;
	if (entry == NULL)
		return;
	if (g_strv_contains(names, entry->value))
		dsc_verdict_from_name(entry->value, &parser->rule->ceiling);
	else
		dsc_rule_fault_name(parser->source->file, entry, names);
}

/* A file serves one family; a rule of it may serve another. */
static void parse_family(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "family");
	parser->rule->family = parser->source->family;
	if (entry == NULL || dsc_family_from_name(entry->value, &parser->rule->family))
		return;
	const char *names[DSC_N_FAMILIES + 1] = { NULL };
	for (guint i = 0; i < DSC_N_FAMILIES; i++)
		names[i] = dsc_family_name((DscFamily)i);
	dsc_rule_fault_name(parser->source->file, entry, names);
}

static void parse_hipaa(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "hipaa");
	if (entry == NULL)
		return;
	if (strlen(entry->value) == 1 && *entry->value >= 'A' && *entry->value <= 'R')
		parser->rule->hipaa = *entry->value;
	else
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"hipaa\" is \"%s\"; write one letter from A to R"),
				  entry->value);
}

static void parse_codes(DscRuleParser *parser)
{
	const DscRuleSource *source = parser->source;
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "codes");
	if (entry == NULL)
		return;
	g_auto(GStrv) ids = dsc_keyfile_list(source->file, entry);
	for (char **id = ids; *id != NULL; id++) {
		DscCode *code = g_hash_table_lookup(source->codes, *id);
		if (code != NULL)
			g_ptr_array_add(parser->rule->codes, code);
		else if (g_hash_table_size(source->codes) > 0)
			dsc_keyfile_fault(source->file, DSC_RULES_ERROR_KEY, entry->line,
					  _("the code \"%s\" does not stand in codes.conf; add "
					    "[code:%s] there or correct it here"),
					  *id, *id);
	}
}

/* --- What depends on the conversation ------------------------------------------------------- */

/* It stands in place of the replacement, and has one letter to tell people apart. */
static void parse_lettered(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "lettered");
	DscRule *rule = parser->rule;
	rule->lettered = dsc_keyfile_text(parser->group, "lettered");
	if (rule->lettered == NULL)
		return;
	const char *place = strchr(rule->lettered, '*');
	if (rule->replacement == NULL || rule->type != DSC_TYPE_NAME)
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"lettered\" is for rules of type NAME with a replacement; "
				    "remove it here"));
	else if (place == NULL || strchr(place + 1, '*') != NULL)
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"lettered\" is \"%s\"; write one * where the letter goes"),
				  entry->value);
}

/* Reads a list of @names; the bit of each that stands there is set. */
static guint parse_set(DscRuleParser *parser, const char *key, const char *const *names)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, key);
	guint set = 0;
	if (entry == NULL)
		return 0;
	g_auto(GStrv) items = dsc_keyfile_list(parser->source->file, entry);
	for (char **item = items; *item != NULL; item++) {
		guint i = 0;
		while (names[i] != NULL && !g_str_equal(names[i], *item))
			i++;
		if (names[i] == NULL)
			dsc_rule_fault_name(parser->source->file, entry, names);
		else
			set |= 1u << i;
	}
	return set;
}

static void parse_generalise(DscRuleParser *parser)
{
	/* In the order of DscGeneralise, whose first has no name. */
	static const char *const ways[] = { "age", "date", "village", "town", "replacement", NULL };
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "generalise");
	if (entry == NULL)
		return;
	guint i = 0;
	while (ways[i] != NULL && !g_str_equal(ways[i], entry->value))
		i++;
	if (ways[i] == NULL)
		dsc_rule_fault_name(parser->source->file, entry, ways);
	parser->rule->generalise = (DscGeneralise)(i + 1);
}

static void parse_context(DscRuleParser *parser)
{
	/* In the order of the bits of DscNote and of DscSetting. */
	static const char *const notes[] = { "introduced", "patient", "word",  "label",
					     "nobody",	   "made-up", "thing", NULL };
	static const char *const settings[] = { "direct", "group-chat", "public-room", NULL };
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "notes");
	DscRule *rule = parser->rule;
	rule->notes = parse_set(parser, "notes", notes);
	rule->unless = parse_set(parser, "unless", notes);
	rule->settings = parse_set(parser, "settings", settings);
	if (rule->notes != DSC_NOTE_NONE)
		rule->ceiling = DSC_VERDICT_PASS;
	if (entry != NULL && rule->type != DSC_TYPE_TERM)
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
				  _("a rule with \"notes\" finds nothing that could be redacted; "
				    "make it type=TERM"));
}

/* --- Cases ---------------------------------------------------------------------------------- */

static void parse_case(DscRuleParser *parser, const DscKeyfileEntry *entry)
{
	g_autoptr(GArray) marks = NULL;
	g_autofree char *plain = dsc_case_read(entry->value, &marks);
	gboolean expect = g_str_has_prefix(entry->key, "match.");
	if (plain == NULL || *plain == '\0')
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"%s\" cannot be read; write a text, with [[ and ]] in pairs "
				    "and \\u{…} as the hexadecimal number of a character"),
				  entry->key);
	else if (!expect && marks->len > 0)
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"%s\" marks a stretch that must be found; remove the [[ and "
				    "]]"),
				  entry->key);
	DscCase *example = g_new0(DscCase, 1);
	example->text = g_strdup(entry->value);
	example->line = entry->line;
	example->expect = expect;
	g_ptr_array_add(parser->rule->cases, example);
}

static void parse_cases(DscRuleParser *parser)
{
	const GPtrArray *entries = parser->group->entries;
	for (guint i = 0; i < entries->len; i++) {
		const DscKeyfileEntry *entry = g_ptr_array_index(entries, i);
		if (g_str_has_prefix(entry->key, "match.") ||
		    g_str_has_prefix(entry->key, "nomatch."))
			parse_case(parser, entry);
	}
}

/* --- A rule -------------------------------------------------------------------------------- */

static gboolean is_kebab(const char *id)
{
	gsize len = strlen(id);
	return len > 0 && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == len &&
	       *id != '-' && id[len - 1] != '-' && strstr(id, "--") == NULL;
}

static void parse_id(DscRuleParser *parser)
{
	DscRule *rule = parser->rule;
	rule->id = g_strdup(strchr(parser->group->name, ':') + 1);
	rule->line = parser->group->line;
	rule->file = g_strdup(dsc_keyfile_path(parser->source->file));
	if (!is_kebab(rule->id))
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, rule->line,
				  _("\"%s\" is no name for a rule; write small letters and "
				    "digits, parted by single dashes"),
				  rule->id);
}

DscRule *dsc_rule_parse(const DscRuleSource *source, const DscKeyfileGroup *group)
{
	DscRule *rule = g_new0(DscRule, 1);
	DscRuleParser parser = { .source = source, .group = group, .rule = rule };
	rule->codes = g_ptr_array_new();
	rule->cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);
	dsc_keyfile_check(source->file, group, rule_keys);
	parse_id(&parser);
	parse_family(&parser);
	parse_type(&parser);
	parse_codes(&parser);
	parse_hipaa(&parser);
	parse_action(&parser);
	dsc_rule_parse_fraction(&parser, "likelihood", &rule->likelihood);
	rule->title = dsc_keyfile_written_text(source->file, group, "title");
	rule->explanation = dsc_keyfile_written_text(source->file, group, "explanation");
	rule->better = dsc_keyfile_written_text(source->file, group, "better");
	rule->replacement = dsc_keyfile_text(group, "replacement");
	parse_lettered(&parser);
	parse_generalise(&parser);
	parse_context(&parser);
	dsc_rule_parse_detector(&parser);
	parse_cases(&parser);
	return rule;
}
