/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/pattern.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "engine/budget.h"
#include "engine/define.h"
#include "engine/hostile.h"

/*
 * Limits of one match from one starting place. An honest pattern needs some
 * thousand steps, even on a page without a blank; half a million take a few
 * milliseconds, which a person does not notice.
 */
#define MATCH_LIMIT 500000

/* How deep groups may nest while matching; only the interpreter counts it. Rules
 * do not recurse, and a repeated group goes one deeper with each turn. */
#define DEPTH_LIMIT 20000

/* What the interpreter may take for going back, in KiB: its frames of some
 * hundred bytes at DEPTH_LIMIT, and still small beside the chat client. */
#define HEAP_LIMIT_KIB 8192

/* JIT's counterpart of the two: enough for a repeated group over all of a long
 * message, and never more than this for each scan. */
#define JIT_STACK_MIN (32 * 1024)
#define JIT_STACK_MAX (512 * 1024)

/*
 * PCRE2 does not count what a single repeated character goes back, so that a run
 * of n letters may take n² steps that no limit sees: a few ms for the length of
 * the longest piece, minutes for all of a long text. Therefore a long text is
 * searched in pieces. A match may start in the first half of a piece, and reaches
 * at least half a piece far. After the time for a call no other piece is begun.
 */
#define PIECE_BYTES 4096
#define CALL_US	    (20 * 1000)

/* How much of the pattern is quoted where it is wrong, in characters. */
#define EXCERPT_CHARS 20

#define COMPILE_OPTIONS                                                                            \
	(PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C)

struct DscPattern {
	pcre2_code *code;
	char *source;	       /* with its definitions put in */
	PCRE2_SPTR spans;      /* entries of the name table that are called "span" */
	guint n_spans;	       /* … their number */
	guint span_entry_size; /* … and what each takes, in bytes */
	guint32 n_groups;      /* those with a number, "span" or not */
	gboolean *is_fast;     /* JIT was asked for; apart, as matching leaves a pattern alone */
};

struct DscMatcher {
	pcre2_match_context *context;
	pcre2_jit_stack *stack; /* NULL while the machine stack serves */
	pcre2_match_data *data; /* NULL before the first match */
	gint64 preparing_us;
};

G_DEFINE_QUARK(dsc - pattern - error - quark, dsc_pattern_error)

static void set_syntax_error(GError **error, const char *source, int code, gsize offset)
{
	PCRE2_UCHAR reason[256];
	const char *here = source + MIN(offset, strlen(source));
	const char *from = here;
	g_autofree char *before = NULL;

	pcre2_get_error_message(code, reason, sizeof(reason));
	for (int i = 0; i < EXCERPT_CHARS && from > source; i++)
		from = g_utf8_find_prev_char(source, from);
	before = g_strndup(from, here - from);
	g_set_error(error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_SYNTAX,
		    _("the pattern goes wrong at byte %zu after \"%s\": %s"), offset, before,
		    (const char *)reason);
}

static gboolean matches_empty(const pcre2_code *code)
{
	guint32 empty = 0;

	pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &empty);
	return empty != 0;
}

/* Several branches may each have a group "span"; all of them are noted. */
static void find_spans(DscPattern *pattern)
{
	PCRE2_SPTR first = NULL, last = NULL;
	int entry_size =
		pcre2_substring_nametable_scan(pattern->code, (PCRE2_SPTR) "span", &first, &last);

	if (entry_size <= 0)
		return;
	pattern->spans = first;
	pattern->span_entry_size = (guint)entry_size;
	pattern->n_spans = (guint)((last - first) / entry_size) + 1;
}

