// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/execution_plan.h"
#include "core/models/networks/network.h"
#include "core/models/networks/network_files.h"
#include "core/models/programs/channel.h"

#include <optional>
#include <string>

namespace palimpsest {

// What the process that asks and the one in which programs run say to each other. Every request is
// answered by one message.

/// Kinds of requests.
enum class Request : std::int64_t {
    Open,  ///< a network: its number and program
    Start, ///< the pass of a buffer
    Close, ///< a network
};

/// Kinds of answers: how something went.
enum class Outcome : std::int64_t { Done, BadFile, BadInput, OutOfMemory, DeviceError };

struct OpenRequest
{
    std::int64_t network = 0;
    ExecutionPlan plan;
    Numbers precision = Numbers::Float32;
    std::string program; ///< its path, for messages
    std::string weights; ///< the same one where it stands for itself
    Output output = Output::Logits;
    int programBytes = -1;

    Message message() const;
    static OpenRequest from(const Message& message);
};

/// Where the batches of a buffer lie and their answers go.
struct BufferMemory
{
    BatchShape shape;
    int batch = -1;   ///< shared memory
    int answers = -1; ///< the same
};

struct StartRequest
{
    std::int64_t network = 0;
    std::size_t buffer = 0;
    std::optional<BufferMemory> memory; ///< where it is not what it was before

    Message message() const;
    static StartRequest from(const Message& message);
};

Message closeRequest(std::int64_t network);

} // namespace palimpsest
