/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/fold.h"
#include "engine/foldchars.h"

#include <string.h>

/* Nobody stacks more marks than this on a letter to be read. Those beyond it are
 * not normalised: sorting them takes time that grows with their number squared. */
#define MAX_MARKS 16

struct DscFold {
	char *text;
	gsize len;
	/* For each byte of text the cluster of plain text that it came from; NULL if
	 * the text is plain ASCII and folds to itself. */
	guint32 *starts;
	guint32 *ends;
};

/* The folded text being put together. */
typedef struct {
	const char *plain;
	gsize len;
	GString *text;
	GArray *starts; /* element-type guint32 */
	GArray *ends;	/* element-type guint32 */
	/* The word under way: where it begins, and whether it must be read as Latin. */
	gsize word;
	gboolean has_latin;
	gboolean has_digit;
	gboolean has_lookalike;
	gboolean has_other;
} Folding;

/* --- Words ----------------------------------------------------------------------------- */

/* Writes look-alikes in the word under way as the Latin letters they pass for. */
static void romanize_word(Folding *folding)
{
	GString *text = folding->text;
	guint32 *starts = (guint32 *)folding->starts->data;
	guint32 *ends = (guint32 *)folding->ends->data;
	gsize to = folding->word;
	for (gsize from = folding->word; from < text->len;) {
		gsize len = (gsize)(g_utf8_next_char(text->str + from) - (text->str + from));
		char latin = dsc_char_lookalike(g_utf8_get_char(text->str + from));
		gsize kept = latin != 0 ? 1 : len;
		memmove(text->str + to, text->str + from, kept);
		memmove(starts + to, starts + from, kept * sizeof(*starts));
		memmove(ends + to, ends + from, kept * sizeof(*ends));
		if (latin != 0)
			text->str[to] = latin;
		from += len;
		to += kept;
	}
	g_string_truncate(text, to);
	g_array_set_size(folding->starts, (guint)to);
	g_array_set_size(folding->ends, (guint)to);
}

static void end_word(Folding *folding)
{
	gboolean is_code = folding->has_digit && !folding->has_other;
	if (folding->has_lookalike && (folding->has_latin || is_code))
		romanize_word(folding);
	folding->word = folding->text->len;
	folding->has_latin = folding->has_digit = FALSE;
	folding->has_lookalike = folding->has_other = FALSE;
}

static void append_char(Folding *folding, gunichar c, DscSpan cluster)
{
	gboolean in_word = g_unichar_isalnum(c) || (c >= 0x80 && g_unichar_ismark(c));
	if (!in_word)
		end_word(folding);
	gsize before = folding->text->len;
	g_string_append_unichar(folding->text, c);
	guint32 start = (guint32)cluster.start;
	guint32 end = (guint32)cluster.end;
	for (gsize i = before; i < folding->text->len; i++) {
		g_array_append_val(folding->starts, start);
		g_array_append_val(folding->ends, end);
	}
	if (!in_word)
		folding->word = folding->text->len;
	else if (c < 0x80 && g_ascii_isalpha((char)c))
		folding->has_latin = TRUE;
	else if (c < 0x80)
		folding->has_digit = TRUE;
	else if (dsc_char_lookalike(c) != 0)
		folding->has_lookalike = TRUE;
	else
		folding->has_other = TRUE;
}

/* --- Clusters -------------------------------------------------------------------------- */

static gunichar char_at(const Folding *folding, gsize at)
{
	return at < folding->len ? g_utf8_get_char(folding->plain + at) : 0;
}

static gsize after_char(const Folding *folding, gsize at)
{
	return at + (gsize)g_utf8_skip[(guchar)folding->plain[at]];
}

/* End of the cluster that begins at @at: its base and the marks on it, whatever
 * invisible characters stand between them. */
static gsize cluster_end(const Folding *folding, gsize at)
{
	gsize end = after_char(folding, at);
	if (folding->plain[at] == '\r' && char_at(folding, end) == '\n')
		return end + 1;
	for (gsize next = end; next < folding->len; next = after_char(folding, next)) {
		gunichar c = char_at(folding, next);
		if (dsc_char_is_extender(c))
			end = after_char(folding, next);
		else if (!dsc_char_is_ignorable(c))
			break;
	}
	return end;
}

/* Adds @c unless it is a mark that nothing came of or an invisible character. */
static void append_shown(Folding *folding, gunichar c, DscSpan cluster)
{
	if (!dsc_char_is_ornament(c) && !dsc_char_is_ignorable(c))
		append_char(folding, dsc_char_normal(c), cluster);
}

