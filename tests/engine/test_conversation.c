/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/conversation.h"

#include <string.h>

#include "engine/conversations.h"

static DscName name(const char *text)
{
	return dsc_name_read(text, strlen(text));
}

/* --- Names ---------------------------------------------------------------------------------- */

static void test_name(void)
{
	static const struct {
		const char *name;
		const char *whole;
		gboolean within;
	} table[] = {
		{ "Winterbourne", "Ada Winterbourne", TRUE },
		{ "ADA WINTERBOURNE", "Ada Winterbourne", TRUE },
		{ "Winterbourne, Ada", "Ada Winterbourne", TRUE },
		{ "A. Winterbourne", "Ada Winterbourne", TRUE },
		{ "Tom Winterbourne", "Ada Winterbourne", FALSE },
		{ "Ayşe", "AYSE Demir", TRUE },
		{ "كاظمي", "کاظمی", TRUE },
		{ "Al Wu", "al wu", TRUE },
		{ "Wu", "Al Wu", TRUE },
		{ "J.", "J. Winterbourne", FALSE },
		{ "", "Ada", FALSE },
		{ "kraemer", "Jörg Krämer", TRUE },
		{ "KRÄMER", "joerg kraemer", TRUE },
		{ "Weiss", "Weiß", TRUE },
		{ "Weiß", "WEISS", TRUE },
		{ "Sue", "Su", FALSE },
		{ "Enriqueta", "Enriquta", FALSE },
		{ "MacGillivray, Hamish", "Hamish\nMacGillivray", TRUE },
	};
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		DscName part = name(table[i].name);
		DscName whole = name(table[i].whole);
		g_test_message("%s in %s", table[i].name, table[i].whole);
		g_assert_cmpint(dsc_name_is_within(&part, &whole), ==, table[i].within);
	}
	DscName many = name("one two three four five six seven eight");
	g_assert_cmpuint(many.n, ==, DSC_NAME_PARTS);
}

static void test_spelling(void)
{
	static const struct {
		const char *key;
		const char *spelling;
	} table[] = {
		{ "kraemer", "kramer" },  { "goethe", "gothe" },
		{ "mueller", "muller" },  { "weiss", "weis" },
		{ "quentin", "quentin" }, { "sue", "sue" },
		{ "ae", "ae" },		  { "", "" },
	};
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *key = g_strdup(table[i].key);
		key[dsc_name_spelling(key, strlen(key))] = '\0';
		g_assert_cmpstr(key, ==, table[i].spelling);
	}
}

/* --- Conversations -------------------------------------------------------------------------- */

static gint number(DscConversation *conversation, const char *text)
{
	DscName who = name(text);
	return dsc_conversation_number(conversation, &who);
}

static void test_numbers(void)
{
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	g_assert_cmpint(number(conversation, "Winterbourne"), ==, 0);
	g_assert_cmpint(number(conversation, "Tom Okonjo"), ==, 1);
	g_assert_cmpint(number(conversation, "Ada Winterbourne"), ==, 0);
	g_assert_cmpint(number(conversation, "ada"), ==, 0);
	g_assert_cmpint(number(conversation, "Tom Winterbourne"), ==, 2);
	/* Either may be meant. */
	g_assert_cmpint(number(conversation, "winterbourne"), ==, -1);
	g_assert_cmpint(number(conversation, "J."), ==, -1);
	/* With an ending on it, unless that is somebody's own name. */
	g_assert_cmpint(number(conversation, "okonjonun"), ==, 1);
	g_assert_cmpint(number(conversation, "رستمی"), ==, 3);
	g_assert_cmpint(number(conversation, "رستمیرو"), ==, 3);
	g_assert_cmpint(number(conversation, "رستم"), ==, 4);
	g_assert_cmpuint(dsc_conversation_count(conversation), ==, 5);
	g_autoptr(DscConversation) copy = dsc_conversation_copy(conversation);
	g_assert_cmpint(number(copy, "Somebody New"), ==, 5);
	g_assert_cmpuint(dsc_conversation_count(conversation), ==, 5);
}

