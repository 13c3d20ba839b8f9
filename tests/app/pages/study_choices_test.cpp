// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_choices.h"
#include "support/window_test.h"

#include <QPushButton>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The window on a study of sentences, whose networks have 64 positions.
class SentenceChoicesTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        fs::remove_all(study());
        fs::copy(textDemoFolder(), study(), fs::copy_options::recursive);
        ASSERT_TRUE(m_window->openStudy(study()));
    }

    std::size_t length() { return session().study().tokenisation->options.maximumLength; }

    std::size_t tokensOfFirst() { return session().document()->sheet(0).sentence.tokens.size(); }
};

TEST_F(SentenceChoicesTest, SentencesAreCutWhereTheNetworksCanStillRead)
{
    EXPECT_TRUE(find<QPushButton>("preparePictures")->isHidden());
    ASSERT_EQ(length(), 64u);
    const std::size_t whole = tokensOfFirst();
    ASSERT_GT(whole, 6u);
    m_dialogs.texts = {"many", "2", "65", "6"};
    find<QPushButton>("cutSentences")->click();
    ASSERT_EQ(m_dialogs.textProblems.size(), 3);
    EXPECT_TRUE(m_dialogs.textProblems[0].contains("whole number from 3 to 8192"));
    EXPECT_TRUE(m_dialogs.textProblems[2].contains("It takes at most 64 tokens"))
        << m_dialogs.textProblems[2].toStdString();
    EXPECT_TRUE(m_dialogs.asked.last().contains("stale")) << "what it costs is said";
    EXPECT_EQ(length(), 6u);
    EXPECT_EQ(tokensOfFirst(), 6u) << "what is shown is what the models read";
    session().document()->undoGroup().undo();
    EXPECT_EQ(length(), 64u);
    EXPECT_EQ(tokensOfFirst(), whole);
}

TEST_F(SentenceChoicesTest, WordsThatWereChosenMeanwhileStay)
{
    m_dialogs.texts = {"32"};
    find<QPushButton>("cutSentences")->click();
    ASSERT_EQ(length(), 32u);
    StudyDocument& document = *session().document();
    SentenceParts words = document.sheet(0).words;
    ASSERT_GT(words.parts.size(), 1u);
    words.parts.pop_back();
    document.changeWords(0, words, "another choice");
    m_dialogs.texts = {"16"};
    find<QPushButton>("cutSentences")->click();
    ASSERT_EQ(length(), 16u);
    EXPECT_EQ(document.sheet(0).words, words);
}

} // namespace
} // namespace palimpsest
