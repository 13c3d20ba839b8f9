// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demo.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"

#include <cerrno>
#include <cstring>
#include <stdlib.h>
#include <string>
#include <system_error>

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
    for (const char* name :
         {"study.json", "README.md", "vocab.txt", "images", "parts", "checkpoints"}) {
        if (fs::exists(from / name)) { // the studies differ in what they have
            fs::copy(from / name, to / name, kWholeTree);
        }
    }
}

/// A new folder beside the one whose place it is to take, under a name that nobody can foresee.
fs::path folderAside(const fs::path& folder)
{
    std::string name = folder.string() + ".part.XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
        throw NotWritable("Cannot make the demo study in " + quoted(folder) + ": " +
                          std::strerror(errno) + ". Choose another folder.");
    }
    std::error_code ignored; // mkdtemp() keeps the folder to its owner
    fs::permissions(name, fs::perms(0755), ignored);
    return name;
}

} // namespace

fs::path programFolder()
{
    const fs::path self = "/proc/self/exe";
    std::error_code status;
    const fs::path program = fs::read_symlink(self, status);
    // Without /proc nothing is found, rather than whatever lies in the current folder.
    return (status ? self : program).parent_path();
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
    const fs::path name = folder.has_filename() ? folder : folder.parent_path();
    requireOutputFolder(name);
    if (fs::exists(name, status)) {
        throw NotWritable(quoted(folder) + " exists. Name a new folder for the demo study.");
    }
    const fs::path aside = folderAside(name);
    try {
        copyStudy(source, aside);
        fs::rename(aside, name);
    } catch (const fs::filesystem_error& error) {
        fs::remove_all(aside, status);
        throw NotWritable("Cannot make the demo study in " + quoted(folder) + ": " +
                          error.code().message() + ". Choose another folder.");
    }
    return folder;
}

} // namespace palimpsest
