/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/rule_parse.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "engine/detectors.h"
#include "engine/fold.h"
#include "engine/rules.h"

#define DEFAULT_WINDOW 40
#define MAX_WINDOW     200

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
	{ "action", DSC_KEYFILE_PLAIN },
	{ "hipaa", DSC_KEYFILE_PLAIN },
	{ "detector", DSC_KEYFILE_PLAIN },
	{ "family", DSC_KEYFILE_PLAIN },
	{ NULL, DSC_KEYFILE_PLAIN },
};

static const DscKeyfileKey code_keys[] = {
	{ "source", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
	{ "title", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
	{ "text", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
	{ "url", DSC_KEYFILE_LOCALISED },
	{ NULL, DSC_KEYFILE_PLAIN },
};

/* One rule on its way through the parser. */
typedef struct {
	const DscRuleSource *source;
	const DscKeyfileGroup *group;
	DscRule *rule;
} Parser;

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

/* Notes that @entry names nothing, with the name that was probably meant or all there are. */
static void fault_name(DscKeyfile *file, const DscKeyfileEntry *entry, const char *const *names)
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

static char *parse_text(DscKeyfile *file, const DscKeyfileGroup *group, const char *key)
{
	char *text = dsc_keyfile_text(group, key);
	const DscKeyfileEntry *entry = dsc_keyfile_entry(group, key);
	if (entry != NULL && entry->value[strspn(entry->value, " \t")] == '\0')
		dsc_keyfile_fault(file, DSC_RULES_ERROR_KEY, entry->line,
				  _("\"%s\" is empty; write the text that people read"), key);
	return text;
}

static void parse_type(Parser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "type");
	if (entry == NULL || dsc_type_from_name(entry->value, &parser->rule->type))
		return;
	const char *names[DSC_N_TYPES + 1] = { NULL };
	for (guint i = 0; i < DSC_N_TYPES; i++)
		names[i] = dsc_type_name((DscType)i);
	fault_name(parser->source->file, entry, names);
}

static void parse_action(Parser *parser)
{
	static const char *const names[] = { "hint", "hold", "block", NULL };
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "action");
	parser->rule->ceiling = DSC_VERDICT_HOLD;
	if (entry == NULL)
		return;
	if (g_strv_contains(names, entry->value))
		dsc_verdict_from_name(entry->value, &parser->rule->ceiling);
	else
		fault_name(parser->source->file, entry, names);
}

/* A file serves one family; a rule of it may serve another. */
static void parse_family(Parser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "family");
	parser->rule->family = parser->source->family;
	if (entry == NULL || dsc_family_from_name(entry->value, &parser->rule->family))
		return;
	const char *names[DSC_N_FAMILIES + 1] = { NULL };
	for (guint i = 0; i < DSC_N_FAMILIES; i++)
		names[i] = dsc_family_name((DscFamily)i);
	fault_name(parser->source->file, entry, names);
}

static void parse_hipaa(Parser *parser)
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

static void parse_codes(Parser *parser)
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

static void parse_fraction(Parser *parser, const char *key, double *value)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, key);
	if (entry != NULL)
		dsc_keyfile_number(parser->source->file, entry, (DscKeyfileRange){ 0, 1 }, value);
}

static void parse_window(Parser *parser)
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

/* --- What the pattern detector needs -------------------------------------------------------- */

static void fault_pattern(Parser *parser, const DscKeyfileEntry *entry, const GError *error)
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

static DscPattern *parse_pattern(Parser *parser, const char *key)
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
static DscPattern *parse_allow(Parser *parser)
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

static void parse_hotwords(Parser *parser, const char *key, double *by)
{
	g_autofree char *by_key = g_strconcat(key, "-by", NULL);
	const DscKeyfileEntry *words = dsc_keyfile_entry(parser->group, key);
	const DscKeyfileEntry *amount = dsc_keyfile_entry(parser->group, by_key);
	if ((words == NULL) == (amount == NULL)) {
		parse_fraction(parser, by_key, by);
		return;
	}
	const DscKeyfileEntry *there = words != NULL ? words : amount;
	dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, there->line,
			  _("\"%s\" needs \"%s\" beside it; add it or remove this one"), there->key,
			  words != NULL ? by_key : key);
}

/* Keywords are met in folded text, so they are folded as well: an author may write them as
 * people do. */
static void parse_keywords(Parser *parser)
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

static void parse_validator(Parser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "validator");
	if (entry == NULL)
		return;
	parser->rule->validator_name = g_strdup(entry->value);
	parser->rule->validator = dsc_validator_find(entry->value);
	if (parser->rule->validator == NULL)
		fault_name(parser->source->file, entry, dsc_validator_names());
}

