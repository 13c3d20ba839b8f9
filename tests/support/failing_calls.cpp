// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_calls.h"

#include "core/base/error.h"
#include "support/folder_bytes.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <fstream>
#include <sys/types.h>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr long kNever = -1;

// Calls of the program reach nothing but globals.
std::atomic<WriteCall> g_call{WriteCall::Open};
std::atomic<long> g_left{kNever};
std::atomic<bool> g_hasFailed{false};

/// Whether this call is the one.
bool fails(WriteCall call)
{
    if (g_call != call || g_left == kNever || g_left-- > 0) {
        return false;
    }
    g_left = kNever;
    g_hasFailed = true;
    return true;
}

int failed(int error)
{
    errno = error;
    return -1;
}

mode_t modeOf(int flags, va_list rest)
{
    return (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
}

} // namespace

FailingCall::FailingCall(WriteCall call, std::size_t n)
{
    g_call = call;
    g_hasFailed = false;
    g_left = static_cast<long>(n);
}

FailingCall::~FailingCall()
{
    g_left = kNever;
}

bool FailingCall::hasFailed()
{
    return g_hasFailed;
}

namespace {

/// Makes the files of a folder those of before, the same ones where their bytes are the same.
void restore(const fs::path& folder, const FolderBytes& before)
{
    const FolderBytes now = bytesBelow(folder);
    for (const auto& [path, bytes] : now) {
        if (!before.contains(path)) {
            fs::remove(folder / path);
        }
    }
    for (const auto& [path, bytes] : before) {
        if (!now.contains(path) || now.at(path) != bytes) {
            fs::create_directories((folder / path).parent_path());
            std::ofstream(folder / path, std::ios::binary) << bytes;
        }
    }
}

void expectOneOf(const FolderBytes& now, const FolderBytes& before, const FolderBytes& after)
{
    for (const auto& [path, bytes] : now) {
        const auto old = before.find(path);
        const auto fresh = after.find(path);
        EXPECT_TRUE((old != before.end() && old->second == bytes) ||
                    (fresh != after.end() && fresh->second == bytes))
            << path << " is neither old nor new";
    }
    for (const auto& [path, bytes] : before) {
        EXPECT_TRUE(now.contains(path) || !after.contains(path)) << path << " is gone";
    }
}

} // namespace

FailureCounts expectOldOrNew(const fs::path& folder, const std::function<void()>& change,
                             const std::function<void()>& holds)
{
    const FolderBytes before = bytesBelow(folder);
    change();
    const FolderBytes after = bytesBelow(folder);
    EXPECT_NE(before, after) << "nothing changed";
    FailureCounts counts;
    for (const WriteCall call : {WriteCall::Open, WriteCall::Write, WriteCall::ShortWrite,
                                 WriteCall::Fsync, WriteCall::Rename, WriteCall::Close}) {
        for (std::size_t n = 0;; ++n) {
            SCOPED_TRACE(testing::Message() << "call " << static_cast<int>(call) << ", " << n);
            restore(folder, before);
            bool threw = false;
            try {
                const FailingCall failing(call, n);
                change();
            } catch (const Error&) {
                threw = true;
            }
            const FolderBytes now = bytesBelow(folder);
            expectOneOf(now, before, after);
            EXPECT_TRUE(threw || now == after) << "it failed without a word";
            if (holds) {
                holds();
            }
            if (!FailingCall::hasFailed()) {
                break;
            }
            ++counts.failures;
            counts.kept += threw ? 1 : 0;
        }
    }
    return counts;
}

} // namespace palimpsest

// The linker sends the program's calls here, and what __real_… names to the system.
extern "C" {

int __real_open(const char* path, int flags, mode_t mode);
int __real_openat(int folder, const char* path, int flags, mode_t mode);
ssize_t __real_write(int file, const void* bytes, size_t count);
int __real_fsync(int file);
int __real_renameat(int from, const char* old, int to, const char* path);
int __real_close(int file);

using palimpsest::failed;
using palimpsest::fails;
using palimpsest::WriteCall;

int __wrap_open(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = palimpsest::modeOf(flags, rest);
    va_end(rest);
    const bool isForReading = (flags & (O_CREAT | O_DIRECTORY)) == 0;
    return !isForReading && fails(WriteCall::Open) ? failed(EMFILE)
                                                   : __real_open(path, flags, mode);
}

int __wrap_openat(int folder, const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = palimpsest::modeOf(flags, rest);
    va_end(rest);
    return fails(WriteCall::Open) ? failed(EDQUOT) : __real_openat(folder, path, flags, mode);
}

ssize_t __wrap_write(int file, const void* bytes, size_t count)
{
    if (fails(WriteCall::Write)) {
        return failed(EIO);
    }
    static std::atomic<bool> isFull{false};
    if (isFull.exchange(false)) {
        return failed(ENOSPC);
    }
    if (count > 1 && fails(WriteCall::ShortWrite)) {
        isFull = true;
        count /= 2;
    }
    return __real_write(file, bytes, count);
}

int __wrap_fsync(int file)
{
    return fails(WriteCall::Fsync) ? failed(EIO) : __real_fsync(file);
}

int __wrap_renameat(int from, const char* old, int to, const char* path)
{
    return fails(WriteCall::Rename) ? failed(EIO) : __real_renameat(from, old, to, path);
}

int __wrap_close(int file)
{
    // The file is closed all the same, as on Linux.
    return fails(WriteCall::Close) ? (__real_close(file), failed(EIO)) : __real_close(file);
}

} // extern "C"
