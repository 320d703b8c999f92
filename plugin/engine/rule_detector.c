/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/detectors.h"
#include "engine/fold.h"
#include "engine/rule_parser.h"
#include "engine/rules.h"

#define DEFAULT_WINDOW 40
#define MAX_WINDOW     200

/* --- Patterns ------------------------------------------------------------------------------- */

static void fault_pattern(DscRuleParser *parser, const DscKeyfileEntry *entry, const GError *error)
{
	dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_PATTERN, entry->line,
			  _("\"%s\" is no pattern that can be used: %s"), entry->key,
			  error->message);
}

/* Makes a pattern, or takes the one that was made of the same text before. */
static DscPattern *make_pattern(const DscRuleSource *source, const char *text, GError **error)
{
	DscPattern *pattern = g_hash_table_lookup(source->patterns, text);
	if (pattern != NULL)
		return dsc_pattern_ref(pattern);
	pattern = source->known_good ? dsc_pattern_new_known_good(text, source->defines)
				     : dsc_pattern_new(text, source->defines, error);
	if (pattern != NULL)
		g_hash_table_insert(source->patterns, g_strdup(text), dsc_pattern_ref(pattern));
	return pattern;
}

static DscPattern *parse_pattern(DscRuleParser *parser, const char *key)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, key);
	if (entry == NULL)
		return NULL;
	g_autoptr(GError) error = NULL;
	DscPattern *pattern = make_pattern(parser->source, entry->value, &error);
	if (pattern == NULL)
		fault_pattern(parser, entry, error);
	return pattern;
}

/* A pattern that matches a stretch only as a whole, whichever of its branches does. */
static DscPattern *parse_allow(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "allow");
	if (entry == NULL)
		return NULL;
	g_autofree char *whole = g_strdup_printf("\\G(?:%s)\\z", entry->value);
	DscPattern *pattern = make_pattern(parser->source, whole, NULL);
	if (pattern != NULL)
		return pattern;
	/* Compiled as written, so that the offset in the message is the author's. */
	g_autoptr(GError) error = NULL;
	g_autoptr(DscPattern) bare = dsc_pattern_new(entry->value, parser->source->defines, &error);
	if (bare == NULL)
		fault_pattern(parser, entry, error);
	else
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_PATTERN, entry->line,
				  _("\"allow\" cannot match a whole text; write it without "
				    "comments and verbs such as (*UCP)"));
	return NULL;
}

/* --- What else the pattern detector reads --------------------------------------------------- */

static void parse_hotwords(DscRuleParser *parser, const char *key, double *by)
{
	g_autofree char *by_key = g_strconcat(key, "-by", NULL);
	const DscKeyfileEntry *words = dsc_keyfile_entry(parser->group, key);
	const DscKeyfileEntry *amount = dsc_keyfile_entry(parser->group, by_key);
	if ((words == NULL) == (amount == NULL)) {
		dsc_rule_parse_fraction(parser, by_key, by);
		return;
	}
	const DscKeyfileEntry *there = words != NULL ? words : amount;
	dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, there->line,
			  _("\"%s\" needs \"%s\" beside it; add it or remove this one"), there->key,
			  words != NULL ? by_key : key);
}

static void parse_window(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "window");
	double window = DEFAULT_WINDOW;
	if (entry != NULL &&
	    dsc_keyfile_number(parser->source->file, entry, (DscKeyfileRange){ 1, MAX_WINDOW },
			       &window) &&
	    window != floor(window))
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"window\" is \"%s\"; write a whole number of characters"),
				  entry->value);
	parser->rule->window = (guint)window;
}

/* Keywords are met in folded text, so they are folded as well: an author may write them as
 * people do. */
static void parse_keywords(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "keywords");
	if (entry == NULL)
		return;
	parser->rule->keywords = dsc_keyfile_list(parser->source->file, entry);
	for (char **word = parser->rule->keywords; *word != NULL; word++) {
		g_autoptr(DscFold) fold = dsc_fold_new(*word, -1);
		g_free(*word);
		*word = g_strdup(dsc_fold_text(fold, NULL));
		if (**word == '\0')
			dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
					  _("\"keywords\" has an item of invisible characters "
					    "only; remove it"));
	}
}

