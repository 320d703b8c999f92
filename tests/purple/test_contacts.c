/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/contacts.h"

#include <blist.h>
#include <glib/gstdio.h>

#include "engine/staff.h"
#include "purple/rulebook.h"
#include "world.h"

#define POLICY "[policy]\nformat=1\n[limits]\non-limit=pass\n"
#define YES    POLICY "[staff]\ncontacts=yes\n"

static gboolean write_data(const char *name, const char *content)
{
	g_autofree char *path = g_build_filename(world.data, name, NULL);

	g_assert_true(g_file_set_contents(path, content, -1, NULL));
	return world_reload();
}

static void add_contact(const char *name, const char *alias, const char *group_name)
{
	PurpleGroup *group = purple_find_group(group_name);

	if (group == NULL) {
		group = purple_group_new(group_name);
		purple_blist_add_group(group, NULL);
	}
	purple_blist_add_buddy(purple_buddy_new(world.alice, name, alias), NULL, group, NULL);
}

static void remove_contacts(void)
{
	GSList *buddies = purple_find_buddies(world.alice, NULL);

	for (GSList *l = buddies; l != NULL; l = l->next)
		purple_blist_remove_buddy(l->data);
	g_slist_free(buddies);
}

static gboolean holds(const char *message)
{
	say(world.im, message);
	if (notes.shown->len == 0)
		return FALSE;
	dsc_held_edit(shown());
	return TRUE;
}

static void test_contacts(void)
{
	static const struct {
		const char *policy, *group;
		gboolean is_held;
	} table[] = {
		{ POLICY, "Ward", TRUE },
		{ YES, "Ward", FALSE },
		{ YES, "My Patients", TRUE },
		{ YES, "بیماران", TRUE },
		{ YES "patient-groups=\n", "My Patients", FALSE },
		{ YES "patient-groups=wa?d\n", "Ward", TRUE },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
		g_test_message("%s in %s", table[i].policy, table[i].group);
		add_contact("hale", "Ines Hale", table[i].group);
		g_assert_true(write_data("policy.conf", table[i].policy));
		g_assert_cmpint(holds("Mrs Ines Hale is on call"), ==, table[i].is_held);
		remove_contacts();
	}
}

static void test_whose(void)
{
	g_assert_true(write_data("policy.conf", YES));
	add_contact("hale", "Ines Hale", "Ward");
	add_contact("okonjo@example.org", NULL, "Ward");
	g_assert_false(holds("Mrs Ines Hale is on call"));
	g_assert_true(holds("Mrs Ada Winterbourne is on call"));
	g_assert_true(holds("Mrs Ada okonjo is on call"));
	/* An address is no name, and another account's contacts are that account's. */
	g_autoptr(DscStaff) alice =
		dsc_contacts_staff(world.alice, dsc_guard_policy(dsc_rulebook_guard()));
	g_autoptr(DscStaff) bob =
		dsc_contacts_staff(world.bob, dsc_guard_policy(dsc_rulebook_guard()));
	DscName hale = dsc_name_read("Hale", 4);
	g_assert_true(dsc_staff_has(alice, &hale));
	g_assert_false(dsc_staff_has(bob, &hale));
	DscName okonjo = dsc_name_read("okonjo", 6);
	g_assert_false(dsc_staff_has(alice, &okonjo));
	remove_contacts();
}

static void test_list(void)
{
	g_assert_true(holds("Mrs Ines Hale is on call"));
	g_assert_true(write_data(DSC_STAFF_FILE, "Ines Hale # matron\n"));
	g_assert_false(holds("Mrs Ines Hale is on call"));
	/* A list with a fault is refused, and the last good one stays. */
	g_assert_false(write_data(DSC_STAFF_FILE, "Ada Winterbourne\n...\n"));
	g_assert_cmpuint(noticed("staff.list:2:"), ==, 1);
	g_assert_false(holds("Mrs Ines Hale is on call"));
	g_assert_true(holds("Mrs Ada Winterbourne is on call"));
	g_autofree char *path = g_build_filename(world.data, DSC_STAFF_FILE, NULL);
	g_assert_cmpint(g_remove(path), ==, 0);
	g_assert_true(world_reload());
	g_assert_true(holds("Mrs Ines Hale is on call"));
}

static void add_tests(void)
{
	world_add("/contacts/groups", test_contacts);
	world_add("/contacts/whose", test_whose);
	world_add("/contacts/list", test_list);
}

int main(int argc, char **argv)
{
	return world_run(argc, argv, add_tests);
}
