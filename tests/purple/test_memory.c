/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/memory.h"

#include <string.h>

#include "purple/core.h"
#include "world.h"

#define ADA "Mrs Ada Winterbourne"
#define TOM "Mrs Tom Okonjo"

static void assert_held(PurpleConversation *conv, const char *message, gboolean held)
{
	say(conv, message);
	g_test_message("%s", message);
	g_assert_cmpuint(notes.shown->len, ==, held ? 1 : 0);
	if (held)
		dsc_held_cancel(shown());
}

/* A name in a message that was never sent is a name all the same. */
static void test_known_though_edited(void)
{
	assert_held(world.im, "is winterbourne back?", FALSE);
	say(world.im, ADA);
	dsc_held_edit(shown());
	assert_held(world.im, "is winterbourne back?", TRUE);
	assert_held(world.im, "ADA is", TRUE);
	assert_wire("bob: is winterbourne back?\n");
}

static void test_known_there_only(void)
{
	assert_held(world.im, ADA, TRUE);
	assert_held(world.room, "is winterbourne back?", FALSE);
}

static void test_known_when_closed(void)
{
	assert_held(world.im, ADA, TRUE);
	purple_conversation_destroy(world.im);
	world_open();
	assert_held(world.im, "is winterbourne back?", TRUE);
}

/* Who says that it is no patient is not asked about the name again. */
static void test_forgotten(void)
{
	say(world.im, ADA);
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_NOT_A_PATIENT, NULL));
	assert_held(world.im, "is winterbourne back?", FALSE);
	say(world.im, TOM);
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CARE_TEAM, NULL));
	assert_held(world.im, "okonjo?", TRUE);
}

static char *redact_shown(void)
{
	return dsc_decision_redact(dsc_held_decision(shown()), DSC_REDACTION_PLAIN);
}

static void test_letters(void)
{
	static const struct {
		const char *message;
		const char *redacted;
	} table[] = {
		{ ADA " fell", "Mrs [name] fell" },
		{ "Mrs Tom Okonjo fell", "Mrs [name B] fell" },
		{ "winterbourne fell", "[name A] fell" },
		{ "okonjo and ADA fell", "[name B] and [name A] fell" },
	};
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		say(world.im, table[i].message);
		g_autofree char *redacted = redact_shown();
		g_assert_cmpstr(redacted, ==, table[i].redacted);
		g_assert_true(dsc_held_send_redacted(shown(), redacted));
	}
	assert_wire("bob: Mrs [name] fell\nbob: Mrs [name B] fell\nbob: [name A] fell\n"
		    "bob: [name B] and [name A] fell\n");
}

/* Two held one behind the other have their letters in the order of writing. */
static void test_letters_in_line(void)
{
	say(world.im, ADA " fell");
	say(world.im, TOM " fell");
	dsc_held_cancel(shown());
	g_autofree char *redacted = redact_shown();
	g_assert_cmpstr(redacted, ==, "Mrs [name B] fell");
	dsc_held_cancel(shown());
}

static void test_introduction(void)
{
	assert_held(world.room, "take two", TRUE);
	/* It was cancelled with the message, so nobody has read it. */
	assert_held(world.room, ADA ", I am a nurse", TRUE);
	assert_held(world.room, "take two", TRUE);
	assert_held(world.room, "I am a nurse", FALSE);
	assert_held(world.room, "take two", FALSE);
	assert_held(world.im, "take two", TRUE);
}

static void test_introduction_redacted(void)
{
	say(world.room, ADA ", I am a nurse");
	g_assert_true(dsc_held_send_redacted(shown(), "Mrs [name], I am a nurse"));
	assert_held(world.room, "take two", FALSE);
}

static void test_introduction_redacted_away(void)
{
	say(world.room, ADA ", I am a nurse");
	g_assert_true(dsc_held_send_redacted(shown(), "Mrs [name]"));
	assert_held(world.room, "take two", TRUE);
}

static void test_introduction_anyway(void)
{
	say(world.room, ADA ", I am a nurse");
	g_assert_true(dsc_held_send_anyway(shown(), DSC_REASON_CONSENTED, NULL));
	assert_held(world.room, "take two", FALSE);
}

/* What is only looked at, as a preview is, is not remembered. */
static void test_check_remembers_nothing(void)
{
	dsc_decision_free(dsc_core_check(world.im, ADA ", I am a nurse", DSC_FORMAT_HTML));
	assert_held(world.im, "is winterbourne back?", FALSE);
	assert_held(world.im, "take two", TRUE);
}

static void test_no_text_is_kept(void)
{
	assert_held(world.im, ADA, TRUE);
	const DscPerson *person = dsc_conversation_person(dsc_memory_of(world.im), 0);
	g_assert_cmpuint(person->name.n, ==, 2);
	g_assert_cmpstr(person->rule, ==, "t-name");
	g_assert_null(memmem(person, sizeof *person, "inter", 5));
	g_assert_null(memmem(person, sizeof *person, "INTER", 5));
	g_assert_null(memmem(person, sizeof *person, "Ada", 3));
}

static void add_tests(void)
{
	world_add("/memory/known-though-edited", test_known_though_edited);
	world_add("/memory/known-there-only", test_known_there_only);
	world_add("/memory/known-when-closed", test_known_when_closed);
	world_add("/memory/forgotten", test_forgotten);
	world_add("/memory/letters", test_letters);
	world_add("/memory/letters-in-line", test_letters_in_line);
	world_add("/memory/introduction", test_introduction);
	world_add("/memory/introduction-redacted", test_introduction_redacted);
	world_add("/memory/introduction-redacted-away", test_introduction_redacted_away);
	world_add("/memory/introduction-anyway", test_introduction_anyway);
	world_add("/memory/check-remembers-nothing", test_check_remembers_nothing);
	world_add("/memory/no-text-is-kept", test_no_text_is_kept);
}

int main(int argc, char **argv)
{
	return world_run(argc, argv, add_tests);
}
