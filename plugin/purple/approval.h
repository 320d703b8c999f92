/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/target.h"

/*
 * Leave for one text to go to one conversation, once, while one call lasts. The
 * sending hook asks for it; nothing else is let through by it, and it dies with
 * the call however that ends.
 */
typedef struct DscApproval DscApproval;

/**
 * DscApprovalForm:
 * @DSC_APPROVAL_EXACT: the text comes back as it is handed over, save that libpurple
 *                      may make links of addresses in it
 * @DSC_APPROVAL_TYPED: it goes through an entry, which may write its markup anew, part
 *                      it into lines on protocols without newlines, and run "/me",
 *                      "/action" and "/say"
 */
typedef enum {
	DSC_APPROVAL_EXACT,
	DSC_APPROVAL_TYPED,
} DscApprovalForm;

/**
 * dsc_approval_begin:
 * @conv:    the only conversation that it is good for
 * @message: the only text
 *
 * Returns: (transfer full): to be handed to dsc_approval_end() before the caller returns
 */
DscApproval *dsc_approval_begin(PurpleConversation *conv, const char *message,
				DscApprovalForm form);

/**
 * dsc_approval_end:
 * @approval: (transfer full): the newest one
 *
 * Returns: TRUE if anything was let through by it
 */
gboolean dsc_approval_end(DscApproval *approval);

/**
 * dsc_approval_take:
 * @message: what is about to leave in @conv
 *
 * Uses the newest approval up, or one line of it.
 *
 * Returns: TRUE if @message may leave
 */
gboolean dsc_approval_take(PurpleConversation *conv, const char *message);
