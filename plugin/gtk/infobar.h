/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtkconv.h>

/**
 * DscInfobar:
 * @markup:  Pango markup
 * @button:  label with mnemonic
 * @seconds: it goes away after so long; 0: when somebody takes it away
 * @act:     (nullable): called with @owner when the button is pressed; the bar goes by itself
 * @owner:   of all bars in a conversation there is one for each owner
 *
 * A slim bar above the entry: it asks for nothing and takes no focus.
 */
typedef struct {
	const char *markup;
	const char *button;
	guint seconds;
	void (*act)(gpointer owner);
	gpointer owner;
} DscInfobar;

/** dsc_infobar_show: shows @bar above the entry of @gtkconv, in place of its owner's last one */
void dsc_infobar_show(PidginConversation *gtkconv, const DscInfobar *bar);

/** dsc_infobar_drop: takes down every bar of @owner; NULL: all bars of everybody */
void dsc_infobar_drop(gconstpointer owner);
