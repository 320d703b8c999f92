/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "purple/approval.h"
#include "purple/core.h"
#include "world.h"

/*
 * What an entry makes of a typed text on its way to the sending signals. @arrives
 * is parted by "|"; each part is asked for in turn, and must get @taken ('y' or 'n').
 */
typedef struct {
	const char *typed;
	const char *arrives;
	const char *taken;
	gboolean by_line;
} Way;

static const Way WAYS[] = {
	{ "MRN 1", "MRN 1", "y", FALSE },
	{ "MRN 1", "MRN 2", "n", FALSE },
	{ "MRN 1", "MRN 1|MRN 1", "yn", FALSE },
	{ "MRN 1", "MRN 12", "n", FALSE },
	{ "MRN 1", "<b>MRN</b> 1", "y", FALSE }, /* markup written anew */
	{ "MRN 1", "MRN 1<!-- MRN 2 -->", "n", FALSE },
	{ "MRN 1", "<a href=\"http://x/2\">MRN 1</a>", "n", FALSE },
	{ "a http://x.org", "a <A HREF=\"http://x.org\">http://x.org</A>", "y", FALSE },
	{ "a &amp; b", "a &amp; b", "y", FALSE },
	{ "one<br>two", "one<br>two", "y", FALSE },
	{ "one<br>two", "one|two", "nn", FALSE },
	{ "one<br>two", "one|two", "yy", TRUE },
	{ "one<br><br>two", "one|two", "yy", TRUE },
	{ "one<br>two", "two|one", "ny", TRUE },
	{ "one<br>two", "one|one", "yn", TRUE },
	{ "one<br>two", "one|one<br>two", "yn", TRUE },
	{ "one<br>two", "one|two|two", "yyn", TRUE },
	{ "/say MRN 1", "MRN 1", "y", FALSE },
	{ "/say MRN 1", "MRN 1|MRN 1", "yn", FALSE },
	{ "/me has MRN 1", "/me has MRN 1", "y", FALSE },
	{ "/action has MRN 1", "/me has MRN 1", "y", FALSE },
	{ "/ME has MRN 1", "/me has MRN 1", "y", FALSE },
	{ "/me has MRN 1", "has MRN 1", "n", FALSE },
	{ "/msg bob MRN 1", "MRN 1", "n", FALSE },
	{ "/sayMRN 1", "MRN 1", "n", FALSE },
};

static void set_by_line(gboolean by_line)
{
	PurpleConnectionFlags features = purple_conversation_get_features(world.im);

	if (by_line)
		features |= PURPLE_CONNECTION_NO_NEWLINES;
	else
		features &= ~(guint)PURPLE_CONNECTION_NO_NEWLINES;
	purple_conversation_set_features(world.im, features);
}

static void test_typed(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(WAYS); i++) {
		const Way *way = &WAYS[i];
		g_auto(GStrv) parts = g_strsplit(way->arrives, "|", -1);
		GString *taken = g_string_new(NULL);
		set_by_line(way->by_line);

		DscApproval *approval =
			dsc_approval_begin(world.im, way->typed, DSC_APPROVAL_TYPED);
		for (char **part = parts; *part != NULL; part++)
			g_string_append_c(taken, dsc_approval_take(world.im, *part) ? 'y' : 'n');
		gboolean used = dsc_approval_end(approval);

		g_test_message("%s -> %s", way->typed, way->arrives);
		g_assert_cmpstr(taken->str, ==, way->taken);
		g_assert_cmpint(used, ==, strchr(way->taken, 'y') != NULL);
		g_string_free(taken, TRUE);
	}
}

static void test_exact(void)
{
	DscApproval *approval = dsc_approval_begin(world.im, "<b>MRN 1</b>", DSC_APPROVAL_EXACT);

	g_assert_false(dsc_approval_take(world.room, "<b>MRN 1</b>"));
	g_assert_false(dsc_approval_take(world.im, "MRN 1"));
	g_assert_true(dsc_approval_take(world.im, "<b>MRN 1</b>"));
	g_assert_false(dsc_approval_take(world.im, "<b>MRN 1</b>"));
	g_assert_true(dsc_approval_end(approval));
	g_assert_false(dsc_approval_take(world.im, "<b>MRN 1</b>"));
}