/* In each text the name is @at; the numbers are those of one conversation. */
static void test_titles(void)
{
	static const struct {
		const char *text;
		const char *at;
		gint number;
	} table[] = {
		{ "Mrs Hollis in bed 3", "Hollis", 0 },
		{ "and Mr. Hollis in bed 4", "Hollis", 1 },
		{ "mr tom hollis", "tom hollis", 1 },
		{ "Hollis is better", "Hollis", -1 },
		{ "Mrs Hollis", "Hollis", 0 },
		{ "Mme Claire Petit", "Claire Petit", 2 },
		{ "M. Petit", "Petit", 3 },
		{ "Frau Schmidt", "Schmidt", 4 },
		{ "mit Herrn Schmidt", "Schmidt", 5 },
		{ "خانم کیانفر", "کیانفر", 6 },
		{ "آقای کیانفر", "کیانفر", 7 },
		{ "Demir Bey geldi", "Demir", 8 },
		{ "Demir Hanım geldi", "Demir", 9 },
		{ "Jane Quill", "Jane Quill", 10 },
		{ "Mrs Quill", "Quill", 10 },
		{ "Mr Quill", "Quill", 11 },
		{ "Herr Kraemer", "Kraemer", 12 },
		{ "Krämers Frau", "Krämers", 12 },
	};
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		gsize start = (gsize)(strstr(table[i].text, table[i].at) - table[i].text);
		DscSpan span = { start, start + strlen(table[i].at) };
		DscName who = dsc_name_read_in(table[i].text, span);
		g_test_message("%s", table[i].text);
		g_assert_cmpint(dsc_conversation_number(conversation, &who), ==, table[i].number);
	}
}

static guint count_people(const DscConversation *conversation)
{
	guint n = 0;
	while (dsc_conversation_person(conversation, n) != NULL)
		n++;
	return n;
}

static void test_bounds(void)
{
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	for (int i = 0; i < 10000; i++) {
		/* Letters that neither end a name nor spell one otherwise. */
		static const char letters[] = "bcdfghjklm";
		g_autofree char *someone =
			g_strdup_printf("quill%c%c%c%c", letters[i % 10], letters[i / 10 % 10],
					letters[i / 100 % 10], letters[i / 1000]);
		g_assert_cmpint(number(conversation, someone), ==, i == 0 ? 0 : i + 1);
		/* Who is named all along is never forgotten. */
		g_assert_cmpint(number(conversation, "Ada Winterbourne"), ==, 1);
	}
	g_assert_cmpuint(count_people(conversation), ==, DSC_CONVERSATION_PEOPLE);
}

/* A handover of a ward is long, and its first patient is spoken of again at the end. */
static void test_long_handover(void)
{
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	static const gint n = 100;
	for (gint turn = 0; turn < 2; turn++) {
		for (gint i = 0; i < n; i++) {
			g_autofree char *someone =
				g_strdup_printf("quill%c%c", 'a' + i % 26, 'a' + i / 26);
			g_assert_cmpint(number(conversation, someone), ==, i);
		}
	}
	g_assert_cmpuint(dsc_conversation_count(conversation), ==, n);
}

static void test_notes_that_last(void)
{
	g_autoptr(DscConversation) conversation = dsc_conversation_new();
	dsc_conversation_note(conversation, DSC_NOTE_INTRODUCED | DSC_NOTE_PATIENT);
	g_assert_cmpuint(dsc_conversation_notes(conversation), ==, DSC_NOTE_INTRODUCED);
}

/* How many people the conversation called @key remembers. */
static guint people_of(DscConversations *all, const char *key)
{
	return dsc_conversation_count(dsc_conversations_open(all, key));
}

static void test_many_conversations(void)
{
	g_autoptr(DscConversations) all = dsc_conversations_new(3);
	static const char *const keys[] = { "a", "b", "c", "a", "d" };
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
		number(dsc_conversations_open(all, keys[i]), "Ada Winterbourne");
	g_assert_cmpuint(people_of(all, "a"), ==, 1);
	g_assert_cmpuint(people_of(all, "c"), ==, 1);
	g_assert_cmpuint(people_of(all, "d"), ==, 1);
	/* "b" was the one asked for longest ago; asking for it again drops "a". */
	g_assert_cmpuint(people_of(all, "b"), ==, 0);
	g_assert_cmpuint(people_of(all, "c"), ==, 1);
	g_assert_cmpuint(people_of(all, "d"), ==, 1);
	g_assert_cmpuint(people_of(all, "a"), ==, 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/conversation/name", test_name);
	g_test_add_func("/conversation/spelling", test_spelling);
	g_test_add_func("/conversation/long-handover", test_long_handover);
	g_test_add_func("/conversation/numbers", test_numbers);
	g_test_add_func("/conversation/titles", test_titles);
	g_test_add_func("/conversation/bounds", test_bounds);
	g_test_add_func("/conversation/notes-that-last", test_notes_that_last);
	g_test_add_func("/conversation/many-conversations", test_many_conversations);
	return g_test_run();
}
