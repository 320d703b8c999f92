/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Standard output, gathered and written when it is asked for. The first write that
 * fails is remembered, and everything after it is dropped: nobody reads it any more.
 */
typedef struct DscOutput DscOutput;

/** dsc_output_new: @fd: stays open. Returns: (transfer full): free with dsc_output_free() */
DscOutput *dsc_output_new(int fd);

/** dsc_output_free: frees @output; what is not flushed is lost. NULL is allowed. */
void dsc_output_free(DscOutput *output);

/** dsc_output_buffer: Returns: (transfer none): where to append what is to be written */
GString *dsc_output_buffer(DscOutput *output);

/**
 * dsc_output_flush:
 *
 * Writes what was gathered.
 *
 * Returns: FALSE if that or an earlier write failed; see dsc_output_errno()
 */
gboolean dsc_output_flush(DscOutput *output);

/** dsc_output_errno: Returns: errno of the first write that failed, 0 if none did */
int dsc_output_errno(const DscOutput *output);

/** dsc_output_is_terminal: Returns: TRUE if a person looks at it */
gboolean dsc_output_is_terminal(const DscOutput *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscOutput, dsc_output_free)
