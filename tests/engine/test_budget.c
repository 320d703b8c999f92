/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/budget.h"

static void test_sleep_costs_nothing(void)
{
	DscBudget budget = dsc_budget_begin(20 * 1000);
	g_usleep(40 * 1000);
	g_assert_false(dsc_budget_is_spent(&budget, 0));
}

static void test_work_is_spent(void)
{
	DscBudget budget = dsc_budget_begin(20 * 1000);
	guint turns = 0;
	while (!dsc_budget_is_spent(&budget, 0))
		turns++;
	g_assert_cmpuint(turns, >, 0);
	g_assert_true(dsc_budget_is_spent(&budget, 0));
	g_assert_false(dsc_budget_is_spent(&budget, G_USEC_PER_SEC));
}

static void test_ends(void)
{
	DscBudget none = dsc_budget_begin(0);
	DscBudget endless = dsc_budget_begin(G_MAXINT64);
	g_assert_true(dsc_budget_is_spent(&none, 0));
	g_assert_false(dsc_budget_is_spent(&endless, 0));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/budget/sleep-costs-nothing", test_sleep_costs_nothing);
	g_test_add_func("/budget/work-is-spent", test_work_is_spent);
	g_test_add_func("/budget/ends", test_ends);
	return g_test_run();
}
