/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/atom_item.h"

#include <string.h>

#include "engine/atomsets.h"
#include "engine/literals.h"

/* A class of more characters than this may be anything. */
#define MAX_CLASS	48
#define MAX_CLASS_ASCII 12

DscAtoms dsc_atom_item_anything(void)
{
	return (DscAtoms){ .begins = NULL };
}

/* --- Repeats -------------------------------------------------------------------------------- */

typedef struct {
	gulong least;
	gulong most; /* G_MAXULONG for any number */
} Repeat;

/* TRUE if {n}, {n,} or {n,m} stands at @at; its end in @end. */
static gboolean is_counted(const char *at, const char **end)
{
	const char *c = at + 1;
	if (!g_ascii_isdigit(*c))
		return FALSE;
	c += strspn(c, "0123456789");
	if (*c == ',')
		c += 1 + strspn(c + 1, "0123456789");
	*end = c + 1;
	return *c == '}';
}

static Repeat read_repeat(DscAtomParser *parser)
{
	const char *at = parser->at;
	const char *end = at + 1;
	Repeat repeat = { 1, 1 };
	if (*at == '{' && is_counted(at, &end)) {
		char *comma = NULL;
		repeat.least = repeat.most = strtoul(at + 1, &comma, 10);
		if (*comma == ',')
			repeat.most = comma[1] == '}' ? G_MAXULONG : strtoul(comma + 1, NULL, 10);
	} else if (*at == '*' || *at == '+' || *at == '?') {
		repeat.least = *at == '+';
		repeat.most = *at == '?' ? 1 : G_MAXULONG;
	} else {
		return repeat;
	}
	parser->at = end + (*end == '?' || *end == '+');
	return repeat;
}

/* What may be left out: "" is as good a beginning. */
static GArray *or_nothing(GArray *begins, gboolean once)
{
	DscAtom empty = { .flags = DSC_ATOM_WHOLE };
	GArray *all = once ? g_array_copy(begins) : dsc_atomset_clip(begins);
	g_array_append_val(all, empty);
	g_array_unref(begins);
	return all;
}

/* What stands @least times in a row, at least. */
static GArray *in_a_row(GArray *begins, Repeat repeat)
{
	g_autoptr(GArray) one = g_array_ref(begins);
	gboolean grown = TRUE;
	GArray *row = g_array_copy(begins);
	g_array_unref(begins);
	gulong n = 1;
	for (; one->len == 1 && n < repeat.least && n < DSC_LITERAL_MAX_BYTES; n++)
		row = dsc_atomset_then(row, one, &grown);
	if (n == repeat.most)
		return row;
	g_autoptr(GArray) open = row;
	return dsc_atomset_clip(open);
}

void dsc_atom_item_repeat(DscAtomParser *parser, DscAtoms *item)
{
	Repeat repeat = read_repeat(parser);
	if (repeat.least == 0)
		for (guint i = 0; i < DSC_ATOMS_MAX_NEEDS; i++)
			g_clear_pointer(&item->needs[i], g_array_unref);
	if (item->begins == NULL || (repeat.least == 1 && repeat.most == 1))
		return;
	if (repeat.least == 0)
		item->begins = or_nothing(item->begins, repeat.most <= 1);
	else
		item->begins = in_a_row(item->begins, repeat);
}

/* --- Single characters ---------------------------------------------------------------------- */

/* Some letters are longer in small than in capitals: a text is not looked through for those. */
static gboolean is_searchable(gunichar c)
{
	char folded[6];
	gsize n = dsc_literals_fold(c, folded);
	gunichar upper = g_unichar_toupper(c);
	return c == 0x131 || (n <= (gsize)g_unichar_to_utf8(upper, NULL) &&
			      n <= (gsize)g_unichar_to_utf8(c, NULL));
}

DscAtoms dsc_atom_item_char(gunichar c)
{
	char folded[6];
	if (!is_searchable(c))
		return dsc_atom_item_anything();
	gsize n = dsc_literals_fold(c, folded);
	return (DscAtoms){ .begins = dsc_atomset_of(folded, n) };
}

