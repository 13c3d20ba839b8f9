// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_document.h"
#include "core/base/files.h"
#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "support/application.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include <random>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class StudyDocumentTest : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        makeSmallStudy(m_folder.path());
    }

    fs::path partsFile(std::size_t sample) const
    {
        return partsPath(m_folder.path(), readStudy(m_folder.path()).samples[sample]);
    }

    const TemporaryFolder m_folder;
};

std::string contents(const fs::path& file)
{
    return readFile(file, 1u << 24);
}

TEST_F(StudyDocumentTest, OpeningChangesNoByte)
{
    std::map<fs::path, std::string> before;
    for (const auto& entry : fs::recursive_directory_iterator(m_folder.path())) {
        if (entry.is_regular_file()) {
            before[entry.path()] = contents(entry.path());
        }
    }
    {
        StudyDocument document(m_folder.path());
        EXPECT_EQ(document.sheet(0).parts.partCount(), 3);
        EXPECT_TRUE(document.save());
    }
    for (const auto& entry : fs::recursive_directory_iterator(m_folder.path())) {
        if (entry.is_regular_file()) {
            EXPECT_EQ(before[entry.path()], contents(entry.path())) << entry.path();
        }
    }
}

TEST_F(StudyDocumentTest, EditsOfASampleAreUndoneAndRedoneOnTheirOwnStack)
{
    StudyDocument document(m_folder.path());
    const Drawing before = document.sheet(0).drawing;
    const Drawing after = withPartsMerged(before, 2, 1);
    document.changeDrawing(0, after, "merge");
    document.changeDrawing(1, withoutPart(document.sheet(1).drawing, 0), "delete");
    document.activateSample(0);
    document.undoGroup().undo();
    EXPECT_EQ(document.sheet(0).drawing, before);
    EXPECT_EQ(document.sheet(1).parts.partCount(), 2);
    document.undoGroup().redo();
    EXPECT_EQ(document.sheet(0).drawing, after);
    EXPECT_EQ(document.sheet(0).parts.partCount(), 2);
}

TEST_F(StudyDocumentTest, UndoGivesTheFileTheBytesThatItHad)
{
    const std::string foreign = R"({"shapes": [
        {"label": "b", "points": [[0, 0], [28, 0], [28, 9.50]]},
        {"label": "a", "points": [[0, 10], [28, 10], [28, 19]]}],
    "imageWidth":28, "imageHeight":28, "lab" : 1.0})";
    writeFileAtomically(partsFile(0), foreign);
    StudyDocument document(m_folder.path());
    const Drawing before = document.sheet(0).drawing;
    document.changeDrawing(0, withPartsMerged(before, 1, 0), "merge");
    ASSERT_TRUE(document.save());
    EXPECT_NE(contents(partsFile(0)), foreign);
    document.activateSample(0);
    document.undoGroup().undo();
    ASSERT_TRUE(document.save());
    EXPECT_EQ(contents(partsFile(0)), foreign);
    document.undoGroup().redo();
    ASSERT_TRUE(document.save());
    EXPECT_EQ(readLabelMe(partsFile(0)), document.sheet(0).drawing);
}

TEST_F(StudyDocumentTest, SavesByItselfSoonAfterAnEdit)
{
    StudyDocument document(m_folder.path());
    const Drawing after = withPartRenamed(document.sheet(0).drawing, 0, "upper edge");
    document.changeDrawing(0, after, "rename");
    EXPECT_TRUE(document.isDirty());
    EXPECT_TRUE(QTest::qWaitFor([&] { return !document.isDirty(); }, 5000));
    EXPECT_EQ(readLabelMe(partsFile(0)), after);
}

TEST_F(StudyDocumentTest, StudySettingsAreAnEditToo)
{
    StudyDocument document(m_folder.path());
    Study after = document.study();
    after.settings.tau = 0.2;
    document.changeStudy(after, "change of τ");
    EXPECT_TRUE(document.save());
    EXPECT_EQ(readStudy(m_folder.path()).settings.tau, 0.2);
    document.activateStudy();
    document.undoGroup().undo();
    EXPECT_TRUE(document.save());
    EXPECT_EQ(readStudy(m_folder.path()).settings.tau, 0.05);
}

TEST_F(StudyDocumentTest, AThresholdThatIsSteppedIsOneChange)
{
    StudyDocument document(m_folder.path());
    for (const double tau : {0.06, 0.07, 0.08}) {
        Study after = document.study();
        after.settings.tau = tau;
        document.changeStudy(after, "change of τ");
    }
    document.activateStudy();
    document.undoGroup().undo();
    EXPECT_EQ(document.study().settings.tau, 0.05);
    EXPECT_FALSE(document.undoGroup().canUndo());
    document.undoGroup().redo();
    EXPECT_EQ(document.study().settings.tau, 0.08);
}

