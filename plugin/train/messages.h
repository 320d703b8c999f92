/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/classifier_features.h"
#include "engine/taxonomy.h"

/*
 * Messages to learn from: plugin/train/messages/LANG.tsv, a line each, "CODES, tab,
 * SETTING, tab, TEXT". CODES are families parted by blanks, or "-" if the message may
 * pass; SETTING is one of the policy's, or "*" where it does not matter. A line that
 * begins with # is a comment.
 */

/* What is measured is learned from the other parts. */
#define DSC_FOLDS 5

#define DSC_MESSAGES_ERROR (dsc_messages_error_quark())
GQuark dsc_messages_error_quark(void);

/** DscMessagesError: @DSC_MESSAGES_ERROR_LINE: a line is no message; says which */
typedef enum {
	DSC_MESSAGES_ERROR_LINE,
} DscMessagesError;

/**
 * DscMessage:
 * @families: bit 1 << family for each that it breaks
 * @open:     a bit for each family that it neither breaks nor keeps: what is said to all
 *            is no advice to a stranger in a closed group
 * @language: index in #DscMessages.languages
 * @group:    messages that are alike have the same, so that they are learned from, or
 *            measured with, together
 * @fold:     of DSC_FOLDS; the same for a whole group
 * @copy:     made from another one by slips of the finger; only to be learned from
 * @ordinary: from a file called ordinary: nobody tried to make it hard
 * @features: (array length=n)
 */
typedef struct {
	guint families;
	guint open;
	guint language;
	guint group;
	guint fold;
	gboolean copy;
	gboolean ordinary;
	guint n;
	guint32 *features;
} DscMessage;

typedef struct {
	GArray *messages;
	GPtrArray *languages;
} DscMessages;

/** DscKnown: what is known of words before anything is learned */
typedef struct {
	DscWordlists *lists;
	DscConcepts concepts;
} DscKnown;

/**
 * dsc_messages_load:
 * @paths:  files
 * @known:  what is known of words
 * @copies: how many misspelt copies of each message to add
 *
 * Returns: (transfer full) (nullable): all their messages
 */
DscMessages *dsc_messages_load(char **paths, const DscKnown *known, guint copies, GError **error);

/** dsc_messages_free: frees @all; NULL is allowed. */
void dsc_messages_free(DscMessages *all);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscMessages, dsc_messages_free)
