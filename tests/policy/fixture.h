/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "policy/guard.h"

/*
 * What the tests of this folder share: the rules in data/, each of which finds one
 * word with a likelihood that is known, and policies written on the spot.
 */

static inline GPtrArray *problems_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
}

/* All messages, a line each. */
static inline char *problems_join(const GPtrArray *problems)
{
	GString *all = g_string_new(NULL);
	for (guint i = 0; i < problems->len; i++)
		g_string_append_printf(all, "%s\n", ((const GError *)problems->pdata[i])->message);
	return g_string_free(all, FALSE);
}

static inline void assert_no_problems(const GPtrArray *problems)
{
	g_autofree char *all = problems_join(problems);
	g_assert_cmpstr(all, ==, "");
}

static inline char *data_folder(void)
{
	return g_test_build_filename(G_TEST_DIST, "policy", "data", NULL);
}

static inline DscEngine *engine_of_data(void)
{
	g_autofree char *folder = data_folder();
	g_autoptr(GPtrArray) problems = problems_new();
	DscEngine *engine = dsc_engine_load(folder, problems);
	assert_no_problems(problems);
	return engine;
}

static inline DscReport *scan(DscEngine *engine, const char *message)
{
	return dsc_engine_scan(engine, dsc_text_new(message, -1, DSC_FORMAT_PLAIN), NULL);
}

static inline void write_file(const char *path, const char *content)
{
	g_autoptr(GError) error = NULL;
	g_file_set_contents(path, content, -1, &error);
	g_assert_no_error(error);
}

static inline char *temporary_folder(void)
{
	g_autoptr(GError) error = NULL;
	char *folder = g_dir_make_tmp("discretion-XXXXXX", &error);
	g_assert_no_error(error);
	return folder;
}

/* Removes @folder and the files and empty folders in it. */
static inline void remove_folder(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_assert_cmpint(g_remove(path), ==, 0);
	}
	g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static inline DscPolicy *policy_from(const char *content, GPtrArray *problems)
{
	g_autofree char *folder = temporary_folder();
	g_autofree char *path = g_build_filename(folder, "policy.conf", NULL);
	write_file(path, content);
	DscPolicy *policy = dsc_policy_load(path, problems);
	remove_folder(folder);
	return policy;
}

static inline DscPolicy *good_policy_from(const char *content)
{
	g_autoptr(GPtrArray) problems = problems_new();
	DscPolicy *policy = policy_from(content, problems);
	assert_no_problems(problems);
	g_assert_nonnull(policy);
	return policy;
}
