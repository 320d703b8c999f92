/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <account.h>

#include "policy/policy.h"

/**
 * dsc_contacts_staff:
 *
 * Reads the names that @account's contacts go by, but for those in groups of patients. Read
 * anew for each message: the list is short, and a copy would grow old.
 *
 * Returns: (transfer full) (nullable): them; NULL if the policy takes no contacts for staff
 */
DscStaff *dsc_contacts_staff(PurpleAccount *account, const DscPolicy *policy);
