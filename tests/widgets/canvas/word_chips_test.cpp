// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "support/small_vocabulary.h"
#include "widgets/canvas/word_chips.h"
#include "widgets/style/part_colours.h"
#include "widgets/style/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>

namespace palimpsest {
namespace {

using Words = std::vector<std::size_t>;

/// Ten words, of which two to four are in a line.
class TheWordChips : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        chips = std::make_unique<WordChips>();
        chips->setWords(sentence, parts);
        chips->resize(300, 420);
        chips->show();
        chips->activateWindow();
        chips->setFocus();
        ASSERT_TRUE(QTest::qWaitForWindowActive(chips.get()));
        ASSERT_GT(cell(9).top(), cell(0).bottom()) << "it wraps";
    }

    QRect cell(int word) const { return chips->visualRect(chips->model()->index(word, 0)); }

    void click(int word, Qt::KeyboardModifiers keys = {})
    {
        QTest::mouseClick(chips->viewport(), Qt::LeftButton, keys, cell(word).center());
    }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(chips->viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(chips->viewport(), (from + to) / 2);
        QTest::mouseMove(chips->viewport(), to);
        QTest::mouseRelease(chips->viewport(), Qt::LeftButton, {}, to);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers keys = {})
    {
        QTest::keyClick(chips.get(), key, keys);
    }

    /// How many pixels of a word's cell are nearer to `colour` than to anything grey.
    int pixelsOf(int word, const QColor& colour) const
    {
        const QImage image = chips->viewport()->grab(cell(word)).toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                const int hues = std::abs(pixel.hsvHue() - colour.hsvHue());
                count += pixel.hsvSaturation() > 20 && std::min(hues, 360 - hues) < 12 ? 1 : 0;
            }
        }
        return count;
    }

    TokenisedSentence sentence =
        smallVocabulary("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n")
            .encode("one two three four five six seven eight nine ten");
    SentenceParts parts = {.text = sentence.text,
                           .parts = {{"two", {1}}, {"four five", {3, 4}}, {"ten", {9}}}};
    std::unique_ptr<WordChips> chips;
};

TEST_F(TheWordChips, AClickSelectsAWordAndChoosesItsPart)
{
    QSignalSpy chosen(chips.get(), &WordChips::partChosen);
    click(4);
    EXPECT_EQ(chips->selectedWords(), (Words{4}));
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toInt(), 1);
    click(0);
    EXPECT_EQ(chips->selectedWords(), (Words{0}));
    EXPECT_EQ(chosen.count(), 1) << "no part to choose";
}

TEST_F(TheWordChips, ADragSelectsARunOverLines)
{
    drag(cell(1).center(), cell(6).center());
    EXPECT_EQ(chips->selectedWords(), (Words{1, 2, 3, 4, 5, 6}));
    drag(cell(5).center(), cell(3).center());
    EXPECT_EQ(chips->selectedWords(), (Words{3, 4, 5}));
    drag(cell(8).center(), QPoint(cell(9).right() + 3, cell(9).bottom() + 20));
    EXPECT_EQ(chips->selectedWords(), (Words{8, 9})) << "below the words";
}

TEST_F(TheWordChips, CtrlAddsAndShiftExtends)
{
    click(1);
    click(6, Qt::ControlModifier);
    EXPECT_EQ(chips->selectedWords(), (Words{1, 6}));
    click(6, Qt::ControlModifier);
    EXPECT_EQ(chips->selectedWords(), (Words{1}));
    click(1);
    click(7, Qt::ShiftModifier);
    EXPECT_EQ(chips->selectedWords(), (Words{1, 2, 3, 4, 5, 6, 7}));
    QTest::mouseClick(chips->viewport(), Qt::LeftButton, {},
                      QPoint(5, chips->viewport()->height() - 5));
    EXPECT_TRUE(chips->selectedWords().empty()) << "beside the words";
}

