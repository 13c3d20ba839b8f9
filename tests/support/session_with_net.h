// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"
#include "core/study/study_file.h"
#include "support/application.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace palimpsest {

/// A session of the small study with one more run, of a TorchScript file.
class SessionWithNet : public testing::Test
{
protected:
    /// `body` as writeScriptedNet takes it.
    SessionWithNet(const std::string& run, const std::string& body) : m_run(run)
    {
        needApplication();
        Study study = makeSmallStudy(m_folder.path());
        addRun(study, run, body);
        writeStudy(m_folder.path(), study);
        m_session = std::make_unique<StudySession>();
        m_session->open(m_folder.path());
    }

    void addRun(Study& study, const std::string& run, const std::string& body) const
    {
        const std::string file = "nets/" + run + ".pt";
        std::filesystem::create_directories(m_folder / "nets");
        writeScriptedNet(m_folder / file, body);
        study.lineages.push_back(
            {.name = run, .role = Role::Other, .checkpoints = {{.epoch = 0, .weights = file}}});
    }

    static bool eventually(const std::function<bool()>& condition)
    {
        return waitUntil(condition, std::chrono::minutes(1));
    }

    bool hasEnded() const
    {
        return eventually([&] { return !m_session->extractor().isRunning(); });
    }

    bool hasValuesOf(const std::string& run) const
    {
        return std::filesystem::exists(m_folder / ("values/" + run + "/0/pullover_1.h5"));
    }

    bool hasValues() const { return hasValuesOf(m_run); }

    std::string m_run;
    TemporaryFolder m_folder;
    std::unique_ptr<StudySession> m_session;
};

} // namespace palimpsest
