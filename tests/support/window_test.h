// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/main_window.h"
#include "support/answered_dialogs.h"
#include "support/application.h"
#include "support/recorded_desktop.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <memory>

namespace palimpsest {

/// The real window over a small study of its own, with settings of its own and answered dialogs.
class WindowTest : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        makeSmallStudy(study());
        makeWindow();
    }

    std::filesystem::path study() const { return m_folder / "study"; }

    /// A new window, as after a new start.
    void makeWindow()
    {
        m_window.reset();
        m_settings = std::make_unique<Settings>(m_folder / "settings");
        m_window = std::make_unique<MainWindow>(*m_settings, m_dialogs, m_desktop);
        m_window->resize(1280, 800);
        m_window->show();
    }

    /// Extractions take their time under sanitizers.
    static bool eventually(const std::function<bool()>& condition)
    {
        return waitUntil(condition, std::chrono::minutes(2));
    }

    StudySession& session() { return m_window->session(); }

    bool open()
    {
        return m_window->openStudy(study()) &&
               eventually([&] { return session().values() != nullptr; });
    }

    /// Extracts everything and waits until curves and their nulls are there.
    bool extractAll()
    {
        session().extract();
        return eventually([&] {
            return !session().extractor().isRunning() && session().analysis() != nullptr &&
                   session().hasNulls();
        });
    }

    template<typename T>
    T* find(const char* name)
    {
        T* found = m_window->findChild<T*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }

    const TemporaryFolder m_folder;
    AnsweredDialogs m_dialogs;
    RecordedDesktop m_desktop;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace palimpsest
