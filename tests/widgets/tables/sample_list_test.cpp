// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/application.h"
#include "widgets/tables/sample_list_model.h"

#include <QAbstractItemModelTester>
#include <QPainter>
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
    model.setSamples({{"coat_1", "coat", {}, {}}, {"shirt_1", "shirt", {}, {0.25, {}}}});
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_FALSE(model.index(0).data(SampleListModel::ChangeRole).isValid());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setChanges({{0.5, {}}, {0.25, {}}});
    model.setChanges({{0.5, {}}, {0.25, {}}});
    EXPECT_EQ(changes.count(), 1);
    EXPECT_EQ(model.index(0).data(SampleListModel::ChangeRole).toDouble(), 0.5);
    EXPECT_TRUE(model.index(0).data(Qt::ToolTipRole).toString().contains("50 %"));
    model.setChanges({{std::nullopt, "stale"}, {0.25, {}}});
    EXPECT_EQ(model.index(0).data(SampleListModel::StateRole), "stale");
    EXPECT_TRUE(model.index(0).data(Qt::ToolTipRole).toString().contains("stale"));
}

TEST(SampleListModel, ShowsSentencesAsTheirWords)
{
    needApplication();
    SampleListModel model;
    model.setSamples({{"a_fine_film", "good", {}, {0.25, {}}, "A fine film < all others."}});
    const QModelIndex row = model.index(0);
    EXPECT_EQ(row.data().toString(), "A fine film < all others.");
    EXPECT_TRUE(row.data(Qt::ToolTipRole).toString().contains("film &lt; all"));
    QStyleOptionViewItem option;
    option.rect = {0, 0, 80, SampleDelegate().sizeHint(option, row).height()};
    QImage image(option.rect.size(), QImage::Format_RGB32);
    image.fill(option.palette.color(QPalette::Base));
    QPainter painter(&image);
    SampleDelegate().paint(&painter, option, row);
    painter.end();
    const auto hasInk = [&](int top, int bottom) {
        for (int y = top; y < bottom; ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) != option.palette.color(QPalette::Base)) {
                    return true;
                }
            }
        }
        return false;
    };
    const int third = image.height() / 3;
    EXPECT_TRUE(hasInk(0, third));
    EXPECT_TRUE(hasInk(third, 2 * third)) << "the sentence goes on";
    EXPECT_TRUE(hasInk(2 * third, 3 * third)) << "class and change";
}

TEST(SampleListModel, SaysWhatCountsAsChangedSinceItWasChecked)
{
    SampleListModel model;
    model.setSamples({{.id = "cat_1", .className = "cat"}});
    const auto tip = [&] { return model.index(0).data(Qt::ToolTipRole).toString(); };
    model.setParts(0, {.isChecked = true});
    EXPECT_TRUE(tip().contains("what is less than one of their pixels do not count"));
    model.setParts(0, {.isChecked = true, .isChanged = true});
    EXPECT_TRUE(tip().contains("Since it was checked, models see other parts"));
    model.setParts(0, {});
    EXPECT_FALSE(tip().contains("hecked"));
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
