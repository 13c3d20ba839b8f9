// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_file.h"
#include "support/parts_window_test.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/notice_row.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QTest>

#include <algorithm>

namespace palimpsest {
namespace {

/// The parts page of a study without values, where parts are given names.
class NamingParts : public PartsWindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(openParts());
    }

    /// Types as a person does: into what has the keyboard.
    static void type(const QString& text)
    {
        for (const QChar letter : text) {
            QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
        }
    }
};

TEST_F(NamingParts, ANewPartIsNamedAtOnceByWhateverLettersItHas)
{
    const std::size_t parts = drawing().parts.size();
    const std::size_t sample = session().selection().sample();
    QTest::keyClick(&canvas(), Qt::Key_N);
    ASSERT_EQ(drawing().parts.size(), parts + 1);
    ASSERT_NE(qobject_cast<QLineEdit*>(QApplication::focusWidget()), nullptr);
    type("vagrant pad 12");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    EXPECT_TRUE(waitUntil([&] { return drawing().parts.back().name == "vagrant pad 12"; }))
        << drawing().parts.back().name; // Qt takes names once the key is dealt with
    EXPECT_EQ(canvas().tool(), "select") << "letters were no commands";
    EXPECT_EQ(session().selection().sample(), sample);
    EXPECT_EQ(drawing().parts.size(), parts + 1);
}

TEST_F(NamingParts, ANameThatIsRefusedStaysInItsFieldUntilEsc)
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

TEST_F(NamingParts, LettersTypedForANameThatIsRefusedAreNoCommands)
{
    ASSERT_TRUE(extractAll());
    ASSERT_TRUE(eventually([&] { return canvas().isLocked(); }));
    const Study before = session().study();
    const std::size_t sample = session().selection().sample();
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_N);
    type("gap bud 12");
    EXPECT_EQ(canvas().tool(), "select");
    EXPECT_EQ(session().selection().sample(), sample);
    EXPECT_EQ(session().study(), before);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D);
    EXPECT_NE(session().selection().sample(), sample) << "letters are commands again";
}

TEST_F(NamingParts, TheWindowMayGoWhileANameIsTyped)
{
    QTest::keyClick(&canvas(), Qt::Key_N);
    ASSERT_NE(qobject_cast<QLineEdit*>(QApplication::focusWidget()), nullptr);
    type("half a na");
    m_window.reset();
    EXPECT_EQ(QApplication::focusWidget(), nullptr);
}

TEST_F(NamingParts, F2NamesWhereverTheKeysGo)
{
    for (QWidget* place : std::initializer_list<QWidget*>{
             &canvas(), m_window->findChild<QListView*>("samples")->isVisible()
                            ? m_window->findChild<QListView*>("samples")
                            : static_cast<QWidget*>(&canvas())}) {
        place->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F2);
        ASSERT_NE(qobject_cast<QLineEdit*>(QApplication::focusWidget()), nullptr);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    }
}

} // namespace
} // namespace palimpsest
