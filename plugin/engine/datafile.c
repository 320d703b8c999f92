/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/datafile.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>

#define BYTE_ORDER_MARK 0x01020304u

typedef struct {
	char magic[8];
	guint32 byte_order;
	guint32 version;
	guint64 len;
	guint64 checksum;
} Header;

G_STATIC_ASSERT(sizeof(Header) % 8 == 0);

G_DEFINE_QUARK(dsc - datafile - error - quark, dsc_datafile_error)

guint64 dsc_datafile_checksum(gconstpointer content, gsize len)
{
	const guint8 *bytes = content;
	guint64 sum = 0xcbf29ce484222325u ^ len;
	gsize at = 0;
	for (; at + 8 <= len; at += 8) {
		guint64 word;
		memcpy(&word, bytes + at, sizeof word);
		sum = (sum ^ word) * 0x9e3779b97f4a7c15u;
		sum ^= sum >> 29;
	}
	for (; at < len; at++)
		sum = (sum ^ bytes[at]) * 0x100000001b3u;
	return sum;
}

void dsc_datafile_damaged(const char *path, GError **error)
{
	g_set_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_DAMAGED,
		    _("%s: the file is damaged; install it again or make it with \"make model\""),
		    path);
}

static gboolean check(const char *path, DscDatafileKind kind, const char *file, gsize size,
		      GError **error)
{
	Header header;
	if (size < sizeof header) {
		dsc_datafile_damaged(path, error);
		return FALSE;
	}
	memcpy(&header, file, sizeof header);
	if (memcmp(header.magic, kind.magic, sizeof header.magic) != 0 ||
	    header.byte_order != BYTE_ORDER_MARK || header.version != kind.version) {
		g_set_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_KIND,
			    _("%s: the file is of another kind, release or machine; install the "
			      "one of this release or make it with \"make model\""),
			    path);
		return FALSE;
	}
	if (header.len == size - sizeof header &&
	    header.checksum == dsc_datafile_checksum(file + sizeof header, size - sizeof header))
		return TRUE;
	dsc_datafile_damaged(path, error);
	return FALSE;
}

static void cannot_read(const char *path, const GError *cause, GError **error)
{
	g_set_error(error, DSC_DATAFILE_ERROR, DSC_DATAFILE_ERROR_READ,
		    _("%s: the file cannot be read: %s; install it again"), path, cause->message);
}

GBytes *dsc_datafile_read(const char *path, DscDatafileKind kind, GError **error)
{
	g_autoptr(GError) cause = NULL;
	char *file = NULL;
	gsize size = 0;
	if (!g_file_get_contents(path, &file, &size, &cause)) {
		cannot_read(path, cause, error);
		return NULL;
	}
	g_autoptr(GBytes) whole = g_bytes_new_take(file, size);
	if (!check(path, kind, file, size, error))
		return NULL;
	return g_bytes_new_from_bytes(whole, sizeof(Header), size - sizeof(Header));
}

GBytes *dsc_datafile_map(const char *path, DscDatafileKind kind, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &cause);
	if (file == NULL) {
		cannot_read(path, cause, error);
		return NULL;
	}
	gsize size = g_mapped_file_get_length(file);
	char *content = g_mapped_file_get_contents(file);
	if (!check(path, kind, content, size, error))
		return NULL;
	/* The check has seen every page; few are needed again, and those come back by themselves.
	 */
	madvise(content, size, MADV_DONTNEED);
	g_autoptr(GBytes) whole = g_mapped_file_get_bytes(file);
	return g_bytes_new_from_bytes(whole, sizeof(Header), size - sizeof(Header));
}

GBytes *dsc_datafile_pack(DscDatafileKind kind, gconstpointer content, gsize len)
{
	g_return_val_if_fail(strlen(kind.magic) == sizeof(((Header *)NULL)->magic), NULL);
	Header header = {
		.byte_order = BYTE_ORDER_MARK,
		.version = kind.version,
		.len = len,
		.checksum = dsc_datafile_checksum(content, len),
	};
	memcpy(header.magic, kind.magic, sizeof header.magic);
	GByteArray *bytes = g_byte_array_sized_new((guint)(sizeof header + len));
	g_byte_array_append(bytes, (const guint8 *)&header, sizeof header);
	g_byte_array_append(bytes, content, (guint)len);
	return g_byte_array_free_to_bytes(bytes);
}