static DscAtoms capital(void)
{
	DscAtoms one = { .begins = dsc_atomset_of("", 0) };
	g_array_index(one.begins, DscAtom, 0).flags = DSC_ATOM_CAPITAL;
	return one;
}

static DscAtoms digit(void)
{
	static const char any[] = { DSC_LITERAL_DIGIT };
	return (DscAtoms){ .begins = dsc_atomset_of(any, 1) };
}

/* The code point of \x{…}, just behind the backslash; 0 if it is none. */
static gunichar read_code_point(DscAtomParser *parser)
{
	char *end = NULL;
	if (!g_str_has_prefix(parser->at, "x{"))
		return 0;
	guint64 c = g_ascii_strtoull(parser->at + 2, &end, 16);
	if (*end != '}' || c > 0x10ffff)
		return 0;
	parser->at = end + 1;
	return (gunichar)c;
}

static void skip_property(DscAtomParser *parser)
{
	const char *end = *parser->at == '{' ? strchr(parser->at, '}') : parser->at;
	parser->at = end != NULL && *end != '\0' ? end + 1 : parser->at + strlen(parser->at);
}

/* A word character and one that is none meet here. */
static void add_edge(GArray *run)
{
	for (guint i = 0; i < run->len; i++) {
		DscAtom *atom = &g_array_index(run, DscAtom, i);
		if ((atom->flags & DSC_ATOM_WHOLE) == 0)
			continue;
		if (atom->len == 0) {
			atom->flags |= DSC_ATOM_EDGE;
			continue;
		}
		const char *last = g_utf8_prev_char(atom->text + atom->len);
		gunichar c = g_utf8_get_char_validated(last, atom->text + atom->len - last);
		if (g_unichar_isalnum(c) || c == '_' || c == DSC_LITERAL_DIGIT)
			atom->flags |= DSC_ATOM_ENDS;
	}
}

gboolean dsc_atom_item_escape(DscAtomParser *parser, GArray *run, DscAtoms *item)
{
	char c = *parser->at;
	gunichar code_point = read_code_point(parser);
	*item = dsc_atom_item_anything();
	if (code_point != 0) {
		*item = dsc_atom_item_char(code_point);
		return TRUE;
	}
	if (c == '\0')
		return FALSE;
	if (!g_ascii_isalnum(c)) {
		*item = dsc_atom_item_char(g_utf8_get_char(parser->at));
		parser->at = g_utf8_next_char(parser->at);
		return TRUE;
	}
	parser->at++;
	if (c == 'd') {
		*item = digit();
	} else if (c == 'n' || c == 't') {
		*item = dsc_atom_item_char(c == 'n' ? '\n' : '\t');
	} else if (c == 'p' || c == 'P') {
		if (parser->strict && g_str_has_prefix(parser->at - 1, "p{Lu}"))
			*item = capital();
		skip_property(parser);
	} else if (strchr("bBAzZKG", c) != NULL) {
		if (c == 'b')
			add_edge(run);
		parser->tied = parser->tied || c == 'G';
		return FALSE;
	} else if (strchr("wWsSDhHvVNRX", c) == NULL) {
		parser->lost = TRUE; /* \1 is what stood before, \Q another language */
	}
	return TRUE;
}

/* --- Classes -------------------------------------------------------------------------------- */

/* One member of a class, 0 if it stands for many. */
static gunichar read_member(DscAtomParser *parser)
{
	if (*parser->at != '\\') {
		gunichar c = g_utf8_get_char(parser->at);
		gboolean posix = g_str_has_prefix(parser->at, "[:");
		parser->at = g_utf8_next_char(parser->at);
		return posix ? 0 : c;
	}
	parser->at++;
	gunichar c = read_code_point(parser);
	if (c != 0)
		return c;
	c = (guchar)*parser->at;
	if (c == '\0')
		return 0;
	parser->at++;
	if (c == 'p' || c == 'P')
		skip_property(parser);
	if (c == 'Q' || c == 'E')
		parser->lost = TRUE;
	if (c == 'n' || c == 't')
		return c == 'n' ? '\n' : '\t';
	return c < 0x80 && !g_ascii_isalnum((char)c) ? c : 0;
}

