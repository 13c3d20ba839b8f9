// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/number_type.h"

#include <optional>
#include <string>
#include <string_view>

namespace palimpsest {

/// What calling a name of a pickle stands for.
enum class PickleCall {
    Unknown,             ///< never called
    OrderedDict,         ///< a dict, from nothing or a list of pairs
    DefaultDict,         ///< a dict that also names what makes its missing values
    Size,                ///< torch.Size: the tuple given
    Set,                 ///< a set, from nothing or a list
    Tensor,              ///< torch._utils._rebuild_tensor, _v2 and _v3
    Parameter,           ///< _rebuild_parameter and _with_state: the tensor given
    FromType,            ///< torch._tensor._rebuild_from_type_v2: one of these three, in a subclass
    Inert,               ///< an object that only holds data: nothing is made of it
    InertReconstruction, ///< copyreg's: an object of the class given, nothing is made of it
};

PickleCall callOf(std::string_view name);

/// Whether no checkpoint has reason even to name it: what starts programs, evaluates code, loads
/// other pickles or reaches the network.
bool isHostileName(std::string_view name);

/// The type of numbers of a storage class ("torch.HalfStorage", "torch.cuda.FloatStorage") or of a
/// dtype ("torch.float16"); none where the name is neither.
std::optional<NumberType> storageType(std::string_view name);
std::optional<NumberType> dtypeNamed(std::string_view name);

} // namespace palimpsest
