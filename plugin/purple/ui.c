/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/ui.h"

#include "purple/ui_request.h"
#include "purple/waiting.h"

static const DscUiOps *current;

const DscUiOps *dsc_ui(void)
{
	return current != NULL ? current : &dsc_ui_request_ops;
}

void dsc_ui_set_ops(const DscUiOps *ops)
{
	const DscUiOps *old = dsc_ui();

	current = ops;
	dsc_waiting_hand_over(old, dsc_ui());
}
