// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/programs/program_host.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/models/programs/channel.h"
#include "core/models/programs/program_output.h"
#include "core/models/programs/requests.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kLook{20};
constexpr std::chrono::seconds kGrace{1};
constexpr int kSocketOfRunner = 3;

/// Where the program stands in whose process those of others run: beside this one, where an
/// installation has it, or where a build has it for its tests.
fs::path runnerPath()
{
    constexpr const char* kName = "palimpsest-runner";
    std::error_code status;
    const fs::path here = fs::read_symlink("/proc/self/exe", status).parent_path();
    for (const fs::path& folder : {here, here / "../libexec/palimpsest", here / "../bin"}) {
        if (folder.is_absolute() && fs::is_regular_file(folder / kName, status)) {
            return folder / kName;
        }
    }
    throw DeviceError("The program " + std::string(kName) + ", in which TorchScript of others " +
                      "runs, is not beside " + quoted(here) + ". Install Palimpsest again.");
}

class SpawnActions
{
public:
    SpawnActions(int socket, int output)
    {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
        posix_spawn_file_actions_adddup2(&actions, socket, kSocketOfRunner);
        // Ctrl+C at a terminal is for the one who asks, who lets a pass come to its end.
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        posix_spawnattr_setpgroup(&attributes, 0);
    }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
    ~SpawnActions()
    {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
};

[[noreturn]] void throwAs(Outcome outcome, const std::string& what)
{
    switch (outcome) {
    case Outcome::BadFile:
        throw BadFile(what);
    case Outcome::BadInput:
        throw BadInput(what);
    case Outcome::OutOfMemory:
        throw OutOfMemory(what);
    case Outcome::Done:
    case Outcome::DeviceError:
        break;
    }
    throw DeviceError(what);
}

} // namespace

ProgramHost::ProgramHost(Trust trust, GoesOn goesOn)
    : m_trust(std::move(trust)), m_goesOn(std::move(goesOn))
{
}

ProgramHost::~ProgramHost()
{
    stop();
}

void ProgramHost::start()
{
    const fs::path runner = runnerPath();
    auto output = std::make_unique<ProgramOutput>();
    std::array<int, 2> sockets{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
        throw DeviceError(std::string("Cannot connect to another process: ") +
                          std::strerror(errno) + ". Close other programs.");
    }
    auto channel = std::make_unique<Channel>(sockets[0]);
    // Half a message is none: whoever stops in the middle of one is taken to be gone.
    const timeval longest{.tv_sec = 2, .tv_usec = 0};
    ::setsockopt(sockets[0], SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof(longest));
    // To be copied to the number that the runner knows, it must have another one.
    const int socket = ::fcntl(sockets[1], F_DUPFD_CLOEXEC, kSocketOfRunner + 1);
    const int error = errno;
    ::close(sockets[1]);
    if (socket < 0) {
        throw DeviceError(std::string("Cannot connect to another process: ") +
                          std::strerror(error) + ". Close other programs.");
    }
    const SpawnActions how(socket, output->entrance());
    std::string name = runner.filename().string();
    const std::array<char*, 2> arguments = {name.data(), nullptr};
    const int failed = ::posix_spawn(&m_pid, runner.c_str(), &how.actions, &how.attributes,
                                     arguments.data(), environ);
    ::close(socket);
    if (failed != 0) {
        m_pid = -1;
        throw DeviceError("Cannot start " + quoted(runner) + ": " + std::strerror(failed) +
                          ". Close other programs, or install Palimpsest again.");
    }
    output->closeEntrance();
    m_output = std::move(output);
    m_channel = std::move(channel);
    m_stopped.reset();
    m_asked = 0;
    m_answered = 0;
    ++m_process;
}

void ProgramHost::stop()
{
    m_channel.reset();
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
        }
        m_pid = -1;
    }
    m_output.reset();
}

std::uint64_t ProgramHost::process()
{
    if (!m_channel) {
        start();
    }
    return m_process;
}

std::int64_t ProgramHost::send(const Message& request)
{
    m_channel->send(request); // where the other end is gone, waiting for it says so
    return ++m_asked;
}

void ProgramHost::waitForAnswer()
{
    using Clock = std::chrono::steady_clock;
    while (!m_channel->wait(kLook)) {
        if (!m_goesOn || m_goesOn()) {
            m_stopped.reset();
            continue;
        }
        m_stopped = m_stopped.value_or(Clock::now()); // one grace for all passes under way
        if (Clock::now() - *m_stopped > kGrace) {
            stop();
            throw Cancelled();
        }
    }
}

std::string ProgramHost::causeOfEnd()
{
    // Nothing more comes through the channel, so if it still runs it is to end.
    m_channel.reset();
    int status = 0;
    pid_t ended = 0;
    for (int look = 0; look < 50 && ended == 0; ++look) {
        ended = ::waitpid(m_pid, &status, WNOHANG);
        if (ended == 0) {
            ::usleep(std::chrono::microseconds(kLook).count());
        }
    }
    if (ended == 0) {
        stop();
        return "it does not answer any more";
    }
    m_pid = -1;
    m_output.reset(); // its last words come before ours
    if (ended > 0 && WIFSIGNALED(status)) {
        return WTERMSIG(status) == SIGKILL
                   ? "the system has killed it, perhaps as memory ran out"
                   : std::string("it crashed: ") + ::strsignal(WTERMSIG(status));
    }
    const int code = ended > 0 ? WEXITSTATUS(status) : 0;
    return code == 0 ? "it stopped answering as it should"
                     : "it left with exit code " + std::to_string(code);
}

Message ProgramHost::nextAnswer(const std::string& doing)
{
    waitForAnswer();
    ++m_answered;
    std::optional<Message> answer = m_channel->receive();
    if (!answer) {
        throw DeviceError("The model's program ended while " + doing + ": " + causeOfEnd() +
                          ". Export the model again, or use its weights without a program.");
    }
    for (const int descriptor : answer->descriptors) { // none was asked for
        ::close(descriptor);
    }
    return std::move(*answer);
}

Message ProgramHost::await(std::int64_t question, const std::string& doing)
{
    Message answer = nextAnswer(doing);
    while (m_answered < question) { // whoever asked before has thrown something meanwhile
        answer = nextAnswer(doing);
    }
    if (answer.kind != static_cast<std::int64_t>(Outcome::Done)) {
        throwAs(static_cast<Outcome>(answer.kind), answer.texts.empty()
                                                       ? "The model's program failed."
                                                       : printable(answer.texts.front()));
    }
    return answer;
}

} // namespace palimpsest