static void append_nfkc(Folding *folding, const GString *raw, DscSpan cluster)
{
	g_autofree char *normal = g_utf8_normalize(raw->str, (gssize)raw->len, G_NORMALIZE_NFKC);
	for (const char *at = normal; *at != '\0'; at = g_utf8_next_char(at))
		append_shown(folding, g_utf8_get_char(at), cluster);
}

static void fold_cluster(Folding *folding, DscSpan cluster)
{
	g_autoptr(GString) raw = g_string_sized_new(16);
	gsize at = cluster.start;
	for (guint n = 0; at < cluster.end && n <= MAX_MARKS; at = after_char(folding, at)) {
		gunichar c = char_at(folding, at);
		if (dsc_char_is_ignorable(c))
			continue;
		g_string_append_unichar(raw, dsc_char_plain(c));
		n++;
	}
	append_nfkc(folding, raw, cluster);
	for (; at < cluster.end; at = after_char(folding, at))
		append_shown(folding, char_at(folding, at), cluster);
}

/* Folds a character without marks, mostly without asking for its normal form. */
static void fold_char(Folding *folding, DscSpan cluster)
{
	gunichar c = dsc_char_plain(char_at(folding, cluster.start));
	gunichar parts[2];
	if (c < 0x80)
		append_char(folding, c, cluster);
	else if (g_unichar_fully_decompose(c, TRUE, parts, 2) == 1 && parts[0] == c)
		append_shown(folding, c, cluster);
	else
		fold_cluster(folding, cluster);
}

static void fold_all(Folding *folding)
{
	for (gsize at = 0; at < folding->len;) {
		gsize next = after_char(folding, at);
		/* One that no base is before; looking ahead from each of many would take long. */
		if (dsc_char_is_ignorable(char_at(folding, at))) {
			at = next;
			continue;
		}
		gsize end = cluster_end(folding, at);
		if (end == next || folding->plain[at] == '\r')
			fold_char(folding, (DscSpan){ at, end });
		else
			fold_cluster(folding, (DscSpan){ at, end });
		at = end;
	}
	end_word(folding);
}

/* --- The fold -------------------------------------------------------------------------- */

static gboolean folds_to_itself(const char *plain, gsize len)
{
	for (gsize i = 0; i < len; i++)
		if ((guchar)plain[i] >= 0x80 || dsc_char_is_ignorable((guchar)plain[i]) ||
		    dsc_char_plain((guchar)plain[i]) != (guchar)plain[i])
			return FALSE;
	return TRUE;
}

DscFold *dsc_fold_new(const char *plain, gssize len)
{
	g_return_val_if_fail(plain != NULL, NULL);
	gsize n = len < 0 ? strlen(plain) : (gsize)len;
	g_return_val_if_fail(n <= G_MAXUINT32 / 8, NULL);

	DscFold *fold = g_new0(DscFold, 1);
	if (folds_to_itself(plain, n)) {
		fold->text = g_strndup(plain, n);
		fold->len = n;
		return fold;
	}
	Folding folding = { .plain = plain,
			    .len = n,
			    .text = g_string_sized_new(n + 1),
			    .starts = g_array_sized_new(FALSE, FALSE, sizeof(guint32), (guint)n),
			    .ends = g_array_sized_new(FALSE, FALSE, sizeof(guint32), (guint)n) };
	fold_all(&folding);
	fold->len = folding.text->len;
	fold->text = g_string_free(folding.text, FALSE);
	fold->starts = (guint32 *)(void *)g_array_free(folding.starts, FALSE);
	fold->ends = (guint32 *)(void *)g_array_free(folding.ends, FALSE);
	return fold;
}

void dsc_fold_free(DscFold *fold)
{
	if (fold == NULL)
		return;
	g_free(fold->text);
	g_free(fold->starts);
	g_free(fold->ends);
	g_free(fold);
}

const char *dsc_fold_text(const DscFold *fold, gsize *len)
{
	if (len != NULL)
		*len = fold->len;
	return fold->text;
}

DscSpan dsc_fold_to_plain(const DscFold *fold, DscSpan folded)
{
	g_return_val_if_fail(folded.start <= folded.end && folded.end <= fold->len, folded);
	if (fold->starts == NULL)
		return folded;
	if (folded.start < folded.end)
		return (DscSpan){ fold->starts[folded.start], fold->ends[folded.end - 1] };
	gsize at = folded.start > 0 ? fold->ends[folded.start - 1] : 0;
	return (DscSpan){ at, at };
}
