/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detector.h"

#include "engine/gate.h"
#include "engine/window.h"

/* A rule that matches more often in one message is looking at a table, not at a sentence; the
 * message counts as not wholly scanned then. */
#define MAX_MATCHES 1024

/* A rule and the numbers that its patterns have at the gate. */
typedef struct {
	const DscRule *rule;
	guint pattern;
	guint raise;
	guint lower;
} Entry;

/*
 * @entries:  (element-type Entry): rules with a pattern
 * @rules:    (element-type DscRule): all there are
 * @next:     the first of them that is not prepared; behind the last when all are
 * @hotwords: (element-type DscPattern guint): many rules share them: its number and one; NULL
 *            when all is prepared
 */
typedef struct {
	DscDetector detector;
	GArray *entries;
	DscGate *gate;
	const GPtrArray *rules;
	guint next;
	GHashTable *hotwords;
} PatternDetector;

/* A scan with what is known of its text. */
typedef struct {
	DscScan *scan;
	const DscPassage *passage;
	const char *text;
} Run;

/* --- Matching ------------------------------------------------------------------------------- */

/* TRUE if a match was found; giving up is noted as a limit. */
static gboolean is_found(DscScan *scan, DscMatchResult result)
{
	if (result == DSC_MATCH_LIMIT)
		scan->limits |= DSC_LIMIT_MATCH;
	return result == DSC_MATCH_FOUND;
}

/* TRUE if pattern @number matches in @window. */
static gboolean search(const Run *run, guint number, DscSpan window, DscMatch *match)
{
	return is_found(run->scan,
			dsc_passage_match(run->passage, number, run->scan->matcher, window, match));
}

/* --- Hotwords ------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): the hotword near @found, as written */
static char *find_hotword(const Run *run, guint hotwords, DscSpan before, DscSpan after)
{
	DscMatch match;
	if (!search(run, hotwords, before, &match) && !search(run, hotwords, after, &match))
		return NULL;
	const DscScan *scan = run->scan;
	DscSpan plain = dsc_fold_to_plain(scan->fold, match.span);
	return g_strndup(dsc_text_plain(scan->text, NULL) + plain.start, dsc_span_length(plain));
}

static gboolean has_open_hotwords(const Run *run, const Entry *entry)
{
	const DscRule *rule = entry->rule;
	return (rule->raise != NULL && dsc_passage_is_open(run->passage, entry->raise)) ||
	       (rule->lower != NULL && dsc_passage_is_open(run->passage, entry->lower));
}

static void weigh(const Run *run, const Entry *entry, DscSpan part, DscSpan found)
{
	const DscRule *rule = entry->rule;
	DscEvidence evidence = { .base = rule->likelihood, .checked_by = rule->validator_name };
	double likelihood = rule->likelihood;
	if (has_open_hotwords(run, entry)) {
		DscSpan before = dsc_window_before(run->text, part, found.start, rule->window);
		DscSpan after = dsc_window_after(run->text, part, found.end, rule->window);
		if (rule->raise != NULL)
			evidence.raised_by = find_hotword(run, entry->raise, before, after);
		if (rule->lower != NULL)
			evidence.lowered_by = find_hotword(run, entry->lower, before, after);
		likelihood += evidence.raised_by == NULL ? 0 : rule->raise_by;
		likelihood -= evidence.lowered_by == NULL ? 0 : rule->lower_by;
	}
	if (likelihood > 0) {
		dsc_scan_add(run->scan, rule, found, evidence)->likelihood = MIN(likelihood, 1);
		return;
	}
	g_free(evidence.raised_by);
	g_free(evidence.lowered_by);
}

/* --- Rules ---------------------------------------------------------------------------------- */

