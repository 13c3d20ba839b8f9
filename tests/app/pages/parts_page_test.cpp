// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/page_stack.h"
#include "core/base/files.h"
#include "core/parts/painting.h"
#include "core/pictures/image.h"
#include "core/study/study_file.h"
#include "support/parts_window_test.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/notice_row.h"
#include "widgets/tools/draft_json.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QPolygonF>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <string>

namespace palimpsest {
namespace {

/// The parts page of a study without values, with the keys where somebody would type.
class PartsPageTest : public PartsWindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(openParts());
    }

    void click(double x, double y) { QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(x, y)); }

    /// The menu that a right click there opens; null for none.
    QMenu* ask(const QPoint& place)
    {
        QMouseEvent press(QEvent::MouseButtonPress, place, canvas().mapToGlobal(place),
                          Qt::RightButton, Qt::RightButton, Qt::NoModifier);
        QApplication::sendEvent(&canvas(), &press);
        QContextMenuEvent menu(QContextMenuEvent::Mouse, place, canvas().mapToGlobal(place));
        QApplication::sendEvent(&canvas(), &menu);
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }

    /// Whether a command stands in a menu or in one within it.
    bool offers(const QMenu& menu, const char* id)
    {
        const QAction* wanted = find<QAction>(id);
        return std::ranges::any_of(menu.actions(), [&](const QAction* action) {
            return action == wanted || (action->menu() != nullptr && offers(*action->menu(), id));
        });
    }

    /// Of the polygon that is drawn.
    QPolygonF unfinishedPoints() { return pointsFrom(canvas().unfinished().drawn.value("points")); }
};

TEST_F(PartsPageTest, AnUnfinishedOutlineWaitsWithItsSample)
{
    QTest::keyClick(&canvas(), Qt::Key_G);
    for (const auto& [x, y] : {std::pair(4, 4), {12, 4}, {12, 12}}) {
        click(x, y);
    }
    const QPolygonF outline = unfinishedPoints();
    ASSERT_EQ(outline.size(), 3);
    session().selection().setSample(1);
    EXPECT_TRUE(unfinishedPoints().isEmpty()) << "it is of the other picture";
    click(20, 20);
    session().selection().setSample(0);
    EXPECT_EQ(unfinishedPoints(), outline);
    const std::size_t shapes = drawing().shapes.size();
    canvas().finish();
    EXPECT_EQ(drawing().shapes.size(), shapes + 1);
    session().selection().setSample(1);
    EXPECT_EQ(unfinishedPoints().size(), 1);
    session().selection().setSample(0);
    EXPECT_TRUE(unfinishedPoints().isEmpty()) << "it is finished";
}

TEST_F(PartsPageTest, ARightClickOffersWhatCanBeDoneUnlessItFinishesAnOutline)
{
    QTest::keyClick(&canvas(), Qt::Key_G);
    for (const auto& [x, y] : {std::pair(4, 4), {12, 4}, {12, 12}}) {
        click(x, y);
    }
    const std::size_t shapes = drawing().shapes.size();
    EXPECT_EQ(ask(canvas().rect().center()), nullptr);
    EXPECT_EQ(drawing().shapes.size(), shapes + 1) << "as it always did";

    QMenu* menu = ask(canvas().rect().center());
    ASSERT_NE(menu, nullptr);
    EXPECT_TRUE(offers(*menu, "zoomFit"));
    EXPECT_TRUE(offers(*menu, "giveUpOutline"));
    EXPECT_FALSE(offers(*menu, "alwaysPresent")) << "which is of words";
    menu->close();
    const QWidget* lists = find<QWidget>("partLists");
    EXPECT_TRUE(
        lists->findChild<QListView*>("samples")->actions().contains(find<QAction>("renameSample")));
}

