/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/gate.h"

#include <string.h>

#include "engine/atoms.h"
#include "engine/budget.h"
#include "engine/literals.h"

/* No set. */
#define NONE 0

/* Where so many atoms are met, in a very long text, they are not remembered any more and patterns
 * run everywhere. */
#define MAX_HITS (64 * 1024)

/* Most messages have fewer. */
#define USUAL_HITS 256

/* A pattern whose beginnings are met this often, per character, is faster at finding them itself.
 */
#define MAX_PLACE_RATE (1.0 / 4)

/* What a message has, and how seldom a pattern may run in such ones that nothing more is asked. */
#define USUAL_CHARS 160
#define RARE_ENOUGH 0.05

/* After so many microseconds at places the search is given up; the clock is asked now and then. */
#define PLACES_US    (20 * 1000)
#define BUDGET_EVERY 16

enum {
	KEYWORDS = DSC_ATOMS_MAX_NEEDS,
	N_NEEDS
};

/* What must be met for a pattern to be tried.
 * @begins: the set that its matches begin with, NONE if they may begin with anything
 * @needs:  sets one of each must be met of; NONE for nothing
 * @behind: the needs may be met before a match begins */
typedef struct {
	guint16 begins;
	guint16 needs[N_NEEDS];
	guint16 behind;
} Entry;

/* What freezing makes: this, then the entries, for each tag where its sets begin and one more as
 * the end of the last, the sets, zeros up to a multiple of 8 bytes, and the literals. */
typedef struct {
	guint32 n_entries;
	guint32 n_sets;
	guint32 n_tags;
	guint32 n_members;
	guint64 literals; /* where they begin, in bytes */
} Frozen;

#define MAX_SETS G_MAXUINT16

/* A gate that is being built. */
typedef struct {
	GArray *entries;    /* of Entry */
	GHashTable *sets;   /* GBytes of its tags → its number, from 1 on */
	GHashTable *tags;   /* an atom and its edges → its tag */
	GPtrArray *members; /* of GArray of guint16: for each tag the sets that it is in */
	guint n_sets;
	DscAtomReader *reader;
	DscLiterals *literals;
} Building;

/* @patterns: (element-type DscPattern): by number; not owned */
struct DscGate {
	GPtrArray *patterns;
	Building *building; /* NULL once frozen */
	GBytes *bytes;	    /* NULL before, like all below */
	DscLiterals *literals;
	const Frozen *frozen;
	const Entry *entries;
	const guint32 *first; /* members of tag t: members[first[t]] up to members[first[t + 1]] */
	const guint16 *members;
};

/* An atom that was met. */
typedef struct {
	guint32 tag;
	guint32 start;
} Hit;

typedef struct {
	guint32 start;
	guint32 next; /* place of the same set, 0 for none */
} Place;

/* Where one of a set stands: the first and the last of its places, 0 for none. */
typedef struct {
	guint32 head;
	guint32 tail;
} Places;

/*
 * @met:     for each set where the last of it stands in the text, counted from 1; 0 for nowhere
 * @hits:    (element-type Hit): in the order in which they begin
 * @crowded: there are more hits than are remembered
 * @wanted:  for each set whether its places may be asked for
 * @of_set:  places of the sets that are wanted
 * @places:  (element-type Place): the first is nobody's
 */
struct DscPassage {
	const DscGate *gate;
	const char *text;
	guint32 *met;
	GArray *hits;
	gboolean crowded;
	guint8 *wanted;
	Places *of_set;
	GArray *places;
};

/* --- Building ------------------------------------------------------------------------------- */

DscGate *dsc_gate_new(void)
{
	DscGate *gate = g_new0(DscGate, 1);
	Building *building = g_new0(Building, 1);
	building->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
	building->sets = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
					       (GDestroyNotify)g_bytes_unref, NULL);
	building->tags = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	building->members = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	building->reader = dsc_atom_reader_new();
	building->literals = dsc_literals_new();
	building->n_sets = 1; /* NONE */
	gate->patterns = g_ptr_array_new();
	gate->building = building;
	return gate;
}

