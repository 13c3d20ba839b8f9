// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <random>
#include <string>

namespace palimpsest {

/// `bytes` with one to three changes of the kinds that break readers: flipped bits, fields
/// overwritten by 0, 255 or huge numbers, blocks swapped or copied, the end cut off. Half of the
/// changes are among the first `front` bytes, where a format has its structure.
std::string mutated(std::string bytes, std::size_t front, std::mt19937& random);

/// How reading something in a process of its own ended.
struct ReadingEnd
{
    bool isCrash = false;
    double seconds = 0.0;
    long moreKilobytes = 0; ///< of memory than before
};

/// Runs `read` in a child process, which is killed after five seconds of work. Errors of core are
/// no crash; any other exception is.
ReadingEnd readInChild(const std::function<void()>& read);

} // namespace palimpsest
