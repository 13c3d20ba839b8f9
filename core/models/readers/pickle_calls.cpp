// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/pickle_calls.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/models/readers/pickle_names.h"

#include <algorithm>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// No file holds more numbers; below it sums of sizes cannot overflow.
constexpr std::uint64_t kMaxNumbers = std::uint64_t{1} << 48;
/// Of tensors and of storages, those of the optimiser included.
constexpr std::size_t kMaxTensors = 200'000;

[[noreturn]] void refuseName(const fs::path& source, const std::string& name)
{
    throw BadFile(quoted(source) + " asks to run " + shown(name) +
                  ", which tensors have no need of. Nothing in the file was run. If you trust " +
                  "where it comes from, open it in Python and save model.state_dict() alone; " +
                  "otherwise delete it.");
}

PickleId argumentId(const PickleValue& arguments, std::size_t index, const fs::path& source)
{
    if (index >= arguments.items.size()) {
        refusePickle(source, "a call has too few arguments");
    }
    return arguments.items[index];
}

const PickleValue& argument(const PickleGraph& graph, const PickleValue& arguments,
                            std::size_t index, const fs::path& source)
{
    return graph[argumentId(arguments, index, source)];
}

/// A pickle could have a long list or name copied over and over with few bytes.
void countCopied(PickleGraph& graph, std::size_t count, const fs::path& source)
{
    constexpr std::size_t kMaxCopied = 16'000'000;
    graph.copied += count;
    if (graph.copied > kMaxCopied) {
        refusePickle(source, "it copies more than any model needs");
    }
}

std::vector<PickleId> copiedItems(PickleGraph& graph, const PickleValue& value,
                                  const fs::path& source)
{
    countCopied(graph, value.items.size(), source);
    return value.items;
}

std::uint64_t size(const PickleValue& value, const fs::path& source)
{
    if (value.kind != PickleKind::Int || value.number < 0 ||
        static_cast<std::uint64_t>(value.number) > kMaxNumbers) {
        refusePickle(source, "a size in it is no sound number");
    }
    return static_cast<std::uint64_t>(value.number);
}

std::vector<std::int64_t> sizes(const PickleGraph& graph, const PickleValue& value,
                                const fs::path& source)
{
    constexpr std::size_t kMaxDimensions = 16;
    if ((value.kind != PickleKind::Tuple && value.kind != PickleKind::List) ||
        value.items.size() > kMaxDimensions) {
        refusePickle(source, "the shape of a tensor is no list of sizes");
    }
    std::vector<std::int64_t> all;
    for (const PickleId id : value.items) {
        all.push_back(static_cast<std::int64_t>(size(graph[id], source)));
    }
    return all;
}

/// The key of a storage: the name of a file of the archive, or an address of the process that
/// saved.
const std::string& keyOf(const PickleValue& value, const fs::path& source)
{
    constexpr std::size_t kMaxBytes = 64;
    if (value.kind != PickleKind::Text || value.text.empty() || value.text.size() > kMaxBytes) {
        refusePickle(source, "the name of a storage is none");
    }
    return value.text;
}

/// The view must stay within its storage, and hold no more numbers than any file.
void checkView(const StoredTensor& tensor, const fs::path& source)
{
    std::uint64_t count = 1;
    std::uint64_t last = tensor.offset;
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        const auto length = static_cast<std::uint64_t>(tensor.shape[i]);
        const auto stride = static_cast<std::uint64_t>(tensor.strides[i]);
        if (length == 0) {
            return;
        }
        if (count > kMaxNumbers / length || (stride > 0 && length - 1 > kMaxNumbers / stride)) {
            refusePickle(source, "the shape of a tensor is larger than any file");
        }
        count *= length;
        last += (length - 1) * stride;
    }
    if (last >= tensor.numbers.count) {
        refusePickle(source, "a tensor reaches beyond its numbers");
    }
}