static void building_free(Building *building)
{
	g_array_unref(building->entries);
	g_hash_table_unref(building->sets);
	g_hash_table_unref(building->tags);
	g_ptr_array_unref(building->members);
	dsc_atom_reader_free(building->reader);
	dsc_literals_free(building->literals);
	g_free(building);
}

void dsc_gate_free(DscGate *gate)
{
	if (gate == NULL)
		return;
	g_ptr_array_unref(gate->patterns);
	g_clear_pointer(&gate->building, building_free);
	g_clear_pointer(&gate->bytes, g_bytes_unref);
	dsc_literals_free(gate->literals);
	g_free(gate);
}

/* The tag of an atom, which becomes a literal when it is new. */
static guint tag_of(Building *building, const DscAtom *atom, guint edges)
{
	char key[DSC_LITERAL_MAX_BYTES + 2] = { (char)('0' + edges) };
	gpointer tag;
	memcpy(key + 1, atom->text, atom->len);
	if (g_hash_table_lookup_extended(building->tags, key, NULL, &tag))
		return GPOINTER_TO_UINT(tag);
	guint new_tag = building->members->len;
	g_hash_table_insert(building->tags, g_strdup(key), GUINT_TO_POINTER(new_tag));
	g_ptr_array_add(building->members, g_array_new(FALSE, FALSE, sizeof(guint16)));
	dsc_literals_add(building->literals, atom->text, atom->len, edges, new_tag);
	return new_tag;
}

static int compare_tags(gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *)a;
	guint y = *(const guint *)b;
	return (x > y) - (x < y);
}

/* The number of the set of @tags, which is made when it is new. NONE if there are too many. */
static guint16 set_of(Building *building, GArray *tags)
{
	g_array_sort(tags, compare_tags);
	GBytes *key = g_bytes_new(tags->data, tags->len * sizeof(guint));
	gpointer known = g_hash_table_lookup(building->sets, key);
	if (known != NULL || building->n_sets >= MAX_SETS) {
		g_bytes_unref(key);
		return (guint16)GPOINTER_TO_UINT(known);
	}
	guint16 set = (guint16)building->n_sets++;
	g_hash_table_insert(building->sets, key, GUINT_TO_POINTER(set));
	for (guint i = 0; i < tags->len; i++) {
		guint tag = g_array_index(tags, guint, i);
		GArray *members = g_ptr_array_index(building->members, tag);
		if (i == 0 || tag != g_array_index(tags, guint, i - 1))
			g_array_append_val(members, set);
	}
	return set;
}

static gboolean has_word_begin(const GArray *atoms)
{
	for (guint i = 0; i < atoms->len; i++) {
		const DscAtom *atom = &g_array_index(atoms, DscAtom, i);
		if (atom->len == 0 && (atom->flags & DSC_ATOM_CAPITAL) == 0)
			return TRUE;
	}
	return FALSE;
}

/* @edges: those that count. Where any word will do, no word needs to be named. */
static guint16 set_of_atoms(Building *building, const GArray *atoms, guint edges)
{
	static const DscAtom word = { .flags = DSC_ATOM_BEGINS };
	g_autoptr(GArray) tags = g_array_sized_new(FALSE, FALSE, sizeof(guint), atoms->len);
	gboolean any_word = has_word_begin(atoms);
	if (any_word) {
		guint tag = tag_of(building, &word, word.flags);
		g_array_append_val(tags, tag);
	}
	for (guint i = 0; i < atoms->len; i++) {
		const DscAtom *atom = &g_array_index(atoms, DscAtom, i);
		if (any_word && (atom->flags & DSC_ATOM_BEGINS) != 0)
			continue;
		guint tag = tag_of(building, atom, atom->flags & edges);
		g_array_append_val(tags, tag);
	}
	return set_of(building, tags);
}

