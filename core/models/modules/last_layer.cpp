// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/modules/last_layer.h"

#include "core/base/error.h"

#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/script.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

namespace {

using torch::jit::Block;
using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

constexpr const char* kWhatToDo =
    " Export the model so that its last layer is torch.nn.Linear, or fit a head in your own code "
    "and add it as a checkpoint.";

/// The tensor that a value always is; none where it depends on the input.
std::optional<at::Tensor> constant(const Value* value)
{
    const auto known = torch::jit::toIValue(value);
    return known && known->isTensor() ? std::optional(known->toTensor()) : std::nullopt;
}

/// Whether a constant is as much as weights: more than a factor that scales all logits alike.
bool isWeight(const Value* value)
{
    const auto tensor = constant(value);
    return tensor && tensor->is_floating_point() && tensor->numel() > 1;
}

bool carriesNumbers(const Value* value)
{
    const c10::TypePtr type = value->type();
    const auto list = type->cast<c10::ListType>();
    return type->kind() == c10::TypeKind::TensorType || type->kind() == c10::TypeKind::TupleType ||
           type->kind() == c10::TypeKind::OptionalType ||
           (list && list->getElementType()->kind() == c10::TypeKind::TensorType);
}

/// Every value that a node reads, in the blocks within it too.
void addRead(const Node* node, std::vector<const Value*>& read)
{
    for (const Value* input : node->inputs()) {
        read.push_back(input);
    }
    for (const Block* block : node->blocks()) {
        for (const Node* inner : block->nodes()) {
            addRead(inner, read);
        }
        for (const Value* output : block->outputs()) {
            read.push_back(output);
        }
    }
}

/// The nodes that tensors come through on their way to `output`, but for those behind `without`.
/// Sizes of tensors are numbers of other kinds and lead nowhere.
std::set<const Node*> nodesBefore(const Value* output, const Node* without = nullptr)
{
    std::set<const Node*> nodes;
    std::vector<const Value*> open = {output};
    while (!open.empty()) {
        const Value* value = open.back();
        open.pop_back();
        const Node* node = value->node();
        if (node == without || !carriesNumbers(value) || !nodes.insert(node).second) {
            continue;
        }
        addRead(node, open);
    }
    return nodes;
}

bool is(const Node* node, std::initializer_list<const char*> names)
{
    return std::any_of(names.begin(), names.end(), [&](const char* name) {
        return node->kind() == c10::Symbol::fromQualString(name);
    });
}

/// What a linear layer is in a graph: one node, or a product and the sum behind it.
struct Linear
{
    Node* node = nullptr; ///< the last of them
    Value* features = nullptr;
    at::Tensor weight; ///< [out, in]
    std::optional<at::Tensor> bias;
};

/// A product with a constant matrix, with `bias` added behind it.
std::optional<Linear> productAt(Node* node, std::optional<at::Tensor> bias)
{
    if (!is(node, {"aten::matmul", "aten::mm"}) || !isWeight(node->input(1)) ||
        constant(node->input(1))->dim() != 2) {
        return std::nullopt;
    }
    return Linear{.node = node,
                  .features = node->input(0),
                  .weight = constant(node->input(1))->t(),
                  .bias = std::move(bias)};
}

std::optional<Linear> linearAt(Node* node)
{
    if (is(node, {"aten::linear"}) && isWeight(node->input(1))) {
        return Linear{.node = node,
                      .features = node->input(0),
                      .weight = *constant(node->input(1)),
                      .bias = constant(node->input(2))};
    }
    if (is(node, {"aten::addmm"}) && isWeight(node->input(2))) {
        return Linear{.node = node,
                      .features = node->input(1),
                      .weight = constant(node->input(2))->t(),
                      .bias = constant(node->input(0))};
    }
    if (is(node, {"aten::add", "aten::add_"})) {
        for (const std::size_t side : {0, 1}) {
            auto linear =
                isWeight(node->input(1 - side))
                    ? productAt(node->input(side)->node(), constant(node->input(1 - side)))
                    : std::nullopt;
            if (linear) {
                linear->node = node;
                return linear;
            }
        }
    }
    return productAt(node, std::nullopt);
}

/// The name of the parameter that holds the numbers of `tensor`; empty when there is none.
std::string nameOf(const torch::jit::Module& module, const at::Tensor& tensor)
{
    std::string name;
    for (const auto& parameter : module.named_parameters()) {
        const at::Tensor& own = parameter.value;
        const bool isIt = own.sizes() == tensor.sizes() && own.equal(tensor);
        name = isIt ? parameter.name : name; // the last one of equal ones
    }
    return name;
}

Linear lastLinear(Graph& graph)
{
    const bool isOne = graph.outputs().size() == 1 &&
                       graph.outputs()[0]->type()->kind() == c10::TypeKind::TensorType;
    if (!isOne) {
        throw BadInput("The model gives more than one tensor, so it is not known which layer its "
                       "logits come from." +
                       std::string(kWhatToDo));
    }
    const auto nodes = nodesBefore(graph.outputs()[0]);
    for (Node* node : graph.nodes().reverse()) {
        std::vector<const Value*> read;
        addRead(node, read);
        if (!nodes.contains(node) || std::none_of(read.begin(), read.end(), isWeight)) {
            continue;
        }
        auto linear = linearAt(node);
        if (!linear) {
            throw BadInput(std::string("The last layer of the model that has weights is no linear "
                                       "one, but \"") +
                           node->kind().toUnqualString() + "\", so it has no features to fit a " +
                           "probe on." + kWhatToDo);
        }
        return *linear;
    }
    throw BadInput("The model has no layer with weights of its own, so it has no features to fit a "
                   "probe on." +
                   std::string(kWhatToDo));
}

bool isSoftmax(const Node* node)
{
    return is(node, {"aten::softmax", "aten::log_softmax"});
}

/// Whether a node makes of logits what values undo again; a second one would not be undone.
bool isLink(const Node* node)
{
    return isSoftmax(node) || is(node, {"aten::sigmoid"});
}

/// Whether a conversion gives whole numbers or truth values.
bool rounds(const Node* node)
{
    return is(node, {"aten::to"}) && std::ranges::any_of(node->inputs(), [](const Value* input) {
               const auto known = torch::jit::toIValue(input);
               return known && known->isInt() &&
                      !c10::isFloatingType(static_cast<c10::ScalarType>(known->toInt()));
           });
}

/// Whether a softmax is known to go over something else than classes.
bool isAcross(const Node* node)
{
    const auto along = torch::jit::toIValue(node->input(1));
    return along && along->isInt() && along->toInt() != 1 && along->toInt() != -1;
}

/// Whether logits leave a node as they enter it, but for their shape and precision, or as their
/// softmax or sigmoid.
bool keepsLogits(const Node* node)
{
    if (isLink(node)) {
        return !isSoftmax(node) || !isAcross(node);
    }
    return is(node,
              {"prim::Constant", "prim::If", "prim::unchecked_cast", "aten::flatten",
               "aten::squeeze", "aten::unsqueeze", "aten::view", "aten::reshape",
               "aten::contiguous", "aten::clone", "aten::detach", "aten::dropout", "aten::to"}) &&
           !rounds(node);
}

void addWriting(Block* block, const Node* behind, std::vector<const Node*>& writing)
{
    for (Node* node : block->nodes()) {
        const auto* schema = node->maybeSchema();
        if (schema != nullptr && schema->is_mutable() && node->isAfter(behind)) {
            writing.push_back(node);
        }
        for (Block* inner : node->blocks()) {
            addWriting(inner, behind, writing);
        }
    }
}

/// Whether tensors come through `layer` on their way to `node`.
bool isBehind(const Node* node, const Node* layer)
{
    return std::ranges::any_of(
        node->outputs(), [&](const Value* output) { return nodesBefore(output).contains(layer); });
}

/// The first thing behind a layer that makes other numbers of its logits; none where there is
/// nothing. What writes into tensors need not be on the way to the output.
const Node* firstChange(Graph& graph, const Linear& linear)
{
    std::vector<const Node*> changes;
    addWriting(graph.block(), linear.node, changes);
    std::vector<const Node*> links;
    for (const Node* node : nodesBefore(graph.outputs()[0], linear.node)) {
        if (!isBehind(node, linear.node)) {
            continue;
        }
        if (isLink(node)) {
            links.push_back(node);
        }
        if (!keepsLogits(node)) {
            changes.push_back(node);
        }
    }
    std::ranges::copy_if(links, std::back_inserter(changes), [&](const Node* node) {
        return std::ranges::any_of(
            links, [&](const Node* other) { return other != node && isBehind(node, other); });
    });
    const auto isBefore = [](const Node* a, const Node* b) { return a != b && a->isBefore(b); };
    return changes.empty() ? nullptr : *std::ranges::min_element(changes, isBefore);
}

Linear requiredLinear(Graph& graph)
{
    const Linear linear = lastLinear(graph);
    const auto past = nodesBefore(graph.outputs()[0], linear.node);
    if (past.contains(graph.param_node())) {
        throw BadInput("Something in the model goes past its last linear layer to the output, so "
                       "this layer alone does not make the logits." +
                       std::string(kWhatToDo));
    }
    return linear;
}

/// Throws where a probe that is fitted for this layer would not answer as the model does.
void requireOwnLogits(Graph& graph, const Linear& linear)
{
    if (const Node* change = firstChange(graph, linear)) {
        throw BadInput(std::string("Behind its last linear layer the model has \"") +
                       change->kind().toUnqualString() + "\", which makes other numbers of the " +
                       "logits, so the model with a probe in it would answer otherwise than the " +
                       "probe. Export the model so that nothing but a softmax or log-softmax over "
                       "the classes, or a sigmoid, " +
                       "follows this layer, or fit a head in your own code and add " +
                       "it as a checkpoint.");
    }
}

bool endsInSigmoid(const Graph& graph, const Linear& linear)
{
    return std::ranges::any_of(nodesBefore(graph.outputs()[0], linear.node), [&](const Node* node) {
        return is(node, {"aten::sigmoid"}) && isBehind(node, linear.node);
    });
}

ClassifierHead headOf(const Graph& graph, const Linear& linear, const torch::jit::Module& module)
{
    ClassifierHead head{.weight = nameOf(module, linear.weight),
                        .bias = linear.bias ? nameOf(module, *linear.bias) : std::string(),
                        .features = linear.weight.size(-1),
                        .isOfLabels = endsInSigmoid(graph, linear)};
    if (head.weight.empty()) {
        head.weight = nameOf(module, linear.weight.t());
        head.isTurned = true;
    }
    if (head.weight.empty() || head.bias.empty()) {
        throw BadInput("The last linear layer of the model " +
                       std::string(linear.bias ? "has no tensors of its own that a probe could "
                                                 "replace."
                                               : "has no bias, which a probe needs.") +
                       kWhatToDo);
    }
    return head;
}

Graph& graphOf(const torch::jit::Module& frozen)
{
    return *torch::jit::toGraphFunction(frozen.get_method("forward").function()).graph();
}

} // namespace

ClassifierHead cutToFeatures(const torch::jit::Module& frozen, const torch::jit::Module& module)
{
    Graph& graph = graphOf(frozen);
    const Linear linear = requiredLinear(graph);
    ClassifierHead head = headOf(graph, linear, module);
    requireOwnLogits(graph, linear);
    graph.eraseOutput(0);
    graph.registerOutput(linear.features);
    torch::jit::EliminateDeadCode(graph.block());
    return head;
}

ClassifierHead lastLinearLayer(const torch::jit::Module& module)
{
    const torch::jit::Module frozen = torch::jit::freeze(module);
    Graph& graph = graphOf(frozen);
    return headOf(graph, requiredLinear(graph), module);
}

} // namespace palimpsest
