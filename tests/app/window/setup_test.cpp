// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/checkpoint_rows_model.h"
#include "app/dialogs/checkpoints_dialog.h"
#include "app/dialogs/picture_set_dialog.h"
#include "app/dialogs/probe_dialog.h"
#include "app/window/setup_journey.h"
#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/setup/study_probe.h"
#include "core/study/study_file.h"
#include "support/small_network.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/notice_row.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST_F(SetupJourney, FromAnEmptyWindowToCurves)
{
    ASSERT_TRUE(make());
    EXPECT_EQ(session().study().classes, (std::vector<std::string>{"blue", "green", "red"}));
    EXPECT_EQ(session().study().preprocessing.resizing.side, 37);

    m_dialogs.choices.push_back(1); // a folder of classes
    m_dialogs.files.push_back({text(data())});
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& set = dynamic_cast<PictureSetDialog&>(dialog);
        EXPECT_TRUE(eventually([&] { return set.isSettled(); }));
        in<QComboBox>(dialog, "startingParts").setCurrentIndex(1);
        emit in<QComboBox>(dialog, "startingParts").activated(1);
        in<QSpinBox>(dialog, "perClass").setValue(1);
        EXPECT_TRUE(eventually([&] { return set.isSettled(); }));
        EXPECT_EQ(in<QListWidget>(dialog, "pickedPictures").count(), 3);
        return in<QPushButton>(dialog, "addPicked").isEnabled();
    });
    m_window->findChild<QAction*>("addSamples")->trigger();
    ASSERT_EQ(session().study().samples.size(), 3U);
    EXPECT_EQ(session().document()->sheet(0).parts.partCount(), 9);

    m_dialogs.choices.push_back(0); // a folder of runs
    m_dialogs.files.push_back({text(runs())});
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& table = dynamic_cast<CheckpointsDialog&>(dialog);
        const QAbstractItemModelTester tester(
            in<QTableView>(dialog, "checkpointRows").model(),
            QAbstractItemModelTester::FailureReportingMode::Fatal);
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        EXPECT_EQ(table.rows().size(), 2U);
        in<QLineEdit>(dialog, "checkpointHead").setText("linear probe");
        return in<QPushButton>(dialog, "addRows").isEnabled();
    });
    m_window->findChild<QAction*>("addCheckpoints")->trigger();
    ASSERT_EQ(session().study().lineages.size(), 1U);
    EXPECT_EQ(session().study().lineages[0].role, Role::Finetuned);
    EXPECT_EQ(session().study().lineages[0].head, "linear probe");
    session().extract();
    EXPECT_TRUE(eventually([&] {
        return !session().extractor().isRunning() && session().values() != nullptr &&
               session().values()->tables.size() == 6;
    }));
    EXPECT_EQ(readStudy(m_folder / "mine"), session().study());

    m_dialogs.choices.push_back(0); // a folder of classes
    m_dialogs.files.push_back({text(data())});
    m_window->findChild<QAction*>("measureAccuracies")->trigger();
    const auto accuracy = [&] { return session().study().lineages[0].checkpoints[1].accuracy; };
    ASSERT_TRUE(eventually([&] { return accuracy().has_value(); }));
    EXPECT_NEAR(*accuracy(), 1.0 / 3, 1e-12) << "it says one class whatever it sees";
    EXPECT_EQ(session().study().accuracySet, "colours");
    ASSERT_NE(session().values(), nullptr) << "values stay";
    EXPECT_EQ(session().values()->tables.size(), 6U);
}

/// What is done in the dialog that fits a probe, and expected there.
class ProbeJourney : public SetupJourney
{
protected:
    /// A network, and pictures by folders or by a table with two columns of them.
    void chooseForProbe(QDialog& dialog)
    {
        auto& fit = in<QPushButton>(dialog, "fitProbe");
        EXPECT_TRUE(write(dialog, "probeModel", data() / "blue/0.png"));
        EXPECT_TRUE(in<QLabel>(dialog, "probeText").text().contains("no checkpoint"));
        EXPECT_TRUE(write(dialog, "probeModel", m_folder / "net.safetensors"));
        EXPECT_TRUE(in<QLabel>(dialog, "probeRead").text().contains("SqueezeNet"));
        EXPECT_FALSE(fit.isEnabled());
        EXPECT_TRUE(write(dialog, "probeTraining", m_folder / "nowhere"));
        EXPECT_FALSE(fit.isEnabled());
        EXPECT_TRUE(in<QLabel>(dialog, "probeText").text().contains("nowhere"));
        m_dialogs.choices = {2, 0}; // a column without pictures, then one with them
        EXPECT_TRUE(write(dialog, "probeTraining", m_folder / "list.csv"));
        EXPECT_TRUE(fit.isEnabled());
        EXPECT_TRUE(m_dialogs.choices.empty()) << "the column is asked for, and asked for again";
        EXPECT_TRUE(m_dialogs.chosen.back().contains("no picture"))
            << m_dialogs.chosen.back().toStdString();
        m_dialogs.choices = {1};
        in<QPushButton>(dialog, "askAgain").click();
        EXPECT_TRUE(eventually([&] { return isSettled(dialog) && fit.isEnabled(); }));
        EXPECT_TRUE(m_dialogs.choices.empty()) << "a right one can be changed";
        EXPECT_TRUE(write(dialog, "probeTraining", data()));
        EXPECT_TRUE(in<QLabel>(dialog, "probeText").text().isEmpty());
        EXPECT_TRUE(fit.isEnabled());
    }

