/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * DscValidator:
 * @text: what was found, in folded form
 * @len:  its length in bytes
 *
 * Proves that a number is one of its scheme: length, ranges and check digits.
 * Blanks, dots, dashes and slashes between its characters do not count, save in
 * dates and IP addresses, whose form they make.
 *
 * Returns: TRUE if @text is such a number
 */
typedef gboolean (*DscValidator)(const char *text, gsize len);

/**
 * dsc_validator_find:
 * @name: "luhn", "mod11-nhs", …; dsc_validator_names() lists them
 *
 * Returns: (nullable): the validator of that name
 */
DscValidator dsc_validator_find(const char *name);

/** dsc_validator_names: Returns: (transfer none): their names, NULL-terminated, sorted */
const char *const *dsc_validator_names(void);
