// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// What can fail and be tried again. What is said of a failure holds until the next attempt.
enum class Attempt {
    OpenStudy,
    LocateFiles,
    Save,
    ChooseVersion,
    RestoreEdits,
    EmptyBin,
    ReadSamples,
    ReadValues,
    Compare,
    CountCost,
    Extract,
    AddSamples,
    AddCheckpoints,
    MeasureAccuracies,
    ChangeSettings,
    RenameOrRemove,
    ExportFigure,
    ReadTrust,
    RememberTrust,
};

} // namespace palimpsest
