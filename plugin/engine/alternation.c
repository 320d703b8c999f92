/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/alternation.h"

#include <string.h>

#include "engine/literals.h"
#include "engine/syntax.h"

/* Shorter lists are left alone; (?(condition)yes|no) is one of them. */
#define MIN_ALTERNATIVES 3

/* Deeper groups are left alone. */
#define MAX_DEPTH 100

/*
 * @from, @to: what it is, with what repeats it
 * @letter:    the one character that it matches, in small; 0 if it is something else
 */
typedef struct {
	const char *from;
	const char *to;
	gunichar letter;
} Token;

/* Tokens of an alternative from its @at on. */
typedef struct {
	const Token *at;
	const Token *end;
} Tail;

typedef struct {
	GString *out;
	guint depth;
	gboolean behind; /* in a lookbehind, whose groups must have one length */
} Factoring;

static void put_alternatives(Factoring *factoring, const char *from, const char *to);

/* --- Reading -------------------------------------------------------------------------------- */

/* The place behind the group at @from, or @to if it does not end. */
static const char *skip_group(const char *from, const char *to)
{
	guint open = 0;
	for (const char *at = from; at < to; at = dsc_syntax_skip(at)) {
		at += strcspn(at, "\\[()");
		open += *at == '(' && !(at[1] == '?' && at[2] == '#');
		if (*at == ')' && --open == 0)
			return at + 1;
		if (*at == '\0')
			break;
	}
	return to;
}

static const char *skip_repeat(const char *at, const char *to)
{
	if (at < to && *at == '{') {
		gsize len = strspn(at + 1, "0123456789,");
		if (!g_ascii_isdigit(at[1]) || at[1 + len] != '}')
			return at;
		at += len + 2;
	} else if (at < to && strchr("*+?", *at) != NULL) {
		at++;
	} else {
		return at;
	}
	return at < to && (*at == '?' || *at == '+') ? at + 1 : at;
}

/* The letter that the item at [@from, @to) stands for, 0 if it is more than a letter. */
static gunichar letter_of(const char *from, const char *to)
{
	char folded[6];
	gunichar letter = g_utf8_get_char(from);
	if (letter == '\\') {
		if (to != from + 2 || g_ascii_isalnum(from[1]) || (guchar)from[1] >= 0x80)
			return 0;
		letter = (guchar)from[1];
	} else if (letter < 0x80 && strchr("[](){}.^$|*+?#", (char)letter) != NULL) {
		return 0;
	}
	if (letter < 0x80)
		return (gunichar)g_ascii_tolower((char)letter);
	dsc_literals_fold(letter, folded);
	return g_utf8_get_char(folded);
}

static Token read_token(const char *at, const char *to)
{
	const char *end;
	gunichar letter = 0;
	if (*at == '(') {
		end = g_str_has_prefix(at, "(?#") ? dsc_syntax_skip(at) : skip_group(at, to);
	} else if (*at == '[' || *at == '\\') {
		end = dsc_syntax_skip(at);
		letter = *at == '[' ? 0 : letter_of(at, end);
	} else {
		end = g_utf8_next_char(at);
		letter = letter_of(at, end);
	}
	const char *repeated = skip_repeat(end, to);
	return (Token){ at, repeated, repeated == end ? letter : 0 };
}

/* "(?i)" holds for the alternatives behind it too. */
static gboolean sets_flags(const Token *token)
{
	if (!g_str_has_prefix(token->from, "(?"))
		return FALSE;
	const char *end = token->from + 2 + strspn(token->from + 2, "imnsxJU^-");
	return *end == ')';
}

/* Groups with a number keep their order. */
static gboolean captures(const Token *token)
{
	if (*token->from != '(')
		return FALSE;
	for (const char *at = token->from; at < token->to; at = dsc_syntax_skip(at))
		if (*at == '(' && (at[1] != '?' || (at[2] == '<' && at[3] != '=' && at[3] != '!') ||
				   (at[2] == 'P' && at[3] == '<') || at[2] == '\'' || at[2] == '|'))
			return TRUE;
	return FALSE;
}

/* Parts [@from, @to) into tokens, and into tails at each "|". FALSE if its alternatives must
 * stay as they are. */
static gboolean read_tails(const char *from, const char *to, GArray *tokens, GArray *tails)
{
	gboolean movable = TRUE;
	guint first = 0;
	g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
	for (const char *at = from; at < to;) {
		if (*at == '|') {
			g_array_append_val(ends, tokens->len);
			at++;
			continue;
		}
		Token token = read_token(at, to);
		movable = movable && !sets_flags(&token) && !captures(&token);
		g_array_append_val(tokens, token);
		at = token.to;
	}
	g_array_append_val(ends, tokens->len);
	const Token *all = (const Token *)(const void *)tokens->data;
	for (guint i = 0; i < ends->len; i++) {
		guint end = g_array_index(ends, guint, i);
		Tail tail = { all + first, all + end };
		g_array_append_val(tails, tail);
		first = end;
	}
	return movable;
}

/* --- Writing -------------------------------------------------------------------------------- */

/* The place behind "(?:" and its like; NULL if nothing in the group at @at may be touched. */
static const char *inside_of(const char *at, gboolean *behind)
{
	if (at[1] != '?')
		return at[1] == '*' ? NULL : at + 1;
	switch (at[2]) {
	case ':':
	case '|':
	case '>':
	case '=':
	case '!':
		return at + 3;
	case '<':
		if (at[3] != '=' && at[3] != '!')
			break;
		*behind = TRUE;
		return at + 4;
	default:
		at += 2 + strspn(at + 2, "imnsJU-");
		return *at == ':' ? at + 1 : NULL;
	}
	const char *name = strchr(at, '>');
	return name != NULL ? name + 1 : NULL;
}

