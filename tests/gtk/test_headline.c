/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the window says before anything else, and what it puts in a row. */
#include "gtk/headline.h"

#include <glib/gstdio.h>

#include "policy/guard.h"

typedef struct {
	DscGuard *guard;
	DscAudience audience;
} Fixture;

static void set_up(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
	g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "policy", "data", NULL);
	g_autoptr(GPtrArray) problems =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);

	f->guard = dsc_guard_new(folder, problems);
	g_assert_cmpuint(problems->len, ==, 0);
	f->audience = (DscAudience){
		.setting = DSC_SETTING_GROUP_CHAT,
		.name = (char *)"#ward",
		.n_people = 14,
		.account = (char *)"nurse",
		.protocol = (char *)"IRC",
	};
}

static void tear_down(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
	dsc_guard_free(f->guard);
}

static DscDecision *decide(Fixture *f, const char *message, DscFormat format)
{
	DscText *text = dsc_text_new(message, -1, format);

	return dsc_guard_check(f->guard, text, &(DscContext){ .setting = f->audience.setting });
}

static void assert_headline(Fixture *f, const char *message, const char *expected)
{
	g_autoptr(DscDecision) decision = decide(f, message, DSC_FORMAT_PLAIN);
	g_autoptr(GPtrArray) rows = dsc_rows_new(decision);
	g_autofree char *headline = dsc_headline(decision, rows, &f->audience);

	g_assert_cmpstr(headline, ==, expected);
}

static void test_what_is_said(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
	static const struct {
		const char *message;
		const char *headline;
	} table[] = {
		{ "a midmark", "This message names a patient to 14 people in #ward" },
		{ "a highmark", "This message could identify a patient to 14 people in #ward" },
		{ "a admark", "This message advertises to 14 people in #ward" },
		{ "an identmark",
		  "This message promises or praises too much to 14 people in #ward" },
		{ "admark, identmark, highmark",
		  "This message could identify a patient to 14 people in #ward" },
		{ "a blockmark",
		  "This message could identify a patient to 14 people in #ward. Your "
		  "institution’s policy forbids sending it" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		assert_headline(f, table[i].message, table[i].headline);
}

static void test_to_whom(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
	static const struct {
		DscSetting setting;
		int n_people;
		const char *headline;
		const char *readers;
	} table[] = {
		{ DSC_SETTING_GROUP_CHAT, 1,
		  "This message could identify a patient to 1 person in #ward",
		  "Who will read it: #ward, 1 other person. From nurse (IRC)." },
		{ DSC_SETTING_PUBLIC_ROOM, 2,
		  "This message could identify a patient to 2 people in #ward",
		  "Who will read it: #ward, 2 other people. From nurse (IRC)." },
		{ DSC_SETTING_GROUP_CHAT, -1,
		  "This message could identify a patient to everybody in #ward",
		  "Who will read it: everybody in #ward. From nurse (IRC)." },
		{ DSC_SETTING_GROUP_CHAT, 0,
		  "This message could identify a patient to everybody in #ward",
		  "Who will read it: #ward, 0 other people. From nurse (IRC)." },
		{ DSC_SETTING_DIRECT, 1, "This message could identify a patient to #ward",
		  "Who will read it: #ward. From nurse (IRC)." },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		f->audience.setting = table[i].setting;
		f->audience.n_people = table[i].n_people;
		assert_headline(f, "a highmark", table[i].headline);
		g_autofree char *readers = dsc_headline_readers(&f->audience);
		g_assert_cmpstr(readers, ==, table[i].readers);
	}
}

static void test_unchecked(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
	g_autofree char *folder = g_dir_make_tmp("discretion-XXXXXX", NULL);
	g_autoptr(GPtrArray) problems =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);

	dsc_guard_free(f->guard);
	f->guard = dsc_guard_new(folder, problems);
	g_assert_cmpuint(problems->len, >, 0);
	assert_headline(f, "anything",
			"This message to 14 people in #ward could not be checked completely");
	g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void test_rows(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
	g_autoptr(DscDecision) decision =
		decide(f, "highmark, admark, <b>high</b>mark <a href=\"http://x/highmark\">l</a>",
		       DSC_FORMAT_HTML);
	g_autoptr(GPtrArray) rows = dsc_rows_new(decision);

	g_assert_cmpuint(rows->len, ==, 2);
	const DscRow *name = rows->pdata[0];
	const DscRow *term = rows->pdata[1];
	g_assert_cmpstr(name->text, ==, "highmark");
	g_assert_cmpuint(name->spans->len, ==, 3);
	g_assert_cmpuint(name->number, ==, 1);
	g_assert_true(name->hidden);
	g_assert_cmpstr(term->text, ==, "admark");
	g_assert_cmpuint(term->number, ==, 2);
	g_assert_false(term->hidden);
	g_assert_cmpstr(name->evidence, ==,
			"The rule mark-high found it. Its likelihood is 0.90. From 0.60 on, the "
			"message waits for you.");
	g_assert_true(dsc_rows_hidden(rows));
}

int main(int argc, char **argv)
{
	g_setenv("LC_ALL", "C.UTF-8", TRUE);
	g_test_init(&argc, &argv, NULL);
	g_test_add("/headline/what", Fixture, NULL, set_up, test_what_is_said, tear_down);
	g_test_add("/headline/to-whom", Fixture, NULL, set_up, test_to_whom, tear_down);
	g_test_add("/headline/unchecked", Fixture, NULL, set_up, test_unchecked, tear_down);
	g_test_add("/row/new", Fixture, NULL, set_up, test_rows, tear_down);
	return g_test_run();
}