static guint16 set_of_words(Building *building, char **words)
{
	g_autoptr(GArray) atoms = g_array_new(FALSE, FALSE, sizeof(DscAtom));
	for (; *words != NULL; words++) {
		DscAtom atom = dsc_atom_of_word(*words);
		g_array_append_val(atoms, atom);
	}
	return set_of_atoms(building, atoms, 0);
}

static Entry make_entry(Building *building, const DscAtoms *atoms, guint edges)
{
	Entry entry = { .begins = NONE, .behind = atoms->behind };
	double chance = 1;
	if (atoms->begins != NULL) {
		double rate = dsc_atoms_rate(atoms->begins);
		if (rate < MAX_PLACE_RATE)
			entry.begins = set_of_atoms(building, atoms->begins, edges);
		chance = MIN(1, rate * USUAL_CHARS);
	}
	for (guint i = 0; i < DSC_ATOMS_MAX_NEEDS && atoms->needs[i] != NULL; i++) {
		if (chance < RARE_ENOUGH)
			break;
		entry.needs[i] = set_of_atoms(building, atoms->needs[i], edges);
		chance *= MIN(1, dsc_atoms_rate(atoms->needs[i]) * USUAL_CHARS);
	}
	return entry;
}

guint dsc_gate_add(DscGate *gate, const DscPattern *pattern, char **keywords, gboolean whole)
{
	Building *building = gate->building;
	g_ptr_array_add(gate->patterns, (gpointer)pattern);
	if (building == NULL)
		return gate->patterns->len - 1;
	g_auto(DscAtoms) atoms = { NULL };
	dsc_atoms_read(building->reader, dsc_pattern_source(pattern), dsc_pattern_defines(pattern),
		       &atoms);
	guint edges = DSC_ATOM_BEGINS | DSC_ATOM_CAPITAL | (whole ? DSC_ATOM_ENDS : 0);
	Entry entry = make_entry(building, &atoms, edges);
	if (keywords != NULL)
		entry.needs[KEYWORDS] = set_of_words(building, keywords);
	g_array_append_val(building->entries, entry);
	return gate->patterns->len - 1;
}

/* --- Freezing and packing ------------------------------------------------------------------- */

static void append(GByteArray *bytes, gconstpointer data, gsize len)
{
	g_byte_array_append(bytes, data, (guint)len);
}

static void append_members(GByteArray *bytes, const Building *building)
{
	guint32 n = 0;
	for (guint tag = 0; tag < building->members->len; tag++) {
		append(bytes, &n, sizeof n);
		n += ((const GArray *)g_ptr_array_index(building->members, tag))->len;
	}
	append(bytes, &n, sizeof n);
	for (guint tag = 0; tag < building->members->len; tag++) {
		const GArray *sets = g_ptr_array_index(building->members, tag);
		append(bytes, sets->data, sets->len * sizeof(guint16));
	}
}

static guint32 count_members(const Building *building)
{
	guint32 n = 0;
	for (guint tag = 0; tag < building->members->len; tag++)
		n += ((const GArray *)g_ptr_array_index(building->members, tag))->len;
	return n;
}

static GBytes *pack(Building *building)
{
	static const guint8 zeros[8] = { 0 };
	GByteArray *bytes = g_byte_array_new();
	Frozen frozen = {
		.n_entries = building->entries->len,
		.n_sets = building->n_sets,
		.n_tags = building->members->len,
		.n_members = count_members(building),
	};
	append(bytes, &frozen, sizeof frozen);
	append(bytes, building->entries->data, building->entries->len * sizeof(Entry));
	append_members(bytes, building);
	append(bytes, zeros, -bytes->len % 8);
	((Frozen *)(void *)bytes->data)->literals = bytes->len;
	dsc_literals_freeze(building->literals);
	GBytes *literals = dsc_literals_pack(building->literals);
	append(bytes, g_bytes_get_data(literals, NULL), g_bytes_get_size(literals));
	return g_byte_array_free_to_bytes(bytes);
}

