// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/parallel.h"

#include "core/base/error.h"

#include <atomic>
#include <exception>
#include <system_error>
#include <thread>

namespace palimpsest {

namespace {

/// The calls of one parallelFor.
class Calls
{
public:
    Calls(std::size_t count, const std::function<void(std::size_t)>& work)
        : m_count(count), m_work(work)
    {
    }

    /// Makes calls until there are none left.
    void run()
    {
        for (std::size_t i = m_next++; i < m_count; i = m_next++) {
            try {
                m_work(i);
            } catch (...) {
                const std::lock_guard lock(m_mutex);
                if (!m_error) {
                    m_error = std::current_exception();
                }
                m_next = m_count;
            }
        }
    }

    void rethrow() const
    {
        if (m_error) {
            std::rethrow_exception(m_error);
        }
    }

private:
    std::atomic_size_t m_next = 0;
    std::size_t m_count;
    const std::function<void(std::size_t)>& m_work;
    std::mutex m_mutex;
    std::exception_ptr m_error;
};

} // namespace

std::size_t threadCount()
{
    return std::max(1u, std::thread::hardware_concurrency());
}

void parallelFor(std::size_t count, const std::function<void(std::size_t)>& work)
{
    Calls calls(count, work);
    {
        std::vector<std::jthread> threads;
        try {
            while (threads.size() + 1 < std::min(count, threadCount())) {
                threads.emplace_back([&calls] { calls.run(); });
            }
        } catch (const std::system_error&) {
            // As many as the system gives; this thread works too.
        }
        calls.run();
    }
    calls.rethrow();
}

void SharedProgress::next()
{
    const std::lock_guard lock(m_mutex);
    m_done = m_begun++;
    if (!report()) {
        throw Cancelled();
    }
}

bool SharedProgress::goesOn()
{
    const std::lock_guard lock(m_mutex);
    return report();
}

bool SharedProgress::report()
{
    m_isStopped = m_isStopped || (m_progress && !m_progress(m_done, m_total));
    return !m_isStopped;
}

} // namespace palimpsest
