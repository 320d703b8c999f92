/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/name.h"

/*
 * Names of colleagues, from a plain list or from wherever the caller has them. Who stands
 * in it and is mentioned neutrally is taken for no patient. Holds hashes, no names.
 */
typedef struct DscStaff DscStaff;

/* The list's file in the data folder. */
#define DSC_STAFF_FILE "staff.list"

/* A list of more names is refused: a directory of a large trust has tens of thousands. */
#define DSC_STAFF_MAX 100000

#define DSC_STAFF_ERROR (dsc_staff_error_quark())
GQuark dsc_staff_error_quark(void);

/**
 * DscStaffError:
 * @DSC_STAFF_ERROR_READ: the file cannot be read, or is too long
 * @DSC_STAFF_ERROR_LINE: a line is no name
 *
 * Every message reads "FILE:LINE: what is wrong and what to do".
 */
typedef enum {
	DSC_STAFF_ERROR_READ,
	DSC_STAFF_ERROR_LINE,
} DscStaffError;

/**
 * dsc_staff_new:
 * @names: (element-type utf8): as people write them; what has no letters is passed over
 *
 * Returns: (transfer full): the staff
 */
DscStaff *dsc_staff_new(const GPtrArray *names);

/**
 * dsc_staff_load:
 * @path:     UTF-8; one name a line, "#" begins a comment, empty lines do not count
 * @problems: (element-type GError): every fault of the file is appended, by line
 *
 * Returns: (transfer full) (nullable): NULL if the file has any fault, or if there is none,
 * which is no fault
 */
DscStaff *dsc_staff_load(const char *path, GPtrArray *problems);

/** dsc_staff_free: frees @staff; NULL is allowed. */
void dsc_staff_free(DscStaff *staff);

/**
 * dsc_staff_has:
 * @staff: (nullable): NULL is nobody
 *
 * Returns: TRUE if somebody's name has all parts of @name: "Hale" is Marcus Hale, "Ada Hale"
 * is not
 */
gboolean dsc_staff_has(const DscStaff *staff, const DscName *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscStaff, dsc_staff_free)
