/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/keyring.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <keyutils.h>
#include <stdlib.h>
#include <string.h>

/* The kernel takes at most 32767 bytes in a key of type "user" (user_defined.c). */
#define CHUNK_BYTES 32000u
#define MAX_CHUNKS  64u

/* The user's own ring that outlives logins, or the one that lasts as long as they are
 * logged in. The first is reached through a ring of this process. */
static key_serial_t open_ring(void)
{
	long ring = keyctl_get_persistent((uid_t)-1, KEY_SPEC_PROCESS_KEYRING);

	return ring >= 0 ? (key_serial_t)ring : KEY_SPEC_USER_KEYRING;
}

static char *chunk_name(const char *name, guint i)
{
	return g_strdup_printf("%s:%u", name, i);
}

static key_serial_t find_chunk(key_serial_t ring, const char *name, guint i)
{
	g_autofree char *description = chunk_name(name, i);

	return (key_serial_t)keyctl_search(ring, "user", description, 0);
}

static void remove_chunks(key_serial_t ring, const char *name)
{
	for (guint i = 0; i < MAX_CHUNKS; i++) {
		key_serial_t key = find_chunk(ring, name, i);
		if (key < 0)
			return;
		keyctl_invalidate(key);
		keyctl_unlink(key, ring);
	}
}

static gboolean add_chunk(key_serial_t ring, const char *description, const char *data, gsize len)
{
	key_serial_t key = add_key("user", description, data, len, ring);

	if (key < 0)
		return FALSE;
	/* The next run has no session in common with this one: the user has to do. */
	if (keyctl_setperm(key, KEY_POS_ALL | KEY_USR_ALL) == 0 &&
	    keyctl_set_timeout(key, DSC_KEYRING_HOURS * 60 * 60) == 0)
		return TRUE;

	int saved = errno;
	keyctl_invalidate(key);
	errno = saved;
	return FALSE;
}

gboolean dsc_keyring_store(const char *name, GBytes *bytes, GError **error)
{
	key_serial_t ring = open_ring();
	gsize len;
	const char *data = g_bytes_get_data(bytes, &len);

	remove_chunks(ring, name);
	if (len > (gsize)CHUNK_BYTES * MAX_CHUNKS) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC,
			    _("The texts are too long for the keyring."));
		return FALSE;
	}
	for (guint i = 0; (gsize)i * CHUNK_BYTES < len; i++) {
		g_autofree char *description = chunk_name(name, i);
		gsize start = (gsize)i * CHUNK_BYTES;
		if (add_chunk(ring, description, data + start, MIN(len - start, CHUNK_BYTES)))
			continue;
		int saved = errno;
		remove_chunks(ring, name);
		g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(saved),
			    _("The kernel’s keyring takes no text: %s."), g_strerror(saved));
		return FALSE;
	}
	return TRUE;
}

GBytes *dsc_keyring_take(const char *name)
{
	key_serial_t ring = open_ring();
	g_autoptr(GByteArray) all = g_byte_array_new();

	for (guint i = 0; i < MAX_CHUNKS; i++) {
		key_serial_t key = find_chunk(ring, name, i);
		void *data = NULL;
		int len = key >= 0 ? keyctl_read_alloc(key, &data) : -1;
		if (len < 0)
			break;
		g_byte_array_append(all, data, (guint)len);
		explicit_bzero(data, (gsize)len);
		free(data);
	}
	remove_chunks(ring, name);
	return all->len > 0 ? g_byte_array_free_to_bytes(g_steal_pointer(&all)) : NULL;
}
