// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST(Folders, AnOutputIsAFileOrNothingInAFolderThatIsThere)
{
    const TemporaryFolder folder;
    writeFileAtomically(folder / "file", "x");
    requireOutput(folder / "file");
    requireOutput(folder / "new");
    requireOutputFolder(folder / "new");
    requireOutputFolder(folder / "new/");
    requireOutputFolder(folder.path());
    EXPECT_FALSE(fs::exists(folder / "new"));

    const sockaddr_un address = [&] {
        sockaddr_un made{.sun_family = AF_UNIX, .sun_path = {}};
        (folder / "socket").string().copy(made.sun_path, sizeof(made.sun_path) - 1);
        return made;
    }();
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    ::close(socket);
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    fs::create_symlink(folder / "file", folder / "link");
    const auto refuses = [](const fs::path& path, const std::string& why) {
        expectError<NotWritable>([&] { requireOutput(path); }, why);
    };
    refuses(folder / "none/out", "there is no folder");
    refuses(folder / "file/out", "Not a directory");
    refuses(folder.path(), "a folder");
    refuses(folder / "socket", "a socket");
    refuses(folder / "pipe", "a pipe");
    refuses(folder / "link", "symbolic link");
    refuses("/dev/null", "a device");
    expectError<NotWritable>([&] { requireOutputFolder(folder / "none/out"); }, "no folder");
    expectError<NotWritable>([&] { requireOutputFolder(folder / "file"); }, "a file");
    expectError<NotWritable>([&] { requireOutputFolder(folder / "pipe"); }, "a pipe");
}

} // namespace
} // namespace palimpsest
