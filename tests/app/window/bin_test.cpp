// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/study/bin.h"
#include "core/study/file_edits.h"
#include "core/study/study_file.h"
#include "support/window_test.h"

#include <QPushButton>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class BinTest : public WindowTest
{
protected:
    enum { kPutBack, kEmpty, kLater };

    /// The button of the notice that leads to the bin again; none where it is not seen.
    QPushButton* again() const
    {
        for (auto* button : m_window->findChildren<QPushButton*>("noticeAction")) {
            if (button->isVisible() && button->text() == "Look again…") {
                return button;
            }
        }
        return nullptr;
    }
};

TEST_F(BinTest, WhatStaysInTheBinIsOfferedAgainWhereItIs)
{
    const Study whole = readStudy(study());
    const FileEdit edit = withoutSample(study(), whole, whole.samples[0].id);
    carryOut(study(), edit);
    writeStudy(study(), edit.after);
    // What was removed cannot come back while something else has its place.
    const fs::path place = study() / whole.samples[0].image;
    ASSERT_FALSE(fs::exists(place));
    writeFileAtomically(place, "in the way");
    m_dialogs.decisions = {kLater, kPutBack, kPutBack};
    ASSERT_TRUE(open());
    ASSERT_NE(again(), nullptr) << "put off";
    again()->click();
    EXPECT_EQ(session().study(), edit.after);
    EXPECT_EQ(m_dialogs.decided.size(), 2);
    ASSERT_TRUE(eventually([&] { return again() != nullptr; })) << "it was refused";
    fs::remove(place);
    again()->click();
    EXPECT_EQ(session().study(), whole);
    EXPECT_TRUE(eventually([&] { return again() == nullptr; }));
}

TEST_F(BinTest, WhatUndoOfPuttingBackTakesAwayWaitsUntilThatIsAsked)
{
    const Study whole = readStudy(study());
    const FileEdit edit = withoutRun(study(), whole, whole.lineages[1].name);
    carryOut(study(), edit);
    writeStudy(study(), edit.after);
    const fs::path weights = study() / whole.lineages[1].checkpoints[0].weights;
    m_dialogs.decisions = {kPutBack};
    ASSERT_TRUE(open());
    ASSERT_EQ(session().study(), whole);
    ASSERT_EQ(again(), nullptr);
    session().document()->activateStudy();
    session().document()->undoGroup().undo();
    EXPECT_EQ(session().study(), edit.after);
    EXPECT_TRUE(eventually([&] { return again() != nullptr; })) << "nobody else tells of it";
    session().document()->undoGroup().redo();
    EXPECT_TRUE(eventually([&] { return again() == nullptr; })) << "it is back";
    session().document()->undoGroup().undo();
    ASSERT_TRUE(m_window->close());
    EXPECT_FALSE(fs::exists(weights));
    EXPECT_EQ(binnedFiles(study()).size(), 1U) << "nobody has wanted it to go";
    makeWindow();
    m_dialogs.decisions = {kPutBack};
    ASSERT_TRUE(open());
    EXPECT_EQ(session().study(), whole);
    EXPECT_TRUE(fs::exists(weights));
    ASSERT_TRUE(m_window->close());
    EXPECT_FALSE(fs::exists(study() / "bin")) << "it is at home";
}

TEST_F(BinTest, WhatUndoBringsBackIsNotOffered)
{
    ASSERT_TRUE(open());
    session().document()->changeFiles(
        withoutSample(study(), session().study(), session().study().samples[0].id), "removal");
    ASSERT_EQ(binnedFiles(study()).size(), 1U);
    EXPECT_TRUE(session().document()->strandedFiles().empty());
}

} // namespace
} // namespace palimpsest
