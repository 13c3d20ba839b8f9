// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/part_sets_dialog.h"
#include "core/base/files.h"
#include "core/study/part_set_file.h"
#include "core/study/part_sets.h"
#include "support/window_test.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>

namespace palimpsest {
namespace {

enum Column { kKey, kName };

/// The small study with a part set, and the dialog that edits it.
class PartSetsDialogTest : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        m_study = makeSmallStudy(m_folder.path());
        m_study =
            withPartSet(m_study, {.name = "garment", .parts = {{"top", "", 1}, {"pocket", "", 2}}});
        m_dialog = std::make_unique<PartSetsDialog>(m_folder.path(), m_study, 0, m_dialogs);
    }

    template<typename T>
    T& in(const char* name)
    {
        return *m_dialog->findChild<T*>(QLatin1String(name));
    }
    void click(const char* button) { in<QPushButton>(button).click(); }
    QTableWidget& table() { return in<QTableWidget>("partSetParts"); }
    bool isUsable() { return in<QPushButton>("usePartSets").isEnabled(); }
    QString problem() { return in<QLabel>("partSetProblem").text(); }

    TemporaryFolder m_folder;
    Study m_study;
    AnsweredDialogs m_dialogs;
    std::unique_ptr<PartSetsDialog> m_dialog;
};

TEST_F(PartSetsDialogTest, NamesKeysAndOrderAreEdited)
{
    EXPECT_EQ(m_dialog->sets(), m_study.partSets);
    EXPECT_TRUE(m_dialog->renames().empty());
    table().item(0, kName)->setText(" collar ");
    table().item(1, kKey)->setText("");
    table().setCurrentCell(1, kName);
    click("setPartUp");
    const PartNames edited{.name = "garment",
                           .parts = {{"pocket", "", std::nullopt}, {"collar", "", 1}}};
    EXPECT_EQ(m_dialog->sets(), std::vector{edited});
    EXPECT_EQ(m_dialog->renames(), (std::vector<PartSetsDialog::Rename>{{"top", "collar"}}));
    EXPECT_TRUE(isUsable());
}

TEST_F(PartSetsDialogTest, WhatCannotBeUsedIsSaidAndNotAccepted)
{
    table().item(0, kKey)->setText("12");
    EXPECT_FALSE(isUsable());
    EXPECT_FALSE(problem().isEmpty());
    table().item(0, kKey)->setText("3");
    EXPECT_TRUE(isUsable());
    EXPECT_TRUE(problem().isEmpty());
    click("addSetPart");
    EXPECT_FALSE(isUsable()) << "it has no name yet";
    table().item(2, kName)->setText("sleeve");
    EXPECT_TRUE(isUsable());
    table().item(0, kName)->setText("middle"); // which the samples have beside top
    m_dialog->accept();
    EXPECT_NE(m_dialog->result(), QDialog::Accepted);
    EXPECT_FALSE(problem().isEmpty());
}

TEST_F(PartSetsDialogTest, SetsComeFromTheSampleAndFromFilesAndGoToFiles)
{
    click("setOfSample");
    ASSERT_EQ(m_dialog->sets().size(), 2U);
    EXPECT_EQ(m_dialog->sets().back().parts.size(), 3U);
    EXPECT_FALSE(isUsable()) << "two would be for all classes";
    in<QListWidget>("partSetClasses").item(0)->setCheckState(Qt::Checked);
    EXPECT_TRUE(isUsable());
    click("removeSet");

    writeFileAtomically(m_folder / "parts.txt", "1 back\n2 beak\n");
    m_dialogs.files = {{QString::fromStdString((m_folder / "parts.txt").string())}};
    click("loadSet");
    ASSERT_EQ(m_dialog->sets().size(), 2U);
    EXPECT_EQ(m_dialog->sets().back().parts.back().name, "beak");
    in<QLineEdit>("partSetName").setText("bird");
    emit in<QLineEdit>("partSetName").textEdited("bird");
    m_dialogs.files = {{QString::fromStdString((m_folder / "bird.json").string())}};
    click("saveSet");
    EXPECT_EQ(readPartSet(m_folder / "bird.json"), m_dialog->sets().back());
    click("removeSet");
    EXPECT_EQ(m_dialog->sets(), m_study.partSets);
}

/// The same on the parts page.
class PartSetsOfThePage : public WindowTest
{
};

TEST_F(PartSetsOfThePage, ARenameGoesThroughAllSamplesAndIsUndone)
{
    ASSERT_TRUE(open());
    session().document()->changeStudy(
        withPartSet(session().study(),
                    {.name = "garment", .parts = {{"top", "", 1}, {"pocket", "", 2}}}),
        "set");
    m_window->showPlace(MainWindow::Place::Parts);
    m_dialogs.visits = {[](QDialog& dialog) {
        dialog.findChild<QTableWidget*>("partSetParts")->item(0, kName)->setText("collar");
        dialog.accept();
        return dialog.result() == QDialog::Accepted;
    }};
    find<QAction>("partSets")->trigger();
    const auto first = [&](std::size_t sample) {
        return session().document()->sheet(sample).drawing.parts.front().name;
    };
    EXPECT_EQ(session().study().partSets.front().parts.front().name, "collar");
    EXPECT_EQ(first(0), "collar");
    EXPECT_EQ(first(1), "collar");
    find<QAction>("undo")->trigger();
    EXPECT_EQ(session().study().partSets.front().parts.front().name, "top");
    EXPECT_EQ(first(0), "top");
    EXPECT_EQ(first(1), "top");
}

} // namespace
} // namespace palimpsest
