// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/stage_printer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <unistd.h>
#include <utility>

namespace palimpsest {

namespace {

constexpr auto kPatience = std::chrono::seconds(1);
constexpr auto kLineInterval = std::chrono::milliseconds(100);
constexpr auto kJsonInterval = std::chrono::seconds(1);

} // namespace

StagePrinter::StagePrinter(const StopSignals& signals, Verbosity verbosity)
    : m_signals(signals), m_verbosity(verbosity), m_isTerminal(::isatty(STDERR_FILENO) == 1),
      m_nextShow(Clock::now() + kPatience)
{
}

StagePrinter::~StagePrinter()
{
    if (m_isShown) {
        std::cerr << "\r\033[K" << std::flush;
    }
}

Progress StagePrinter::stage(std::string name, std::string text)
{
    return [this, name = std::move(name), text = std::move(text)](std::size_t done,
                                                                  std::size_t total) {
        if (m_verbosity != Verbosity::Quiet && Clock::now() >= m_nextShow) {
            show(name, text, done, total);
        }
        return m_signals.received() == 0;
    };
}

void StagePrinter::show(const std::string& name, const std::string& text, std::size_t done,
                        std::size_t total)
{
    if (m_isTerminal) {
        std::cerr << "\r\033[K" << text << " " << std::min(done + 1, total) << " of " << total
                  << std::flush;
        m_isShown = true;
        m_nextShow = Clock::now() + kLineInterval;
    } else {
        std::cerr << nlohmann::ordered_json{{"event", "progress"},
                                            {"stage", name},
                                            {"done", done},
                                            {"total", total}}
                         .dump()
                  << "\n";
        m_nextShow = Clock::now() + kJsonInterval;
    }
}

} // namespace palimpsest
