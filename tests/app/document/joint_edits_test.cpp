// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/edited_study_test.h"
#include "app/document/joint_edits.h"
#include "core/study/part_sets.h"

#include <QSignalSpy>

namespace palimpsest {
namespace {

class JointEditsTest : public EditedStudyTest
{
protected:
    static void addSet(StudyDocument& document, const std::string& name, std::size_t sample)
    {
        JointEdits(document, sample)
            .changeStudy(
                withPartSet(document.study(),
                            {.name = name,
                             .parts = {{"top", "", 1}},
                             .classes = {document.study().classes.at(name == "first" ? 0 : 1)}}),
                "new part set");
    }

    static std::size_t sets(const StudyDocument& document)
    {
        return document.study().partSets.size();
    }
};

TEST_F(JointEditsTest, AreTakenBackAtTheSampleAndAtTheStudy)
{
    StudyDocument document(study());
    for (const bool atSample : {true, false}) {
        addSet(document, "first", 0);
        ASSERT_EQ(sets(document), 1U);
        atSample ? document.activateSample(0) : document.activateStudy();
        document.undoGroup().undo();
        EXPECT_EQ(sets(document), 0U);
        document.undoGroup().redo();
        EXPECT_EQ(sets(document), 1U);
        document.undoGroup().undo();
    }
}

TEST_F(JointEditsTest, StayWhereTheStudyWasEditedSinceAndSaySo)
{
    StudyDocument document(study());
    QSignalSpy told(&document, &StudyDocument::told);
    addSet(document, "first", 0);
    addSet(document, "second", 1);
    document.activateSample(0);
    document.undoGroup().undo();
    EXPECT_EQ(sets(document), 2U);
    EXPECT_EQ(told.count(), 1);
    document.activateSample(1);
    document.undoGroup().undo();
    EXPECT_EQ(sets(document), 1U);
    EXPECT_EQ(told.count(), 1);
}

TEST_F(JointEditsTest, ARenameGoesThroughSetsAndSamplesAndBack)
{
    StudyDocument document(study());
    change(document, [](Study& after) {
        after = withPartSet(after, {.name = "garment", .parts = {{"top", "", 1}}});
    });
    ASSERT_TRUE(document.save());
    JointEdits(document, 1)
        .renamePart(renamePart(study(), document.study(), "top", "collar"), "rename");
    EXPECT_EQ(document.study().partSets.front().parts.front().name, "collar");
    for (const std::size_t sample : {0, 1}) {
        EXPECT_GE(partIndex(document.sheet(sample).drawing, "collar"), 0) << sample;
        EXPECT_LT(partIndex(document.sheet(sample).drawing, "top"), 0) << sample;
    }
    ASSERT_TRUE(document.save());
    document.activateSample(0);
    document.undoGroup().undo();
    EXPECT_EQ(document.study().partSets.front().parts.front().name, "top");
    for (const std::size_t sample : {0, 1}) {
        EXPECT_GE(partIndex(document.sheet(sample).drawing, "top"), 0) << sample;
    }
}

} // namespace
} // namespace palimpsest
