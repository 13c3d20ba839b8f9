// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/window_test.h"
#include "widgets/tables/unit_matrix_view.h"

#include <QComboBox>
#include <QImage>

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

TEST_F(StudyPageTest, RowsOfTheMatrixAreThereAtOnceAndFillAsSamplesAreRead)
{
    ASSERT_TRUE(m_window->openStudy(study()));
    const QAbstractItemModel* matrix = find<UnitMatrixView>("unitMatrix")->model();
    const auto row = [&](int role) { return matrix->headerData(1, Qt::Vertical, role); };
    ASSERT_EQ(matrix->rowCount(), 2);
    EXPECT_TRUE(row(Qt::DisplayRole).toString().endsWith("…")) << "the window does not wait";
    EXPECT_TRUE(eventually([&] { return row(Qt::DisplayRole).toString().endsWith("3 parts"); }));
    EXPECT_FALSE(row(Qt::DecorationRole).value<QImage>().isNull());
}

} // namespace
} // namespace palimpsest
