// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/new_study_dialog.h"
#include "app/dialogs/picture_set_dialog.h"
#include "app/dialogs/preparation_dialog.h"
#include "app/dialogs/preprocessing_form.h"
#include "app/dialogs/sentence_table_dialog.h"
#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/samples/preprocessing_presets.h"
#include "support/answered_dialogs.h"
#include "support/application.h"
#include "support/colours_study.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>
#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

template<typename T>
T& in(QWidget& dialog, const char* name)
{
    T* found = dialog.findChild<T*>(QString::fromLatin1(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
}

/// Chooses an item as a user does.
void choose(QComboBox& box, int item)
{
    box.setCurrentIndex(item);
    emit box.activated(item);
    QCoreApplication::processEvents(); // what is made anew, once the box has said all it has to
}

QComboBox& classOf(QDialog& dialog, int row)
{
    return *dynamic_cast<QComboBox*>(in<QTableWidget>(dialog, "labelMap").cellWidget(row, 1));
}

class DataSetDialogs : public testing::Test
{
protected:
    DataSetDialogs() { needApplication(); }

    TemporaryFolder m_folder;
};

TEST_F(DataSetDialogs, KeepWhatTheUserChoseWhenASetIsReadAnotherWay)
{
    writePictures(m_folder / "set", {"blue", "green"}, 2, 1);
    writeFileAtomically(m_folder / "set/list.csv", "file,label,other\n"
                                                   "blue/0.png,1,2\nblue/1.png,1,1\n"
                                                   "green/0.png,2,2\ngreen/1.png,2,1\n");
    const Study study{.classes = {"blue", "green"}, .preprocessing = torchvisionPreprocessing(32)};
    PictureSetDialog dialog(study, m_folder / "set/list.csv");
    const auto settle = [&] { return waitUntil([&] { return dialog.isSettled(); }); };
    ASSERT_TRUE(settle());
    EXPECT_EQ(in<QSpinBox>(dialog, "perClass").value(), 0) << "picked by hand";
    in<QSpinBox>(dialog, "perClass").setValue(1);
    choose(in<QComboBox>(dialog, "startingParts"), 1);
    choose(classOf(dialog, 0), 0);
    choose(classOf(dialog, 1), 1);
    ASSERT_TRUE(settle());
    EXPECT_EQ(dialog.picked().pictures.size(), 2U);
    EXPECT_EQ(dialog.labels().size(), 2U);

    choose(in<QComboBox>(dialog, "labelColumn"), 3);
    ASSERT_TRUE(settle());
    EXPECT_EQ(in<QSpinBox>(dialog, "perClass").value(), 1);
    EXPECT_EQ(in<QComboBox>(dialog, "startingParts").currentIndex(), 1);
    EXPECT_TRUE(dialog.labels().empty()) << "they were told of another column";
}

TEST_F(DataSetDialogs, OfferTheStartingPartsThatThereAre)
{
    writePictures(m_folder / "set", {"blue", "green"}, 2, 1);
    const Study study{.classes = {"blue", "green"}, .preprocessing = torchvisionPreprocessing(32)};
    const auto offered = [&] {
        PictureSetDialog dialog(study, m_folder / "set");
        EXPECT_TRUE(waitUntil([&] { return dialog.isSettled(); }));
        auto& parts = in<QComboBox>(dialog, "startingParts");
        std::vector<int> entries;
        for (int i = 0; i < parts.count(); ++i) {
            if (parts.model()->index(i, 0).flags().testFlag(Qt::ItemIsEnabled)) {
                entries.push_back(i);
            }
        }
        EXPECT_EQ(parts.currentIndex(), entries.back());
        return entries;
    };
    EXPECT_EQ(offered(), (std::vector<int>{1, 2})) << "a grid or none";
    writeFileAtomically(m_folder / "set/blue/0.json", R"({"shapes": []})");
    EXPECT_EQ(offered(), (std::vector<int>{1, 2, 3}));
}

TEST_F(DataSetDialogs, StartAtASplitThatTheSetHas)
{
    writePictures(m_folder / "set", {"blue", "green"}, 2, 1);
    const auto rows = [&](const std::string& split) {
        writeFileAtomically(m_folder / "set/list.csv",
                            "file,label,split\nblue/0.png,blue," + split +
                                "\nblue/1.png,blue,train\ngreen/0.png,green," + split +
                                "\ngreen/1.png,green,train\n");
    };
    const Study pictures{.classes = {"blue", "green"},
                         .preprocessing = torchvisionPreprocessing(32)};
    const auto text = [](QDialog& dialog) { return in<QLabel>(dialog, "pickedText").text(); };
    rows("train");
    PictureSetDialog training(pictures, m_folder / "set/list.csv");
    ASSERT_TRUE(waitUntil([&] { return training.isSettled(); }));
    EXPECT_EQ(in<QComboBox>(training, "split").currentText(), "train");
    EXPECT_TRUE(text(training).contains("4 of the samples are of a split for training"))
        << text(training).toStdString();
    rows("test");
    PictureSetDialog apart(pictures, m_folder / "set/list.csv");
    ASSERT_TRUE(waitUntil([&] { return apart.isSettled(); }));
    EXPECT_EQ(in<QComboBox>(apart, "split").currentText(), "kept apart for tests");
    EXPECT_EQ(apart.picked().pictures.size(), 2U);
    EXPECT_FALSE(text(apart).contains("training"));

    writeFileAtomically(m_folder / "list.tsv", "text\tlabel\tsplit\na fine film\t1\ttrain\n"
                                               "a bad plot\t0\ttrain\n");
    writeFileAtomically(m_folder / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nfine\n");
    const Study sentences{.classes = {"bad", "good"},
                          .tokenisation = Tokenisation{.vocabulary = "vocab.txt"}};
    SentenceTableDialog table(sentences, m_folder / "list.tsv");
    EXPECT_EQ(in<QComboBox>(table, "split").currentText(), "train");
    EXPECT_TRUE(text(table).contains("2 of the samples are of a split for training"))
        << text(table).toStdString();
}

TEST_F(DataSetDialogs, ForgetWhatLabelsOfAnotherColumnStandFor)
{
    writeFileAtomically(m_folder / "list.tsv", "text\tmood\ttopic\n"
                                               "a fine film\t1\t2\na bad plot\t2\t1\n"
                                               "a fine plot\t1\t1\na bad film\t2\t2\n");
    writeFileAtomically(m_folder / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nfine\n");
    const Study study{.classes = {"bad", "good"},
                      .tokenisation = Tokenisation{.vocabulary = "vocab.txt"}};
    SentenceTableDialog dialog(study, m_folder / "list.tsv");
    auto& column = in<QComboBox>(dialog, "labelColumn");
    column.setCurrentIndex(2);
    choose(classOf(dialog, 0), 1);
    choose(classOf(dialog, 1), 0);
    EXPECT_EQ(dialog.labels(), (LabelNames{{"1", "good"}, {"2", "bad"}}));
    column.setCurrentIndex(3);
    EXPECT_TRUE(dialog.labels().empty());
    EXPECT_EQ(classOf(dialog, 0).currentIndex(), 0) << "the first label is the first class again";
}

TEST_F(DataSetDialogs, SayWhichLabelsOfSentencesAreOneClass)
{
    writeFileAtomically(m_folder / "list.tsv", "text\tlabel\na fine film\t01\na bad plot\t0\n"
                                               "a fine plot\t1\na bad film\t0\n");
    writeFileAtomically(m_folder / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nfine\n");
    const Study study{.classes = {"bad", "good"},
                      .tokenisation = Tokenisation{.vocabulary = "vocab.txt"}};
    SentenceTableDialog added(study, m_folder / "list.tsv");
    EXPECT_TRUE(in<QLabel>(added, "pickedText").text().contains("one class: \"01 = 1\""));

    AnsweredDialogs dialogs;
    dialogs.files.push_back({QString::fromStdString(m_folder / "list.tsv")});
    NewStudyDialog made(dialogs, {});
    in<QRadioButton>(made, "kindSentences").setChecked(true);
    in<QPushButton>(made, "classesFromFile").click();
    EXPECT_TRUE(in<QLabel>(made, "classText").text().contains("one class: \"01 = 1\""));
}

TEST_F(DataSetDialogs, OfferAnOrderOfClassesOnlyWhereItHasAnEffect)
{
    writePictures(m_folder / "set", {"blue", "green"}, 2, 1);
    const Study study{.classes = {"blue", "green"}, .preprocessing = torchvisionPreprocessing(32)};
    const auto isOffered = [&](const std::string& blue, const std::string& green) {
        writeFileAtomically(m_folder / "set/list.csv",
                            "file,label\nblue/0.png," + blue + "\ngreen/0.png," + green + "\n");
        PictureSetDialog dialog(study, m_folder / "set/list.csv");
        dialog.show();
        EXPECT_TRUE(waitUntil([&] { return dialog.isSettled(); }));
        return in<QComboBox>(dialog, "classOrder").isVisible();
    };
    EXPECT_FALSE(isOffered("9", "10")) << "numbers are numbered by value in either order";
    EXPECT_TRUE(isOffered("c9", "c10"));
}

TEST_F(DataSetDialogs, HoldTheirTableOnASmallScreenWithoutOverlaps)
{
    const std::string name(300, 'n');
    const std::string cell(2000, 'c');
    std::string table = "text\tlabel\t" + name + "\n";
    for (const std::string& label : std::vector<std::string>{"1", "2", "3", "4", "5", "6"}) {
        table += "a fine film " + label + "\t" + label + "\t" + cell + "\n";
    }
    writeFileAtomically(m_folder / "list.tsv", table);
    writeFileAtomically(m_folder / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nfine\n");
    const Study study{.classes = {"a", "b", "c", "d", "e", "f"},
                      .tokenisation = Tokenisation{.vocabulary = "vocab.txt"}};
    SentenceTableDialog dialog(study, m_folder / "list.tsv");
    in<QComboBox>(dialog, "textColumn").setCurrentIndex(0);
    in<QComboBox>(dialog, "labelColumn").setCurrentIndex(2);
    dialog.show();
    ASSERT_TRUE(in<QTableWidget>(dialog, "labelMap").isVisible());
    constexpr QSize kSmallScreen(1066, 620); // 1600 × 1000 at a scale of 1.5, less bars
    EXPECT_LE(dialog.minimumSizeHint().width(), kSmallScreen.width());
    EXPECT_LE(dialog.minimumSizeHint().height(), kSmallScreen.height());
    const QWidget* content = in<QTableWidget>(dialog, "labelMap").parentWidget();
    EXPECT_LE(content->minimumSizeHint().width(), kSmallScreen.width());
    for (const QSize& size : {dialog.minimumSizeHint(), kSmallScreen}) {
        dialog.resize(size);
        QCoreApplication::processEvents();
        QRegion covered;
        for (const QWidget* child :
             content->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            if (child->isVisible()) {
                EXPECT_FALSE(covered.intersects(child->geometry()))
                    << child->metaObject()->className() << " at " << size.height();
                EXPECT_GE(child->height(), child->minimumSizeHint().height())
                    << child->metaObject()->className() << " at " << size.height();
                EXPECT_TRUE(content->rect().contains(child->geometry()));
                covered += child->geometry();
            }
        }
    }
}

TEST_F(DataSetDialogs, AskForColumnsAgainThatLeadNowhereAndLetThemBeChanged)
{
    writePictures(m_folder / "set", {"blue", "green"}, 2, 1);
    writeFileAtomically(m_folder / "set/list.csv", "first,second,label\n"
                                                   "blue/0.png,green/0.png,b\n"
                                                   "blue/1.png,green/1.png,g\n");
    AnsweredDialogs dialogs;
    dialogs.choices = {2, 0}; // a column that names no pictures, then one that does
    NewStudyDialog dialog(dialogs, m_folder / "set/list.csv");
    ASSERT_EQ(dialogs.chosen.size(), 2);
    EXPECT_TRUE(dialogs.chosen.back().contains("line 2"))
        << "why the first answer does not do: " << dialogs.chosen.back().toStdString();
    auto& classes = in<QPlainTextEdit>(dialog, "newClasses");
    EXPECT_EQ(classes.toPlainText(), "b\ng");

    dialogs.choices = {1};
    auto& again = in<QPushButton>(dialog, "chooseColumns");
    EXPECT_FALSE(again.isHidden());
    again.click();
    EXPECT_EQ(dialogs.chosen.size(), 3);
    EXPECT_EQ(classes.toPlainText(), "b\ng");
}

TEST_F(DataSetDialogs, PicturesStaySquareUntilTheirHeightIsTold)
{
    AnsweredDialogs dialogs;
    PreprocessingForm form(dialogs);
    constexpr int kPlain = 3;
    choose(in<QComboBox>(form, "preset"), kPlain);
    auto& side = in<QSpinBox>(form, "side");
    auto& height = in<QSpinBox>(form, "height");
    side.setValue(96);
    EXPECT_EQ(form.preprocessing().height, 96);
    height.setValue(48);
    side.setValue(128);
    EXPECT_EQ(form.preprocessing().height, 48);
    form.setPreprocessing(exactPreprocessing(32));
    side.setValue(64);
    EXPECT_EQ(form.preprocessing().height, 64);
    Preprocessing wide = exactPreprocessing(32);
    wide.height = 20;
    form.setPreprocessing(wide);
    side.setValue(64);
    EXPECT_EQ(form.preprocessing().height, 20);
}

TEST_F(DataSetDialogs, APreparationThatANetworkCannotTakeIsNotAccepted)
{
    Study study = coloursStudy({"blue", "green", "red"}, 0.5, 0.5);
    study.lineages = {
        {.name = "vit",
         .modelTemplate = {},
         .head = {},
         .checkpoints = {{.epoch = 1, .weights = "vit.safetensors", .accuracy = {}}}}};
    writeSafetensors(m_folder / "vit.safetensors", smallTransformer());
    AnsweredDialogs dialogs;
    PreparationDialog dialog(m_folder.path(), study, dialogs);
    in<QSpinBox>(dialog, "side").setValue(48);
    in<QPushButton>(dialog, "changePreparation").click();
    EXPECT_NE(dialog.result(), QDialog::Accepted);
    EXPECT_TRUE(in<QLabel>(dialog, "preparationProblem").text().startsWith("vit/1, a ViT/16"))
        << in<QLabel>(dialog, "preparationProblem").text().toStdString();
    in<QSpinBox>(dialog, "side").setValue(32);
    in<QSpinBox>(dialog, "height").setValue(32);
    in<QPushButton>(dialog, "changePreparation").click();
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(dialog.untried(), "");
}

TEST_F(DataSetDialogs, WhatWasWrongIsSaidUntilItIsCorrected)
{
    AnsweredDialogs dialogs;
    NewStudyDialog dialog(dialogs, {});
    const auto& problem = in<QLabel>(dialog, "newStudyProblem");
    in<QLineEdit>(dialog, "newFolder").setText(QString::fromStdString(m_folder / "study"));
    in<QPlainTextEdit>(dialog, "newClasses").setPlainText("blue\ngreen");
    auto& mean = in<QLineEdit>(dialog, "mean");
    const QString right = mean.text();
    mean.setText("half");
    in<QPushButton>(dialog, "makeStudy").click();
    EXPECT_FALSE(problem.text().isEmpty());
    mean.setText(right);
    EXPECT_TRUE(problem.text().isEmpty()) << problem.text().toStdString();

    PreparationDialog preparation(m_folder / "none", {.classes = {"blue", "green"}}, dialogs);
    in<QLineEdit>(preparation, "mean").setText("half");
    in<QPushButton>(preparation, "changePreparation").click();
    const auto& unfit = in<QLabel>(preparation, "preparationProblem");
    EXPECT_FALSE(unfit.text().isEmpty());
    in<QLineEdit>(preparation, "mean").setText(right);
    EXPECT_TRUE(unfit.text().isEmpty());
}

TEST_F(DataSetDialogs, ClassesThatAreTypedAreNotSaidToBeRead)
{
    writePictures(m_folder / "set", {"blue", "green"}, 1, 1);
    AnsweredDialogs dialogs;
    NewStudyDialog dialog(dialogs, m_folder / "set");
    const auto saysRead = [&] {
        return std::ranges::any_of(dialog.findChildren<QLabel*>(), [](const QLabel* label) {
            return label->text().contains("classes from set");
        });
    };
    EXPECT_TRUE(saysRead());
    in<QPlainTextEdit>(dialog, "newClasses").setPlainText("one\nother");
    EXPECT_FALSE(saysRead());
}

TEST_F(DataSetDialogs, ANewStudyIsScrolledWhereItsScreenIsSmall)
{
    AnsweredDialogs dialogs;
    NewStudyDialog dialog(dialogs, {});
    dialog.resize(760, 420);
    dialog.show();
    QCoreApplication::processEvents();
    EXPECT_EQ(dialog.height(), 420) << "it does not need more";
    const auto& classes = in<QPlainTextEdit>(dialog, "newClasses");
    EXPECT_GE(classes.height(), classes.minimumHeight());
    for (const char* below : {"mean", "std"}) {
        const auto& field = in<QLineEdit>(dialog, below);
        EXPECT_GE(field.height(), field.minimumSizeHint().height()) << "not squeezed";
    }
}

TEST_F(DataSetDialogs, SayTheirNotesWhollyWithoutScrolling)
{
    writePictures(m_folder / "set", {"blue", "green"}, 2, 1);
    writeFileAtomically(m_folder / "set/other.csv", "name,price\napple,3\n");
    const Study study{.classes = {"blue", "green", "red", "yellow"},
                      .preprocessing = torchvisionPreprocessing(32)};
    PictureSetDialog dialog(study, m_folder / "set");
    ASSERT_TRUE(waitUntil([&] { return dialog.isSettled(); }));
    dialog.show();
    QCoreApplication::processEvents();
    const auto& text = in<QLabel>(dialog, "pickedText");
    ASSERT_FALSE(text.text().isEmpty());
    EXPECT_GE(text.height(), text.heightForWidth(text.width()));
    EXPECT_TRUE(dialog.rect().contains(QRect(text.mapTo(&dialog, QPoint()), text.size())));
    EXPECT_FALSE(text.visibleRegion().isEmpty());
}

TEST_F(DataSetDialogs, APreparationSaysThatProgramsWereNotTriedOnIt)
{
    Study study = coloursStudy({"blue", "green", "red"}, 0.5, 0.5);
    study.lineages = {
        {.name = "traced",
         .modelTemplate = "net.pt",
         .head = {},
         .checkpoints = {{.epoch = 1, .weights = "net.safetensors", .accuracy = {}}}}};
    AnsweredDialogs dialogs;
    PreparationDialog dialog(m_folder.path(), study, dialogs);
    in<QSpinBox>(dialog, "side").setValue(48);
    in<QPushButton>(dialog, "changePreparation").click();
    ASSERT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_TRUE(dialog.untried().starts_with("The network of \"traced\" is a program"))
        << dialog.untried();
}

} // namespace
} // namespace palimpsest
