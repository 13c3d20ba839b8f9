// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace palimpsest {

/// How a program ended and what it said.
struct ProgramResult
{
    int exitCode = 0; ///< 128 + signal when it was killed
    std::string out;
    std::string err;
};

/// A program of the build, e.g. "palimpsest-cli", with its output going to files.
class Program
{
public:
    Program(const std::string& name, const std::vector<std::string>& arguments);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    pid_t pid() const { return m_pid; }
    bool isRunning() const;
    std::string outputSoFar() const;
    ProgramResult wait();

private:
    pid_t m_pid = -1;
    std::filesystem::path m_out;
    std::filesystem::path m_err;
};

/// Runs a program of the build to its end.
ProgramResult runProgram(const std::string& name, const std::vector<std::string>& arguments);

/// Runs palimpsest-cli to its end.
ProgramResult cli(const std::vector<std::string>& arguments);

} // namespace palimpsest
