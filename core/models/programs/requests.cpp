// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/programs/requests.h"

namespace palimpsest {

Message OpenRequest::message() const
{
    return {.kind = static_cast<std::int64_t>(Request::Open),
            .numbers = {network, static_cast<std::int64_t>(precision), plan.threads,
                        static_cast<std::int64_t>(plan.graph), plan.channelsLast,
                        static_cast<std::int64_t>(output)},
            .texts = {program, weights, plan.device},
            .descriptors = {programBytes}};
}

OpenRequest OpenRequest::from(const Message& message)
{
    return {.network = message.numbers.at(0),
            .plan = {.device = message.texts.at(2),
                     .threads = static_cast<int>(message.numbers.at(2)),
                     .graph = static_cast<Graph>(message.numbers.at(3)),
                     .channelsLast = message.numbers.at(4) != 0},
            .precision = static_cast<Numbers>(message.numbers.at(1)),
            .program = message.texts.at(0),
            .weights = message.texts.at(1),
            .output = static_cast<Output>(message.numbers.at(5)),
            .programBytes = message.descriptors.at(0)};
}

Message StartRequest::message() const
{
    Message message{.kind = static_cast<std::int64_t>(Request::Start),
                    .numbers = {network, static_cast<std::int64_t>(buffer)}};
    if (memory) {
        const BatchShape& shape = memory->shape;
        message.numbers.push_back(static_cast<std::int64_t>(shape.numbers));
        message.numbers.push_back(shape.channelsLast);
        message.numbers.insert(message.numbers.end(), shape.sizes.begin(), shape.sizes.end());
        message.descriptors = {memory->batch, memory->answers};
    }
    return message;
}

StartRequest StartRequest::from(const Message& message)
{
    constexpr std::ptrdiff_t kBeforeSizes = 4;
    StartRequest request{.network = message.numbers.at(0),
                         .buffer = static_cast<std::size_t>(message.numbers.at(1))};
    if (!message.descriptors.empty()) {
        request.memory = {
            .shape = {.numbers = static_cast<Numbers>(message.numbers.at(2)),
                      .sizes = {message.numbers.begin() + kBeforeSizes, message.numbers.end()},
                      .channelsLast = message.numbers.at(3) != 0},
            .batch = message.descriptors.at(0),
            .answers = message.descriptors.at(1)};
    }
    return request;
}

Message closeRequest(std::int64_t network)
{
    return {.kind = static_cast<std::int64_t>(Request::Close), .numbers = {network}};
}

} // namespace palimpsest
