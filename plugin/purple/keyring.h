/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Bytes that outlive the process and never touch the disk: the kernel's keyring of
 * the user. They are forgotten after DSC_KEYRING_HOURS, or when the machine restarts.
 */
#define DSC_KEYRING_HOURS 72

/**
 * dsc_keyring_store:
 * @name:  tells one store from another
 * @bytes: what to keep; replaces what @name held
 * @error: (out) (optional): a GFileError; nothing is stored then
 *
 * Returns: TRUE if all of it is stored
 */
gboolean dsc_keyring_store(const char *name, GBytes *bytes, GError **error);

/**
 * dsc_keyring_take:
 *
 * Reads what @name holds and removes it from the keyring.
 *
 * Returns: (transfer full) (nullable): NULL if there is nothing
 */
GBytes *dsc_keyring_take(const char *name);
