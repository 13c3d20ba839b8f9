// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/progress_printer.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <iostream>
#include <string>
#include <unistd.h>

namespace palimpsest {

namespace {

using Json = nlohmann::ordered_json;

/// A line of JSON; bytes of names that are not UTF-8 become the replacement character.
std::string line(const Json& event)
{
    return event.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

constexpr auto kBarInterval = std::chrono::milliseconds(100);
constexpr auto kLineInterval = std::chrono::seconds(1);

double secondsLeft(const ExtractionProgress& progress)
{
    const auto left = static_cast<double>(progress.passes - progress.passesDone);
    return progress.passesPerSecond > 0.0 ? left / progress.passesPerSecond : 0.0;
}

std::string bar(const ExtractionProgress& progress)
{
    constexpr std::size_t kWidth = 30;
    const std::size_t filled =
        progress.passes == 0 ? kWidth : kWidth * progress.passesDone / progress.passes;
    std::string text = "[" + std::string(filled, '#') + std::string(kWidth - filled, '.') + "]";
    return text + " unit " + std::to_string(progress.unitsDone) + "/" +
           std::to_string(progress.units) + " · " +
           std::to_string(std::lround(progress.passesPerSecond)) + " passes/s · " +
           std::to_string(std::lround(secondsLeft(progress))) + " s left";
}

std::string jsonLine(const ExtractionProgress& progress)
{
    return line(Json{{"event", "progress"},
                     {"units_done", progress.unitsDone},
                     {"units", progress.units},
                     {"passes_done", progress.passesDone},
                     {"passes", progress.passes},
                     {"passes_per_second", progress.passesPerSecond},
                     {"seconds_left", secondsLeft(progress)}});
}

} // namespace

ProgressPrinter::ProgressPrinter(const StudyInputs& inputs, Verbosity verbosity)
    : m_inputs(inputs), m_verbosity(verbosity), m_isTerminal(::isatty(STDERR_FILENO) == 1)
{
}

void ProgressPrinter::show(const ExtractionProgress& progress)
{
    const Clock::time_point now = Clock::now();
    if (m_verbosity == Verbosity::Quiet || now < m_nextShow) {
        return;
    }
    if (m_isTerminal) {
        std::cerr << "\r\033[K" << bar(progress) << std::flush;
        m_barShown = true;
        m_nextShow = now + kBarInterval;
    } else {
        std::cerr << jsonLine(progress);
        m_nextShow = now + kLineInterval;
    }
}

void ProgressPrinter::unitDone(const UnitIndex& unit, const ValueTable& table)
{
    if (const std::size_t bad = nonFiniteCount(table.v); bad > 0) {
        clearBar();
        const std::string name = m_inputs.unitName(unit);
        const std::string text = nonFiniteText(bad, table.partCount);
        std::cerr << (m_isTerminal
                          ? name + " has " + text + ".\n"
                          : line(Json{{"event", "not_finite"}, {"unit", name}, {"message", text}}));
    }
    if (m_verbosity != Verbosity::Verbose) {
        return;
    }
    clearBar();
    if (m_isTerminal) {
        std::cerr << m_inputs.unitName(unit) << "\n";
    } else {
        std::cerr
            << nlohmann::ordered_json{{"event", "unit"}, {"unit", m_inputs.unitName(unit)}}.dump()
            << "\n";
    }
}

void ProgressPrinter::unitFailed(const UnitFailure& failure)
{
    clearBar();
    const std::string name = m_inputs.unitName(failure.unit);
    if (m_isTerminal) {
        std::cerr << name << " failed: " << failure.message << "\n";
    } else {
        std::cerr << line(Json{{"event", "failed"}, {"unit", name}, {"message", failure.message}});
    }
}

void ProgressPrinter::planChosen(const PlanTrial& trial)
{
    if (m_verbosity != Verbosity::Verbose) {
        return;
    }
    clearBar();
    const std::string plan = describe(trial.fastest);
    if (m_isTerminal) {
        std::cerr << "Runs as: " << plan << " (" << trial.tried.size() << " ways tried)\n";
    } else {
        std::cerr << line(Json{{"event", "plan"}, {"plan", plan}, {"tried", trial.tried.size()}});
    }
}

void ProgressPrinter::finish()
{
    clearBar();
}

void ProgressPrinter::clearBar()
{
    if (m_barShown) {
        std::cerr << "\r\033[K" << std::flush;
        m_barShown = false;
    }
}

} // namespace palimpsest
