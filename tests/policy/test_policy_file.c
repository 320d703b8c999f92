/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fixture.h"

#include <string.h>

/* What a policy file may say, and what is said of a faulty one. */

#define GROUP  DSC_SETTING_GROUP_CHAT
#define PUBLIC DSC_SETTING_PUBLIC_ROOM
#define HEAD   "[policy]\nformat=1\n"

static void test_rooms(void)
{
	static const struct {
		const char *rooms, *room;
		DscSetting setting;
	} cases[] = {
		{ "", "#ward", GROUP },
		{ "#open", "#open", PUBLIC },
		{ "#open", "#opened", GROUP },
		{ "#open", "#OPEN", PUBLIC },
		{ "#Open", "#open", PUBLIC },
		{ "#open*; *@public.example.org", "#opened", PUBLIC },
		{ "#open*; *@public.example.org", "hall@public.example.org", PUBLIC },
		{ "#open*; *@public.example.org", "hall@closed.example.org", GROUP },
		{ "#ward-?", "#ward-7", PUBLIC },
		{ "#ward-?", "#ward-17", GROUP },
		{ "تالار*", "تالار عمومی", PUBLIC },
		{ "#open", "#op\xff", GROUP },
		{ "#op*", "#op\xff", PUBLIC },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *content =
			g_strconcat(HEAD, "[audience]\npublic-rooms=", cases[i].rooms, "\n", NULL);
		g_autoptr(DscPolicy) policy = good_policy_from(content);
		g_test_message("case %" G_GSIZE_FORMAT ": %s", i, cases[i].rooms);
		g_assert_cmpint(dsc_policy_setting_of_room(policy, cases[i].room), ==,
				cases[i].setting);
	}
}

static void test_staff(void)
{
	static const struct {
		const char *staff, *group;
		gboolean are_staff;
	} cases[] = {
		{ "", "Ward", FALSE },
		{ "", NULL, FALSE },
		{ "contacts=no\n", "Ward", FALSE },
		{ "contacts=yes\n", "Ward", TRUE },
		{ "contacts=yes\n", NULL, TRUE },
		{ "contacts=yes\n", "PATIENTS", FALSE },
		{ "contacts=yes\n", "بیماران من", FALSE },
		{ "contacts=yes\npatient-groups=\n", "Patients", TRUE },
		{ "contacts=yes\npatient-groups=ward*;clinic\n", "Ward 7", FALSE },
		{ "contacts=yes\npatient-groups=ward*;clinic\n", "Clinic", FALSE },
		{ "contacts=yes\npatient-groups=ward*;clinic\n", "Patients", TRUE },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *content = g_strconcat(HEAD, "[staff]\n", cases[i].staff, NULL);
		g_autoptr(DscPolicy) policy = good_policy_from(content);
		g_test_message("case %" G_GSIZE_FORMAT ": %s", i, cases[i].staff);
		g_assert_cmpint(dsc_policy_contacts_are_staff(policy, cases[i].group), ==,
				cases[i].are_staff);
	}
}

static void test_delay(void)
{
	static const struct {
		const char *content;
		guint delay_ms;
	} cases[] = {
		{ HEAD, 700 },
		{ HEAD "[override]\ndelay-ms=0\n", 0 },
		{ HEAD "[override]\ndelay-ms=10000\n", 10000 },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(DscPolicy) policy = good_policy_from(cases[i].content);
		g_assert_cmpuint(dsc_policy_override_delay_ms(policy), ==, cases[i].delay_ms);
	}
}