TEST_F(PartsPageTest, ARightClickOffersFirstWhatIsOfUseWhereItIs)
{
    Drawing drawn = drawing();
    ASSERT_GE(drawn.parts.size(), 2U);
    drawn.shapes = {{.label = drawn.parts[1].name,
                     .polygon = {{4, 4}, {20, 4}, {20, 20}, {4, 20}},
                     .otherKeys = {}}};
    session().document()->changeDrawing(0, drawn, "one shape");
    canvas().setCurrentPart(0);
    constexpr qsizetype kFew = 13; // lines between them counted
    QMenu* menu = ask(at(12, 12));
    ASSERT_NE(menu, nullptr);
    EXPECT_EQ(canvas().currentPart(), 1) << "the part that is there";
    EXPECT_TRUE(menu->actions().contains(find<QAction>("deletePart")));
    EXPECT_TRUE(menu->actions().contains(find<QAction>("zoomPart")));
    EXPECT_FALSE(menu->actions().contains(find<QAction>("newPart")));
    EXPECT_TRUE(offers(*menu, "newPart")) << "behind the others";
    EXPECT_LE(menu->actions().size(), kFew);
    menu->close();

    menu = ask(at(24, 24));
    ASSERT_NE(menu, nullptr);
    EXPECT_EQ(canvas().currentPart(), 1) << "no other is there";
    EXPECT_TRUE(menu->actions().contains(find<QAction>("newPart")));
    EXPECT_TRUE(menu->actions().contains(find<QAction>("zoomFit")));
    EXPECT_FALSE(menu->actions().contains(find<QAction>("deletePart")));
    EXPECT_LE(menu->actions().size(), kFew);
    menu->close();
}

TEST_F(PartsPageTest, SeedsWaitWithTheirSampleAndAreTakenOverOnceTheyHaveGrown)
{
    const LabelMap before = paint(drawing());
    const auto own = std::ranges::find(before.labels, std::uint8_t{1}) - before.labels.begin();
    QTest::keyClick(&canvas(), Qt::Key_Semicolon);
    ASSERT_EQ(canvas().tool(), "seeds");
    click(static_cast<double>(own % before.width) + 0.5,
          static_cast<double>(own / before.width) + 0.5);
    ASSERT_TRUE(canvas().isDrawing());
    session().selection().setSample(1);
    EXPECT_FALSE(canvas().isDrawing()) << "it is of the other picture";
    session().selection().setSample(0);
    EXPECT_TRUE(canvas().isDrawing());
    canvas().finish();
    ASSERT_TRUE(eventually([&] { return !canvas().isDrawing(); }));
    EXPECT_GE(paint(drawing()).parts[0].pixels, before.parts[0].pixels);
}

TEST_F(PartsPageTest, UndoAndRedoGoThroughSeedsBeforeTheyGoThroughEdits)
{
    const Drawing before = drawing();
    QTest::keyClick(&canvas(), Qt::Key_G);
    for (const auto& [x, y] : {std::pair(4, 4), {8, 4}, {8, 8}}) {
        click(x, y);
    }
    canvas().finish();
    const Drawing edited = drawing();
    ASSERT_NE(edited, before);
    QAction& undo = *find<QAction>("undo");
    QAction& redo = *find<QAction>("redo");
    EXPECT_FALSE(redo.isEnabled());
    QTest::keyClick(&canvas(), Qt::Key_Semicolon);
    click(10.5, 10.5);
    ASSERT_TRUE(canvas().isDrawing());
    undo.trigger();
    EXPECT_FALSE(canvas().isDrawing());
    EXPECT_EQ(drawing(), edited);
    ASSERT_TRUE(redo.isEnabled());
    redo.trigger();
    EXPECT_TRUE(canvas().isDrawing());
    EXPECT_FALSE(redo.isEnabled());
    undo.trigger();
    undo.trigger();
    EXPECT_EQ(drawing(), before);
    redo.trigger();
    EXPECT_EQ(drawing(), edited) << "what was undone last";
    EXPECT_FALSE(canvas().isDrawing());
}

