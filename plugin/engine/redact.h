/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/report.h"

/**
 * DscEdit:
 * @span:        bytes of the plain text
 * @replacement: plain text to stand there; "" cuts the stretch out
 */
typedef struct {
	DscSpan span;
	const char *replacement;
} DscEdit;

/**
 * dsc_redact:
 * @edits:   in any order; of two that overlap the longer one's replacement stands for both
 * @n_edits: their number
 *
 * Rewrites the original of @text. The replacement stands, escaped for its place,
 * where the span's first piece stood; its other pieces vanish; tags stay, so markup
 * that was balanced is balanced afterwards. Cutting a stretch between two blanks
 * takes one of them along.
 *
 * Returns: (transfer full): the new message, in the format of the original
 */
char *dsc_redact(const DscText *text, const DscEdit *edits, gsize n_edits);

/**
 * dsc_report_redact:
 *
 * Redacts every finding of @report whose rule has a replacement, with that.
 *
 * Returns: (transfer full): the new message, in the format of the original
 */
char *dsc_report_redact(const DscReport *report);
