// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/answer_table.h"
#include "support/application.h"

#include <QLabel>
#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

TEST(AnswerTable, LongNamesOfClassesGiveWayAndStandInTips)
{
    needApplication();
    const std::string name(200, 'n');
    Study study{.classes = {name, "other"}, .samples = {{.id = "one", .label = 0}}};
    const UnitValues values{.partCount = 1,
                            .v = {0.0, 1.0},
                            .logitsNone = {2.0F, 1.0F},
                            .logitsAll = {2.0F, 1.0F},
                            .predicted = {0, 0}};
    AnswerTable table;
    table.setAnswers(&values, UnitState::Complete, 0, study, 0);
    EXPECT_LT(table.minimumSizeHint().width(), 400);
    const auto labels = table.findChildren<QLabel*>();
    EXPECT_EQ(std::ranges::count_if(labels,
                                    [&](const QLabel* label) {
                                        return label->toolTip().contains(
                                            QString::fromStdString(name));
                                    }),
              3)
        << "what p is of, and what is said to all and to none";
}

TEST(AnswerTable, NamesOfClassesAreNoMarkupInTips)
{
    needApplication();
    const Study study{.classes = {"<b>x</b><img src='x'>", "other"},
                      .samples = {{.id = "one", .label = 0}}};
    AnswerTable table;
    table.setAnswers(nullptr, UnitState::Missing, 0, study, 0);
    int named = 0;
    for (const auto* label : table.findChildren<QLabel*>()) {
        named += label->toolTip().contains("&lt;img") ? 1 : 0;
        EXPECT_FALSE(label->toolTip().contains("<img")) << label->toolTip().toStdString();
    }
    EXPECT_EQ(named, 1);
}

TEST(AnswerTable, SaysWhyThereAreNoValues)
{
    needApplication();
    const Study study{.classes = {"one", "other"}, .samples = {{.id = "one", .label = 0}}};
    AnswerTable table;
    const auto says = [&](UnitState state, const QString& why) {
        table.setAnswers(nullptr, state, 0, study, 0);
        return std::ranges::any_of(table.findChildren<QLabel*>(),
                                   [&](const QLabel* label) { return label->text() == why; });
    };
    EXPECT_TRUE(says(UnitState::Missing, "No values are stored yet"));
    EXPECT_TRUE(says(UnitState::Stale, "Its values are stale"));
    EXPECT_TRUE(says(UnitState::Damaged, "Its values cannot be read"));
}

} // namespace
} // namespace palimpsest
