/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detector.h"

#include <string.h>

#include "engine/literals.h"

/* A rule that matches more often in one message is looking at a table, not at a sentence; the
 * message counts as not wholly scanned then. */
#define MAX_MATCHES 256

/* Enough for 1024 rules without touching the heap. */
#define SMALL_SET_BYTES 128

/*
 * @rules:    (element-type DscRule): those with a pattern; a rule's index is its tag and its bit
 * @literals: keywords of all rules
 * @always:   bits of the rules that have none
 */
typedef struct {
	DscDetector detector;
	GPtrArray *rules;
	DscLiterals *literals;
	guint8 *always;
	gsize set_bytes;
} PatternDetector;

/* --- Matching ------------------------------------------------------------------------------- */

/* TRUE if @pattern matches in @window; giving up is noted as a limit. */
static gboolean search(DscScan *scan, const DscPattern *pattern, DscSpan window, DscMatch *match)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	DscMatchResult result = dsc_pattern_match(pattern, scan->matcher, text, window, match);
	if (result == DSC_MATCH_LIMIT)
		scan->limits |= DSC_LIMIT_MATCH;
	return result == DSC_MATCH_FOUND;
}

/* --- Hotwords ------------------------------------------------------------------------------- */

static DscSpan chars_before(const char *text, DscSpan part, gsize at, guint n)
{
	const char *from = text + at;
	for (; n > 0 && from > text + part.start; n--)
		from = g_utf8_prev_char(from);
	return (DscSpan){ (gsize)(from - text), at };
}

/* The window goes on to the end of the word that it would cut, which might else look like a
 * shorter one. */
static DscSpan chars_after(const char *text, DscSpan part, gsize at, guint n)
{
	const char *to = text + at;
	const char *end = text + part.end;
	while (to < end && (n > 0 || g_unichar_isalnum(g_utf8_get_char(to)))) {
		to = g_utf8_next_char(to);
		n -= n > 0;
	}
	return (DscSpan){ at, (gsize)(to - text) };
}

/* Returns: (transfer full) (nullable): the hotword near @found, as written */
static char *find_hotword(DscScan *scan, const DscPattern *hotwords, DscSpan before, DscSpan after)
{
	DscMatch match;
	if (hotwords == NULL ||
	    (!search(scan, hotwords, before, &match) && !search(scan, hotwords, after, &match)))
		return NULL;
	DscSpan plain = dsc_fold_to_plain(scan->fold, match.span);
	return g_strndup(dsc_text_plain(scan->text, NULL) + plain.start, dsc_span_length(plain));
}

static void weigh(DscScan *scan, const DscRule *rule, DscSpan part, DscSpan found)
{
	DscEvidence evidence = { .base = rule->likelihood, .checked_by = rule->validator_name };
	double likelihood = rule->likelihood;
	if (rule->raise != NULL || rule->lower != NULL) {
		const char *text = dsc_fold_text(scan->fold, NULL);
		DscSpan before = chars_before(text, part, found.start, rule->window);
		DscSpan after = chars_after(text, part, found.end, rule->window);
		evidence.raised_by = find_hotword(scan, rule->raise, before, after);
		evidence.lowered_by = find_hotword(scan, rule->lower, before, after);
		likelihood += evidence.raised_by == NULL ? 0 : rule->raise_by;
		likelihood -= evidence.lowered_by == NULL ? 0 : rule->lower_by;
	}
	if (likelihood > 0) {
		dsc_scan_add(scan, rule, found, evidence)->likelihood = MIN(likelihood, 1);
		return;
	}
	g_free(evidence.raised_by);
	g_free(evidence.lowered_by);
}

/* --- Rules ---------------------------------------------------------------------------------- */

static gboolean is_finding(DscScan *scan, const DscRule *rule, DscSpan part, DscSpan found)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	if (dsc_span_length(found) == 0 || !dsc_span_contains(part, found))
		return FALSE;
	if (rule->validator != NULL && !rule->validator(text + found.start, dsc_span_length(found)))
		return FALSE;
	return rule->allow == NULL || !search(scan, rule->allow, found, NULL);
}

