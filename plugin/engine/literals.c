/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/literals.h"

#include <string.h>

/*
 * There are four tries in one. Which root a literal grows from says what must be so where it
 * begins: see DscLiteralEdge. Children of a node stand side by side, so that memchr() over their
 * labels finds the way, and behind them all that grows from the first, then from the second, and
 * so on: the end of a literal, which shares nothing with others, is one stretch of memory.
 */
#define N_ROOTS	    4
#define ROOT(edges) ((edges) & (DSC_LITERAL_BEGINS | DSC_LITERAL_CAPITAL))

/* In a text where one character stands for a longer one. */
#define FILLER '\0'

/* Texts up to so many bytes are prepared without touching the heap. */
#define SMALL_BYTES 2048

/* A literal: where it may stand (its root), then its bytes and zeros behind them. */
typedef struct {
	guint8 path[1 + DSC_LITERAL_MAX_BYTES];
	guint8 len; /* of the path */
	guint8 ends;
	guint32 tag;
} Literal;

typedef struct {
	guint32 child; /* its first */
	guint32 tag;   /* its first */
	guint16 n_children;
	guint16 n_tags;
} Node;

/* What a node reports: tag, and in the lowest bit whether only at a word's end. */
#define TAG(literal) ((literal)->tag << 1 | (literal)->ends)

/* What freezing makes: this, then the nodes, the tags, the labels (each the byte that leads to its
 * node), and zeros up to a multiple of 8 bytes. */
typedef struct {
	guint32 n_nodes;
	guint32 n_tags;
	guint32 top[N_ROOTS][256]; /* children of the roots by label, 0 for none */
} Frozen;

struct DscLiterals {
	GArray *added; /* of Literal; NULL once frozen */
	GBytes *bytes; /* NULL before */
	const Frozen *frozen;
	const Node *nodes;
	const guint32 *tags;
	const guint8 *labels;
};

/* --- Letters -------------------------------------------------------------------------------- */

gsize dsc_literals_fold(gunichar letter, char *folded)
{
	if (letter < 0x80) {
		folded[0] = g_ascii_tolower((char)letter);
		return 1;
	}
	if (letter == 0x131)
		return (gsize)g_unichar_to_utf8(letter, folded);
	return (gsize)g_unichar_to_utf8(g_unichar_tolower(g_unichar_toupper(letter)), folded);
}

/* A text ready to be looked through, byte for byte as long as the text itself.
 * @low:   small letters; FILLER where a character has become shorter
 * @begin: what begins at the byte: a character, a letter, a word, a capital, nothing */
typedef struct {
	guint8 *low;
	guint8 *begin;
} Prepared;

enum {
	IS_CHAR = 1 << 0,
	IS_LETTER = 1 << 1,
	IS_WORD = 1 << 2,
	IS_CAPITAL = 1 << 3
};

/* Prepares one character, or one byte that is none. Returns: its bytes. */
static gsize prepare_next(const char *at, gsize len, guint8 *low, guint8 *kind)
{
	*kind = IS_CHAR;
	if ((guchar)*at < 0x80) {
		*low = (guint8)g_ascii_tolower(*at);
		*kind |= g_ascii_isalpha(*at) ? IS_LETTER : 0;
		*kind |= g_ascii_isupper(*at) ? IS_CAPITAL : 0;
		return 1;
	}
	gunichar letter = g_utf8_get_char_validated(at, (gssize)len);
	if (letter == (gunichar)-1 || letter == (gunichar)-2) {
		*low = (guint8)*at;
		return 1;
	}
	char folded[6];
	gsize n = (gsize)(g_utf8_next_char(at) - at);
	gsize n_folded = dsc_literals_fold(letter, folded);
	*kind |= g_unichar_isalpha(letter) ? IS_LETTER : 0;
	*kind |= g_unichar_isupper(letter) ? IS_CAPITAL : 0;
	if (n_folded > n) {
		memcpy(low, at, n);
		return n;
	}
	memcpy(low, folded, n_folded);
	memset(low + n_folded, FILLER, n - n_folded);
	return n;
}

