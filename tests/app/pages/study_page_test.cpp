// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_page.h"
#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/study/accuracy_sets.h"
#include "support/small_network.h"
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

TEST_F(StudyPageTest, AValueThatComparesIndependentLabelsIsRefusedWithTheReason)
{
    const auto folder = study() / "checkpoints/labels";
    std::filesystem::create_directories(folder);
    writeSafetensors(folder / "epoch_1.safetensors", smallTransformer());
    writeFileAtomically(
        folder / "config.json",
        R"({"num_attention_heads": 4, "problem_type": "multi_label_classification"})");
    ASSERT_TRUE(open());
    Study ofLabels = session().study();
    ofLabels.settings.valueKind = ValueKind::SigmoidLogOdds;
    ofLabels.lineages.push_back(
        {.name = "labels",
         .modelTemplate = {},
         .head = {},
         .checkpoints = {
             {.epoch = 1, .weights = "checkpoints/labels/epoch_1.safetensors", .accuracy = {}}}});
    session().document()->changeStudy(ofLabels, "another run");
    const QSignalSpy failures(m_window->findChild<StudyPage*>(), &StudyPage::failed);
    auto* value = find<QComboBox>("value");
    emit value->activated(static_cast<int>(ValueKind::LogOdds));
    EXPECT_EQ(session().study().settings.valueKind, ValueKind::SigmoidLogOdds);
    EXPECT_EQ(value->currentIndex(), static_cast<int>(ValueKind::SigmoidLogOdds));
    ASSERT_EQ(failures.count(), 1);
    EXPECT_TRUE(failures[0].front().toString().contains("labels/1 cannot be looked at like that"))
        << failures[0].front().toString().toStdString();
    emit value->activated(static_cast<int>(ValueKind::Logit));
    EXPECT_EQ(session().study().settings.valueKind, ValueKind::Logit);
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
