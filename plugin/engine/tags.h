/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What libpurple's clients know of HTML's names, in either case. Names are given by their bytes.
 */

/**
 * DscTagKind:
 * @DSC_TAG_KIND_UNKNOWN: no tag that clients know: it is shown as text
 * @DSC_TAG_KIND_INLINE:  the text around it runs on
 * @DSC_TAG_KIND_BLOCK:   the text around it stands on lines of its own
 * @DSC_TAG_KIND_BREAK:   a new line
 */
typedef enum {
	DSC_TAG_KIND_UNKNOWN,
	DSC_TAG_KIND_INLINE,
	DSC_TAG_KIND_BLOCK,
	DSC_TAG_KIND_BREAK,
} DscTagKind;

/** dsc_tag_kind: Returns: what the tag called @name does */
DscTagKind dsc_tag_kind(const char *name, gsize len);

/** dsc_attribute_is_harmless: Returns: TRUE if nobody can say anything to others with the attribute
 * called @name that has this value: looks, layout, and the number of an image */
gboolean dsc_attribute_is_harmless(const char *name, gsize len, const char *value, gsize value_len);

/** dsc_attribute_is_link: Returns: TRUE if the value of the attribute called @name is a URL */
gboolean dsc_attribute_is_link(const char *name, gsize len);
