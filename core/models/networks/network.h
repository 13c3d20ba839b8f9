// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/classifier_head.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace palimpsest {

// For the files of core/models alone: others see classifiers.

/// Most numbers that a network may answer with per sample.
inline constexpr std::int64_t kMostClasses = 1 << 24;

/// What a batch is made of: the pixels of pictures in one of two precisions, or numbers of tokens.
enum class Numbers { Float32, Float64, Int64 };

/// Bytes of one of them.
std::size_t sizeOf(Numbers numbers);

/// The shape of a batch: [pictures, channels, height, width], [sentences, tokens], or where tokens
/// have segments [sentences, 2, tokens], with the segments of a sentence behind its tokens.
struct BatchShape
{
    Numbers numbers = Numbers::Float32;
    std::vector<std::int64_t> sizes;
    bool channelsLast = false; ///< whether the channels of a pixel lie together in memory

    std::size_t bytes() const;
    bool operator==(const BatchShape&) const = default;
};

/// What a network answers to a batch: rows × columns numbers of its precision, in rows.
struct BatchAnswer
{
    std::size_t rows = 0;
    std::size_t columns = 0;
    const void* numbers = nullptr; ///< valid until the next start of its buffer, or the end
};

/// A network that was opened, wherever it runs. There are two buffers for batches, so that one is
/// filled while the other is computed.
class Network
{
public:
    static constexpr std::size_t kBuffers = 2;

    virtual ~Network() = default;

    /// Memory of a batch of that shape in one of the buffers; what was in it is lost when the shape
    /// changes. Throws OutOfMemory.
    virtual void* memory(std::size_t buffer, const BatchShape& shape) = 0;

    /// How many passes may have been started and not yet finished.
    virtual std::size_t passesAtOnce() const = 0;

    /// Starts the pass of the batch in a buffer. Networks of sentences that want to know which
    /// tokens there are, are told that all of them count. Throws what finish() throws, and BadInput
    /// where the network takes no segments and there are some.
    virtual void start(std::size_t buffer) = 0;

    /// Waits for the answer to a buffer, in the order in which they were started. Throws BadInput
    /// when it is no table of a row per sample, or a program of others answers at random or by the
    /// company of a sample, DeviceError, OutOfMemory, Cancelled when somebody
    /// has stopped the program meanwhile.
    virtual BatchAnswer finish(std::size_t buffer) = 0;

    /// The layer that the features enter which it gives, by the names of its module's tensors;
    /// without names where it gives logits.
    const ClassifierHead& head() const { return m_head; }

protected:
    ClassifierHead m_head;
};

} // namespace palimpsest
