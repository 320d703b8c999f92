/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/atoms.h"

#include <string.h>

#include "engine/atomsets.h"
#include "engine/literals.h"

/* Deeper groups are not read. */
#define MAX_DEPTH 60

/* A class of more characters than this may be anything. */
#define MAX_CLASS	48
#define MAX_CLASS_ASCII 12

/* A set that is met this often, per character, is not worth asking for: more than once in a
 * message of 160 characters. */
#define MAX_NEED_RATE (1.0 / 160)

struct DscAtomReader {
	GHashTable *definitions; /* name's source → DscAtoms */
};

typedef struct {
	DscAtomReader *reader;
	GHashTable *defines;
	const char *at;
	guint depth;
	gboolean lost;	 /* met something that is not understood: nothing can be said */
	gboolean strict; /* capitals and small letters differ here */
	gboolean tied;	 /* met \G: a match begins where the search does */
	gboolean behind; /* met something that asks for what stands before */
} Parser;

static DscAtoms read_alternatives(Parser *parser);

void dsc_atoms_clear(DscAtoms *atoms)
{
	g_clear_pointer(&atoms->begins, g_array_unref);
	for (guint i = 0; i < DSC_ATOMS_MAX_NEEDS; i++)
		g_clear_pointer(&atoms->needs[i], g_array_unref);
}

static void atoms_free(DscAtoms *atoms)
{
	dsc_atoms_clear(atoms);
	g_free(atoms);
}

static DscAtoms atoms_copy(const DscAtoms *atoms)
{
	DscAtoms copy = *atoms;
	if (copy.begins != NULL)
		g_array_ref(copy.begins);
	for (guint i = 0; i < DSC_ATOMS_MAX_NEEDS; i++)
		if (copy.needs[i] != NULL)
			g_array_ref(copy.needs[i]);
	return copy;
}

/* What nothing is known of. */
static DscAtoms anything(void)
{
	return (DscAtoms){ .begins = NULL };
}

/* What matches no character at all. */
static DscAtoms nothing(void)
{
	return (DscAtoms){ .begins = dsc_atomset_of("", 0) };
}

/* --- What must stand somewhere -------------------------------------------------------------- */

/* Adds @set (transfer full) to what @atoms needs, if it is rare enough. */
static void add_need(DscAtoms *atoms, GArray *set)
{
	double rate = dsc_atomset_says_nothing(set) ? 1 : dsc_atoms_rate(set);
	if (rate > MAX_NEED_RATE) {
		g_array_unref(set);
		return;
	}
	for (guint i = 0; i < DSC_ATOMS_MAX_NEEDS && set != NULL; i++) {
		if (atoms->needs[i] != NULL && dsc_atoms_rate(atoms->needs[i]) <= rate)
			continue;
		GArray *moved = atoms->needs[i];
		atoms->needs[i] = set;
		set = moved;
		rate = set == NULL ? 0 : dsc_atoms_rate(set);
	}
	if (set != NULL)
		g_array_unref(set);
}

static void take_needs(DscAtoms *atoms, const DscAtoms *of)
{
	for (guint i = 0; i < DSC_ATOMS_MAX_NEEDS && of->needs[i] != NULL; i++)
		add_need(atoms, g_array_ref(of->needs[i]));
}

/* What one of several alternatives needs: of each its @nth need, or its last, or what it begins
 * with. NULL if one of them needs nothing. */
static GArray *need_of_any(const GArray *alternatives, guint nth)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(DscAtom));
	for (guint i = 0; i < alternatives->len && all != NULL; i++) {
		const DscAtoms *one = &g_array_index(alternatives, DscAtoms, i);
		const GArray *need = one->begins;
		for (guint j = 0; j <= nth && j < DSC_ATOMS_MAX_NEEDS; j++)
			need = one->needs[j] != NULL ? one->needs[j] : need;
		all = dsc_atomset_or(all, need);
	}
	return all;
}

static gboolean any_has_needs(const GArray *alternatives)
{
	for (guint i = 0; i < alternatives->len; i++)
		if (g_array_index(alternatives, DscAtoms, i).needs[0] != NULL)
			return TRUE;
	return FALSE;
}

