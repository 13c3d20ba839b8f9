// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/common/demo.h"

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

void copyTree(const fs::path& from, const fs::path& to)
{
    std::error_code status;
    if (!fs::is_directory(from, status)) {
        copyFileAtomically(from, to);
        return;
    }
    for (const fs::path& entry : entriesOf(from)) {
        copyTree(entry, to / entry.filename());
    }
}

void copyStudy(const fs::path& from, const fs::path& to)
{
    for (const char* name : {"study.json", "plans.json", "README.md", "vocab.txt", "images",
                             "parts", "checkpoints", "values"}) {
        if (stands(from / name)) { // the studies differ in what they have
            copyTree(from / name, to / name);
        }
    }
}

[[noreturn]] void refuse(const fs::path& folder, const std::string& why)
{
    throw NotWritable("Cannot make the demo study in " + quoted(folder) + ": " + why +
                      ". Choose another folder.");
}

/// A new folder beside the one whose place it is to take, under a name that nobody can foresee; it
/// goes again unless it has done so.
class FolderAside
{
public:
    explicit FolderAside(const fs::path& place) : m_place(place)
    {
        std::string name = place.string() + ".part.XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) {
            refuse(place, std::strerror(errno));
        }
        m_path = name;
        std::error_code ignored; // mkdtemp() keeps the folder to its owner
        fs::permissions(m_path, fs::perms(0755), ignored);
    }
    ~FolderAside()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    FolderAside(const FolderAside&) = delete;
    FolderAside& operator=(const FolderAside&) = delete;

    const fs::path& path() const { return m_path; }

    void takePlace()
    {
        std::error_code status;
        fs::rename(m_path, m_place, status);
        if (status) {
            refuse(m_place, status.message());
        }
    }

private:
    fs::path m_place;
    fs::path m_path;
};

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
    switch (demo) {
    case Demo::FilmReviews:
        return "text_demo";
    case Demo::Photographs:
        return "photo_demo";
    case Demo::Garments:
        break;
    }
    return "demo";
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
    FolderAside aside(name);
    try {
        copyStudy(source, aside.path());
    } catch (const NotWritable& error) {
        throw NotWritable("The demo study cannot be made in " + quoted(folder) +
                          ", and nothing is left there. " + error.what());
    }
    aside.takePlace();
    return folder;
}

} // namespace palimpsest
