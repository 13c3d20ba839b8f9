// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

/// A study of pictures of colours, 32 × 32, without samples and runs.
inline Study coloursStudy(std::vector<std::string> classes, double mean, double deviation,
                          Resizing resizing = {})
{
    return {.name = "colours",
            .classes = std::move(classes),
            .preprocessing = {.width = 32,
                              .height = 32,
                              .mean = {mean, mean, mean},
                              .std = {deviation, deviation, deviation},
                              .resizing = resizing}};
}

} // namespace palimpsest
