// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/execution_plan.h"
#include "core/models/networks/network_facts.h"
#include "core/models/trust/trust.h"

#include <filesystem>

namespace torch::jit {
struct Module;
}

namespace palimpsest {

// For the files of core/models alone: others see classifiers.

/// The module of a program with its tensors replaced by those of a checkpoint in any container that
/// readCheckpoint reads; the program as it is where `weights` leads to itself. With none, `weights`
/// stand for themselves, as the network that their tensors are recognised as, with what is told of
/// it in `facts`. On the CPU. Throws
/// BadFile when a file is broken, its architecture is unknown, or tensors differ in name or shape
/// (all listed).
torch::jit::Module loadModule(const TrustedProgram* program, const std::filesystem::path& weights,
                              const NetworkFacts& facts = {});

/// Turns its floating-point tensors into double precision.
void makeDouble(const torch::jit::Module& module);

/// `module` on the device, with the graph and the memory layout of `plan`, for inference.
torch::jit::Module prepared(torch::jit::Module module, const ExecutionPlan& plan);

} // namespace palimpsest
