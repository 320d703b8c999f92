/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/tags.h"

#include <string.h>

static const char *const inline_tags[] = {
	"a",	  "abbr",  "acronym", "b",    "big",	"binding", "body",  "center", "cite",
	"code",	  "del",   "dfn",     "em",   "font",	"head",	   "html",  "i",      "img",
	"ins",	  "kbd",   "label",   "link", "mark",	"meta",	   "q",	    "s",      "samp",
	"script", "small", "smiley",  "span", "strike", "strong",  "style", "sub",    "sup",
	"tbody",  "tfoot", "thead",   "tt",   "u",	"var",	   NULL,
};
static const char *const block_tags[] = {
	"address", "article", "blockquote", "caption", "dd", "div", "dl",      "dt",
	"footer",  "form",    "h1",	    "h2",      "h3", "h4",  "h5",      "h6",
	"header",  "hr",      "li",	    "ol",      "p",  "pre", "section", "table",
	"td",	   "th",      "title",	    "tr",      "ul", NULL,
};
/* Looks and layout: their values are colours, fonts and measures. */
static const char *const harmless_attributes[] = {
	"absz", "align",  "back",   "bgcolor", "border",   "color",  "colspan", "dir",
	"face", "height", "lang",   "noshade", "nowrap",   "ptsize", "rowspan", "size",
	"sml",	"style",  "valign", "width",   "xml:lang", NULL,
};

static gboolean is_among(const char *const *names, const char *name, gsize len)
{
	for (; *names != NULL; names++)
		if (strlen(*names) == len && g_ascii_strncasecmp(*names, name, len) == 0)
			return TRUE;
	return FALSE;
}

DscTagKind dsc_tag_kind(const char *name, gsize len)
{
	if (len == 2 && g_ascii_strncasecmp(name, "br", 2) == 0)
		return DSC_TAG_KIND_BREAK;
	if (is_among(block_tags, name, len))
		return DSC_TAG_KIND_BLOCK;
	return is_among(inline_tags, name, len) ? DSC_TAG_KIND_INLINE : DSC_TAG_KIND_UNKNOWN;
}

gboolean dsc_attribute_is_harmless(const char *name, gsize len, const char *value, gsize value_len)
{
	if (is_among(harmless_attributes, name, len))
		return TRUE;
	/* The number of an image in libpurple's store: small, and of no meaning elsewhere. */
	if (len != 2 || g_ascii_strncasecmp(name, "id", 2) != 0 || value_len == 0 || value_len > 6)
		return FALSE;
	for (gsize i = 0; i < value_len; i++)
		if (!g_ascii_isdigit(value[i]))
			return FALSE;
	return TRUE;
}

gboolean dsc_attribute_is_link(const char *name, gsize len)
{
	static const char *const links[] = { "href", "src", "cite", "action", "background", NULL };
	return is_among(links, name, len);
}
