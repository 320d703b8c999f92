/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/atomsets.h"

#include <string.h>

/* Putting one set behind another multiplies them, putting them side by side adds them up. */
#define MAX_PRODUCT 64
#define MAX_SUM	    8192

static DscAtom *atom_at(const GArray *set, guint i)
{
	return &g_array_index(set, DscAtom, i);
}

/* Makes an atom of @text, of which it takes whole characters up to what it has room for. */
static DscAtom make_atom(const char *text, gsize len, guint8 flags)
{
	DscAtom atom = { .flags = flags };
	if (len > DSC_LITERAL_MAX_BYTES) {
		for (len = DSC_LITERAL_MAX_BYTES; ((guchar)text[len] & 0xc0) == 0x80;)
			len--;
		atom.flags &= DSC_ATOM_BEGINS | DSC_ATOM_CAPITAL;
	}
	memcpy(atom.text, text, len);
	atom.len = (guint8)len;
	return atom;
}

GArray *dsc_atomset_of(const char *text, gsize len)
{
	GArray *set = g_array_sized_new(FALSE, FALSE, sizeof(DscAtom), 1);
	DscAtom atom = make_atom(text, len, DSC_ATOM_WHOLE);
	g_array_append_val(set, atom);
	return set;
}

/* TRUE if an atom of @set has no letter and none of @flags. */
static gboolean has_empty(const GArray *set, guint8 flags)
{
	for (guint i = 0; i < set->len; i++)
		if (atom_at(set, i)->len == 0 && (atom_at(set, i)->flags & flags) == 0)
			return TRUE;
	return FALSE;
}

gboolean dsc_atomset_says_nothing(const GArray *set)
{
	return has_empty(set, DSC_ATOM_BEGINS | DSC_ATOM_CAPITAL);
}

gboolean dsc_atomset_is_anything(const GArray *set)
{
	return has_empty(set, DSC_ATOM_BEGINS | DSC_ATOM_CAPITAL | DSC_ATOM_WHOLE);
}

static guint count_whole(const GArray *set)
{
	guint n = 0;
	for (guint i = 0; i < set->len; i++)
		n += (atom_at(set, i)->flags & DSC_ATOM_WHOLE) != 0;
	return n;
}

gboolean dsc_atomset_has_whole(const GArray *set)
{
	return count_whole(set) > 0;
}

void dsc_atomset_flag(GArray *set, guint8 empty, guint8 other)
{
	for (guint i = 0; i < set->len; i++) {
		DscAtom *atom = atom_at(set, i);
		if ((atom->flags & DSC_ATOM_WHOLE) != 0)
			atom->flags |= atom->len == 0 ? empty : other;
	}
}

GArray *dsc_atomset_clip(const GArray *set)
{
	GArray *clipped = g_array_sized_new(FALSE, FALSE, sizeof(DscAtom), set->len);
	g_array_append_vals(clipped, set->data, set->len);
	for (guint i = 0; i < clipped->len; i++)
		atom_at(clipped, i)->flags &= (guint8)~DSC_ATOM_WHOLE;
	return clipped;
}

GArray *dsc_atomset_or(GArray *set, const GArray *other)
{
	if (set == NULL)
		return NULL;
	if (other == NULL || set->len + other->len > MAX_SUM) {
		g_array_unref(set);
		return NULL;
	}
	g_array_append_vals(set, other->data, other->len);
	return set;
}

/* --- One behind the other ------------------------------------------------------------------- */

static gboolean begins_with_word_char(const DscAtom *atom)
{
	gunichar c = g_utf8_get_char_validated(atom->text, atom->len);
	return g_unichar_isalnum(c) || c == '_' || c == DSC_LITERAL_DIGIT;
}

/* What of the flags of @empty, which is "", holds of @next, which stands there. */
static guint8 pass_on(guint8 empty, const DscAtom *next)
{
	if (next->len == 0)
		return empty & (DSC_ATOM_BEGINS | DSC_ATOM_EDGE);
	if ((empty & DSC_ATOM_EDGE) != 0 && begins_with_word_char(next))
		return DSC_ATOM_BEGINS;
	return empty & DSC_ATOM_BEGINS;
}

static DscAtom join(const DscAtom *atom, const DscAtom *next)
{
	if (atom->len == 0) {
		DscAtom moved = *next;
		moved.flags |= pass_on(atom->flags, next);
		return moved;
	}
	if (next->len == 0) {
		DscAtom kept = *atom;
		if ((next->flags & DSC_ATOM_WHOLE) == 0)
			kept.flags &= (guint8)~DSC_ATOM_WHOLE;
		return kept;
	}
	char text[2 * DSC_LITERAL_MAX_BYTES];
	guint8 flags = (atom->flags & (DSC_ATOM_BEGINS | DSC_ATOM_CAPITAL)) |
		       (next->flags & (DSC_ATOM_ENDS | DSC_ATOM_WHOLE));
	memcpy(text, atom->text, atom->len);
	memcpy(text + atom->len, next->text, next->len);
	return make_atom(text, (gsize)atom->len + next->len, flags);
}

