/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Compiled knowledge: files that programs in plugin/train/ make and the engine reads. All begin
 * with the same header, so that a file that was cut short, damaged, or made for another machine
 * or release is refused by name and never used.
 */

#define DSC_DATAFILE_ERROR (dsc_datafile_error_quark())
GQuark dsc_datafile_error_quark(void);

/**
 * DscDatafileError:
 * @DSC_DATAFILE_ERROR_READ:    the file cannot be opened or read
 * @DSC_DATAFILE_ERROR_KIND:    it is no file of this kind, version or byte order
 * @DSC_DATAFILE_ERROR_DAMAGED: it is shorter than it says, or its checksum is wrong
 *
 * Every message names the file and what to do.
 */
typedef enum {
	DSC_DATAFILE_ERROR_READ,
	DSC_DATAFILE_ERROR_KIND,
	DSC_DATAFILE_ERROR_DAMAGED,
} DscDatafileError;

/**
 * DscDatafileKind:
 * @magic:   8 characters
 * @version: of the content's layout
 */
typedef struct {
	const char *magic;
	guint32 version;
} DscDatafileKind;

/**
 * dsc_datafile_read:
 * @path:  the file
 * @kind:  what it must be
 * @error: (out) (optional): #DscDatafileError
 *
 * Reads a file and checks its header and checksum. What happens to the file afterwards
 * does not matter: it may be written into or cut short.
 *
 * Returns: (transfer full) (nullable): what follows the header, 8-byte aligned
 */
GBytes *dsc_datafile_read(const char *path, DscDatafileKind kind, GError **error);

/**
 * dsc_datafile_map:
 *
 * Does what dsc_datafile_read() does without a copy, so that all processes share it: the file
 * must not be written into nor cut short while what is returned is in use.
 */
GBytes *dsc_datafile_map(const char *path, DscDatafileKind kind, GError **error);

/** dsc_datafile_damaged: sets @error: @path passed its checksum and still makes no sense */
void dsc_datafile_damaged(const char *path, GError **error);

/** dsc_datafile_checksum: Returns: a number that finds damage and change, not malice: whoever can
 * write a file can write a checksum */
guint64 dsc_datafile_checksum(gconstpointer content, gsize len);

/**
 * dsc_datafile_pack:
 * @content: what the file is to hold; @len bytes
 *
 * Returns: (transfer full): the bytes of a file that dsc_datafile_read() takes
 */
GBytes *dsc_datafile_pack(DscDatafileKind kind, gconstpointer content, gsize len);
