/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/atoms.h"
#include "engine/gate.h"

/*
 * What a gate is once it is frozen: gate.c makes it, passage.c looks texts through with it.
 */

/* No set. */
#define DSC_GATE_NO_SET 0

enum {
	DSC_GATE_KEYWORDS = DSC_ATOMS_MAX_NEEDS,
	DSC_GATE_N_NEEDS
};

/**
 * DscGateEntry: what must be met for a pattern to be tried
 * @begins: the set that its matches begin with, none if they may begin with anything
 * @needs:  sets one of each must be met of, none for nothing; the last holds the keywords
 * @behind: the needs may be met before a match begins
 */
typedef struct {
	guint16 begins;
	guint16 needs[DSC_GATE_N_NEEDS];
	guint16 behind;
} DscGateEntry;

/**
 * DscGateFrozen: what freezing makes: this, then the entries, for each tag where its sets begin
 * and one more as the end of the last, the sets, zeros up to a multiple of 8 bytes, and the
 * literals
 */
typedef struct {
	guint32 n_entries;
	guint32 n_sets;
	guint32 n_tags;
	guint32 n_members;
	guint64 literals; /* where they begin, in bytes */
} DscGateFrozen;

typedef struct DscGateBuilding DscGateBuilding;

/**
 * DscGate:
 * @patterns: (element-type DscPattern): by number; not owned
 * @building: NULL once frozen
 * @bytes:    NULL before, like all below
 * @first:    members of tag t: members[first[t]] up to members[first[t + 1]]
 */
struct DscGate {
	GPtrArray *patterns;
	DscGateBuilding *building;
	GBytes *bytes;
	DscLiterals *literals;
	const DscGateFrozen *frozen;
	const DscGateEntry *entries;
	const guint32 *first;
	const guint16 *members;
};
