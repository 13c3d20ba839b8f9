// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/programs/tried_network.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <utility>

namespace palimpsest {

namespace {

// Of the largest number of an answer. Sums that are not always added in one order differ by less.
constexpr double kNoise = 1e-3;
constexpr double kCompany = 1e-2; ///< batches of other sizes are computed in other ways
constexpr double kNothing = 1e-6; ///< where all numbers of an answer cancel out

std::string rounded(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2g", value);
    return text.data();
}

} // namespace

TriedNetwork::TriedNetwork(std::unique_ptr<RemoteNetwork> network, std::filesystem::path program,
                           Numbers precision, int batchSize)
    : m_network(std::move(network)), m_program(std::move(program)), m_precision(precision),
      m_batchSize(batchSize)
{
    m_head = m_network->head();
}

void* TriedNetwork::memory(std::size_t buffer, const BatchShape& shape)
{
    m_buffers[buffer].shape = shape;
    return m_network->memory(buffer, shape);
}

void TriedNetwork::start(std::size_t buffer)
{
    if (m_state == State::OneByOne) {
        return;
    }
    if (m_state == State::Untried && m_running && m_running != buffer) {
        m_waiting = buffer;
        return;
    }
    m_running = buffer;
    m_network->start(buffer);
}

BatchAnswer TriedNetwork::finish(std::size_t buffer)
{
    if (m_state == State::Tried) {
        return m_network->finish(buffer);
    }
    if (m_state == State::OneByOne) {
        finishOneByOne(buffer);
    } else {
        finishFirst(buffer);
    }
    const Answer& answer = m_buffers[buffer].answer;
    return {.rows = answer.rows, .columns = answer.columns, .numbers = answer.numbers.data()};
}

void TriedNetwork::finishFirst(std::size_t buffer)
{
    if (m_waiting == buffer) { // whoever wanted the other one has thrown something meanwhile
        m_waiting.reset();
        m_network->start(buffer);
    }
    m_running.reset();
    const auto waiting = std::exchange(m_waiting, std::nullopt);
    Buffer& of = m_buffers[buffer];
    const bool isOfSeveral = of.shape.sizes.front() > 1;
    std::exception_ptr failure;
    try {
        of.answer = copied(m_network->finish(buffer));
    } catch (const Cancelled&) {
        throw;
    } catch (const OutOfMemory&) {
        throw;
    } catch (const Error&) {
        if (m_network->hasEnded()) {
            throw;
        }
        failure = std::current_exception();
    }
    const auto single = failure && isOfSeveral ? answerAlone(buffer) : std::nullopt;
    if (failure && !single) {
        throwWithName(failure);
    }
    if (failure) {
        requireQuiet(*single, alone(buffer, of.shape.sizes.front() - 1));
        m_state = State::OneByOne;
        finishOneByOne(buffer);
        return;
    }
    tryAgain(buffer);
    m_state = isOfSeveral || m_batchSize == 1 ? State::Tried : State::Untried;
    if (waiting) {
        start(*waiting);
    }
}

/// Asks for the last sample of an answered batch again; in the first everything may be hidden.
void TriedNetwork::tryAgain(std::size_t buffer)
{
    Buffer& of = m_buffers[buffer];
    const std::int64_t last = of.shape.sizes.front() - 1;
    const Answer together = lastRow(of.answer);
    Answer first;
    try {
        first = alone(buffer, last);
    } catch (const Cancelled&) {
        throw;
    } catch (const OutOfMemory&) {
        throw;
    } catch (const Error& error) {
        if (last == 0 || m_network->hasEnded()) {
            throw;
        }
        throw BadInput(quoted(m_program) + " takes " + std::to_string(last + 1) +
                       " samples at once and not one (" + error.what() + "): the size of a batch " +
                       "was written down as it was exported. Use x.flatten(1) or " +
                       "x.view(x.size(0), -1) in its forward and export it again.");
    }
    const Answer second = last == 0 ? together : alone(buffer, last);
    requireQuiet(first, second);
    if (const double company = difference(together, first, kCompany); company > 0.0) {
        throw BadInput(quoted(m_program) + " answers a sample differently alone than beside " +
                       "others (largest difference " + rounded(company) +
                       ", more than 1 % of its largest output): it seems to take statistics over " +
                       "its batch, as batch normalisation does in training and dynamic " +
                       "quantisation does always. Export it after model.eval(), not quantised.");
    }
}

/// Says of what Torch failed at whose it is, and what is often behind it.
void TriedNetwork::throwWithName(const std::exception_ptr& failure) const
{
    try {
        std::rethrow_exception(failure);
    } catch (const DeviceError& error) {
        const std::string what = error.what();
        const bool isReshaped = what.find("is invalid for input of size") != std::string::npos;
        throw DeviceError(quoted(m_program) + " fails on its first input. " + what +
                          (isReshaped ? " Tracing wrote down the size of a batch or of the input: "
                                        "use x.flatten(1) or x.view(x.size(0), -1) and export it "
                                        "again."
                                      : ""));
    }
}

/// Throws BadInput where two answers to one input differ.
void TriedNetwork::requireQuiet(const Answer& first, const Answer& second) const
{
    if (const double noise = difference(first, second, kNoise); noise > 0.0) {
        throw BadInput(quoted(m_program) + " answers the same input differently (largest " +
                       "difference " + rounded(noise) +
                       "): it seems to use dropout or noise that " +
                       "stays on in evaluation (training=True). Export it in evaluation mode " +
                       "without it.");
    }
}

/// What the last sample of a batch that failed is answered with alone; none where it fails too.
std::optional<TriedNetwork::Answer> TriedNetwork::answerAlone(std::size_t buffer)
{
    try {
        return alone(buffer, m_buffers[buffer].shape.sizes.front() - 1);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error&) {
        return std::nullopt;
    }
}

void TriedNetwork::finishOneByOne(std::size_t buffer)
{
    Buffer& of = m_buffers[buffer];
    of.answer = {};
    for (std::int64_t sample = 0; sample < of.shape.sizes.front(); ++sample) {
        const Answer row = alone(buffer, sample);
        if (sample > 0 && row.columns != of.answer.columns) {
            throw BadInput("The model answers one sample with " +
                           std::to_string(of.answer.columns) + " numbers and another with " +
                           std::to_string(row.columns) + ". Only classifiers can be explained.");
        }
        of.answer.rows += row.rows;
        of.answer.columns = row.columns;
        of.answer.numbers.insert(of.answer.numbers.end(), row.numbers.begin(), row.numbers.end());
    }
}

/// The answer to one sample of the batch in a buffer, which is as before afterwards: the sample
/// takes the place of the first in the memory, of which nothing is lost.
TriedNetwork::Answer TriedNetwork::alone(std::size_t buffer, std::int64_t sample)
{
    BatchShape one = m_buffers[buffer].shape;
    one.sizes.front() = 1;
    const std::size_t bytes = one.bytes();
    auto* batch = static_cast<std::byte*>(m_network->memory(buffer, one));
    const std::vector<std::byte> first(batch, batch + bytes);
    std::memmove(batch, batch + static_cast<std::size_t>(sample) * bytes, bytes);
    m_network->start(buffer);
    Answer answer = copied(m_network->finish(buffer));
    std::ranges::copy(first,
                      static_cast<std::byte*>(m_network->memory(buffer, m_buffers[buffer].shape)));
    return answer;
}

TriedNetwork::Answer TriedNetwork::copied(const BatchAnswer& answer) const
{
    const auto* begin = static_cast<const std::byte*>(answer.numbers);
    return {.rows = answer.rows,
            .columns = answer.columns,
            .numbers = {begin, begin + answer.rows * answer.columns * sizeOf(m_precision)}};
}

TriedNetwork::Answer TriedNetwork::lastRow(const Answer& answer) const
{
    const auto bytes = static_cast<std::ptrdiff_t>(answer.columns * sizeOf(m_precision));
    return {.rows = 1,
            .columns = answer.columns,
            .numbers = {answer.numbers.end() - bytes, answer.numbers.end()}};
}

double TriedNetwork::number(const Answer& answer, std::size_t at) const
{
    const auto read = [&](auto value) {
        std::memcpy(&value, answer.numbers.data() + at * sizeof(value), sizeof(value));
        return static_cast<double>(value);
    };
    return m_precision == Numbers::Float32 ? read(0.0F) : read(0.0);
}

/// The largest difference between two answers to one sample; 0 where it is within `tolerance`
/// times the largest number, or next to nothing. What is no number is alike.
double TriedNetwork::difference(const Answer& one, const Answer& other, double tolerance) const
{
    if (one.columns != other.columns) {
        return std::numeric_limits<double>::infinity();
    }
    double largest = 0.0;
    double scale = 0.0;
    for (std::size_t i = 0; i < one.columns; ++i) {
        const double a = number(one, i);
        const double b = number(other, i);
        if (std::isfinite(a) && std::isfinite(b)) {
            largest = std::max(largest, std::abs(a - b));
            scale = std::max({scale, std::abs(a), std::abs(b)});
        } else if (std::isfinite(a) != std::isfinite(b)) {
            largest = std::numeric_limits<double>::infinity();
        }
    }
    return largest > std::max(tolerance * scale, kNothing) ? largest : 0.0;
}

} // namespace palimpsest