/* Takes @bytes over. FALSE if they are too few for what they say they hold. */
static gboolean use(DscGate *gate, GBytes *bytes)
{
	gsize len = 0;
	const guint8 *data = g_bytes_get_data(bytes, &len);
	const Frozen *frozen = (const Frozen *)(const void *)data;
	gate->bytes = bytes;
	if (len < sizeof *frozen)
		return FALSE;
	guint64 entries = sizeof *frozen;
	guint64 first = entries + (guint64)frozen->n_entries * sizeof(Entry);
	guint64 members = first + ((guint64)frozen->n_tags + 1) * sizeof(guint32);
	guint64 end = members + (guint64)frozen->n_members * sizeof(guint16);
	if (end > frozen->literals || frozen->literals > len || frozen->literals % 8 != 0)
		return FALSE;
	gate->frozen = frozen;
	gate->entries = (const Entry *)(const void *)(data + entries);
	gate->first = (const guint32 *)(const void *)(data + first);
	gate->members = (const guint16 *)(const void *)(data + members);
	g_autoptr(GBytes) literals =
		g_bytes_new_from_bytes(bytes, frozen->literals, len - frozen->literals);
	gate->literals = dsc_literals_new_packed(literals);
	return gate->literals != NULL;
}

gboolean dsc_gate_freeze(DscGate *gate)
{
	if (gate->building != NULL) {
		use(gate, pack(gate->building));
		g_clear_pointer(&gate->building, building_free);
	}
	return gate->frozen->n_entries == gate->patterns->len;
}

GBytes *dsc_gate_pack(const DscGate *gate)
{
	return g_bytes_ref(gate->bytes);
}

DscGate *dsc_gate_new_packed(GBytes *bytes)
{
	g_autoptr(DscGate) gate = g_new0(DscGate, 1);
	gate->patterns = g_ptr_array_new();
	return use(gate, g_bytes_ref(bytes)) ? g_steal_pointer(&gate) : NULL;
}

/* --- Looking a text through ----------------------------------------------------------------- */

static void mark_met(DscPassage *passage, Hit hit)
{
	const DscGate *gate = passage->gate;
	for (guint32 i = gate->first[hit.tag]; i < gate->first[hit.tag + 1]; i++)
		passage->met[gate->members[i]] = hit.start + 1;
}

static void note_hit(gpointer data, guint tag, gsize start)
{
	DscPassage *passage = data;
	const Hit hit = { tag, (guint32)start };
	if (passage->hits->len < MAX_HITS) {
		g_array_append_val(passage->hits, hit);
		return;
	}
	passage->crowded = TRUE;
	mark_met(passage, hit);
}

/* Most patterns are closed, and nobody asks where their atoms stand. */
static void mark_wanted(DscPassage *passage)
{
	for (guint number = 0; number < passage->gate->frozen->n_entries; number++) {
		guint16 begins = passage->gate->entries[number].begins;
		if (begins == NONE || !dsc_passage_is_open(passage, number))
			continue;
		passage->wanted[begins] = TRUE;
		passage->of_set[begins] = (Places){ 0 };
	}
}

static void add_place(DscPassage *passage, guint16 set, guint32 start)
{
	Places *places = &passage->of_set[set];
	Place *last = &g_array_index(passage->places, Place, places->tail);
	const Place place = { .start = start };
	guint32 index = passage->places->len;
	if (places->tail != 0 && last->start == start)
		return;
	if (places->tail == 0)
		places->head = index;
	else
		last->next = index;
	places->tail = index;
	g_array_append_val(passage->places, place);
}

static void find_places(DscPassage *passage)
{
	static const Place nobodys = { 0 };
	const DscGate *gate = passage->gate;
	g_array_append_val(passage->places, nobodys);
	for (guint i = 0; i < passage->hits->len; i++) {
		const Hit *hit = &g_array_index(passage->hits, Hit, i);
		for (guint32 j = gate->first[hit->tag]; j < gate->first[hit->tag + 1]; j++)
			if (passage->wanted[gate->members[j]])
				add_place(passage, gate->members[j], hit->start);
	}
}

