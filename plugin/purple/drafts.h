/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/target.h"

/*
 * Texts that were not sent and whose conversation is gone. Each comes back when
 * its conversation does; over a restart the kernel's keyring keeps them, never the
 * disk. All texts are HTML.
 */

/** dsc_drafts_start: takes back what an earlier run left in the keyring. */
void dsc_drafts_start(void);

/**
 * dsc_drafts_stop:
 *
 * Puts what is left into the keyring; says so where that fails.
 */
void dsc_drafts_stop(void);

/**
 * dsc_drafts_add:
 * @html: (transfer full): the text
 *
 * Keeps a text behind the others of @target.
 */
void dsc_drafts_add(const DscTarget *target, char *html);

/** dsc_drafts_deliver: gives back, soon, what belongs to open conversations. */
void dsc_drafts_deliver(void);

/** dsc_drafts_count: Returns: how many texts there are */
guint dsc_drafts_count(void);

/** dsc_drafts_to_html: Returns: (transfer full): all of them, for reading and copying */
char *dsc_drafts_to_html(void);

/** dsc_give_back: puts @html into the entry of @conv or, where there is none, into its window. */
void dsc_give_back(PurpleConversation *conv, const char *html);
