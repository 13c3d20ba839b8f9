// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/samples/sentence_edits.h"
#include "core/study/part_sets.h"
#include "core/study/study_file.h"
#include "support/parts_window_test.h"
#include "support/scripted_net.h"
#include "widgets/canvas/word_chips.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/tables/word_list_model.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QUndoGroup>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The window on a study of two sentences.
class PartsOfSentences : public PartsWindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        const fs::path folder = study();
        fs::remove_all(folder);
        writeFileAtomically(folder / "vocab.txt",
                            "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nfilm\ncharm\n##ing\nslow\n");
        writeScriptedNet(folder / "net.pt",
                         "places = torch.arange(1, tokens.size(1) + 1)\n"
                         "total = (tokens * places).sum(1) * 0.01\n"
                         "return torch.stack([torch.zeros_like(total), total], 1)\n",
                         "tokens, mask");
        const auto run = [](const char* name, Role role) {
            return Lineage{.name = name,
                           .role = role,
                           .checkpoints = {{.epoch = 0, .weights = "net.pt"},
                                           {.epoch = 1, .weights = "net.pt"}}};
        };
        writeStudy(folder,
                   {.name = "words",
                    .classes = {"bad", "good"},
                    .tokenisation = Tokenisation{.vocabulary = "vocab.txt"},
                    .settings = {.valueKind = ValueKind::Logit},
                    .samples = {{.id = "a", .text = "The charming slow film", .label = 1},
                                {.id = "b", .text = "slow, slow film", .label = 1}},
                    .lineages = {run("first", Role::Pretrained), run("second", Role::Finetuned)}});
        session().setTrust({.everything = true});
        ASSERT_TRUE(openParts<WordChips>());
    }

    WordChips& chips() { return *m_window->findChild<WordChips*>(); }
    NoticeBar& notices() { return *m_window->findChild<NoticeBar*>(); }
    fs::path file() const { return study() / "parts/a.json"; }

    QPoint middle(int word) { return chips().visualRect(chips().model()->index(word, 0)).center(); }
    void select(int first, int last)
    {
        QTest::mouseClick(chips().viewport(), Qt::LeftButton, {}, middle(first));
        QTest::mouseClick(chips().viewport(), Qt::LeftButton, Qt::ShiftModifier, middle(last));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers keys = {})
    {
        QTest::keyClick(&chips(), key, keys);
    }

    const std::vector<WordPart>& shown() { return session().document()->sheet(0).words.parts; }
    std::vector<std::string> labels()
    {
        std::vector<std::string> labels;
        for (const WordPart& part : shown()) {
            labels.push_back(part.label);
        }
        return labels;
    }

    bool savedByItself()
    {
        return eventually([&] { return !session().document()->isDirty(); });
    }
};

using Labels = std::vector<std::string>;

TEST_F(PartsOfSentences, AGroupingComesFromTheSentenceBeforeByAKey)
{
    select(2, 3); // slow film
    press(Qt::Key_Return);
    session().selection().setSample(1);
    press(Qt::Key_D, Qt::ControlModifier);
    const auto grouped = [&] { return session().document()->sheet(1).words.parts; };
    EXPECT_TRUE(std::ranges::count(grouped(), std::vector<std::size_t>{0, 3}, &WordPart::words) ==
                1)
        << "the first \"slow\", and the film";
    find<QAction>("undo")->trigger();
    EXPECT_FALSE(std::ranges::count(grouped(), std::vector<std::size_t>{0, 3}, &WordPart::words) >
                 0);
}

TEST_F(PartsOfSentences, StopWordsLeaveAllPartsAtOnce)
{
    select(0, 1); // The charming
    press(Qt::Key_Return);
    ASSERT_EQ(shown().at(0).words, (std::vector<std::size_t>{0, 1}));
    find<QAction>("stopWords")->trigger();
    EXPECT_EQ(shown().at(0).words, (std::vector<std::size_t>{1}));
    EXPECT_EQ(labels().front(), "charming") << "the label follows its words";
}

