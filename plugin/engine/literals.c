/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/literals.h"

#include <string.h>

/*
 * While literals are added they stand in a trie of Branches. Freezing numbers
 * its nodes breadth first, so that the children of node n are the nodes from
 * first[n] up to first[n + 1]: no pointers, 13 bytes a node, and memchr() over
 * their labels finds the way. Node 0 is the root, and no child of anybody, so 0
 * also says "none".
 */
typedef struct {
	guint32 child;	 /* its first */
	guint32 sibling; /* the next child of the same parent */
	guint32 tags;	 /* first of its own in a list of Tags, 0 for none */
	guint8 label;	 /* byte that leads here from its parent */
} Branch;

typedef struct {
	guint tag;
	guint32 next;
} Tag;

struct DscLiterals {
	GArray *branches; /* of Branch; NULL once frozen */
	GArray *tags;	  /* of Tag; the first is nobody's */

	/* From here on filled by dsc_literals_freeze(), one entry a node. */
	guint32 n_nodes;
	guint32 *first;	  /* … and one more entry as the end of the last */
	guint32 *fail;	  /* node of the longest proper suffix */
	guint32 *report;  /* nearest node, this one or by way of fail, that has tags */
	guint32 *own;	  /* first of its own tags */
	guint8 *labels;	  /* byte that leads to the node */
	guint32 top[256]; /* children of the root by label */
};

/*
 * Characters that a pattern takes for the same have the same letter here, as far
 * as one character stands for one: "ſ" is "s", "ς" is "σ". The Turkish "İ" is "i",
 * and "ı" remains itself, as for PCRE2.
 */
static gunichar fold_letter(gunichar letter)
{
	if (letter == 0x131)
		return letter;
	return g_unichar_tolower(g_unichar_toupper(letter));
}

/* Reads one character, or one byte that is none, and stores what stands for it in
 * @folded. Returns: the bytes read; @n_folded: those stored. */
static gsize fold_next(const char *at, gsize len, char folded[6], gsize *n_folded)
{
	gunichar letter;

	if ((guchar)*at < 0x80) {
		folded[0] = g_ascii_tolower(*at);
		*n_folded = 1;
		return 1;
	}
	letter = g_utf8_get_char_validated(at, (gssize)len);
	if (letter == (gunichar)-1 || letter == (gunichar)-2) {
		folded[0] = *at;
		*n_folded = 1;
		return 1;
	}
	*n_folded = (gsize)g_unichar_to_utf8(fold_letter(letter), folded);
	return (gsize)(g_utf8_next_char(at) - at);
}

static Branch *branch_at(const DscLiterals *literals, guint32 index)
{
	return &g_array_index(literals->branches, Branch, index);
}

DscLiterals *dsc_literals_new(void)
{
	DscLiterals *literals = g_new0(DscLiterals, 1);

	literals->branches = g_array_new(FALSE, TRUE, sizeof(Branch));
	literals->tags = g_array_new(FALSE, TRUE, sizeof(Tag));
	g_array_set_size(literals->branches, 1);
	g_array_set_size(literals->tags, 1);
	return literals;
}

void dsc_literals_free(DscLiterals *literals)
{
	if (literals == NULL)
		return;
	if (literals->branches != NULL)
		g_array_unref(literals->branches);
	g_array_unref(literals->tags);
	g_free(literals->first);
	g_free(literals->fail);
	g_free(literals->report);
	g_free(literals->own);
	g_free(literals->labels);
	g_free(literals);
}

/* The child of @parent behind @label, made if it is missing. */
static guint32 grow(DscLiterals *literals, guint32 parent, guint8 label)
{
	Branch branch = { .label = label };

	for (guint32 i = branch_at(literals, parent)->child; i != 0;
	     i = branch_at(literals, i)->sibling)
		if (branch_at(literals, i)->label == label)
			return i;

	branch.sibling = branch_at(literals, parent)->child;
	branch_at(literals, parent)->child = literals->branches->len;
	g_array_append_val(literals->branches, branch);
	return literals->branches->len - 1;
}

