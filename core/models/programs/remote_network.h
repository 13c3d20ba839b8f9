// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/open_file.h"
#include "core/models/networks/execution_plan.h"
#include "core/models/networks/network.h"
#include "core/models/networks/network_files.h"
#include "core/models/programs/program_host.h"
#include "core/models/programs/shared_memory.h"
#include "core/models/trust/trust.h"

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

    /// Nothing is lost of what fits into the new shape or the memory had before.
    void* memory(std::size_t buffer, const BatchShape& shape) override;
    /// The next batch is there when one is computed, so that the other process never waits.
    std::size_t passesAtOnce() const override { return kBuffers; }

    void start(std::size_t buffer) override;
    BatchAnswer finish(std::size_t buffer) override;

    /// Whether the process it was opened in has ended, as far as is known.
    bool hasEnded() const { return !m_host->isRunning(m_process); }

private:
    struct Buffer
    {
        BatchShape shape;
        std::optional<SharedMemory> batch;
        std::optional<SharedMemory> answers;
        bool isKnown = false;     ///< to the other process
        std::int64_t pass = 0;    ///< number of the question
        std::int64_t samples = 0; ///< in that pass
    };

    void open(const TrustedProgram& program);
    void openAgainIfGone();

    std::shared_ptr<ProgramHost> m_host;
    std::filesystem::path m_program;
    NetworkFiles m_files;
    std::array<std::optional<FileStamp>, 2>
        m_stamps; ///< of both files, when they were opened first
    ExecutionPlan m_plan;
    Numbers m_precision;
    std::uint64_t m_process = 0; ///< the one it was opened in
    std::int64_t m_number = 0;   ///< by which that process knows it
    std::array<Buffer, kBuffers> m_buffers;
};

} // namespace palimpsest
