/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>

/*
 * A folder of files that a test writes and that is gone afterwards.
 */
typedef struct {
	char *path;
} Scratch;

static inline Scratch scratch_new(void)
{
	g_autoptr(GError) error = NULL;
	Scratch scratch = { g_dir_make_tmp("discretion-XXXXXX", &error) };
	g_assert_no_error(error);
	return scratch;
}

static inline char *scratch_path(const Scratch *scratch, const char *name)
{
	return g_build_filename(scratch->path, name, NULL);
}

static inline void scratch_write(const Scratch *scratch, const char *name, const char *content,
				 gssize len)
{
	g_autofree char *path = scratch_path(scratch, name);
	g_autoptr(GError) error = NULL;
	g_file_set_contents(path, content, len, &error);
	g_assert_no_error(error);
}

static inline void scratch_write_bytes(const Scratch *scratch, const char *name, GBytes *bytes)
{
	scratch_write(scratch, name, g_bytes_get_data(bytes, NULL),
		      (gssize)g_bytes_get_size(bytes));
}

static inline void scratch_copy(const Scratch *scratch, const char *name, const char *from)
{
	g_autofree char *content = NULL;
	g_autoptr(GError) error = NULL;
	gsize len = 0;
	g_file_get_contents(from, &content, &len, &error);
	g_assert_no_error(error);
	scratch_write(scratch, name, content, (gssize)len);
}

/* The folder holds files only. */
static inline void scratch_clear(Scratch *scratch)
{
	g_autoptr(GDir) dir = g_dir_open(scratch->path, 0, NULL);
	for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
		g_autofree char *path = scratch_path(scratch, name);
		g_assert_cmpint(g_unlink(path) == 0 || g_rmdir(path) == 0, ==, TRUE);
	}
	g_assert_cmpint(g_rmdir(scratch->path), ==, 0);
	g_clear_pointer(&scratch->path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scratch, scratch_clear)
