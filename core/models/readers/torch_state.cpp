// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/torch_state.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/models/readers/pickle_calls.h"
#include "core/models/readers/pickled_module.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Keys under which training scripts put the state dict, those of plain weights before those of
/// averaged ones.
constexpr std::array<std::string_view, 9> kWrappers = {
    "state_dict", "model_state_dict", "model",     "net", "network",
    "module",     "state_dict_ema",   "model_ema", "ema"};

constexpr int kMaxDepth = 3;

bool holdsTensors(const PickleGraph& graph, const PickleValue& dict)
{
    bool holds = false;
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        if (graph[dict.items[i]].kind != PickleKind::Text) {
            return false;
        }
        holds = holds || graph[dict.items[i + 1]].kind == PickleKind::Tensor;
    }
    return holds;
}

/// What a training wrote beside its tensors under the first of `keys` that is there. "epochs" and
/// "steps" are how many were planned.
std::optional<PickleId> besideTensors(const PickleGraph& graph,
                                      std::initializer_list<std::string_view> keys)
{
    const PickleValue& top = graph[graph.root];
    for (const std::string_view key : keys) {
        const auto found = top.kind == PickleKind::Dict ? valueOf(graph, top, key) : std::nullopt;
        if (found) {
            return found;
        }
    }
    return std::nullopt;
}

/// Where a state dict lies, or a module that would make one.
struct Place
{
    PickleId value = 0;
    std::string wrapper;
    std::vector<std::string> others; ///< places of further ones
};

/// The values of a dict that hold tensors, or are modules, by their keys.
NamedValues holdersIn(const PickleGraph& graph, const PickleValue& dict)
{
    NamedValues holders;
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        const PickleValue& key = graph[dict.items[i]];
        const PickleValue& value = graph[dict.items[i + 1]];
        const bool holds = (value.kind == PickleKind::Dict && holdsTensors(graph, value)) ||
                           isModule(graph, value);
        if (key.kind == PickleKind::Text && holds) {
            holders.emplace_back(key.text, dict.items[i + 1]);
        }
    }
    return holders;
}

/// The only value of a dict that holds tensors. Throws BadFile when there are several: only people
/// know which one they mean.
std::optional<Place> onlyState(const PickleGraph& graph, const PickleValue& dict,
                               const fs::path& source)
{
    std::vector<std::string> names;
    std::optional<Place> place;
    for (const auto& [name, id] : holdersIn(graph, dict)) {
        names.emplace_back(name);
        place = Place{.value = id, .wrapper = names.back(), .others = {}};
    }
    if (names.size() > 1) {
        throw BadFile(quoted(source) + " holds tensors under " + listedNames(names) +
                      ", and its names do not tell which of them are the model. Save the one you " +
                      "mean alone.");
    }
    return place;
}

std::optional<Place> placeOfState(const PickleGraph& graph, PickleId id, int depth,
                                  const fs::path& source)
{
    const PickleValue& dict = graph[id];
    if (isModule(graph, dict)) {
        return Place{.value = id, .wrapper = {}, .others = {}};
    }
    if (dict.kind != PickleKind::Dict) {
        return std::nullopt;
    }
    std::optional<Place> place;
    for (const std::string_view wrapper : kWrappers) {
        const auto inner = depth < kMaxDepth ? valueOf(graph, dict, wrapper) : std::nullopt;
        auto found = inner ? placeOfState(graph, *inner, depth + 1, source) : std::nullopt;
        if (!found) {
            continue;
        }
        found->wrapper =
            std::string(wrapper) + (found->wrapper.empty() ? "" : ".") + found->wrapper;
        if (place) {
            place->others.push_back(found->wrapper);
        } else {
            place = std::move(found);
        }
    }
    for (const auto& [name, id] : holdersIn(graph, dict)) {
        if (place && std::ranges::find(kWrappers, name) == kWrappers.end()) {
            place->others.emplace_back(name); // "teacher", "discriminator"
        }
    }
    if (!place && holdsTensors(graph, dict)) {
        place = Place{.value = id, .wrapper = {}, .others = {}};
    }
    return place ? place : onlyState(graph, dict, source);
}

/// "object of the class torch.nn.Linear" for what should have been a dict of tensors.
std::optional<std::string> classOfModel(const PickleGraph& graph, const PickleValue& value)
{
    if (value.kind == PickleKind::Inert) {
        return graph[static_cast<PickleId>(value.number)].text;
    }
    for (const std::string_view wrapper : kWrappers) {
        const auto inner =
            value.kind == PickleKind::Dict ? valueOf(graph, value, wrapper) : std::nullopt;
        if (inner && graph[*inner].kind == PickleKind::Inert) {
            return graph[static_cast<PickleId>(graph[*inner].number)].text;
        }
    }
    return std::nullopt;
}

