// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/part_export_dialog.h"
#include "app/dialogs/part_import_dialog.h"
#include "app/window/journey.h"
#include "app/window/study_opening.h"
#include "core/base/files.h"
#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/notice_row.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// Parts that leave the window and come back.
class PartExchangeTest : public Journey
{
protected:
    QString out() const { return QString::fromStdString(m_folder / "out"); }

    void exportAs(const char* format)
    {
        m_dialogs.visits.emplace_back([this, format](QDialog& dialog) {
            auto* box = dialog.findChild<QComboBox*>("annotationFormat");
            box->setCurrentIndex(box->findData(format));
            dialog.findChild<QLineEdit*>("exportFolder")->setText(out());
            auto& parts = dynamic_cast<PartExportDialog&>(dialog);
            EXPECT_TRUE(eventually([&] { return parts.isSettled(); }));
            dialog.accept();
            return eventually([&] { return dialog.result() == QDialog::Accepted; });
        });
        find<QAction>("exportParts")->trigger();
    }

    /// Agrees to an import with all that it would replace.
    void agreeToImport()
    {
        m_dialogs.visits.emplace_back([this](QDialog& dialog) {
            auto& parts = dynamic_cast<PartImportDialog&>(dialog);
            EXPECT_TRUE(eventually([&] { return parts.isSettled(); }));
            dialog.findChild<QCheckBox*>("replaceDrawn")->setChecked(true);
            m_said = dialog.findChild<QLabel*>("importText")->text();
            return dialog.findChild<QPushButton*>("takeParts")->isEnabled();
        });
    }

    void importFrom(const QString& file)
    {
        agreeToImport();
        m_dialogs.choices.push_back(0); // a file
        m_dialogs.files.push_back({file});
        find<QAction>("importParts")->trigger();
    }

    LabelMap map(std::size_t sample) { return session().document()->sheet(sample).parts; }

    bool isSaid(const QString& what) const
    {
        const auto rows = m_window->findChild<NoticeBar*>()->findChildren<NoticeRow*>();
        return std::ranges::any_of(
            rows, [&](const NoticeRow* row) { return row->text().contains(what); });
    }

    QString m_said; ///< by the dialog
};

TEST_F(PartExchangeTest, PartsGoOutAreChangedAndComeBackAsOneEdit)
{
    ASSERT_TRUE(open());
    const std::vector<LabelMap> before = {map(0), map(1)};
    exportAs("coco");
    EXPECT_TRUE(isSaid("Parts were exported"));
    StudyDocument& document = *session().document();
    for (const std::size_t sample : {0U, 1U}) {
        document.changeDrawing(sample, withoutPart(document.sheet(sample).drawing, 0), "delete");
    }
    const std::vector<LabelMap> changed = {map(0), map(1)};
    importFrom(out() + "/annotations.json");
    EXPECT_EQ((std::vector{map(0), map(1)}), before);
    EXPECT_TRUE(isSaid("Parts of 2 samples were imported"));
    EXPECT_TRUE(isSaid("What was replaced is kept in"));
    std::size_t kept = 0;
    for (const auto& entry : fs::recursive_directory_iterator(study() / "set_aside")) {
        kept += entry.path().extension() == ".json" && entry.is_regular_file() ? 1 : 0;
    }
    EXPECT_EQ(kept, 2U) << "as the command line keeps it";
    ASSERT_TRUE(document.save());
    EXPECT_EQ(paint(readLabelMe(partsPath(study(), session().study().samples[1]))), before[1]);

    find<QAction>("undo")->trigger();
    EXPECT_EQ((std::vector{map(0), map(1)}), changed) << "of all samples";
    EXPECT_TRUE(eventually([&] { return !isSaid("were imported"); })) << "which holds no more";
    find<QAction>("redo")->trigger();
    EXPECT_EQ((std::vector{map(0), map(1)}), before);
}

TEST_F(PartExchangeTest, SamplesThatWereEditedSinceKeepTheirEditsAndAreCounted)
{
    ASSERT_TRUE(open());
    exportAs("labelme");
    StudyDocument& document = *session().document();
    for (const std::size_t sample : {0U, 1U}) {
        document.changeDrawing(sample, withoutPart(document.sheet(sample).drawing, 0), "delete");
    }
    agreeToImport();
    m_dialogs.choices.push_back(1); // a folder
    m_dialogs.files.push_back({out()});
    find<QAction>("importParts")->trigger();
    document.changeDrawing(1, withPartRenamed(document.sheet(1).drawing, 0, "mine"), "rename");
    session().selection().setSample(0);
    find<QAction>("undo")->trigger();
    EXPECT_EQ(map(0).partCount(), 2);
    EXPECT_EQ(map(1).parts[0].name, "mine");
    EXPECT_TRUE(isSaid("1 sample was edited since"));
}

TEST_F(PartExchangeTest, ValuesThatWouldBecomeStaleAreNamedAndKeysOfOthersSurvive)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    const std::string id = session().study().samples[0].id;
    const fs::path theirs = m_folder / "theirs" / (id + ".json");
    writeFileAtomically(theirs, R"({"imageWidth": 28, "imageHeight": 28, "camera": 5, "shapes": [
        {"label": "shoe", "points": [[0, 0], [28, 0], [28, 28]]}]})");
    importFrom(QString::fromStdString(theirs.string()));
    EXPECT_TRUE(m_said.contains("Stored values of 1 sample become stale"));
    EXPECT_TRUE(m_said.contains(QString::fromStdString(id))) << m_said.toStdString();
    EXPECT_EQ(map(0).parts[0].name, "shoe");
    ASSERT_TRUE(session().document()->save());
    EXPECT_NE(contents(partsPath(study(), session().study().samples[0])).find("camera"),
              std::string::npos);
}

TEST_F(PartExchangeTest, WhatIsDroppedOnThePartsPageIsImportedWithoutGuesses)
{
    ASSERT_TRUE(open());
    exportAs("coco");
    auto& opening = *m_window->findChild<StudyOpening*>();
    m_window->showPlace(MainWindow::Place::Parts);
    int seen = 0;
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        seen += dynamic_cast<PartImportDialog*>(&dialog) != nullptr ? 1 : 0;
        return false;
    });
    opening.takeDropped({out() + "/annotations.json"});
    EXPECT_EQ(seen, 1);
    m_dialogs.decisions = {2}; // a folder may hold anything: the user gives up
    opening.takeDropped({out()});
    EXPECT_EQ(m_dialogs.decided.size(), 1);
    EXPECT_FALSE(session().document()->isDirty());
}

TEST_F(PartExchangeTest, SentencesSayWhyTheyCannot)
{
    fs::remove_all(study());
    fs::copy(textDemoFolder(), study(), fs::copy_options::recursive);
    EXPECT_FALSE(find<QAction>("importParts")->isEnabled()) << "no study is open";
    ASSERT_TRUE(m_window->openStudy(study()));
    for (const char* id : {"importParts", "exportParts"}) {
        EXPECT_FALSE(find<QAction>(id)->isEnabled());
        EXPECT_TRUE(find<QAction>(id)->toolTip().contains("sentences"));
    }
}

} // namespace
} // namespace palimpsest
