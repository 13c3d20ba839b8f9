// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/execution_plan.h"
#include "core/models/networks/network.h"
#include "core/models/networks/network_files.h"

#include <memory>

namespace palimpsest {

class ProgramHost;

// For the files of core/models alone: others see classifiers.

/// Opens a network, in `precision` (not Int64). What its files hold of TorchScript
/// must be trusted, as `programs` says, and runs in its process, but for the programs that
/// Palimpsest ships; without `programs` only those are. Sets the process-wide thread count of
/// Torch, where it runs, to `plan.threads`. Throws Untrusted, BadFile when a file is broken, its
/// architecture unknown, or tensors differ in name or shape (all are listed), DeviceError,
/// OutOfMemory, Cancelled.
std::unique_ptr<Network> openNetwork(const NetworkFiles& files, const ExecutionPlan& plan,
                                     Numbers precision,
                                     const std::shared_ptr<ProgramHost>& programs);

} // namespace palimpsest
