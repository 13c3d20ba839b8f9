// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/programs/remote_network.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/programs/requests.h"

#include <utility>

namespace palimpsest {

namespace {

constexpr std::size_t kUsualAnswer = 64 << 10; // bytes; it grows when it has to

using Stamps = std::array<std::optional<FileStamp>, 2>;

Stamps stampsOf(const std::filesystem::path& program, const std::filesystem::path& weights)
{
    return {fileStamp(program), fileStamp(weights)};
}

} // namespace

RemoteNetwork::RemoteNetwork(std::shared_ptr<ProgramHost> host, const TrustedProgram& program,
                             NetworkFiles files, ExecutionPlan plan, Numbers precision)
    : m_host(std::move(host)), m_program(program.path()), m_files(std::move(files)),
      m_plan(std::move(plan)), m_precision(precision)
{
    m_stamps = stampsOf(m_program, m_files.weights);
    open(program);
}

RemoteNetwork::~RemoteNetwork()
{
    try {
        if (m_host->isRunning(m_process)) {
            m_host->await(m_host->send(closeRequest(m_number)), "closing it");
        }
    } catch (...) {
        return; // then it is closed, too
    }
}

void RemoteNetwork::open(const TrustedProgram& program)
{
    m_process = m_host->process();
    m_number = m_host->nextNumber();
    for (Buffer& buffer : m_buffers) {
        buffer.isKnown = false;
    }
    const OpenRequest request{.network = m_number,
                              .plan = m_plan,
                              .precision = m_precision,
                              .program = m_program.string(),
                              .weights = m_files.weights.string(),
                              .output = m_files.output,
                              .programBytes = program.bytes().descriptor()};
    const Message answer =
        m_host->await(m_host->send(request.message()), "opening " + quoted(m_program));
    if (m_files.output == Output::Features) {
        if (answer.texts.size() != 2 || answer.numbers.size() != 3) {
            throw DeviceError("The process of " + quoted(m_program) +
                              " does not answer as it should.");
        }
        m_head = {.weight = answer.texts[0],
                  .bias = answer.texts[1],
                  .features = answer.numbers[0],
                  .isOfLabels = answer.numbers[1] != 0,
                  .isTurned = answer.numbers[2] != 0};
    }
}

void RemoteNetwork::openAgainIfGone()
{
    if (hasEnded()) {
        if (stampsOf(m_program, m_files.weights) != m_stamps) {
            throw BadFile(quoted(m_files.weights.empty() ? m_program : m_files.weights) +
                          " or its program changed while it was run. Run it again.");
        }
        open(TrustedProgram(m_program, m_host->trust()));
    }
}

void* RemoteNetwork::memory(std::size_t buffer, const BatchShape& shape)
{
    Buffer& of = m_buffers[buffer];
    if (!of.batch) {
        of.batch.emplace(shape.bytes());
        of.answers.emplace(kUsualAnswer);
    }
    if (of.shape != shape) {
        of.shape = shape;
        of.isKnown = false;
    }
    return of.batch->atLeast(shape.bytes());
}

void RemoteNetwork::start(std::size_t buffer)
{
    openAgainIfGone();
    Buffer& of = m_buffers[buffer];
    StartRequest request{.network = m_number, .buffer = buffer};
    if (!of.isKnown) {
        request.memory = {.shape = of.shape,
                          .batch = of.batch->descriptor(),
                          .answers = of.answers->descriptor()};
    }
    of.samples = of.shape.sizes.front();
    of.pass = m_host->send(request.message());
}

BatchAnswer RemoteNetwork::finish(std::size_t buffer)
{
    Buffer& of = m_buffers[buffer];
    const Message answer = m_host->await(of.pass, "running the model");
    of.isKnown = true;
    const bool isTable = answer.numbers.size() == 2 && answer.numbers[0] == of.samples &&
                         answer.numbers[1] > 0 && answer.numbers[1] <= kMostClasses;
    const auto columns = isTable ? static_cast<std::size_t>(answer.numbers[1]) : 0;
    const auto rows = static_cast<std::size_t>(of.samples);
    const void* numbers = of.answers->ifThere(rows * columns * sizeOf(m_precision));
    if (!isTable || numbers == nullptr) {
        throw DeviceError("The process of " + quoted(m_program) + " does not answer as it should.");
    }
    return {.rows = rows, .columns = columns, .numbers = numbers};
}

} // namespace palimpsest
