// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demo.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <string>
#include <system_error>
#include <unistd.h>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// The installed demo lies at ../share/palimpsest/demo from the programs, in a build folder too.
fs::path demoSource()
{
    const fs::path source = programFolder() / "../share/palimpsest/demo";
    if (!fs::exists(source / "study.json")) {
        throw BadFile("The demo study is missing at " + quoted(source.lexically_normal()) +
                      ". Install Palimpsest again.");
    }
    return source;
}

void copyStudy(const fs::path& from, const fs::path& to)
{
    constexpr auto kWholeTree = fs::copy_options::recursive;
    fs::create_directories(to);
    fs::copy_file(from / "study.json", to / "study.json");
    for (const char* folder : {"images", "parts", "checkpoints"}) {
        fs::copy(from / folder, to / folder, kWholeTree);
    }
}

} // namespace

fs::path programFolder()
{
    std::error_code status;
    return fs::read_symlink("/proc/self/exe", status).parent_path();
}

fs::path copyDemo(const fs::path& target)
{
    const fs::path source = demoSource();
    const fs::path folder = fs::absolute(target).lexically_normal();
    std::error_code status;
    if (fs::exists(folder, status)) {
        throw BadInput(quoted(folder) + " exists. Name a new folder for the demo study.");
    }
    fs::path aside = folder.has_filename() ? folder : folder.parent_path();
    aside += "." + std::to_string(::getpid()) + ".part";
    try {
        copyStudy(source, aside);
        fs::rename(aside, folder.has_filename() ? folder : folder.parent_path());
    } catch (const fs::filesystem_error& error) {
        fs::remove_all(aside, status);
        throw NotWritable("Cannot make the demo study in " + quoted(folder) + ": " +
                          error.code().message() + ". Choose another folder.");
    }
    return folder;
}

} // namespace palimpsest
