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

// FOLDER/new_probes: a probe is written there as soon as it is fitted, and waits to join the study
// or to be deleted, so that neither a signal nor a crash loses what took hours.

/// Writes a probe into FOLDER/new_probes, in a folder of its own that is called after `lineage`,
/// with a copy of the template that it was fitted on, and returns it as a checkpoint that can be
/// added. Throws NotWritable, also when new_probes is a link.
std::filesystem::path keepProbe(const std::filesystem::path& folder, const Probe& probe,
                                const ProbeRequest& request, const std::string& lineage);

/// The probes that wait there, sorted. Those that were not written to their end are none.
std::vector<std::filesystem::path> waitingProbes(const std::filesystem::path& folder);

/// Whether a checkpoint lies in FOLDER/new_probes.
bool isWaiting(const std::filesystem::path& folder, const std::filesystem::path& checkpoint);

/// Deletes a probe that waits, with what lies beside it, as it has joined or nobody wants it; does
/// nothing to others. Throws NotWritable.
void endWaiting(const std::filesystem::path& folder, const std::filesystem::path& probe);

/// `study`, which keeps what the labels of the pictures of a probe that has joined it were taken
/// for, by the report beside `probe`, as withTold does; nothing of other checkpoints, nor of a
/// probe of other classes.
Study withLabelsOfProbe(Study study, const std::filesystem::path& probe);

/// Takes a probe that waits into FOLDER/checkpoints/LINEAGE and returns `study` with it as epoch 0
/// of that lineage, which is new and pre-trained. What it writes is on `made` and goes again unless
/// it is kept; what waits stays. `outputs` are those of a program that does not show them. Throws
/// BadInput when there is a nameProblem, UndecidedOutputs, NotWritable.
Study withProbe(const std::filesystem::path& folder, const Study& study,
                const std::filesystem::path& waiting, const ProbeRequest& request,
                const std::string& lineage, NewFiles& made, std::optional<OutputKind> outputs = {});

} // namespace palimpsest
