/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/report.h"

/**
 * dsc_generalise:
 * @report: of the message that is to teach
 * @index:  a finding of it
 * @today:  the day on which it is said
 *
 * Says something in place of a finding that is true and tells less: the decade of an age, a
 * date by the day of the story, or by how long ago it is if it is the only one, a place by
 * its kind. How, the finding's rule says (key "generalise").
 *
 * Returns: (transfer full) (nullable): the words; NULL if there is nothing better than the
 * rule's replacement
 */
char *dsc_generalise(const DscReport *report, guint index, const GDate *today);