DscPattern *dsc_pattern_new(const char *source, GHashTable *defines, GError **error)
{
	g_autoptr(DscPattern) pattern = NULL;
	int code = 0;
	PCRE2_SIZE offset = 0;

	g_return_val_if_fail(source != NULL, NULL);

	pattern = g_new0(DscPattern, 1);
	pattern->source = dsc_define_expand(source, defines, error);
	if (pattern->source == NULL)
		return NULL;
	if (!g_utf8_validate(pattern->source, -1, NULL)) {
		g_set_error(error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_SYNTAX,
			    _("the pattern is not UTF-8; save the file as UTF-8"));
		return NULL;
	}
	pattern->code = pcre2_compile((PCRE2_SPTR)pattern->source, PCRE2_ZERO_TERMINATED,
				      COMPILE_OPTIONS, &code, &offset, NULL);
	if (pattern->code == NULL) {
		set_syntax_error(error, pattern->source, code, offset);
		return NULL;
	}
	if (matches_empty(pattern->code)) {
		g_set_error(error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_EMPTY,
			    _("the pattern can match the empty text and would find something "
			      "everywhere; let it ask for at least one character"));
		return NULL;
	}
	pattern->is_fast = g_new0(gboolean, 1);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &pattern->n_groups);
	find_spans(pattern);
	return g_steal_pointer(&pattern);
}

void dsc_pattern_free(DscPattern *pattern)
{
	if (pattern == NULL)
		return;
	pcre2_code_free(pattern->code);
	g_free(pattern->source);
	g_free(pattern->is_fast);
	g_free(pattern);
}

DscMatcher *dsc_matcher_new(void)
{
	DscMatcher *matcher = g_new0(DscMatcher, 1);

	matcher->context = pcre2_match_context_create(NULL);
	if (matcher->context == NULL)
		g_error("out of memory"); /* as g_new0() would have said */
	pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
	pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
	return matcher;
}

gint64 dsc_matcher_preparing_us(const DscMatcher *matcher)
{
	return matcher->preparing_us;
}

void dsc_matcher_free(DscMatcher *matcher)
{
	if (matcher == NULL)
		return;
	pcre2_match_data_free(matcher->data);
	pcre2_jit_stack_free(matcher->stack);
	pcre2_match_context_free(matcher->context);
	g_free(matcher);
}

/* Room for all groups of @pattern; it only ever grows. NULL if memory is out. */
static pcre2_match_data *matcher_room(DscMatcher *matcher, const DscPattern *pattern)
{
	guint32 pairs = MAX(pattern->n_groups + 1, 16);

	if (matcher->data != NULL && pcre2_get_ovector_count(matcher->data) >= pairs)
		return matcher->data;
	pcre2_match_data_free(matcher->data);
	matcher->data = pcre2_match_data_create(pairs, NULL);
	return matcher->data;
}

/* The first group "span" that took part and holds something, else what \K left. */
static DscSpan pick_span(const DscPattern *pattern, const PCRE2_SIZE *ovector)
{
	for (guint i = 0; i < pattern->n_spans; i++) {
		PCRE2_SPTR entry = pattern->spans + i * pattern->span_entry_size;
		guint group = (guint)entry[0] << 8 | entry[1];
		PCRE2_SIZE start = ovector[2 * group], end = ovector[2 * group + 1];

		if (start != PCRE2_UNSET && start < end)
			return (DscSpan){ start, end };
	}
	return (DscSpan){ ovector[0], ovector[1] };
}

static void fill_match(const DscPattern *pattern, pcre2_match_data *data, DscMatch *match)
{
	const PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(data);

	match->span = pick_span(pattern, ovector);
	/* \K in a lookahead may move the start behind the end. */
	if (match->span.start > match->span.end)
		match->span = (DscSpan){ match->span.end, match->span.start };
	match->whole.start = pcre2_get_startchar(data);
	match->whole.end = MAX(ovector[0], ovector[1]);
}

/* Most patterns never meet a text with a keyword of theirs, and JIT takes several times as long
 * as compiling did: so it waits for the first match. Without it the same matches are found, only
 * more slowly. */
static void make_fast(const DscPattern *pattern, DscMatcher *matcher)
{
	if (*pattern->is_fast)
		return;
	gint64 from_us = g_get_monotonic_time();
	pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	*pattern->is_fast = TRUE;
	matcher->preparing_us += g_get_monotonic_time() - from_us;
}

