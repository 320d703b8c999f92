/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/images.h"

#include <imgstore.h>

static GRegex *image_tag(void)
{
	static GRegex *regex;

	if (regex == NULL)
		regex = g_regex_new("<img\\b[^>]*\\bid\\s*=\\s*[\"']?(\\d{1,9})[^>]*>",
				    G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL);
	return regex;
}

GArray *dsc_images_hold(const char *message)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(int));
	g_autoptr(GMatchInfo) match = NULL;

	for (g_regex_match(image_tag(), message, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL)) {
		g_autofree char *digits = g_match_info_fetch(match, 1);
		int id = (int)g_ascii_strtoll(digits, NULL, 10);
		if (purple_imgstore_find_by_id(id) == NULL)
			continue;
		purple_imgstore_ref_by_id(id);
		g_array_append_val(ids, id);
	}
	return ids;
}

void dsc_images_release(GArray *ids)
{
	if (ids == NULL)
		return;
	for (guint i = 0; i < ids->len; i++)
		purple_imgstore_unref_by_id(g_array_index(ids, int, i));
	g_array_free(ids, TRUE);
}

gboolean dsc_images_in(const char *message)
{
	return g_regex_match(image_tag(), message, 0, NULL);
}

char *dsc_images_strip(const char *message)
{
	return g_regex_replace_literal(image_tag(), message, -1, 0, "", 0, NULL);
}