    void fitAndNameProbe(QDialog& dialog)
    {
        auto& probe = dynamic_cast<ProbeDialog&>(dialog);
        const auto settles = [&] { return eventually([&] { return probe.isSettled(); }); };
        auto& fit = in<QPushButton>(dialog, "fitProbe");
        auto& add = in<QPushButton>(dialog, "addProbe");
        EXPECT_FALSE(add.isEnabled());
        fit.click();
        EXPECT_FALSE(fit.isEnabled());
        dialog.reject();
        EXPECT_TRUE(probe.isSettled()) << "stopped, and still open";
        EXPECT_FALSE(add.isEnabled());
        fit.click();
        EXPECT_TRUE(settles());
        EXPECT_TRUE(add.isEnabled());
        EXPECT_TRUE(in<QLabel>(dialog, "probeResult").text().contains("training"));
        in<QSpinBox>(dialog, "seed").setValue(1);
        EXPECT_FALSE(add.isEnabled()) << "what was fitted is of another seed";
        fit.click();
        EXPECT_TRUE(settles());
        in<QLineEdit>(dialog, "probeLineage").setText("a/b");
        add.click();
        EXPECT_TRUE(in<QLabel>(dialog, "probeText").text().contains("a/b"));
        EXPECT_NE(dialog.result(), QDialog::Accepted);
        in<QLineEdit>(dialog, "probeLineage").setText("pretrained");
        const QSignalSpy left(&dialog, &QDialog::finished);
        m_dialogs.decisions = {2, 0}; // back, then add
        dialog.reject();
        EXPECT_EQ(left.count(), 0) << "Esc throws no fitted probe away";
        EXPECT_TRUE(add.isEnabled());
        dialog.reject();
        EXPECT_TRUE(settles()) << "it is written meanwhile";
    }

    void fitWhatDoes(QDialog& dialog)
    {
        EXPECT_TRUE(write(dialog, "probeModel", m_folder / "net.safetensors"));
        EXPECT_TRUE(write(dialog, "probeTraining", data()));
        in<QPushButton>(dialog, "fitProbe").click();
        EXPECT_TRUE(eventually([&] { return isSettled(dialog); }));
        EXPECT_TRUE(in<QPushButton>(dialog, "addProbe").isEnabled())
            << in<QLabel>(dialog, "probeText").text().toStdString();
    }

    std::size_t waitingCount() const { return waitingProbes(m_folder / "mine").size(); }

private:
    bool write(QDialog& dialog, const char* field, const fs::path& path)
    {
        auto& line = in<QLineEdit>(dialog, field);
        line.clear();
        QTest::keyClicks(&line, text(path));
        QTest::keyClick(&line, Qt::Key_Return);
        return eventually([&] { return isSettled(dialog); });
    }
    static bool isSettled(QDialog& dialog)
    {
        return dynamic_cast<ProbeDialog&>(dialog).isSettled();
    }
};

TEST_F(ProbeJourney, AProbeIsFittedAndBecomesThePretrainedModel)
{
    ASSERT_TRUE(make());
    writeSafetensors(m_folder / "net.safetensors", smallBackbone());
    std::string table = "first,second,label\n";
    for (const std::string& colour : std::vector<std::string>{"blue", "green", "red"}) {
        table += "colours/" + colour + "/0.png,colours/" + colour + "/1.png," + colour + "\n";
    }
    writeFileAtomically(m_folder / "list.csv", table);
    m_dialogs.choices.push_back(2); // of the sources of checkpoints
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        chooseForProbe(dialog);
        fitAndNameProbe(dialog);
        return dialog.result() == QDialog::Accepted;
    });
    m_window->findChild<QAction*>("addCheckpoints")->trigger();
    ASSERT_EQ(session().study().lineages.size(), 1U);
    EXPECT_EQ(session().study().lineages[0].name, "pretrained");
    EXPECT_EQ(session().study().lineages[0].role, Role::Pretrained);
    EXPECT_EQ(session().study().lineages[0].head, "linear probe");
    EXPECT_EQ(waitingCount(), 0U) << "it has joined";

    m_dialogs.visits.emplace_back([](QDialog& dialog) {
        EXPECT_EQ(in<QLineEdit>(dialog, "probeLineage").text(), "probe");
        return false;
    });
    m_window->findChild<QAction*>("fitProbe")->trigger();
    EXPECT_EQ(session().study().lineages.size(), 1U) << "the user gave up";
}

