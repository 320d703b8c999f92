/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/budget.h"
#include "engine/gate_frozen.h"

/* Where so many atoms are met, in a very long text, they are not remembered any more and patterns
 * run everywhere. */
#define MAX_HITS (64 * 1024)

/* Most messages have fewer. */
#define USUAL_HITS 256

/* After so many microseconds at places the search is given up; the clock is asked now and then. */
#define PLACES_US    (20 * 1000)
#define BUDGET_EVERY 16

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
		if (begins == DSC_GATE_NO_SET || !dsc_passage_is_open(passage, number))
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
	passage->met[DSC_GATE_NO_SET] = G_MAXUINT32;
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
	const DscGateEntry *entry = &passage->gate->entries[number];
	if (passage->met[entry->begins] == 0)
		return FALSE;
	for (guint i = 0; i < DSC_GATE_N_NEEDS; i++)
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
static gsize end_of_chances(const DscPassage *passage, const DscGateEntry *entry)
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
	const DscGateEntry *entry = &passage->gate->entries[number];
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
	if (passage->gate->entries[number].begins != DSC_GATE_NO_SET && !passage->crowded)
		return match_at_places(passage, number, matcher, window, match);
	const DscPattern *pattern = g_ptr_array_index(passage->gate->patterns, number);
	return dsc_pattern_match(pattern, matcher, passage->text, window, match);
}
