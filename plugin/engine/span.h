/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * DscSpan:
 * @start: first byte of the stretch
 * @end:   byte after its last one; never smaller than @start
 *
 * A half-open stretch of bytes. Unless a comment says otherwise the bytes are
 * those of a message's plain text (see text.h), and both ends stand between
 * characters, never inside one.
 */
typedef struct {
	gsize start;
	gsize end;
} DscSpan;

static inline gsize dsc_span_length(DscSpan span)
{
	return span.end - span.start;
}

static inline gboolean dsc_span_overlaps(DscSpan a, DscSpan b)
{
	return a.start < b.end && b.start < a.end;
}

static inline gboolean dsc_span_contains(DscSpan outer, DscSpan inner)
{
	return outer.start <= inner.start && inner.end <= outer.end;
}
