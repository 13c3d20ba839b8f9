// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_page.h"
#include "core/study/accuracy_sets.h"
#include "support/window_test.h"
#include "widgets/tables/unit_matrix_view.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

namespace palimpsest {
namespace {

using StudyPageTest = WindowTest;

TEST_F(StudyPageTest, SettingsAreWideEnoughForTheirTextsOnASmallScreen)
{
    m_window->resize(1050, 618);
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Study);
    for (const char* name : {"baseline", "background", "value", "interactions"}) {
        const auto* box = find<QComboBox>(name);
        ASSERT_TRUE(box->isVisible()) << name;
        EXPECT_TRUE(eventually([&] { return box->width() >= box->sizeHint().width(); }))
            << name << " has " << box->width() << " of " << box->sizeHint().width();
    }
}

TEST_F(StudyPageTest, RowsOfTheMatrixAreThereAtOnceAndFillAsSamplesAreRead)
{
    ASSERT_TRUE(m_window->openStudy(study()));
    const QAbstractItemModel* matrix = find<UnitMatrixView>("unitMatrix")->model();
    const auto row = [&](int role) { return matrix->headerData(1, Qt::Vertical, role); };
    ASSERT_EQ(matrix->rowCount(), 2);
    EXPECT_TRUE(row(Qt::DisplayRole).toString().endsWith("…")) << "the window does not wait";
    EXPECT_TRUE(eventually([&] { return row(Qt::DisplayRole).toString().endsWith("3 parts"); }));
    EXPECT_FALSE(row(Qt::DecorationRole).value<QImage>().isNull());
}

TEST_F(StudyPageTest, TheNumbersBelowEpochsAreNamedAndOutdatedOnesAreSaidToBe)
{
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Study);
    const auto* note = find<QLabel>("accuraciesNote");
    Study study = session().study();
    study.accuracySet = "test";
    study.lineages[1].checkpoints[0].accuracy = 0.5;
    session().document()->changeStudy(study, "accuracies");
    EXPECT_EQ(note->text().trimmed(), "Below the epochs: test accuracy, in percent.");
    Preprocessing other = study.preprocessing;
    other.mean.front() += 0.1;
    session().document()->changeStudy(preparedAnew(study, other), "another mean");
    EXPECT_TRUE(note->text().contains("test accuracy (prepared otherwise)"));
    EXPECT_TRUE(note->text().contains("Measure them again"));
    session().document()->undoGroup().undo();
    EXPECT_FALSE(note->text().contains("otherwise"));
}

TEST_F(StudyPageTest, NothingIsSaidOfAPreparationThatWasRefused)
{
    ASSERT_TRUE(open());
    const Study before = session().study();
    const auto prepare = [&] { // in a size that nobody has tried the networks, programs, on
        m_dialogs.visits.emplace_back([](QDialog& dialog) {
            constexpr int kPlain = 3;
            auto* preset = dialog.findChild<QComboBox*>("preset");
            preset->setCurrentIndex(kPlain);
            emit preset->activated(kPlain);
            dialog.findChild<QSpinBox*>("side")->setValue(20);
            dialog.findChild<QPushButton*>("changePreparation")->click();
            return dialog.result() == QDialog::Accepted;
        });
        find<QAction>("preparePictures")->trigger();
    };
    const QSignalSpy notes(m_window->findChild<StudyPage*>(), &StudyPage::warned);
    {
        StudyDocument other(study());
        ASSERT_TRUE(other.startEditing());
        prepare();
        EXPECT_EQ(session().study(), before);
        EXPECT_EQ(notes.count(), 0);
    }
    prepare();
    EXPECT_EQ(session().study().preprocessing.width, 20);
    ASSERT_FALSE(notes.isEmpty());
    EXPECT_TRUE(notes.last().front().toString().contains("was not tried"));
}

} // namespace
} // namespace palimpsest