TEST_F(StudyDocumentTest, AThresholdThatComesBackIsNoChange)
{
    StudyDocument document(m_folder.path());
    for (const double tau : {0.06, 0.05}) {
        Study after = document.study();
        after.settings.tau = tau;
        document.changeStudy(after, "change of τ");
    }
    EXPECT_FALSE(document.undoGroup().canUndo());
}

/// A drawing on which a random shape is another.
Drawing withRandomShape(Drawing drawing, std::mt19937& random)
{
    const auto at = [&random](int size) { return static_cast<double>(random() % size); };
    Shape& shape = drawing.shapes[random() % drawing.shapes.size()];
    shape.polygon = {{at(drawing.width), at(drawing.height)},
                     {at(drawing.width), at(drawing.height)},
                     {at(drawing.width), at(drawing.height)}};
    return drawing;
}

TEST_F(StudyDocumentTest, AThousandEditsAreUndoneAndRedoneWithinTheirMemory)
{
    StudyDocument document(m_folder.path());
    std::mt19937 random(3);
    Drawing drawing = document.sheet(0).drawing;
    drawing.shapes.resize(100, drawing.shapes[0]);
    document.changeDrawing(0, drawing, "shapes");
    std::vector<Drawing> states = {drawing};
    for (int i = 0; i < 1000; ++i) {
        const Drawing after = withRandomShape(states.back(), random);
        if (after != states.back()) {
            states.push_back(after);
            document.changeDrawing(0, after, "edit");
        }
    }
    EXPECT_LT(document.history().bytes(), std::size_t{4} << 20);
    document.activateSample(0);
    for (auto state = states.rbegin() + 1; state != states.rend(); ++state) {
        document.undoGroup().undo();
        ASSERT_EQ(document.sheet(0).drawing, *state);
    }
    for (auto state = states.begin() + 1; state != states.end(); ++state) {
        document.undoGroup().redo();
        ASSERT_EQ(document.sheet(0).drawing, *state);
    }
}

TEST_F(StudyDocumentTest, EditsOfALargeStudyAreUndoneAndRedoneWithinTheirMemory)
{
    StudyDocument document(m_folder.path());
    std::mt19937 random(4);
    std::vector<Study> states = {document.study()};
    for (int i = 0; i < 10'000; ++i) {
        Sample& sample = states[0].samples.emplace_back(states[0].samples[0]);
        sample.id += "_" + std::to_string(i);
    }
    document.changeStudy(states[0], "samples");
    for (int i = 0; i < 100; ++i) {
        Study after = states.back();
        Sample& sample = after.samples[random() % after.samples.size()];
        sample.label = 1 - sample.label;
        states.push_back(after);
        document.changeStudy(after, "label");
    }
    EXPECT_LT(document.history().bytes(), std::size_t{16} << 20);
    for (auto state = states.rbegin() + 1; state != states.rend(); ++state) {
        document.undoGroup().undo();
        ASSERT_EQ(document.study(), *state);
    }
    for (auto state = states.begin() + 1; state != states.end(); ++state) {
        document.undoGroup().redo();
        ASSERT_EQ(document.study(), *state);
    }
}

TEST_F(StudyDocumentTest, AnotherSampleOfANameThatUndoTookAwayIsAnotherSample)
{
    StudyDocument document(m_folder.path());
    const Study before = document.study();
    Study after = before;
    after.samples.push_back({.id = "late", .image = before.samples[0].image});
    document.changeStudy(after, "a sample");
    Drawing drawing = document.sheet(before.samples.size()).drawing;
    document.changeDrawing(before.samples.size(), withPart(drawing), "a part");
    document.activateStudy();
    EXPECT_EQ(document.history().hiddenByUndo(), std::vector<std::string>{"late"});
    document.undoGroup().undo();
    after.samples.back().image = before.samples[1].image;
    document.changeStudy(after, "another sample");
    EXPECT_EQ(document.sheet(before.samples.size()).picture, document.sheet(1).picture);
    document.activateSample(before.samples.size());
    EXPECT_FALSE(document.undoGroup().canUndo());
}

TEST_F(StudyDocumentTest, EditsGoAlongWithASampleThatIsRenamed)
{
    StudyDocument document(m_folder.path());
    const Drawing before = document.sheet(0).drawing;
    const Drawing after = withPartRenamed(before, 0, "hem");
    const std::string id = document.study().samples[0].id;
    document.changeDrawing(0, after, "rename");
    document.drafts().set(id, "begun");
    document.changeFiles(withSampleRenamed(document.study(), id, "first"), "another name");
    ASSERT_EQ(document.study().samples[0].id, "first");
    EXPECT_EQ(document.sheet(0).drawing, after);
    EXPECT_EQ(document.drafts().all(), (std::map<std::string, std::string>{{"first", "begun"}}));

    document.activateSample(0);
    document.undoGroup().undo();
    EXPECT_EQ(document.sheet(0).drawing, before);
    ASSERT_TRUE(document.save());
    EXPECT_EQ(StudyDocument(m_folder.path()).sheet(0).drawing, before);
    document.activateStudy();
    document.undoGroup().undo();
    ASSERT_EQ(document.study().samples[0].id, id);
    document.activateSample(0);
    document.undoGroup().redo();
    EXPECT_EQ(document.sheet(0).drawing, after);
    ASSERT_TRUE(document.save());

    document.activateStudy();
    document.undoGroup().redo();
    ASSERT_EQ(document.study().samples[0].id, "first");
    document.activateSample(0);
    document.undoGroup().undo();
    EXPECT_EQ(document.sheet(0).drawing, before);
    EXPECT_TRUE(document.conflict().isEmpty());
}

