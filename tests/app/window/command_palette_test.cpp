// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/command_palette.h"
#include "support/window_test.h"
#include "widgets/commands/command_catalogue.h"

#include <QAction>
#include <QLineEdit>
#include <QPointer>
#include <QTest>
#include <QTreeWidget>

namespace palimpsest {
namespace {

class CommandPaletteTest : public WindowTest
{
protected:
    void showPalette()
    {
        m_window->findChild<QAction*>("showPalette")->trigger();
        m_palette = m_window->findChild<CommandPalette*>();
    }

    void type(const QString& text) { QTest::keyClicks(m_palette->findChild<QLineEdit*>(), text); }
    void press(Qt::Key key) { QTest::keyClick(m_palette->findChild<QLineEdit*>(), key); }

    QString chosen()
    {
        const QTreeWidgetItem* item = m_palette->findChild<QTreeWidget*>()->currentItem();
        return item == nullptr ? QString() : item->text(0) + QLatin1Char(' ') + item->text(1);
    }

    QPointer<CommandPalette> m_palette;
};

TEST_F(CommandPaletteTest, TheWindowHasEveryCommandOfTheCatalogue)
{
    for (const CommandEntry& entry : commandCatalogue()) {
        EXPECT_EQ(m_window->findChildren<QAction*>(QLatin1String(entry.id)).size(), 1) << entry.id;
    }
}

TEST_F(CommandPaletteTest, RunsWhatIsFoundByPartsOfItsName)
{
    ASSERT_TRUE(open());
    showPalette();
    type("sample NEXT");
    EXPECT_TRUE(chosen().contains("Next sample")) << chosen().toStdString();
    EXPECT_TRUE(chosen().endsWith("D")) << "its key is told";
    press(Qt::Key_Return);
    EXPECT_EQ(session().selection().sample(), 1u);
    EXPECT_TRUE(waitUntil([&] { return m_palette.isNull(); }));
}

TEST_F(CommandPaletteTest, KeysGoToTheFirstAndTheLastSample)
{
    const std::filesystem::path sentences = m_folder / "sentences";
    std::filesystem::copy(textDemoFolder(), sentences, std::filesystem::copy_options::recursive);
    ASSERT_TRUE(m_window->openStudy(sentences));
    const std::size_t last = session().study().samples.size() - 1;
    ASSERT_GT(last, 2u);
    m_window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    const auto goTo = [this](Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier) {
        QTest::keyClick(m_window.get(), key, held);
        return session().selection().sample();
    };
    for (const auto place : {MainWindow::Place::Study, MainWindow::Place::Parts,
                             MainWindow::Place::Explore, MainWindow::Place::Figures}) {
        m_window->showPlace(place);
        EXPECT_EQ(goTo(Qt::Key_D, Qt::ShiftModifier), last);
        EXPECT_EQ(goTo(Qt::Key_D), last) << "there is none behind it";
        EXPECT_EQ(goTo(Qt::Key_A), last - 1);
        EXPECT_EQ(goTo(Qt::Key_A, Qt::ShiftModifier), 0u);
    }
}

// Parts are edited where they are seen, and undone there.
TEST_F(CommandPaletteTest, RunsNothingOfAPageThatIsNotShown)
{
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Explore);
    showPalette();
    type("delete part");
    EXPECT_EQ(chosen(), "");
    press(Qt::Key_Escape);
    ASSERT_TRUE(waitUntil([&] { return m_palette.isNull(); }));
    m_window->showPlace(MainWindow::Place::Parts);
    showPalette();
    type("delete part");
    EXPECT_TRUE(chosen().contains("Delete part")) << chosen().toStdString();
}

TEST_F(CommandPaletteTest, OffersToPreparePicturesWhereThereAreSome)
{
    ASSERT_TRUE(open());
    showPalette();
    type("prepare");
    EXPECT_TRUE(chosen().contains("Prepare pictures otherwise")) << chosen().toStdString();
    EXPECT_FALSE(find<QAction>("cutSentences")->isEnabled());
    EXPECT_FALSE(find<QAction>("cutSentences")->isVisible()) << "there are none";
    press(Qt::Key_Escape);
    ASSERT_TRUE(waitUntil([&] { return m_palette.isNull(); }));
    const std::filesystem::path sentences = m_folder / "sentences";
    std::filesystem::copy(textDemoFolder(), sentences, std::filesystem::copy_options::recursive);
    ASSERT_TRUE(m_window->openStudy(sentences));
    EXPECT_FALSE(find<QAction>("preparePictures")->isEnabled());
    EXPECT_FALSE(find<QAction>("preparePictures")->isVisible());
    showPalette();
    type("length of");
    EXPECT_TRUE(chosen().contains("Length of sentences")) << chosen().toStdString();
}

TEST_F(CommandPaletteTest, ArrowsChooseAmongWhatCanRunNow)
{
    showPalette(); // without a study
    type("sample");
    EXPECT_EQ(chosen(), "") << "nothing can run on no study";
    press(Qt::Key_Return);
    EXPECT_FALSE(m_palette.isNull()) << "it stays for another try";
    m_palette->findChild<QLineEdit*>()->clear();
    type("study");
    const QString first = chosen();
    press(Qt::Key_Down);
    EXPECT_NE(chosen(), first);
    press(Qt::Key_Up);
    EXPECT_EQ(chosen(), first);
    press(Qt::Key_Escape);
    EXPECT_TRUE(waitUntil([&] { return m_palette.isNull() || !m_palette->isVisible(); }));
}

} // namespace
} // namespace palimpsest
