// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_document.h"
#include "core/parts/edits.h"
#include "core/study/study_file.h"
#include "support/application.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <functional>

namespace palimpsest {

/// The small study, and edits of it as documents make them.
class EditedStudyTest : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        makeSmallStudy(study());
    }

    std::filesystem::path study() const { return m_folder / "study"; }
    std::filesystem::path recovery() const { return m_folder / "recovery"; }

    std::filesystem::path partsFile(std::size_t sample) const
    {
        return partsPath(study(), readStudy(study()).samples[sample]);
    }

    static void change(StudyDocument& document, const std::function<void(Study&)>& edit)
    {
        Study after = document.study();
        edit(after);
        document.changeStudy(after, "edit");
    }

    static void chooseTau(StudyDocument& document, double tau)
    {
        change(document, [&](Study& study) { study.settings.tau = tau; });
    }

    static void rename(StudyDocument& document, const std::string& name)
    {
        document.changeDrawing(0, withPartRenamed(document.sheet(0).drawing, 0, name), "rename");
    }

    const TemporaryFolder m_folder;
};

} // namespace palimpsest