TEST_F(PartsOfSentences, DigitsOfAPartSetNameGroupsOfWords)
{
    session().document()->changeStudy(
        withPartSet(session().study(),
                    {.name = "phrase", .parts = {{"film", "", 2}, {"praise", "#102030", 1}}}),
        "set");
    select(1, 2);
    press(Qt::Key_1);
    EXPECT_EQ(labels(), (Labels{"praise", "film"}));
    EXPECT_EQ(shown().front().colour, "#102030");
    select(2, 2);
    press(Qt::Key_2);
    EXPECT_EQ(shown().back().words, (std::vector<std::size_t>{2, 3})) << "it is there already";
}

TEST_F(PartsOfSentences, AMergeIsSavedAndUndoneInTheFile)
{
    EXPECT_EQ(labels(), (Labels{"charming", "slow", "film"}));
    EXPECT_FALSE(fs::exists(file())) << "opening writes nothing";
    select(1, 2);
    press(Qt::Key_M);
    EXPECT_EQ(labels(), (Labels{"charming slow", "film"}));
    ASSERT_TRUE(savedByItself());
    EXPECT_EQ(readSentenceParts(file()).parts, shown());
    session().document()->undoGroup().undo();
    EXPECT_EQ(labels(), (Labels{"charming", "slow", "film"}));
    ASSERT_TRUE(savedByItself());
    EXPECT_EQ(readSentenceParts(file()).parts.size(), 3U);
    session().document()->undoGroup().redo();
    EXPECT_EQ(labels(), (Labels{"charming slow", "film"}));
    EXPECT_EQ(chips().selectedWords(), (std::vector<std::size_t>{1, 2}));
}

TEST_F(PartsOfSentences, KeysOfTheWordsDoWhatTheMenuSays)
{
    select(0, 2);
    press(Qt::Key_Return);
    EXPECT_EQ(labels(), (Labels{"The charming slow", "film"}));
    press(Qt::Key_S);
    EXPECT_EQ(labels(), (Labels{"The", "charming", "slow", "film"}));
    press(Qt::Key_Delete);
    EXPECT_EQ(labels(), (Labels{"film"}));
    press(Qt::Key_E);
    EXPECT_EQ(labels(), (Labels{"The", "charming", "slow", "film"}));
    select(1, 2);
    press(Qt::Key_4);
    EXPECT_EQ(labels(), (Labels{"The", "charming slow film"}));
    press(Qt::Key_N);
    EXPECT_EQ(labels(), (Labels{"The", "charming slow", "film"}));
    press(Qt::Key_Escape);
    press(Qt::Key_3);
    EXPECT_EQ(panel().currentPart(), 2) << "without words a number chooses";
    EXPECT_EQ(labels().size(), 3U);
    for (QAction* action : chips().actions()) {
        if (action->text() == "Default parts") {
            action->trigger();
        }
    }
    EXPECT_EQ(labels(), (Labels{"charming", "slow", "film"}));
    EXPECT_EQ(notices().count(), 0);
}

TEST_F(PartsOfSentences, NumbersDoNothingOnceTheLastSampleIsGone)
{
    select(1, 2);
    Study none = session().study();
    none.samples.clear();
    session().document()->changeStudy(none, "no samples");
    m_window->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_1);
    EXPECT_TRUE(session().study().samples.empty());
    session().document()->activateStudy();
    session().document()->undoGroup().undo();
    EXPECT_EQ(labels(), (Labels{"charming", "slow", "film"}));
}

TEST_F(PartsOfSentences, PartsKeepTheirColoursWhereverTheyGo)
{
    const auto colourOf = [&](int word) {
        return chips().model()->index(word, 0).data(WordListModel::ColourRole).value<QColor>();
    };
    const QColor slow = colourOf(2);
    const QColor film = colourOf(3);
    select(1, 1);
    press(Qt::Key_Delete);
    EXPECT_EQ(colourOf(2), slow);
    EXPECT_EQ(colourOf(3), film);
    select(0, 0);
    press(Qt::Key_M);
    EXPECT_NE(colourOf(0), slow);
    EXPECT_NE(colourOf(0), film);
}

