// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>

namespace palimpsest {

/// The calls by which files are written.
enum class WriteCall {
    Open, ///< of folders and new files, not of files that are read
    Write,
    ShortWrite, ///< the disk is full after half of the bytes
    Fsync,
    Rename,
    Close,
};

/// While it lives, the n-th such call of this program fails, counted from 0, and no other. A test
/// program needs the link options of palimpsest_failing_calls().
class FailingCall
{
public:
    FailingCall(WriteCall call, std::size_t n);
    ~FailingCall();
    FailingCall(const FailingCall&) = delete;
    FailingCall& operator=(const FailingCall&) = delete;

    /// Whether there were as many calls.
    static bool hasFailed();
};

/// How often every call failed once.
struct FailureCounts
{
    std::size_t failures = 0; ///< calls that failed, one in each run
    std::size_t kept = 0;     ///< runs that threw
};

/// Has each call fail in turn while `change` changes the files of `folder`, and expects of every
/// file its old or its new bytes, nothing else in the folder, new bytes wherever no error was
/// thrown, and that `holds` after each.
FailureCounts expectOldOrNew(const std::filesystem::path& folder,
                             const std::function<void()>& change,
                             const std::function<void()>& holds = {});

} // namespace palimpsest
