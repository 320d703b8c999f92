/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/lines.h"

/* So much at once, that answers do not wait for a long stretch of the stream. */
#define READ_BYTES (64 * 1024)

struct DscLines {
	int fd;
	char *buffer;	   /* DSC_LINES_MAX_BYTES + READ_BYTES */
	gsize start;	   /* of the line that is not taken yet */
	gsize searched;	   /* up to here there is no newline in it */
	gsize end;	   /* of what was read */
	guint64 number;	   /* of the line taken last */
	gboolean skipping; /* the rest of a line that is too long */
	gboolean at_end;
};

DscLines *dsc_lines_new(int fd)
{
	DscLines *lines = g_new0(DscLines, 1);
	lines->fd = fd;
	lines->buffer = g_malloc(DSC_LINES_MAX_BYTES + READ_BYTES);
	return lines;
}

void dsc_lines_free(DscLines *lines)
{
	if (lines == NULL)
		return;
	g_free(lines->buffer);
	g_free(lines);
}

/* Takes all up to @end as a line and goes on behind @next. */
static gboolean take(DscLines *lines, gsize end, gsize next, DscLine *line)
{
	gboolean too_long = lines->skipping || end - lines->start > DSC_LINES_MAX_BYTES;
	*line = (DscLine){
		.text = too_long ? NULL : lines->buffer + lines->start,
		.len = too_long ? 0 : end - lines->start,
		.number = ++lines->number,
	};
	lines->start = lines->searched = next;
	lines->skipping = FALSE;
	return TRUE;
}

gboolean dsc_lines_next(DscLines *lines, DscLine *line)
{
	const char *from = lines->buffer + lines->searched;
	const char *newline = memchr(from, '\n', lines->end - lines->searched);
	if (newline != NULL) {
		gsize end = (gsize)(newline - lines->buffer);
		return take(lines, end, end + 1, line);
	}
	lines->searched = lines->end;
	if (lines->at_end && (lines->start < lines->end || lines->skipping))
		return take(lines, lines->end, lines->end, line);
	return FALSE;
}

/* Makes room for READ_BYTES; what there is of a line that is too long goes. */
static void make_room(DscLines *lines)
{
	if (lines->skipping || lines->end - lines->start > DSC_LINES_MAX_BYTES) {
		lines->skipping = TRUE;
		lines->start = lines->end;
	}
	lines->end -= lines->start;
	memmove(lines->buffer, lines->buffer + lines->start, lines->end);
	lines->start = 0;
	lines->searched = lines->end;
}

gboolean dsc_lines_fill(DscLines *lines, GError **error)
{
	if (lines->at_end)
		return FALSE;
	make_room(lines);
	gssize got;
	do {
		got = read(lines->fd, lines->buffer + lines->end, READ_BYTES);
	} while (got < 0 && errno == EINTR);
	if (got < 0) {
		int code = errno;
		g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(code),
				    g_strerror(code));
		return FALSE;
	}
	lines->end += (gsize)got;
	lines->at_end = got == 0;
	return TRUE;
}
