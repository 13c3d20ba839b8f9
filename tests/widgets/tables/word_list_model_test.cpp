// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "support/small_vocabulary.h"
#include "widgets/style/part_colours.h"
#include "widgets/tables/word_list_model.h"

#include <QAbstractItemModelTester>
#include <QColor>
#include <QPersistentModelIndex>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class WordList : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        m_model.setWords(m_sentence, m_parts);
    }

    QVariant at(int word, int role = Qt::DisplayRole) const
    {
        return m_model.data(m_model.index(word), role);
    }

    TokenisedSentence m_sentence =
        smallVocabulary("the\ncharm\n##ing\nfilm\n,\n", {.maximumLength = 7})
            .encode("The charming film, behind");
    SentenceParts m_parts = {.text = m_sentence.text,
                             .parts = {{"film", {2}}, {"subject", {1}, "#102030"}}};
    WordListModel m_model;
    QAbstractItemModelTester m_tester{&m_model,
                                      QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(WordList, ShowsWordsWithTheirPiecesAndParts)
{
    ASSERT_EQ(m_model.rowCount(), 5);
    EXPECT_EQ(at(1), "charming");
    EXPECT_EQ(at(1, WordListModel::PiecesRole), "charm ##ing");
    EXPECT_EQ(at(1, WordListModel::PartRole), 1);
    EXPECT_EQ(at(1, WordListModel::ColourRole).value<QColor>(), QColor(16, 32, 48));
    EXPECT_EQ(at(2, WordListModel::ColourRole).value<QColor>(), partColour(0));
    EXPECT_EQ(at(0, WordListModel::PartRole), -1);
    EXPECT_FALSE(at(0, WordListModel::ColourRole).isValid());
    EXPECT_EQ(at(2, WordListModel::SpaceRole), true);
    EXPECT_EQ(at(3, WordListModel::SpaceRole), false) << "the comma";
}

TEST_F(WordList, SaysWhatIsShown)
{
    EXPECT_EQ(at(1, Qt::AccessibleTextRole), "charming, part 2: subject, pieces: charm ##ing");
    EXPECT_TRUE(at(0, Qt::ToolTipRole).toString().contains("always present"));
}

TEST_F(WordList, WhatTheModelDoesNotReadCannotBeSelected)
{
    EXPECT_TRUE(m_model.flags(m_model.index(3)) & Qt::ItemIsSelectable);
    EXPECT_FALSE(m_model.flags(m_model.index(4)) & Qt::ItemIsSelectable);
    EXPECT_TRUE(at(4, Qt::ToolTipRole).toString().contains("too long"));
}

TEST_F(WordList, OtherPartsKeepTheRows)
{
    const QPersistentModelIndex row = m_model.index(2);
    m_model.setWords(m_sentence, {.text = m_sentence.text});
    ASSERT_TRUE(row.isValid());
    EXPECT_EQ(row.data(WordListModel::PartRole), -1);
    m_model.setWords(smallVocabulary("a\n").encode("a"), {.text = "a"});
    EXPECT_FALSE(row.isValid());
    EXPECT_EQ(m_model.rowCount(), 1);
}

} // namespace
} // namespace palimpsest
