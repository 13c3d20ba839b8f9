// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"
#include "support/application.h"
#include "support/drawings.h"
#include "widgets/tables/part_list_model.h"

#include <QAbstractItemModelTester>
#include <QIcon>
#include <QMimeData>
#include <QSignalSpy>
#include <gtest/gtest.h>

#include <memory>

namespace palimpsest {
namespace {

class PartList : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        tester = std::make_unique<QAbstractItemModelTester>(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        show(drawing);
    }

    void show(const Drawing& shown) { model.setDrawing(shown, paint(shown)); }

    QString text(int row, int column, int role = Qt::DisplayRole) const
    {
        return model.data(model.index(row, column), role).toString();
    }

    Drawing drawing =
        withPart(drawingOf({box("collar", 0, 0, 5, 10), box("hem", 5, 0, 6, 4)}, 10, 10),
                 {.name = "cuff", .colour = "#102030"});
    PartListModel model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

TEST_F(PartList, ShowsKeysNamesAndShares)
{
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(text(0, PartListModel::Key), "1");
    EXPECT_EQ(text(0, PartListModel::Name), "collar");
    EXPECT_EQ(text(0, PartListModel::Coverage), QStringLiteral("50\u00a0%"));
    EXPECT_EQ(text(1, PartListModel::Coverage), QStringLiteral("4.0\u00a0%"));
    EXPECT_EQ(text(2, PartListModel::Coverage), QStringLiteral("0\u00a0%"));
    EXPECT_TRUE(text(1, PartListModel::Coverage, Qt::ToolTipRole)
                    .contains("4 of the 100 pixels that models see"));
    EXPECT_TRUE(text(2, PartListModel::Coverage, Qt::ToolTipRole).contains("no pixel"));
    const auto swatch =
        model.data(model.index(2, PartListModel::Name), Qt::DecorationRole).value<QIcon>();
    EXPECT_EQ(swatch.pixmap(16, 16).toImage().pixelColor(8, 8), QColor(16, 32, 48));
}

TEST_F(PartList, TheTenthPartHasTheKeyZeroAndLaterOnesNone)
{
    for (int i = 0; i < 9; ++i) {
        drawing = withPart(drawing);
    }
    show(drawing);
    EXPECT_EQ(text(8, PartListModel::Key), "9");
    EXPECT_EQ(text(9, PartListModel::Key), "0");
    EXPECT_EQ(text(10, PartListModel::Key), "");
}

TEST_F(PartList, AnEnteredNameIsARequest)
{
    QSignalSpy renames(&model, &PartListModel::renameRequested);
    const QModelIndex hem = model.index(1, PartListModel::Name);
    EXPECT_TRUE(model.flags(hem).testFlag(Qt::ItemIsEditable));
    EXPECT_FALSE(model.setData(hem, "hem", Qt::EditRole));
    EXPECT_EQ(renames.count(), 0);
    EXPECT_FALSE(model.setData(hem, " border ", Qt::EditRole)); // nobody granted it
    ASSERT_EQ(renames.count(), 1);
    EXPECT_EQ(renames[0][0].toInt(), 1);
    EXPECT_EQ(renames[0][1].toString(), "border");
    EXPECT_EQ(text(1, PartListModel::Name), "hem");

    QObject::connect(
        &model, &PartListModel::renameRequested, &model, [this](int part, const QString& name) {
            show(withPartRenamed(drawing, static_cast<std::size_t>(part), name.toStdString()));
        });
    EXPECT_TRUE(model.setData(hem, "border", Qt::EditRole));
    EXPECT_EQ(text(1, PartListModel::Name), "border");
    EXPECT_FALSE(model.setData(model.index(1, PartListModel::Coverage), "7", Qt::EditRole));
}

TEST_F(PartList, ADraggedRowIsARequestForItsNewPlace)
{
    QSignalSpy moves(&model, &PartListModel::moveRequested);
    const auto drop = [&](int from, int before) {
        const std::unique_ptr<QMimeData> data(model.mimeData({model.index(from, 1)}));
        EXPECT_FALSE(model.dropMimeData(data.get(), Qt::MoveAction, before, 0, {}));
        EXPECT_EQ(model.rowCount(), 3);
    };
    drop(0, 3);
    drop(0, 2);
    drop(2, 0);
    drop(1, -1); // on the empty area below
    ASSERT_EQ(moves.count(), 4);
    const std::vector<std::pair<int, int>> expected = {{0, 2}, {0, 1}, {2, 0}, {1, 2}};
    for (int i = 0; i < 4; ++i) {
        const auto index = static_cast<std::size_t>(i);
        EXPECT_EQ(std::pair(moves[i][0].toInt(), moves[i][1].toInt()), expected[index]) << i;
    }
    drop(1, 1); // where it is
    drop(1, 2);
    QMimeData foreign;
    foreign.setData(model.mimeTypes().front(), "99");
    EXPECT_FALSE(model.dropMimeData(&foreign, Qt::MoveAction, 0, 0, {}));
    EXPECT_EQ(moves.count(), 4);
}

/// A set with keys of its own, of which the drawing lacks one and has none of another.
PartNames garment()
{
    return {.name = "garment",
            .parts = {{"hem", "#304050", 7}, {"pocket", "", 3}, {"collar", "", std::nullopt}}};
}

TEST_F(PartList, APartSetGivesTheOrderAndShowsWhatIsMissing)
{
    model.setNames(garment());
    ASSERT_EQ(model.rowCount(), 4);
    EXPECT_EQ(text(0, PartListModel::Name), "hem");
    EXPECT_EQ(text(0, PartListModel::Key), "7");
    EXPECT_EQ(text(0, PartListModel::Coverage), QStringLiteral("✓ 4.0\u00a0%"));
    EXPECT_EQ(text(1, PartListModel::Name), "cuff") << "in no set, and behind the hem in the file";
    EXPECT_EQ(text(1, PartListModel::Key), "");
    EXPECT_EQ(text(2, PartListModel::Name), "pocket");
    EXPECT_EQ(text(2, PartListModel::Key), "3");
    EXPECT_EQ(text(2, PartListModel::Coverage), "missing");
    EXPECT_EQ(text(3, PartListModel::Name), "collar");
    EXPECT_EQ(text(3, PartListModel::Key), "");
    EXPECT_EQ(model.partAt(0), 1);
    EXPECT_EQ(model.partAt(2), -1);
    EXPECT_EQ(model.entryAt(1), -1);
    EXPECT_EQ(model.rowOfPart(0), 3);
    EXPECT_EQ(model.rowOfEntry(1), 2);
    show(withPartMoved(drawing, 2, 0));
    EXPECT_EQ(text(0, PartListModel::Name), "cuff") << "the file has it first";
    model.setNames(std::nullopt);
    EXPECT_EQ(text(1, PartListModel::Name), "collar");
    EXPECT_EQ(text(1, PartListModel::Key), "2");
}

TEST_F(PartList, WhatAToolShowsIsCountedBeforeItIsKept)
{
    model.setNames(garment());
    LabelMap shown = paint(withPart(drawing, {.name = "pocket", .colour = {}}));
    shown.parts[3].pixels = 12;
    model.setPreview(shown);
    const int pocket = model.rowOfEntry(1);
    EXPECT_EQ(text(pocket, PartListModel::Coverage), QStringLiteral("preview 12\u00a0%"));
    EXPECT_TRUE(text(pocket, PartListModel::Coverage, Qt::ToolTipRole)
                    .contains("12 of the 100 pixels that models see"));
    EXPECT_TRUE(model.isPreviewed(pocket));
    EXPECT_EQ(text(model.rowOfPart(1), PartListModel::Coverage), QStringLiteral("✓ 4.0\u00a0%"))
        << "it stays as it is";
    model.setPreview(std::nullopt);
    EXPECT_EQ(text(pocket, PartListModel::Coverage), "missing");
}

TEST_F(PartList, AMissingPartHasNoNameToEdit)
{
    model.setNames(garment());
    QSignalSpy renames(&model, &PartListModel::renameRequested);
    const QModelIndex pocket = model.index(model.rowOfEntry(1), PartListModel::Name);
    EXPECT_FALSE(model.flags(pocket).testFlag(Qt::ItemIsEditable));
    EXPECT_FALSE(model.setData(pocket, "bag", Qt::EditRole));
    EXPECT_FALSE(model.setData(model.index(0, PartListModel::Name), "border", Qt::EditRole));
    ASSERT_EQ(renames.count(), 1);
    EXPECT_EQ(renames[0][0].toInt(), 1) << "the number of the part, not of the row";
}

TEST_F(PartList, NamesOfTheSetMoveInItAndOtherPartsInTheFile)
{
    drawing = withPartMoved(drawing, 2, 0); // cuff, collar, hem
    const PartNames set{.name = "garment",
                        .parts = {{"collar", "", 1}, {"pocket", "", 2}, {"hem", "", 3}}};
    show(drawing);
    model.setNames(set);
    QSignalSpy entries(&model, &PartListModel::entryMoveRequested);
    QSignalSpy parts(&model, &PartListModel::moveRequested);
    EXPECT_FALSE(model.canMove(0, -1));
    model.move(0, 1);
    ASSERT_EQ(parts.count(), 1);
    EXPECT_EQ(parts[0], (QVariantList{0, 1}));
    show(withPartMoved(drawing, 0, 1));
    EXPECT_EQ(model.partAt(1), 1) << "collar, cuff, pocket, hem";
    model.move(1, 2);
    ASSERT_EQ(parts.count(), 2);
    EXPECT_EQ(parts[1], (QVariantList{1, 2})) << "behind the hem, as the pocket is not there";
    model.move(1, 0);
    ASSERT_EQ(parts.count(), 3);
    EXPECT_EQ(parts[2], (QVariantList{1, 0}));
    EXPECT_EQ(entries.count(), 0);
    model.move(2, 1);
    ASSERT_EQ(entries.count(), 1);
    EXPECT_EQ(entries[0], (QVariantList{1, 0})) << "past the cuff, which is in no set";
    model.move(0, 3);
    EXPECT_EQ(entries[1], (QVariantList{0, 2}));
    EXPECT_FALSE(model.canMove(3, 4));
    EXPECT_EQ(parts.count(), 3);
}

TEST_F(PartList, RowsThatStayAreNotReset)
{
    QSignalSpy resets(&model, &PartListModel::modelReset);
    QSignalSpy changes(&model, &PartListModel::dataChanged);
    show(withPartMoved(drawing, 0, 2));
    EXPECT_EQ(resets.count(), 0);
    EXPECT_EQ(changes.count(), 1);
    EXPECT_EQ(text(2, PartListModel::Name), "collar");
    show(withoutPart(drawing, 0));
    EXPECT_EQ(resets.count(), 1);
    show(drawingOf({}, 10, 10));
    show(drawingOf({}, 10, 10));
    EXPECT_EQ(model.rowCount(), 0);
}

} // namespace
} // namespace palimpsest
