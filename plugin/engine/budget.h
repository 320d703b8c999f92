/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/**
 * DscBudget:
 *
 * How much work something may cost. What counts is the processor's time, so that a
 * machine busy with something else makes nothing late; the clock on the wall, which is
 * cheaper to read, is asked first. What is spared does not count.
 */
typedef struct {
	gint64 wall_end_us;
	gint64 work_end_us;
} DscBudget;

/** dsc_budget_begin: @us: microseconds of work, from now on; G_MAXINT64 for no end */
DscBudget dsc_budget_begin(gint64 us);

/** dsc_budget_is_spent: @spared_us: microseconds since dsc_budget_begin() that do not count */
gboolean dsc_budget_is_spent(const DscBudget *budget, gint64 spared_us);
