/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/span.h"

/*
 * The one place that knows the regex library (PCRE2, 8 bit, UTF, UCP, JIT).
 *
 * A pattern is immutable once compiled. What a match needs to write lives in a
 * DscMatcher, one for each scan. Every match runs under limits on steps, depth
 * and heap; hitting one is a result, never a hang and never an error message.
 */
typedef struct DscPattern DscPattern;
typedef struct DscMatcher DscMatcher;

#define DSC_PATTERN_ERROR (dsc_pattern_error_quark())
GQuark dsc_pattern_error_quark(void);

/**
 * DscPatternError:
 * @DSC_PATTERN_ERROR_SYNTAX:  PCRE2 does not accept the pattern
 * @DSC_PATTERN_ERROR_DEFINE:  (?&name) names no definition, or one that contains itself
 * @DSC_PATTERN_ERROR_EMPTY:   the pattern can match the empty text
 */
typedef enum {
	DSC_PATTERN_ERROR_SYNTAX,
	DSC_PATTERN_ERROR_DEFINE,
	DSC_PATTERN_ERROR_EMPTY,
} DscPatternError;

/**
 * DscMatchResult:
 * @DSC_MATCH_NONE:  no match
 * @DSC_MATCH_FOUND: a match
 * @DSC_MATCH_LIMIT: gave up at a limit; whether there is a match is not known
 */
typedef enum {
	DSC_MATCH_NONE,
	DSC_MATCH_FOUND,
	DSC_MATCH_LIMIT,
} DscMatchResult;

/**
 * DscMatch:
 * @whole: all that matched
 * @span:  the group named "span" if the pattern has one that took part and is not
 *         empty, else what matched, from \K on; beside @whole if a lookaround holds it
 *
 * Neither is ever empty, and @whole starts in the window. Several branches may
 * each have a group "span": the first that took part counts.
 */
typedef struct {
	DscSpan whole;
	DscSpan span;
} DscMatch;

/**
 * dsc_pattern_new:
 * @source:  PCRE2 pattern over folded text; (?&name) stands for a definition
 * @defines: (nullable) (element-type utf8 utf8): name → pattern
 * @error:   (out) (optional): a DscPatternError; the message gives the offset and PCRE2's reason
 *
 * Checks a pattern, letters in either case alike unless it says (?-i). A definition
 * is put in as if its text, in a group of its own, stood there. It is compiled for
 * the processor at its first match.
 *
 * Returns: (transfer full) (nullable): the pattern, NULL with @error set
 */
DscPattern *dsc_pattern_new(const char *source, GHashTable *defines, GError **error);

/**
 * dsc_pattern_new_known_good:
 *
 * Takes a pattern that dsc_pattern_new() takes, without checking it. If it cannot be compiled all
 * the same, every match is given up at a limit.
 *
 * Returns: (transfer full): the pattern
 */
DscPattern *dsc_pattern_new_known_good(const char *source, GHashTable *defines);

/** dsc_pattern_ref: Returns: (transfer full): @pattern once more */
DscPattern *dsc_pattern_ref(DscPattern *pattern);

/** dsc_pattern_free: drops a reference; NULL is allowed. */
void dsc_pattern_free(DscPattern *pattern);

/** dsc_pattern_source: Returns: (transfer none): the pattern as it was written */
const char *dsc_pattern_source(const DscPattern *pattern);

/** dsc_pattern_defines: Returns: (transfer none) (nullable): the definitions that it may name */
GHashTable *dsc_pattern_defines(const DscPattern *pattern);

/**
 * dsc_pattern_match:
 * @matcher: scratch of this scan
 * @subject: folded text
 * @window:  only bytes of this stretch may match; lookbehind and \b see what stands before
 *           it, and nothing behind it
 * @match:   (out) (optional): set when found
 *
 * Finds the first match that starts in @window. In a window beyond 4 KiB a match
 * longer than 2 KiB may be cut short, and a search that takes too long is given up.
 */
DscMatchResult dsc_pattern_match(const DscPattern *pattern, DscMatcher *matcher,
				 const char *subject, DscSpan window, DscMatch *match);

/**
 * dsc_pattern_match_at:
 *
 * Does what dsc_pattern_match() does, for a match that starts where @window does and nowhere
 * else. One longer than 4 KiB may be cut short.
 */
DscMatchResult dsc_pattern_match_at(const DscPattern *pattern, DscMatcher *matcher,
				    const char *subject, DscSpan window, DscMatch *match);

/**
 * dsc_pattern_is_slow:
 * @sample: a text that the pattern ought to handle, say one of its own examples
 *
 * Tries the pattern on hostile texts made from @sample and from the pattern's
 * own letters (long runs, repeated without their end).
 *
 * Returns: (transfer full) (nullable): a short description of the text that it
 * did not get through within the limits, NULL if it got through all
 */
char *dsc_pattern_is_slow(const DscPattern *pattern, const char *sample);

/** dsc_matcher_new: Returns: (transfer full): scratch for matching; one thread at a time */
DscMatcher *dsc_matcher_new(void);

/**
 * dsc_matcher_preparing_us:
 *
 * A pattern's first match of all is slow, whatever the text: it is compiled then.
 *
 * Returns: how many microseconds went into that so far
 */
gint64 dsc_matcher_preparing_us(const DscMatcher *matcher);

/** dsc_matcher_free: frees @matcher; NULL is allowed. */
void dsc_matcher_free(DscMatcher *matcher);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscPattern, dsc_pattern_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscMatcher, dsc_matcher_free)
