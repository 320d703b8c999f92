/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/span.h"

/* A name of more words than this is read as its first ones. */
#define DSC_NAME_PARTS 6

/* Letters that a part has at least; "van" and "Ada" count, initials do not. */
#define DSC_NAME_PART_CHARS 3

/* Endings that may come off one word: "ayşenin" is Ayşe's, or Ayşen's. */
#define DSC_NAME_STEMS 2

/** DscSex: what a title beside a name says of whom it names */
typedef enum {
	DSC_SEX_UNSAID,
	DSC_SEX_FEMALE,
	DSC_SEX_MALE,
} DscSex;

/**
 * DscName:
 * @parts: hashes of its words' keys (see dsc_word_key()), each once
 * @stems: of each part, hashes of what it may be without its ending; 0: nothing
 * @spellings: of each part, the hash of its dsc_name_spelling(); the part itself if that is the
 * same
 * @n:     their number; 0 if nothing of it can be told from other words
 * @sex:   by the title beside it; only dsc_name_read_in() tells
 *
 * What is kept of a person's name to know it again: no letter of it, neither its
 * case nor its accents. A name of short words only ("Al Wu") is kept as those.
 */
typedef struct {
	guint64 parts[DSC_NAME_PARTS];
	guint64 stems[DSC_NAME_PARTS][DSC_NAME_STEMS];
	guint64 spellings[DSC_NAME_PARTS];
	guint n;
	DscSex sex;
} DscName;

/**
 * dsc_name_word:
 * @text:  folded text
 * @from:  where to begin, not behind @end
 * @end:   where the text ends
 * @word:  (out): the next run of letters and digits
 *
 * Returns: FALSE if there is none
 */
gboolean dsc_name_word(const char *text, gsize from, gsize end, DscSpan *word);

/**
 * dsc_name_spelling:
 * @key: (inout): of @len bytes, from dsc_word_key()
 *
 * What is left where an umlaut or a sharp s may be written in two letters: "kraemer" and "kramer",
 * the key of "Krämer", both become "kramer", and "weiss" becomes "weis".
 *
 * Returns: bytes of it
 */
gsize dsc_name_spelling(char *key, gsize len);

/** dsc_name_read: @text: a name, @len bytes, folded or not. Returns: what is kept of it */
DscName dsc_name_read(const char *text, gsize len);

/** dsc_name_read_in: @text: plain text. @span: a name in it. Returns: what is kept of it, and what
 * its title tells */
DscName dsc_name_read_in(const char *text, DscSpan span);

/** dsc_name_has: Returns: TRUE if @part is one of the name's, or the spelling of one */
gboolean dsc_name_has(const DscName *name, guint64 part);

/** dsc_name_is_within: Returns: TRUE if @name has parts and @whole has all of them */
gboolean dsc_name_is_within(const DscName *name, const DscName *whole);

/** dsc_name_may_be_within: Returns: TRUE if @name has parts and @whole has all of them, taken with
 * or without their endings */
gboolean dsc_name_may_be_within(const DscName *name, const DscName *whole);

/** dsc_name_join: adds what @other has and @name lacks, as far as there is room. */
void dsc_name_join(DscName *name, const DscName *other);