TEST_F(StudyDocumentTest, PartsDrawnOnANewPreparationComeBackWithIt)
{
    StudyDocument document(m_folder.path(), m_folder / "recovery");
    const QSignalSpy told(&document, &StudyDocument::told);
    const Drawing before = document.sheet(0).drawing;
    const std::string id = document.study().samples[0].id;
    Study after = document.study();
    after.preprocessing.mean = {0.25};
    const Drawing carried = withPartRenamed(before, 0, "carried");
    document.changePreparation(after, {{id, carried}}, "preparation");
    document.changeDrawing(0, withPartRenamed(carried, 0, "drawn since"), "rename");
    document.activateStudy();
    document.undoGroup().undo();
    EXPECT_EQ(document.sheet(0).drawing, before);
    EXPECT_EQ(told.size(), 1);
    document.undoGroup().redo();
    EXPECT_EQ(document.sheet(0).drawing, withPartRenamed(carried, 0, "drawn since"));
    EXPECT_EQ(document.study(), after);
    EXPECT_EQ(told.size(), 1) << "nothing was drawn on the first";
}

TEST_F(StudyDocumentTest, PartsThatTheOldPreparationLackedComeBackWithTheNewOne)
{
    StudyDocument document(m_folder.path(), m_folder / "recovery");
    const QSignalSpy told(&document, &StudyDocument::told);
    const Drawing first = document.sheet(1).drawing;
    document.changeDrawing(1, {.width = first.width, .height = first.height}, "delete all");
    ASSERT_TRUE(document.save());
    Study after = document.study();
    after.preprocessing.mean = {0.25};
    document.changePreparation(after, {}, "preparation");
    document.changeDrawing(1, first, "draw");
    ASSERT_TRUE(document.save());
    document.activateStudy();
    document.undoGroup().undo();
    EXPECT_TRUE(document.sheet(1).drawing.shapes.empty());
    EXPECT_EQ(told.size(), 1);
    ASSERT_TRUE(document.save());
    document.undoGroup().redo();
    EXPECT_EQ(document.sheet(1).drawing, first);
}

TEST_F(StudyDocumentTest, WhatCannotBeSavedStaysDirtyAndIsSaid)
{
    StudyDocument document(m_folder.path());
    const QSignalSpy failures(&document, &StudyDocument::saveFailed);
    const Drawing after = withPartRenamed(document.sheet(0).drawing, 0, "hem");
    document.changeDrawing(0, after, "rename");
    // A folder in the way: even root cannot rename a file over it.
    const fs::path file = partsFile(0);
    fs::remove(file);
    fs::create_directories(file / "in the way");
    EXPECT_FALSE(document.save());
    EXPECT_TRUE(document.isDirty());
    EXPECT_EQ(failures.count(), 1);
    fs::remove_all(file);
    EXPECT_TRUE(document.save());
    EXPECT_EQ(readLabelMe(file), after);
}

TEST_F(StudyDocumentTest, UnsavedEditsThatCannotBeKeptAreComplainedOfOnce)
{
    const fs::path recovery = m_folder / "recovery";
    writeFileAtomically(recovery, "in the way");
    StudyDocument document(m_folder.path(), recovery);
    const QSignalSpy failures(&document, &StudyDocument::saveFailed);
    for (const char* name : {"hem", "collar", "cuff"}) {
        document.changeDrawing(0, withPartRenamed(document.sheet(0).drawing, 0, name), "rename");
        EXPECT_TRUE(document.save()) << "which needs no draft";
    }
    EXPECT_EQ(failures.count(), 1);
}

TEST_F(StudyDocumentTest, BrokenPartsAreSaidAndNeverOverwritten)
{
    const fs::path file = partsFile(0);
    writeFileAtomically(file, "{ broken");
    StudyDocument document(m_folder.path());
    EXPECT_FALSE(document.sheet(0).partsProblem.isEmpty());
    document.changeDrawing(0, withPart(document.sheet(0).drawing), "new part");
    EXPECT_TRUE(document.save());
    EXPECT_EQ(contents(file), "{ broken");
}

} // namespace
} // namespace palimpsest
