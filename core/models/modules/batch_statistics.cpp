// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/modules/batch_statistics.h"

#include "core/base/error.h"

#include <torch/csrc/jit/passes/inliner.h>
#include <torch/script.h>

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

namespace palimpsest {

namespace {

using torch::jit::Block;
using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

/// Whether a value is no tensor, but a size or a choice.
bool isNumber(const Value* value)
{
    const auto list = value->type()->cast<c10::ListType>();
    const c10::TypeKind kind = (list ? list->getElementType() : value->type())->kind();
    return kind == c10::TypeKind::IntType || kind == c10::TypeKind::FloatType ||
           kind == c10::TypeKind::BoolType;
}

/// Whether a tensor is made of what the network is given, and not of its weights alone.
bool isOfInput(const Value* value, const Graph& graph)
{
    const auto given = graph.inputs().slice(1); // behind the module itself
    std::set<const Value*> seen;
    std::vector<const Value*> open = {value};
    while (!open.empty()) {
        const Value* next = open.back();
        open.pop_back();
        if (isNumber(next) || !seen.insert(next).second) {
            continue;
        }
        if (std::find(given.begin(), given.end(), next) != given.end()) {
            return true;
        }
        const Node* node = next->node();
        for (const Value* input : node->inputs()) {
            open.push_back(input);
        }
        for (const Block* block : node->blocks()) {
            open.insert(open.end(), block->outputs().begin(), block->outputs().end());
        }
    }
    return false;
}

bool normalisesByBatch(const Node* node, const Graph& graph)
{
    constexpr std::size_t kTraining = 5;
    if (node->kind() != c10::Symbol::fromQualString("aten::batch_norm")) {
        return false;
    }
    const auto training = torch::jit::toIValue(node->input(kTraining));
    return training && training->isBool() && training->toBool() && isOfInput(node->input(0), graph);
}

bool holdsOne(const Block* block, const Graph& graph)
{
    for (const Node* node : block->nodes()) {
        const bool isWithin = std::ranges::any_of(
            node->blocks(), [&](const Block* inner) { return holdsOne(inner, graph); });
        if (isWithin || normalisesByBatch(node, graph)) {
            return true;
        }
    }
    return false;
}

} // namespace

void requireNoBatchStatistics(const torch::jit::Module& module)
{
    const std::shared_ptr<Graph> graph =
        torch::jit::toGraphFunction(module.get_method("forward").function()).graph()->copy();
    torch::jit::Inline(*graph);
    if (holdsOne(graph->block(), *graph)) {
        throw BadInput("Layers of the model take statistics over its batch, as batch normalisation "
                       "does in training, so it answers a sample differently beside others. Export "
                       "it after model.eval().");
    }
}

} // namespace palimpsest