static void prepare(const char *text, gsize len, Prepared prepared)
{
	guint8 before = 0;
	memset(prepared.begin, 0, len);
	for (gsize at = 0; at < len;) {
		guint8 *kind = &prepared.begin[at];
		gsize n = prepare_next(text + at, len - at, prepared.low + at, kind);
		if ((before & IS_LETTER) == 0)
			*kind |= IS_WORD;
		before = *kind;
		at += n;
	}
}

/* --- Building ------------------------------------------------------------------------------- */

DscLiterals *dsc_literals_new(void)
{
	DscLiterals *literals = g_new0(DscLiterals, 1);
	literals->added = g_array_new(FALSE, TRUE, sizeof(Literal));
	return literals;
}

void dsc_literals_free(DscLiterals *literals)
{
	if (literals == NULL)
		return;
	g_clear_pointer(&literals->added, g_array_unref);
	g_clear_pointer(&literals->bytes, g_bytes_unref);
	g_free(literals);
}

void dsc_literals_add(DscLiterals *literals, const char *word, gsize len, guint edges, guint tag)
{
	g_return_if_fail(literals->added != NULL);
	g_return_if_fail(len > 0 || ROOT(edges) != 0);

	Literal literal = { .tag = tag, .len = 1, .ends = (edges & DSC_LITERAL_ENDS) != 0 };
	literal.path[0] = ROOT(edges);
	for (const char *at = word; at < word + len; at = g_utf8_next_char(at)) {
		char folded[6];
		gsize n = dsc_literals_fold(g_utf8_get_char(at), folded);
		if (literal.len + n > sizeof literal.path) {
			literal.ends = FALSE;
			break;
		}
		memcpy(literal.path + literal.len, folded, n);
		literal.len += (guint8)n;
	}
	g_array_append_val(literals->added, literal);
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
	const Literal *x = a;
	const Literal *y = b;
	return memcmp(x->path, y->path, sizeof x->path);
}

/* The literals of a node, whose paths begin alike: added[from] up to added[to]. */
typedef struct {
	guint from;
	guint to;
	guint depth; /* bytes of the path that are alike */
} Range;

/*
 * @ranges: (element-type Range): for each node, also those still to be made
 * @nodes:  (element-type Node)
 * @tags:   (element-type guint32)
 */
typedef struct {
	const Literal *added;
	guint n_added;
	GArray *ranges;
	GArray *nodes;
	GArray *tags;
	GByteArray *labels;
} Freezing;

static void add_range(Freezing *freezing, Range range, guint8 label)
{
	static const Node empty = { 0 };
	g_array_append_val(freezing->ranges, range);
	g_array_append_val(freezing->nodes, empty);
	g_byte_array_append(freezing->labels, &label, 1);
}

/* What ends at @node comes first in its range, for it is the shortest. Returns: what goes on */
static Range add_tags(Freezing *freezing, guint32 node)
{
	Node *made = &g_array_index(freezing->nodes, Node, node);
	Range range = g_array_index(freezing->ranges, Range, node);
	made->tag = freezing->tags->len;
	for (; range.from < range.to; range.from++) {
		const Literal *literal = &freezing->added[range.from];
		if (literal->len > range.depth || made->n_tags == G_MAXUINT16)
			break;
		guint32 tag = TAG(literal);
		g_array_append_val(freezing->tags, tag);
		made->n_tags++;
	}
	return range;
}

/* Parts what goes on behind @range by the next byte, and adds each part. Returns: how many */
static guint add_children(Freezing *freezing, Range range)
{
	const Literal *added = freezing->added;
	guint n = 0;
	for (guint from = range.from; from < range.to; n++) {
		guint8 label = added[from].path[range.depth];
		guint to = from + 1;
		while (to < range.to && added[to].path[range.depth] == label)
			to++;
		add_range(freezing, (Range){ from, to, range.depth + 1 }, label);
		from = to;
	}
	return n;
}

