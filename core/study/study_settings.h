// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/and_or.h"
#include "core/interactions/salient_set.h"
#include "core/knowledge/null_settings.h"
#include "core/samples/baseline.h"
#include "core/samples/sentence.h"
#include "core/values/value_function.h"

#include <array>
#include <string>

namespace palimpsest {

/// What becomes of the pixels, or the words, that belong to no part.
enum class Background {
    Kept,    ///< always visible
    Masked,  ///< always replaced by the baseline
    OwnPart, ///< one more part, the last
};

inline constexpr std::array kBackgrounds = {Background::Kept, Background::Masked,
                                            Background::OwnPart};

/// Which class v speaks of.
enum class TargetKind {
    Label,     ///< the sample's own
    Predicted, ///< what the model itself says when every part is visible
    Class,     ///< one for all samples
};

struct Target
{
    TargetKind kind = TargetKind::Label;
    int index = 0; ///< for TargetKind::Class: index into Study::classes

    bool operator==(const Target&) const = default;
};

/// Everything a user decides that changes a number.
struct StudySettings
{
    Baseline baseline;                              ///< of pictures
    TextBaseline textBaseline = TextBaseline::Mask; ///< of sentences
    Background background = Background::Kept;
    ValueKind valueKind = ValueKind::LogOdds;
    Target target;
    InteractionSettings interactions;
    double tau = 0.05; ///< share of the largest |I| above which a pattern is salient
    ThresholdScope thresholdScope = ThresholdScope::Model;
    NullSettings nulls;

    bool operator==(const StudySettings&) const = default;
};

/// Name of a target kind in files: "label", "predicted", "class".
std::string targetKindName(TargetKind kind);

/// Name of a kind of interactions in files: "and", "and_or".
std::string interactionKindName(InteractionKind kind);

/// Name of a background in files: "kept", "masked", "part".
std::string backgroundName(Background background);

} // namespace palimpsest
