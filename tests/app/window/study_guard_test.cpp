// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/study/recovery_draft.h"
#include "core/study/study_file.h"
#include "core/study/study_lock.h"
#include "support/window_test.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/parts_panel.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QTest>
#include <QTextEdit>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class StudyGuardTest : public WindowTest
{
protected:
    enum { kMine, kTheirs, kNotNow };
    enum { kRestore, kDiscard, kLater };

    /// Into its field, which keeps the focus.
    QDoubleSpinBox* typeTau(const QString& percent)
    {
        m_window->showPlace(MainWindow::Place::Study);
        m_window->activateWindow();
        auto* tau = find<QDoubleSpinBox>("tau");
        tau->setFocus();
        EXPECT_TRUE(eventually([&] { return tau->hasFocus(); }));
        tau->selectAll();
        QTest::keyClicks(tau, percent);
        return tau;
    }

    void rename(const std::string& name)
    {
        session().document()->changeDrawing(
            0, withPartRenamed(session().document()->sheet(0).drawing, 0, name), "rename");
    }

    std::string savedName() const
    {
        const Study saved = readStudy(study());
        return readLabelMe(partsPath(study(), saved.samples.front())).parts[0].name;
    }

    void writeTheirs(const std::string& name) const
    {
        const fs::path file = partsPath(study(), readStudy(study()).samples.front());
        writeLabelMe(file, withPartRenamed(readLabelMe(file), 0, name), {});
    }

    /// Whether a notice with such a text is seen.
    bool says(const QString& text)
    {
        auto* notices = m_window->findChild<NoticeBar*>();
        for (const auto* notice : notices->findChildren<QTextEdit*>("noticeText")) {
            if (notice->toPlainText().contains(text)) {
                return true;
            }
        }
        return false;
    }

    /// Edits of a window that was killed.
    void leave(const std::string& name) const
    {
        UnsavedEdits edits;
        const Study saved = readStudy(study());
        const fs::path file = partsPath(study(), saved.samples.front());
        edits.drawings[saved.samples.front().id] = withPartRenamed(readLabelMe(file), 0, name);
        RecoveryDraft(m_settings->recoveryFolder(), study()).keep(edits);
    }
};

TEST_F(StudyGuardTest, AWindowThatOnlyLooksSaysWhoEdits)
{
    auto other = std::make_unique<StudyLock>(study());
    ASSERT_TRUE(open());
    EXPECT_TRUE(says("The study is edited by window_tests (process"));
    EXPECT_TRUE(m_window->windowTitle().contains("looking only"));
    rename("hem");
    EXPECT_FALSE(session().document()->isDirty());
    other.reset();
    EXPECT_TRUE(eventually([&] { return says("it can be edited here"); }));
    EXPECT_TRUE(eventually([&] { return !says("The study is edited by"); }))
        << "what holds no more is taken back";
    EXPECT_FALSE(m_window->windowTitle().contains("looking only"));
    rename("hem");
    EXPECT_TRUE(session().document()->isDirty());
}

TEST_F(StudyGuardTest, AFullDiskIsOneNoticeThatGoesWhenAllIsSaved)
{
    ASSERT_TRUE(open());
    auto* notices = m_window->findChild<NoticeBar*>();
    const int before = notices->count();
    const Study saved = readStudy(study());
    rename("hem");
    session().document()->changeDrawing(
        1, withPartRenamed(session().document()->sheet(1).drawing, 0, "collar"), "rename");
    // Folders in the way of the files, of one after the other: even root cannot write over them.
    std::vector<fs::path> files;
    for (const Sample& sample : saved.samples) {
        files.push_back(partsPath(study(), sample));
        fs::remove(files.back());
        fs::create_directories(files.back() / "in the way");
    }
    for (int attempt = 0; attempt < 3; ++attempt) {
        EXPECT_FALSE(session().document()->save());
        EXPECT_EQ(notices->count(), before + 1);
    }
    EXPECT_TRUE(says(QString::fromStdString(saved.samples[0].id)));
    fs::remove_all(files[0]);
    EXPECT_FALSE(session().document()->save());
    EXPECT_EQ(notices->count(), before + 1) << "another problem takes its place";
    EXPECT_TRUE(says(QString::fromStdString(saved.samples[1].id)));
    EXPECT_TRUE(eventually([&] { return !says(QString::fromStdString(saved.samples[0].id)); }));
    fs::remove_all(files[1]);
    EXPECT_TRUE(session().document()->save());
    EXPECT_EQ(notices->count(), before) << "what holds no more is taken back";
}

TEST_F(StudyGuardTest, WhatIsBeingTypedIsSavedWhenTheWindowCloses)
{
    const std::vector<std::function<void()>> ends = {[&] { EXPECT_TRUE(m_window->close()); },
                                                     [&] { m_window->endUnasked(); },
                                                     [&] { EXPECT_TRUE(m_window->endUnseen()); }};
    int percent = 12;
    for (const auto& end : ends) {
        makeWindow();
        ASSERT_TRUE(open());
        typeTau(QString::number(percent));
        end();
        EXPECT_NEAR(readStudy(study()).settings.tau, percent / 100.0, 1e-9);
        ++percent;
    }
}

