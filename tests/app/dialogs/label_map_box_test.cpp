// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/label_map_box.h"
#include "support/application.h"

#include <QComboBox>
#include <QCoreApplication>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace palimpsest {
namespace {

/// A table of labels that are taken for classes in their order.
class LabelMapBoxTest : public testing::Test
{
protected:
    LabelMapBoxTest()
    {
        needApplication();
        m_box = std::make_unique<LabelMapBox>();
        QObject::connect(m_box.get(), &LabelMapBox::toldChanged, [this] { show(); });
        show();
    }

    void show()
    {
        m_isClear =
            m_box->showMatch({"-5", "0", "12", "100"}, {"eins", "zwei", "drei", "vier"}, {}, {});
    }

    QComboBox& classOf(int row) { return *qobject_cast<QComboBox*>(m_box->cellWidget(row, 1)); }

    /// As a user does.
    void choose(int row, int index)
    {
        classOf(row).setCurrentIndex(index);
        emit classOf(row).activated(index);
        QCoreApplication::processEvents(); // the rows are made anew
    }

    std::vector<int> shown()
    {
        std::vector<int> classes;
        for (int row = 0; row < m_box->rowCount(); ++row) {
            classes.push_back(classOf(row).currentIndex());
        }
        return classes;
    }

    std::unique_ptr<LabelMapBox> m_box;
    bool m_isClear = false;
};

TEST_F(LabelMapBoxTest, OneLabelIsChangedWithoutForgettingTheOthers)
{
    ASSERT_EQ(shown(), (std::vector<int>{0, 1, 2, 3})) << "in their order";
    choose(2, 0);
    EXPECT_EQ(shown(), (std::vector<int>{-1, 1, 0, 3})) << "whose class was taken is open";
    EXPECT_FALSE(m_isClear);
    choose(0, 2);
    EXPECT_EQ(shown(), (std::vector<int>{2, 1, 0, 3}));
    EXPECT_TRUE(m_isClear);
    EXPECT_EQ(m_box->told(),
              (LabelNames{{"-5", "drei"}, {"0", "zwei"}, {"12", "eins"}, {"100", "vier"}}));
}

TEST_F(LabelMapBoxTest, TwoLabelsCanBeChosenForOneClass)
{
    choose(2, 0);
    choose(0, 0);
    EXPECT_EQ(shown(), (std::vector<int>{0, 1, 0, 3}));
    EXPECT_TRUE(m_isClear);
}

} // namespace
} // namespace palimpsest
