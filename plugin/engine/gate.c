/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/gate.h"

#include <string.h>

#include "engine/gate_frozen.h"

/* A pattern whose beginnings are met this often, per character, is faster at finding them itself.
 */
#define MAX_PLACE_RATE (1.0 / 4)

/* What a message has, and how seldom a pattern may run in such ones that nothing more is asked. */
#define USUAL_CHARS 160
#define RARE_ENOUGH 0.05

#define MAX_SETS G_MAXUINT16

/* A gate that is being built. */
struct DscGateBuilding {
	GArray *entries;    /* of DscGateEntry */
	GHashTable *sets;   /* GBytes of its tags → its number, from 1 on */
	GHashTable *tags;   /* an atom and its edges → its tag */
	GPtrArray *members; /* of GArray of guint16: for each tag the sets that it is in */
	guint n_sets;
	DscAtomReader *reader;
	DscLiterals *literals;
};

typedef struct DscGateBuilding Building;

/* --- Building ------------------------------------------------------------------------------- */

DscGate *dsc_gate_new(void)
{
	DscGate *gate = g_new0(DscGate, 1);
	Building *building = g_new0(Building, 1);
	building->entries = g_array_new(FALSE, FALSE, sizeof(DscGateEntry));
	building->sets = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
					       (GDestroyNotify)g_bytes_unref, NULL);
	building->tags = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	building->members = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	building->reader = dsc_atom_reader_new();
	building->literals = dsc_literals_new();
	building->n_sets = 1; /* DSC_GATE_NO_SET */
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

/* The number of the set of @tags, which is made when it is new. DSC_GATE_NO_SET if there are too
 * many. */
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

static DscGateEntry make_entry(Building *building, const DscAtoms *atoms, guint edges)
{
	DscGateEntry entry = { .begins = DSC_GATE_NO_SET, .behind = atoms->behind };
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
	DscGateEntry entry = make_entry(building, &atoms, edges);
	if (keywords != NULL)
		entry.needs[DSC_GATE_KEYWORDS] = set_of_words(building, keywords);
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
	DscGateFrozen frozen = {
		.n_entries = building->entries->len,
		.n_sets = building->n_sets,
		.n_tags = building->members->len,
		.n_members = count_members(building),
	};
	append(bytes, &frozen, sizeof frozen);
	append(bytes, building->entries->data, building->entries->len * sizeof(DscGateEntry));
	append_members(bytes, building);
	append(bytes, zeros, -bytes->len % 8);
	((DscGateFrozen *)(void *)bytes->data)->literals = bytes->len;
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
	const DscGateFrozen *frozen = (const DscGateFrozen *)(const void *)data;
	gate->bytes = bytes;
	if (len < sizeof *frozen)
		return FALSE;
	guint64 entries = sizeof *frozen;
	guint64 first = entries + (guint64)frozen->n_entries * sizeof(DscGateEntry);
	guint64 members = first + ((guint64)frozen->n_tags + 1) * sizeof(guint32);
	guint64 end = members + (guint64)frozen->n_members * sizeof(guint16);
	if (end > frozen->literals || frozen->literals > len || frozen->literals % 8 != 0)
		return FALSE;
	gate->frozen = frozen;
	gate->entries = (const DscGateEntry *)(const void *)(data + entries);
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
