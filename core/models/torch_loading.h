// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/models/execution_plan.h"

#include <filesystem>
#include <string>

namespace torch::jit {
struct Module;
}

namespace palimpsest {

// For the files of core/models alone: others see classifiers.

/// To be called while an exception that is not ours is handled: throws it again as OutOfMemory or
/// DeviceError. `doing` completes "Memory ran out while …".
[[noreturn]] void rethrowTorchError(const std::string& doing);

/// Runs `work` and turns what Torch throws into our own family.
template<typename Work>
auto translated(const std::string& doing, Work&& work)
{
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const std::exception&) {
        rethrowTorchError(doing);
    }
}

/// The module of a TorchScript template with its tensors replaced by those of a checkpoint in any
/// container that readCheckpoint reads, or, with an empty path for the template, the TorchScript
/// file `weights` as it is, or the network that the tensors of a checkpoint are recognised as; on
/// the CPU. Throws BadFile when either file is broken or their tensors differ in name or shape (all
/// listed).
torch::jit::Module loadModule(const std::filesystem::path& modelTemplate,
                              const std::filesystem::path& weights);

/// Turns its floating-point tensors into double precision.
void makeDouble(const torch::jit::Module& module);

/// `module` on the device, with the graph and the memory layout of `plan`, for inference.
torch::jit::Module prepared(torch::jit::Module module, const ExecutionPlan& plan);

} // namespace palimpsest
