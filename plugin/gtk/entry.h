/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/held.h"

/*
 * The entry in which a message is written. A message is held here, whole and
 * before Pidgin splits its lines or reads a slash command, and stays where it
 * was typed: to change it is to take it back.
 */

/** dsc_entry_attach_all: watches the entry of every conversation, those to come included;
 * @handle: of our plugin, for signals */
void dsc_entry_attach_all(void *handle);

/** dsc_entry_detach_all: watches no more; what waits in an entry is given back to its author */
void dsc_entry_detach_all(void *handle);

/**
 * dsc_entry_give_back:
 * @html: a text that was not sent
 *
 * Puts @html behind what stands in the entry of @conv.
 *
 * Returns: FALSE if @conv has no entry
 */
gboolean dsc_entry_give_back(PurpleConversation *conv, const char *html);
