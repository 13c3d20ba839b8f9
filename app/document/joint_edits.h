// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_document.h"
#include "core/study/part_renaming.h"

namespace palimpsest {

/// Edits that are made where a sample is looked at and reach beyond its parts. Each is one step, of
/// that sample too: undo there takes all of it back, but where something else was done since, which
/// is told.
class JointEdits
{
public:
    /// There is such a sample.
    JointEdits(StudyDocument& document, std::size_t sample);

    /// What study.json says.
    void changeStudy(const Study& after, const QString& what);

    /// The name of a part in part sets and samples; `renaming` is of the study as it stands, and
    /// saved.
    void renamePart(const RenamedPart& renaming, const QString& what);

    /// Whether somebody has checked the sample's parts, as they are now: a step of the sample
    /// alone.
    void setChecked(bool isChecked, const QString& what);

private:
    void keep(std::vector<EditHistory::OneOfSeveral> edits, const QString& what);

    StudyDocument& m_document;
    std::string m_sampleId;
};

} // namespace palimpsest
