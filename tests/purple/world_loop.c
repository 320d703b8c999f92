/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "world_loop.h"

typedef struct {
	PurpleInputFunction function;
	void *data;
} Input;

static gboolean input_ready(GIOChannel *channel, GIOCondition condition, void *data)
{
	Input *input = data;
	int seen = 0;

	if (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR))
		seen |= PURPLE_INPUT_READ;
	if (condition & (G_IO_OUT | G_IO_HUP | G_IO_ERR))
		seen |= PURPLE_INPUT_WRITE;
	input->function(input->data, g_io_channel_unix_get_fd(channel), (PurpleInputCondition)seen);
	return G_SOURCE_CONTINUE;
}

static guint input_add(int fd, PurpleInputCondition condition, PurpleInputFunction function,
		       gpointer data)
{
	Input *input = g_new0(Input, 1);
	GIOChannel *channel = g_io_channel_unix_new(fd);
	GIOCondition wanted = G_IO_HUP | G_IO_ERR;

	input->function = function;
	input->data = data;
	if (condition & PURPLE_INPUT_READ)
		wanted |= G_IO_IN;
	if (condition & PURPLE_INPUT_WRITE)
		wanted |= G_IO_OUT;
	guint id = g_io_add_watch_full(channel, G_PRIORITY_DEFAULT, wanted, input_ready, input,
				       g_free);
	g_io_channel_unref(channel);
	return id;
}

PurpleEventLoopUiOps world_loop_ops = {
	.timeout_add = g_timeout_add,
	.timeout_remove = g_source_remove,
	.input_add = input_add,
	.input_remove = g_source_remove,
	.timeout_add_seconds = g_timeout_add_seconds,
};
