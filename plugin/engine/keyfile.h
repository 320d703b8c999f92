/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Reads the key files that people write: the format of GKeyFile, with what
 * GKeyFile does not tell. Every group and key knows its line; one that stands
 * twice is a fault and not silently the last one's; a value stays as it was
 * written, for the backslashes of a pattern are not escapes.
 *
 * Whoever reads a file goes through it to the end and notes every fault on the
 * way with dsc_keyfile_fault(); a file with faults is then refused as a whole.
 * Loading never fails in itself: a file that cannot be read is an empty one
 * with a fault.
 *
 * UTF-8, with or without byte order mark; lines end in LF or CRLF; blanks around
 * keys and before values do not count, blanks after values do.
 */
typedef struct DscKeyfile DscKeyfile;

/**
 * DscKeyfileError:
 * @DSC_KEYFILE_ERROR_READ:   the file cannot be read or is not UTF-8
 * @DSC_KEYFILE_ERROR_SYNTAX: not a key file; a group or key stands twice
 * @DSC_KEYFILE_ERROR_KEY:    a group or key is unknown or missing, or a value is not of its kind
 *
 * Each error domain of a module that reads key files begins with these three.
 */
typedef enum {
	DSC_KEYFILE_ERROR_READ,
	DSC_KEYFILE_ERROR_SYNTAX,
	DSC_KEYFILE_ERROR_KEY,
} DscKeyfileError;

/**
 * DscKeyfileEntry:
 * @key:   as written, with the language if it has one: "title[fa]"
 * @value: as written
 * @line:  from 1
 */
typedef struct {
	char *key;
	char *value;
	guint line;
} DscKeyfileEntry;

/**
 * DscKeyfileGroup:
 * @name:    what stands between the brackets
 * @line:    from 1
 * @entries: (element-type DscKeyfileEntry): in the order of the file
 * @by_key:  (element-type utf8 DscKeyfileEntry): for dsc_keyfile_entry()
 */
typedef struct {
	char *name;
	guint line;
	GPtrArray *entries;
	GHashTable *by_key;
} DscKeyfileGroup;

/**
 * DscKeyfileKind:
 * @DSC_KEYFILE_REQUIRED:  must be there
 * @DSC_KEYFILE_LOCALISED: may also stand with a language: "title[fa]"
 * @DSC_KEYFILE_NUMBERED:  stands with a number: "match.1", "match.2"
 */
typedef enum {
	DSC_KEYFILE_PLAIN = 0,
	DSC_KEYFILE_REQUIRED = 1 << 0,
	DSC_KEYFILE_LOCALISED = 1 << 1,
	DSC_KEYFILE_NUMBERED = 1 << 2,
} DscKeyfileKind;

/** DscKeyfileKey: a key that a group may hold; a list of them ends with a name of NULL. */
typedef struct {
	const char *name;
	DscKeyfileKind kind;
} DscKeyfileKey;

/** DscKeyfileRange: from @min to @max, both allowed. */
typedef struct {
	double min;
	double max;
} DscKeyfileRange;

/**
 * dsc_keyfile_load:
 * @path:   the file
 * @domain: error domain of the faults, see #DscKeyfileError
 *
 * Returns: (transfer full): what could be read of it; ask dsc_keyfile_faults()
 */
DscKeyfile *dsc_keyfile_load(const char *path, GQuark domain);

/** dsc_keyfile_free: frees @file; NULL is allowed. */
void dsc_keyfile_free(DscKeyfile *file);

/** dsc_keyfile_path: Returns: (transfer none): the path that it was loaded from */
const char *dsc_keyfile_path(const DscKeyfile *file);

/** dsc_keyfile_checksum: Returns: what dsc_datafile_checksum() makes of its content, 0 if it could
 * not be read */
guint64 dsc_keyfile_checksum(const DscKeyfile *file);

/**
 * dsc_keyfile_fault:
 * @code:   a code of the domain
 * @line:   from 1
 * @format: what is wrong and what to do, without file and line
 *
 * Notes a fault as a GError whose message reads "FILE:LINE: …".
 */
void dsc_keyfile_fault(DscKeyfile *file, int code, guint line, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

/**
 * dsc_keyfile_faults:
 *
 * Returns: (transfer none) (element-type GError): in the order of lines; empty if the file is good
 */
const GPtrArray *dsc_keyfile_faults(const DscKeyfile *file);

/** dsc_keyfile_groups: Returns: (transfer none) (element-type DscKeyfileGroup): in file order */
const GPtrArray *dsc_keyfile_groups(const DscKeyfile *file);

/** dsc_keyfile_group: Returns: (transfer none) (nullable): the group called @name */
const DscKeyfileGroup *dsc_keyfile_group(const DscKeyfile *file, const char *name);

/** dsc_keyfile_entry: Returns: (transfer none) (nullable): the entry of exactly that @key */
const DscKeyfileEntry *dsc_keyfile_entry(const DscKeyfileGroup *group, const char *key);

/**
 * dsc_keyfile_check:
 * @known: all keys that @group may hold
 *
 * Notes a fault for every key of @group that is not known, naming the one that was
 * probably meant, for every required one that is missing, and for every localised text
 * with an escape other than \s \n \t \r \\.
 */
void dsc_keyfile_check(DscKeyfile *file, const DscKeyfileGroup *group, const DscKeyfileKey *known);

/** dsc_keyfile_fault_group: notes that no file of this kind has @group; @known: which it may have
 */
void dsc_keyfile_fault_group(DscKeyfile *file, const DscKeyfileGroup *group, const char *known);

/**
 * dsc_keyfile_text:
 *
 * Reads a text for people: in the reader's language if the group has it in that, with
 * its escapes resolved; see dsc_keyfile_check().
 *
 * Returns: (transfer full) (nullable): NULL if the key is missing
 */
char *dsc_keyfile_text(const DscKeyfileGroup *group, const char *key);

/** dsc_keyfile_written_text: does what dsc_keyfile_text() does, and notes a fault if the text is
 * blank */
char *dsc_keyfile_written_text(DscKeyfile *file, const DscKeyfileGroup *group, const char *key);

/**
 * dsc_keyfile_number:
 * @range: what is allowed
 * @value: (out): set if all is well, else left as it is
 *
 * Reads a number, with a point whatever the language. Anything else is noted as a fault.
 *
 * Returns: TRUE if @value was set
 */
gboolean dsc_keyfile_number(DscKeyfile *file, const DscKeyfileEntry *entry, DscKeyfileRange range,
			    double *value);

/**
 * dsc_keyfile_list:
 *
 * Splits a value at each ";" and takes the blanks around the items away. One ";" at
 * the end is allowed; an empty item is noted as a fault.
 *
 * Returns: (transfer full): the items that are not empty, NULL-terminated
 */
char **dsc_keyfile_list(DscKeyfile *file, const DscKeyfileEntry *entry);

/**
 * dsc_keyfile_nearest:
 * @words: NULL-terminated
 *
 * Returns: (transfer none) (nullable): the one of @words that @word is probably a slip of
 */
const char *dsc_keyfile_nearest(const char *word, const char *const *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscKeyfile, dsc_keyfile_free)
