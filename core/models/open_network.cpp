// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/open_network.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/modules/local_network.h"
#include "core/models/programs/program_host.h"
#include "core/models/programs/tried_network.h"
#include "core/models/readers/checkpoint_file.h"

namespace palimpsest {

std::unique_ptr<Network> openNetwork(const NetworkFiles& files, const ExecutionPlan& plan,
                                     Numbers precision,
                                     const std::shared_ptr<ProgramHost>& programs)
{
    const bool hasTemplate = !files.modelTemplate.empty();
    const std::filesystem::path& path = hasTemplate ? files.modelTemplate : files.weights;
    if (containerOf(path) != Container::TorchScript) {
        if (hasTemplate) {
            throw BadFile(quoted(path) +
                          " is not a TorchScript file, but weights alone. Give the " +
                          "TorchScript of their architecture as their template.");
        }
        return openLocalNetwork(nullptr, files, plan, precision);
    }
    const TrustedProgram program(path, programs ? programs->trust() : Trust());
    if (program.isShipped()) {
        return openLocalNetwork(&program, files, plan, precision);
    }
    return std::make_unique<TriedNetwork>(
        std::make_unique<RemoteNetwork>(programs, program, files, plan, precision), path, precision,
        plan.batchSize);
}

} // namespace palimpsest