TEST_F(ProbeJourney, AFittedProbeOutlivesTheWindow)
{
    ASSERT_TRUE(make());
    writeSafetensors(m_folder / "net.safetensors", smallBackbone());
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        fitWhatDoes(dialog);
        EXPECT_EQ(waitingCount(), 1U) << "whatever happens from now on";
        dialog.done(QDialog::Rejected); // as a signal or the display ends it
        return false;
    });
    m_window->findChild<QAction*>("fitProbe")->trigger();
    m_window->endUnasked();
    EXPECT_EQ(waitingCount(), 1U);

    makeWindow();
    m_dialogs.decisions = {0}; // add
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& table = dynamic_cast<CheckpointsDialog&>(dialog);
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        EXPECT_EQ(table.rows().at(0).lineage, "pretrained");
        return in<QPushButton>(dialog, "addRows").isEnabled();
    });
    ASSERT_TRUE(m_window->openStudy(m_folder / "mine"));
    ASSERT_EQ(session().study().lineages.size(), 1U);
    EXPECT_EQ(session().study().lineages[0].head, "linear probe");
    EXPECT_EQ(waitingCount(), 0U);
    const fs::path weights = session().study().lineages[0].checkpoints.at(0).weights;
    EXPECT_TRUE(fs::exists(m_folder / "mine" / weights));
    m_window->findChild<QAction*>("undo")->trigger();
    EXPECT_TRUE(session().study().lineages.empty());
    m_window->close();
    EXPECT_TRUE(fs::exists(m_folder / "mine" / weights)) << "it is the only one";
}

TEST_F(ProbeJourney, OnlyWhatIsDiscardedIsDeleted)
{
    ASSERT_TRUE(make());
    writeSafetensors(m_folder / "net.safetensors", smallBackbone());
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        fitWhatDoes(dialog);
        in<QSpinBox>(dialog, "seed").setValue(1);
        EXPECT_EQ(waitingCount(), 1U) << "a field that is changed throws nothing away";
        m_dialogs.decisions = {2, 1}; // back, then discard
        dialog.reject();
        EXPECT_EQ(waitingCount(), 1U);
        dialog.reject();
        return false;
    });
    m_window->findChild<QAction*>("fitProbe")->trigger();
    EXPECT_EQ(waitingCount(), 0U);
    EXPECT_TRUE(session().study().lineages.empty());
}

TEST_F(SetupJourney, MissingFilesAreLocated)
{
    ASSERT_TRUE(open());
    const fs::path weights = study() / session().study().lineages[1].checkpoints[0].weights;
    m_window->close();
    fs::rename(weights, m_folder / weights.filename());
    fs::create_symlink(m_folder / "gone" / weights.filename(), weights);
    makeWindow();
    ASSERT_TRUE(open());
    const auto buttons = [&] {
        QList<QPushButton*> found = m_window->findChildren<QPushButton*>();
        found.removeIf(
            [](const QPushButton* button) { return !button->text().contains("Locate"); });
        return found;
    };
    ASSERT_EQ(buttons().size(), 1);
    fs::create_directories(m_folder / "moved/deep");
    fs::rename(m_folder / weights.filename(), m_folder / "moved/deep" / weights.filename());
    m_dialogs.files.push_back({text(m_folder / "moved")});
    buttons().front()->click();
    EXPECT_TRUE(fs::exists(weights)) << "the link leads somewhere again";
    EXPECT_TRUE(eventually([&] { return buttons().isEmpty(); }));
}

