// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/baseline.h"
#include "core/samples/preprocessing.h"

namespace palimpsest {

/// The baselines of pictures as a list offers them, in their order.
enum BaselineChoice {
    kBlack,
    kGrey,
    kWhite,
    kMean,
    kImageMean,
    kBlur,
    kTelea,
    kNavierStokes,
    kOwnColour
};

/// The choice that a baseline of pictures with so many channels is.
int choiceOf(const Baseline& baseline, int channels);

/// The baseline of a choice other than kOwnColour.
Baseline baselineOf(int choice, const Preprocessing& preprocessing);

} // namespace palimpsest
