// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/checkpoint_rows_model.h"
#include "app/dialogs/checkpoints_dialog.h"
#include "app/dialogs/new_study_dialog.h"
#include "app/dialogs/picture_set_dialog.h"
#include "app/dialogs/probe_dialog.h"
#include "app/dialogs/sentence_table_dialog.h"
#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/study/study_file.h"
#include "support/scripted_net.h"
#include "support/small_network.h"
#include "support/window_test.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/notice_row.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QUndoGroup>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// Studies made in the window from files that lie around.
class SetupJourney : public WindowTest
{
protected:
    SetupJourney()
    {
        qputenv("XDG_CACHE_HOME", text(m_folder / "cache").toUtf8());
        writePictures(data(), {"blue", "green", "red"}, 4, 1);
        TensorMap tensors = smallBackbone();
        for (int epoch = 0; epoch < 2; ++epoch) {
            tensors["classifier.1.weight"] = {{3, 32, 1, 1}, std::vector<float>(96, 0.1F)};
            tensors["classifier.1.bias"] = {{3}, {0.0F, 1.0F, static_cast<float>(epoch)}};
            const std::string name = "epoch_" + std::to_string(epoch) + ".safetensors";
            fs::create_directories(runs() / "finetuned");
            writeSafetensors(runs() / "finetuned" / name, tensors);
        }
    }

    ~SetupJourney() override { qunsetenv("XDG_CACHE_HOME"); }

    fs::path data() const { return m_folder / "colours"; }
    fs::path runs() const { return m_folder / "runs"; }
    static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }

    template<typename T>
    static T& in(QDialog& dialog, const char* name)
    {
        T* found = dialog.findChild<T*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }

    /// A new study of the colours, open in the window.
    bool make()
    {
        m_dialogs.visits.emplace_back([&](QDialog& dialog) {
            in<QLineEdit>(dialog, "newFolder").setText(text(m_folder / "mine"));
            m_dialogs.files.push_back({text(data())});
            dialog.findChildren<QPushButton*>().at(1)->click();
            EXPECT_TRUE(
                in<QLabel>(dialog, "pictureEvidence").text().contains("40 × 36, in colour"));
            EXPECT_EQ(in<QSpinBox>(dialog, "height").value(), 36) << "what fits is proposed";
            in<QComboBox>(dialog, "preset").setCurrentIndex(0);
            emit in<QComboBox>(dialog, "preset").activated(0);
            in<QSpinBox>(dialog, "side").setValue(32);
            in<QPushButton>(dialog, "makeStudy").click();
            return dialog.result() == QDialog::Accepted;
        });
        m_window->findChild<QAction*>("newStudy")->trigger();
        return session().document() != nullptr;
    }
};

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