std::string keysOf(const PickleGraph& graph, const PickleValue& dict)
{
    constexpr std::size_t kMaxKeys = 8;
    std::string keys;
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        if (i == 2 * kMaxKeys) {
            return keys + ", …";
        }
        keys += (keys.empty() ? "" : ", ") + shown(graph[dict.items[i]].text);
    }
    return keys;
}

[[noreturn]] void refuseTop(const PickleGraph& graph, const fs::path& source)
{
    const PickleValue& top = graph[graph.root];
    if (const auto model = classOfModel(graph, top)) {
        throw BadFile(quoted(source) + " holds an object of the Python class " + shown(*model) +
                      ", which is no module with tensors that could be read without its code. " +
                      "Save model.state_dict() with torch.save and open that.");
    }
    const std::string what = top.kind == PickleKind::Dict && !top.items.empty()
                                 ? "a dict with the keys " + keysOf(graph, top)
                             : top.kind == PickleKind::Tensor ? "a single tensor"
                                                              : "something else";
    throw BadFile(quoted(source) + " holds no dict of named tensors, but " + what +
                  ". Save model.state_dict() with torch.save and open that.");
}

/// Numbers of a tensor, which checkView has kept below 2^48.
std::uint64_t elementCount(const std::vector<std::int64_t>& shape)
{
    std::uint64_t count = 1;
    for (const std::int64_t length : shape) {
        if (length == 0) {
            return 0;
        }
        count *= static_cast<std::uint64_t>(length);
    }
    return count;
}

/// Numbers in the storage up to the last one a tensor uses.
std::uint64_t usedNumbers(const StoredTensor& tensor)
{
    if (elementCount(tensor.shape) == 0) {
        return 0;
    }
    std::uint64_t last = tensor.numbers.begin + tensor.offset;
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        last += static_cast<std::uint64_t>((tensor.shape[i] - 1) * tensor.strides[i]);
    }
    return last + 1;
}

/// Copies a view row by row; rows whose numbers lie side by side are converted at once.
std::vector<float> gathered(const StoredTensor& tensor, const std::string& bytes)
{
    std::vector<float> values(elementCount(tensor.shape));
    const NumberType type = tensor.numbers.type;
    const std::size_t dimensions = tensor.shape.size();
    std::size_t inner = dimensions; ///< dimensions from here on are contiguous
    std::uint64_t run = 1;
    while (inner > 0 && (tensor.shape[inner - 1] == 1 ||
                         static_cast<std::uint64_t>(tensor.strides[inner - 1]) == run)) {
        run *= static_cast<std::uint64_t>(tensor.shape[--inner]);
    }
    std::vector<std::int64_t> index(inner, 0);
    std::uint64_t position = tensor.numbers.begin + tensor.offset;
    for (std::size_t done = 0; done < values.size(); done += run) {
        toFloats(type, bytes.data() + position * bytesOf(type),
                 std::span(values).subspan(done, run));
        for (std::size_t d = inner; d > 0; --d) {
            const auto stride = static_cast<std::uint64_t>(tensor.strides[d - 1]);
            position += stride;
            if (++index[d - 1] < tensor.shape[d - 1]) {
                break;
            }
            position -= stride * static_cast<std::uint64_t>(tensor.shape[d - 1]);
            index[d - 1] = 0;
        }
    }
    return values;
}

void checkBytes(std::uint64_t asked, std::uint64_t fileBytes, const fs::path& source)
{
    if (asked > allowedBytes(fileBytes)) {
        refusePickle(source, "its tensors would take " + std::to_string(asked >> 20) +
                                 " MiB, far more than a file of its size can hold");
    }
}

/// The only number of a tensor.
std::optional<std::int64_t> wholeNumber(const StoredTensor& tensor, std::uint64_t fileBytes,
                                        const fs::path& source, const ReadStorage& readStorage)
{
    const NumberType type = tensor.numbers.type;
    const std::uint64_t width = bytesOf(type);
    if (width == 0 || elementCount(tensor.shape) != 1) {
        return std::nullopt;
    }
    const std::uint64_t needed = usedNumbers(tensor) * width;
    checkBytes(needed, fileBytes, source);
    const std::string bytes = readStorage(tensor.numbers.key, needed);
    if (isFloat(type)) {
        const float value = gathered(tensor, bytes).front();
        const bool isWhole = std::trunc(value) == value && std::abs(value) < 0x1p24F;
        return isWhole ? std::optional(static_cast<std::int64_t>(value)) : std::nullopt;
    }
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data() + needed - width, width); // little-endian
    return static_cast<std::int64_t>(number);
}

