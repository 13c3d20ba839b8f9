// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/edited_study_test.h"
#include "core/base/files.h"
#include "core/study/study_edits.h"
#include "core/study/study_names.h"

#include <QUndoGroup>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class OwnAdditionsTest : public EditedStudyTest
{
protected:
    /// Adds a sample as pages do, and returns it.
    Sample add(StudyDocument& document, const std::string& name) const
    {
        Image pixels{.width = 28, .height = 28, .channels = 1};
        pixels.pixels.assign(784, 77);
        NewFiles made;
        Study after =
            withSamples(study(), document.study(),
                        {{.path = name, .pixels = pixels, .parts = document.sheet(0).drawing}},
                        Taking::Copy, made);
        document.activateStudy();
        document.changeStudy(after, "added samples");
        document.noteAdded(made.keep());
        return document.study().samples.back();
    }

    fs::path image(const Sample& sample) const { return study() / sample.image; }
};

TEST_F(OwnAdditionsTest, WhatAnUndoneAdditionCopiedGoesWhenTheStudyIsClosed)
{
    StudyDocument document(study());
    const Sample kept = add(document, "kept.png");
    const Sample undone = add(document, "undone.png");
    document.undoGroup().undo();
    ASSERT_TRUE(document.save());
    ASSERT_TRUE(fs::exists(image(undone))) << "redo needs it";
    document.emptyBins();
    EXPECT_FALSE(fs::exists(image(undone)));
    EXPECT_FALSE(fs::exists(partsPath(study(), undone)));
    EXPECT_TRUE(fs::exists(image(kept)));
    EXPECT_TRUE(fs::exists(partsPath(study(), kept)));
}

TEST_F(OwnAdditionsTest, WhatIsAddedAgainUsesTheFilesThatLieThere)
{
    StudyDocument document(study());
    const Sample once = add(document, "coat.png");
    document.undoGroup().undo();
    const Sample again = add(document, "coat.png");
    EXPECT_EQ(again, once);
    ASSERT_TRUE(document.save());
    document.emptyBins();
    EXPECT_TRUE(fs::exists(image(again)));
    EXPECT_TRUE(fs::exists(partsPath(study(), again)));
}

TEST_F(OwnAdditionsTest, NothingGoesThatWasChangedOrIsNamedOrNotSaved)
{
    StudyDocument document(study());
    const Sample drawn = add(document, "drawn.png");
    const Sample theirs = add(document, "theirs.png");
    document.undoGroup().undo();
    document.undoGroup().undo();
    document.emptyBins();
    EXPECT_TRUE(fs::exists(image(theirs))) << "study.json is not saved";
    ASSERT_TRUE(document.save());
    const std::string parts = readFile(partsPath(study(), drawn), 1 << 20) + " ";
    writeFileAtomically(partsPath(study(), drawn), parts);
    Study named = readStudy(study());
    named.samples.push_back(theirs);
    writeStudy(study(), named);
    document.emptyBins();
    EXPECT_TRUE(fs::exists(partsPath(study(), drawn))) << "somebody has drawn it";
    EXPECT_TRUE(fs::exists(image(theirs))) << "another program has taken it";
}

} // namespace
} // namespace palimpsest
