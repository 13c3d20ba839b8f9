// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/window_test.h"

#include <QComboBox>

namespace palimpsest {
namespace {

using StudyPageTest = WindowTest;

TEST_F(StudyPageTest, SettingsAreWideEnoughForTheirTextsOnASmallScreen)
{
    m_window->resize(1050, 618);
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Study);
    for (const char* name : {"baseline", "background", "value", "interactions"}) {
        const auto* box = find<QComboBox>(name);
        ASSERT_TRUE(box->isVisible()) << name;
        EXPECT_TRUE(eventually([&] { return box->width() >= box->sizeHint().width(); }))
            << name << " has " << box->width() << " of " << box->sizeHint().width();
    }
}

} // namespace
} // namespace palimpsest
