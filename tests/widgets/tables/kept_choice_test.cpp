// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/tables/kept_choice.h"

#include <QListWidget>
#include <QMouseEvent>
#include <QTest>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class KeptChoice : public testing::Test
{
protected:
    KeptChoice()
    {
        needApplication();
        m_list = std::make_unique<QListWidget>();
        m_list->addItems({"one", "two"});
        m_list->resize(200, 300);
        m_list->setCurrentRow(0);
        keepChoice(*m_list);
        m_list->show();
    }

    void drag(QPoint from, QPoint to) const
    {
        QWidget* view = m_list->viewport();
        QTest::mousePress(view, Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, to, view->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         {});
        QApplication::sendEvent(view, &move);
        QTest::mouseRelease(view, Qt::LeftButton, {}, to);
    }

    QPoint row(int number) const { return m_list->visualItemRect(m_list->item(number)).center(); }

    QStringList chosen() const
    {
        QStringList texts;
        for (const QListWidgetItem* item : m_list->selectedItems()) {
            texts << item->text();
        }
        return texts;
    }

    std::unique_ptr<QListWidget> m_list;
};

TEST_F(KeptChoice, TheEmptyPartChoosesNothing)
{
    const QPoint empty(50, 250);
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, empty);
    EXPECT_EQ(chosen(), QStringList("one"));
    drag(empty, empty + QPoint(30, 20));
    EXPECT_EQ(chosen(), QStringList("one"));
    drag(empty, row(1));
    EXPECT_EQ(chosen(), QStringList("one")) << "a press there begins no choice";
    drag(row(1), empty);
    EXPECT_EQ(chosen(), QStringList("two")) << "nor does a drag end one";
}

TEST_F(KeptChoice, RowsAreChosenAsEver)
{
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, row(1));
    EXPECT_EQ(chosen(), QStringList("two"));
}

} // namespace
} // namespace palimpsest
