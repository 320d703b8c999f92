/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/keyfile.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

#include "engine/datafile.h"

/* Larger than any file that a person writes; guards against a link to something endless. */
#define MAX_FILE_BYTES	(8 * 1024 * 1024)
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define BLANKS		" \t"
#define ESCAPES		"sntr\\"
#define ESCAPED		" \n\t\r\\"

struct DscKeyfile {
	char *path;
	GQuark domain;
	guint64 checksum;
	GPtrArray *faults;
	GArray *fault_lines;
	GPtrArray *groups;
	GHashTable *by_name;
};

/* --- Making and freeing --------------------------------------------------------------------- */

static void entry_free(DscKeyfileEntry *entry)
{
	g_free(entry->key);
	g_free(entry->value);
	g_free(entry);
}

static DscKeyfileGroup *group_new(const char *name, guint line)
{
	DscKeyfileGroup *group = g_new0(DscKeyfileGroup, 1);
	group->name = g_strdup(name);
	group->line = line;
	group->entries = g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);
	group->by_key = g_hash_table_new(g_str_hash, g_str_equal);
	return group;
}

static void group_free(DscKeyfileGroup *group)
{
	g_hash_table_unref(group->by_key);
	g_ptr_array_unref(group->entries);
	g_free(group->name);
	g_free(group);
}

void dsc_keyfile_free(DscKeyfile *file)
{
	if (file == NULL)
		return;
	g_hash_table_unref(file->by_name);
	g_ptr_array_unref(file->groups);
	g_array_unref(file->fault_lines);
	g_ptr_array_unref(file->faults);
	g_free(file->path);
	g_free(file);
}

/* --- Faults --------------------------------------------------------------------------------- */

void dsc_keyfile_fault(DscKeyfile *file, int code, guint line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *what = g_strdup_vprintf(format, args);
	va_end(args);
	guint at = file->fault_lines->len;
	while (at > 0 && g_array_index(file->fault_lines, guint, at - 1) > line)
		at--;
	g_array_insert_val(file->fault_lines, at, line);
	g_ptr_array_insert(file->faults, (int)at,
			   g_error_new(file->domain, code, "%s:%u: %s", file->path, line, what));
}

const GPtrArray *dsc_keyfile_faults(const DscKeyfile *file)
{
	return file->faults;
}

/* --- Reading lines -------------------------------------------------------------------------- */

/* Where the reader stands. @group is NULL before the first one, and below one that is refused;
 * there the entries are skipped. */
typedef struct {
	DscKeyfile *file;
	DscKeyfileGroup *group;
	gboolean skipping;
	guint line;
} Reader;

static void read_group(Reader *reader, char *text)
{
	DscKeyfile *file = reader->file;
	reader->group = NULL;
	reader->skipping = TRUE;
	char *close = strchr(text, ']');
	if (close == NULL || close == text + 1 || close[1 + strspn(close + 1, BLANKS)] != '\0') {
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_SYNTAX, reader->line,
				  _("this is no group; write [NAME] and nothing else in the line"));
		return;
	}
	*close = '\0';
	const DscKeyfileGroup *first = dsc_keyfile_group(file, text + 1);
	if (first != NULL) {
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_SYNTAX, reader->line,
				  _("the group [%s] stands in line %u already; rename or remove "
				    "one of the two"),
				  first->name, first->line);
		return;
	}
	reader->skipping = FALSE;
	reader->group = group_new(text + 1, reader->line);
	g_ptr_array_add(file->groups, reader->group);
	g_hash_table_insert(file->by_name, reader->group->name, reader->group);
}

static void add_entry(Reader *reader, const char *key, const char *value)
{
	const DscKeyfileEntry *first = dsc_keyfile_entry(reader->group, key);
	if (first != NULL) {
		dsc_keyfile_fault(reader->file, DSC_KEYFILE_ERROR_SYNTAX, reader->line,
				  _("the key \"%s\" stands in line %u already; remove one of "
				    "the two"),
				  key, first->line);
		return;
	}
	DscKeyfileEntry *entry = g_new0(DscKeyfileEntry, 1);
	entry->key = g_strdup(key);
	entry->value = g_strdup(value);
	entry->line = reader->line;
	g_ptr_array_add(reader->group->entries, entry);
	g_hash_table_insert(reader->group->by_key, entry->key, entry);
}

static void read_entry(Reader *reader, char *text)
{
	if (reader->skipping)
		return;
	char *equals = strchr(text, '=');
	if (equals == NULL || equals == text) {
		dsc_keyfile_fault(reader->file, DSC_KEYFILE_ERROR_SYNTAX, reader->line,
				  _("this is neither [GROUP] nor KEY=VALUE; correct it, or put # "
				    "before it if it is a comment"));
		return;
	}
	if (reader->group == NULL) {
		dsc_keyfile_fault(reader->file, DSC_KEYFILE_ERROR_SYNTAX, reader->line,
				  _("a key stands before the first group; write a [GROUP] above "
				    "it"));
		return;
	}
	*equals = '\0';
	g_strchomp(text);
	add_entry(reader, text, equals + 1 + strspn(equals + 1, BLANKS));
}

static void read_line(Reader *reader, char *text)
{
	gsize len = strlen(text);
	if (len > 0 && text[len - 1] == '\r')
		text[len - 1] = '\0';
	text += strspn(text, BLANKS);
	if (*text == '\0' || *text == '#')
		return;
	if (*text == '[')
		read_group(reader, text);
	else
		read_entry(reader, text);
}

