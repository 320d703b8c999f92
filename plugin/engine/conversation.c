/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/conversation.h"

/* What is true of the sender stays true; what is said of a patient is said of that message. */
#define LASTING_NOTES DSC_NOTE_INTRODUCED

struct DscConversation {
	GArray *people; /* of DscPerson */
	guint clock;
	guint numbers;
	guint notes;
};

DscConversation *dsc_conversation_new(void)
{
	DscConversation *conversation = g_new0(DscConversation, 1);
	conversation->people = g_array_new(FALSE, FALSE, sizeof(DscPerson));
	return conversation;
}

DscConversation *dsc_conversation_copy(const DscConversation *conversation)
{
	DscConversation *copy = dsc_conversation_new();
	if (conversation == NULL)
		return copy;
	GArray *people = copy->people;
	*copy = *conversation;
	copy->people = people;
	g_array_append_vals(people, conversation->people->data, conversation->people->len);
	return copy;
}

void dsc_conversation_free(DscConversation *conversation)
{
	if (conversation == NULL)
		return;
	g_array_unref(conversation->people);
	g_free(conversation);
}

static DscPerson *person_at(const DscConversation *conversation, guint i)
{
	return &g_array_index(conversation->people, DscPerson, i);
}

/* Mrs Hollis is not Mr Hollis. */
static gboolean may_have_sex(const DscPerson *person, DscSex sex)
{
	return sex == DSC_SEX_UNSAID || person->name.sex == DSC_SEX_UNSAID ||
	       person->name.sex == sex;
}

static gboolean may_be(const DscPerson *person, const DscName *name)
{
	if (!may_have_sex(person, name->sex))
		return FALSE;
	return dsc_name_is_within(name, &person->name) || dsc_name_is_within(&person->name, name);
}

/* Where a new person goes: behind the others, or in place of who was met longest ago. */
static DscPerson *make_room(DscConversation *conversation)
{
	if (conversation->people->len < DSC_CONVERSATION_PEOPLE) {
		g_array_set_size(conversation->people, conversation->people->len + 1);
		return person_at(conversation, conversation->people->len - 1);
	}
	DscPerson *oldest = person_at(conversation, 0);
	for (guint i = 1; i < conversation->people->len; i++) {
		DscPerson *person = person_at(conversation, i);
		if (person->met < oldest->met)
			oldest = person;
	}
	return oldest;
}

/* The name with its ending on is one that may only look like somebody's. */
static gboolean may_be_with_ending(const DscPerson *person, const DscName *name)
{
	return may_have_sex(person, name->sex) && dsc_name_may_be_within(name, &person->name);
}

static DscPerson *find_last(const DscConversation *conversation, const DscName *name,
			    gboolean (*is_one)(const DscPerson *person, const DscName *name))
{
	DscPerson *found = NULL;
	for (guint i = 0; i < conversation->people->len; i++) {
		DscPerson *person = person_at(conversation, i);
		if (is_one(person, name) && (found == NULL || person->met > found->met))
			found = person;
	}
	return found;
}

/* Whether several people of the conversation have all parts of @name. */
static gboolean is_ambiguous(const DscConversation *conversation, const DscName *name)
{
	guint n = 0;
	for (guint i = 0; i < conversation->people->len; i++) {
		const DscPerson *person = person_at(conversation, i);
		n += may_have_sex(person, name->sex) && dsc_name_is_within(name, &person->name);
	}
	return n > 1;
}

static DscPerson *meet(DscConversation *conversation, const DscName *name)
{
	DscPerson *found = find_last(conversation, name, may_be);
	if (found != NULL)
		dsc_name_join(&found->name, name);
	else
		found = find_last(conversation, name, may_be_with_ending);
	if (found == NULL) {
		found = make_room(conversation);
		*found = (DscPerson){ .name = *name, .number = -1 };
	}
	if (found->name.sex == DSC_SEX_UNSAID && !is_ambiguous(conversation, name))
		found->name.sex = name->sex;
	found->met = ++conversation->clock;
	return found;
}

gint dsc_conversation_number(DscConversation *conversation, const DscName *name)
{
	if (name->n == 0 || is_ambiguous(conversation, name))
		return -1;
	DscPerson *person = meet(conversation, name);
	if (person->number < 0)
		person->number = (gint)conversation->numbers++;
	return person->number;
}

guint dsc_conversation_count(const DscConversation *conversation)
{
	return conversation->numbers;
}

void dsc_conversation_know(DscConversation *conversation, const DscName *name, const char *rule,
			   double likelihood)
{
	if (name->n == 0)
		return;
	DscPerson *person = meet(conversation, name);
	if (person->rule != NULL && person->likelihood >= likelihood)
		return;
	person->rule = g_intern_string(rule);
	person->likelihood = likelihood;
}

void dsc_conversation_forget(DscConversation *conversation, const DscName *name)
{
	for (guint i = 0; i < conversation->people->len; i++) {
		DscPerson *person = person_at(conversation, i);
		if (may_be(person, name))
			person->rule = NULL;
	}
}

const DscPerson *dsc_conversation_person(const DscConversation *conversation, guint i)
{
	return i < conversation->people->len ? person_at(conversation, i) : NULL;
}

void dsc_conversation_note(DscConversation *conversation, guint notes)
{
	conversation->notes |= notes & LASTING_NOTES;
}

guint dsc_conversation_notes(const DscConversation *conversation)
{
	return conversation->notes;
}
