/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "policy/guard.h"

/*
 * Keeps the guard, and reads its folder again when a file in it changes. What is
 * wrong with the files is said through dsc_ui()->notice.
 *
 * Reading and trying all rules takes seconds, so it is done while the main loop has nothing
 * else to do, a few milliseconds at a time. Until it is done what was in force stays so; a file
 * that changes meanwhile makes it begin anew.
 */

/** dsc_rulebook_start: reads the data folder and watches it. */
void dsc_rulebook_start(void);

/** dsc_rulebook_stop: stops watching and frees the guard. */
void dsc_rulebook_stop(void);

/** dsc_rulebook_guard: Returns: (transfer none): between start and stop never NULL */
DscGuard *dsc_rulebook_guard(void);

/** DscRulebookDone: @in_force: TRUE if the new set is; if not, that was said */
typedef void (*DscRulebookDone)(gboolean in_force);

/**
 * dsc_rulebook_reload:
 * @done: (nullable): called once when the folder has been read, unless the rulebook is stopped
 *        before; takes the place of one that still waits
 *
 * Begins to read the folder.
 */
void dsc_rulebook_reload(DscRulebookDone done);

/** dsc_rulebook_describe: Returns: (transfer full): what is in force, for people */
char *dsc_rulebook_describe(void);