static void read_lines(DscKeyfile *file, char *content)
{
	Reader reader = { .file = file };
	if (g_str_has_prefix(content, BYTE_ORDER_MARK))
		content += strlen(BYTE_ORDER_MARK);
	for (char *next = content; next != NULL;) {
		char *text = next;
		next = strchr(text, '\n');
		if (next != NULL)
			*next++ = '\0';
		reader.line++;
		read_line(&reader, text);
	}
}

static guint line_of(const char *content, const char *at)
{
	guint line = 1;
	for (const char *c = content; c < at; c++)
		line += *c == '\n';
	return line;
}

/* Returns: (nullable): the content, valid UTF-8 without NUL; NULL with a fault noted. */
static char *read_content(DscKeyfile *file)
{
	g_autofree char *content = NULL;
	g_autoptr(GError) error = NULL;
	gsize len = 0;
	/* Opening a pipe would wait for its writer for ever. */
	if (g_file_test(file->path, G_FILE_TEST_EXISTS) &&
	    !g_file_test(file->path, G_FILE_TEST_IS_REGULAR)) {
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_READ, 1,
				  _("this is not a file; remove it or put the file in its place"));
		return NULL;
	}
	if (!g_file_get_contents(file->path, &content, &len, &error)) {
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_READ, 1,
				  _("the file cannot be read (%s); restore it or correct its "
				    "permissions"),
				  error->message);
		return NULL;
	}
	if (len > MAX_FILE_BYTES) {
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_READ, 1,
				  _("the file is larger than %d MiB; split it"),
				  MAX_FILE_BYTES / (1024 * 1024));
		return NULL;
	}
	const char *bad = NULL;
	if (!g_utf8_validate(content, (gssize)len, &bad)) {
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_READ, line_of(content, bad),
				  _("this line is not UTF-8 text; save the file as UTF-8"));
		return NULL;
	}
	file->checksum = dsc_datafile_checksum(content, len);
	return g_steal_pointer(&content);
}

DscKeyfile *dsc_keyfile_load(const char *path, GQuark domain)
{
	DscKeyfile *file = g_new0(DscKeyfile, 1);
	file->path = g_strdup(path);
	file->domain = domain;
	file->faults = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	file->fault_lines = g_array_new(FALSE, FALSE, sizeof(guint));
	file->groups = g_ptr_array_new_with_free_func((GDestroyNotify)group_free);
	file->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	g_autofree char *content = read_content(file);
	if (content != NULL)
		read_lines(file, content);
	return file;
}

/* --- What stands in it ---------------------------------------------------------------------- */

const char *dsc_keyfile_path(const DscKeyfile *file)
{
	return file->path;
}

guint64 dsc_keyfile_checksum(const DscKeyfile *file)
{
	return file->checksum;
}

const GPtrArray *dsc_keyfile_groups(const DscKeyfile *file)
{
	return file->groups;
}

const DscKeyfileGroup *dsc_keyfile_group(const DscKeyfile *file, const char *name)
{
	return g_hash_table_lookup(file->by_name, name);
}

const DscKeyfileEntry *dsc_keyfile_entry(const DscKeyfileGroup *group, const char *key)
{
	return g_hash_table_lookup(group->by_key, key);
}

static const char *localised_value(const DscKeyfileGroup *group, const char *key)
{
	for (const char *const *lang = g_get_language_names(); *lang != NULL; lang++) {
		g_autofree char *localised = g_strdup_printf("%s[%s]", key, *lang);
		const DscKeyfileEntry *entry = dsc_keyfile_entry(group, localised);
		if (entry != NULL)
			return entry->value;
	}
	const DscKeyfileEntry *entry = dsc_keyfile_entry(group, key);
	return entry == NULL ? NULL : entry->value;
}

char *dsc_keyfile_text(const DscKeyfileGroup *group, const char *key)
{
	const char *value = localised_value(group, key);
	if (value == NULL)
		return NULL;
	GString *text = g_string_sized_new(strlen(value));
	for (const char *c = value; *c != '\0'; c++) {
		const char *escape = *c == '\\' && c[1] != '\0' ? strchr(ESCAPES, c[1]) : NULL;
		g_string_append_c(text, escape == NULL ? *c : ESCAPED[escape - ESCAPES]);
		c += escape != NULL;
	}
	return g_string_free(text, FALSE);
}

gboolean dsc_keyfile_number(DscKeyfile *file, const DscKeyfileEntry *entry, DscKeyfileRange range,
			    double *value)
{
	gsize len = strspn(entry->value, "+-.0123456789");
	char *end = NULL;
	double number = g_ascii_strtod(entry->value, &end);
	if (len > 0 && end == entry->value + len && end[strspn(end, BLANKS)] == '\0' &&
	    range.min <= number && number <= range.max) {
		*value = number;
		return TRUE;
	}
	dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, entry->line,
			  _("\"%s\" is \"%s\"; write a number from %g to %g"), entry->key,
			  entry->value, range.min, range.max);
	return FALSE;
}

char **dsc_keyfile_list(DscKeyfile *file, const DscKeyfileEntry *entry)
{
	g_auto(GStrv) items = g_strsplit(entry->value, ";", -1);
	guint n = g_strv_length(items);
	if (n > 1 && *items[n - 1] == '\0')
		n--;
	gboolean has_empty = n == 0;
	GPtrArray *list = g_ptr_array_new();
	for (guint i = 0; i < n; i++) {
		if (*g_strstrip(items[i]) != '\0')
			g_ptr_array_add(list, g_strdup(items[i]));
		else
			has_empty = TRUE;
	}
	if (has_empty)
		dsc_keyfile_fault(file, DSC_KEYFILE_ERROR_KEY, entry->line,
				  _("\"%s\" has an empty item; write it or remove its \";\""),
				  entry->key);
	g_ptr_array_add(list, NULL);
	return (char **)g_ptr_array_free(list, FALSE);
}
