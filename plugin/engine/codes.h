/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/keyfile.h"
#include "engine/rule.h"

/*
 * The clauses that rules rest on: codes.conf, one [code:ID] each.
 */

/** dsc_codes_new: Returns: (transfer full) (element-type utf8 DscCode): none yet; owns its
 * elements */
GHashTable *dsc_codes_new(void);

/**
 * dsc_codes_read:
 * @file:  takes the faults
 * @codes: (element-type utf8 DscCode): see dsc_codes_new()
 *
 * Adds every clause of @file; none if it has any fault.
 */
void dsc_codes_read(DscKeyfile *file, GHashTable *codes);