/* Each fault names its line, and every one of a file is told, not only the first. */
static void test_faults(void)
{
	static const struct {
		const char *content;
		DscPolicyError code;
		const char *expected[4];
	} cases[] = {
		{ "", DSC_POLICY_ERROR_KEY, { ":1: ", "[policy]" } },
		{ "[policy]\n", DSC_POLICY_ERROR_KEY, { ":1: ", "format" } },
		{ "[policy]\nformat=2\n", DSC_POLICY_ERROR_KEY, { ":2: ", "format=2" } },
		{ HEAD "hold-at=high\n", DSC_POLICY_ERROR_KEY, { ":3: ", "hold-at" } },
		{ HEAD "hold-at=1.5\n", DSC_POLICY_ERROR_KEY, { ":3: ", "hold-at" } },
		{ HEAD "hold-at=-1\n", DSC_POLICY_ERROR_KEY, { ":3: ", "hold-at" } },
		{ HEAD "hold-at=nan\n", DSC_POLICY_ERROR_KEY, { ":3: ", "hold-at" } },
		{ HEAD "hold_at=0.5\n", DSC_POLICY_ERROR_KEY, { ":3: ", "hold_at", "hold-at" } },
		{ HEAD "hold-at.room=0.5\n", DSC_POLICY_ERROR_KEY, { ":3: ", "hold-at.room" } },
		{ HEAD "action=halt\n", DSC_POLICY_ERROR_KEY, { ":3: ", "halt", "hold, block" } },
		{ HEAD "action=hold\naction=hint\n", DSC_POLICY_ERROR_SYNTAX, { ":4: ", "3" } },
		{ HEAD "[policy]\nhold-at=0.5\n", DSC_POLICY_ERROR_SYNTAX, { ":3: ", "1" } },
		{ HEAD "[family:CONF]\nformat=1\n", DSC_POLICY_ERROR_KEY, { ":4: ", "format" } },
		{ HEAD "[family:CONG]\nhold-at=1\n",
		  DSC_POLICY_ERROR_KEY,
		  { ":3: ", "family:CONG" } },
		{ HEAD "[overide]\nallowed=never\n", DSC_POLICY_ERROR_KEY, { ":3: ", "overide" } },
		{ HEAD "[override]\nallowed=always\n",
		  DSC_POLICY_ERROR_KEY,
		  { ":4: ", "always", "urgent" } },
		{ HEAD "[override]\ndelay-ms=10001\n",
		  DSC_POLICY_ERROR_KEY,
		  { ":4: ", "delay-ms" } },
		{ HEAD "[limits]\non-error=hint\n", DSC_POLICY_ERROR_KEY, { ":4: ", "on-error" } },
		{ HEAD "[limits]\non-limit=block\n", DSC_POLICY_ERROR_KEY, { ":4: ", "on-limit" } },
		{ HEAD "[audience]\npublic=x\n", DSC_POLICY_ERROR_KEY, { ":4: ", "public" } },
		{ HEAD "hold-at=0.2\n", DSC_POLICY_ERROR_KEY, { ":1: ", "0.2", "0.35" } },
		{ HEAD "[family:IDENT]\nhint-at.direct=0.9\n",
		  DSC_POLICY_ERROR_KEY,
		  { ":3: ", "IDENT", "direct" } },
		{ HEAD "action=\xff\n", DSC_POLICY_ERROR_READ, { "policy.conf:" } },
		{ "hold-at=0.5\n", DSC_POLICY_ERROR_SYNTAX, { ":1: " } },
		{ HEAD "action=halt\n[overide]\n", DSC_POLICY_ERROR_KEY, { ":3: ", ":4: " } },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) problems = problems_new();
		g_autoptr(DscPolicy) policy = policy_from(cases[i].content, problems);
		g_autofree char *all = problems_join(problems);
		g_test_message("case %" G_GSIZE_FORMAT ": %s", i, all);
		g_assert_null(policy);
		g_assert_cmpuint(problems->len, >=, 1);
		g_assert_error((GError *)problems->pdata[0], DSC_POLICY_ERROR, (gint)cases[i].code);
		for (gsize j = 0; j < 4 && cases[i].expected[j] != NULL; j++) {
			if (strstr(all, cases[i].expected[j]) == NULL)
				g_error("\"%s\" is missing in: %s", cases[i].expected[j], all);
		}
	}
}

static void test_missing_file(void)
{
	g_autoptr(GPtrArray) problems = problems_new();
	g_assert_null(dsc_policy_load("/nonexistent/policy.conf", problems));
	g_assert_cmpuint(problems->len, ==, 1);
	g_assert_error((GError *)problems->pdata[0], DSC_POLICY_ERROR, DSC_POLICY_ERROR_READ);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/policy-file/rooms", test_rooms);
	g_test_add_func("/policy-file/staff", test_staff);
	g_test_add_func("/policy-file/delay", test_delay);
	g_test_add_func("/policy-file/faults", test_faults);
	g_test_add_func("/policy-file/missing-file", test_missing_file);
	return g_test_run();
}