/* Finishes @node and makes all that grows from it; no deeper than a literal is long. */
static void grow(Freezing *freezing, guint32 node)
{
	Range range = add_tags(freezing, node);
	guint32 child = freezing->nodes->len;
	guint n = add_children(freezing, range);
	g_array_index(freezing->nodes, Node, node).child = child;
	g_array_index(freezing->nodes, Node, node).n_children = (guint16)n;
	for (guint i = 0; i < n; i++)
		grow(freezing, child + i);
}

static void add_roots(Freezing *freezing)
{
	guint at = 0;
	for (guint root = 0; root < N_ROOTS; root++) {
		Range range = { at, at, 1 };
		while (range.to < freezing->n_added && freezing->added[range.to].path[0] == root)
			range.to++;
		at = range.to;
		add_range(freezing, range, 0);
	}
}

static GBytes *pack(const Freezing *freezing)
{
	static const guint8 zeros[8] = { 0 };
	Frozen head = { .n_nodes = freezing->ranges->len, .n_tags = freezing->tags->len };
	const Node *nodes = (const Node *)(const void *)freezing->nodes->data;
	for (guint root = 0; root < N_ROOTS; root++)
		for (guint32 i = 0; i < nodes[root].n_children; i++)
			head.top[root][freezing->labels->data[nodes[root].child + i]] =
				nodes[root].child + i;
	GByteArray *all = g_byte_array_new();
	g_byte_array_append(all, (const guint8 *)&head, sizeof head);
	g_byte_array_append(all, (const guint8 *)nodes, (guint)sizeof(Node) * freezing->nodes->len);
	g_byte_array_append(all, (const guint8 *)freezing->tags->data,
			    (guint)sizeof(guint32) * freezing->tags->len);
	g_byte_array_append(all, freezing->labels->data, freezing->labels->len);
	g_byte_array_append(all, zeros, -all->len % 8);
	return g_byte_array_free_to_bytes(all);
}

/* Takes @bytes over. FALSE if they are not as many as they say. */
static gboolean use(DscLiterals *literals, GBytes *bytes)
{
	gsize len = 0;
	const guint8 *data = g_bytes_get_data(bytes, &len);
	literals->bytes = bytes;
	literals->frozen = (const Frozen *)(const void *)data;
	if (len < sizeof(Frozen))
		return FALSE;
	guint64 n_nodes = literals->frozen->n_nodes;
	guint64 n_tags = literals->frozen->n_tags;
	literals->nodes = (const Node *)(const void *)(data + sizeof(Frozen));
	literals->tags = (const guint32 *)(const void *)(literals->nodes + n_nodes);
	literals->labels = (const guint8 *)(literals->tags + n_tags);
	guint64 needed =
		sizeof(Frozen) + n_nodes * sizeof(Node) + n_tags * sizeof(guint32) + n_nodes;
	return n_nodes >= N_ROOTS && len == (needed + 7) / 8 * 8;
}

void dsc_literals_freeze(DscLiterals *literals)
{
	g_return_if_fail(literals->added != NULL);

	g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(Range));
	g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(Node));
	g_autoptr(GArray) tags = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_autoptr(GByteArray) labels = g_byte_array_new();
	g_array_sort(literals->added, compare_paths);
	Freezing freezing = {
		.added = (const Literal *)(const void *)literals->added->data,
		.n_added = literals->added->len,
		.ranges = ranges,
		.nodes = nodes,
		.tags = tags,
		.labels = labels,
	};
	add_roots(&freezing);
	for (guint32 root = 0; root < N_ROOTS; root++)
		grow(&freezing, root);
	use(literals, pack(&freezing));
	g_clear_pointer(&literals->added, g_array_unref);
}