/// Arguments (storage, offset, size, stride, requires_grad, hooks); version 3 adds the dtype, as
/// its storages are only bytes.
PickleValue rebuiltTensor(PickleGraph& graph, const std::string& function,
                          const PickleValue& arguments, const fs::path& source)
{
    const PickleValue& storage = argument(graph, arguments, 0, source);
    if (storage.kind != PickleKind::Storage) {
        refusePickle(source, "a tensor has no storage");
    }
    StoredTensor tensor{.numbers = graph.storages[static_cast<std::size_t>(storage.number)],
                        .offset = size(argument(graph, arguments, 1, source), source),
                        .shape = sizes(graph, argument(graph, arguments, 2, source), source),
                        .strides = sizes(graph, argument(graph, arguments, 3, source), source)};
    if (tensor.shape.size() != tensor.strides.size()) {
        refusePickle(source, "a tensor has not as many strides as sizes");
    }
    if (function.ends_with("_v3")) {
        const PickleValue& dtype = argument(graph, arguments, 6, source);
        const std::uint64_t bytes = tensor.numbers.count * bytesOf(tensor.numbers.type);
        tensor.numbers.type = dtypeNamed(dtype.text).value_or(NumberType::Other);
        tensor.numbers.typeName = dtype.text;
        tensor.numbers.count = bytes / std::max<std::uint64_t>(bytesOf(tensor.numbers.type), 1);
    }
    checkView(tensor, source);
    if (graph.tensors.size() >= kMaxTensors) {
        refusePickle(source, "it holds more tensors than any model has");
    }
    graph.tensors.push_back(std::move(tensor));
    return {.kind = PickleKind::Tensor,
            .number = static_cast<std::int64_t>(graph.tensors.size() - 1)};
}

/// A dict of pairs, as older versions of Python gave them to OrderedDict.
PickleValue dictOf(PickleGraph& graph, const PickleValue& arguments, const fs::path& source)
{
    PickleValue dict{.kind = PickleKind::Dict};
    if (arguments.items.empty()) {
        return dict;
    }
    const PickleValue& pairs = graph[arguments.items[0]];
    if (pairs.kind == PickleKind::Dict) {
        dict.items = copiedItems(graph, pairs, source);
        return dict;
    }
    if (pairs.kind != PickleKind::List) {
        refusePickle(source, "a dict in it is made of something else than pairs");
    }
    for (const PickleId id : pairs.items) {
        const PickleValue& pair = graph[id];
        if ((pair.kind != PickleKind::Tuple && pair.kind != PickleKind::List) ||
            pair.items.size() != 2) {
            refusePickle(source, "a dict in it is made of something else than pairs");
        }
        const auto items = copiedItems(graph, pair, source);
        dict.items.insert(dict.items.end(), items.begin(), items.end());
    }
    return dict;
}

void noteClass(PickleGraph& graph, const std::string& name)
{
    constexpr std::size_t kMaxClasses = 8;
    if (graph.inertClasses.size() < kMaxClasses &&
        std::ranges::find(graph.inertClasses, name) == graph.inertClasses.end()) {
        graph.inertClasses.push_back(name);
    }
}

/// _rebuild_from_type_v2(function, class, arguments, state): a tensor with Python attributes.
PickleValue fromType(PickleGraph& graph, const PickleValue& arguments, const fs::path& source)
{
    const PickleValue& function = argument(graph, arguments, 0, source);
    const PickleCall call = callOf(function.text);
    if (function.kind != PickleKind::Global ||
        (call != PickleCall::Tensor && call != PickleCall::Parameter)) {
        refuseName(source, function.text);
    }
    return calledValue(graph, argumentId(arguments, 0, source), argumentId(arguments, 2, source),
                       source);
}

} // namespace

void refusePickle(const fs::path& source, const std::string& why)
{
    throw BadFile(quoted(source) + " is not a sound PyTorch file: " + why +
                  ". Save it again with torch.save(model.state_dict(), …).");
}

PickleValue namedValue(PickleGraph& graph, const std::string& name, const fs::path& source)
{
    countCopied(graph, name.size(), source);
    if (isHostileName(name)) {
        refuseName(source, name);
    }
    return {.kind = PickleKind::Global, .text = name};
}