/* @set with @next in the place of "", and nothing put behind what is longer. */
static GArray *replace_empty(const GArray *set, const GArray *next)
{
	GArray *all = g_array_sized_new(FALSE, FALSE, sizeof(DscAtom), set->len + next->len);
	for (guint i = 0; i < set->len; i++) {
		DscAtom atom = *atom_at(set, i);
		if (atom.len > 0 || (atom.flags & DSC_ATOM_WHOLE) == 0) {
			atom.flags &= (guint8)~DSC_ATOM_WHOLE;
			g_array_append_val(all, atom);
			continue;
		}
		for (guint j = 0; j < next->len; j++) {
			DscAtom joined = join(&atom, atom_at(next, j));
			g_array_append_val(all, joined);
		}
	}
	return all;
}

static GArray *multiply(const GArray *set, const GArray *next)
{
	GArray *all = g_array_sized_new(FALSE, FALSE, sizeof(DscAtom), set->len * next->len);
	for (guint i = 0; i < set->len; i++) {
		const DscAtom *atom = atom_at(set, i);
		if ((atom->flags & DSC_ATOM_WHOLE) == 0) {
			g_array_append_val(all, *atom);
			continue;
		}
		for (guint j = 0; j < next->len; j++) {
			DscAtom joined = join(atom, atom_at(next, j));
			g_array_append_val(all, joined);
		}
	}
	return all;
}

GArray *dsc_atomset_then(GArray *set, const GArray *next, gboolean *grown)
{
	*grown = TRUE;
	if (set == NULL)
		return NULL;
	g_autoptr(GArray) owned = set;
	if (next == NULL)
		return dsc_atomset_clip(owned);
	guint whole = count_whole(owned);
	gboolean simple = owned->len == 1 && atom_at(owned, 0)->len == 0;
	if (simple || whole * next->len + owned->len - whole <= MAX_PRODUCT)
		return multiply(owned, next);
	*grown = FALSE;
	return replace_empty(owned, next);
}

/* --- How rare ------------------------------------------------------------------------------- */

/* How often a byte stands at a place: about the same in the languages that are covered. */
static double byte_rate(guint8 byte)
{
	static const double rates[] = {
		['a'] = 1. / 16, ['b'] = 1. / 45, ['c'] = 1. / 45, ['d'] = 1. / 32, ['e'] = 1. / 12,
		['f'] = 1. / 45, ['g'] = 1. / 45, ['h'] = 1. / 32, ['i'] = 1. / 16, ['j'] = 1. / 99,
		['k'] = 1. / 45, ['l'] = 1. / 32, ['m'] = 1. / 32, ['n'] = 1. / 16, ['o'] = 1. / 16,
		['p'] = 1. / 45, ['q'] = 1. / 99, ['r'] = 1. / 16, ['s'] = 1. / 16, ['t'] = 1. / 16,
		['u'] = 1. / 32, ['v'] = 1. / 64, ['w'] = 1. / 64, ['x'] = 1. / 99, ['y'] = 1. / 64,
		['z'] = 1. / 64, [' '] = 1. / 6,  ['.'] = 1. / 64, [','] = 1. / 64
	};
	if (byte >= 0x80)
		return byte >= 0xc0 ? 1. / 32 : 1; /* its continuation says little more */
	if (byte < G_N_ELEMENTS(rates) && rates[byte] > 0)
		return rates[byte];
	return g_ascii_isdigit((char)byte) ? 1. / 45 : 1. / 256;
}

/* Digits keep together. */
static double atom_rate(const DscAtom *atom)
{
	double rate = 1;
	gboolean in_number = FALSE;
	for (guint i = 0; i < atom->len; i++) {
		gboolean any_digit = atom->text[i] == DSC_LITERAL_DIGIT;
		if (any_digit)
			rate *= in_number ? 1. / 2 : 1. / 24;
		else
			rate *= byte_rate((guint8)atom->text[i]);
		in_number = any_digit || g_ascii_isdigit(atom->text[i]);
	}
	if ((atom->flags & DSC_ATOM_BEGINS) != 0)
		rate /= 5;
	if ((atom->flags & DSC_ATOM_CAPITAL) != 0)
		rate /= 8;
	return (atom->flags & DSC_ATOM_ENDS) != 0 ? rate / 3 : rate;
}

double dsc_atoms_rate(const GArray *set)
{
	double rate = 0;
	for (guint i = 0; i < set->len; i++)
		rate += atom_rate(atom_at(set, i));
	return MIN(rate, 1);
}
