// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/parts_page.h"
#include "support/window_test.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/tables/unit_matrix_view.h"

#include <QListView>

namespace palimpsest {
namespace {

class PageStackTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(open());
    }

    QWidget* focusAt(MainWindow::Place place)
    {
        m_window->showPlace(place);
        return m_window->focusWidget();
    }
};

TEST_F(PageStackTest, KeysAreForWhatIsWorkedOn)
{
    EXPECT_NE(dynamic_cast<UnitMatrixView*>(focusAt(MainWindow::Place::Study)), nullptr);
    EXPECT_NE(dynamic_cast<PartsCanvas*>(focusAt(MainWindow::Place::Parts)), nullptr);
    ASSERT_TRUE(extractAll());
    auto* curves = dynamic_cast<QWidget*>(focusAt(MainWindow::Place::Explore));
    ASSERT_NE(curves, nullptr);
    EXPECT_EQ(curves->parentWidget()->accessibleName(), "Curves over epochs");
}

TEST_F(PageStackTest, APageKeepsForWhatItsKeysWere)
{
    m_window->showPlace(MainWindow::Place::Parts);
    auto* samples = m_window->findChild<PartsPage*>()->findChild<QListView*>("samples");
    ASSERT_NE(samples, nullptr);
    samples->setFocus();
    m_window->showPlace(MainWindow::Place::Study);
    EXPECT_EQ(focusAt(MainWindow::Place::Parts), samples);
    EXPECT_EQ(focusAt(MainWindow::Place::Parts), samples) << "it is shown already";
}

} // namespace
} // namespace palimpsest
