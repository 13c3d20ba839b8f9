// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/style/elided_names.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class ElidedNames : public testing::Test
{
protected:
    ElidedNames() { needApplication(); }

    QStringList elided(const QStringList& names, int letters) const
    {
        return elidedApart(names, m_metrics, letters * m_metrics.horizontalAdvance('n'));
    }

    QFontMetrics m_metrics{QFont()};
};

TEST_F(ElidedNames, AreWholeWhereTheyFit)
{
    const QStringList names{"vit_small", "vit_base"};
    EXPECT_EQ(elided(names, 30), names);
}

TEST_F(ElidedNames, KeepBothEnds)
{
    const QStringList shown = elided({"vit_small_imagenet21k_finetune/12"}, 16);
    EXPECT_TRUE(shown[0].startsWith("vit")) << shown[0].toStdString();
    EXPECT_TRUE(shown[0].contains("…")) << shown[0].toStdString();
    EXPECT_TRUE(shown[0].endsWith("/12")) << shown[0].toStdString();
}

TEST_F(ElidedNames, StayDifferentWhereverTheyDiffer)
{
    const QString ends(20, 'n');
    const QStringList names{ends + "_one_" + ends, ends + "_two_" + ends, ends + "_two_" + ends};
    const QStringList shown = elided(names, 16);
    EXPECT_NE(shown[0], shown[1]);
    EXPECT_EQ(shown[1], shown[2]) << "as they are the same";
    EXPECT_TRUE(shown[0].contains("one")) << shown[0].toStdString();
    EXPECT_TRUE(shown[1].contains("two")) << shown[1].toStdString();
    for (const QString& name : shown) {
        EXPECT_LE(m_metrics.horizontalAdvance(name), 16 * m_metrics.horizontalAdvance('n'));
    }
}

} // namespace
} // namespace palimpsest
