// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/style/palette.h"
#include "widgets/tables/pattern_table_model.h"
#include "widgets/tables/shares_delegate.h"

#include <QAbstractItemModelTester>
#include <QIcon>
#include <QPainter>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

constexpr PatternShares kKept{PatternStatus::Preserved, -0.5, 0.2, 0.0};
constexpr PatternShares kFlipped{PatternStatus::Flipped, 0.0, 1.5, 0.5};
constexpr PatternShares kLost{PatternStatus::Discarded, 0.0, 0.301, 0.0};
constexpr PatternShares kGained{PatternStatus::New, 0.0, 0.0, 1.0};

const std::vector<std::string> kNames = {"collar", "left sleeve", "hem"};

class PatternTable : public testing::Test
{
protected:
    PatternTable()
    {
        needApplication();
        m_model.setPatterns({{0b011, false, -0.7, -0.5, kKept},
                             {0b100, false, 1.5, -0.5, kFlipped},
                             {0b111, false, 0.301, 0.001, kLost},
                             {0b010, false, 0.0, 1.0, kGained}},
                            kNames, false, "pretrained/0", "finetuned/7");
        m_filter.setSourceModel(&m_model);
    }

    QString text(int row, int column) const { return m_model.index(row, column).data().toString(); }

    /// Patterns in the order in which the filter lists them.
    std::vector<PartSet> listed() const
    {
        std::vector<PartSet> patterns;
        for (int row = 0; row < m_filter.rowCount(); ++row) {
            patterns.push_back(
                m_model.at(m_filter.mapToSource(m_filter.index(row, 0)).row()).pattern);
        }
        return patterns;
    }

    PatternTableModel m_model;
    PatternFilter m_filter;
    QAbstractItemModelTester m_tester{&m_model,
                                      QAbstractItemModelTester::FailureReportingMode::Fatal};
    QAbstractItemModelTester m_filterTester{&m_filter,
                                            QAbstractItemModelTester::FailureReportingMode::Fatal};
};

using Patterns = std::vector<PartSet>;

TEST_F(PatternTable, NamesPartsInTheirOrder)
{
    EXPECT_EQ(text(0, PatternTableModel::Pattern), QStringLiteral("collar · left sleeve"));
    EXPECT_EQ(text(1, PatternTableModel::Pattern), "hem");
    EXPECT_EQ(text(2, PatternTableModel::Order), "3");
}

TEST_F(PatternTable, ListsNoneUnderTheTitlesItHad)
{
    m_model.clear();
    EXPECT_EQ(m_filter.rowCount(), 0);
    EXPECT_EQ(m_model.headerData(PatternTableModel::Later, Qt::Horizontal, Qt::DisplayRole),
              "finetuned/7");
}

TEST_F(PatternTable, WritesEffectsWithTheirSign)
{
    EXPECT_EQ(text(0, PatternTableModel::Reference), QStringLiteral("−0.70"));
    EXPECT_EQ(text(1, PatternTableModel::Reference), QStringLiteral("+1.50"));
    EXPECT_EQ(text(2, PatternTableModel::Later), QStringLiteral("–"));
    EXPECT_EQ(text(3, PatternTableModel::Reference), QStringLiteral("–"));
}

TEST_F(PatternTable, SaysWhatBecameOfAPatternInWordAndHue)
{
    EXPECT_EQ(text(1, PatternTableModel::Status), "flipped");
    EXPECT_EQ(text(3, PatternTableModel::Status), "new");
    const auto icon =
        m_model.index(1, PatternTableModel::Status).data(Qt::DecorationRole).value<QIcon>();
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected}) {
        const QImage image = icon.pixmap(QSize(16, 16), 1.0, mode).toImage();
        EXPECT_EQ(image.pixelColor(image.rect().center()), palette::kFlipped);
    }
}