static gboolean is_finding(const Run *run, const DscRule *rule, DscSpan part, DscSpan found)
{
	DscMatcher *matcher = run->scan->matcher;
	if (dsc_span_length(found) == 0 || !dsc_span_contains(part, found))
		return FALSE;
	if (rule->validator != NULL &&
	    !rule->validator(run->text + found.start, dsc_span_length(found)))
		return FALSE;
	return rule->allow == NULL ||
	       !is_found(run->scan,
			 dsc_pattern_match(rule->allow, matcher, run->text, found, NULL));
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

static void run_rule_in(const Run *run, const Entry *entry, DscSpan part)
{
	DscSpan window = part;
	for (guint n = 0; window.start < window.end; n++) {
		DscMatch match;
		if (dsc_scan_is_late(run->scan) || !search(run, entry->pattern, window, &match))
			return;
		if (n == MAX_MATCHES) {
			run->scan->limits |= DSC_LIMIT_MATCH;
			return;
		}
		if (is_finding(run, entry->rule, part, match.span))
			weigh(run, entry, part, match.span);
		window.start = after_match(run->text, match);
	}
}

static void run_rule(const Run *run, const Entry *entry)
{
	for (guint i = 0; i < run->scan->n_parts; i++)
		run_rule_in(run, entry, run->scan->parts[i]);
}

static void pattern_scan(const DscDetector *detector, DscScan *scan)
{
	const PatternDetector *self = (const PatternDetector *)detector;
	gsize len = 0;
	const char *text = dsc_fold_text(scan->fold, &len);
	g_autoptr(DscPassage) passage = dsc_passage_new(self->gate, text, len);
	const Run run = { .scan = scan, .passage = passage, .text = text };
	for (guint i = 0; i < self->entries->len; i++) {
		const Entry *entry = &g_array_index(self->entries, Entry, i);
		if (dsc_passage_is_open(passage, entry->pattern))
			run_rule(&run, entry);
	}
}

/* --- Making and freeing --------------------------------------------------------------------- */

static void pattern_free(DscDetector *detector)
{
	PatternDetector *self = (PatternDetector *)detector;
	g_array_unref(self->entries);
	dsc_gate_free(self->gate);
	g_clear_pointer(&self->hotwords, g_hash_table_unref);
	g_free(self);
}

/* Hotwords are looked for in a part of the text, whose end may be in a word. */
static guint add_hotwords(PatternDetector *self, const DscPattern *pattern)
{
	if (pattern == NULL)
		return 0;
	gpointer known = g_hash_table_lookup(self->hotwords, pattern);
	if (known != NULL)
		return GPOINTER_TO_UINT(known) - 1;
	guint number = dsc_gate_add(self->gate, pattern, NULL, FALSE);
	g_hash_table_insert(self->hotwords, (gpointer)pattern, GUINT_TO_POINTER(number + 1));
	return number;
}

static void add_rule(PatternDetector *self, const DscRule *rule)
{
	if (rule->pattern == NULL)
		return;
	Entry entry = {
		.rule = rule,
		.pattern = dsc_gate_add(self->gate, rule->pattern, rule->keywords, TRUE),
		.raise = add_hotwords(self, rule->raise),
		.lower = add_hotwords(self, rule->lower),
	};
	g_array_append_val(self->entries, entry);
}

/* Begins to add all rules to @gate (transfer full). */
static void begin(PatternDetector *self, DscGate *gate)
{
	dsc_gate_free(self->gate);
	self->gate = gate;
	self->next = 0;
	g_array_set_size(self->entries, 0);
	g_hash_table_remove_all(self->hotwords);
}

static gboolean pattern_prepare(DscDetector *detector, gint64 until_us)
{
	PatternDetector *self = (PatternDetector *)detector;
	if (self->hotwords == NULL)
		return FALSE;
	while (self->next < self->rules->len) {
		add_rule(self, g_ptr_array_index(self->rules, self->next++));
		if (g_get_monotonic_time() >= until_us)
			return TRUE;
	}
	if (!dsc_gate_freeze(self->gate)) {
		/* A packed one that turns out to be another one; a new one never does. */
		begin(self, dsc_gate_new());
		return pattern_prepare(detector, until_us);
	}
	g_clear_pointer(&self->hotwords, g_hash_table_unref);
	return FALSE;
}

DscDetector *dsc_pattern_detector_new(const DscRules *rules)
{
	PatternDetector *self = g_new0(PatternDetector, 1);
	GBytes *packed = dsc_rules_packed_gate(rules);
	self->detector = (DscDetector){
		.name = "pattern",
		.prepare = pattern_prepare,
		.scan = pattern_scan,
		.free = pattern_free,
	};
	self->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
	self->rules = dsc_rules_all(rules);
	self->hotwords = g_hash_table_new(g_direct_hash, g_direct_equal);
	DscGate *gate = packed != NULL ? dsc_gate_new_packed(packed) : NULL;
	begin(self, gate != NULL ? gate : dsc_gate_new());
	return &self->detector;
}

GBytes *dsc_pattern_detector_pack(const DscRules *rules)
{
	DscDetector *detector = dsc_pattern_detector_new(rules);
	detector->prepare(detector, G_MAXINT64);
	GBytes *packed = dsc_gate_pack(((PatternDetector *)detector)->gate);
	detector->free(detector);
	return packed;
}
