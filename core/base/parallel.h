// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace palimpsest {

/// Number of threads that parallelFor uses when there is enough to do: one per core.
std::size_t threadCount();

/// Calls work(0) … work(count − 1) on all cores, each once and in any order, and returns when all
/// are done. When one throws, those that have not begun never do, and the first exception is thrown
/// again once the others have ended.
void parallelFor(std::size_t count, const std::function<void(std::size_t)>& work);

/// Makes results 0 … count − 1 on all cores and hands them to `take` on this thread in their order,
/// so that sums do not depend on the number of threads. Only a few are held at a time. Throws as
/// parallelFor does.
template<typename Make, typename Take>
void parallelInOrder(std::size_t count, Make make, Take take)
{
    using Result = decltype(make(count));
    const std::size_t atATime = 8 * threadCount();
    for (std::size_t begin = 0; begin < count; begin += atATime) {
        std::vector<Result> results(std::min(atATime, count - begin));
        parallelFor(results.size(), [&](std::size_t i) { results[i] = make(begin + i); });
        for (std::size_t i = 0; i < results.size(); ++i) {
            take(begin + i, std::move(results[i]));
        }
    }
}

/// Counts the steps of work that several threads do together, and stops it when it is told to. The
/// callback is called by one thread at a time.
class SharedProgress
{
public:
    SharedProgress(std::size_t total, const Progress& progress)
        : m_total(total), m_progress(progress)
    {
    }

    /// To be called before each step. Throws Cancelled.
    void next();

    /// Whether to go on, to be asked within long steps.
    bool goesOn();

private:
    bool report();

    std::mutex m_mutex;
    std::size_t m_begun = 0;
    std::size_t m_done = 0; ///< before the latest step
    bool m_isStopped = false;
    std::size_t m_total;
    const Progress& m_progress;
};

} // namespace palimpsest
