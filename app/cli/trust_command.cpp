// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/common/exit_code.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/models/trust/trust_store.h"

#include <nlohmann/json.hpp>

#include <array>
#include <ctime>
#include <iostream>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

/// "2026-11-28T20:15:00Z"; "-" where nobody remembers.
std::string timeText(std::int64_t seconds)
{
    if (seconds == 0) {
        return "-";
    }
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts = {};
    std::array<char, 32> text{};
    ::gmtime_r(&time, &parts);
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

void printText(const std::vector<TrustedFile>& files)
{
    for (const TrustedFile& file : files) {
        std::cout << file.sha256 << "  " << timeText(file.agreed) << "  "
                  << (file.path.empty() ? "-" : file.path.string()) << "\n";
    }
    if (files.empty()) {
        std::cerr << "You have agreed to no program.\n";
    }
}

void printJson(const std::vector<TrustedFile>& files)
{
    json list = json::array();
    for (const TrustedFile& file : files) {
        list.push_back({{"sha256", file.sha256},
                        {"path", file.path.string()},
                        {"size", file.size},
                        {"agreed", timeText(file.agreed)}});
    }
    std::cout << json{{"file", trustFile().string()}, {"trusted", list}}.dump(
                     2, ' ', false, json::error_handler_t::replace)
              << "\n";
}

/// The programs of `files` that `what` names: by hash, by path, or by the bytes at a path.
std::set<std::string> hashesMeant(const std::vector<TrustedFile>& files, const std::string& what)
{
    if (what == "all") {
        return hashesOf(files);
    }
    std::error_code status;
    const fs::path path = fs::absolute(what, status).lexically_normal();
    const std::string hash = fs::is_regular_file(path, status) ? sha256OfFile(path) : what;
    std::set<std::string> meant;
    for (const TrustedFile& file : files) {
        if (file.sha256 == hash || file.path == path) {
            meant.insert(file.sha256);
        }
    }
    if (meant.empty()) {
        throw BadInput("You have agreed to no program \"" + what +
                       "\". Give a SHA-256 or a path as --list shows them, or all.");
    }
    return meant;
}

} // namespace

int run(const TrustCommand& command)
{
    const std::vector<TrustedFile> files = readTrusted(trustFile());
    if (!command.forget) {
        command.json ? printJson(files) : printText(files);
        return kOk;
    }
    const std::set<std::string> meant = hashesMeant(files, *command.forget);
    if (!meant.empty()) {
        removeTrusted(trustFile(), meant);
    }
    std::cout << meant.size() << (meant.size() == 1 ? " program is" : " programs are")
              << " asked about again.\n";
    return kOk;
}

} // namespace palimpsest