TEST_F(SetupJourney, ProblemsStandInTheirRowsAndCanBeLeftOut)
{
    ASSERT_TRUE(make());
    writeFileAtomically(runs() / "finetuned/epoch_2.safetensors", "broken");
    m_dialogs.choices.push_back(0);
    m_dialogs.files.push_back({text(runs())});
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& table = dynamic_cast<CheckpointsDialog&>(dialog);
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        auto& model =
            dynamic_cast<CheckpointRowsModel&>(*in<QTableView>(dialog, "checkpointRows").model());
        EXPECT_EQ(model.problemCount(), 1U);
        EXPECT_FALSE(in<QPushButton>(dialog, "addRows").isEnabled());
        const QModelIndex epoch = model.index(0, CheckpointRowsModel::kEpoch);
        EXPECT_TRUE(model.setData(epoch, 1, Qt::EditRole)); // another row has it
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        EXPECT_EQ(model.problemCount(), 3U);
        const QString said = in<QLabel>(dialog, "checkpointText").text();
        EXPECT_TRUE(said.contains("The same for 1 other.")) << said.toStdString();
        EXPECT_TRUE(said.contains("3 files cannot be added")) << said.toStdString();
        EXPECT_TRUE(model.setData(epoch, 0, Qt::EditRole));
        EXPECT_FALSE(model.setData(epoch, -1, Qt::EditRole));
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        in<QPushButton>(dialog, "leaveOutProblems").click();
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        EXPECT_EQ(table.rows().size(), 2U);
        return in<QPushButton>(dialog, "addRows").isEnabled();
    });
    m_window->findChild<QAction*>("addCheckpoints")->trigger();
    EXPECT_EQ(session().study().lineages.at(0).checkpoints.size(), 2U);
}

TEST_F(SetupJourney, ARunIsNamedAtOnceWhereItsRowsAreSelected)
{
    ASSERT_TRUE(make());
    m_dialogs.choices.push_back(0); // a folder of runs
    m_dialogs.files.push_back({text(runs())});
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& table = dynamic_cast<CheckpointsDialog&>(dialog);
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        dialog.show();
        auto& view = in<QTableView>(dialog, "checkpointRows");
        const auto rename = [&](const QString& name) {
            view.edit(view.model()->index(0, CheckpointRowsModel::kRun));
            const QPointer<QLineEdit> editor = view.findChild<QLineEdit*>();
            EXPECT_NE(editor, nullptr);
            editor->setText(name);
            QTest::keyClick(editor, Qt::Key_Return);
            EXPECT_TRUE(eventually([&] { return table.isSettled() && editor == nullptr; }));
        };
        view.selectAll();
        rename("mine");
        EXPECT_EQ(table.rows()[1].lineage, "mine");
        view.selectRow(0);
        rename("yours");
        EXPECT_EQ(table.rows()[0].lineage, "yours");
        EXPECT_EQ(table.rows()[1].lineage, "mine");
        return false;
    });
    m_window->findChild<QAction*>("addCheckpoints")->trigger();
}

TEST_F(SetupJourney, WhatCannotBecomeAStudyIsSaid)
{
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& problem = in<QLabel>(dialog, "newStudyProblem");
        auto& button = in<QPushButton>(dialog, "makeStudy");
        button.click();
        EXPECT_FALSE(problem.text().isEmpty());
        in<QLineEdit>(dialog, "newFolder").setText(text(study())); // one is there
        in<QPlainTextEdit>(dialog, "newClasses").setPlainText("cat\ndog");
        button.click();
        EXPECT_TRUE(problem.text().contains("study")) << problem.text().toStdString();
        in<QLineEdit>(dialog, "newFolder").setText(text(m_folder / "other"));
        in<QLineEdit>(dialog, "mean").setText("0.5, x");
        button.click();
        EXPECT_TRUE(problem.text().contains("x")) << problem.text().toStdString();
        EXPECT_FALSE(fs::exists(m_folder / "other"));
        return false;
    });
    m_window->findChild<QAction*>("newStudy")->trigger();
    EXPECT_EQ(session().document(), nullptr);
}

TEST_F(SetupJourney, WhatFailedIsSeenHoweverOftenItWasDismissed)
{
    ASSERT_TRUE(open());
    auto* notices = m_window->findChild<NoticeBar*>();
    for (int time = 0; time < 3; ++time) {
        m_dialogs.choices.push_back(0); // a folder of classes
        m_dialogs.files.push_back({text(m_folder / "nowhere")});
        m_window->findChild<QAction*>("measureAccuracies")->trigger();
        ASSERT_TRUE(eventually([&] { return notices->count() == 1; }));
        const auto seen = [&] { return notices->visibleRegion().boundingRect(); };
        const auto rows = [&] { return notices->findChildren<NoticeRow*>(); };
        EXPECT_TRUE(eventually([&] {
            return rows().size() == 1 && rows().front()->height() > 20 &&
                   seen().contains(rows().front()->geometry());
        })) << time
            << ": " << seen().height();
        notices->clear();
        ASSERT_TRUE(eventually([&] { return !notices->isVisible() && rows().isEmpty(); }));
    }
}

} // namespace
} // namespace palimpsest
