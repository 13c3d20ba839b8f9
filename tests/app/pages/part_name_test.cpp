// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/parts_window_test.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/notice_row.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

#include <algorithm>

namespace palimpsest {
namespace {

/// The parts page of a study without values, with the keys where somebody would type.
class PartNameTest : public PartsWindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(openParts());
    }
};

TEST_F(PartNameTest, ANameThatIsRefusedStaysInItsFieldUntilEsc)
{
    const QString taken = QString::fromStdString(drawing().parts[0].name);
    QTest::keyClick(&canvas(), Qt::Key_N);
    const auto field = [] { return qobject_cast<QLineEdit*>(QApplication::focusWidget()); };
    ASSERT_NE(field(), nullptr);
    const std::string name = drawing().parts.back().name;
    QTest::keyClicks(field(), taken);
    QTest::keyClick(field(), Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] {
        const auto rows = m_window->findChild<NoticeBar*>()->findChildren<NoticeRow*>();
        return std::ranges::any_of(
            rows, [](const NoticeRow* row) { return row->text().contains("merge the two"); });
    }));
    ASSERT_TRUE(waitUntil([&] { return field() != nullptr && field()->text() == taken; }));
    QTest::keyClicks(field(), "bg");
    EXPECT_EQ(canvas().tool(), "select") << "letters are no commands";
    EXPECT_EQ(field()->text(), taken + "bg");
    QTest::keyClick(field(), Qt::Key_Escape);
    EXPECT_TRUE(waitUntil([&] { return field() == nullptr; }));
    EXPECT_EQ(drawing().parts.back().name, name);
}

} // namespace
} // namespace palimpsest