void dsc_literals_add(DscLiterals *literals, const char *word, guint tag)
{
	guint32 node = 0;
	Tag entry = { .tag = tag };

	g_return_if_fail(literals->branches != NULL);
	g_return_if_fail(word != NULL && *word != '\0');

	for (gsize left = strlen(word); left > 0;) {
		char folded[6];
		gsize n_folded;
		gsize n_read = fold_next(word, left, folded, &n_folded);

		for (gsize i = 0; i < n_folded; i++)
			node = grow(literals, node, (guint8)folded[i]);
		word += n_read;
		left -= n_read;
	}
	entry.next = branch_at(literals, node)->tags;
	branch_at(literals, node)->tags = literals->tags->len;
	g_array_append_val(literals->tags, entry);
}

/* Numbers the nodes breadth first. */
static void number_nodes(DscLiterals *literals)
{
	g_autofree guint32 *order = g_new(guint32, literals->n_nodes);
	guint32 n_seen = 1;

	order[0] = 0;
	for (guint32 node = 0; node < literals->n_nodes; node++) {
		const Branch *branch = branch_at(literals, order[node]);

		literals->labels[node] = branch->label;
		literals->own[node] = branch->tags;
		literals->first[node] = n_seen;
		for (guint32 i = branch->child; i != 0; i = branch_at(literals, i)->sibling)
			order[n_seen++] = i;
	}
	literals->first[literals->n_nodes] = n_seen;
	for (guint32 child = literals->first[0]; child < literals->first[1]; child++)
		literals->top[literals->labels[child]] = child;
}

static guint32 find_child(const DscLiterals *literals, guint32 node, guint8 label)
{
	guint32 first = literals->first[node];
	const guint8 *found;

	if (node == 0)
		return literals->top[label];
	found = memchr(literals->labels + first, label, literals->first[node + 1] - first);
	return found != NULL ? (guint32)(found - literals->labels) : 0;
}

/* The node of the longest literal's beginning that ends with @label behind @node. */
static guint32 step(const DscLiterals *literals, guint32 node, guint8 label)
{
	for (;;) {
		guint32 child = find_child(literals, node, label);

		if (child != 0 || node == 0)
			return child;
		node = literals->fail[node];
	}
}

/* A suffix is shorter and so has a smaller number: it is linked already. */
static void link_suffixes(DscLiterals *literals)
{
	for (guint32 node = 0; node < literals->n_nodes; node++) {
		guint32 end = literals->first[node + 1];

		literals->report[node] =
			literals->own[node] != 0 ? node : literals->report[literals->fail[node]];
		for (guint32 child = literals->first[node]; child < end && node != 0; child++)
			literals->fail[child] =
				step(literals, literals->fail[node], literals->labels[child]);
	}
}

void dsc_literals_freeze(DscLiterals *literals)
{
	g_return_if_fail(literals->branches != NULL);

	literals->n_nodes = literals->branches->len;
	literals->first = g_new0(guint32, literals->n_nodes + 1);
	literals->fail = g_new0(guint32, literals->n_nodes);
	literals->report = g_new0(guint32, literals->n_nodes);
	literals->own = g_new0(guint32, literals->n_nodes);
	literals->labels = g_new0(guint8, literals->n_nodes);
	number_nodes(literals);
	link_suffixes(literals);
	g_clear_pointer(&literals->branches, g_array_unref);
}

static void report(const DscLiterals *literals, guint32 node, guint8 *seen)
{
	for (node = literals->report[node]; node != 0;
	     node = literals->report[literals->fail[node]]) {
		for (guint32 i = literals->own[node]; i != 0;) {
			const Tag *tag = &g_array_index(literals->tags, Tag, i);

			seen[tag->tag / 8] |= (guint8)(1u << tag->tag % 8);
			i = tag->next;
		}
	}
}

void dsc_literals_scan(const DscLiterals *literals, const char *text, gsize len, guint8 *seen)
{
	guint32 node = 0;

	g_return_if_fail(literals->branches == NULL);

	while (len > 0) {
		char folded[6];
		gsize n_folded;
		gsize n_read = fold_next(text, len, folded, &n_folded);

		for (gsize i = 0; i < n_folded; i++) {
			node = step(literals, node, (guint8)folded[i]);
			report(literals, node, seen);
		}
		text += n_read;
		len -= n_read;
	}
}
