/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/pattern.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "engine/alternation.h"
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

/* JIT takes several times as long as compiling, and some 90 KiB. A pattern gets it that is used so
 * often, while all together take no more: those used most come first, and the interpreter costs
 * little for the others. In a text so long it costs much, and every pattern gets it. */
#define JIT_US	    (3 * 1000)
#define JIT_MAX_KIB (10 * 1024)
#define JIT_BYTES   2048

/* How much of the pattern is quoted where it is wrong, in characters. */
#define EXCERPT_CHARS 20

#define COMPILE_OPTIONS                                                                            \
	(PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C)

/* What PCRE2 made of a pattern. */
typedef struct {
	pcre2_code *code;
	PCRE2_SPTR spans;      /* entries of the name table that are called "span" */
	guint n_spans;	       /* … their number */
	guint span_entry_size; /* … and what each takes, in bytes */
	guint32 n_groups;      /* those with a number, "span" or not */
	gboolean is_ready;     /* it was compiled, or cannot be */
	gboolean is_tried;     /* JIT was */
	gint64 spent_us;       /* matching without JIT */
	gint jit_kib;	       /* what JIT made of it */
} Program;

/* What JIT made of all patterns; atomic. */
static gint all_jit_kib;

/* Where matches may start; each is a program of its own. */
typedef enum {
	ANYWHERE,
	HERE,
	N_STARTS
} Start;

/* @programs: made when they are first needed; apart, as matching leaves a pattern alone */
struct DscPattern {
	gatomicrefcount references;
	char *source;
	GHashTable *defines;
	Program *programs;
};

struct DscMatcher {
	pcre2_match_context *context;
	pcre2_jit_stack *stack; /* NULL while the machine stack serves */
	pcre2_match_data *data; /* NULL before the first match */
	guint32 pairs;		/* for which it has room */
	gboolean hurried;	/* every pattern is worth JIT */
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
static void find_spans(Program *program)
{
	PCRE2_SPTR first = NULL, last = NULL;
	int entry_size =
		pcre2_substring_nametable_scan(program->code, (PCRE2_SPTR) "span", &first, &last);

	if (entry_size <= 0)
		return;
	program->spans = first;
	program->span_entry_size = (guint)entry_size;
	program->n_spans = (guint)((last - first) / entry_size) + 1;
}

/* The pattern with its definitions put in. */
static char *expand(const char *source, GHashTable *defines, GError **error)
{
	g_autofree char *expanded = dsc_define_expand(source, defines, error);

	if (expanded == NULL || g_utf8_validate(expanded, -1, NULL))
		return g_steal_pointer(&expanded);
	g_set_error(error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_SYNTAX,
		    _("the pattern is not UTF-8; save the file as UTF-8"));
	return NULL;
}

/* Compiles a pattern as it is written, so that what is said of a fault is said of that. */
static gboolean check(const char *source, GHashTable *defines, GError **error)
{
	g_autofree char *expanded = expand(source, defines, error);
	int reason = 0;
	PCRE2_SIZE offset = 0;

	if (expanded == NULL)
		return FALSE;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)expanded, PCRE2_ZERO_TERMINATED,
					 COMPILE_OPTIONS, &reason, &offset, NULL);
	if (code == NULL) {
		set_syntax_error(error, expanded, reason, offset);
		return FALSE;
	}
	gboolean is_empty = matches_empty(code);
	pcre2_code_free(code);
	if (is_empty)
		g_set_error(error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_EMPTY,
			    _("the pattern can match the empty text and would find something "
			      "everywhere; let it ask for at least one character"));
	return !is_empty;
}

/* Compiles what check() has passed, for speed. */
static void compile(const DscPattern *pattern, Start start)
{
	Program *program = &pattern->programs[start];
	guint32 options = COMPILE_OPTIONS | (start == HERE ? PCRE2_ANCHORED : 0);
	g_autofree char *expanded = expand(pattern->source, pattern->defines, NULL);
	int reason;
	PCRE2_SIZE offset;

	if (expanded == NULL)
		return;
	g_autofree char *factored = dsc_alternation_factor(expanded);
	program->code = pcre2_compile((PCRE2_SPTR)factored, PCRE2_ZERO_TERMINATED, options, &reason,
				      &offset, NULL);
	if (program->code == NULL)
		program->code = pcre2_compile((PCRE2_SPTR)expanded, PCRE2_ZERO_TERMINATED, options,
					      &reason, &offset, NULL);
	if (program->code == NULL)
		return;
	pcre2_pattern_info(program->code, PCRE2_INFO_CAPTURECOUNT, &program->n_groups);
	find_spans(program);
}