/* The same person on another account is another conversation. */
static void test_other_account(void)
{
	PurpleConversation *other = purple_conversation_new(PURPLE_CONV_TYPE_IM, world.bob, "bob");
	DscApproval *approval = dsc_approval_begin(world.im, "MRN 1", DSC_APPROVAL_TYPED);

	g_assert_false(dsc_approval_take(other, "MRN 1"));
	g_assert_false(dsc_approval_end(approval));
}

static void test_nested(void)
{
	DscApproval *outer = dsc_approval_begin(world.im, "one", DSC_APPROVAL_EXACT);
	DscApproval *inner = dsc_approval_begin(world.room, "two", DSC_APPROVAL_EXACT);

	g_assert_false(dsc_approval_take(world.im, "one"));
	g_assert_true(dsc_approval_take(world.room, "two"));
	dsc_approval_end(inner);
	g_assert_true(dsc_approval_take(world.im, "one"));
	dsc_approval_end(outer);
}

/* --- An entry as Pidgin has one ----------------------------------------------------------- */

static GString *entry;

static void entry_send(DscHeld *held G_GNUC_UNUSED, PurpleConversation *conv, const char *message)
{
	g_auto(GStrv) lines = g_strsplit(message, "<br>", -1);

	for (char **line = lines; *line != NULL; line++)
		say(conv, *line);
	g_string_truncate(entry, 0);
}

static void entry_give_back(DscHeld *held G_GNUC_UNUSED, PurpleConversation *conv G_GNUC_UNUSED)
{
}

static void entry_discard(DscHeld *held G_GNUC_UNUSED, PurpleConversation *conv G_GNUC_UNUSED)
{
	g_string_truncate(entry, 0);
}

static const DscOrigin entry_origin = { entry_send, entry_give_back, entry_discard };

static void hold_in_entry(const char *text)
{
	g_string_assign(entry, text);
	dsc_hold(world.im, g_strdup(text), dsc_core_check(world.im, text, DSC_FORMAT_HTML),
		 &entry_origin);
}

static void test_entry_lines(void)
{
	entry = g_string_new(NULL);
	set_by_line(TRUE);
	hold_in_entry("MRN 0061-2748<br>and MRN 1111-2222");
	g_assert_true(dsc_held_find(world.im, &entry_origin) == shown());
	say(world.im, "from elsewhere");
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));
	assert_wire("bob: MRN 0061-2748\nbob: and MRN 1111-2222\nbob: from elsewhere\n");
	g_assert_null(dsc_held_find(world.im, &entry_origin));
	g_string_free(entry, TRUE);
}

/* The entry queues behind what another caller's message has begun to wait for. */
static void test_entry_behind(void)
{
	entry = g_string_new(NULL);
	set_by_line(FALSE);
	say(world.im, "first MRN 0061-2748");
	hold_in_entry("second MRN 0061-2748");
	g_assert_cmpstr(dsc_held_message(shown()), ==, "first MRN 0061-2748");
	dsc_held_cancel(shown());
	g_assert_cmpstr(dsc_held_message(shown()), ==, "second MRN 0061-2748");
	dsc_held_cancel(shown());
	g_assert_cmpstr(entry->str, ==, "");
	assert_wire("");
	g_string_free(entry, TRUE);
}

static void add_tests(void)
{
	world_add("/approval/typed", test_typed);
	world_add("/approval/exact", test_exact);
	world_add("/approval/other-account", test_other_account);
	world_add("/approval/nested", test_nested);
	world_add("/approval/entry-lines", test_entry_lines);
	world_add("/approval/entry-behind", test_entry_behind);
}

int main(int argc, char **argv)
{
	return world_run(argc, argv, add_tests);
}