/* --- Sequences ------------------------------------------------------------------------------ */

/*
 * A sequence on its way through the parser.
 *
 * @run:    what stands in a row from where the last row ended up to here
 * @first:  @run goes back to the beginning of the sequence
 * @ahead:  (nullable): what a lookahead at the beginning asks for
 */
typedef struct {
	DscAtoms atoms;
	GArray *run;
	gboolean first;
	GArray *ahead;
} Sequence;

static void end_run(Sequence *sequence)
{
	if (sequence->first)
		sequence->atoms.begins = dsc_atomset_clip(sequence->run);
	else
		add_need(&sequence->atoms, dsc_atomset_clip(sequence->run));
	g_array_unref(sequence->run);
	sequence->run = dsc_atomset_of("", 0);
	sequence->first = FALSE;
}

static void add_item(Sequence *sequence, DscAtoms *item)
{
	gboolean grown = TRUE;
	take_needs(&sequence->atoms, item);
	if (item->begins != NULL && dsc_atomset_is_anything(item->begins))
		g_clear_pointer(&item->begins, g_array_unref);
	sequence->run = dsc_atomset_then(sequence->run, item->begins, &grown);
	if (!grown && !dsc_atomset_says_nothing(sequence->run)) {
		end_run(sequence);
		sequence->run = dsc_atomset_then(sequence->run, item->begins, &grown);
	}
	if (!dsc_atomset_has_whole(sequence->run))
		end_run(sequence);
	dsc_atoms_clear(item);
}