DscPattern *dsc_pattern_new_known_good(const char *source, GHashTable *defines)
{
	DscPattern *pattern = g_new0(DscPattern, 1);

	g_atomic_ref_count_init(&pattern->references);
	pattern->source = g_strdup(source);
	pattern->defines = defines != NULL ? g_hash_table_ref(defines) : NULL;
	pattern->programs = g_new0(Program, N_STARTS);
	return pattern;
}

DscPattern *dsc_pattern_new(const char *source, GHashTable *defines, GError **error)
{
	g_return_val_if_fail(source != NULL, NULL);

	return check(source, defines, error) ? dsc_pattern_new_known_good(source, defines) : NULL;
}

DscPattern *dsc_pattern_ref(DscPattern *pattern)
{
	g_atomic_ref_count_inc(&pattern->references);
	return pattern;
}

void dsc_pattern_free(DscPattern *pattern)
{
	if (pattern == NULL || !g_atomic_ref_count_dec(&pattern->references))
		return;
	for (guint start = 0; start < N_STARTS; start++) {
		g_atomic_int_add(&all_jit_kib, -pattern->programs[start].jit_kib);
		pcre2_code_free(pattern->programs[start].code);
	}
	if (pattern->defines != NULL)
		g_hash_table_unref(pattern->defines);
	g_free(pattern->programs);
	g_free(pattern->source);
	g_free(pattern);
}

const char *dsc_pattern_source(const DscPattern *pattern)
{
	return pattern->source;
}

GHashTable *dsc_pattern_defines(const DscPattern *pattern)
{
	return pattern->defines;
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

/* Room for all groups of @program; it only ever grows. NULL if memory is out. */
static pcre2_match_data *matcher_room(DscMatcher *matcher, const Program *program)
{
	guint32 pairs = MAX(program->n_groups + 1, 16);

	if (matcher->data != NULL && matcher->pairs >= pairs)
		return matcher->data;
	pcre2_match_data_free(matcher->data);
	matcher->data = pcre2_match_data_create(pairs, NULL);
	matcher->pairs = pairs;
	return matcher->data;
}

/* The first group "span" that took part and holds something, else what \K left. */
static DscSpan pick_span(const Program *program, const PCRE2_SIZE *ovector)
{
	for (guint i = 0; i < program->n_spans; i++) {
		PCRE2_SPTR entry = program->spans + i * program->span_entry_size;
		guint group = (guint)entry[0] << 8 | entry[1];
		PCRE2_SIZE start = ovector[2 * group], end = ovector[2 * group + 1];

		if (start != PCRE2_UNSET && start < end)
			return (DscSpan){ start, end };
	}
	return (DscSpan){ ovector[0], ovector[1] };
}

static void fill_match(const Program *program, pcre2_match_data *data, DscMatch *match)
{
	const PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(data);

	match->span = pick_span(program, ovector);
	/* \K in a lookahead may move the start behind the end. */
	if (match->span.start > match->span.end)
		match->span = (DscSpan){ match->span.end, match->span.start };
	match->whole.start = pcre2_get_startchar(data);
	match->whole.end = MAX(ovector[0], ovector[1]);
}

/* Without JIT the same matches are found, only more slowly: it waits until it is sure to pay. */
static gboolean is_worth_jit(const Program *program, const DscMatcher *matcher, DscSpan window)
{
	if (program->is_tried)
		return FALSE;
	if (matcher->hurried || dsc_span_length(window) >= JIT_BYTES)
		return TRUE;
	return program->spent_us >= JIT_US && g_atomic_int_get(&all_jit_kib) < JIT_MAX_KIB;
}

static void compile_jit(Program *program)
{
	gsize bytes = 0;

	program->is_tried = TRUE;
	if (program->code == NULL || pcre2_jit_compile(program->code, PCRE2_JIT_COMPLETE) != 0)
		return;
	pcre2_pattern_info(program->code, PCRE2_INFO_JITSIZE, &bytes);
	program->jit_kib = (gint)(bytes / 1024);
	g_atomic_int_add(&all_jit_kib, program->jit_kib);
}

static void make_ready(const DscPattern *pattern, Start start, DscSpan window, DscMatcher *matcher)
{
	Program *program = &pattern->programs[start];
	gint64 from_us = g_get_monotonic_time();

	if (!program->is_ready)
		compile(pattern, start);
	program->is_ready = TRUE;
	if (is_worth_jit(program, matcher, window))
		compile_jit(program);
	matcher->preparing_us += g_get_monotonic_time() - from_us;
}

/* Most patterns never meet a text with what they ask for, so compiling them waits for the first
 * match. NULL if the pattern cannot be used. */
static Program *prepare(const DscPattern *pattern, Start start, DscSpan window, DscMatcher *matcher)
{
	Program *program = &pattern->programs[start];

	if (!program->is_ready || is_worth_jit(program, matcher, window))
		make_ready(pattern, start, window, matcher);
	return program->code != NULL ? program : NULL;
}

/* Runs JIT on the machine stack, and on a larger one of our own where that does not do. */
static int run_jit(const Program *program, DscMatcher *matcher, const char *subject, DscSpan piece)
{
	const PCRE2_SPTR text = (PCRE2_SPTR)subject;
	int result = pcre2_jit_match(program->code, text, piece.end, piece.start, PCRE2_NOTEMPTY,
				     matcher->data, matcher->context);

	if (result != PCRE2_ERROR_JIT_STACKLIMIT || matcher->stack != NULL)
		return result;
	matcher->stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, NULL);
	if (matcher->stack == NULL)
		return result;
	pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
	return pcre2_jit_match(program->code, text, piece.end, piece.start, PCRE2_NOTEMPTY,
			       matcher->data, matcher->context);
}

