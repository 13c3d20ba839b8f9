// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/files.h"
#include "core/extraction/extraction.h"
#include "core/study/study_file.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

namespace palimpsest {

/// Relative path → bytes of everything in a folder but the hashes of files, which know the time.
inline std::map<std::string, std::string> contents(const std::filesystem::path& folder)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().filename() != "hashes.json") {
            files[entry.path().lexically_relative(folder).string()] =
                readFile(entry.path(), 1u << 30);
        }
    }
    return files;
}

/// Runs of the small study.
class Extraction : public testing::Test
{
protected:
    Extraction() : m_study(makeSmallStudy(m_folder.path())) {}

    StudyInputs inputs() const { return {m_folder.path(), readStudy(m_folder.path())}; }

    ExtractionResult extract(const ExtractionListener& listener = {},
                             const ExtractionOptions& options = {})
    {
        StudyInputs of = inputs();
        return runExtraction(of, planExtraction(of, options), listener);
    }

    ExtractionPlan plan(const ExtractionOptions& options = {})
    {
        StudyInputs of = inputs();
        return planExtraction(of, options);
    }

    /// Runs until a few batches of the first unit are done.
    void stopInFirstUnit(const ExtractionOptions& options)
    {
        const auto progress = [](const ExtractionProgress& now) { return now.passesDone < 6; };
        EXPECT_THROW(extract({.progress = progress}, options), Cancelled);
    }

    std::filesystem::path unit(const std::string& name) const
    {
        return m_folder / ("values/" + name + ".h5");
    }

    TemporaryFolder m_folder;
    Study m_study;
};

} // namespace palimpsest
