/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Pictures in a message stand there as <img id="7">; libpurple's image store keeps
 * the bytes only as long as somebody holds a reference.
 */

/** dsc_images_hold: Returns: (transfer full) (element-type int): ids in @message, one reference
 * taken for each */
GArray *dsc_images_hold(const char *message);

/** dsc_images_release: drops the references and frees @ids; NULL is allowed. */
void dsc_images_release(GArray *ids);

/** dsc_images_in: Returns: TRUE if @message shows a picture of the store */
gboolean dsc_images_in(const char *message);

/** dsc_images_strip: Returns: (transfer full): @message without them */
char *dsc_images_strip(const char *message);
