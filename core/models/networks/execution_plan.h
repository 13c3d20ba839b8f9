// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace palimpsest {

/// What is done to a module's graph before it runs.
enum class Graph {
    Plain,     ///< nothing
    Frozen,    ///< weights become constants, batch norms are folded into convolutions
    Optimised, ///< frozen, and in the device's own formats where Torch knows of some
};

/// Name of a graph in files: "plain", "frozen", "optimised".
std::string graphName(Graph graph);

/// How passes are run. Float results depend on it in their last bits, so a study keeps the plan it
/// began with.
struct ExecutionPlan
{
    std::string device = "cpu"; ///< "cpu", "cuda" or "cuda:N"
    int threads = 1;            ///< of the CPU's matrix products
    int batchSize = 32;         ///< coalitions per pass
    Graph graph = Graph::Frozen;
    bool channelsLast = false; ///< whether a pixel's channels lie together in memory
    /// Whether every unit is checked against double precision, or only that of each checkpoint's
    /// first sample, as where the check costs too much beside the passes.
    bool checksEveryUnit = true;

    bool operator==(const ExecutionPlan&) const = default;
};

/// "cpu, 2 threads, batches of 8, frozen graph, channels last".
std::string describe(const ExecutionPlan& plan);

} // namespace palimpsest
