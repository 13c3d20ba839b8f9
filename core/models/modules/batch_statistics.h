// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace torch::jit {
struct Module;
}

namespace palimpsest {

/// Throws BadInput where the `forward` of a program always normalises by statistics of the batch at
/// hand, as batch normalisation does that was traced in training: a sample would be answered by
/// what lies beside it. What is done to weights alone is no matter.
void requireNoBatchStatistics(const torch::jit::Module& module);

} // namespace palimpsest
