// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/baseline_choices.h"

#include <optional>
#include <vector>

namespace palimpsest {

namespace {

std::optional<double> levelOf(int choice)
{
    switch (choice) {
    case kBlack:
        return 0.0;
    case kGrey:
        return 128.0;
    case kWhite:
        return 255.0;
    default:
        return std::nullopt;
    }
}

} // namespace

int choiceOf(const Baseline& baseline, int channels)
{
    switch (baseline.kind) {
    case BaselineKind::DatasetMean:
        return kMean;
    case BaselineKind::ImageMean:
        return kImageMean;
    case BaselineKind::Blur:
        return kBlur;
    case BaselineKind::Telea:
        return kTelea;
    case BaselineKind::NavierStokes:
        return kNavierStokes;
    case BaselineKind::Colour:
        break;
    }
    for (const int choice : {kBlack, kGrey, kWhite}) {
        if (baseline.colour ==
            std::vector<double>(static_cast<std::size_t>(channels), *levelOf(choice))) {
            return choice;
        }
    }
    return kOwnColour;
}

Baseline baselineOf(int choice, const Preprocessing& preprocessing)
{
    if (const auto level = levelOf(choice)) {
        const auto channels = static_cast<std::size_t>(preprocessing.channels());
        return {.kind = BaselineKind::Colour, .colour = std::vector<double>(channels, *level)};
    }
    switch (choice) {
    case kImageMean:
        return {.kind = BaselineKind::ImageMean};
    case kBlur:
        return {.kind = BaselineKind::Blur, .sigma = defaultBlurSigma(preprocessing)};
    case kTelea:
        return {.kind = BaselineKind::Telea};
    case kNavierStokes:
        return {.kind = BaselineKind::NavierStokes};
    default:
        return {};
    }
}

} // namespace palimpsest
