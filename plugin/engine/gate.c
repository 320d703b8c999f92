/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/gate.h"

#include <string.h>

#include "engine/atoms.h"
#include "engine/budget.h"
#include "engine/literals.h"

/* No set. */
#define NONE 0

/* Where so many places are met, in a long text of one word, they are not remembered any more and
 * patterns run everywhere. */
#define MAX_PLACES (64 * 1024)

/* … and so many before their room has to grow. */
#define FEW_PLACES 512

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
 * @needs:  sets one of each must be met of; NONE for nothing */
typedef struct {
	guint16 begins;
	guint16 needs[N_NEEDS];
	guint16 unused;
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

/* What is known of a set's number among the members of a tag: whether places are asked of it. */
#define PLACED	 0x8000u
#define MAX_SETS 0x8000u

/* A gate that is being built. */
typedef struct {
	GArray *entries;    /* of Entry */
	GHashTable *sets;   /* GBytes of its tags → its number, from 1 on */
	GHashTable *tags;   /* an atom and its edges → its tag */
	GPtrArray *members; /* of GArray of guint16: for each tag the sets that it is in */
	GByteArray *placed; /* for each set, whether places are asked of it */
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

typedef struct {
	guint32 start;
	guint32 next; /* place of the same set, 0 for none */
} Place;

/* Of a set: the first and last of its places, 0 for none. For one of which no places are asked
 * @head says only that it was met. */
#define SOMEWHERE 1
typedef struct {
	guint32 head;
	guint32 tail;
} Met;

/*
 * @places: the first is nobody's
 * @crowded: there were too many
 */
struct DscPassage {
	const DscGate *gate;
	const char *text;
	Met *met;
	Place *places;
	guint n_places;
	guint room;
	gboolean crowded;
};

/* --- Building ------------------------------------------------------------------------------- */

DscGate *dsc_gate_new(void)
{
	static const guint8 none = FALSE;
	DscGate *gate = g_new0(DscGate, 1);
	Building *building = g_new0(Building, 1);
	building->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
	building->sets = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
					       (GDestroyNotify)g_bytes_unref, NULL);
	building->tags = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	building->members = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	building->placed = g_byte_array_new();
	building->reader = dsc_atom_reader_new();
	building->literals = dsc_literals_new();
	g_byte_array_append(building->placed, &none, 1);
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
	g_byte_array_unref(building->placed);
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
	if (known != NULL || building->placed->len >= MAX_SETS) {
		g_bytes_unref(key);
		return (guint16)GPOINTER_TO_UINT(known);
	}
	static const guint8 placed = FALSE;
	guint16 set = (guint16)building->placed->len;
	g_byte_array_append(building->placed, &placed, 1);
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
	Entry entry = { NONE };
	double chance = 1;
	if (atoms->begins != NULL) {
		double rate = dsc_atoms_rate(atoms->begins);
		if (rate < MAX_PLACE_RATE) {
			entry.begins = set_of_atoms(building, atoms->begins, edges);
			building->placed->data[entry.begins] = entry.begins != NONE;
		}
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
		for (guint i = 0; i < sets->len; i++) {
			guint16 set = g_array_index(sets, guint16, i);
			set |= building->placed->data[set] ? PLACED : 0;
			append(bytes, &set, sizeof set);
		}
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
		.n_sets = building->placed->len,
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

static void add_place(DscPassage *passage, Met *met, gsize start)
{
	if (met->tail != 0 && passage->places[met->tail].start == start)
		return;
	if (passage->n_places == passage->room) {
		passage->room *= 2;
		passage->places = g_renew(Place, passage->places, passage->room);
	}
	guint32 index = passage->n_places++;
	passage->places[index] = (Place){ .start = (guint32)start };
	if (met->tail == 0)
		met->head = index;
	else
		passage->places[met->tail].next = index;
	met->tail = index;
}

static void note_atom(gpointer data, guint tag, gsize start)
{
	DscPassage *passage = data;
	const DscGate *gate = passage->gate;
	for (guint32 i = gate->first[tag]; i < gate->first[tag + 1]; i++) {
		guint16 set = gate->members[i];
		Met *met = &passage->met[set & ~PLACED];
		passage->crowded = passage->crowded || passage->n_places == MAX_PLACES;
		if ((set & PLACED) != 0 && !passage->crowded)
			add_place(passage, met, start);
		else if (met->head == 0)
			met->head = SOMEWHERE;
	}
}

DscPassage *dsc_passage_new(const DscGate *gate, const char *text, gsize len)
{
	DscPassage *passage = g_new0(DscPassage, 1);
	passage->gate = gate;
	passage->text = text;
	passage->met = g_new0(Met, gate->frozen->n_sets);
	passage->met[NONE].head = SOMEWHERE;
	passage->room = FEW_PLACES;
	passage->places = g_new(Place, passage->room);
	passage->places[0] = (Place){ 0 };
	passage->n_places = 1;
	dsc_literals_scan(gate->literals, text, len, note_atom, passage);
	return passage;
}

void dsc_passage_free(DscPassage *passage)
{
	if (passage == NULL)
		return;
	g_free(passage->places);
	g_free(passage->met);
	g_free(passage);
}

/* --- Patterns ------------------------------------------------------------------------------- */

gboolean dsc_passage_is_open(const DscPassage *passage, guint number)
{
	const Entry *entry = &passage->gate->entries[number];
	if (passage->met[entry->begins].head == 0)
		return FALSE;
	for (guint i = 0; i < N_NEEDS; i++)
		if (passage->met[entry->needs[i]].head == 0)
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

/* Tries the places in @window one after the other. */
static DscMatchResult match_at_places(const DscPassage *passage, guint number, DscMatcher *matcher,
				      DscSpan window, DscMatch *match)
{
	const DscPattern *pattern = g_ptr_array_index(passage->gate->patterns, number);
	const Met *met = &passage->met[passage->gate->entries[number].begins];
	DscBudget budget = { 0 };
	guint n_tried = 0;
	for (guint32 at = met->head; at != 0; at = passage->places[at].next) {
		DscSpan from = { passage->places[at].start, window.end };
		if (from.start >= window.end)
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