DscPassage *dsc_passage_new(const DscGate *gate, const char *text, gsize len)
{
	DscPassage *passage = g_new0(DscPassage, 1);
	guint n_sets = gate->frozen->n_sets;
	passage->gate = gate;
	passage->text = text;
	passage->met = g_new0(guint32, n_sets);
	passage->wanted = g_new0(guint8, n_sets);
	passage->of_set = g_new(Places, n_sets);
	passage->hits = g_array_sized_new(FALSE, FALSE, sizeof(Hit), USUAL_HITS);
	passage->places = g_array_sized_new(FALSE, FALSE, sizeof(Place), USUAL_HITS);
	passage->met[NONE] = G_MAXUINT32;
	dsc_literals_scan(gate->literals, text, len, note_hit, passage);
	for (guint i = 0; i < passage->hits->len; i++)
		mark_met(passage, g_array_index(passage->hits, Hit, i));
	if (!passage->crowded) {
		mark_wanted(passage);
		find_places(passage);
	}
	return passage;
}

void dsc_passage_free(DscPassage *passage)
{
	if (passage == NULL)
		return;
	g_array_unref(passage->places);
	g_array_unref(passage->hits);
	g_free(passage->of_set);
	g_free(passage->wanted);
	g_free(passage->met);
	g_free(passage);
}

/* --- Patterns ------------------------------------------------------------------------------- */

gboolean dsc_passage_is_open(const DscPassage *passage, guint number)
{
	const Entry *entry = &passage->gate->entries[number];
	if (passage->met[entry->begins] == 0)
		return FALSE;
	for (guint i = 0; i < N_NEEDS; i++)
		if (passage->met[entry->needs[i]] == 0)
			return FALSE;
	return TRUE;
}

/* Most texts have few places. For each so many the clock is asked. */
static gboolean is_late(guint n_tried, DscBudget *budget)
{
	if (n_tried == BUDGET_EVERY)
		*budget = dsc_budget_begin(PLACES_US);
	return n_tried > 0 && n_tried % BUDGET_EVERY == 0 && dsc_budget_is_spent(budget, 0);
}

/* Where the last place is at which all needs may still be met, and one more. */
static gsize end_of_chances(const DscPassage *passage, const Entry *entry)
{
	guint32 end = G_MAXUINT32;
	for (guint i = 0; i < DSC_ATOMS_MAX_NEEDS && !entry->behind; i++)
		end = MIN(end, passage->met[entry->needs[i]]);
	return end;
}

/* Tries the places in @window one after the other. */
static DscMatchResult match_at_places(const DscPassage *passage, guint number, DscMatcher *matcher,
				      DscSpan window, DscMatch *match)
{
	const DscPattern *pattern = g_ptr_array_index(passage->gate->patterns, number);
	const Place *places = (const Place *)(const void *)passage->places->data;
	DscBudget budget = { 0 };
	guint n_tried = 0;
	const Entry *entry = &passage->gate->entries[number];
	gsize end = MIN(window.end, end_of_chances(passage, entry));
	for (guint32 at = passage->of_set[entry->begins].head; at != 0; at = places[at].next) {
		DscSpan from = { places[at].start, window.end };
		if (from.start >= end)
			break;
		if (from.start < window.start)
			continue;
		if (is_late(n_tried++, &budget))
			return DSC_MATCH_LIMIT;
		DscMatchResult result =
			dsc_pattern_match_at(pattern, matcher, passage->text, from, match);
		if (result != DSC_MATCH_NONE)
			return result;
	}
	return DSC_MATCH_NONE;
}

DscMatchResult dsc_passage_match(const DscPassage *passage, guint number, DscMatcher *matcher,
				 DscSpan window, DscMatch *match)
{
	if (!dsc_passage_is_open(passage, number))
		return DSC_MATCH_NONE;
	if (passage->gate->entries[number].begins != NONE && !passage->crowded)
		return match_at_places(passage, number, matcher, window, match);
	const DscPattern *pattern = g_ptr_array_index(passage->gate->patterns, number);
	return dsc_pattern_match(pattern, matcher, passage->text, window, match);
}