TEST_F(SetupJourney, AProbeIsFittedAndBecomesThePretrainedModel)
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
        auto& probe = dynamic_cast<ProbeDialog&>(dialog);
        const auto write = [&](const char* field, const fs::path& path) {
            auto& line = in<QLineEdit>(dialog, field);
            line.clear();
            QTest::keyClicks(&line, text(path));
            QTest::keyClick(&line, Qt::Key_Return);
            return eventually([&] { return probe.isSettled(); });
        };
        auto& fit = in<QPushButton>(dialog, "fitProbe");
        auto& add = in<QPushButton>(dialog, "addProbe");
        EXPECT_TRUE(write("probeModel", data() / "blue/0.png"));
        EXPECT_TRUE(in<QLabel>(dialog, "probeText").text().contains("no checkpoint"));
        EXPECT_TRUE(write("probeModel", m_folder / "net.safetensors"));
        EXPECT_TRUE(in<QLabel>(dialog, "probeRead").text().contains("SqueezeNet"));
        EXPECT_FALSE(fit.isEnabled());
        EXPECT_TRUE(write("probeTraining", m_folder / "nowhere"));
        EXPECT_FALSE(fit.isEnabled());
        EXPECT_TRUE(in<QLabel>(dialog, "probeText").text().contains("nowhere"));
        m_dialogs.choices.push_back(0); // of the columns with pictures
        EXPECT_TRUE(write("probeTraining", m_folder / "list.csv"));
        EXPECT_TRUE(fit.isEnabled());
        EXPECT_TRUE(m_dialogs.choices.empty()) << "the column is asked for";
        EXPECT_TRUE(write("probeTraining", data()));
        EXPECT_TRUE(in<QLabel>(dialog, "probeText").text().isEmpty());
        EXPECT_TRUE(fit.isEnabled());
        EXPECT_FALSE(add.isEnabled());
        fit.click();
        EXPECT_FALSE(fit.isEnabled());
        dialog.reject();
        EXPECT_TRUE(probe.isSettled()) << "stopped, and still open";
        EXPECT_FALSE(add.isEnabled());
        fit.click();
        EXPECT_TRUE(eventually([&] { return probe.isSettled(); }));
        EXPECT_TRUE(add.isEnabled());
        EXPECT_TRUE(in<QLabel>(dialog, "probeResult").text().contains("training"));
        in<QSpinBox>(dialog, "seed").setValue(1);
        EXPECT_FALSE(add.isEnabled()) << "what was fitted is of another seed";
        fit.click();
        EXPECT_TRUE(eventually([&] { return probe.isSettled(); }));
        in<QLineEdit>(dialog, "probeLineage").setText("a/b");
        add.click();
        EXPECT_TRUE(in<QLabel>(dialog, "probeText").text().contains("a/b"));
        EXPECT_NE(dialog.result(), QDialog::Accepted);
        in<QLineEdit>(dialog, "probeLineage").setText("pretrained");
        add.click();
        EXPECT_TRUE(eventually([&] { return probe.isSettled(); })) << "it is written meanwhile";
        return dialog.result() == QDialog::Accepted;
    });
    m_window->findChild<QAction*>("addCheckpoints")->trigger();
    ASSERT_EQ(session().study().lineages.size(), 1U);
    EXPECT_EQ(session().study().lineages[0].name, "pretrained");
    EXPECT_EQ(session().study().lineages[0].role, Role::Pretrained);
    EXPECT_EQ(session().study().lineages[0].head, "linear probe");

    m_dialogs.visits.emplace_back([](QDialog& dialog) {
        EXPECT_EQ(in<QLineEdit>(dialog, "probeLineage").text(), "probe");
        return false;
    });
    m_window->findChild<QAction*>("fitProbe")->trigger();
    EXPECT_EQ(session().study().lineages.size(), 1U) << "the user gave up";
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

TEST_F(SetupJourney, LabelsThatSayNoClassAreAskedAbout)
{
    ASSERT_TRUE(make());
    writeFileAtomically(m_folder / "colours/list.csv",
                        "filename,label\nblue/0.png,1\ngreen/0.png,2\n");
    m_dialogs.choices.push_back(2); // a table
    m_dialogs.files.push_back({text(data() / "list.csv")});
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& set = dynamic_cast<PictureSetDialog&>(dialog);
        EXPECT_TRUE(eventually([&] { return set.isSettled(); }));
        EXPECT_FALSE(in<QPushButton>(dialog, "addPicked").isEnabled());
        auto& labels = in<QTableWidget>(dialog, "labelMap");
        EXPECT_EQ(labels.rowCount(), 2);
        for (int row = 0; row < 2; ++row) {
            auto* box = dynamic_cast<QComboBox*>(labels.cellWidget(row, 1));
            EXPECT_EQ(box->currentIndex(), -1) << "nothing is guessed";
            box->setCurrentIndex(row);
            emit box->activated(row);
            QCoreApplication::processEvents(); // the rows are made anew
        }
        EXPECT_TRUE(eventually(
            [&] { return set.isSettled() && in<QPushButton>(dialog, "addPicked").isEnabled(); }));
        return true;
    });
    m_window->findChild<QAction*>("addSamples")->trigger();
    const Study& study = session().study();
    ASSERT_EQ(study.samples.size(), 2U);
    EXPECT_EQ(study.samples[0].label, 0);
    EXPECT_EQ(study.samples[1].label, 1);
    EXPECT_EQ(study.labels, (std::map<std::string, std::string>{{"1", "blue"}, {"2", "green"}}))
        << "asked once";
}

