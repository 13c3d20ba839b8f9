// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/part_export_dialog.h"
#include "app/dialogs/part_import_dialog.h"
#include "core/annotations/format_catalogue.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "support/answered_dialogs.h"
#include "support/application.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

template<typename T>
T& in(QWidget& dialog, const char* name)
{
    T* found = dialog.findChild<T*>(QString::fromLatin1(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
}

/// The dialogs over a study of two samples with three parts each.
class PartDialogs : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        m_study = makeSmallStudy(study());
    }

    fs::path study() const { return m_folder / "study"; }

    /// A LabelMe file with one other part for the first sample, and one for a stranger.
    fs::path theirs() const
    {
        const std::string text = R"({"imageWidth": 28, "imageHeight": 28, "shapes": [
            {"label": "shoe", "points": [[0, 0], [28, 0], [28, 28]]}]})";
        writeFileAtomically(m_folder / "theirs" / (m_study.samples[0].id + ".json"), text);
        writeFileAtomically(m_folder / "theirs" / "stranger.json", text);
        return m_folder / "theirs";
    }

    template<typename Dialog>
    static bool settle(Dialog& dialog)
    {
        return waitUntil([&] { return dialog.isSettled(); });
    }

    TemporaryFolder m_folder;
    Study m_study;
    AnsweredDialogs m_dialogs;
};

TEST_F(PartDialogs, AnImportSaysWhatItWouldDoAndLeavesDrawnPartsAlone)
{
    PartImportDialog dialog(study(), m_study, {0}, theirs());
    ASSERT_TRUE(settle(dialog));
    EXPECT_EQ(in<QComboBox>(dialog, "annotationFormat").currentData().toString(), "labelme");
    EXPECT_EQ(in<QLabel>(dialog, "readAnnotations").text(), "2 pictures with 2 parts");
    EXPECT_TRUE(in<QLabel>(dialog, "importText").text().contains("stranger"));
    EXPECT_TRUE(dialog.taken().empty());
    EXPECT_FALSE(in<QPushButton>(dialog, "takeParts").isEnabled());
    const auto cell = [&](int row, int column) {
        return in<QTableWidget>(dialog, "importRows").item(row, column)->text();
    };
    EXPECT_EQ(cell(0, PartImportDialog::kParts), "keeps the 3 parts that were drawn before");
    EXPECT_EQ(cell(1, PartImportDialog::kParts), "nothing comes to it");

    in<QCheckBox>(dialog, "replaceDrawn").setChecked(true);
    ASSERT_EQ(dialog.taken().size(), 1U);
    EXPECT_EQ(cell(0, PartImportDialog::kParts), "1 part instead of 3: shoe");
    EXPECT_EQ(cell(0, PartImportDialog::kValues), "become stale");
    EXPECT_TRUE(in<QLabel>(dialog, "importText").text().contains("become stale"));
    EXPECT_TRUE(in<QPushButton>(dialog, "takeParts").isEnabled());
}

TEST_F(PartDialogs, FilesThatNameAnotherPictureAreLeftOutUnlessTheyAreWanted)
{
    const fs::path file = m_folder / "theirs" / (m_study.samples[0].id + ".json");
    writeFileAtomically(file, R"({"imagePath": "other.png", "imageWidth": 28, "imageHeight": 28,
        "shapes": [{"label": "shoe", "points": [[0, 0], [28, 0], [28, 28]]}]})");
    PartImportDialog dialog(study(), m_study, {}, file);
    ASSERT_TRUE(settle(dialog));
    in<QCheckBox>(dialog, "replaceDrawn").setChecked(true);
    EXPECT_TRUE(dialog.taken().empty());
    EXPECT_TRUE(in<QTableWidget>(dialog, "importRows")
                    .item(0, PartImportDialog::kParts)
                    ->text()
                    .contains("other.png"));
    EXPECT_TRUE(in<QLabel>(dialog, "importText").text().contains("other.png"));
    EXPECT_TRUE(in<QCheckBox>(dialog, "otherPictures").isVisibleTo(&dialog));
    in<QCheckBox>(dialog, "otherPictures").setChecked(true);
    EXPECT_EQ(dialog.taken().size(), 1U);
}