PickleValue calledValue(PickleGraph& graph, PickleId calleeId, PickleId argumentsId,
                        const fs::path& source)
{
    const PickleValue& callee = graph[calleeId];
    const PickleValue& arguments = graph[argumentsId];
    if (callee.kind != PickleKind::Global || arguments.kind != PickleKind::Tuple) {
        refusePickle(source, "it calls what is no function");
    }
    switch (callOf(callee.text)) {
    case PickleCall::OrderedDict:
        return dictOf(graph, arguments, source);
    case PickleCall::DefaultDict:
        return {.kind = PickleKind::Dict};
    case PickleCall::Size: {
        const PickleValue& list = argument(graph, arguments, 0, source);
        return {.kind = PickleKind::Tuple, .items = copiedItems(graph, list, source)};
    }
    case PickleCall::Tensor:
        return rebuiltTensor(graph, callee.text, arguments, source);
    case PickleCall::Parameter: {
        const PickleValue& tensor = argument(graph, arguments, 0, source);
        if (tensor.kind != PickleKind::Tensor) {
            refusePickle(source, "a parameter has no tensor");
        }
        return {.kind = PickleKind::Tensor, .number = tensor.number};
    }
    case PickleCall::FromType:
        return fromType(graph, arguments, source);
    case PickleCall::Set: {
        const bool hasItems =
            !arguments.items.empty() && graph[arguments.items[0]].kind == PickleKind::List;
        return {.kind = PickleKind::List,
                .items = hasItems ? copiedItems(graph, graph[arguments.items[0]], source)
                                  : std::vector<PickleId>()};
    }
    case PickleCall::Inert:
        return {.kind = PickleKind::Inert, .number = calleeId};
    case PickleCall::InertReconstruction:
        return newObject(graph, argumentId(arguments, 0, source), source);
    case PickleCall::Unknown:
        break;
    }
    refuseName(source, callee.text);
}

PickleValue newObject(PickleGraph& graph, PickleId typeId, const fs::path& source)
{
    const PickleValue& type = graph[typeId];
    if (type.kind != PickleKind::Global) {
        refusePickle(source, "it makes an object of what is no class");
    }
    const PickleCall call = callOf(type.text);
    if (call == PickleCall::OrderedDict || call == PickleCall::DefaultDict) {
        return {.kind = PickleKind::Dict};
    }
    if (call == PickleCall::Unknown) {
        noteClass(graph, type.text);
    }
    return {.kind = PickleKind::Inert, .number = typeId};
}

PickleValue persistentValue(PickleGraph& graph, PickleId reference, const fs::path& source)
{
    const PickleValue& id = graph[reference];
    if (id.kind != PickleKind::Tuple) {
        refusePickle(source, "it refers to something outside that is no storage");
    }
    const std::string& kind = argument(graph, id, 0, source).text;
    const PickleValue& type = argument(graph, id, 1, source);
    if (kind == "module" && type.kind == PickleKind::Global) {
        countCopied(graph, type.text.size(), source);
        return {.kind = PickleKind::Global, .text = type.text};
    }
    const auto numberType = storageType(type.text);
    if (kind != "storage" || type.kind != PickleKind::Global || !numberType) {
        refusePickle(source, "it refers to something outside that is no storage");
    }
    StoredNumbers numbers{.type = *numberType,
                          .typeName = type.text,
                          .key = keyOf(argument(graph, id, 2, source), source),
                          .count = size(argument(graph, id, 4, source), source)};
    if (id.items.size() > 5 && graph[id.items[5]].kind == PickleKind::Tuple) {
        const PickleValue& view = graph[id.items[5]];
        const std::uint64_t begin = size(argument(graph, view, 1, source), source);
        const std::uint64_t count = size(argument(graph, view, 2, source), source);
        if (begin > numbers.count || count > numbers.count - begin) {
            refusePickle(source, "a view reaches beyond its storage");
        }
        numbers.begin = begin;
        numbers.count = count;
    }
    if (graph.storages.size() >= kMaxTensors) {
        refusePickle(source, "it holds more tensors than any model has");
    }
    graph.storages.push_back(std::move(numbers));
    return {.kind = PickleKind::Storage,
            .number = static_cast<std::int64_t>(graph.storages.size() - 1)};
}

} // namespace palimpsest
