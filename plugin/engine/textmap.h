/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/text.h"

/*
 * What lies behind a DscText: the plain text cut into runs, each with the bytes
 * of the original it was read from. Only what reads messages (text.c, markup*.c)
 * and what writes them anew (redact.c) looks in here.
 */

/**
 * DscRunKind:
 * @DSC_RUN_AS_IS: byte for byte the same in both
 * @DSC_RUN_CODED: one character that was written another way, say "&amp;" or
 *                 "%41", or a byte that is not UTF-8
 * @DSC_RUN_STRAY: one of < & % that stands for itself, though it begins a tag or
 *                 a code elsewhere: beside other neighbours it might do so too
 * @DSC_RUN_BREAK: a newline that maps to nothing
 */
typedef enum {
	DSC_RUN_AS_IS,
	DSC_RUN_CODED,
	DSC_RUN_STRAY,
	DSC_RUN_BREAK,
} DscRunKind;

/**
 * DscRun:
 * @plain:    bytes of the plain text
 * @original: bytes of the original; empty for a break
 * @is_url:   the characters of this value may be percent-encoded
 * @opens:    first run of a value that stands without quotation marks
 * @closes:   last run of such a value
 */
typedef struct {
	DscSpan plain;
	DscSpan original;
	DscPlace place;
	DscRunKind kind;
	guint is_url : 1;
	guint opens : 1;
	guint closes : 1;
} DscRun;

/**
 * DscTextMap:
 * @original: the message; not owned
 * @len:      its length in bytes
 * @plain:    plain text so far
 * @runs:     (element-type DscRun): they cover @plain without gaps, in its order
 * @place:    where what is added next stands
 * @is_url:   whether it is a link target
 *
 * A plain text being put together.
 */
typedef struct {
	const char *original;
	gsize len;
	GString *plain;
	GArray *runs;
	DscPlace place;
	gboolean is_url;
} DscTextMap;

/** dsc_textmap_add_bytes: adds @original as it stands; what is not UTF-8 becomes U+FFFD. */
void dsc_textmap_add_bytes(DscTextMap *map, DscSpan original);

/** dsc_textmap_add_char: adds @c, read from @original in the way @kind says. */
void dsc_textmap_add_char(DscTextMap *map, gunichar c, DscSpan original, DscRunKind kind);

/** dsc_textmap_add_break: adds a newline that maps to nothing. */
void dsc_textmap_add_break(DscTextMap *map);

/**
 * dsc_textmap_add_text:
 * @original: what stands between tags or in a value
 *
 * Adds it as it is meant: character references stand for their characters.
 */
void dsc_textmap_add_text(DscTextMap *map, DscSpan original);

/** dsc_textmap_add_url: adds the value @original, in which a percent code stands for a byte too */
void dsc_textmap_add_url(DscTextMap *map, DscSpan original);

/**
 * dsc_markup_read:
 *
 * Reads the whole original as libpurple's HTML into @map, in linear time.
 *
 * Returns: length of the visible part of the plain text
 */
gsize dsc_markup_read(DscTextMap *map);

/** dsc_text_runs: Returns: (transfer none) (element-type DscRun): the runs of the plain text */
const GArray *dsc_text_runs(const DscText *text);

/**
 * dsc_run_part:
 * @plain: bytes of the plain text that overlap the run
 *
 * Returns: the bytes of the original that @plain covers in @run
 */
DscSpan dsc_run_part(const DscRun *run, DscSpan plain);
