/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "policy/guard.h"

/*
 * Keeps the guard, and reads its folder again when a file in it changes. What is
 * wrong with the files is said through dsc_ui()->notice.
 */

/** dsc_rulebook_start: reads the data folder and watches it. */
void dsc_rulebook_start(void);

/** dsc_rulebook_stop: stops watching and frees the guard. */
void dsc_rulebook_stop(void);

/** dsc_rulebook_guard: Returns: (transfer none): between start and stop never NULL */
DscGuard *dsc_rulebook_guard(void);

/** dsc_rulebook_reload: reads the folder now. Returns: TRUE if the new set is in force */
gboolean dsc_rulebook_reload(void);

/** dsc_rulebook_describe: Returns: (transfer full): what is in force, for people */
char *dsc_rulebook_describe(void);
