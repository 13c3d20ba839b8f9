// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// What can fail and be tried again. What is said of a failure holds until the next attempt.
enum class Attempt {
    OpenStudy,
    LocateFiles,
    Edit,
    Save,
    ChooseVersion,
    RestoreEdits,
    EmptyBin,
    ReadSamples,
    ReadValues,
    Compare,
    CountCost,
    Extract,
    MakeUnits, ///< of the run, each by itself
    AddSamples,
    AddCheckpoints,
    MeasureAccuracies,
    ChangeSettings,
    PreparePictures,
    RenameOrRemove,
    ImportParts,
    ExportParts,
    ExportFigure,
    ReadTrust,
    RememberTrust,
};

} // namespace palimpsest
