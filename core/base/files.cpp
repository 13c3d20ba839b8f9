// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    bool valid() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    bool close() { return m_fd < 0 || ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Thrown by a step of writing; errno says why.
struct WriteFailed
{
};

/// Writes and syncs a new file; false with errno set when any step fails.
bool writeSynced(const fs::path& path, const std::function<void(const ByteSink&)>& contents)
{
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file.valid()) {
        return false;
    }
    try {
        contents([&](std::string_view bytes) {
            if (!writeAll(file.get(), bytes)) {
                throw WriteFailed();
            }
        });
    } catch (const WriteFailed&) {
        return false;
    }
    return ::fsync(file.get()) == 0 && file.close();
}

/// Makes a rename survive a power cut. Some file systems cannot sync a folder; that is no error.
void syncFolder(const fs::path& folder)
{
    const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.valid()) {
        ::fsync(handle.get());
    }
}

/// Copies a file and syncs the copy; false with errno set when any step fails.
bool copySynced(const fs::path& from, const fs::path& to)
{
    std::error_code status;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, status);
    if (status) {
        errno = status.value();
        return false;
    }
    // What was protected where it came from is an ordinary file here.
    Descriptor file(::open(to.c_str(), O_RDONLY | O_CLOEXEC));
    return file.valid() && ::fchmod(file.get(), 0644) == 0 && ::fsync(file.get()) == 0 &&
           file.close();
}

[[noreturn]] void throwNotWritable(const fs::path& path, int error)
{
    throw NotWritable("Cannot write " + quoted(path) + ": " + std::strerror(error) +
                      ". Choose another place or make room; what stood there is unchanged.");
}

/// Lets `write` make a file beside `path`, whose place it takes when that succeeded.
template<typename Write>
void replaceBy(const fs::path& path, Write&& write)
{
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code status;
    fs::create_directories(folder, status);
    if (status) {
        throwNotWritable(path, status.value());
    }
    // The process id keeps two processes that write the same file from sharing a draft.
    fs::path aside = path;
    aside += "." + std::to_string(::getpid()) + ".part";
    bool isWritten = false;
    try {
        isWritten = write(aside);
    } catch (...) {
        ::unlink(aside.c_str());
        throw;
    }
    if (!isWritten || ::rename(aside.c_str(), path.c_str()) != 0) {
        const int error = errno;
        ::unlink(aside.c_str());
        throwNotWritable(path, error);
    }
    syncFolder(folder);
}

} // namespace

std::string quoted(const fs::path& path)
{
    return "\"" + path.string() + "\"";
}

std::string readFile(const fs::path& path, std::uint64_t maxBytes)
{
    std::error_code status;
    if (!fs::is_regular_file(path, status)) {
        throw BadFile("There is no file " + quoted(path) + ". Check the path.");
    }
    const std::uint64_t size = fs::file_size(path, status);
    if (status) {
        throw BadFile("Cannot read " + quoted(path) + ": " + status.message() + ".");
    }
    if (size > maxBytes) {
        throw BadFile(quoted(path) + " has " + std::to_string(size) + " bytes, more than the " +
                      std::to_string(maxBytes) +
                      " allowed for such a file. It is probably not what it is named.");
    }
    std::string bytes(size, '\0');
    std::ifstream stream(path, std::ios::binary);
    stream.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!stream || stream.gcount() != static_cast<std::streamsize>(size)) {
        throw BadFile("Cannot read " + quoted(path) + ": the file is locked, protected or was " +
                      "shortened while it was read. Check its permissions and try again.");
    }
    return bytes;
}

void writeFileAtomically(const fs::path& path, std::string_view bytes)
{
    writePiecesAtomically(path, [&](const ByteSink& write) { write(bytes); });
}

void writePiecesAtomically(const fs::path& path,
                           const std::function<void(const ByteSink&)>& contents)
{
    replaceBy(path, [&](const fs::path& aside) { return writeSynced(aside, contents); });
}

void removeFile(const fs::path& path)
{
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        throw NotWritable("Cannot remove " + quoted(path) + ": " + std::strerror(errno) +
                          ". Check the permissions of its folder.");
    }
}

void copyFileAtomically(const fs::path& from, const fs::path& to)
{
    std::error_code status;
    if (!fs::is_regular_file(from, status)) {
        throw BadFile("There is no file " + quoted(from) + ". Check the path.");
    }
    replaceBy(to, [&](const fs::path& aside) { return copySynced(from, aside); });
}

} // namespace palimpsest
