// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/application.h"
#include "widgets/tables/unit_matrix_model.h"
#include "widgets/tables/unit_matrix_view.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

std::vector<MatrixSample> samples()
{
    return {{"coat_1", "coat", 10, {}}, {"shirt_1", "shirt", 1, {}}};
}

std::vector<MatrixCheckpoint> checkpoints()
{
    return {{"pretrained", 0, 0.72}, {"finetuned", 0, std::nullopt}, {"finetuned", 3, 0.7}};
}

class UnitMatrixTest : public testing::Test
{
protected:
    UnitMatrixTest() { needApplication(); }

    UnitMatrixModel m_model;
    QAbstractItemModelTester m_tester{&m_model,
                                      QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(UnitMatrixTest, ASampleWhosePartsCannotBeReadSaysSo)
{
    MatrixSample broken = samples().front();
    broken.parts = 0;
    broken.problem = "parts/coat_1.json is not valid JSON";
    m_model.setStudy({broken}, checkpoints());
    EXPECT_EQ(m_model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(),
              "coat_1\ncoat · parts unreadable");
    EXPECT_TRUE(m_model.headerData(0, Qt::Vertical, Qt::ToolTipRole)
                    .toString()
                    .contains("parts/coat_1.json"));
}

TEST_F(UnitMatrixTest, WhatIsSaidOfThePartsIsReadWholly)
{
    needApplication();
    const QFontMetrics metrics{QFont()};
    const QString parts = " · parts unreadable";
    const QString line = "a class of many words" + parts;
    const int room = metrics.horizontalAdvance(line);
    EXPECT_EQ(withShortenedClass(line, metrics, room), line);
    const QString shortened = withShortenedClass(line, metrics, room - 30);
    EXPECT_TRUE(shortened.startsWith("a class") && shortened.endsWith(parts))
        << shortened.toStdString();
    EXPECT_LE(metrics.horizontalAdvance(shortened), room - 30);
    EXPECT_EQ(withShortenedClass(line, metrics, metrics.horizontalAdvance(parts)),
              "parts unreadable")
        << "without a class of which nothing is left";
}

TEST_F(UnitMatrixTest, ASampleThatCouldNotBeReadSaysSo)
{
    MatrixSample unread = samples().front();
    unread.parts.reset();
    m_model.setStudy({unread}, checkpoints());
    EXPECT_TRUE(m_model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString().endsWith("…"));
    unread.problem = "Memory ran out.";
    m_model.setSample(0, unread);
    EXPECT_EQ(m_model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(),
              "coat_1\ncoat · not read");
    EXPECT_TRUE(m_model.headerData(0, Qt::Vertical, Qt::ToolTipRole)
                    .toString()
                    .endsWith("Memory ran out."));
}

TEST_F(UnitMatrixTest, CellsStartEmptyAndSayWhatTheyAre)
{
    m_model.setStudy(samples(), checkpoints());
    ASSERT_EQ(m_model.rowCount(), 2);
    ASSERT_EQ(m_model.columnCount(), 3);
    const QModelIndex cell = m_model.index(1, 2);
    EXPECT_EQ(cell.data(UnitMatrixModel::CellRole).toInt(), static_cast<int>(UnitCell::Empty));
    m_model.setCell(1, 2, {UnitCell::Stale, "changed since: weights"});
    EXPECT_EQ(cell.data(UnitMatrixModel::CellRole).toInt(), static_cast<int>(UnitCell::Stale));
    const QString text = cell.data(Qt::ToolTipRole).toString();
    for (const char* said : {"finetuned/3", "shirt_1", "stale", "changed since: weights"}) {
        EXPECT_TRUE(text.contains(said)) << said;
    }
    EXPECT_EQ(m_model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(),
              "coat_1\ncoat · 10 parts");
    EXPECT_EQ(m_model.headerData(1, Qt::Vertical, Qt::DisplayRole).toString(),
              "shirt_1\nshirt · 1 part");
}

TEST_F(UnitMatrixTest, AColumnSaysWhereItsLinksLead)
{
    m_model.setStudy(samples(), {{.lineage = "finetuned",
                                  .epoch = 3,
                                  .accuracy = 0.7,
                                  .accuracyName = "test accuracy",
                                  .notes = "epoch_03.pt → /data/runs/3.pt"}});
    const QString tip = m_model.headerData(0, Qt::Horizontal, Qt::ToolTipRole).toString();
    EXPECT_TRUE(tip.startsWith("finetuned/3, test accuracy 70.0 %")) << tip.toStdString();
    EXPECT_TRUE(tip.endsWith("\nepoch_03.pt → /data/runs/3.pt")) << tip.toStdString();
}

TEST_F(UnitMatrixTest, AnOutdatedAccuracyStandsInBrackets)
{
    MatrixCheckpoint column{.lineage = "finetuned", .epoch = 3, .accuracy = 0.704};
    EXPECT_EQ(accuracyText(column), "70");
    column.isOutdated = true;
    EXPECT_EQ(accuracyText(column), "(70)");
    column.accuracy.reset();
    EXPECT_EQ(accuracyText(column), "");
}

TEST_F(UnitMatrixTest, AChangedSampleKeepsTheCells)
{
    m_model.setStudy(samples(), checkpoints());
    m_model.setCell(1, 2, {UnitCell::Done});
    const QSignalSpy resets(&m_model, &QAbstractItemModel::modelReset);
    m_model.setSample(1, {"shirt_1", "shirt", 4, {}});
    EXPECT_EQ(m_model.headerData(1, Qt::Vertical, Qt::DisplayRole).toString(),
              "shirt_1\nshirt · 4 parts");
    EXPECT_EQ(m_model.index(1, 2).data(UnitMatrixModel::CellRole).toInt(),
              static_cast<int>(UnitCell::Done));
    EXPECT_EQ(resets.count(), 0);
}

TEST_F(UnitMatrixTest, AChangedCellTellsOfItselfAlone)
{
    m_model.setStudy(samples(), checkpoints());
    const QSignalSpy changes(&m_model, &QAbstractItemModel::dataChanged);
    m_model.setCell(0, 1, {UnitCell::Done});
    m_model.setCell(0, 1, {UnitCell::Done});
    ASSERT_EQ(changes.count(), 1);
    EXPECT_EQ(changes[0][0].toModelIndex(), m_model.index(0, 1));
    EXPECT_EQ(changes[0][1].toModelIndex(), m_model.index(0, 1));
}

TEST_F(UnitMatrixTest, TheCellsOfARowAreToldOfTogether)
{
    m_model.setStudy(samples(), checkpoints());
    const QSignalSpy changes(&m_model, &QAbstractItemModel::dataChanged);
    const std::vector<MatrixCell> cells = {
        {UnitCell::Done}, {}, {UnitCell::Stale, "changed since: weights"}};
    m_model.setCells(1, cells);
    m_model.setCells(1, cells);
    ASSERT_EQ(changes.count(), 1);
    EXPECT_EQ(changes[0][0].toModelIndex(), m_model.index(1, 0));
    EXPECT_EQ(changes[0][1].toModelIndex(), m_model.index(1, 2));
    EXPECT_EQ(m_model.index(1, 2).data(UnitMatrixModel::CellRole).toInt(),
              static_cast<int>(UnitCell::Stale));
    EXPECT_EQ(m_model.index(0, 0).data(UnitMatrixModel::CellRole).toInt(),
              static_cast<int>(UnitCell::Empty));
}

TEST_F(UnitMatrixTest, PartsThatAreNotKnownYetAreNotCalledNone)
{
    m_model.setStudy({{.id = "coat_1", .className = "coat"}}, checkpoints());
    EXPECT_EQ(m_model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(), "coat_1\ncoat · …");
}

TEST_F(UnitMatrixTest, TheSameStudyKeepsItsCells)
{
    m_model.setStudy(samples(), checkpoints());
    m_model.setCell(0, 0, {UnitCell::Done});
    m_model.setStudy(samples(), checkpoints());
    EXPECT_EQ(m_model.index(0, 0).data(UnitMatrixModel::CellRole).toInt(),
              static_cast<int>(UnitCell::Done));
    m_model.setStudy({}, {});
    EXPECT_EQ(m_model.rowCount(), 0);
}

TEST_F(UnitMatrixTest, EveryStateHasALookOfItsOwn)
{
    UnitMatrixView view;
    view.setMatrix(&m_model);
    m_model.setStudy({samples().front()}, checkpoints());
    view.resize(400, 200);
    std::vector<QImage> looks;
    for (int state = 0; state <= static_cast<int>(UnitCell::Failed); ++state) {
        m_model.setCell(0, 1, {static_cast<UnitCell>(state)});
        const QImage look = view.grab().toImage();
        EXPECT_EQ(std::ranges::count(looks, look), 0) << state;
        looks.push_back(look);
    }
}

TEST_F(UnitMatrixTest, APressOnANameChoosesItAndKeepsTheOther)
{
    UnitMatrixView view;
    view.setMatrix(&m_model);
    m_model.setStudy(samples(), checkpoints());
    view.resize(600, 300);
    view.show();
    view.setCurrentIndex(m_model.index(0, 1));
    const QHeaderView& samples = *view.verticalHeader();
    const QPoint sample(samples.width() / 2, samples.sectionPosition(1) + 1); // at its very edge
    QTest::mouseClick(samples.viewport(), Qt::LeftButton, Qt::NoModifier, sample);
    EXPECT_EQ(view.currentIndex(), m_model.index(1, 1));
    const QHeaderView& columns = *view.horizontalHeader();
    const QPoint epoch(columns.sectionPosition(2) + 1, columns.height() / 2);
    QTest::mouseClick(columns.viewport(), Qt::LeftButton, Qt::NoModifier, epoch);
    EXPECT_EQ(view.currentIndex(), m_model.index(1, 2));
}

TEST_F(UnitMatrixTest, ColumnsAreAsWideAsTheirNumbers)
{
    UnitMatrixView view;
    view.setMatrix(&m_model);
    MatrixCheckpoint outdated{"c", 120'000, 1.0};
    outdated.isOutdated = true;
    m_model.setStudy(samples(), {{"a", 1, 0.5}, {"b", 1, 1.0}, {"b", 2, 1.0}, outdated, outdated});
    QFont small = view.horizontalHeader()->font();
    small.setPointSizeF(small.pointSizeF() * 0.85); // as they are written
    const QFontMetrics metrics(small);
    EXPECT_GT(view.columnWidth(1), metrics.horizontalAdvance("100") + 2);
    EXPECT_GT(view.columnWidth(2), metrics.horizontalAdvance("100") + 2);
    for (const QString& number : {QStringLiteral("120000"), QStringLiteral("(100)")}) {
        EXPECT_GT(view.columnWidth(3), metrics.horizontalAdvance(number) + 2);
    }
}

TEST_F(UnitMatrixTest, ALineageIsAsWideAsItsName)
{
    UnitMatrixView view;
    view.setMatrix(&m_model);
    m_model.setStudy(samples(), checkpoints());
    EXPECT_GE(view.columnWidth(0),
              view.horizontalHeader()->fontMetrics().horizontalAdvance("pretrained"));
    EXPECT_LT(view.columnWidth(1), view.columnWidth(0));
}

} // namespace
} // namespace palimpsest
