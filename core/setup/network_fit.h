// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"
#include "core/study/study.h"

#include <cstdint>
#include <string>
#include <vector>

namespace palimpsest {

// Why a network is none for a study, sentences; empty when it is one.

/// It cannot take the samples.
std::string otherInputs(const Study& study, const Architecture& architecture);

/// With so many answers it does not speak of the study's classes.
std::string otherClasses(const Study& study, std::int64_t answers);

/// The names of classes that come with it are the study's in another order.
std::string otherOrder(const Study& study, const std::vector<std::string>& classes);

} // namespace palimpsest
