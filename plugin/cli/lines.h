/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A stream cut into lines, in bounded memory. Reading and taking lines are apart, so
 * that the caller knows when the next step may wait for whoever writes the stream.
 */
typedef struct DscLines DscLines;

/* A longer line is not kept. A message of DSC_ENGINE_MAX_BYTES fits even if every
 * character of it is written as an escape ("\ud83d\ude42" is 12 bytes for 4). */
#define DSC_LINES_MAX_BYTES (1024 * 1024)

/**
 * DscLine:
 * @text:     without its end; not NUL-terminated; NULL if the line is too long
 * @len:      in bytes
 * @number:   from 1
 */
typedef struct {
	const char *text;
	gsize len;
	guint64 number;
} DscLine;

/** dsc_lines_new: @fd: stays open. Returns: (transfer full): free with dsc_lines_free() */
DscLines *dsc_lines_new(int fd);

/** dsc_lines_free: frees @lines; NULL is allowed. */
void dsc_lines_free(DscLines *lines);

/**
 * dsc_lines_next:
 * @line: (out): valid until dsc_lines_fill()
 *
 * Takes the next line of those that have been read; a last one without newline counts.
 *
 * Returns: FALSE if there is none without dsc_lines_fill()
 */
gboolean dsc_lines_next(DscLines *lines, DscLine *line);

/**
 * dsc_lines_fill:
 * @error: (out): a GFileError, left alone at the end of the stream
 *
 * Reads more, waiting for it if need be. Call it when dsc_lines_next() has nothing left.
 *
 * Returns: FALSE at the end of the stream once all its lines were taken, or with @error set
 */
gboolean dsc_lines_fill(DscLines *lines, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscLines, dsc_lines_free)
