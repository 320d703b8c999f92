/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "policy/audit.h"
#include "purple/held.h"

/** dsc_record_start: opens the record in the user's profile. */
void dsc_record_start(void);

/** dsc_record_stop: closes it. */
void dsc_record_stop(void);

/** dsc_record: writes down what became of @held. */
void dsc_record(const DscHeld *held, DscOutcome outcome);

/**
 * dsc_record_sent_anyway:
 * @note: (nullable): the author's own words; what they say of a patient is taken out
 */
void dsc_record_sent_anyway(const DscHeld *held, DscReason reason, const char *note);
