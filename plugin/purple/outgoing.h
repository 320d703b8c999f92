/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/held.h"

/* Messages that were taken at libpurple's sending signals. */
extern const DscOrigin dsc_outgoing_origin;

/** dsc_outgoing_start: reads every message that is about to leave, before all other plugins. */
void dsc_outgoing_start(void);
