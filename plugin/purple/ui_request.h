/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/ui.h"

/* libpurple's own dialogs, for Finch and every other client that has no part of ours. */
extern const DscUiOps dsc_ui_request_ops;