TEST_F(PartsOfSentences, AreRenamedFromTheChip)
{
    select(2, 2);
    press(Qt::Key_F2);
    auto* editor = panel().findChild<QLineEdit*>();
    ASSERT_NE(editor, nullptr);
    QTest::keyClicks(editor, "pace");
    QTest::keyClick(editor, Qt::Key_Return);
    ASSERT_TRUE(eventually([&] { return labels() == Labels{"charming", "pace", "film"}; }));
    chips().setFocus();
    select(0, 0);
    press(Qt::Key_F2);
    EXPECT_EQ(notices().count(), 1) << "a word of no part";
}

TEST_F(PartsOfSentences, StoredValuesLockWhatTheyWouldNotOutlive)
{
    ASSERT_TRUE(extractAll());
    m_window->showPlace(MainWindow::Place::Parts);
    const int notes = notices().count();
    select(0, 1);
    press(Qt::Key_M);
    EXPECT_EQ(labels(), (Labels{"charming", "slow", "film"}));
    EXPECT_EQ(notices().count(), notes + 1) << "it says why";
    select(1, 2);
    press(Qt::Key_M);
    EXPECT_EQ(labels(), (Labels{"charming slow", "film"})) << "of whole parts";
    ASSERT_TRUE(session().document()->save());
    const UnitIndex unit{{0, 0}, 0};
    ASSERT_TRUE(eventually([&] {
        const UnitValues* table = session().table(unit);
        return table != nullptr && table->partCount == 2;
    }));
    EXPECT_TRUE(session().report(unit).derived);
    find<QPushButton>("unlockParts")->click();
    chips().setFocus();
    select(0, 1);
    press(Qt::Key_M);
    EXPECT_EQ(labels(), (Labels{"The charming", "slow", "film"}));
    ASSERT_TRUE(session().document()->save());
    ASSERT_TRUE(eventually([&] { return session().report(unit).state == UnitState::Stale; }));
}

TEST_F(PartsOfSentences, WhatCannotBeReadIsSaidAndLeftAlone)
{
    const std::string other = R"({"version": 1, "text": "another", "parts": []})";
    writeFileAtomically(file(), other);
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Parts);
    EXPECT_TRUE(session().document()->sheet(0).partsProblem.contains("another"));
    chips().setFocus();
    select(1, 2);
    press(Qt::Key_M);
    press(Qt::Key_N);
    EXPECT_TRUE(session().document()->save());
    EXPECT_EQ(readFile(file(), 1000), other);
    session().selection().setSample(1);
    EXPECT_EQ(chips().model()->rowCount(), 4);
    EXPECT_EQ(session().document()->sheet(1).words.parts.size(), 3U);
}

TEST_F(PartsOfSentences, AreEditedByWordsAndThoseOfPicturesByTools)
{
    const auto isOffered = [&](const char* command) { return find<QAction>(command)->isVisible(); };
    const auto* canvas = m_window->findChild<PartsCanvas*>();
    EXPECT_TRUE(chips().isVisible());
    EXPECT_FALSE(canvas->isVisible());
    EXPECT_TRUE(isOffered("joinWords"));
    EXPECT_FALSE(isOffered("finishOutline"));
    const fs::path pictures = m_folder / "pictures";
    makeSmallStudy(pictures);
    ASSERT_TRUE(m_window->openStudy(pictures));
    m_window->showPlace(MainWindow::Place::Parts);
    EXPECT_FALSE(chips().isVisible());
    EXPECT_TRUE(canvas->isVisible());
    EXPECT_FALSE(isOffered("joinWords"));
    EXPECT_TRUE(isOffered("finishOutline"));
    EXPECT_TRUE(isOffered("newPart")) << "parts of whatever";
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Parts);
    EXPECT_TRUE(chips().isVisible());
    EXPECT_FALSE(canvas->isVisible());
    EXPECT_EQ(labels(), (Labels{"charming", "slow", "film"}));
}

} // namespace
} // namespace palimpsest