/* Runs JIT on the machine stack, and on a larger one of our own where that does not do. */
static int run(const DscPattern *pattern, DscMatcher *matcher, const char *subject, DscSpan piece)
{
	const PCRE2_SPTR text = (PCRE2_SPTR)subject;
	const guint32 options = PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY;
	int result = pcre2_match(pattern->code, text, piece.end, piece.start, options,
				 matcher->data, matcher->context);

	if (result != PCRE2_ERROR_JIT_STACKLIMIT || matcher->stack != NULL)
		return result;
	matcher->stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, NULL);
	if (matcher->stack == NULL)
		return result;
	pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
	return pcre2_match(pattern->code, text, piece.end, piece.start, options, matcher->data,
			   matcher->context);
}

static DscMatchResult match_piece(const DscPattern *pattern, DscMatcher *matcher,
				  const char *subject, DscSpan piece, DscMatch *match)
{
	pcre2_match_data *data = matcher_room(matcher, pattern);
	int result;

	if (data == NULL)
		return DSC_MATCH_LIMIT;
	result = run(pattern, matcher, subject, piece);
	if (result == PCRE2_ERROR_NOMATCH)
		return DSC_MATCH_NONE;
	if (result < 0)
		return DSC_MATCH_LIMIT;
	fill_match(pattern, data, match);
	return DSC_MATCH_FOUND;
}

/* The last place between characters that is not behind @at. */
static gsize char_start(const char *subject, gsize at)
{
	while (((guchar)subject[at] & 0xc0) == 0x80)
		at--;
	return at;
}

DscMatchResult dsc_pattern_match(const DscPattern *pattern, DscMatcher *matcher,
				 const char *subject, DscSpan window, DscMatch *match)
{
	DscMatch found;

	g_return_val_if_fail(window.start <= window.end, DSC_MATCH_NONE);

	make_fast(pattern, matcher);
	DscBudget budget = { 0 };
	if (dsc_span_length(window) > PIECE_BYTES)
		budget = dsc_budget_begin(CALL_US);

	while (dsc_span_length(window) > PIECE_BYTES) {
		DscSpan piece = { window.start, char_start(subject, window.start + PIECE_BYTES) };
		gsize half = char_start(subject, window.start + PIECE_BYTES / 2);
		DscMatchResult result;

		if (dsc_budget_is_spent(&budget, 0))
			return DSC_MATCH_LIMIT;
		result = match_piece(pattern, matcher, subject, piece, &found);
		if (result == DSC_MATCH_LIMIT)
			return result;
		if (result == DSC_MATCH_FOUND && found.whole.start < half) {
			if (match != NULL)
				*match = found;
			return result;
		}
		/* What starts too far back is looked at again, with enough text behind it. */
		window.start = result == DSC_MATCH_FOUND ? found.whole.start : half;
	}
	return match_piece(pattern, matcher, subject, window, match != NULL ? match : &found);
}

static gboolean gets_through(const DscPattern *pattern, DscMatcher *matcher, const char *text)
{
	DscSpan window = { 0, strlen(text) };
	DscMatch match;
	DscMatchResult result;

	while ((result = dsc_pattern_match(pattern, matcher, text, window, &match)) ==
	       DSC_MATCH_FOUND)
		window.start = match.whole.end;
	return result == DSC_MATCH_NONE;
}

char *dsc_pattern_is_slow(const DscPattern *pattern, const char *sample)
{
	g_autoptr(GPtrArray) texts = dsc_hostile_texts(pattern->source, sample);
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();

	for (guint i = 0; i < texts->len; i++) {
		DscHostile *hostile = g_ptr_array_index(texts, i);

		pcre2_set_match_limit(matcher->context, hostile->steps);
		if (!gets_through(pattern, matcher, hostile->text))
			return g_steal_pointer(&hostile->what);
	}
	return NULL;
}