static void require_pattern(Parser *parser)
{
	if (dsc_keyfile_entry(parser->group, "pattern") == NULL)
		dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, parser->group->line,
				  _("[%s] lacks the key \"pattern\"; add it"), parser->group->name);
}

/* What only the pattern detector reads would be a promise that nobody keeps. */
static void refuse_pattern_keys(Parser *parser)
{
	static const char *const keys[] = { "pattern",	"keywords",  "raise",
					    "raise-by", "lower",     "lower-by",
					    "window",	"validator", "allow" };
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, keys[i]);
		if (entry != NULL)
			dsc_keyfile_fault(parser->source->file, DSC_RULES_ERROR_KEY, entry->line,
					  _("\"%s\" means nothing to the detector \"%s\"; remove "
					    "it"),
					  entry->key, parser->rule->detector);
	}
}

static void require_type(Parser *parser)
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

static void parse_detector(Parser *parser)
{
	const DscKeyfileEntry *entry = dsc_keyfile_entry(parser->group, "detector");
	DscRule *rule = parser->rule;
	const char *const *detectors = dsc_detector_names();
	rule->detector = g_strdup(entry == NULL ? detectors[0] : entry->value);
	if (!g_strv_contains(detectors, rule->detector)) {
		fault_name(parser->source->file, entry, detectors);
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
}

/* --- What depends on the conversation ------------------------------------------------------- */

/* It stands in place of the replacement, and has one letter to tell people apart. */
static void parse_lettered(Parser *parser)
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
static guint parse_set(Parser *parser, const char *key, const char *const *names)
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
			fault_name(parser->source->file, entry, names);
		else
			set |= 1u << i;
	}
	return set;
}

static void parse_generalise(Parser *parser)
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
		fault_name(parser->source->file, entry, ways);
	parser->rule->generalise = (DscGeneralise)(i + 1);
}

static void parse_context(Parser *parser)
{
	/* In the order of the bits of DscNote and of DscSetting. */
	static const char *const notes[] = { "introduced", "patient", "word", "label", NULL };
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

static void parse_case(Parser *parser, const DscKeyfileEntry *entry)
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

static void parse_cases(Parser *parser)
{
	const GPtrArray *entries = parser->group->entries;
	for (guint i = 0; i < entries->len; i++) {
		const DscKeyfileEntry *entry = g_ptr_array_index(entries, i);
		if (g_str_has_prefix(entry->key, "match.") ||
		    g_str_has_prefix(entry->key, "nomatch."))
			parse_case(parser, entry);
	}
}

/* --- A rule, a code ------------------------------------------------------------------------- */

static gboolean is_kebab(const char *id)
{
	gsize len = strlen(id);
	return len > 0 && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == len &&
	       *id != '-' && id[len - 1] != '-' && strstr(id, "--") == NULL;
}

static void parse_id(Parser *parser)
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
	Parser parser = { .source = source, .group = group, .rule = rule };
	rule->codes = g_ptr_array_new();
	rule->cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);
	dsc_keyfile_check(source->file, group, rule_keys);
	parse_id(&parser);
	parse_family(&parser);
	parse_type(&parser);
	parse_codes(&parser);
	parse_hipaa(&parser);
	parse_action(&parser);
	parse_fraction(&parser, "likelihood", &rule->likelihood);
	rule->title = parse_text(source->file, group, "title");
	rule->explanation = parse_text(source->file, group, "explanation");
	rule->better = parse_text(source->file, group, "better");
	rule->replacement = dsc_keyfile_text(group, "replacement");
	parse_lettered(&parser);
	parse_generalise(&parser);
	parse_context(&parser);
	parse_detector(&parser);
	parse_cases(&parser);
	return rule;
}

DscCode *dsc_code_parse(DscKeyfile *file, const DscKeyfileGroup *group)
{
	DscCode *code = g_new0(DscCode, 1);
	dsc_keyfile_check(file, group, code_keys);
	code->id = g_strdup(strchr(group->name, ':') + 1);
	code->source = parse_text(file, group, "source");
	code->title = parse_text(file, group, "title");
	code->text = parse_text(file, group, "text");
	code->url = dsc_keyfile_text(group, "url");
	return code;
}

void dsc_code_free(DscCode *code)
{
	if (code == NULL)
		return;
	g_free(code->id);
	g_free(code->source);
	g_free(code->title);
	g_free(code->text);
	g_free(code->url);
	g_free(code);
}
