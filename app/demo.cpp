// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demo.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <system_error>
#include <unistd.h>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Installed demos lie in ../share/palimpsest from the programs, in a build folder too.
fs::path demoSource(Demo demo)
{
    const fs::path source = programFolder() / "../share/palimpsest" / demoName(demo);
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
    for (const char* name :
         {"study.json", "README.md", "vocab.txt", "images", "parts", "checkpoints"}) {
        if (fs::exists(from / name)) { // the studies differ in what they have
            fs::copy(from / name, to / name, kWholeTree);
        }
    }
}

} // namespace

fs::path programFolder()
{
    std::error_code status;
    return fs::read_symlink("/proc/self/exe", status).parent_path();
}

std::string demoName(Demo demo)
{
    return demo == Demo::Garments ? "demo" : "text_demo";
}

fs::path copyDemo(const fs::path& target, Demo demo)
{
    const fs::path source = demoSource(demo);
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
