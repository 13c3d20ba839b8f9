// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/trusted_programs_dialog.h"
#include "core/base/files.h"
#include "core/models/trust/trust_store.h"
#include "support/window_test.h"
#include "widgets/panels/notice_bar.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

std::string hashOfDigit(char digit)
{
    return std::string(64, digit);
}

class WindowTrust : public WindowTest
{
protected:
    fs::path file() const { return m_folder / "settings/trusted.json"; }

    /// Asks as a run would, and answers.
    bool askFor(const ModelProgram& program, bool answer)
    {
        m_dialogs.visits = {[answer](QDialog&) { return answer; }};
        return session().askForTrust({program});
    }

    const ModelProgram m_program{.path = "/a.pt", .sha256 = hashOfDigit('a')};
};

TEST_F(WindowTrust, RemembersAYesAndNoNo)
{
    ASSERT_TRUE(open());
    EXPECT_FALSE(askFor({.path = "/b.pt", .sha256 = hashOfDigit('b')}, false));
    EXPECT_TRUE(askFor(m_program, true));
    makeWindow(); // as after a new start
    EXPECT_EQ(session().trust().hashes, std::set{hashOfDigit('a')});
    EXPECT_FALSE(fs::exists(study() / "trusted.json"));
}

TEST_F(WindowTrust, TakesOverOnceWhatEarlierVersionsKeptAmongTheirSettings)
{
    m_window.reset();
    {
        QSettings former(QString::fromStdString((m_folder / "settings/state.ini").string()),
                         QSettings::IniFormat);
        former.setValue("trusted", QStringList{QString(64, 'c'), "no hash"});
    }
    makeWindow();
    EXPECT_EQ(session().trust().hashes, std::set{hashOfDigit('c')});
    removeTrusted(file(), {hashOfDigit('c')});
    makeWindow();
    EXPECT_TRUE(session().trust().hashes.empty()) << "what is taken back does not come back";
}

TEST_F(WindowTrust, TakesAnswersBack)
{
    ASSERT_TRUE(open());
    EXPECT_TRUE(askFor(m_program, true));
    m_dialogs.visits = {[](QDialog& dialog) {
        auto* table = dialog.findChild<QTableWidget*>("trusted");
        EXPECT_EQ(table->rowCount(), 1);
        EXPECT_EQ(table->item(0, 0)->text(), "/a.pt");
        const auto press = [&](const char* name) {
            dialog.findChild<QPushButton*>(name)->click();
            return table->rowCount();
        };
        EXPECT_FALSE(dialog.findChild<QPushButton*>("undo")->isEnabled());
        EXPECT_EQ(press("forgetAll"), 0);
        EXPECT_EQ(press("undo"), 1);
        table->selectRow(0);
        EXPECT_EQ(press("forget"), 0);
        EXPECT_EQ(dialog.findChild<QLabel*>("text")->text(), "You have agreed to none.");
        return true;
    }};
    find<QAction>("trustedPrograms")->trigger();
    EXPECT_TRUE(session().trust().hashes.empty());
    EXPECT_TRUE(readTrusted(file()).empty());
}

TEST_F(WindowTrust, HeedsWhatAnotherProgramTakesBack)
{
    ASSERT_TRUE(open());
    EXPECT_TRUE(askFor(m_program, true));
    removeTrusted(file(), {m_program.sha256});
    EXPECT_TRUE(eventually([&] { return session().trust().hashes.empty(); }));
}

TEST_F(WindowTrust, SaysWhyAnswersAreNotUsed)
{
    addTrusted(file(), {{.sha256 = hashOfDigit('a')}});
    fs::permissions(file(), fs::perms(0666));
    makeWindow();
    EXPECT_TRUE(session().trust().hashes.empty());
    EXPECT_EQ(m_window->findChild<NoticeBar*>()->count(), 1);
    ASSERT_TRUE(open());
    EXPECT_TRUE(askFor(m_program, true)) << "a yes still holds for this window";
    EXPECT_TRUE(session().trust().hashes.contains(hashOfDigit('a')));
    EXPECT_EQ(m_window->findChild<NoticeBar*>()->count(), 1) << "and it is said that it is lost";
}

TEST_F(WindowTrust, LabelsTakeNoNameForRichText)
{
    QLabel label(QStringLiteral("<img src='/etc/passwd'><b>bold</b>"), m_window.get());
    label.ensurePolished();
    EXPECT_EQ(label.textFormat(), Qt::PlainText);
    QLabel rich(m_window.get());
    rich.setTextFormat(Qt::RichText);
    rich.ensurePolished();
    EXPECT_EQ(rich.textFormat(), Qt::RichText);
}

} // namespace
} // namespace palimpsest
