// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/data_questions.h"
#include "support/answered_dialogs.h"
#include "support/application.h"

#include <QComboBox>
#include <QDialog>
#include <QPushButton>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

const Unclear kSentences(Question::TextColumn, "Several columns of sentences.",
                         {"id", "premise", "then, hypothesis"});

TEST(DataQuestions, TwoColumnsOfSentencesCanBePutOneBehindTheOther)
{
    needApplication();
    AnsweredDialogs dialogs;
    dialogs.visits.push_back([](QDialog& dialog) {
        auto* first = dialog.findChild<QComboBox*>("textColumn");
        auto* second = dialog.findChild<QComboBox*>("secondColumn");
        const auto* go = dialog.findChild<QPushButton*>("columnsChosen");
        EXPECT_EQ(first->currentIndex(), -1) << "the first one may hold ids";
        EXPECT_FALSE(go->isEnabled());
        first->setCurrentIndex(1);
        EXPECT_TRUE(go->isEnabled());
        second->setCurrentIndex(2); // the same, behind "nothing"
        EXPECT_FALSE(go->isEnabled());
        second->setCurrentIndex(3);
        EXPECT_TRUE(go->isEnabled());
        return true;
    });
    SetChoices choices;
    ASSERT_TRUE(answerQuestion(dialogs, nullptr, kSentences, {}, choices));
    EXPECT_EQ(choices.columns.text, "premise,3") << "a name with a comma goes by its number";
}

TEST(DataQuestions, OneColumnOfSentencesIsEnough)
{
    needApplication();
    AnsweredDialogs dialogs;
    dialogs.visits.push_back([](QDialog& dialog) {
        dialog.findChild<QComboBox*>("textColumn")->setCurrentIndex(1);
        return true;
    });
    SetChoices choices;
    ASSERT_TRUE(answerQuestion(dialogs, nullptr, kSentences, {}, choices));
    EXPECT_EQ(choices.columns.text, "premise");
    dialogs.visits.push_back([](QDialog&) { return false; });
    SetChoices untouched;
    EXPECT_FALSE(answerQuestion(dialogs, nullptr, kSentences, {}, untouched));
    EXPECT_EQ(untouched, SetChoices());
}

TEST(DataQuestions, ColumnsOfClassesAreChosenByTheirNames)
{
    AnsweredDialogs dialogs;
    dialogs.choices = {1};
    SetChoices choices;
    const Unclear question(Question::LabelColumn, "Several.", {"id", "shape", "colour"});
    ASSERT_TRUE(answerQuestion(dialogs, nullptr, question, {}, choices));
    EXPECT_EQ(choices.columns.label, "shape");
}

} // namespace
} // namespace palimpsest
