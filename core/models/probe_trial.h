// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/matrix.h"
#include "core/models/probe.h"

namespace palimpsest {

/// Writes a probe among temporary files, opens it as a study does and has it answer to some of its
/// training pictures, whose features, pictures × features, it was fitted on. Throws BadInput where
/// it does not answer as the fit does, as where the tensors of its head are used elsewhere in the
/// network too; NotWritable, OutOfMemory, Cancelled.
void requireFittedAnswers(const Probe& probe, const ProbeRequest& request,
                          const Matrix<float>& features);

} // namespace palimpsest