TEST_F(PartsPageTest, WhatLosesItsLastPixelIsSaidWhateverCoversIt)
{
    const NoticeBar& notices = *m_window->findChild<NoticeBar*>();
    const auto saysLost = [&](const std::string& name) {
        return std::ranges::any_of(notices.findChildren<NoticeRow*>(), [&](const NoticeRow* row) {
            return row->text().contains("No pixel is left of") &&
                   row->text().contains(QString::fromStdString('"' + name + '"'));
        });
    };
    ASSERT_GE(drawing().parts.size(), 2U);
    canvas().setCurrentPart(0);
    QTest::keyClick(&canvas(), Qt::Key_G);
    for (const auto& [x, y] : {std::pair(4, 4), {8, 4}, {8, 8}}) {
        click(x, y);
    }
    canvas().finish();
    EXPECT_FALSE(saysLost(drawing().parts[1].name)) << "some of it is still seen";
    for (const auto& [x, y] : {std::pair(0.2, 0.2), {27.8, 0.2}, {27.8, 27.8}, {0.2, 27.8}}) {
        click(x, y);
    }
    canvas().finish();
    EXPECT_TRUE(saysLost(drawing().parts[1].name)) << "a polygon covers all";
    EXPECT_FALSE(saysLost(drawing().parts[0].name));

    find<QAction>("undo")->trigger();
    m_window->findChild<NoticeBar*>()->clear();
    Mask all{.left = 0, .top = 0, .width = 28, .height = 28, .pixels = {}};
    all.pixels.assign(28 * 28, 1);
    emit canvas().edited(withErased(drawing(), all), "erase"); // as the eraser does
    EXPECT_TRUE(saysLost(drawing().parts[0].name));
    EXPECT_TRUE(saysLost(drawing().parts[1].name));
}

TEST_F(PartsPageTest, AStrokeIsFinishedOnTheSampleItWasDrawnOn)
{
    const auto at = [this](double x, double y) {
        return canvas().transform().toView({x, y}).toPoint();
    };
    const Drawing before = drawing(0);
    const Drawing other = drawing(1);
    QTest::keyClick(&canvas(), Qt::Key_B);
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, at(2, 14));
    QMouseEvent move(QEvent::MouseMove, at(9, 15), canvas().mapToGlobal(at(9, 15)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&canvas(), &move);
    QTest::keyClick(&canvas(), Qt::Key_D); // the button is still held
    ASSERT_EQ(session().selection().sample(), 1u);
    EXPECT_NE(drawing(0), before);
    EXPECT_EQ(drawing(0).shapes.back().mask.has_value(), true);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, at(9, 15));
    EXPECT_EQ(drawing(1), other) << "letting go draws nothing more";
}

TEST_F(PartsPageTest, WhatWaitsForItsComputationIsDrawnOnTheSampleItWasMadeOn)
{
    const Drawing before = drawing(0);
    const Drawing other = drawing(1);
    canvas().setToolOption("superpixels", 0, 8);
    QTest::keyClick(&canvas(), Qt::Key_S);
    ASSERT_EQ(canvas().tool(), "superpixels");
    const QPoint from = canvas().transform().toView({2, 2}).toPoint();
    const QPoint to = canvas().transform().toView({26, 26}).toPoint();
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, to);
    QTest::keyClick(&canvas(), Qt::Key_D); // they are hardly there yet
    ASSERT_EQ(session().selection().sample(), 1u);
    EXPECT_NE(drawing(0), before);
    EXPECT_EQ(drawing(1), other);
    EXPECT_FALSE(canvas().isDrawing());
}

TEST_F(PartsPageTest, AnObjectThatIsStillOutlinedStaysWithItsSample)
{
    QTest::keyClick(&canvas(), Qt::Key_C);
    ASSERT_EQ(canvas().tool(), "grabCut");
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, canvas().transform().toView({3, 3}).toPoint());
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {},
                        canvas().transform().toView({25, 25}).toPoint());
    QTest::keyClick(&canvas(), Qt::Key_D);
    ASSERT_EQ(session().selection().sample(), 1u);
    EXPECT_FALSE(drawing(1).object);
    EXPECT_TRUE(drawing(0).object);
}

