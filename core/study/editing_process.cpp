// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/editing_process.h"

#include <climits>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <unistd.h>

namespace palimpsest {

namespace {

std::string hostName()
{
    std::array<char, HOST_NAME_MAX + 1> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string bootId()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    file >> id;
    return id;
}

/// When a process started; none when there is no such process any more, 0 when nobody says.
std::optional<std::int64_t> startOf(std::int64_t process)
{
    if (process <= 0 || process > INT_MAX ||
        (::kill(static_cast<pid_t>(process), 0) != 0 && errno != EPERM)) {
        return std::nullopt;
    }
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string line;
    std::getline(file, line);
    const std::size_t name = line.rfind(')'); // which may hold anything
    if (name == std::string::npos) {
        return 0;
    }
    std::istringstream fields(line.substr(name + 1));
    constexpr int kStart = 20; // fields from the state on
    std::string field;
    fields >> field;
    if (field == "Z" || field == "X") {
        return std::nullopt; // it has ended and nobody has asked how
    }
    for (int i = 1; i < kStart; ++i) {
        fields >> field;
    }
    return std::strtoll(field.c_str(), nullptr, 10);
}

} // namespace

EditingProcess thisProcess()
{
    const std::int64_t process = ::getpid();
    return {.host = hostName(),
            .boot = bootId(),
            .process = process,
            .started = startOf(process).value_or(0)};
}

bool isOnThisComputer(const EditingProcess& process)
{
    return process.host == hostName() && process.boot == bootId();
}

bool isGone(const EditingProcess& process)
{
    const auto started = startOf(process.process);
    const bool isKnown = started && *started != 0 && process.started != 0;
    return !started || (isKnown && *started != process.started);
}

} // namespace palimpsest
