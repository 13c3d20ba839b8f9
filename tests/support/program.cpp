// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/program.h"

#include "core/base/files.h"
#include "support/places.h"

#include <atomic>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <signal.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace palimpsest {

namespace {

std::filesystem::path outputFile(const char* kind)
{
    static std::atomic<int> count = 0;
    return std::filesystem::temp_directory_path() /
           ("palimpsest-" + std::to_string(::getpid()) + "-" + std::to_string(count++) + kind);
}

void redirect(const std::filesystem::path& file, int descriptor)
{
    ::dup2(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), descriptor);
}

std::string takeFile(const std::filesystem::path& file)
{
    std::string text = readFile(file, 256u << 20);
    std::filesystem::remove(file);
    return text;
}

} // namespace

Program::Program(const std::string& name, const std::vector<std::string>& arguments)
    : m_out(outputFile(".out")), m_err(outputFile(".err"))
{
    const std::string path = (buildFolder() / "bin" / name).string();
    std::vector<char*> argv = {const_cast<char*>(path.c_str())};
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    m_pid = ::fork();
    if (m_pid == 0) {
        redirect(m_out, STDOUT_FILENO);
        redirect(m_err, STDERR_FILENO);
        ::execv(path.c_str(), argv.data());
        ::_exit(127);
    }
    if (m_pid < 0) {
        throw std::runtime_error("cannot fork");
    }
}

Program::~Program()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        wait();
    }
}

bool Program::isRunning() const
{
    siginfo_t ended{}; // is only looked at
    return ::waitid(P_PID, static_cast<id_t>(m_pid), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           ended.si_pid == 0;
}

std::string Program::outputSoFar() const
{
    std::ifstream stream(m_out, std::ios::binary); // which is being written
    return {std::istreambuf_iterator<char>(stream), {}};
}

ProgramResult Program::wait()
{
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
    return {.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            .out = takeFile(m_out),
            .err = takeFile(m_err)};
}

ProgramResult runProgram(const std::string& name, const std::vector<std::string>& arguments)
{
    return Program(name, arguments).wait();
}

ProgramResult cli(const std::vector<std::string>& arguments)
{
    return runProgram("palimpsest-cli", arguments);
}

} // namespace palimpsest
