/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "gtk/row.h"
#include "purple/audience.h"

/**
 * dsc_headline:
 * @rows: (element-type DscRow): what was found
 *
 * Returns: (transfer full): one sentence, without markup: what would happen in
 * this conversation if the message were sent
 */
char *dsc_headline(const DscDecision *decision, const GPtrArray *rows, const DscAudience *audience);

/** dsc_headline_readers: Returns: (transfer full): who would read it, from which account */
char *dsc_headline_readers(const DscAudience *audience);
