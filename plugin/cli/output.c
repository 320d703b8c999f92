/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <unistd.h>

#include "cli/output.h"

/* A buffer that grew beyond this for one large answer is given back. */
#define KEEP_BYTES (1024 * 1024)

struct DscOutput {
	int fd;
	int first_errno;
	GString *buffer;
};

DscOutput *dsc_output_new(int fd)
{
	DscOutput *output = g_new0(DscOutput, 1);
	output->fd = fd;
	output->buffer = g_string_new(NULL);
	return output;
}

void dsc_output_free(DscOutput *output)
{
	if (output == NULL)
		return;
	g_string_free(output->buffer, TRUE);
	g_free(output);
}

GString *dsc_output_buffer(DscOutput *output)
{
	return output->buffer;
}

gboolean dsc_output_flush(DscOutput *output)
{
	const char *at = output->buffer->str;
	gsize left = output->buffer->len;
	while (left > 0 && output->first_errno == 0) {
		gssize written = write(output->fd, at, left);
		if (written >= 0) {
			at += written;
			left -= (gsize)written;
		} else if (errno != EINTR) {
			output->first_errno = errno;
		}
	}
	g_string_truncate(output->buffer, 0);
	if (output->buffer->allocated_len > KEEP_BYTES) {
		g_string_free(output->buffer, TRUE);
		output->buffer = g_string_new(NULL);
	}
	return output->first_errno == 0;
}

int dsc_output_errno(const DscOutput *output)
{
	return output->first_errno;
}

gboolean dsc_output_is_terminal(const DscOutput *output)
{
	return isatty(output->fd);
}
