/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What is worked out of the rule files ahead of time, so that a client starts quickly: a file
 * beside them that says that these very files hold no fault, for this release and this PCRE2, and
 * holds the gate of their patterns (see gate.h). Without it, or when a rule file has been changed
 * since, everything is worked out anew at load, with the same result.
 */
#define DSC_INDEX_FILE "rules.index"

/**
 * dsc_index_seal:
 * @seal:     what the files before it came to; 0 for the first
 * @name:     a file's name
 * @checksum: and what its content comes to
 *
 * Returns: what all of them come to
 */
guint64 dsc_index_seal(guint64 seal, const char *name, guint64 checksum);

/**
 * dsc_index_load:
 * @folder: the data folder
 * @seal:   what its files come to
 *
 * Returns: (transfer full) (nullable): the packed gate; NULL if there is none that fits
 */
GBytes *dsc_index_load(const char *folder, guint64 seal);

/** dsc_index_pack: Returns: (transfer full): the bytes of the file for @gate, as it was packed */
GBytes *dsc_index_pack(guint64 seal, GBytes *gate);
