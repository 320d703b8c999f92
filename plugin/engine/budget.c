/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/budget.h"

#include <time.h>

/* Far beyond any message, and far from where adding to a clock overflows. */
#define NO_END (G_MAXINT64 / 4)

static gint64 work_us(void)
{
	return (gint64)clock() * G_USEC_PER_SEC / CLOCKS_PER_SEC;
}

DscBudget dsc_budget_begin(gint64 us)
{
	us = MIN(us, NO_END);
	return (DscBudget){ g_get_monotonic_time() + us, work_us() + us };
}

gboolean dsc_budget_is_spent(const DscBudget *budget, gint64 spared_us)
{
	return g_get_monotonic_time() >= budget->wall_end_us + spared_us &&
	       work_us() >= budget->work_end_us + spared_us;
}
