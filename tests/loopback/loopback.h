/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <account.h>

/*
 * A protocol without a network: accounts of one process reach each other, rooms
 * have a few invented members, and everything that left stands in a list. Tests
 * register it in process; built as a plugin of its own it gives `make demo` a
 * world to talk to.
 */
#define LOOPBACK_ID "prpl-discretion-loopback"

/* Account settings (bool). */
#define LOOPBACK_NO_NEWLINES "no-newlines" /* entries send line by line, as on IRC */

/**
 * LoopbackMessage:
 * @from: account name
 * @to:   person or room
 * @text: as it would stand on the wire
 */
typedef struct {
	char *from;
	char *to;
	char *text;
} LoopbackMessage;

/** loopback_register: makes the protocol known to libpurple; before purple_plugins_probe(). */
void loopback_register(void);

/** loopback_wire: Returns: (transfer none) (element-type LoopbackMessage): what left, oldest first
 */
const GPtrArray *loopback_wire(void);

/** loopback_forget: empties the wire. */
void loopback_forget(void);
