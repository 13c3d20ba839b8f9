// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/execution_plan.h"

namespace palimpsest {

std::string graphName(Graph graph)
{
    switch (graph) {
    case Graph::Plain:
        return "plain";
    case Graph::Frozen:
        return "frozen";
    case Graph::Optimised:
        break;
    }
    return "optimised";
}

std::string describe(const ExecutionPlan& plan)
{
    return plan.device + ", " + std::to_string(plan.threads) +
           (plan.threads == 1 ? " thread" : " threads") +
           (plan.batchSize == 1 ? ", one by one"
                                : ", batches of " + std::to_string(plan.batchSize)) +
           ", " + graphName(plan.graph) + " graph" + (plan.channelsLast ? ", channels last" : "");
}

} // namespace palimpsest
