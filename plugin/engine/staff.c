/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/staff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK(dsc - staff - error - quark, dsc_staff_error)

/* A part of a name, and whose it is. */
typedef struct {
	guint64 part;
	guint owner;
} Part;

struct DscStaff {
	GArray *names; /* of DscName */
	GArray *parts; /* of Part, in the order of their hashes */
};

/* --- Making --------------------------------------------------------------------------------- */

static int compare_parts(gconstpointer a, gconstpointer b)
{
	const Part *x = a;
	const Part *y = b;
	return (x->part > y->part) - (x->part < y->part);
}

static void add(DscStaff *staff, const DscName *name)
{
	for (guint i = 0; i < name->n; i++) {
		Part part = { name->parts[i], staff->names->len };
		g_array_append_val(staff->parts, part);
	}
	if (name->n > 0)
		g_array_append_vals(staff->names, name, 1);
}

static DscStaff *new_empty(void)
{
	DscStaff *staff = g_new(DscStaff, 1);
	staff->names = g_array_new(FALSE, FALSE, sizeof(DscName));
	staff->parts = g_array_new(FALSE, FALSE, sizeof(Part));
	return staff;
}

DscStaff *dsc_staff_new(const GPtrArray *names)
{
	DscStaff *staff = new_empty();
	for (guint i = 0; i < names->len; i++) {
		const char *text = g_ptr_array_index(names, i);
		DscName name = dsc_name_read(text, strlen(text));
		add(staff, &name);
	}
	g_array_sort(staff->parts, compare_parts);
	return staff;
}

void dsc_staff_free(DscStaff *staff)
{
	if (staff == NULL)
		return;
	g_array_unref(staff->names);
	g_array_unref(staff->parts);
	g_free(staff);
}

/* --- Reading -------------------------------------------------------------------------------- */

typedef struct {
	const char *path;
	guint line;
	DscStaff *staff;
	GPtrArray *problems;
} Reader;

static void G_GNUC_PRINTF(3, 4) fault(const Reader *reader, int code, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	g_autofree char *what = g_strdup_vprintf(format, values);
	va_end(values);
	g_ptr_array_add(reader->problems, g_error_new(DSC_STAFF_ERROR, code, "%s:%u: %s",
						      reader->path, reader->line, what));
}

static guint count_words(const char *text)
{
	guint n = 0;
	DscSpan word = { 0, 0 };
	while (dsc_name_word(text, word.end, strlen(text), &word))
		n++;
	return n;
}

static void read_line(Reader *reader, char *line)
{
	if (!g_utf8_validate(line, -1, NULL)) {
		fault(reader, DSC_STAFF_ERROR_LINE, _("this line is not UTF-8; save it as UTF-8"));
		return;
	}
	g_strstrip(g_strdelimit(line, "\t\r", ' '));
	line[strcspn(line, "#")] = '\0';
	if (*g_strstrip(line) == '\0')
		return;
	DscName name = dsc_name_read(line, strlen(line));
	if (name.n == 0)
		fault(reader, DSC_STAFF_ERROR_LINE,
		      _("this is no name; write one name a line, or # before a comment"));
	else if (count_words(line) > DSC_NAME_PARTS + 2)
		fault(reader, DSC_STAFF_ERROR_LINE,
		      _("this is too long for a name; write one name a line"));
	else
		add(reader->staff, &name);
}

static void read_lines(Reader *reader, char *content)
{
	if (g_str_has_prefix(content, "\xEF\xBB\xBF"))
		content += 3;
	for (char *next = content; next != NULL;) {
		char *line = next;
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		reader->line++;
		if (reader->staff->names->len == DSC_STAFF_MAX) {
			fault(reader, DSC_STAFF_ERROR_READ,
			      _("the list has more than %d names; leave some out"), DSC_STAFF_MAX);
			return;
		}
		read_line(reader, line);
	}
}

DscStaff *dsc_staff_load(const char *path, GPtrArray *problems)
{
	g_autofree char *content = NULL;
	g_autoptr(GError) error = NULL;
	guint before = problems->len;
	g_autoptr(DscStaff) staff = new_empty();
	Reader reader = { path, 0, staff, problems };
	gsize len = 0;
	if (!g_file_get_contents(path, &content, &len, &error)) {
		if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
			return NULL;
		reader.line = 1;
		fault(&reader, DSC_STAFF_ERROR_READ, _("the list cannot be read: %s"),
		      error->message);
		return NULL;
	}
	if (strlen(content) != len) {
		reader.line = 1;
		fault(&reader, DSC_STAFF_ERROR_READ,
		      _("the list holds a NUL byte, so it is no text; write it anew"));
		return NULL;
	}
	read_lines(&reader, content);
	g_array_sort(staff->parts, compare_parts);
	return problems->len == before ? g_steal_pointer(&staff) : NULL;
}

/* --- Asking --------------------------------------------------------------------------------- */

static guint first_of(const DscStaff *staff, guint64 part)
{
	guint low = 0;
	guint high = staff->parts->len;
	while (low < high) {
		guint middle = low + (high - low) / 2;
		if (g_array_index(staff->parts, Part, middle).part < part)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static gboolean has_with(const DscStaff *staff, const DscName *name, guint64 first)
{
	for (guint i = first_of(staff, first); i < staff->parts->len; i++) {
		const Part *part = &g_array_index(staff->parts, Part, i);
		if (part->part != first)
			return FALSE;
		if (dsc_name_may_be_within(name,
					   &g_array_index(staff->names, DscName, part->owner)))
			return TRUE;
	}
	return FALSE;
}

gboolean dsc_staff_has(const DscStaff *staff, const DscName *name)
{
	if (staff == NULL || name->n == 0)
		return FALSE;
	gboolean has = has_with(staff, name, name->parts[0]);
	for (guint k = 0; !has && k < DSC_NAME_STEMS; k++)
		has = name->stems[0][k] != 0 && has_with(staff, name, name->stems[0][k]);
	return has;
}
