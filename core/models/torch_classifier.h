// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/execution_plan.h"
#include "core/models/networks/network_facts.h"
#include "core/values/classifier.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace palimpsest {

class ProgramHost;

/// Opens a TorchScript template and puts the tensors of a checkpoint in the place of its own
/// parameters and buffers; with an empty path for the template, `weights` stands for
/// itself, by its code or by the names of its tensors, with what `facts` tell of it. The module is
/// on `plan.device`, in the form the plan says; TF32 is off. Sets the process-wide thread count of
/// Torch to `plan.threads`. What the files hold of TorchScript runs in the process of `programs` if
/// that trusts it; without one only what Palimpsest ships may run. Throws Untrusted, BadFile when
/// either file is broken or their tensors differ in name or shape (all listed), DeviceError when
/// the device is missing.
std::unique_ptr<Classifier> openTorchClassifier(const std::filesystem::path& modelTemplate,
                                                const std::filesystem::path& weights,
                                                const ExecutionPlan& plan,
                                                const std::shared_ptr<ProgramHost>& programs = {},
                                                const NetworkFacts& facts = {});

/// One forward pass of the same module on a ready-made batch of `plan.batchSize` times `picture`,
/// to be called again and again: what a run cannot be faster than. Throws as openTorchClassifier
/// does; what it returns throws DeviceError or OutOfMemory.
std::function<void()> rawForward(const std::filesystem::path& modelTemplate,
                                 const std::filesystem::path& weights, const ExecutionPlan& plan,
                                 const ImageTensor& picture,
                                 const std::shared_ptr<ProgramHost>& programs = {},
                                 const NetworkFacts& facts = {});

} // namespace palimpsest
