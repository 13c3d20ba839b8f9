// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/parts_page.h"
#include "app/window/page_stack.h"
#include "core/study/study_file.h"
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

/// The page that a study is opened on.
class FirstPage : public WindowTest
{
protected:
    bool isAt(MainWindow::Place place) { return m_window->findChild<PageStack*>()->isAt(place); }

    /// Opens the study in a window of its own.
    bool openAnew()
    {
        makeWindow();
        return open();
    }
};

TEST_F(FirstPage, IsExploreOnceThereAreValues)
{
    ASSERT_TRUE(open());
    EXPECT_TRUE(isAt(MainWindow::Place::Study)) << "all samples have parts";
    ASSERT_TRUE(extractAll());
    ASSERT_TRUE(m_window->close());
    ASSERT_TRUE(openAnew());
    EXPECT_TRUE(isAt(MainWindow::Place::Explore));
}

TEST_F(FirstPage, IsPartsWhereASampleHasNone)
{
    std::filesystem::remove(partsPath(study(), readStudy(study()).samples[1]));
    ASSERT_TRUE(openAnew());
    EXPECT_TRUE(isAt(MainWindow::Place::Parts));
}

} // namespace
} // namespace palimpsest
