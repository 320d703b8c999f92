/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/name.h"

/*
 * What earlier messages of one sender in one conversation disclosed: who was named, which
 * letter stands for whom in redacted text, and what is noted of the sender. Whoever sends
 * messages owns one for each conversation; a scan only reads it.
 *
 * Invariants:
 *  - It holds no text: names are hashes of their words (see name.h), a rule is its id.
 *  - It never holds more than DSC_CONVERSATION_PEOPLE people; whom nobody has named for
 *    longest goes first: more than the beds of a large ward, so that no letter is lost in a
 *    handover. It takes some sixty kilobytes at most, however long the conversation.
 *  - A number once given to somebody is never given to anybody else.
 */
typedef struct DscConversation DscConversation;

#define DSC_CONVERSATION_PEOPLE 256

/**
 * DscNote:
 * @DSC_NOTE_INTRODUCED: the sender said who they are and what they do
 * @DSC_NOTE_PATIENT:    a word that tells a patient; holds for its own message only
 * @DSC_NOTE_WORD:       somebody's name, but here the word that it also is; likewise
 * @DSC_NOTE_LABEL:      what a value is called, and nobody; likewise
 * @DSC_NOTE_NOBODY:     an author, a default value, a number of the house: no patient's; likewise
 * @DSC_NOTE_MADE_UP:    a word that tells an exercise: who is named in its sentence is made up;
 *                       likewise
 * @DSC_NOTE_THING:      a thing that the message is angry at, and nobody else; likewise
 *
 * What a rule may note instead of finding something: rule keys "notes" and "unless".
 */
typedef enum {
	DSC_NOTE_NONE = 0,
	DSC_NOTE_INTRODUCED = 1 << 0,
	DSC_NOTE_PATIENT = 1 << 1,
	DSC_NOTE_WORD = 1 << 2,
	DSC_NOTE_LABEL = 1 << 3,
	DSC_NOTE_NOBODY = 1 << 4,
	DSC_NOTE_MADE_UP = 1 << 5,
	DSC_NOTE_THING = 1 << 6,
} DscNote;

/**
 * DscPerson:
 * @name:       all parts of the name met so far
 * @number:     from 0, in the order in which they were first lettered; -1 if never
 * @met:        when last; larger is later
 * @rule:       (nullable): id of the rule that was sure of the name, interned; it is looked
 *              for in later messages. NULL: not sure enough
 * @likelihood: 0–1: how sure that was
 */
typedef struct {
	DscName name;
	gint number;
	guint met;
	const char *rule;
	double likelihood;
} DscPerson;

/** dsc_conversation_new: Returns: (transfer full): one in which nothing was said yet */
DscConversation *dsc_conversation_new(void);

/** dsc_conversation_copy: @conversation: (nullable): NULL is one in which nothing was said.
 * Returns: (transfer full): a copy to try things out on */
DscConversation *dsc_conversation_copy(const DscConversation *conversation);

/** dsc_conversation_free: frees @conversation; NULL is allowed. */
void dsc_conversation_free(DscConversation *conversation);

/**
 * dsc_conversation_number:
 *
 * Somebody was named whom a letter is to stand for. Two names are one person's if one of
 * them has all parts of the other and no title says otherwise.
 *
 * Returns: the person's number; -1 if @name has no parts, or several people are called so
 */
gint dsc_conversation_number(DscConversation *conversation, const DscName *name);

/** dsc_conversation_count: Returns: how many numbers were given */
guint dsc_conversation_count(const DscConversation *conversation);

/**
 * dsc_conversation_know:
 * @rule: id of the rule that found the name
 *
 * A name is certain from here on and will be found again whichever way it is written.
 */
void dsc_conversation_know(DscConversation *conversation, const DscName *name, const char *rule,
			   double likelihood);

/** dsc_conversation_forget: nobody of that name is looked for any more; their number stays. */
void dsc_conversation_forget(DscConversation *conversation, const DscName *name);

/** dsc_conversation_person: Returns: (transfer none) (nullable): each, for @i from 0 */
const DscPerson *dsc_conversation_person(const DscConversation *conversation, guint i);

/** dsc_conversation_note: @notes: of #DscNote; those that outlive a message are kept. */
void dsc_conversation_note(DscConversation *conversation, guint notes);

/** dsc_conversation_notes: Returns: what is noted, of #DscNote */
guint dsc_conversation_notes(const DscConversation *conversation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscConversation, dsc_conversation_free)
