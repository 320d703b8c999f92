/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "train/messages.h"

#include <stdio.h>
#include <string.h>

#include "engine/fold.h"
#include "train/slips.h"

/* Messages that share so many words in a row are alike. */
#define ALIKE 4

G_DEFINE_QUARK(dsc - messages - error - quark, dsc_messages_error)

/* A folder's messages on their way in. @parents: of each group, itself if it is still one;
 * @met: (element-type guint64 guint): the hash of a run of words → group + 1 */
typedef struct {
	DscMessages *all;
	const DscKnown *known;
	guint copies;
	GRand *rand;
	GArray *parents;
	GHashTable *met;
} Loader;

/* --- Groups --------------------------------------------------------------------------------- */

static guint find_root(const Loader *loader, guint group)
{
	guint *parents = (guint *)(void *)loader->parents->data;
	while (parents[group] != group)
		group = parents[group] = parents[parents[group]];
	return group;
}

static void join(const Loader *loader, guint a, guint b)
{
	g_array_index(loader->parents, guint, find_root(loader, a)) = find_root(loader, b);
}

static void meet(Loader *loader, guint group, guint64 run)
{
	gpointer first = g_hash_table_lookup(loader->met, &run);
	if (first != NULL) {
		join(loader, group, GPOINTER_TO_UINT(first) - 1);
		return;
	}
	guint64 *key = g_new(guint64, 1);
	*key = run;
	g_hash_table_insert(loader->met, key, GUINT_TO_POINTER(group + 1));
}

static guint new_group(Loader *loader, const DscTokens *tokens)
{
	guint group = loader->parents->len;
	guint64 words[ALIKE] = { 0 };
	guint n = 0;
	g_array_append_val(loader->parents, group);
	for (guint i = 1; i <= tokens->n; i++) {
		if (tokens->at[i].shape >= DSC_SHAPE_MARK)
			continue;
		memmove(words, words + 1, sizeof words - sizeof *words);
		words[ALIKE - 1] = tokens->at[i].hash;
		if (++n >= ALIKE)
			meet(loader, group, dsc_word_hash((const char *)words, sizeof words));
	}
	if (n < ALIKE)
		meet(loader, group, dsc_word_hash((const char *)words, sizeof words));
	return group;
}

/* --- One message ---------------------------------------------------------------------------- */

static void read_features(DscMessage *message, const DscClassifierView *view)
{
	g_autoptr(GArray) features = g_array_new(FALSE, FALSE, sizeof(guint32));
	for (guint i = 0; i <= view->tokens->n; i++) {
		guint32 some[DSC_CLASSIFIER_FEATURES_MAX];
		guint n = dsc_classifier_features_of(view, i, some);
		g_array_append_vals(features, some, n);
	}
	message->n = features->len;
	message->features = (guint32 *)(void *)g_array_steal(features, NULL);
}

static void add_message(Loader *loader, DscMessage message, const char *text)
{
	static DscTokens tokens;
	static DscClassifierView view;
	g_autoptr(DscFold) fold = dsc_fold_new(text, -1);
	DscSpan window = { 0, 0 };
	const char *folded = dsc_fold_text(fold, &window.end);
	dsc_tokens_read(loader->known->lists, folded, window, &tokens);
	if (!message.copy)
		message.group = new_group(loader, &tokens);
	dsc_classifier_look(&loader->known->concepts, &tokens, folded, &view);
	read_features(&message, &view);
	g_array_append_val(loader->all->messages, message);
}

static gboolean parse_families(const char *codes, guint *families)
{
	g_auto(GStrv) names = g_strsplit(codes, " ", -1);
	*families = 0;
	for (char **name = names; *name != NULL; name++) {
		DscFamily family;
		if (strcmp(*name, "-") == 0)
			continue;
		if (!dsc_family_from_name(*name, &family))
			return FALSE;
		*families |= 1u << family;
	}
	return names[0] != NULL;
}