/* Where to look for the next match: behind what was found, so that what surrounds it may surround
 * the next one too, but always at least one character on. */
static gsize after_match(const char *text, DscMatch match)
{
	if (match.span.end > match.whole.start)
		return match.span.end;
	if (match.whole.end > match.whole.start)
		return match.whole.end;
	const char *at = text + match.whole.start;
	return (gsize)((*at == '\0' ? at + 1 : g_utf8_next_char(at)) - text);
}

static void run_rule_in(DscScan *scan, const DscRule *rule, DscSpan part)
{
	const char *text = dsc_fold_text(scan->fold, NULL);
	DscSpan window = part;
	for (guint n = 0; window.start < window.end; n++) {
		DscMatch match;
		if (dsc_scan_is_late(scan) || !search(scan, rule->pattern, window, &match))
			return;
		if (n == MAX_MATCHES) {
			scan->limits |= DSC_LIMIT_MATCH;
			return;
		}
		if (is_finding(scan, rule, part, match.span))
			weigh(scan, rule, part, match.span);
		window.start = after_match(text, match);
	}
}

static void run_rule(DscScan *scan, const DscRule *rule)
{
	for (guint i = 0; i < scan->n_parts; i++)
		run_rule_in(scan, rule, scan->parts[i]);
}

static void pattern_scan(const DscDetector *detector, DscScan *scan)
{
	const PatternDetector *self = (const PatternDetector *)detector;
	guint8 small[SMALL_SET_BYTES];
	g_autofree guint8 *large =
		self->set_bytes > sizeof small ? g_malloc(self->set_bytes) : NULL;
	guint8 *chosen = large != NULL ? large : small;
	gsize len = 0;
	const char *text = dsc_fold_text(scan->fold, &len);
	memcpy(chosen, self->always, self->set_bytes);
	dsc_literals_scan(self->literals, text, len, chosen);
	for (guint i = 0; i < self->rules->len; i++) {
		if ((chosen[i / 8] >> (i % 8) & 1) != 0)
			run_rule(scan, g_ptr_array_index(self->rules, i));
	}
}

/* --- Making and freeing --------------------------------------------------------------------- */

static void pattern_free(DscDetector *detector)
{
	PatternDetector *self = (PatternDetector *)detector;
	g_ptr_array_unref(self->rules);
	dsc_literals_free(self->literals);
	g_free(self->always);
	g_free(self);
}

static void add_keywords(PatternDetector *self, guint tag)
{
	const DscRule *rule = g_ptr_array_index(self->rules, tag);
	if (rule->keywords == NULL) {
		self->always[tag / 8] |= (guint8)(1u << (tag % 8));
		return;
	}
	for (char **word = rule->keywords; *word != NULL; word++)
		dsc_literals_add(self->literals, *word, tag);
}

DscDetector *dsc_pattern_detector_new(const DscRules *rules)
{
	PatternDetector *self = g_new0(PatternDetector, 1);
	self->detector = (DscDetector){
		.name = "pattern",
		.scan = pattern_scan,
		.free = pattern_free,
	};
	self->rules = g_ptr_array_new();
	const GPtrArray *all = dsc_rules_all(rules);
	for (guint i = 0; i < all->len; i++) {
		DscRule *rule = g_ptr_array_index(all, i);
		if (rule->pattern != NULL)
			g_ptr_array_add(self->rules, rule);
	}
	self->set_bytes = (self->rules->len + 7) / 8;
	self->always = g_malloc0(MAX(self->set_bytes, 1));
	self->literals = dsc_literals_new();
	for (guint tag = 0; tag < self->rules->len; tag++)
		add_keywords(self, tag);
	dsc_literals_freeze(self->literals);
	return &self->detector;
}
