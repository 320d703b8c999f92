/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/atoms.h"

#include <string.h>

#include "engine/atom_item.h"
#include "engine/atomsets.h"
#include "engine/literals.h"

/* Deeper groups are not read. */
#define MAX_DEPTH 60

/* A set that is met this often, per character, is not worth asking for: more than once in a
 * message of 160 characters. */
#define MAX_NEED_RATE (1.0 / 160)

struct DscAtomReader {
	GHashTable *definitions; /* name's source → DscAtoms */
};

static DscAtoms read_alternatives(DscAtomParser *parser);

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

/* --- Groups --------------------------------------------------------------------------------- */

static void close_group(DscAtomParser *parser)
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
static void read_forbidden(DscAtomParser *parser, Sequence *sequence, gboolean behind)
{
	if (forbids_letters(parser->at))
		dsc_atomset_flag(sequence->run, behind ? DSC_ATOM_BEGINS : 0,
				 behind ? 0 : DSC_ATOM_ENDS);
	g_auto(DscAtoms) forbidden = read_alternatives(parser);
	close_group(parser);
}

static void read_asked(DscAtomParser *parser, Sequence *sequence, gboolean behind)
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

static DscAtoms read_definition(DscAtomParser *parser)
{
	const char *end = strchr(parser->at, ')');
	if (end == NULL || parser->defines == NULL) {
		parser->lost = TRUE;
		return dsc_atom_item_anything();
	}
	g_autofree char *name = g_strndup(parser->at, (gsize)(end - parser->at));
	const char *source = g_hash_table_lookup(parser->defines, name);
	parser->at = end + 1;
	if (source == NULL) {
		parser->lost = TRUE;
		return dsc_atom_item_anything();
	}
	GHashTable *definitions = parser->reader->definitions;
	DscAtoms *known = g_hash_table_lookup(definitions, source);
	if (known == NULL) {
		DscAtomParser inner = *parser;
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
static void skip_name(DscAtomParser *parser, char end)
{
	const char *found = strchr(parser->at, end);
	if (found != NULL)
		parser->at = found + 1;
	else
		parser->lost = TRUE;
}

static gboolean take(DscAtomParser *parser, const char *prefix)
{
	if (!g_str_has_prefix(parser->at, prefix))
		return FALSE;
	parser->at += strlen(prefix);
	return TRUE;
}

static DscAtoms read_inside(DscAtomParser *parser)
{
	DscAtoms inside = read_alternatives(parser);
	close_group(parser);
	return inside;
}

/* "(?i:…)" is a group, "(?i)" is none; x makes it another language. */
static gboolean read_flags(DscAtomParser *parser, DscAtoms *item)
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
static gboolean read_group(DscAtomParser *parser, Sequence *sequence, DscAtoms *item)
{
	*item = dsc_atom_item_anything();
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

/* Reads one item and stores what it begins with. FALSE if it matches no character. */
static gboolean read_item(DscAtomParser *parser, Sequence *sequence, DscAtoms *item)
{
	switch (*parser->at) {
	case '(':
		return read_group(parser, sequence, item);
	case '[':
		*item = dsc_atom_item_class(parser);
		return TRUE;
	case '\\':
		parser->at++;
		return dsc_atom_item_escape(parser, sequence->run, item);
	case '^':
	case '$':
		parser->at++;
		return FALSE;
	case '.':
		parser->at++;
		*item = dsc_atom_item_anything();
		return TRUE;
	case '{':
	case '}':
	case ']':
		*item = dsc_atom_item_char((guchar)*parser->at++);
		return TRUE;
	default:
		*item = dsc_atom_item_plain(parser);
		return TRUE;
	}
}

static DscAtoms read_sequence(DscAtomParser *parser)
{
	Sequence sequence = { .run = dsc_atomset_of("", 0), .first = TRUE };
	while (*parser->at != '\0' && *parser->at != '|' && *parser->at != ')' && !parser->lost) {
		DscAtoms item = dsc_atom_item_anything();
		if (*parser->at == '*' || *parser->at == '+' || *parser->at == '?') {
			parser->lost = TRUE;
		} else if (read_item(parser, &sequence, &item)) {
			dsc_atom_item_repeat(parser, &item);
			add_item(&sequence, &item);
		} else {
			dsc_atoms_clear(&item);
			dsc_atom_item_repeat(parser, &item);
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

static DscAtoms read_alternatives(DscAtomParser *parser)
{
	if (parser->depth > MAX_DEPTH) {
		parser->lost = TRUE;
		return dsc_atom_item_anything();
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
	DscAtomParser parser = { .reader = reader, .defines = defines, .at = source };
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