static DscAtoms finish(Sequence *sequence)
{
	if (sequence->first) {
		sequence->atoms.begins = g_steal_pointer(&sequence->run);
	} else {
		add_need(&sequence->atoms, g_steal_pointer(&sequence->run));
	}
	GArray *begins = sequence->atoms.begins;
	if (sequence->ahead != NULL && !dsc_atomset_has_whole(begins) &&
	    (dsc_atomset_says_nothing(begins) ||
	     dsc_atoms_rate(sequence->ahead) < dsc_atoms_rate(begins))) {
		g_array_unref(begins);
		sequence->atoms.begins = g_steal_pointer(&sequence->ahead);
	}
	g_clear_pointer(&sequence->ahead, g_array_unref);
	return sequence->atoms;
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

static Repeat read_repeat(Parser *parser)
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

static void apply_repeat(DscAtoms *item, Repeat repeat)
{
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

static DscAtoms one_char(gunichar c)
{
	char folded[6];
	if (!is_searchable(c))
		return anything();
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
static gunichar read_code_point(Parser *parser)
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

static void skip_property(Parser *parser)
{
	const char *end = *parser->at == '{' ? strchr(parser->at, '}') : parser->at;
	parser->at = end != NULL && *end != '\0' ? end + 1 : parser->at + strlen(parser->at);
}

/* A word character and one that is none meet here. */
static void add_edge(Sequence *sequence)
{
	for (guint i = 0; i < sequence->run->len; i++) {
		DscAtom *atom = &g_array_index(sequence->run, DscAtom, i);
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

/* Reads what stands behind a backslash. FALSE if it matches no character. */
static gboolean read_escape(Parser *parser, Sequence *sequence, DscAtoms *item)
{
	char c = *parser->at;
	gunichar code_point = read_code_point(parser);
	*item = anything();
	if (code_point != 0) {
		*item = one_char(code_point);
		return TRUE;
	}
	if (c == '\0')
		return FALSE;
	if (!g_ascii_isalnum(c)) {
		*item = one_char(g_utf8_get_char(parser->at));
		parser->at = g_utf8_next_char(parser->at);
		return TRUE;
	}
	parser->at++;
	if (c == 'd') {
		*item = digit();
	} else if (c == 'n' || c == 't') {
		*item = one_char(c == 'n' ? '\n' : '\t');
	} else if (c == 'p' || c == 'P') {
		if (parser->strict && g_str_has_prefix(parser->at - 1, "p{Lu}"))
			*item = capital();
		skip_property(parser);
	} else if (strchr("bBAzZKG", c) != NULL) {
		if (c == 'b')
			add_edge(sequence);
		parser->tied = parser->tied || c == 'G';
		return FALSE;
	} else if (strchr("wWsSDhHvVNRX", c) == NULL) {
		parser->lost = TRUE; /* \1 is what stood before, \Q another language */
	}
	return TRUE;
}

/* --- Classes -------------------------------------------------------------------------------- */

/* One member of a class, 0 if it stands for many. */
static gunichar read_member(Parser *parser)
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
static gboolean read_members(Parser *parser, GArray *members)
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

static DscAtoms read_class(Parser *parser)
{
	g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(gunichar));
	gboolean negated = *++parser->at == '^';
	gsize n_capitals = strspn(parser->at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-");
	gboolean of_capitals = n_capitals > 0 && parser->at[n_capitals] == ']';
	parser->at += negated;
	if (!read_members(parser, members) || negated)
		return of_capitals && parser->strict ? capital() : anything();
	DscAtoms all = { .begins = g_array_new(FALSE, FALSE, sizeof(DscAtom)) };
	for (guint i = 0; i < members->len; i++) {
		g_auto(DscAtoms) one = one_char(g_array_index(members, gunichar, i));
		all.begins = dsc_atomset_or(all.begins, one.begins);
	}
	return all;
}

/* --- Groups --------------------------------------------------------------------------------- */

static void close_group(Parser *parser)
{
	if (*parser->at == ')')
		parser->at++;
	else
		parser->lost = TRUE;
}

/* TRUE if the assertion that begins at @at forbids all letters. */
static gboolean forbids_letters(const char *at)
{
	static const char *const letters[] = { "\\p{L}", "[\\p{L}", "\\w", "[\\w" };
	for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
		if (!g_str_has_prefix(at, letters[i]))
			continue;
		at += strlen(letters[i]);
		if (*letters[i] == '[')
			at += strcspn(at, "]") + 1;
		return *at == ')' || *at == '|';
	}
	return FALSE;
}

/* "(?<!…)" and "(?!…)": nothing stands there but an edge perhaps. */
static void read_forbidden(Parser *parser, Sequence *sequence, gboolean behind)
{
	if (forbids_letters(parser->at))
		dsc_atomset_flag(sequence->run, behind ? DSC_ATOM_BEGINS : 0,
				 behind ? 0 : DSC_ATOM_ENDS);
	g_auto(DscAtoms) forbidden = read_alternatives(parser);
	close_group(parser);
}

static void read_asked(Parser *parser, Sequence *sequence, gboolean behind)
{
	g_auto(DscAtoms) asked = read_alternatives(parser);
	close_group(parser);
	parser->behind = parser->behind || behind;
	take_needs(&sequence->atoms, &asked);
	if (asked.begins == NULL)
		return;
	add_need(&sequence->atoms, dsc_atomset_clip(asked.begins));
	gboolean untouched = sequence->first && sequence->run->len == 1 &&
			     g_array_index(sequence->run, DscAtom, 0).len == 0;
	if (behind || !untouched || dsc_atomset_says_nothing(asked.begins))
		return;
	g_clear_pointer(&sequence->ahead, g_array_unref);
	sequence->ahead = dsc_atomset_clip(asked.begins);
}

static DscAtoms read_definition(Parser *parser)
{
	const char *end = strchr(parser->at, ')');
	if (end == NULL || parser->defines == NULL) {
		parser->lost = TRUE;
		return anything();
	}
	g_autofree char *name = g_strndup(parser->at, (gsize)(end - parser->at));
	const char *source = g_hash_table_lookup(parser->defines, name);
	parser->at = end + 1;
	if (source == NULL) {
		parser->lost = TRUE;
		return anything();
	}
	GHashTable *definitions = parser->reader->definitions;
	DscAtoms *known = g_hash_table_lookup(definitions, source);
	if (known == NULL) {
		Parser inner = *parser;
		inner.at = source;
		inner.depth++;
		inner.strict = FALSE; /* what is remembered must hold elsewhere too */
		DscAtoms read = read_alternatives(&inner);
		parser->lost = *inner.at != '\0' || inner.lost;
		parser->tied = inner.tied;
		parser->behind = inner.behind;
		if (parser->lost || parser->tied || parser->behind)
			return read;
		known = g_new(DscAtoms, 1);
		*known = read;
		g_hash_table_insert(definitions, (gpointer)source, known);
	}
	return atoms_copy(known);
}

/* Skips a name up to @end. */
static void skip_name(Parser *parser, char end)
{
	const char *found = strchr(parser->at, end);
	if (found != NULL)
		parser->at = found + 1;
	else
		parser->lost = TRUE;
}

static gboolean take(Parser *parser, const char *prefix)
{
	if (!g_str_has_prefix(parser->at, prefix))
		return FALSE;
	parser->at += strlen(prefix);
	return TRUE;
}

static DscAtoms read_inside(Parser *parser)
{
	DscAtoms inside = read_alternatives(parser);
	close_group(parser);
	return inside;
}

/* "(?i:…)" is a group, "(?i)" is none; x makes it another language. */
static gboolean read_flags(Parser *parser, DscAtoms *item)
{
	gsize len = strspn(parser->at, "imnsJU-");
	const char *cased = memchr(parser->at, 'i', len);
	const char *minus = memchr(parser->at, '-', len);
	gboolean strict = parser->strict;
	parser->at += len;
	if (take(parser, ":")) {
		if (cased != NULL)
			parser->strict = minus != NULL && minus < cased;
		*item = read_inside(parser);
		parser->strict = strict;
		return TRUE;
	}
	parser->lost = parser->lost || (cased != NULL && strict);
	*item = nothing();
	close_group(parser);
	return TRUE;
}

/* Reads what begins with "(". FALSE if it matches no character. */
static gboolean read_group(Parser *parser, Sequence *sequence, DscAtoms *item)
{
	*item = anything();
	if (take(parser, "(?#")) {
		skip_name(parser, ')');
		return FALSE;
	}
	if (take(parser, "(?(DEFINE)")) {
		g_auto(DscAtoms) unused = read_inside(parser);
		return FALSE;
	}
	gboolean behind = g_str_has_prefix(parser->at, "(?<");
	if (take(parser, "(?!") || take(parser, "(?<!")) {
		read_forbidden(parser, sequence, behind);
		return FALSE;
	}
	if (take(parser, "(?=") || take(parser, "(?<=")) {
		read_asked(parser, sequence, behind);
		return FALSE;
	}
	if (take(parser, "(?&")) {
		*item = read_definition(parser);
		return TRUE;
	}
	if (take(parser, "(?P>")) {
		skip_name(parser, ')');
		return TRUE;
	}
	if (take(parser, "(?<") || take(parser, "(?P<")) {
		skip_name(parser, '>');
		*item = read_inside(parser);
		return TRUE;
	}
	if (take(parser, "(?:") || take(parser, "(?|") || take(parser, "(?>")) {
		*item = read_inside(parser);
		return TRUE;
	}
	if (take(parser, "(?"))
		return read_flags(parser, item);
	parser->at++;
	parser->lost = parser->lost || *parser->at == '*';
	*item = read_inside(parser);
	return TRUE;
}

/* --- All together --------------------------------------------------------------------------- */

static gboolean is_special(char c)
{
	return strchr("\\[](){}.^$|*+?", c) != NULL; /* and NUL */
}

/* Reads plain characters, all but the last if that one is repeated. */
static DscAtoms read_plain(Parser *parser)
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
		return anything();
	}
	return (DscAtoms){ .begins = dsc_atomset_of(text, len) };
}

/* Reads one item and stores what it begins with. FALSE if it matches no character. */
static gboolean read_item(Parser *parser, Sequence *sequence, DscAtoms *item)
{
	switch (*parser->at) {
	case '(':
		return read_group(parser, sequence, item);
	case '[':
		*item = read_class(parser);
		return TRUE;
	case '\\':
		parser->at++;
		return read_escape(parser, sequence, item);
	case '^':
	case '$':
		parser->at++;
		return FALSE;
	case '.':
		parser->at++;
		*item = anything();
		return TRUE;
	case '{':
	case '}':
	case ']':
		*item = one_char((guchar)*parser->at++);
		return TRUE;
	default:
		*item = read_plain(parser);
		return TRUE;
	}
}

static DscAtoms read_sequence(Parser *parser)
{
	Sequence sequence = { .run = dsc_atomset_of("", 0), .first = TRUE };
	while (*parser->at != '\0' && *parser->at != '|' && *parser->at != ')' && !parser->lost) {
		DscAtoms item = anything();
		if (*parser->at == '*' || *parser->at == '+' || *parser->at == '?') {
			parser->lost = TRUE;
		} else if (read_item(parser, &sequence, &item)) {
			apply_repeat(&item, read_repeat(parser));
			add_item(&sequence, &item);
		} else {
			dsc_atoms_clear(&item);
			read_repeat(parser);
		}
	}
	return finish(&sequence);
}

static DscAtoms either(const GArray *alternatives)
{
	DscAtoms all = { .begins = g_array_new(FALSE, FALSE, sizeof(DscAtom)) };
	gboolean has_needs = any_has_needs(alternatives);
	for (guint i = 0; i < alternatives->len; i++) {
		DscAtoms *one = &g_array_index(alternatives, DscAtoms, i);
		all.begins = dsc_atomset_or(all.begins, one->begins);
		if (has_needs && one->begins != NULL)
			add_need(one, g_array_ref(one->begins));
	}
	for (guint nth = 0; nth < DSC_ATOMS_MAX_NEEDS && has_needs; nth++) {
		GArray *need = need_of_any(alternatives, nth);
		if (need != NULL)
			add_need(&all, need);
	}
	return all;
}

static DscAtoms read_alternatives(Parser *parser)
{
	if (parser->depth > MAX_DEPTH) {
		parser->lost = TRUE;
		return anything();
	}
	parser->depth++;
	DscAtoms first = read_sequence(parser);
	if (*parser->at != '|' || parser->lost) {
		parser->depth--;
		return first;
	}
	g_autoptr(GArray) alternatives = g_array_new(FALSE, FALSE, sizeof(DscAtoms));
	g_array_set_clear_func(alternatives, (GDestroyNotify)dsc_atoms_clear);
	g_array_append_val(alternatives, first);
	while (*parser->at == '|' && !parser->lost) {
		parser->at++;
		DscAtoms next = read_sequence(parser);
		g_array_append_val(alternatives, next);
	}
	parser->depth--;
	return either(alternatives);
}

DscAtomReader *dsc_atom_reader_new(void)
{
	DscAtomReader *reader = g_new0(DscAtomReader, 1);
	reader->definitions = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
						    (GDestroyNotify)atoms_free);
	return reader;
}

void dsc_atom_reader_free(DscAtomReader *reader)
{
	if (reader == NULL)
		return;
	g_hash_table_unref(reader->definitions);
	g_free(reader);
}

void dsc_atoms_read(DscAtomReader *reader, const char *source, GHashTable *defines, DscAtoms *atoms)
{
	Parser parser = { .reader = reader, .defines = defines, .at = source };
	*atoms = read_alternatives(&parser);
	atoms->behind = parser.behind;
	if (*parser.at != '\0' || parser.lost) {
		dsc_atoms_clear(atoms);
		return;
	}
	if (atoms->begins != NULL && !parser.tied && !dsc_atomset_says_nothing(atoms->begins))
		return;
	if (atoms->begins != NULL)
		add_need(atoms, g_steal_pointer(&atoms->begins));
}

DscAtom dsc_atom_of_word(const char *word)
{
	char text[DSC_LITERAL_MAX_BYTES + 6];
	gsize len = 0;
	for (; *word != '\0' && len <= DSC_LITERAL_MAX_BYTES; word = g_utf8_next_char(word))
		len += dsc_literals_fold(g_utf8_get_char(word), text + len);
	g_autoptr(GArray) set = dsc_atomset_of(text, len);
	return g_array_index(set, DscAtom, 0);
}
