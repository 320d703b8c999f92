/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <conversation.h>

#include "policy/guard.h"

#define DSC_CORE_PLUGIN_ID "core-discretion"
#define DSC_GTK_PLUGIN_ID  "gtk-discretion"

/** dsc_core_guard: Returns: (transfer none): engine and policy in force; valid while the plugin is
 * loaded */
DscGuard *dsc_core_guard(void);

/**
 * dsc_core_check:
 * @message: what is about to leave
 * @format:  how to read it
 *
 * Returns: (transfer full): what is to be done about @message in @conv
 */
DscDecision *dsc_core_check(PurpleConversation *conv, const char *message, DscFormat format);

/**
 * dsc_core_format:
 *
 * Returns: the format in which @message leaves through the sending signals of @account:
 * HTML, but for IRC's "/me", which is plain text
 */
DscFormat dsc_core_format(PurpleAccount *account, const char *message);

/** dsc_core_handle: Returns: (transfer none): the handle for signals and requests of the core
 * plugin */
void *dsc_core_handle(void);

/**
 * dsc_core_bind_translations:
 *
 * Lets the sentences of both plugins be looked up. Whichever plugin the client
 * meets first calls it before its first sentence.
 */
void dsc_core_bind_translations(void);