TEST_F(PartDialogs, AnotherFormatCanBeChosenAndSaysWhyItDoesNotFit)
{
    PartImportDialog dialog(study(), m_study, {}, theirs());
    ASSERT_TRUE(settle(dialog));
    auto& format = in<QComboBox>(dialog, "annotationFormat");
    format.setCurrentIndex(format.findData("masks"));
    emit format.activated(format.currentIndex());
    ASSERT_TRUE(settle(dialog));
    EXPECT_EQ(format.currentData().toString(), "masks");
    EXPECT_TRUE(dialog.taken().empty());
    EXPECT_FALSE(in<QPushButton>(dialog, "takeParts").isEnabled());
}

TEST_F(PartDialogs, WhatIsNoAnnotationIsSaidAndNothingIsGuessed)
{
    writeFileAtomically(m_folder / "notes.json", R"({"notes": []})");
    PartImportDialog dialog(study(), m_study, {}, m_folder / "notes.json");
    ASSERT_TRUE(settle(dialog));
    EXPECT_EQ(in<QComboBox>(dialog, "annotationFormat").currentIndex(), -1);
    EXPECT_TRUE(in<QLabel>(dialog, "importText").text().contains("does not look like"));
}

TEST_F(PartDialogs, AnExportIsWrittenOnceAFolderIsNamed)
{
    PartExportDialog dialog(study(), m_study, 1, m_dialogs);
    ASSERT_TRUE(settle(dialog));
    auto& write = in<QPushButton>(dialog, "writeParts");
    EXPECT_FALSE(write.isEnabled());
    in<QComboBox>(dialog, "annotationFormat").setCurrentIndex(1);
    in<QComboBox>(dialog, "exportedSamples").setCurrentIndex(PartExportDialog::kShown);
    ASSERT_TRUE(settle(dialog));
    EXPECT_TRUE(in<QLabel>(dialog, "exportText").text().contains("1 picture with 3 parts"));
    EXPECT_TRUE(in<QLabel>(dialog, "exportText").text().contains("does not hold"));
    in<QLineEdit>(dialog, "exportFolder").setText(QString::fromStdString(m_folder / "out"));
    ASSERT_TRUE(write.isEnabled());
    write.click();
    ASSERT_TRUE(waitUntil([&] { return dialog.result() == QDialog::Accepted; }));
    EXPECT_TRUE(fs::exists(m_folder / "out/annotations.json"));
}

TEST_F(PartDialogs, AnExportAsksBeforeItReplacesAndRefusesTheStudysOwnFiles)
{
    const fs::path out = m_folder / "out";
    writeFileAtomically(out / "annotations.json", "theirs");
    PartExportDialog dialog(study(), m_study, 0, m_dialogs);
    in<QComboBox>(dialog, "annotationFormat").setCurrentIndex(1);
    auto& folder = in<QLineEdit>(dialog, "exportFolder");
    folder.setText(QString::fromStdString(out));
    ASSERT_TRUE(settle(dialog));
    EXPECT_TRUE(in<QLabel>(dialog, "exportText").text().contains("annotations.json"));
    m_dialogs.confirmations = {false};
    in<QPushButton>(dialog, "writeParts").click();
    EXPECT_EQ(readFile(out / "annotations.json", 100), "theirs");
    m_dialogs.confirmations = {true};
    in<QPushButton>(dialog, "writeParts").click();
    ASSERT_TRUE(waitUntil([&] { return dialog.result() == QDialog::Accepted; }));
    EXPECT_NE(readFile(out / "annotations.json", 1 << 20), "theirs");

    folder.setText(QString::fromStdString(study() / "parts"));
    EXPECT_FALSE(in<QPushButton>(dialog, "writeParts").isEnabled());
    EXPECT_TRUE(in<QLabel>(dialog, "exportProblem").text().contains("consists of"));
}

TEST_F(PartDialogs, SamplesAreTickedForAnExport)
{
    PartExportDialog dialog(study(), m_study, 0, m_dialogs);
    in<QComboBox>(dialog, "exportedSamples").setCurrentIndex(PartExportDialog::kTicked);
    ASSERT_TRUE(settle(dialog));
    EXPECT_TRUE(in<QLabel>(dialog, "exportProblem").text().contains("has parts"));
    in<QListWidget>(dialog, "tickedSamples").item(1)->setCheckState(Qt::Checked);
    ASSERT_TRUE(settle(dialog));
    EXPECT_TRUE(in<QLabel>(dialog, "exportText").text().contains("1 picture with 3 parts"));
}

} // namespace
} // namespace palimpsest
