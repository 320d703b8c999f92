/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "train/examples.h"

/**
 * dsc_examples_calibrate:
 * @model: what was learned, as it stands in its file
 * @head:  (inout): its curves are fitted to the sentences of the set "calibrate"
 *
 * Finds out how likely each margin means what it seems to.
 */
void dsc_examples_calibrate(const DscExamples *all, const DscTaggerModel *model,
			    DscTaggerHead *head);
