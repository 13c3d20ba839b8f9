// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/knowledge/knowledge_curve.h"

#include <array>

namespace palimpsest {

// Where the scales of a study's pictures end: at the largest amount over all epochs and samples, so
// that the same colour or height is the same strength in every one of them.

/// Largest strength of a part: preserved, discarded, new. 0 where there is none.
std::array<double, 3> largestByPart(const KnowledgeCurve& curve);

/// Largest strength of one kind at one order (from 1 on) of any sample.
double largestByOrder(const KnowledgeCurve& curve);

/// The same of the mean of all samples.
double largestPooledByOrder(const KnowledgeCurve& curve);

/// Largest strength of one kind over all orders of any sample.
double largestOfSamples(const KnowledgeCurve& curve);

} // namespace palimpsest