TEST_F(SetupJourney, WhatMeasuringAccuraciesLeavesOpenIsAskedAbout)
{
    ASSERT_TRUE(make());
    fs::create_directories(m_folder / "mine/nets");
    writeScriptedNet(m_folder / "mine/nets/0.pt", "return torch.sigmoid(x.mean([2, 3]))");
    Study withNet = session().study();
    withNet.lineages.push_back({.name = "labels",
                                .role = Role::Other,
                                .checkpoints = {{.epoch = 0, .weights = "nets/0.pt"}}});
    session().document()->changeStudy(withNet, "a network");
    session().setTrust({.everything = true}, {});
    writeFileAtomically(m_folder / "colours/list.csv",
                        "first,second,label\nblue/0.png,blue/1.png,1\ngreen/0.png,green/1.png,2\n");
    m_dialogs.choices = {1, 0}; // a table; its first column
    m_dialogs.files.push_back({text(data() / "list.csv")});
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& labels = in<QTableWidget>(dialog, "labelMap");
        auto& go = in<QPushButton>(dialog, "labelsSaid");
        EXPECT_EQ(labels.rowCount(), 2);
        for (int row = 0; row < 2; ++row) {
            EXPECT_FALSE(go.isEnabled());
            auto* box = dynamic_cast<QComboBox*>(labels.cellWidget(row, 1));
            box->setCurrentIndex(row);
            emit box->activated(row);
            QCoreApplication::processEvents(); // the rows are made anew
        }
        EXPECT_TRUE(go.isEnabled());
        return true;
    });
    m_dialogs.decisions.push_back(1); // independent labels
    m_window->findChild<QAction*>("measureAccuracies")->trigger();
    const auto measured = [&] { return session().study().lineages[0].checkpoints[0]; };
    ASSERT_TRUE(eventually([&] { return measured().accuracy.has_value(); }));
    EXPECT_EQ(measured().outputs, OutputKind::IndependentProbabilities);
    EXPECT_TRUE(m_dialogs.decided.back().startsWith("labels/0 answers with numbers"));
    EXPECT_EQ(session().study().labels,
              (std::map<std::string, std::string>{{"1", "blue"}, {"2", "green"}}));
}

TEST_F(SetupJourney, PicturesArePreparedOtherwiseAndTheirPartsGoAlong)
{
    ASSERT_TRUE(make());
    m_dialogs.choices = {0, 0}; // pictures, of the first class
    m_dialogs.files.push_back({text(data() / "blue/0.png")});
    m_window->findChild<QAction*>("addSamples")->trigger();
    ASSERT_EQ(session().study().samples.size(), 1U);
    // 40 × 36 become 41 × 37, of which the middle 32 × 32 is seen.
    const Drawing drawing{.width = 32,
                          .height = 32,
                          .shapes = {{.label = "a",
                                      .polygon = {{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                      .otherKeys = {}}},
                          .parts = {{.name = "a", .colour = {}}}};
    session().document()->changeDrawing(0, drawing, "a part");
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        in<QComboBox>(dialog, "preset").setCurrentIndex(2);
        emit in<QComboBox>(dialog, "preset").activated(2);
        in<QPushButton>(dialog, "changePreparation").click(); // 32 × 32 it has not
        EXPECT_TRUE(in<QLabel>(dialog, "preparationProblem").text().contains("cannot be prepared"));
        in<QSpinBox>(dialog, "side").setValue(40);
        in<QSpinBox>(dialog, "height").setValue(36);
        in<QPushButton>(dialog, "changePreparation").click();
        return dialog.result() == QDialog::Accepted;
    });
    m_window->findChild<QPushButton*>("preparePictures")->click();
    EXPECT_EQ(session().study().preprocessing.width, 40);
    const Point corner = session().document()->sheet(0).drawing.shapes.at(0).polygon.at(0);
    EXPECT_NEAR(corner.x, 4.0 * 40 / 41, 1e-9);
    EXPECT_NEAR(corner.y, 2.0 * 36 / 37, 1e-9);
    ASSERT_TRUE(session().document()->save());
    session().document()->undoGroup().undo();
    EXPECT_EQ(session().study().preprocessing.width, 32);
    EXPECT_EQ(session().document()->sheet(0).drawing, drawing);
}