static void require_names(DscRuleParser *parser, const DscKeyfileEntry *entry)
{
	if (parser->rule->type != DSC_TYPE_NAME)
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"%s\" is for rules that find names; make it type=NAME or "
				    "remove \"%s\""),
				  entry->key, entry->key);
}

static void parse_words(DscRuleParser *parser)
{
	/* In the order of DscRuleWords, whose first has no name. */
	static const char *const kinds[] = { "names", "listed", NULL };
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "words");
	if (entry == NULL)
		return;
	guint i = 0;
	while (kinds[i] != NULL && !g_str_equal(kinds[i], entry->value))
		i++;
	if (kinds[i] == NULL)
		dsc_rule_fault_name(parser->source->file, entry, kinds);
	else
		require_names(parser, entry);
	parser->rule->words = (DscRuleWords)(i + 1);
}

static void parse_role(DscRuleParser *parser)
{
	static const char *const kinds[] = { "weighed", NULL };
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "role");
	if (entry == NULL)
		return;
	if (!g_str_equal(entry->value, kinds[0]))
		dsc_rule_fault_name(parser->source->file, entry, kinds);
	else
		require_names(parser, entry);
	parser->rule->weighs_role = TRUE;
}

static void parse_validator(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "validator");
	if (entry == NULL)
		return;
	parser->rule->validator_name = g_strdup(entry->value);
	parser->rule->validator = dsc_validator_find(entry->value);
	if (parser->rule->validator == NULL)
		dsc_rule_fault_name(parser->source->file, entry, dsc_validator_names());
}

/* --- Which detector ------------------------------------------------------------------------- */

static void require_pattern(DscRuleParser *parser)
{
	if (dsc_keyfile_entry(parser->group, "pattern") == NULL)
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, parser->group->line,
				  _("[%s] lacks the key \"pattern\"; add it"), parser->group->name);
}

static void refuse_keys(DscRuleParser *parser, const char *const *keys)
{
	for (guint i = 0; keys[i] != NULL; i++) {
		const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, keys[i]);
		if (entry != NULL)
			dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
					  _("\"%s\" means nothing to the detector \"%s\"; remove "
					    "it"),
					  entry->key, parser->rule->detector);
	}
}

/* What the detector does not read would be a promise that nobody keeps. */
static void refuse_pattern_keys(DscRuleParser *parser)
{
	static const char *const keys[] = { "pattern", "keywords", "validator",
					    "words",   "role",	   NULL };
	static const char *const weighing[] = { "raise",  "raise-by", "lower", "lower-by",
						"window", "allow",    NULL };
	refuse_keys(parser, keys);
	if (!dsc_detector_weighs(parser->rule->detector))
		refuse_keys(parser, weighing);
}

static void require_type(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "type");
	DscRule *rule = parser->rule;
	if (entry == NULL || !dsc_type_from_name(entry->value, &rule->type) ||
	    dsc_detector_finds(rule->detector, rule->type))
		return;
	dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
			  _("the detector \"%s\" finds no %s; correct \"type\" or \"detector\""),
			  rule->detector, entry->value);
}

void dsc_rule_parse_detector(DscRuleParser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "detector");
	DscRule *rule = parser->rule;
	const char *const *detectors = dsc_detector_names();
	rule->detector = g_strdup(entry == NULL ? detectors[0] : entry->value);
	if (!g_strv_contains(detectors, rule->detector)) {
		dsc_rule_fault_name(parser->source->file, entry, detectors);
	} else if (g_str_equal(rule->detector, detectors[0])) {
		require_pattern(parser);
	} else {
		refuse_pattern_keys(parser);
		require_type(parser);
	}
	rule->pattern = parse_pattern(parser, "pattern");
	rule->allow = parse_allow(parser);
	rule->raise = parse_pattern(parser, "raise");
	rule->lower = parse_pattern(parser, "lower");
	parse_hotwords(parser, "raise", &rule->raise_by);
	parse_hotwords(parser, "lower", &rule->lower_by);
	parse_window(parser);
	parse_keywords(parser);
	parse_validator(parser);
	parse_words(parser);
	parse_role(parser);
}
