// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/network.h"
#include "core/models/programs/program_host.h"
#include "core/models/programs/shared_memory.h"
#include "core/models/trust.h"

#include <array>
#include <optional>

namespace palimpsest {

/// A network in the process of a ProgramHost: batches are written into shared memory, and answers
/// are read from it. When that process has ended, the next pass opens the network again.
class RemoteNetwork : public Network
{
public:
    /// Throws as openNetwork does.
    RemoteNetwork(std::shared_ptr<ProgramHost> host, const TrustedProgram& program,
                  NetworkFiles files, ExecutionPlan plan, Numbers precision);
    ~RemoteNetwork() override;

    void* memory(std::size_t buffer, const BatchShape& shape) override;
    void start(std::size_t buffer) override;
    BatchAnswer finish() override;

private:
    struct Buffer
    {
        BatchShape shape;
        std::optional<SharedMemory> memory;
        bool isKnown = false; ///< to the other process
    };

    void open(const TrustedProgram& program);
    void openAgainIfGone();

    std::shared_ptr<ProgramHost> m_host;
    std::filesystem::path m_program;
    NetworkFiles m_files;
    ExecutionPlan m_plan;
    Numbers m_precision;
    std::uint64_t m_process = 0; ///< the one it was opened in
    std::int64_t m_number = 0;   ///< by which that process knows it
    std::array<Buffer, kBuffers> m_buffers;
    std::optional<SharedMemory> m_answers;
    std::int64_t m_samples = 0; ///< of the batch that was started
};

} // namespace palimpsest
