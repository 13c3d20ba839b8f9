// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <QString>

namespace palimpsest {

// What a study's choices are called in the window.

/// Columns of the matrix are the checkpoints of all lineages, one after the other.
CheckpointIndex checkpointOfColumn(const Study& study, int column);
int columnOfCheckpoint(const Study& study, CheckpointIndex checkpoint);

/// Name of a class; "?" where the study has none of that number, as when nobody knows it.
QString className(const Study& study, int index);

/// "Log-odds", "Raw logit", …
QString valueKindText(ValueKind kind);

/// A sentence that defines v.
QString valueKindDefinition(ValueKind kind);

} // namespace palimpsest
