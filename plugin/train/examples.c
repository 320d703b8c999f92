/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/examples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/fold.h"

typedef struct {
	gsize start;
	gsize end;
	guint begin; /* the tag of its first token */
	guint role;
} Gold;

static guint find(const char *name, const char *const *names)
{
	guint i = 0;
	while (names[i] != NULL && strcmp(names[i], name) != 0)
		i++;
	if (names[i] == NULL)
		g_error("sentences: \"%s\" is neither kind nor role", name);
	return i;
}

static GArray *read_spans(const char *written)
{
	GArray *golds = g_array_new(FALSE, FALSE, sizeof(Gold));
	g_auto(GStrv) parts = g_strsplit(written, " ", -1);
	for (char **part = parts; *part != NULL; part++) {
		static const char *const kinds[] = { "PERSON", "PLACE", "ORG", NULL };
		static const char *const roles[] = { "UNKNOWN", "PATIENT", "NEUTRAL", "PUBLIC",
						     NULL };
		Gold gold = { 0 };
		char kind[8] = "";
		char role[8] = "";
		if (sscanf(*part, "%zu-%zu-%7[A-Z]-%7s", &gold.start, &gold.end, kind, role) != 4)
			continue;
		gold.begin = DSC_TAG_BEGINS(find(kind, kinds));
		gold.role = find(role, roles);
		g_array_append_val(golds, gold);
	}
	return golds;
}

/* A token that reaches into a span is tagged; the first one of each span begins it. */
static guint8 tag_of(DscSpan plain, const GArray *golds, gint *last)
{
	for (guint i = 0; i < golds->len; i++) {
		const Gold *gold = &g_array_index(golds, Gold, i);
		if (plain.start >= gold->end || plain.end <= gold->start)
			continue;
		gboolean goes_on = *last == (gint)i;
		*last = (gint)i;
		return (guint8)(gold->begin + (goes_on ? 1 : 0));
	}
	*last = -1;
	return DSC_TAG_O;
}

static DscExample keep(const DscTokens *tokens, const DscFold *fold, const GArray *golds)
{
	DscExample example = {
		.n = tokens->n,
		.language = tokens->language,
		.casing = tokens->casing,
		.tokens = g_new(DscToken, tokens->n + 2),
		.tags = g_new(guint8, tokens->n),
		.roles = g_new0(guint8, tokens->n),
	};
	gint last = -1;
	memcpy(example.tokens, tokens->at, (tokens->n + 2) * sizeof(DscToken));
	for (guint i = 0; i < tokens->n; i++) {
		DscSpan plain = dsc_fold_to_plain(fold, tokens->at[i + 1].span);
		example.tags[i] = tag_of(plain, golds, &last);
		if (last >= 0)
			example.roles[i] = (guint8)g_array_index(golds, Gold, last).role;
	}
	return example;
}

static guint find_set(DscExamples *all, const char *name)
{
	for (guint i = 0; i < all->sets->len; i++)
		if (strcmp(all->sets->pdata[i], name) == 0)
			return i;
	g_ptr_array_add(all->sets, g_strdup(name));
	return all->sets->len - 1;
}

static void read_line(DscExamples *all, const DscWordlists *lists, const char *line)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", 4);
	if (g_strv_length(fields) != 4)
		return;
	g_autoptr(DscFold) fold = dsc_fold_new(fields[3], -1);
	g_autoptr(GArray) golds = read_spans(fields[2]);
	DscSpan window = { 0, 0 };
	const char *text = dsc_fold_text(fold, &window.end);
	while (window.start < window.end) {
		static DscTokens tokens;
		window.start = dsc_tokens_read(lists, text, window, &tokens);
		if (tokens.n == 0)
			continue;
		DscExample example = keep(&tokens, fold, golds);
		example.weight = strtof(fields[0], NULL);
		example.set = find_set(all, fields[1]);
		g_array_append_val(all->examples, example);
	}
}

static void example_clear(gpointer data)
{
	DscExample *example = data;
	g_free(example->tokens);
	g_free(example->tags);
	g_free(example->roles);
}

void dsc_examples_free(DscExamples *all)
{
	if (all == NULL)
		return;
	g_array_unref(all->examples);
	g_ptr_array_unref(all->sets);
	g_free(all);
}

DscExamples *dsc_examples_load(const char *path, const DscWordlists *lists, GError **error)
{
	g_autofree char *content = NULL;
	if (!g_file_get_contents(path, &content, NULL, error))
		return NULL;
	DscExamples *all = g_new0(DscExamples, 1);
	all->examples = g_array_new(FALSE, FALSE, sizeof(DscExample));
	g_array_set_clear_func(all->examples, example_clear);
	all->sets = g_ptr_array_new_with_free_func(g_free);
	for (char *line = content; line != NULL && *line != '\0';) {
		char *end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		read_line(all, lists, line);
		line = end;
	}
	return all;
}

void dsc_example_open(const DscExample *example, DscTokens *tokens)
{
	tokens->n = example->n;
	tokens->language = example->language;
	tokens->casing = example->casing;
	memcpy(tokens->at, example->tokens, (example->n + 2) * sizeof(DscToken));
}

guint dsc_example_end(const DscExample *example, guint i)
{
	guint8 inside = example->tags[i] + 1;
	for (i++; i < example->n && example->tags[i] == inside; i++)
		continue;
	return i;
}
