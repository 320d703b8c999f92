/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/taxonomy.h"

/* Every value has a name of its own that leads back to it; nothing else does. */
#define TEST_NAMES(kind, Type, N_VALUES)                                                           \
	static void test_##kind(void)                                                              \
	{                                                                                          \
		Type back;                                                                         \
                                                                                                   \
		for (int value = 0; value < (N_VALUES); value++) {                                 \
			const char *name = dsc_##kind##_name((Type)value);                         \
                                                                                                   \
			g_assert_nonnull(name);                                                    \
			back = (N_VALUES);                                                         \
			g_assert_true(dsc_##kind##_from_name(name, &back));                        \
			g_assert_cmpint(back, ==, value);                                          \
		}                                                                                  \
		back = (N_VALUES);                                                                 \
		g_assert_false(dsc_##kind##_from_name("", &back));                                 \
		g_assert_false(dsc_##kind##_from_name("no such name", &back));                     \
		g_assert_cmpint(back, ==, (N_VALUES));                                             \
	}

TEST_NAMES(family, DscFamily, DSC_N_FAMILIES)
TEST_NAMES(type, DscType, DSC_N_TYPES)
TEST_NAMES(setting, DscSetting, DSC_N_SETTINGS)
TEST_NAMES(verdict, DscVerdict, DSC_N_VERDICTS)

/* Machine output relies on these letters. */
static void test_letters(void)
{
	DscType type;

	g_assert_cmpstr(dsc_family_name(DSC_FAMILY_CONF), ==, "CONF");
	g_assert_cmpstr(dsc_family_name(DSC_FAMILY_AUDIENCE), ==, "AUDIENCE");
	g_assert_cmpstr(dsc_type_name(DSC_TYPE_NAME), ==, "NAME");
	g_assert_cmpstr(dsc_type_name(DSC_TYPE_TERM), ==, "TERM");
	g_assert_cmpstr(dsc_setting_name(DSC_SETTING_GROUP_CHAT), ==, "group-chat");
	g_assert_cmpstr(dsc_setting_name(DSC_SETTING_PUBLIC_ROOM), ==, "public-room");
	g_assert_cmpstr(dsc_verdict_name(DSC_VERDICT_HOLD), ==, "hold");
	g_assert_false(dsc_type_from_name("name", &type));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/taxonomy/family", test_family);
	g_test_add_func("/taxonomy/type", test_type);
	g_test_add_func("/taxonomy/setting", test_setting);
	g_test_add_func("/taxonomy/verdict", test_verdict);
	g_test_add_func("/taxonomy/letters", test_letters);
	return g_test_run();
}