TEST_F(PartsPageTest, KeysOfThePageHoldWhereverTheFocusIsWhileItIsSeen)
{
    m_window->findChild<NoticeBar*>()->showNotice(NoticeBar::Level::Warning, "Something.");
    auto* close = find<QToolButton>("noticeClose");
    close->setFocus();
    ASSERT_TRUE(close->hasFocus());
    QTest::keyClick(close, Qt::Key_G);
    EXPECT_EQ(canvas().tool(), "polygon");
    close->setFocus();
    QTest::keyClick(close, Qt::Key_F2);
    ASSERT_NE(qobject_cast<QLineEdit*>(QApplication::focusWidget()), nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    const std::size_t parts = drawing().parts.size();
    close->setFocus();
    QTest::keyClick(close, Qt::Key_N);
    EXPECT_EQ(drawing().parts.size(), parts + 1);
    ASSERT_NE(qobject_cast<QLineEdit*>(QApplication::focusWidget()), nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);

    m_window->showPlace(MainWindow::Place::Explore);
    close->setFocus();
    QTest::keyClick(close, Qt::Key_V);
    QTest::keyClick(close, Qt::Key_N);
    EXPECT_EQ(canvas().tool(), "polygon");
    EXPECT_EQ(drawing().parts.size(), parts + 1);
}

TEST_F(PartsPageTest, ThePageThatIsShownHasTheKeyboard)
{
    auto* notices = m_window->findChild<NoticeBar*>();
    notices->showNotice(NoticeBar::Level::Warning, "Something.");
    find<QToolButton>("noticeClose")->setFocus();
    m_window->showPlace(MainWindow::Place::Explore);
    ASSERT_NE(QApplication::focusWidget(), nullptr);
    EXPECT_FALSE(notices->isAncestorOf(QApplication::focusWidget()));
    EXPECT_TRUE(m_window->findChild<PageStack*>()->isAncestorOf(QApplication::focusWidget()));
}

TEST_F(PartsPageTest, LockedPartsOfferToBeUnlocked)
{
    ASSERT_TRUE(extractAll());
    ASSERT_TRUE(eventually([&] { return canvas().isLocked(); }));
    m_window->findChild<NoticeBar*>()->clear();
    const auto unlock = [&] {
        for (auto* button : m_window->findChildren<QPushButton*>("noticeAction")) {
            if (button->isVisible()) {
                return button;
            }
        }
        return static_cast<QPushButton*>(nullptr);
    };
    const std::size_t parts = drawing().parts.size();
    QTest::keyClick(&canvas(), Qt::Key_N);
    EXPECT_EQ(drawing().parts.size(), parts);
    ASSERT_NE(unlock(), nullptr);
    session().selection().setSample(1);
    EXPECT_EQ(unlock(), nullptr) << "it was said of the other";
    session().selection().setSample(0);
    QTest::keyClick(&canvas(), Qt::Key_N);
    ASSERT_NE(unlock(), nullptr);
    unlock()->click();
    EXPECT_FALSE(canvas().isLocked());
    EXPECT_EQ(unlock(), nullptr);
    QTest::keyClick(&canvas(), Qt::Key_N);
    EXPECT_EQ(drawing().parts.size(), parts + 1);
}

TEST_F(PartsPageTest, WhatOthersWriteOfTheSampleThatIsShownIsSeen)
{
    const Sample& sample = session().study().samples[0];
    const QImage before = canvas().picture();
    Image grey{.width = 28, .height = 28, .channels = 1};
    grey.pixels.assign(28 * 28, 128);
    writePng(study() / sample.image, grey);
    ASSERT_TRUE(session().document()->lookOutside());
    EXPECT_NE(canvas().picture(), before);
    const std::filesystem::path file = partsPath(study(), sample);
    const std::string parts = readFile(file, 1u << 20);
    writeFileAtomically(file, "{ broken");
    ASSERT_TRUE(session().document()->lookOutside());
    EXPECT_TRUE(canvas().isLocked()) << "what is drawn would not be kept";
    EXPECT_FALSE(panel().isEnabled());
    writeFileAtomically(file, parts);
    ASSERT_TRUE(session().document()->lookOutside());
    EXPECT_FALSE(canvas().isLocked());
    EXPECT_TRUE(panel().isEnabled());
}

} // namespace
} // namespace palimpsest