GBytes *dsc_literals_pack(const DscLiterals *literals)
{
	return literals->bytes;
}

DscLiterals *dsc_literals_new_packed(GBytes *bytes)
{
	g_autoptr(DscLiterals) literals = g_new0(DscLiterals, 1);
	return use(literals, g_bytes_ref(bytes)) ? g_steal_pointer(&literals) : NULL;
}

/* --- Looking -------------------------------------------------------------------------------- */

typedef struct {
	const DscLiterals *literals;
	Prepared text;
	gsize len;
	DscLiteralMet met;
	gpointer data;
} Search;

static void report(const Search *search, const Node *node, gsize start, gsize end)
{
	const guint32 *tags = search->literals->tags + node->tag;
	gboolean at_letter = end < search->len && (search->text.begin[end] & IS_LETTER) != 0;
	for (guint i = 0; i < node->n_tags; i++)
		if ((tags[i] & 1) == 0 || !at_letter)
			search->met(search->data, tags[i] >> 1, start);
}

/* The child of @node behind @label, 0 if it has none. */
static guint32 find_child(const DscLiterals *literals, const Node *node, guint8 label)
{
	const guint8 *labels = literals->labels + node->child;
	if (node->n_children < 2)
		return node->n_children == 1 && *labels == label ? node->child : 0;
	const guint8 *found = memchr(labels, label, node->n_children);
	return found != NULL ? node->child + (guint32)(found - labels) : 0;
}

/* Reports what grows from node @number, which is reached behind the byte before @at. */
static void walk(const Search *search, guint32 number, gsize start, gsize at)
{
	const guint8 *low = search->text.low;
	for (; number != 0; at++) {
		const Node *node = &search->literals->nodes[number];
		while (at < search->len && low[at] == FILLER)
			at++;
		if (node->n_tags > 0)
			report(search, node, start, at);
		if (at >= search->len)
			return;
		if (g_ascii_isdigit((char)low[at]))
			walk(search, find_child(search->literals, node, DSC_LITERAL_DIGIT), start,
			     at + 1);
		number = find_child(search->literals, node, low[at]);
	}
}

/* Reports all literals of @root that begin at @start. */
static void walk_from(const Search *search, guint root, gsize start)
{
	const Node *node = &search->literals->nodes[root];
	const guint32 *top = search->literals->frozen->top[root];
	guint8 first = search->text.low[start];
	if (node->n_tags > 0)
		report(search, node, start, start);
	if (g_ascii_isdigit((char)first))
		walk(search, top[DSC_LITERAL_DIGIT], start, start + 1);
	if (top[first] != 0)
		walk(search, top[first], start, start + 1);
}

void dsc_literals_scan(const DscLiterals *literals, const char *text, gsize len, DscLiteralMet met,
		       gpointer data)
{
	g_return_if_fail(literals->bytes != NULL);

	guint8 small[SMALL_BYTES];
	g_autofree guint8 *large = 2 * len > sizeof small ? g_malloc(2 * len) : NULL;
	guint8 *room = large != NULL ? large : small;
	Search search = {
		.literals = literals,
		.text = { .low = room, .begin = room + len },
		.len = len,
		.met = met,
		.data = data,
	};
	prepare(text, len, search.text);
	for (gsize at = 0; at < len; at++) {
		guint8 kind = search.text.begin[at];
		if (kind == 0)
			continue;
		walk_from(&search, 0, at);
		if ((kind & IS_WORD) != 0)
			walk_from(&search, DSC_LITERAL_BEGINS, at);
		if ((kind & IS_CAPITAL) != 0)
			walk_from(&search, DSC_LITERAL_CAPITAL, at);
		if ((kind & IS_WORD) != 0 && (kind & IS_CAPITAL) != 0)
			walk_from(&search, DSC_LITERAL_BEGINS | DSC_LITERAL_CAPITAL, at);
	}
}