/* Policy lets advice among colleagues be; what they say tells nothing of what is said to all. */
static guint open_in(DscSetting setting)
{
	gboolean is_closed = setting == DSC_SETTING_DIRECT || setting == DSC_SETTING_GROUP_CHAT;
	return is_closed ? 1u << DSC_FAMILY_ADVICE : 0;
}

/* Takes the marks around names away that are there for the name tagger: [[K|text]]. */
static void strip_marks(char *text)
{
	char *to = text;
	for (const char *from = text; *from != '\0';) {
		if (g_str_has_prefix(from, "[[") && from[2] != '\0' && from[3] == '|')
			from += strlen("[[K|");
		else if (g_str_has_prefix(from, "]]"))
			from += strlen("]]");
		else
			*to++ = *from++;
	}
	*to = '\0';
}

static gboolean read_line(Loader *loader, const char *line)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", 3);
	DscMessage message = { .language = loader->all->languages->len - 1 };
	const char *language = g_ptr_array_index(loader->all->languages, message.language);
	DscSetting setting = DSC_N_SETTINGS;
	if (g_strv_length(fields) != 3 || *fields[2] == '\0' ||
	    !parse_families(fields[0], &message.families))
		return FALSE;
	if (strcmp(fields[1], "*") != 0 && !dsc_setting_from_name(fields[1], &setting))
		return FALSE;
	strip_marks(fields[2]);
	message.ordinary = strcmp(language, "ordinary") == 0;
	message.open = open_in(setting) & ~message.families;
	add_message(loader, message, fields[2]);
	message.copy = TRUE;
	message.group = loader->parents->len - 1;
	for (guint i = 0; i < loader->copies; i++) {
		g_autofree char *slipped = dsc_slip(fields[2], loader->rand);
		add_message(loader, message, slipped);
	}
	return TRUE;
}

/* --- Files ---------------------------------------------------------------------------------- */

static gboolean read_file(Loader *loader, const char *path, GError **error)
{
	g_autofree char *content = NULL;
	if (!g_file_get_contents(path, &content, NULL, error))
		return FALSE;
	g_autofree char *name = g_path_get_basename(path);
	g_ptr_array_add(loader->all->languages, g_strndup(name, strcspn(name, ".")));
	guint number = 0;
	for (char *line = content; line != NULL && *line != '\0';) {
		char *end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		number++;
		if (*line != '#' && *line != '\0' && !read_line(loader, line)) {
			g_set_error(error, DSC_MESSAGES_ERROR, DSC_MESSAGES_ERROR_LINE,
				    "%s:%u: no message; write CODES, SETTING and TEXT, parted by "
				    "tabs",
				    path, number);
			return FALSE;
		}
		line = end;
	}
	return TRUE;
}

static void message_clear(gpointer data)
{
	DscMessage *message = data;
	g_free(message->features);
}

void dsc_messages_free(DscMessages *all)
{
	if (all == NULL)
		return;
	g_array_unref(all->messages);
	g_ptr_array_unref(all->languages);
	g_free(all);
}

DscMessages *dsc_messages_load(char **paths, const DscKnown *known, guint copies, GError **error)
{
	g_autoptr(DscMessages) all = g_new0(DscMessages, 1);
	g_autoptr(GRand) rand = g_rand_new_with_seed(20260102);
	g_autoptr(GArray) parents = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autoptr(GHashTable) met =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	Loader loader = { all, known, copies, rand, parents, met };
	all->messages = g_array_new(FALSE, FALSE, sizeof(DscMessage));
	g_array_set_clear_func(all->messages, message_clear);
	all->languages = g_ptr_array_new_with_free_func(g_free);
	for (; *paths != NULL; paths++)
		if (!read_file(&loader, *paths, error))
			return NULL;
	for (guint i = 0; i < all->messages->len; i++) {
		DscMessage *message = &g_array_index(all->messages, DscMessage, i);
		message->group = find_root(&loader, message->group);
		message->fold = (message->group * 2654435761u >> 8) % DSC_FOLDS;
	}
	return g_steal_pointer(&all);
}