TEST_F(SetupJourney, SentencesComeFromATable)
{
    writeFileAtomically(m_folder / "vocab.txt",
                        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfine\nfilm\nbad\nplot\na\n");
    writeFileAtomically(m_folder / "reviews.tsv",
                        "text\tlabel\na fine film\tgood\na bad plot\tbad\nfine plot\tgood\n");
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        in<QLineEdit>(dialog, "newFolder").setText(text(m_folder / "words"));
        in<QPlainTextEdit>(dialog, "newClasses").setPlainText("bad\ngood");
        in<QRadioButton>(dialog, "kindSentences").setChecked(true);
        in<QLineEdit>(dialog, "vocabulary").setText(text(m_folder / "vocab.txt"));
        in<QPushButton>(dialog, "makeStudy").click();
        return dialog.result() == QDialog::Accepted;
    });
    m_window->findChild<QAction*>("newStudy")->trigger();
    ASSERT_NE(session().document(), nullptr);

    m_dialogs.choices.push_back(1); // a table
    m_dialogs.files.push_back({text(m_folder / "reviews.tsv")});
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& columns = in<QComboBox>(dialog, "textColumn");
        EXPECT_EQ(columns.currentText(), "text");
        EXPECT_EQ(in<QListWidget>(dialog, "pickedSentences").count(), 3) << "a small table: whole";
        columns.setCurrentIndex(1); // swapped
        EXPECT_FALSE(in<QLabel>(dialog, "pickedText").text().isEmpty());
        columns.setCurrentIndex(0);
        in<QSpinBox>(dialog, "perClass").setValue(1);
        return in<QPushButton>(dialog, "addPicked").isEnabled();
    });
    m_window->findChild<QAction*>("addSamples")->trigger();
    ASSERT_EQ(session().study().samples.size(), 2U);
    EXPECT_EQ(session().study().samples[0].text, "a bad plot");

    m_dialogs.choices = {0, 1}; // one that is written, of the second class
    m_dialogs.texts.push_back("a fine plot");
    m_window->findChild<QAction*>("addSamples")->trigger();
    EXPECT_EQ(session().study().samples.at(2).label, 1);
}

TEST_F(SetupJourney, SentencesMayComeWithTheirTokens)
{
    writeFileAtomically(m_folder / "reviews.jsonl",
                        R"({"input_ids": [0, 5, 2], "tokens": ["<s>", "▁fine", "</s>"], )"
                        R"("label": "good"})"
                        "\n"
                        R"({"input_ids": [0, 6, 2], "tokens": ["<s>", "▁dull", "</s>"], )"
                        R"("label": "bad"})");
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        in<QLineEdit>(dialog, "newFolder").setText(text(m_folder / "words"));
        in<QPlainTextEdit>(dialog, "newClasses").setPlainText("bad\ngood");
        in<QRadioButton>(dialog, "kindSentences").setChecked(true);
        in<QPushButton>(dialog, "makeStudy").click();
        EXPECT_TRUE(in<QLabel>(dialog, "newStudyProblem").text().contains("vocab.txt"));
        in<QCheckBox>(dialog, "areTokenised").setChecked(true);
        EXPECT_FALSE(in<QLineEdit>(dialog, "vocabulary").isVisibleTo(&dialog));
        in<QSpinBox>(dialog, "separator").setValue(2);
        in<QSpinBox>(dialog, "mask").setValue(9);
        in<QPushButton>(dialog, "makeStudy").click();
        EXPECT_TRUE(in<QLabel>(dialog, "newStudyProblem").text().contains("special tokens"))
            << "three of them are 0";
        in<QSpinBox>(dialog, "padding").setValue(1);
        in<QSpinBox>(dialog, "unknown").setValue(3);
        in<QPushButton>(dialog, "makeStudy").click();
        return dialog.result() == QDialog::Accepted;
    });
    m_window->findChild<QAction*>("newStudy")->trigger();
    ASSERT_NE(session().document(), nullptr);
    EXPECT_EQ(session().study().tokenisation->special.mask, 9);

    m_dialogs.choices.push_back(1); // a table
    m_dialogs.files.push_back({text(m_folder / "reviews.jsonl")});
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        EXPECT_EQ(in<QListWidget>(dialog, "pickedSentences").count(), 2);
        return in<QPushButton>(dialog, "addPicked").isEnabled();
    });
    m_window->findChild<QAction*>("addSamples")->trigger();
    ASSERT_EQ(session().study().samples.size(), 2U);
    EXPECT_EQ(session().document()->sheet(0).words.parts.size(), 1U);

    m_dialogs.choices.push_back(0); // one that is written, by which nothing could cut it
    m_window->findChild<QAction*>("addSamples")->trigger();
    EXPECT_EQ(session().study().samples.size(), 2U);
}

} // namespace
} // namespace palimpsest