/// A number from 0 that stands there as one, as text, or as a tensor.
std::optional<std::int64_t> countAt(const PickleGraph& graph, std::optional<PickleId> id,
                                    std::uint64_t fileBytes, const fs::path& source,
                                    const ReadStorage& readStorage)
{
    std::optional<std::int64_t> count;
    const PickleValue none;
    const PickleValue& value = id ? graph[*id] : none;
    if (value.kind == PickleKind::Int) {
        count = value.number;
    } else if (value.kind == PickleKind::Text) {
        std::int64_t number = 0;
        const char* const end = value.text.data() + value.text.size();
        const auto read = std::from_chars(value.text.data(), end, number);
        count = read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
    } else if (value.kind == PickleKind::Tensor) {
        count = wholeNumber(graph.tensors[static_cast<std::size_t>(value.number)], fileBytes,
                            source, readStorage);
    }
    return count && *count >= 0 ? count : std::nullopt;
}

} // namespace

std::uint64_t allowedBytes(std::uint64_t fileBytes)
{
    return (std::uint64_t{64} << 20) + 16 * fileBytes;
}

StateDict findStateDict(const PickleGraph& graph, const fs::path& source)
{
    const auto place = placeOfState(graph, graph.root, 0, source);
    if (!place) {
        refuseTop(graph, source);
    }
    StateDict state{.wrapper = place->wrapper,
                    .epoch = besideTensors(graph, {"epoch"}),
                    .step = besideTensors(graph, {"global_step", "step", "iteration", "iter"})};
    const PickleValue& holder = graph[place->value];
    if (holder.kind == PickleKind::Inert) {
        state.moduleClass = graph[static_cast<PickleId>(holder.number)].text;
    }
    std::set<std::string_view> names;
    const NamedValues entries = entriesOf(graph, holder, source);
    for (const auto& [name, id] : entries) {
        if (!isUtf8(name) || !names.insert(name).second) {
            refusePickle(source, "the name of tensor \"" + shown(name) +
                                     "\" is no UTF-8 text or stands twice");
        }
        const PickleValue& value = graph[id];
        const auto index = static_cast<std::size_t>(value.number);
        if (value.kind != PickleKind::Tensor) {
            state.leftOut.push_back(name);
            continue;
        }
        const StoredNumbers& numbers = graph.tensors[index].numbers;
        if (numbers.type == NumberType::Other) {
            throw BadFile("Tensor \"" + shown(name) + "\" of " + quoted(source) + " has the type " +
                          shown(numbers.typeName) +
                          ", which Palimpsest does not read. Save the model as float32.");
        }
        if (isFloat(numbers.type)) {
            state.tensors.emplace_back(name, index);
        } else {
            state.leftOut.push_back(name);
        }
    }
    for (const std::string& other : place->others) {
        state.warnings.push_back("The file also holds weights under \"" + shown(other) +
                                 "\"; those under \"" + place->wrapper + "\" were read.");
    }
    for (const std::string& name : graph.inertClasses) {
        if (!state.moduleClass.empty()) {
            break; // they are its layers
        }
        state.warnings.push_back("The file also holds objects of the Python class " + shown(name) +
                                 ", which were left unread.");
    }
    return state;
}

CheckpointFile readState(const PickleGraph& graph, StateDict state, std::uint64_t fileBytes,
                         const fs::path& source, const ReadStorage& readStorage)
{
    std::map<std::string, std::vector<std::size_t>> byStorage; // positions in state.tensors
    std::uint64_t resultBytes = 0;
    for (std::size_t i = 0; i < state.tensors.size(); ++i) {
        const StoredTensor& tensor = graph.tensors[state.tensors[i].second];
        byStorage[tensor.numbers.key].push_back(i);
        resultBytes += elementCount(tensor.shape) * sizeof(float);
        checkBytes(resultBytes, fileBytes, source);
    }
    const auto count = [&](std::optional<PickleId> id) {
        return countAt(graph, id, fileBytes, source, readStorage);
    };
    CheckpointFile file{.wrapper = std::move(state.wrapper),
                        .leftOut = std::move(state.leftOut),
                        .moduleClass = std::move(state.moduleClass),
                        .epoch = count(state.epoch),
                        .step = count(state.step),
                        .warnings = std::move(state.warnings)};
    for (const auto& [key, positions] : byStorage) {
        std::uint64_t needed = 0;
        for (const std::size_t i : positions) {
            const StoredTensor& tensor = graph.tensors[state.tensors[i].second];
            needed = std::max(needed, usedNumbers(tensor) * bytesOf(tensor.numbers.type));
        }
        checkBytes(needed, fileBytes, source);
        const std::string bytes = needed > 0 ? readStorage(key, needed) : std::string();
        for (const std::size_t i : positions) {
            const StoredTensor& tensor = graph.tensors[state.tensors[i].second];
            file.tensors.emplace(
                state.tensors[i].first,
                NamedTensor{.shape = tensor.shape, .values = gathered(tensor, bytes)});
        }
    }
    return file;
}

} // namespace palimpsest
