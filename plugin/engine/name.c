/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/name.h"

#include <string.h>

#include "engine/fold.h"
#include "engine/wordlists.h"

static gboolean is_word_char(gunichar c)
{
	if (c < 0x80)
		return g_ascii_isalnum((char)c);
	return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

gboolean dsc_name_word(const char *text, gsize from, gsize end, DscSpan *word)
{
	const char *at = text + from;
	const char *stop = text + end;
	while (at < stop && !is_word_char(g_utf8_get_char(at)))
		at = g_utf8_next_char(at);
	const char *start = at;
	while (at < stop && is_word_char(g_utf8_get_char(at)))
		at = g_utf8_next_char(at);
	*word = (DscSpan){ (gsize)(start - text), (gsize)(at - text) };
	return at > start;
}

/* A short word loses too much: "Sue" is not "su". */
#define SPELLING_BYTES 5

gsize dsc_name_spelling(char *key, gsize len)
{
	if (len < SPELLING_BYTES)
		return len;
	gsize n = 0;
	for (gsize i = 0; i < len; i++) {
		char before = n > 0 ? key[n - 1] : '\0';
		gboolean is_umlaut =
			key[i] == 'e' && (before == 'a' || before == 'o' ||
					  (before == 'u' && i >= 2 && key[i - 2] != 'q'));
		if (!is_umlaut && !(key[i] == 's' && before == 's'))
			key[n++] = key[i];
	}
	return n;
}

/* A word of a name, as it is kept. */
typedef struct {
	guint64 part;
	guint64 spelling;
	guint64 stems[DSC_NAME_STEMS];
} NameWord;

static void add_part(DscName *name, const NameWord *word)
{
	if (name->n == DSC_NAME_PARTS || dsc_name_has(name, word->part))
		return;
	memcpy(name->stems[name->n], word->stems, sizeof name->stems[0]);
	name->spellings[name->n] = word->spelling;
	name->parts[name->n++] = word->part;
}

/* The longest endings first: they leave what is likeliest a name. */
static void find_stems(const char *key, gsize len, guint64 *stems)
{
	gsize lengths[DSC_NAME_STEMS] = { 0 };
	for (guint i = 0; i < dsc_word_n_endings(); i++) {
		gsize stem = dsc_word_stem(key, len, i);
		for (guint k = 0; stem != 0 && k < DSC_NAME_STEMS; k++) {
			if (lengths[k] != 0 && lengths[k] <= stem)
				continue;
			gsize longer = lengths[k];
			lengths[k] = stem;
			stem = longer;
		}
	}
	for (guint k = 0; k < DSC_NAME_STEMS; k++)
		stems[k] = lengths[k] == 0 ? 0 : dsc_word_hash(key, lengths[k]);
}

/* Reads the words of at least @least letters. */
static void read_words(DscName *name, const char *text, gsize len, glong least)
{
	DscSpan word = { 0, 0 };
	while (dsc_name_word(text, word.end, len, &word)) {
		gsize bytes = dsc_span_length(word);
		if (g_utf8_strlen(text + word.start, (gssize)bytes) < least)
			continue;
		char key[DSC_WORD_KEY_BYTES];
		gsize key_len = dsc_word_key(text + word.start, bytes, key);
		NameWord kept = { .part = dsc_word_hash(key, key_len) };
		key_len = dsc_name_spelling(key, key_len);
		kept.spelling = dsc_word_hash(key, key_len);
		find_stems(key, key_len, kept.stems);
		add_part(name, &kept);
	}
}

DscName dsc_name_read(const char *text, gsize len)
{
	DscName name = { .n = 0 };
	g_autoptr(DscFold) fold = dsc_fold_new(text, (gssize)len);
	gsize folded_len = 0;
	const char *folded = dsc_fold_text(fold, &folded_len);
	read_words(&name, folded, folded_len, DSC_NAME_PART_CHARS);
	if (name.n == 0)
		read_words(&name, folded, folded_len, 2);
	return name;
}

/* --- Titles --------------------------------------------------------------------------------- */

/* Keys of titles; those in Turkish stand behind the name. */
static const struct {
	const char *key;
	DscSex sex;
} titles[] = {
	{ "mr", DSC_SEX_MALE },		{ "mister", DSC_SEX_MALE },
	{ "mrs", DSC_SEX_FEMALE },	{ "ms", DSC_SEX_FEMALE },
	{ "miss", DSC_SEX_FEMALE },	{ "herr", DSC_SEX_MALE },
	{ "herrn", DSC_SEX_MALE },	{ "hr", DSC_SEX_MALE },
	{ "frau", DSC_SEX_FEMALE },	{ "fr", DSC_SEX_FEMALE },
	{ "m", DSC_SEX_MALE },		{ "monsieur", DSC_SEX_MALE },
	{ "mme", DSC_SEX_FEMALE },	{ "madame", DSC_SEX_FEMALE },
	{ "mlle", DSC_SEX_FEMALE },	{ "sr", DSC_SEX_MALE },
	{ "senor", DSC_SEX_MALE },	{ "don", DSC_SEX_MALE },
	{ "sra", DSC_SEX_FEMALE },	{ "senora", DSC_SEX_FEMALE },
	{ "dona", DSC_SEX_FEMALE },	{ "srta", DSC_SEX_FEMALE },
	{ "senorita", DSC_SEX_FEMALE }, { "آقای", DSC_SEX_MALE },
	{ "اقای", DSC_SEX_MALE },	{ "آقا", DSC_SEX_MALE },
	{ "خانم", DSC_SEX_FEMALE },	{ "خانوم", DSC_SEX_FEMALE },
	{ "aghaye", DSC_SEX_MALE },	{ "khanome", DSC_SEX_FEMALE },
	{ "khanoome", DSC_SEX_FEMALE }, { "bey", DSC_SEX_MALE },
	{ "hanim", DSC_SEX_FEMALE },
};

/* "Müllers Frau" is nobody called Mrs Müller: only these stand behind a name. */
static gboolean is_behind(const char *title)
{
	static const char *const behind[] = { "bey", "hanim", "آقا", "خانم", "خانوم" };
	for (guint i = 0; i < G_N_ELEMENTS(behind); i++)
		if (strcmp(behind[i], title) == 0)
			return TRUE;
	return FALSE;
}

/* What the word @word of plain text says before a name, or @behind it. */
static DscSex sex_of(const char *text, DscSpan word, gboolean behind)
{
	g_autoptr(DscFold) fold = dsc_fold_new(text + word.start, (gssize)dsc_span_length(word));
	gsize folded_len = 0;
	const char *folded = dsc_fold_text(fold, &folded_len);
	char key[DSC_WORD_KEY_BYTES];
	gsize len = dsc_word_key(folded, folded_len, key);
	for (guint i = 0; i < G_N_ELEMENTS(titles); i++) {
		char of_title[DSC_WORD_KEY_BYTES];
		gsize title_len = dsc_word_key(titles[i].key, strlen(titles[i].key), of_title);
		if (len == title_len && memcmp(key, of_title, len) == 0 &&
		    (!behind || is_behind(titles[i].key)))
			return titles[i].sex;
	}
	return DSC_SEX_UNSAID;
}

/* The word that ends before @at, but for a full stop and blanks between. */
static DscSpan word_before(const char *text, gsize at)
{
	while (at > 0 && text[at - 1] == ' ')
		at--;
	if (at > 0 && text[at - 1] == '.')
		at--;
	DscSpan word = { at, at };
	while (word.start > 0) {
		const char *before = g_utf8_prev_char(text + word.start);
		if (!g_unichar_isalnum(g_utf8_get_char(before)))
			break;
		word.start = (gsize)(before - text);
	}
	return word;
}

DscName dsc_name_read_in(const char *text, DscSpan span)
{
	DscName name = dsc_name_read(text + span.start, dsc_span_length(span));
	DscSpan word = { 0, 0 };
	name.sex = sex_of(text, word_before(text, span.start), FALSE);
	if (name.sex == DSC_SEX_UNSAID && dsc_name_word(text, span.start, span.end, &word))
		name.sex = sex_of(text, word, FALSE);
	if (name.sex == DSC_SEX_UNSAID && text[span.end] == ' ' &&
	    dsc_name_word(text, span.end, span.end + strcspn(text + span.end, ",.;:!?\n"), &word))
		name.sex = sex_of(text, word, TRUE);
	return name;
}

gboolean dsc_name_has(const DscName *name, guint64 part)
{
	for (guint i = 0; i < name->n; i++)
		if (name->parts[i] == part || name->spellings[i] == part)
			return TRUE;
	return FALSE;
}

static gboolean has_word(const DscName *whole, const DscName *name, guint i)
{
	return dsc_name_has(whole, name->parts[i]) || dsc_name_has(whole, name->spellings[i]);
}

gboolean dsc_name_is_within(const DscName *name, const DscName *whole)
{
	for (guint i = 0; i < name->n; i++)
		if (!has_word(whole, name, i))
			return FALSE;
	return name->n > 0;
}

static gboolean has_stem(const DscName *name, const guint64 *stems)
{
	for (guint k = 0; k < DSC_NAME_STEMS; k++)
		if (stems[k] != 0 && dsc_name_has(name, stems[k]))
			return TRUE;
	return FALSE;
}

gboolean dsc_name_may_be_within(const DscName *name, const DscName *whole)
{
	for (guint i = 0; i < name->n; i++)
		if (!has_word(whole, name, i) && !has_stem(whole, name->stems[i]))
			return FALSE;
	return name->n > 0;
}

void dsc_name_join(DscName *name, const DscName *other)
{
	for (guint i = 0; i < other->n; i++) {
		NameWord word = { .part = other->parts[i], .spelling = other->spellings[i] };
		memcpy(word.stems, other->stems[i], sizeof word.stems);
		add_part(name, &word);
	}
}
