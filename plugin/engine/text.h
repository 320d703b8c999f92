/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/span.h"

/*
 * A message as the engine reads it: plain UTF-8 text with a way back to every
 * byte of what the client handed over.
 *
 * The plain text has two parts. First comes what a person sees: tags gone,
 * entities decoded, <br> and block tags turned into newlines, so that
 * "Jo<b>hn</b>" reads "John". After it, each behind a newline of its own that
 * maps to nothing, come the hidden parts that reach the other side all the
 * same: link targets, alt and title texts, comments. A finding in either part
 * is redacted in the original at the bytes it came from.
 *
 * Invariants:
 *  - The plain text is valid UTF-8, whatever the original was: a byte that is
 *    not UTF-8 becomes U+FFFD and maps back to that byte. It holds no NUL.
 *  - Every byte of the original is either covered by the plain text or belongs
 *    to markup that shows nothing (tag names, harmless attributes).
 *  - A DscText never changes after it was made.
 */
typedef struct DscText DscText;

/**
 * DscFormat:
 * @DSC_FORMAT_PLAIN: the original is plain text, "<" and "&" stand for themselves
 * @DSC_FORMAT_HTML:  the original is libpurple's HTML
 */
typedef enum {
	DSC_FORMAT_PLAIN,
	DSC_FORMAT_HTML,
} DscFormat;

/**
 * DscPlace:
 * @DSC_PLACE_TEXT:      between tags (or anywhere in a plain original)
 * @DSC_PLACE_ATTRIBUTE: inside the value of an attribute
 * @DSC_PLACE_COMMENT:   inside a comment
 *
 * Where in the original a piece stands, which decides how a replacement has to
 * be escaped there.
 */
typedef enum {
	DSC_PLACE_TEXT,
	DSC_PLACE_ATTRIBUTE,
	DSC_PLACE_COMMENT,
} DscPlace;

/**
 * DscPiece:
 * @original: bytes of the original, not of the plain text
 * @place:    where they stand
 *
 * One unbroken stretch of the original that a span of plain text came from.
 */
typedef struct {
	DscSpan original;
	DscPlace place;
} DscPiece;

/**
 * dsc_text_new:
 * @original: the message as the client holds it, any bytes
 * @len:      its length in bytes, or -1 if NUL-terminated
 * @format:   how to read it
 *
 * Reads a message. Never fails: markup that is broken counts as text, so that
 * nothing that could reach the peer escapes the scan. Keeps a copy of @original.
 *
 * Returns: (transfer full): the text; free with dsc_text_free()
 */
DscText *dsc_text_new(const char *original, gssize len, DscFormat format);

/** dsc_text_free: frees @text; NULL is allowed. */
void dsc_text_free(DscText *text);

/**
 * dsc_text_plain:
 * @len: (out) (optional): its length in bytes
 *
 * Returns: (transfer none): the whole plain text, seen part and hidden parts,
 * NUL-terminated, alive as long as @text
 */
const char *dsc_text_plain(const DscText *text, gsize *len);

/**
 * dsc_text_visible_len:
 *
 * Returns: how many bytes of the plain text a person sees; what follows is hidden
 */
gsize dsc_text_visible_len(const DscText *text);

/**
 * dsc_text_original:
 * @len: (out) (optional): its length in bytes
 *
 * Returns: (transfer none): the message as it was handed over, NUL-terminated
 */
const char *dsc_text_original(const DscText *text, gsize *len);

/** dsc_text_format: Returns: the format @text was read in */
DscFormat dsc_text_format(const DscText *text);

/**
 * dsc_text_pieces:
 * @span: bytes of the plain text
 *
 * Finds what @span stands for in the original. Adjoining pieces in the same
 * place are joined; a tag between two letters parts them.
 *
 * Returns: (transfer full) (element-type DscPiece): pieces in the order of the
 * original, empty if @span covers only bytes that map to nothing
 */
GArray *dsc_text_pieces(const DscText *text, DscSpan span);

/**
 * dsc_text_to_original:
 * @span: bytes of the plain text
 *
 * Returns: the smallest stretch of the original that holds every piece of @span
 */
DscSpan dsc_text_to_original(const DscText *text, DscSpan span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DscText, dsc_text_free)
