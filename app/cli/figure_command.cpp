// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/report_commands.h"
#include "app/common/exit_code.h"
#include "core/base/error.h"
#include "core/base/files.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <unistd.h>
#include <utility>

namespace palimpsest {

namespace {

/// Shortest text that reads back as the same number.
std::string exact(double value)
{
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

} // namespace

/// Becomes the window's program in its drawing mode, so that one code draws every figure.
int run(const FigureCommand& command)
{
    std::vector<std::string> arguments = {command.program.string(),
                                          "--figure",
                                          command.study.string(),
                                          "--kind",
                                          command.kind,
                                          "--out",
                                          command.out.string()};
    const auto add = [&](const char* option, const std::string& value) {
        arguments.insert(arguments.end(), {option, value});
    };
    if (!command.width.empty()) {
        add("--width", command.width);
    }
    if (command.epoch) {
        add("--epoch", std::to_string(*command.epoch));
    }
    for (const auto& [option, value] : {std::pair("--reference", &command.reference),
                                        {"--target", &command.target},
                                        {"--scratch", &command.scratch}}) {
        if (*value) {
            add(option, **value);
        }
    }
    if (command.tau) {
        add("--tau", exact(*command.tau));
    }
    if (command.verbosity == Verbosity::Quiet) {
        arguments.emplace_back("--quiet");
    }
    std::vector<char*> argv;
    for (std::string& argument : arguments) {
        argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    ::execv(command.program.c_str(), argv.data());
    throw BadFile("Figures are drawn by " + quoted(command.program) +
                  ", which cannot be started: " + std::strerror(errno) +
                  ". Install Palimpsest again.");
}

} // namespace palimpsest
