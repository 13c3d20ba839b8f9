// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/tables/sample_filter.h"
#include "widgets/tables/sample_list_model.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class SampleFilterTest : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        model.setSamples({
            {.id = "unread", .className = "cat", .thumbnail = {}, .change = {}},
            {.id = "bare",
             .className = "cat",
             .thumbnail = {},
             .change = {},
             .parts = {.drawn = 0, .missing = 2}},
            {.id = "whole",
             .className = "dog",
             .thumbnail = {},
             .change = {},
             .parts = {.drawn = 9, .isChecked = true, .isChanged = true, .isStale = true}},
        });
        filter.setSourceModel(&model);
    }

    QStringList shown() const
    {
        QStringList ids;
        for (int row = 0; row < filter.rowCount(); ++row) {
            ids << filter.index(row, 0).data(SampleListModel::IdRole).toString();
        }
        return ids;
    }

    SampleListModel model;
    SampleFilter filter;
};

TEST_F(SampleFilterTest, ListsTheSamplesInAState)
{
    EXPECT_EQ(shown(), (QStringList{"unread", "bare", "whole"}));
    filter.setState(SampleState::WithoutParts);
    EXPECT_EQ(shown(), QStringList{"bare"}) << "of the first nobody knows yet";
    filter.setState(SampleState::MissingParts);
    EXPECT_EQ(shown(), QStringList{"bare"});
    filter.setState(SampleState::Unchecked);
    EXPECT_EQ(shown(), (QStringList{"unread", "bare"}));
    filter.setState(SampleState::Changed);
    EXPECT_EQ(shown(), QStringList{"whole"});
    filter.setState(SampleState::Stale);
    EXPECT_EQ(shown(), QStringList{"whole"});
    filter.setClass("cat");
    EXPECT_EQ(shown(), QStringList());
    filter.setState(SampleState::Any);
    EXPECT_EQ(shown(), (QStringList{"unread", "bare"}));
}

TEST_F(SampleFilterTest, FollowsWhatBecomesOfSamplesButKeepsTheChosenOne)
{
    filter.setState(SampleState::Unchecked);
    filter.setChosen(0);
    model.setParts(0, {.drawn = 3, .isChecked = true});
    model.setParts(1, {.drawn = 3, .isChecked = true});
    EXPECT_EQ(shown(), QStringList{"unread"});
    filter.setChosen(2);
    EXPECT_EQ(shown(), QStringList{"whole"});
    model.setParts(1, {.drawn = 3});
    EXPECT_EQ(shown(), (QStringList{"bare", "whole"}));
}

} // namespace
} // namespace palimpsest