TEST_F(StudyGuardTest, WhatIsBeingTypedStaysWhenAnotherProgramSaves)
{
    ASSERT_TRUE(open());
    auto* tau = typeTau("5"); // what it was
    Study theirs = readStudy(study());
    theirs.settings.tau = 0.2;
    theirs.settings.interactions.kappa = 0.5;
    writeStudy(study(), theirs);
    ASSERT_TRUE(session().document()->lookOutside());
    EXPECT_EQ(tau->cleanText(), "5");
    EXPECT_EQ(find<QDoubleSpinBox>("kappa")->value(), 50.0);
    tau->clearFocus();
    EXPECT_NEAR(session().study().settings.tau, 0.05, 1e-9) << "it is an edit of theirs";
    EXPECT_EQ(session().study().settings.interactions.kappa, 0.5);
    EXPECT_TRUE(session().document()->save());
}

TEST_F(StudyGuardTest, ANameThatIsBeingTypedOutlastsAnotherProgramAndGoesToItsSample)
{
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Parts);
    m_window->activateWindow();
    auto* panel = m_window->findChild<PartsPanel*>();
    panel->editName();
    auto* name = panel->findChild<QLineEdit*>();
    ASSERT_TRUE(name);
    ASSERT_TRUE(eventually([&] { return name->hasFocus(); }));
    QTest::keyClicks(name, "hem");
    Study theirs = readStudy(study());
    theirs.settings.tau = 0.2;
    writeStudy(study(), theirs);
    ASSERT_TRUE(session().document()->lookOutside());
    EXPECT_EQ(name->text(), "hem");
    const Drawing other = session().document()->sheet(1).drawing;
    session().selection().setSample(1);
    EXPECT_EQ(session().document()->sheet(0).drawing.parts[0].name, "hem");
    EXPECT_EQ(session().document()->sheet(1).drawing, other);
}

TEST_F(StudyGuardTest, AStudyThatIsOpenedAgainIsNotEditedBySomeoneElse)
{
    ASSERT_TRUE(open());
    rename("hem");
    ASSERT_TRUE(open());
    EXPECT_FALSE(m_window->windowTitle().contains("looking only"));
    EXPECT_FALSE(says("The study is edited"));
    rename("collar");
    EXPECT_TRUE(session().document()->isDirty());
}

TEST_F(StudyGuardTest, ClosingAsksWhichVersionToKeepAndKeepsBoth)
{
    ASSERT_TRUE(open());
    rename("mine");
    writeTheirs("theirs");
    m_dialogs.decisions = {kNotNow};
    m_dialogs.confirmations = {false};
    EXPECT_FALSE(m_window->close());
    EXPECT_EQ(savedName(), "theirs");
    EXPECT_TRUE(m_dialogs.decided.back().contains("only here: mine; only there: theirs"))
        << m_dialogs.decided.back().toStdString();
    m_dialogs.decisions = {kMine};
    EXPECT_TRUE(m_window->close());
    EXPECT_EQ(savedName(), "mine");
    const auto aside = fs::directory_iterator(study() / "set_aside");
    EXPECT_NE(aside->path().string().find("theirs"), std::string::npos);
}

TEST_F(StudyGuardTest, TheirsAreTakenWhenThatIsChosen)
{
    ASSERT_TRUE(open());
    rename("mine");
    writeTheirs("theirs");
    m_dialogs.decisions = {kTheirs};
    EXPECT_TRUE(m_window->openStudy(study()));
    EXPECT_EQ(savedName(), "theirs");
    EXPECT_EQ(session().document()->sheet(0).drawing.parts[0].name, "theirs");
}

TEST_F(StudyGuardTest, LeftEditsAreOfferedWithWhatDiffersUntilTheyAreRestored)
{
    leave("hem");
    makeWindow();
    EXPECT_TRUE(says("ended before edits of"));
    m_dialogs.decisions = {kLater};
    ASSERT_TRUE(open());
    EXPECT_TRUE(m_dialogs.decided.back().contains("only unsaved: hem; only saved: top"))
        << m_dialogs.decided.back().toStdString();
    EXPECT_EQ(savedName(), "top");
    m_dialogs.decisions = {kRestore};
    ASSERT_TRUE(open());
    EXPECT_EQ(savedName(), "hem");
    EXPECT_EQ(session().document()->sheet(0).drawing.parts[0].name, "hem");
    session().document()->activateSample(0);
    EXPECT_TRUE(session().document()->undoGroup().canUndo());
    ASSERT_TRUE(open()) << "and asks no more";
}

TEST_F(StudyGuardTest, LeftEditsThatAreNotWantedAreAskedAboutOnce)
{
    leave("hem");
    m_dialogs.decisions = {kDiscard};
    ASSERT_TRUE(open());
    EXPECT_EQ(savedName(), "top");
    EXPECT_TRUE(leftEdits(m_settings->recoveryFolder()).empty());
}

TEST_F(StudyGuardTest, LeftEditsThatAreSavedAreNotAskedAbout)
{
    leave("hem");
    writeTheirs("hem");
    ASSERT_TRUE(open());
    EXPECT_TRUE(leftEdits(m_settings->recoveryFolder()).empty());
}

TEST_F(StudyGuardTest, WhatIsClosedWithoutSavingIsOfferedAgain)
{
    ASSERT_TRUE(open());
    rename("mine");
    writeTheirs("theirs");
    m_dialogs.decisions = {kNotNow};
    m_dialogs.confirmations = {true};
    EXPECT_TRUE(m_window->close());
    makeWindow();
    m_dialogs.decisions = {kRestore};
    ASSERT_TRUE(open());
    EXPECT_EQ(savedName(), "mine");
}

} // namespace
} // namespace palimpsest
