// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/picture_set_dialog.h"
#include "app/window/setup_journey.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "support/scripted_net.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>

namespace palimpsest {
namespace {

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

TEST_F(SetupJourney, ATableOfLabelsThatWasAcceptedHoldsForTheNextData)
{
    ASSERT_TRUE(make());
    const auto add = [&](const QString& rows, bool isClear, const QString& third) {
        writeFileAtomically(m_folder / "colours/list.csv", "filename,label\n" + rows.toStdString());
        m_dialogs.choices.push_back(2); // a table
        m_dialogs.files.push_back({text(data() / "list.csv")});
        m_dialogs.visits.emplace_back([&, isClear, third](QDialog& dialog) {
            auto& set = dynamic_cast<PictureSetDialog&>(dialog);
            EXPECT_TRUE(eventually([&] { return set.isSettled(); }));
            EXPECT_EQ(in<QPushButton>(dialog, "addPicked").isEnabled(), isClear);
            const auto* box = dynamic_cast<QComboBox*>(
                in<QTableWidget>(dialog, "labelMap").cellWidget(isClear ? 2 : 0, 1));
            EXPECT_EQ(box->currentText(), third);
            return isClear;
        });
        m_window->findChild<QAction*>("addSamples")->trigger();
    };
    add("blue/0.png,-5\ngreen/0.png,0\nred/0.png,12\n", true, "red");
    EXPECT_EQ(session().study().labels,
              (std::map<std::string, std::string>{{"-5", "blue"}, {"0", "green"}, {"12", "red"}}));
    add("red/1.png,12\nblue/1.png,100\ngreen/1.png,200\n", false, "red");
    session().document()->undoGroup().undo();
    EXPECT_TRUE(session().study().labels.empty()) << "it goes with its samples";
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
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        EXPECT_EQ(in<QSpinBox>(dialog, "side").value(), 32);
        return false;
    });
    m_window->findChild<QAction*>("preparePictures")->trigger();
    EXPECT_TRUE(m_dialogs.visits.empty()) << "the menu asks the same";
}

TEST_F(SetupJourney, PartsBesidePicturesAreTakenOrLeftAndCancelAddsNothing)
{
    ASSERT_TRUE(make());
    const Drawing drawing{.width = 40,
                          .height = 36,
                          .shapes = {{.label = "a",
                                      .polygon = {{10, 10}, {30, 10}, {30, 30}, {10, 30}},
                                      .otherKeys = {}}},
                          .parts = {{.name = "a", .colour = {}}}};
    writeLabelMe(data() / "blue/0.json", drawing, "0.png", data() / "blue");
    const auto add = [&](int answer) {
        m_dialogs.choices = {0, 0}; // pictures, of the first class
        m_dialogs.files.push_back({text(data() / "blue/0.png")});
        m_dialogs.decisions.push_back(answer);
        m_window->findChild<QAction*>("addSamples")->trigger();
        return session().study().samples.size();
    };
    enum { kTake, kLeave, kCancel };
    EXPECT_EQ(add(kCancel), 0U);
    ASSERT_EQ(add(kTake), 1U);
    EXPECT_EQ(session().document()->sheet(0).parts.partCount(), 1);
    session().document()->undoGroup().undo();
    ASSERT_EQ(add(kLeave), 1U);
    EXPECT_EQ(session().document()->sheet(0).parts.partCount(), 0);
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

TEST_F(SetupJourney, WhatMeasuringAccuraciesLeavesOpenIsAskedAbout)
{
    ASSERT_TRUE(make());
    std::filesystem::create_directories(m_folder / "mine/nets");
    writeScriptedNet(m_folder / "mine/nets/0.pt", "return torch.sigmoid(x.mean([2, 3]))");
    Study withNet = session().study();
    withNet.lineages.push_back({.name = "labels",
                                .role = Role::Other,
                                .checkpoints = {{.epoch = 0, .weights = "nets/0.pt"}}});
    session().document()->changeStudy(withNet, "a network");
    session().setTrust({.everything = true});
    writeFileAtomically(m_folder / "colours/list.csv",
                        "first,second,label\nblue/0.png,blue/1.png,1\ngreen/0.png,green/1.png,2\n");
    m_dialogs.choices = {1, 2, 0}; // a table; a column without pictures, then the first
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
    EXPECT_TRUE(m_dialogs.choices.empty()) << "asked again, as the first answer led nowhere";
    EXPECT_TRUE(m_dialogs.decided.back().startsWith("labels/0 answers with numbers"));
    EXPECT_EQ(session().study().labels,
              (std::map<std::string, std::string>{{"1", "blue"}, {"2", "green"}}));
}

} // namespace
} // namespace palimpsest
