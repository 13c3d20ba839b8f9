// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/probe.h"
#include "core/setup/class_match.h"
#include "core/study/study.h"
#include "core/study/taking_in.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// `pictures` in `classes`, by matchClasses, with its table; those of other classes are left out
/// with a warning.
/// Throws BadInput when a class has no training pictures, and as matchClasses does.
TrainingPictures inClasses(TrainingPictures pictures, const std::vector<std::string>& classes,
                           const LabelNames& told = {});

/// Adds a warning where the preprocessor_config.json that came with a network prepares pictures
/// otherwise than they are `used`.
void warnOfOtherPreprocessing(TrainingPictures& pictures, const Backbone& backbone,
                              const Preprocessing& used);

/// What fits a probe for `study`: its classes, pictures prepared as it says. `test` may be empty;
/// then test pictures are those that `training` keeps apart, if it does. `columns` are those of
/// tables. Features are cached. Throws BadFile, BadInput when the network or the pictures are none
/// for this study, Unclear.
ProbeRequest probeRequest(const Study& study, Backbone backbone,
                          const std::filesystem::path& training, const std::filesystem::path& test,
                          const PictureColumns& columns = {});

/// A name for the lineage of a probe that no lineage of `study` has: "pretrained", or else "probe",
/// "probe_2", …
std::string probeLineage(const Study& study);

/// Why a new lineage cannot be called so, a sentence; empty when it can.
std::string nameProblem(const Study& study, const std::string& lineage);

/// Writes a probe into FOLDER/checkpoints/LINEAGE and returns `study` with it as epoch 0 of that
/// lineage, which is new and pre-trained. What it writes is on `made` and goes again unless it is
/// kept. `outputs` are those of a program that does not show them. Throws BadInput when there is a
/// nameProblem, UndecidedOutputs, NotWritable.
Study withProbe(const std::filesystem::path& folder, const Study& study, const Probe& probe,
                const ProbeRequest& request, const std::string& lineage, NewFiles& made,
                std::optional<OutputKind> outputs = {});

} // namespace palimpsest
