/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/keyfile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer words are no slips of ours. */
#define MAX_WORD_BYTES 48

/* --- Slips of the pen ----------------------------------------------------------------------- */

static guint min3(guint a, guint b, guint c)
{
	return MIN(MIN(a, b), c);
}

/* How many bytes have to be put in, taken out or changed (Levenshtein 1966); both at most
 * MAX_WORD_BYTES long. */
static guint edit_distance(const char *a, const char *b)
{
	guint row[MAX_WORD_BYTES + 1];
	guint n = (guint)strlen(b);
	for (guint j = 0; j <= n; j++)
		row[j] = j;
	for (guint i = 1; a[i - 1] != '\0'; i++) {
		guint diagonal = row[0];
		row[0] = i;
		for (guint j = 1; j <= n; j++) {
			guint changed = diagonal + (a[i - 1] != b[j - 1]);
			diagonal = row[j];
			row[j] = min3(row[j] + 1, row[j - 1] + 1, changed);
		}
	}
	return row[n];
}

const char *dsc_keyfile_nearest(const char *word, const char *const *words)
{
	gsize len = strlen(word);
	if (len > MAX_WORD_BYTES)
		return NULL;
	const char *nearest = NULL;
	guint least = len < 4 ? 2 : 3;
	for (; *words != NULL; words++) {
		if (strlen(*words) > MAX_WORD_BYTES)
			continue;
		guint distance = edit_distance(word, *words);
		if (distance < least) {
			least = distance;
			nearest = *words;
		}
	}
	return nearest;
}

/* --- Known keys ----------------------------------------------------------------------------- */

typedef enum {
	FORM_PLAIN,	/* title */
	FORM_LOCALISED, /* title[fa] */
	FORM_NUMBERED,	/* match.1 */
} Form;

/* Splits "title[fa]" and "match.1"; returns the form and stores the name. */
static Form split_key(const char *key, char **name)
{
	gsize len = strcspn(key, "[.");
	gsize rest = strlen(key + len);
	Form form = FORM_PLAIN;
	if (key[len] == '[' && rest > 2 && key[len + rest - 1] == ']')
		form = FORM_LOCALISED;
	else if (key[len] == '.' && rest > 1 && strspn(key + len + 1, "0123456789") == rest - 1)
		form = FORM_NUMBERED;
	*name = form == FORM_PLAIN ? g_strdup(key) : g_strndup(key, len);
	return form;
}

static const DscKeyfileKey *find_key(const DscKeyfileKey *known, const char *name)
{
	for (; known->name != NULL; known++) {
		if (strcmp(known->name, name) == 0)
			return known;
	}
	return NULL;
}

static const char *nearest_key(const DscKeyfileKey *known, const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	for (; known->name != NULL; known++)
		g_ptr_array_add(names, (gpointer)known->name);
	g_ptr_array_add(names, NULL);
	return dsc_keyfile_nearest(name, (const char *const *)names->pdata);
}

static void fault_unknown(DscKeyfile *file, const DscKeyfileEntry *entry, const char *meant)
{
	if (meant != NULL)
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, entry->line,
				  _("the key \"%s\" is not known; did you mean \"%s\"?"),
				  entry->key, meant);
	else
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, entry->line,
				  _("the key \"%s\" is not known; remove it"), entry->key);
}

static gboolean has_bad_escape(const char *value)
{
	for (const char *c = strchr(value, '\\'); c != NULL; c = strchr(c + 2, '\\')) {
		if (c[1] == '\0' || strchr("sntr\\", c[1]) == NULL)
			return TRUE;
	}
	return FALSE;
}

static void check_entry(DscKeyfile *file, const DscKeyfileEntry *entry, const DscKeyfileKey *known)
{
	g_autofree char *name = NULL;
	Form form = split_key(entry->key, &name);
	const DscKeyfileKey *key = find_key(known, name);
	if (key == NULL) {
		fault_unknown(file, entry, nearest_key(known, name));
		return;
	}
	gboolean numbered = (key->kind & DSC_KEYFILE_NUMBERED) != 0;
	gboolean localised = (key->kind & DSC_KEYFILE_LOCALISED) != 0;
	if (numbered && form != FORM_NUMBERED)
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, entry->line,
				  _("the key \"%s\" needs a number; write \"%s.1\""), entry->key,
				  name);
	else if (!numbered && form == FORM_NUMBERED)
		fault_unknown(file, entry, name);
	else if (!localised && form == FORM_LOCALISED)
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, entry->line,
				  _("the key \"%s\" is the same in every language; write \"%s\""),
				  entry->key, name);
	else if (localised && has_bad_escape(entry->value))
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, entry->line,
				  _("the text of \"%s\" has a stray backslash; write \\\\ for one"),
				  entry->key);
}

static gboolean has_numbered(const DscKeyfileGroup *group, const char *name)
{
	gsize len = strlen(name);
	for (guint i = 0; i < group->entries->len; i++) {
		const DscKeyfileEntry *entry = g_ptr_array_index(group->entries, i);
		if (strncmp(entry->key, name, len) == 0 && entry->key[len] == '.')
			return TRUE;
	}
	return FALSE;
}

static void check_required(DscKeyfile *file, const DscKeyfileGroup *group,
			   const DscKeyfileKey *known)
{
	for (; known->name != NULL; known++) {
		if ((known->kind & DSC_KEYFILE_REQUIRED) == 0)
			continue;
		gboolean numbered = (known->kind & DSC_KEYFILE_NUMBERED) != 0;
		if (numbered ? has_numbered(group, known->name)
			     : dsc_keyfile_entry(group, known->name) != NULL)
			continue;
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, group->line,
				  _("[%s] lacks the key \"%s%s\"; add it"), group->name,
				  known->name, numbered ? ".1" : "");
	}
}

void dsc_keyfile_check(DscKeyfile *file, const DscKeyfileGroup *group, const DscKeyfileKey *known)
{
	for (guint i = 0; i < group->entries->len; i++)
		check_entry(file, g_ptr_array_index(group->entries, i), known);
	check_required(file, group, known);
}

void dsc_keyfile_fault_group(DscKeyfile *file, const DscKeyfileGroup *group, const char *known)
{
	dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, group->line,
			  _("the group [%s] is not known; write one of: %s"), group->name, known);
}

char *dsc_keyfile_written_text(DscKeyfile *file, const DscKeyfileGroup *group, const char *key)
{
	char *text = dsc_keyfile_text(group, key);
	const DscKeyfileEntry *entry = dsc_keyfile_entry(group, key);
	if (entry != NULL && entry->value[strspn(entry->value, " \t")] == '\0')
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, entry->line,
				  _("\"%s\" is empty; write the text that people read"), key);
	return text;
}
