/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/index.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "engine/datafile.h"

/* To be raised when atoms are read, gates are packed or patterns are checked in another way. */
static const DscDatafileKind kind = { "DSCINDEX", 4 };

/* In front of the packed gate. */
typedef struct {
	guint64 seal;
	char pcre2[24]; /* its version, zeros behind it */
} Head;

G_STATIC_ASSERT(sizeof(Head) % 8 == 0);

static Head make_head(guint64 seal)
{
	Head head = { .seal = seal };
	char version[64] = "";
	pcre2_config(PCRE2_CONFIG_VERSION, version);
	memcpy(head.pcre2, version, MIN(strlen(version), sizeof head.pcre2));
	return head;
}

guint64 dsc_index_seal(guint64 seal, const char *name, guint64 checksum)
{
	guint64 parts[] = { seal, dsc_datafile_checksum(name, strlen(name)), checksum };
	return dsc_datafile_checksum(parts, sizeof parts);
}

GBytes *dsc_index_load(const char *folder, guint64 seal)
{
	g_autofree char *path = g_build_filename(folder, DSC_INDEX_FILE, NULL);
	g_autoptr(GBytes) file = dsc_datafile_map(path, kind, NULL);
	if (file == NULL)
		return NULL;
	const Head head = make_head(seal);
	gsize len = 0;
	const guint8 *content = g_bytes_get_data(file, &len);
	if (len < sizeof head || memcmp(content, &head, sizeof head) != 0)
		return NULL;
	return g_bytes_new_from_bytes(file, sizeof head, len - sizeof head);
}

GBytes *dsc_index_pack(guint64 seal, GBytes *gate)
{
	const Head head = make_head(seal);
	g_autoptr(GByteArray) content = g_byte_array_new();
	g_byte_array_append(content, (const guint8 *)&head, sizeof head);
	g_byte_array_append(content, g_bytes_get_data(gate, NULL), (guint)g_bytes_get_size(gate));
	return dsc_datafile_pack(kind, content->data, content->len);
}
