// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/programs/remote_network.h"

#include <array>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace palimpsest {

/// A program of others, which may have been exported in any way. The first batch is asked again,
/// one sample of it alone and twice, so that finish() throws BadInput for a network that draws
/// numbers as it answers, takes statistics over its batch, or takes no other size of a batch. One
/// that takes samples one by one alone, its export having written this size down, is given them so.
class TriedNetwork : public Network
{
public:
    /// `program` is for messages; `batchSize` the number of samples in a full batch.
    TriedNetwork(std::unique_ptr<RemoteNetwork> network, std::filesystem::path program,
                 Numbers precision, int batchSize);

    void* memory(std::size_t buffer, const BatchShape& shape) override;
    std::size_t passesAtOnce() const override { return m_network->passesAtOnce(); }
    void start(std::size_t buffer) override;
    BatchAnswer finish(std::size_t buffer) override;

private:
    enum class State {
        Untried, ///< no batch of several samples was answered yet: one pass is under way at a time
        Tried,
        OneByOne,
    };

    /// An answer of its own memory, in the precision of the network.
    struct Answer
    {
        std::size_t rows = 0;
        std::size_t columns = 0;
        std::vector<std::byte> numbers;
    };

    struct Buffer
    {
        BatchShape shape;
        Answer answer;
    };

    Answer copied(const BatchAnswer& answer) const;
    Answer lastRow(const Answer& answer) const;
    double number(const Answer& answer, std::size_t at) const;
    double difference(const Answer& one, const Answer& other, double tolerance) const;
    Answer alone(std::size_t buffer, std::int64_t sample);
    void requireQuiet(const Answer& first, const Answer& second) const;
    std::optional<Answer> answerAlone(std::size_t buffer);
    [[noreturn]] void throwWithName(const std::exception_ptr& failure) const;
    void finishFirst(std::size_t buffer);
    void tryAgain(std::size_t buffer);
    void finishOneByOne(std::size_t buffer);

    std::unique_ptr<RemoteNetwork> m_network;
    std::filesystem::path m_program;
    Numbers m_precision;
    int m_batchSize;
    State m_state = State::Untried;
    std::optional<std::size_t> m_running; ///< the buffer whose pass is under way while untried
    std::optional<std::size_t> m_waiting; ///< the one whose pass begins after that
    std::array<Buffer, kBuffers> m_buffers;
};

} // namespace palimpsest
