/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/codes.h"

#include <string.h>

#define CODE_PREFIX "code:"

static const DscKeyfileKey code_keys[] = {
	{ "source", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
	{ "title", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
	{ "text", DSC_KEYFILE_REQUIRED | DSC_KEYFILE_LOCALISED },
	{ "url", DSC_KEYFILE_LOCALISED },
	{ NULL, DSC_KEYFILE_PLAIN },
};

static void code_free(DscCode *code)
{
	g_free(code->id);
	g_free(code->source);
	g_free(code->title);
	g_free(code->text);
	g_free(code->url);
	g_free(code);
}

static DscCode *read_code(DscKeyfile *file, const DscKeyfileGroup *group)
{
	DscCode *code = g_new0(DscCode, 1);
	dsc_keyfile_check(file, group, code_keys);
	code->id = g_strdup(group->name + strlen(CODE_PREFIX));
	code->source = dsc_keyfile_written_text(file, group, "source");
	code->title = dsc_keyfile_written_text(file, group, "title");
	code->text = dsc_keyfile_written_text(file, group, "text");
	code->url = dsc_keyfile_text(group, "url");
	return code;
}

GHashTable *dsc_codes_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)code_free);
}

void dsc_codes_read(DscKeyfile *file, GHashTable *codes)
{
	const GPtrArray *groups = dsc_keyfile_groups(file);
	for (guint i = 0; i < groups->len; i++) {
		const DscKeyfileGroup *group = g_ptr_array_index(groups, i);
		if (!g_str_has_prefix(group->name, CODE_PREFIX)) {
			dsc_keyfile_fault_group(file, group, "[code:ID]");
			continue;
		}
		DscCode *code = read_code(file, group);
		g_hash_table_insert(codes, code->id, code);
	}
	if (dsc_keyfile_faults(file)->len > 0)
		g_hash_table_remove_all(codes);
}