TEST_F(PatternTable, KeptLostAndGainedAreNumbersOnOneScale)
{
    EXPECT_EQ(text(0, PatternTableModel::Kept), "0.50");
    EXPECT_EQ(text(0, PatternTableModel::Lost), "0.20");
    EXPECT_EQ(text(0, PatternTableModel::Gained), QStringLiteral("–"));
    EXPECT_EQ(text(1, PatternTableModel::Gained), "0.50");
    const auto share = [&](int row, int column) {
        return m_model.index(row, column).data(PatternTableModel::ShareRole).toDouble();
    };
    EXPECT_DOUBLE_EQ(share(1, PatternTableModel::Lost), 1.0) << "the largest of all";
    EXPECT_DOUBLE_EQ(share(0, PatternTableModel::Kept), 0.5 / 1.5);
    EXPECT_DOUBLE_EQ(share(3, PatternTableModel::Gained), 1.0 / 1.5);
}

TEST_F(PatternTable, TipsHoldTheExactNumbers)
{
    const QString tip = m_model.index(2, 0).data(Qt::ToolTipRole).toString();
    EXPECT_TRUE(tip.contains("finetuned/7 +0.001")) << tip.toStdString();
    EXPECT_TRUE(tip.contains("lost 0.301"));
}

TEST_F(PatternTable, FindsTheRowOfAPattern)
{
    EXPECT_EQ(m_model.rowOf({0b111}), 2);
    EXPECT_EQ(m_model.rowOf({0b110}), -1);
}

TEST_F(PatternTable, SortsEffectsByTheirStrength)
{
    m_filter.sort(PatternTableModel::Reference, Qt::DescendingOrder);
    EXPECT_EQ(listed(), (Patterns{0b100, 0b011, 0b111, 0b010}));
    m_filter.sort(PatternTableModel::Order, Qt::AscendingOrder);
    EXPECT_EQ(listed().back(), 0b111u);
    m_filter.sort(PatternTableModel::Kept, Qt::DescendingOrder);
    EXPECT_EQ(listed(), (Patterns{0b011, 0b100, 0b010, 0b111})) << "equal ones stay by order";
    m_filter.sort(PatternTableModel::Lost, Qt::DescendingOrder);
    EXPECT_EQ(listed(), (Patterns{0b100, 0b111, 0b011, 0b010}));
    m_filter.sort(PatternTableModel::Gained, Qt::DescendingOrder);
    EXPECT_EQ(listed(), (Patterns{0b010, 0b100, 0b111, 0b011})) << "and those by what is lost";
}

TEST_F(PatternTable, NumbersBeginWithTheLargestAndDashesAreLast)
{
    for (const int column : {PatternTableModel::Order, PatternTableModel::Reference,
                             PatternTableModel::Later, PatternTableModel::Kept}) {
        EXPECT_EQ(m_filter.headerData(column, Qt::Horizontal, Qt::InitialSortOrderRole).toInt(),
                  Qt::DescendingOrder);
    }
    EXPECT_EQ(m_filter.headerData(0, Qt::Horizontal, Qt::InitialSortOrderRole).toInt(),
              Qt::AscendingOrder);
    m_filter.sort(PatternTableModel::Lost, Qt::AscendingOrder);
    EXPECT_EQ(listed(), (Patterns{0b011, 0b111, 0b100, 0b010})) << "0.20, 0.30, 1.50, –";
    m_filter.sort(PatternTableModel::Later, Qt::AscendingOrder);
    EXPECT_EQ(listed().back(), 0b111U) << "as 0.001 is shown as –";
}

TEST_F(PatternTable, FiltersByStatusOrderAndWords)
{
    m_filter.setStatus(PatternStatus::New);
    EXPECT_EQ(listed(), (Patterns{0b010}));
    m_filter.setStatus(std::nullopt);
    m_filter.setOrder(1);
    EXPECT_EQ(listed(), (Patterns{0b100, 0b010}));
    m_filter.setOrder(0);
    m_filter.setText(" SLEEVE  col ");
    EXPECT_EQ(listed(), (Patterns{0b011, 0b111}));
    m_filter.setText({});
    EXPECT_EQ(listed().size(), 4u);
}

