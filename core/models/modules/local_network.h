// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/execution_plan.h"
#include "core/models/networks/network.h"
#include "core/models/networks/network_files.h"
#include "core/models/trust/trust.h"

#include <memory>
#include <optional>

namespace torch::jit {
struct Module;
}

namespace palimpsest {

// For the files of core/models alone: others see classifiers.

/// A network that runs in this process.
class LocalNetwork : public Network
{
public:
    /// Has the batch in a buffer lie in memory of somebody else, which must live as long as it is
    /// used.
    virtual void useMemory(std::size_t buffer, const BatchShape& shape, void* memory) = 0;
};

/// Opens `program`, with the weights of `files` put into it where it is not itself what these are;
/// or, where there is none, weights that stand for themselves, with what was told of them. Throws
/// as openNetwork does.
std::unique_ptr<LocalNetwork> openLocalNetwork(const TrustedProgram* program,
                                               const NetworkFiles& files, const ExecutionPlan& plan,
                                               Numbers precision);

/// A module that was just made, on the device and in the form that `plan` says.
std::unique_ptr<LocalNetwork> localNetwork(torch::jit::Module module, const ExecutionPlan& plan,
                                           Numbers precision);

} // namespace palimpsest