/* Runs the interpreter, and notes what it costs as long as that may lead to something. */
static int run_interpreter(Program *program, DscMatcher *matcher, const char *subject,
			   DscSpan piece)
{
	gboolean counts = !program->is_tried && g_atomic_int_get(&all_jit_kib) < JIT_MAX_KIB;
	gint64 from_us = counts ? g_get_monotonic_time() : 0;
	int result =
		pcre2_match(program->code, (PCRE2_SPTR)subject, piece.end, piece.start,
			    PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, matcher->data, matcher->context);

	if (counts)
		program->spent_us += g_get_monotonic_time() - from_us;
	return result;
}

static DscMatchResult match_piece(Program *program, DscMatcher *matcher, const char *subject,
				  DscSpan piece, DscMatch *match)
{
	pcre2_match_data *data = matcher_room(matcher, program);
	int result;

	if (data == NULL)
		return DSC_MATCH_LIMIT;
	result = program->jit_kib > 0 ? run_jit(program, matcher, subject, piece)
				      : run_interpreter(program, matcher, subject, piece);
	if (result == PCRE2_ERROR_NOMATCH)
		return DSC_MATCH_NONE;
	if (result < 0)
		return DSC_MATCH_LIMIT;
	fill_match(program, data, match);
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
	Program *program = prepare(pattern, ANYWHERE, window, matcher);
	DscMatch found;

	g_return_val_if_fail(window.start <= window.end, DSC_MATCH_NONE);

	if (program == NULL)
		return DSC_MATCH_LIMIT;
	DscBudget budget = { 0 };
	if (dsc_span_length(window) > PIECE_BYTES)
		budget = dsc_budget_begin(CALL_US);

	while (dsc_span_length(window) > PIECE_BYTES) {
		DscSpan piece = { window.start, char_start(subject, window.start + PIECE_BYTES) };
		gsize half = char_start(subject, window.start + PIECE_BYTES / 2);
		DscMatchResult result;

		if (dsc_budget_is_spent(&budget, 0))
			return DSC_MATCH_LIMIT;
		result = match_piece(program, matcher, subject, piece, &found);
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
	return match_piece(program, matcher, subject, window, match != NULL ? match : &found);
}

DscMatchResult dsc_pattern_match_at(const DscPattern *pattern, DscMatcher *matcher,
				    const char *subject, DscSpan window, DscMatch *match)
{
	Program *program = prepare(pattern, HERE, window, matcher);
	DscMatch found;

	g_return_val_if_fail(window.start <= window.end, DSC_MATCH_NONE);

	if (program == NULL)
		return DSC_MATCH_LIMIT;
	if (dsc_span_length(window) > PIECE_BYTES)
		window.end = char_start(subject, window.start + PIECE_BYTES);
	return match_piece(program, matcher, subject, window, match != NULL ? match : &found);
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
	g_autofree char *source = dsc_define_expand(pattern->source, pattern->defines, NULL);
	g_autoptr(GPtrArray) texts = dsc_hostile_texts(source, sample);
	g_autoptr(DscMatcher) matcher = dsc_matcher_new();

	matcher->hurried = TRUE;
	for (guint i = 0; i < texts->len; i++) {
		DscHostile *hostile = g_ptr_array_index(texts, i);

		pcre2_set_match_limit(matcher->context, hostile->steps);
		if (!gets_through(pattern, matcher, hostile->text))
			return g_steal_pointer(&hostile->what);
	}
	return NULL;
}
