// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/serve_programs.h"

#include "core/base/error.h"
#include "core/models/modules/local_network.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/programs/channel.h"
#include "core/models/programs/requests.h"
#include "core/models/programs/shared_memory.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace palimpsest {

namespace {

/// A network with the memory through which it is reached.
struct Served
{
    int threads = 1;
    Numbers precision = Numbers::Float32;
    std::array<std::optional<SharedMemory>, Network::kBuffers> batches;
    std::array<std::optional<SharedMemory>, Network::kBuffers> answers; ///< to them
    std::unique_ptr<LocalNetwork> network; ///< last: it ends before the memory that it uses
};

Message failure(Outcome outcome, const std::string& what)
{
    return {.kind = static_cast<std::int64_t>(outcome), .texts = {what}};
}

class Service
{
public:
    /// Answers a request; whatever goes wrong is an answer too.
    Message answer(const Message& request)
    {
        try {
            return done(request);
        } catch (const BadFile& error) {
            return failure(Outcome::BadFile, error.what());
        } catch (const BadInput& error) {
            return failure(Outcome::BadInput, error.what());
        } catch (const OutOfMemory& error) {
            return failure(Outcome::OutOfMemory, error.what());
        } catch (const std::bad_alloc&) {
            return failure(Outcome::OutOfMemory, "Memory ran out while running the model. "
                                                 "Choose a smaller batch or close other programs.");
        } catch (const std::exception& error) {
            return failure(Outcome::DeviceError, error.what());
        }
    }

private:
    Message done(const Message& request)
    {
        switch (static_cast<Request>(request.kind)) {
        case Request::Open:
            return open(OpenRequest::from(request));
        case Request::Start:
            return run(StartRequest::from(request));
        case Request::Close:
            m_served.erase(request.numbers.at(0));
            break;
        }
        return {.kind = static_cast<std::int64_t>(Outcome::Done)};
    }

    Message open(const OpenRequest& request)
    {
        Served served{.threads = request.plan.threads, .precision = request.precision};
        const auto program = TrustedProgram::handedOver(request.program, request.programBytes);
        m_threads = request.plan.threads;
        served.network =
            openLocalNetwork(&program, {.weights = request.weights, .output = request.output},
                             request.plan, request.precision);
        const ClassifierHead head = served.network->head();
        m_served.erase(request.network);
        m_served.emplace(request.network, std::move(served));
        return {.kind = static_cast<std::int64_t>(Outcome::Done),
                .numbers = {head.features, head.isOfLabels, head.isTurned},
                .texts = {head.weight, head.bias}};
    }

    static void useMemory(Served& served, std::size_t buffer, const BufferMemory& memory)
    {
        const auto replace = [](std::optional<SharedMemory>& old, int descriptor) {
            auto received = SharedMemory::received(descriptor);
            old.reset();
            old.emplace(std::move(received));
        };
        replace(served.answers.at(buffer), memory.answers);
        replace(served.batches.at(buffer), memory.batch);
        served.network->useMemory(buffer, memory.shape,
                                  served.batches[buffer]->atLeast(memory.shape.bytes()));
    }

    Message run(const StartRequest& request)
    {
        Served& served = m_served.at(request.network);
        if (request.memory) {
            useMemory(served, request.buffer, *request.memory);
        }
        if (m_threads != served.threads) {
            prepareTorch(served.threads);
            m_threads = served.threads;
        }
        served.network->start(request.buffer);
        const BatchAnswer answer = served.network->finish(request.buffer);
        const std::size_t bytes = answer.rows * answer.columns * sizeOf(served.precision);
        std::memcpy(served.answers.at(request.buffer)->atLeast(bytes), answer.numbers, bytes);
        return {.kind = static_cast<std::int64_t>(Outcome::Done),
                .numbers = {static_cast<std::int64_t>(answer.rows),
                            static_cast<std::int64_t>(answer.columns)}};
    }

    std::map<std::int64_t, Served> m_served;
    int m_threads = 0; ///< that Torch uses now
};

/// Ends the process when the other end of `socket` is gone, whatever the process does by then.
void endWith(int socket)
{
    std::thread([socket] {
        pollfd other{.fd = socket, .events = POLLRDHUP, .revents = 0};
        while (::poll(&other, 1, -1) <= 0) {
        }
        ::_exit(0);
    }).detach();
}

} // namespace

int servePrograms(int socket)
{
    // Where memory runs out, it is the program of others that has to go.
    std::ofstream("/proc/self/oom_score_adj") << 800;
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // or what programs print is lost when this is killed
    Channel channel(socket);
    endWith(socket);
    Service service;
    while (const auto request = channel.receive()) {
        if (!channel.send(service.answer(*request))) {
            break;
        }
    }
    return 0;
}

} // namespace palimpsest
