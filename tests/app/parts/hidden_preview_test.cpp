// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/hidden_preview.h"
#include "support/window_test.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/panels/parts_panel.h"

#include <QFrame>
#include <QHelpEvent>
#include <QLabel>
#include <QTableView>
#include <QTest>

namespace palimpsest {
namespace {

TEST(PartHidden, IsReplacedByWhatStandsThereWithoutAnyPart)
{
    const auto row = [](std::vector<std::uint8_t> pixels) {
        return Image{.width = 4, .height = 1, .channels = 1, .pixels = std::move(pixels)};
    };
    const MaskedPictures pictures{
        .all = row({10, 20, 30, 40}),
        .none = row({1, 2, 3, 4}),
        .baseline = row({0, 0, 0, 0}),
        .parts = {.width = 4,
                  .height = 1,
                  .parts = {{.name = "a", .pixels = 2}, {.name = "b", .pixels = 1}},
                  .labels = {1, 2, 1, 0}}};
    EXPECT_EQ(withPartHidden(pictures, 0).pixels, (std::vector<std::uint8_t>{1, 20, 3, 40}));
    EXPECT_EQ(withPartHidden(pictures, 1).pixels, (std::vector<std::uint8_t>{10, 2, 30, 40}));
}

class HiddenPreviewTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(open());
        m_window->showPlace(MainWindow::Place::Parts);
        m_window->activateWindow();
        m_window->findChild<PartsCanvas*>()->setFocus();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    }

    QTableView& list() { return *m_window->findChild<PartsPanel*>()->findChild<QTableView*>(); }
    bool isSeen() { return find<QFrame>("hiddenPreview")->isVisible(); }
    QString text() { return find<QLabel>("hiddenText")->text(); }
    QString name(std::size_t part)
    {
        return QString::fromStdString(session().document()->sheet(0).drawing.parts.at(part).name);
    }
};

TEST_F(HiddenPreviewTest, IsShownWhereThePointerRestsOnAPart)
{
    const QPoint at = list().visualRect(list().model()->index(1, 1)).center();
    QHelpEvent rest(QEvent::ToolTip, at, list().viewport()->mapToGlobal(at));
    QApplication::sendEvent(list().viewport(), &rest);
    EXPECT_TRUE(isSeen());
    EXPECT_TRUE(text().contains(name(1))) << text().toStdString();
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(list().viewport(), &leave);
    EXPECT_FALSE(isSeen());
}

TEST_F(HiddenPreviewTest, IsShownByAKeyAndGoesWithTheSample)
{
    PartsCanvas& canvas = *m_window->findChild<PartsCanvas*>();
    QTest::keyClick(&canvas, Qt::Key_H);
    EXPECT_TRUE(isSeen());
    EXPECT_TRUE(text().contains(name(0))) << text().toStdString();
    QTest::keyClick(&canvas, Qt::Key_H);
    EXPECT_FALSE(isSeen());
    QTest::keyClick(&canvas, Qt::Key_H);
    ASSERT_TRUE(isSeen());
    session().selection().setSample(1);
    EXPECT_FALSE(isSeen());
}

} // namespace
} // namespace palimpsest
