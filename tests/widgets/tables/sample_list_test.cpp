// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/application.h"
#include "widgets/tables/sample_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(SampleListModel, TellsClassAndChangeOfEverySample)
{
    needApplication();
    SampleListModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSamples({{"coat_1", "coat", {}, std::nullopt}, {"shirt_1", "shirt", {}, 0.25}});
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_FALSE(model.index(0).data(SampleListModel::ChangeRole).isValid());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setChanges({0.5, 0.25});
    model.setChanges({0.5, 0.25});
    EXPECT_EQ(changes.count(), 1);
    EXPECT_EQ(model.index(0).data(SampleListModel::ChangeRole).toDouble(), 0.5);
    EXPECT_TRUE(model.index(0).data(Qt::ToolTipRole).toString().contains("50 %"));
}

TEST(Thumbnail, ShowsThePictureWithTheBordersOfItsParts)
{
    needApplication();
    const Image picture{.width = 2, .height = 2, .channels = 1, .pixels = {0, 0, 0, 0}};
    LabelMap parts{.width = 2, .height = 2, .parts = {{.name = "left"}}, .labels = {1, 0, 1, 0}};
    const QImage image = thumbnailOf(picture, parts, 40);
    EXPECT_EQ(image.size(), QSize(40, 40));
    EXPECT_GT(qGray(image.pixel(20, 20)), 30) << "the border between left and background";
    EXPECT_EQ(qGray(image.pixel(10, 10)), 0);
    EXPECT_EQ(qGray(image.pixel(30, 10)), 0);
}

} // namespace
} // namespace palimpsest