static void put_token(Factoring *factoring, const Token *token)
{
	gboolean behind = factoring->behind;
	const char *end = *token->from == '(' ? skip_group(token->from, token->to) : NULL;
	const char *inside = end != NULL ? inside_of(token->from, &behind) : NULL;
	if (inside == NULL || factoring->depth > MAX_DEPTH || end[-1] != ')' || inside >= end) {
		g_string_append_len(factoring->out, token->from, token->to - token->from);
		return;
	}
	Factoring inner = { factoring->out, factoring->depth + 1, behind };
	g_string_append_len(factoring->out, token->from, inside - token->from);
	put_alternatives(&inner, inside, end - 1);
	g_string_append_len(factoring->out, end - 1, token->to - (end - 1));
}

static void put_tail(Factoring *factoring, Tail tail)
{
	for (; tail.at < tail.end; tail.at++)
		put_token(factoring, tail.at);
}

static gboolean begins_with_letter(const Tail *tail)
{
	return tail->at < tail->end && tail->at->letter != 0;
}

static gboolean same_text(const Token *a, const Token *b)
{
	gsize len = (gsize)(a->to - a->from);
	return len == (gsize)(b->to - b->from) && memcmp(a->from, b->from, len) == 0;
}

/* TRUE if all of @tails begin with the very same letter. */
static gboolean begin_alike(const Tail *tails, guint n)
{
	for (guint i = 0; i < n; i++)
		if (!begins_with_letter(&tails[i]) || !same_text(tails[i].at, tails[0].at))
			return FALSE;
	return TRUE;
}

static void put_tails(Factoring *factoring, Tail *tails, guint n);

/* Writes tails that begin with the same letter, small or not, as one alternative or several. */
static void put_family(Factoring *factoring, Tail *tails, guint n)
{
	if (!begin_alike(tails, n)) {
		for (guint i = 0; i < n; i++) {
			if (i > 0)
				g_string_append_c(factoring->out, '|');
			put_tail(factoring, tails[i]);
		}
		return;
	}
	while (begin_alike(tails, n)) {
		put_token(factoring, tails[0].at);
		for (guint i = 0; i < n; i++)
			tails[i].at++;
	}
	if (n == 1) {
		put_tail(factoring, tails[0]);
		return;
	}
	g_string_append(factoring->out, "(?:");
	put_tails(factoring, tails, n);
	g_string_append_c(factoring->out, ')');
}

/* Brings those of @tails that begin with the letter of the first one before the others, which keep
 * their order as well. Returns: their number */
static guint gather_family(Tail *tails, guint n)
{
	gunichar letter = tails[0].at->letter;
	g_autofree Tail *others = g_new(Tail, n);
	guint n_family = 0;
	guint n_others = 0;
	for (guint i = 0; i < n; i++) {
		if (tails[i].at->letter == letter)
			tails[n_family++] = tails[i];
		else
			others[n_others++] = tails[i];
	}
	memcpy(tails + n_family, others, n_others * sizeof *others);
	return n_family;
}

/* What begins with something else than a letter stays where it is, and parts the others. */
static void put_tails(Factoring *factoring, Tail *tails, guint n)
{
	for (guint at = 0; at < n;) {
		if (at > 0)
			g_string_append_c(factoring->out, '|');
		if (!begins_with_letter(&tails[at])) {
			put_tail(factoring, tails[at++]);
			continue;
		}
		guint end = at;
		while (end < n && begins_with_letter(&tails[end]))
			end++;
		guint n_family = gather_family(tails + at, end - at);
		put_family(factoring, tails + at, n_family);
		at += n_family;
	}
}

static void put_alternatives(Factoring *factoring, const char *from, const char *to)
{
	g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(Token));
	g_autoptr(GArray) tails = g_array_new(FALSE, FALSE, sizeof(Tail));
	gboolean movable = read_tails(from, to, tokens, tails);
	Tail *all = (Tail *)(void *)tails->data;
	if (movable && !factoring->behind && tails->len >= MIN_ALTERNATIVES) {
		put_tails(factoring, all, tails->len);
		return;
	}
	for (guint i = 0; i < tails->len; i++) {
		if (i > 0)
			g_string_append_c(factoring->out, '|');
		put_tail(factoring, all[i]);
	}
}

/* In a pattern with the flag x blanks and # mean something else. */
static gboolean is_extended(const char *source)
{
	for (const char *at = source; *at != '\0'; at = dsc_syntax_skip(at)) {
		if (!g_str_has_prefix(at, "(?"))
			continue;
		const char *flags = at + 2;
		gsize len = strspn(flags, "imnsxJU^-");
		if ((flags[len] == ')' || flags[len] == ':') && memchr(flags, 'x', len) != NULL)
			return TRUE;
	}
	return FALSE;
}

char *dsc_alternation_factor(const char *source)
{
	if (is_extended(source))
		return g_strdup(source);
	Factoring factoring = { .out = g_string_sized_new(strlen(source)) };
	put_alternatives(&factoring, source, source + strlen(source));
	return g_string_free(factoring.out, FALSE);
}