static void add_range(GArray *members, gunichar from, gunichar to)
{
	for (gunichar c = from; c <= to && members->len <= MAX_CLASS; c++)
		g_array_append_val(members, c);
}

/* Reads the members up to the bracket's end. FALSE if there are too many to name. */
static gboolean read_members(DscAtomParser *parser, GArray *members)
{
	gboolean few = TRUE;
	for (gboolean first = TRUE; *parser->at != '\0' && (first || *parser->at != ']');
	     first = FALSE) {
		if (g_str_has_prefix(parser->at, "\\d")) {
			add_range(members, DSC_LITERAL_DIGIT, DSC_LITERAL_DIGIT);
			parser->at += 2;
			continue;
		}
		if (g_str_has_prefix(parser->at, "[:")) {
			parser->lost = strstr(parser->at, ":]") == NULL;
			parser->at = parser->lost ? parser->at : strstr(parser->at, ":]") + 2;
			few = FALSE;
			if (parser->lost)
				return FALSE;
			continue;
		}
		gunichar from = read_member(parser);
		gunichar to = from;
		if (*parser->at == '-' && parser->at[1] != ']' && from != 0) {
			parser->at++;
			to = read_member(parser);
		}
		few = few && from != 0 && to != 0;
		if (few && from < to && from >= '0' && to <= '9')
			from = to = DSC_LITERAL_DIGIT;
		if (few)
			add_range(members, from, to);
	}
	if (*parser->at == ']')
		parser->at++;
	guint n_ascii = 0;
	for (guint i = 0; i < members->len; i++)
		n_ascii += g_array_index(members, gunichar, i) < 0x80;
	return few && members->len <= MAX_CLASS && n_ascii <= MAX_CLASS_ASCII;
}

DscAtoms dsc_atom_item_class(DscAtomParser *parser)
{
	g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(gunichar));
	gboolean negated = *++parser->at == '^';
	gsize n_capitals = strspn(parser->at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-");
	gboolean of_capitals = n_capitals > 0 && parser->at[n_capitals] == ']';
	parser->at += negated;
	if (!read_members(parser, members) || negated)
		return of_capitals && parser->strict ? capital() : dsc_atom_item_anything();
	DscAtoms all = { .begins = g_array_new(FALSE, FALSE, sizeof(DscAtom)) };
	for (guint i = 0; i < members->len; i++) {
		g_auto(DscAtoms) one = dsc_atom_item_char(g_array_index(members, gunichar, i));
		all.begins = dsc_atomset_or(all.begins, one.begins);
	}
	return all;
}

/* --- Plain characters ------------------------------------------------------------------------ */

static gboolean is_special(char c)
{
	return strchr("\\[](){}.^$|*+?", c) != NULL; /* and NUL */
}

DscAtoms dsc_atom_item_plain(DscAtomParser *parser)
{
	char text[DSC_LITERAL_MAX_BYTES + 6];
	gsize len = 0;
	const char *from = parser->at;
	while (!is_special(*parser->at)) {
		const char *next = g_utf8_next_char(parser->at);
		gboolean repeated = *next == '*' || *next == '+' || *next == '?' || *next == '{';
		gunichar c = g_utf8_get_char(parser->at);
		if ((repeated && parser->at > from) || !is_searchable(c))
			break;
		if (len <= DSC_LITERAL_MAX_BYTES)
			len += dsc_literals_fold(c, text + len);
		parser->at = next;
		if (repeated)
			break;
	}
	if (parser->at == from) { /* a letter that cannot be searched for */
		parser->at = g_utf8_next_char(from);
		return dsc_atom_item_anything();
	}
	return (DscAtoms){ .begins = dsc_atomset_of(text, len) };
}
