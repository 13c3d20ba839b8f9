// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/pickled_module.h"

#include "core/models/readers/pickle_calls.h"

#include <set>

namespace palimpsest {

namespace fs = std::filesystem;

std::optional<PickleId> valueOf(const PickleGraph& graph, const PickleValue& dict,
                                std::string_view key)
{
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        const PickleValue& found = graph[dict.items[i]];
        if (found.kind == PickleKind::Text && found.text == key) {
            return dict.items[i + 1];
        }
    }
    return std::nullopt;
}

namespace {

/// The attribute of a module that was saved as a whole; none where it has none of that name.
const PickleValue* attributeOf(const PickleGraph& graph, const PickleValue& module,
                               std::string_view name)
{
    if (module.kind != PickleKind::Inert || module.items.empty() ||
        graph[module.items.front()].kind != PickleKind::Dict) {
        return nullptr;
    }
    const auto found = valueOf(graph, graph[module.items.front()], name);
    return found && graph[*found].kind == PickleKind::Dict ? &graph[*found] : nullptr;
}

/// The attributes of a module of TorchScript, which holds its tensors and modules as they are; null
/// for other values.
const PickleValue* scriptedAttributes(const PickleGraph& graph, const PickleValue& value)
{
    const bool isObject = value.kind == PickleKind::Inert && !value.items.empty() &&
                          graph[static_cast<PickleId>(value.number)].text.starts_with("__torch__.");
    const PickleValue* attributes = isObject ? &graph[value.items.front()] : nullptr;
    return attributes != nullptr && attributes->kind == PickleKind::Dict ? attributes : nullptr;
}

} // namespace

bool isModule(const PickleGraph& graph, const PickleValue& value)
{
    const bool isOfPython = attributeOf(graph, value, "_modules") != nullptr &&
                            attributeOf(graph, value, "_parameters") != nullptr;
    return isOfPython || scriptedAttributes(graph, value) != nullptr;
}

namespace {

/// Names of buffers that a state dict leaves out.
std::set<std::string_view> namesLeftOut(const PickleGraph& graph, const PickleValue& module)
{
    std::set<std::string_view> names;
    const auto found = valueOf(graph, graph[module.items.front()], "_non_persistent_buffers_set");
    if (found && graph[*found].kind == PickleKind::List) {
        for (const PickleId id : graph[*found].items) {
            names.insert(graph[id].text);
        }
    }
    return names;
}

/// `visits` counts modules: a hostile file could have them hold one another in circles, which
/// throws BadFile.
void addEntries(const PickleGraph& graph, const PickleValue& module, const std::string& prefix,
                NamedValues& entries, std::size_t& visits, const fs::path& source)
{
    constexpr std::size_t kLongestName = 512;
    constexpr std::size_t kMostModules = 100'000;
    if (prefix.size() > kLongestName || ++visits > kMostModules) {
        refusePickle(source, "it has more modules within modules than any model needs");
    }
    if (!isModule(graph, module)) {
        return; // None, where a layer was taken out
    }
    if (const PickleValue* attributes = scriptedAttributes(graph, module)) {
        for (std::size_t i = 0; i + 1 < attributes->items.size(); i += 2) {
            const std::string name = prefix + graph[attributes->items[i]].text;
            const PickleId id = attributes->items[i + 1];
            if (graph[id].kind == PickleKind::Tensor) {
                entries.emplace_back(name, id);
            } else {
                addEntries(graph, graph[id], name + ".", entries, visits, source);
            }
        }
        return;
    }
    const auto leftOut = namesLeftOut(graph, module);
    for (const std::string_view kind : {"_parameters", "_buffers"}) {
        const PickleValue* tensors = attributeOf(graph, module, kind);
        for (std::size_t i = 0; tensors != nullptr && i + 1 < tensors->items.size(); i += 2) {
            const PickleValue& value = graph[tensors->items[i + 1]];
            const bool isKept = !leftOut.contains(graph[tensors->items[i]].text);
            if (value.kind == PickleKind::Tensor && isKept) {
                entries.emplace_back(prefix + graph[tensors->items[i]].text, tensors->items[i + 1]);
            }
        }
    }
    const PickleValue* modules = attributeOf(graph, module, "_modules");
    for (std::size_t i = 0; modules != nullptr && i + 1 < modules->items.size(); i += 2) {
        const std::string& name = graph[modules->items[i]].text;
        addEntries(graph, graph[modules->items[i + 1]], prefix + (name.empty() ? "?" : name) + ".",
                   entries, visits, source);
    }
}

} // namespace

NamedValues entriesOf(const PickleGraph& graph, const PickleValue& place, const fs::path& source)
{
    NamedValues entries;
    if (place.kind == PickleKind::Inert) {
        std::size_t visits = 0;
        addEntries(graph, place, {}, entries, visits, source);
        return entries;
    }
    for (std::size_t i = 0; i + 1 < place.items.size(); i += 2) {
        entries.emplace_back(graph[place.items[i]].text, place.items[i + 1]);
    }
    return entries;
}

} // namespace palimpsest
