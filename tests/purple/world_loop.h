/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include <eventloop.h>

/* libpurple's main loop on GLib's. */
extern PurpleEventLoopUiOps world_loop_ops;
