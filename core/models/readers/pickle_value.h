// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/number_type.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace palimpsest {

/// Index of a value in its graph. Indices instead of pointers let values hold one another in
/// circles and be freed without recursion, whatever a hostile pickle builds.
using PickleId = std::uint32_t;

enum class PickleKind {
    None,
    Bool,
    Int,
    Float,
    LargeInt, ///< beyond 64 bits; text has its little-endian bytes
    Text,
    Bytes,
    Tuple,
    List,
    Dict,
    Global,  ///< a name that was only named; text is "module.name"
    Storage, ///< number is the index of a StoredNumbers
    Tensor,  ///< number is the index of a StoredTensor
    Inert,   ///< an object of which nothing was run; number is its class, and items its attributes,
             ///< a dict, where it was given any
};

struct PickleValue
{
    PickleKind kind = PickleKind::None;
    std::int64_t number = 0;     ///< of Bool and Int; index of Storage, Tensor and Inert
    std::string text;            ///< UTF-8 is not promised
    std::vector<PickleId> items; ///< of Tuple and List; keys and values of Dict in turn
};

/// Numbers that lie outside the pickle under a key.
struct StoredNumbers
{
    NumberType type = NumberType::Float32;
    std::string typeName; ///< for messages
    std::string key;
    std::uint64_t count = 0;
    std::uint64_t begin = 0; ///< of a view of older files, in numbers
};

/// A view of stored numbers that has been checked to stay within them.
struct StoredTensor
{
    StoredNumbers numbers;
    std::uint64_t offset = 0; ///< in numbers from the begin of the storage
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

/// What a pickle describes.
struct PickleGraph
{
    std::deque<PickleValue> values;
    std::vector<StoredNumbers> storages;
    std::vector<StoredTensor> tensors;
    std::vector<std::string> inertClasses; ///< of the objects left unread, each once
    std::size_t copied = 0; ///< items and letters that calls have copied from other values
    PickleId root = 0;

    const PickleValue& operator[](PickleId id) const { return values[id]; }
};

} // namespace palimpsest