TEST_F(PatternTable, TakesOtherPatternsWhileItIsFilteredAndSorted)
{
    m_filter.setOrder(2);
    m_filter.sort(PatternTableModel::Later, Qt::DescendingOrder);
    m_model.setPatterns({{0b101, false, 0.1, 0.2, kKept}, {0b110, false, 0.1, 0.9, kKept}},
                        {"a", "b", "c"}, false, "pretrained/0", "finetuned/8");
    EXPECT_EQ(listed(), (Patterns{0b110, 0b101}));
    EXPECT_EQ(m_model.headerData(PatternTableModel::Later, Qt::Horizontal, Qt::DisplayRole),
              "finetuned/8");
    m_model.setPatterns({}, {}, false, {}, {});
    EXPECT_EQ(m_filter.rowCount(), 0);
}

TEST_F(PatternTable, TellsPatternsOfBothKindsApart)
{
    m_model.setPatterns({{0b011, false, 1.0, 0.9, kKept},
                         {0b011, true, 0.5, 0.5, kKept},
                         {0b001, false, 0.5, 0.4, kKept}},
                        kNames, true, "pretrained/0", "finetuned/7");
    EXPECT_EQ(text(0, PatternTableModel::Pattern), QStringLiteral("collar ∧ left sleeve"));
    EXPECT_EQ(text(1, PatternTableModel::Pattern), QStringLiteral("collar ∨ left sleeve"));
    EXPECT_EQ(text(2, PatternTableModel::Pattern), "collar");
    EXPECT_EQ(text(0, PatternTableModel::Kind), "and");
    EXPECT_EQ(text(1, PatternTableModel::Kind), "or");
    EXPECT_EQ(m_model.rowOf({0b011, false}), 0);
    EXPECT_EQ(m_model.rowOf({0b011, true}), 1);
    EXPECT_EQ(m_model.rowOf({0b001, true}), -1);
    m_filter.setText("OR sleeve");
    EXPECT_EQ(m_filter.rowCount(), 1);
    m_filter.setText("and");
    EXPECT_EQ(m_filter.rowCount(), 2);
}

// Of AND alone, they are words like others: a "border" holds an "or".
TEST_F(PatternTable, KindsAreNoWordsWhereThereIsOne)
{
    m_model.setPatterns({{0b001, false, 1.0, 0.9, kKept}, {0b010, false, 0.5, 0.5, kKept}},
                        {"border", "hem"}, false, "pretrained/0", "finetuned/7");
    m_filter.setText("or");
    EXPECT_EQ(listed(), (Patterns{0b01}));
}

TEST_F(PatternTable, BarsAreAsLongAsTheirShares)
{
    SharesDelegate delegate;
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, 408, 24); // 400 for the bar
    option.palette.setColor(QPalette::Base, Qt::white);
    const auto painted = [&](int row, const QColor& colour) {
        QImage image(option.rect.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        delegate.paint(&painter, option, m_model.index(row, PatternTableModel::Kept));
        painter.end();
        int length = 0;
        for (int x = 0; x < image.width(); ++x) {
            length += image.pixelColor(x, 19) == colour ? 1 : 0;
        }
        return length;
    };
    EXPECT_NEAR(painted(0, palette::kPreserved), 400 / 3.0, 2);
    EXPECT_EQ(painted(1, palette::kPreserved), 0);
}

TEST_F(PatternTable, NamesOfRunsAreNoMarkupInTips)
{
    m_model.setPatterns({}, kNames, false, "<b>x</b><img src='x'>/0", "finetuned/7");
    for (const int column : {PatternTableModel::Reference, PatternTableModel::Lost}) {
        const QString tip = m_model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
        EXPECT_TRUE(tip.contains("&lt;img")) << tip.toStdString();
    }
}

} // namespace
} // namespace palimpsest
