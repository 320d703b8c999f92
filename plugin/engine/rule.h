/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/conversation.h"
#include "engine/pattern.h"
#include "engine/taxonomy.h"
#include "engine/validators.h"

/**
 * DscCode:
 * @id:     "TUMS-11", unique over all files
 * @source: the document it stands in, with year, in the reader's language
 * @title:  its subject, a few words
 * @text:   what it asks for, in our own words, one or two sentences
 * @url:    (nullable): where the document can be read
 *
 * A clause of a code of professional conduct, from rules/codes.conf.
 */
typedef struct {
	char *id;
	char *source;
	char *title;
	char *text;
	char *url;
} DscCode;

/**
 * DscCase:
 * @text:   an example; the stretch that must be found may stand in [[ ]], and
 *          \u{200B} is one character by its code point
 * @line:   line of the rule file, from 1
 * @expect: TRUE if the rule must find something here, FALSE if it must not
 */
typedef struct {
	char *text;
	guint line;
	gboolean expect;
} DscCase;

/**
 * DscGeneralise:
 * @DSC_GENERALISE_NOTHING:     by the replacement, where the finding is redacted at all
 * @DSC_GENERALISE_AGE:         an age by its decade
 * @DSC_GENERALISE_DATE:        a date by the day of the story, or by how long ago it is
 * @DSC_GENERALISE_VILLAGE:     by "a village"
 * @DSC_GENERALISE_TOWN:        by "a town"
 * @DSC_GENERALISE_REPLACEMENT: by the replacement, even where nothing else redacts it
 *
 * What stands for a finding in a message that is made fit for teaching.
 */
typedef enum {
	DSC_GENERALISE_NOTHING,
	DSC_GENERALISE_AGE,
	DSC_GENERALISE_DATE,
	DSC_GENERALISE_VILLAGE,
	DSC_GENERALISE_TOWN,
	DSC_GENERALISE_REPLACEMENT,
} DscGeneralise;

/**
 * DscRuleWords:
 * @DSC_RULE_WORDS_ANY:    nothing
 * @DSC_RULE_WORDS_NAMES:  that they are not all known as words alone
 * @DSC_RULE_WORDS_LISTED: that one is known as a name
 */
typedef enum {
	DSC_RULE_WORDS_ANY,
	DSC_RULE_WORDS_NAMES,
	DSC_RULE_WORDS_LISTED,
} DscRuleWords;

/**
 * DscRule:
 *
 * A piece of knowledge: what to look for and what to say about it. Strings are
 * UTF-8, texts for people are in the reader's language already.
 *
 * @id:          unique kebab-case name, stable over releases
 * @family:      family of codes it serves
 * @type:        what it finds
 * @codes:       (element-type DscCode): clauses it rests on, at least one; owned by the set
 * @hipaa:       Safe Harbor class 'A'–'R' of 45 CFR 164.514(b)(2), 0 if none
 * @ceiling:     the strictest verdict that it may lead to
 * @likelihood:  0–1: how likely a match is what it seems, before hotwords
 * @replacement: (nullable): what stands in for the found text; "" cuts it out, NULL says that
 *               no replacement would mend the message
 * @lettered:    (nullable): what stands in once two people were named in the conversation; "*"
 *               is the person's letter. NULL: always @replacement
 * @generalise:  how it is made fit for teaching
 * @notes:       what it notes instead of finding, of #DscNote; 0 if it finds
 * @unless:      notes that make what it finds harmless, of #DscNote
 * @settings:    where it counts, a bit for each #DscSetting; 0: everywhere
 * @title, @explanation, @better: what it is, why it matters, how to say it well
 * @file, @line: where it was written
 * @cases:       (element-type DscCase): its examples
 *
 * What follows is for the pattern detector; the names detector reads the hotwords and @allow too:
 * @pattern:     (nullable): NULL for a rule that another detector serves
 * @keywords:    (nullable): one of these must occur or the pattern is not tried; NULL: always
 * @allow:       (nullable): found text that this matches as a whole is no finding
 * @words:       what the word lists must say of the words of found text
 * @weighs_role: found text may name a colleague as well, which the words around it decide
 * @validator:   (nullable): found text must pass it
 * @raise, @lower: (nullable): hotwords; looked for within @window characters on both sides
 * @raise_by, @lower_by: 0–1: what a hotword adds to or takes from @likelihood
 * @window:      in characters
 */
typedef struct {
	char *id;
	DscFamily family;
	DscType type;
	GPtrArray *codes;
	char hipaa;
	DscVerdict ceiling;
	double likelihood;
	char *replacement;
	char *lettered;
	DscGeneralise generalise;
	guint notes;
	guint unless;
	guint settings;
	char *title;
	char *explanation;
	char *better;
	char *file;
	guint line;
	GPtrArray *cases;

	char *detector;
	DscPattern *pattern;
	char **keywords;
	DscPattern *allow;
	DscRuleWords words;
	gboolean weighs_role;
	char *validator_name;
	DscValidator validator;
	DscPattern *raise;
	DscPattern *lower;
	double raise_by;
	double lower_by;
	guint window;
} DscRule;