TEST_F(TheWordChips, ArrowsGoInReadingOrderAndBetweenLines)
{
    click(0);
    press(Qt::Key_Right);
    press(Qt::Key_Right, Qt::ShiftModifier);
    press(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(chips->selectedWords(), (Words{1, 2, 3}));
    press(Qt::Key_Left, Qt::ShiftModifier);
    press(Qt::Key_Left, Qt::ShiftModifier);
    press(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(chips->selectedWords(), (Words{0, 1}));
    press(Qt::Key_Down);
    const int below = chips->currentIndex().row();
    EXPECT_GT(cell(below).top(), cell(0).bottom());
    press(Qt::Key_Up);
    EXPECT_EQ(chips->currentIndex().row(), 0);
    press(Qt::Key_End);
    EXPECT_EQ(cell(chips->currentIndex().row() + 1).left(), cell(0).left());
    press(Qt::Key_Home);
    EXPECT_EQ(chips->currentIndex().row(), 0);
    press(Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(chips->selectedWords().size(), 10U);
    press(Qt::Key_Escape);
    EXPECT_TRUE(chips->selectedWords().empty());
}

TEST_F(TheWordChips, ADoubleClickOrF2AsksForTheName)
{
    QSignalSpy renamed(chips.get(), &WordChips::renameRequested);
    click(3);
    QTest::mouseDClick(chips->viewport(), Qt::LeftButton, {}, cell(3).center());
    click(0);
    press(Qt::Key_F2);
    ASSERT_EQ(renamed.count(), 2);
    EXPECT_EQ(renamed[0][0].toInt(), 1);
    EXPECT_EQ(renamed[1][0].toInt(), -1);
}

TEST_F(TheWordChips, AnEditMovesNothingAndKeepsTheSelection)
{
    drag(cell(1).center(), cell(3).center());
    std::vector<QRect> before;
    for (int word = 0; word < 10; ++word) {
        before.push_back(cell(word));
    }
    chips->setWords(sentence, {.text = sentence.text, .parts = {{"two three four", {1, 2, 3}}}});
    EXPECT_EQ(chips->selectedWords(), (Words{1, 2, 3}));
    for (int word = 0; word < 10; ++word) {
        EXPECT_EQ(cell(word), before[static_cast<std::size_t>(word)]);
    }
}

TEST_F(TheWordChips, LinesBreakNeitherBeforePunctuationNorWithinAWord)
{
    const WordPieces vocabulary =
        smallVocabulary("one\ntwo\nthree\nfour\nfive\n.\n,\n(\n)\n'\ns\n");
    sentence = vocabulary.encode("one two, three (four five) two 's three's four .");
    ASSERT_EQ(sentence.words.size(), 16U);
    chips->setWords(sentence, {.text = sentence.text, .parts = {}});
    constexpr int kNarrowest = 190; // for all that stays together
    for (int width = kNarrowest; width < 6 * kNarrowest; width += 5) {
        chips->resize(width, 420);
        chips->doItemsLayout();
        const auto together = [&](int first, int last) {
            EXPECT_EQ(cell(first).top(), cell(last).top()) << first << " at width " << width;
            EXPECT_EQ(cell(first).right() + 1, cell(first + 1).left());
        };
        together(1, 2);   // two,
        together(4, 5);   // (four
        together(6, 7);   // five)
        together(8, 9);   // two '
        together(11, 12); // three's
        together(14, 15); // four .
        for (int word = 0; word < 16; ++word) {
            EXPECT_LE(cell(word).right(), chips->viewport()->width()) << word;
            EXPECT_EQ(chips->indexAt(cell(word).center()).row(), word);
        }
        const bool endsLine = cell(3).top() > cell(2).top();
        const QPoint behind(cell(2).right() + 3, cell(2).center().y());
        EXPECT_EQ(chips->indexAt(behind).isValid(), !endsLine) << "no word takes room it lacks";
    }
}

TEST_F(TheWordChips, HaveTheColourOfTheirPartInBothThemes)
{
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(*qApp, theme);
        QCoreApplication::processEvents();
        const int area = cell(1).width() * cell(1).height();
        EXPECT_GT(pixelsOf(1, partColour(0)), area / 4);
        EXPECT_GT(pixelsOf(3, partColour(1)), area / 4);
        // Letters may have coloured edges.
        EXPECT_LT(pixelsOf(3, partColour(0)), area / 100);
        EXPECT_LT(pixelsOf(0, partColour(0)), area / 100) << "of no part";
    }
    applyTheme(*qApp, Theme::Light);
}

TEST_F(TheWordChips, AreToldToScreenReaders)
{
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(chips.get());
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->text(QAccessible::Name), "Words of the sentence");
    ASSERT_EQ(list->childCount(), 10);
    EXPECT_EQ(list->child(4)->text(QAccessible::Name), "five, part 2: four five, pieces: five");
}

} // namespace
} // namespace palimpsest
