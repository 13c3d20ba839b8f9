// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/accuracy_sets.h"
#include "core/study/bin.h"
#include "core/study/file_edits.h"
#include "core/study/packing.h"
#include "core/study/study_file.h"
#include "core/study/value_unit.h"
#include "support/analysed_study.h"
#include "support/expect_error.h"
#include "support/folder_bytes.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The small study with values: 7 checkpoints on two samples.
class FileEdits : public AnalysedStudy
{
protected:
    std::string id(std::size_t sample) const { return m_study.samples[sample].id; }

    /// Complete units, by a look at the files alone.
    std::size_t units(const Study& study) const
    {
        std::size_t count = 0;
        for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
            for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
                for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
                    count += fs::exists(unitPath(m_folder.path(), study, {lineage, i}, sample));
                }
            }
        }
        return count;
    }

    /// The study after an edit that is made as programs do.
    Study made(const FileEdit& edit) const
    {
        carryOut(m_folder.path(), edit);
        writeStudy(m_folder.path(), edit.after);
        return edit.after;
    }

    /// The study with all of the bin put back.
    Study allBack(Study study) const
    {
        for (const BinnedFiles& each : binnedFiles(m_folder.path())) {
            study = made(putBack(m_folder.path(), study, each));
            emptyBin(m_folder.path(), each.bin);
        }
        return study;
    }

    /// Folders of the study that hold nothing.
    std::vector<fs::path> emptyFolders() const
    {
        std::vector<fs::path> empty;
        for (const auto& entry : fs::recursive_directory_iterator(m_folder.path())) {
            if (entry.is_directory() && fs::is_empty(entry.path())) {
                empty.push_back(entry.path());
            }
        }
        return empty;
    }

    /// Does the edit as a program does, looks at it, and takes it back.
    void expectDoneAndUndone(const FileEdit& edit, std::size_t unitsAfter)
    {
        const FolderBytes before = bytesBelow(m_folder.path());
        carryOut(m_folder.path(), edit);
        EXPECT_EQ(units(edit.after), unitsAfter);
        for (const Sample& sample : edit.after.samples) {
            EXPECT_TRUE(fs::exists(partsPath(m_folder.path(), sample))) << sample.id;
            EXPECT_TRUE(fs::exists(m_folder / sample.image)) << sample.id;
        }
        takeBack(m_folder.path(), edit);
        if (!edit.bin.empty()) {
            emptyBin(m_folder.path(), edit.bin);
        }
        EXPECT_EQ(bytesBelow(m_folder.path()), before);
    }
};

TEST_F(FileEdits, NamesTakeTheirValuesAlong)
{
    ASSERT_EQ(units(m_study), 14U);
    expectDoneAndUndone(withSampleRenamed(m_study, id(0), "first"), 14U);
    expectDoneAndUndone(withRunRenamed(m_study, "finetuned", "warm"), 14U);
    const FileEdit epoch = withEpochChanged(m_study, {1, 0}, 99);
    EXPECT_EQ(epoch.after.lineages[1].checkpoints.back().epoch, 99) << "in order";
    expectDoneAndUndone(epoch, 14U);
}

TEST_F(FileEdits, ValuesInAPackGoAlongToo)
{
    const fs::path folder = unitPath(m_folder.path(), m_study, {0, 0}, 0).parent_path();
    ASSERT_EQ(packUnits(folder).units, 2U);
    ASSERT_EQ(units(m_study), 12U);
    unpackValuesOf(m_folder.path(), m_study, id(0));
    const FileEdit edit = withSampleRenamed(m_study, id(0), "first");
    carryOut(m_folder.path(), edit);
    EXPECT_EQ(units(edit.after), 14U);
}

TEST_F(FileEdits, WhatIsRemovedWaitsInTheBin)
{
    expectDoneAndUndone(withoutSample(m_folder.path(), m_study, id(0)), 7U);
    expectDoneAndUndone(withoutRun(m_folder.path(), m_study, "scratch"), 8U);
    expectDoneAndUndone(withoutCheckpoint(m_folder.path(), m_study, {1, 1}), 12U);
    const FileEdit last = withoutCheckpoint(m_folder.path(), m_study, {0, 0});
    EXPECT_EQ(last.after.lineages.size(), 2U) << "a run goes with its last checkpoint";
}

TEST_F(FileEdits, WhatOthersUseStays)
{
    m_study.samples[1].image = m_study.samples[0].image;
    const FileEdit edit = withoutSample(m_folder.path(), m_study, id(0));
    carryOut(m_folder.path(), edit);
    EXPECT_TRUE(fs::exists(m_folder / m_study.samples[1].image));
}

TEST_F(FileEdits, TheBinTellsWhatItHoldsAndPutsItBack)
{
    const FileEdit sample = withoutSample(m_folder.path(), m_study, id(0));
    carryOut(m_folder.path(), sample);
    const FileEdit run = withoutRun(m_folder.path(), sample.after, "scratch");
    carryOut(m_folder.path(), run);
    writeStudy(m_folder.path(), run.after);
    std::vector<BinnedFiles> binned = binnedFiles(m_folder.path());
    ASSERT_EQ(binned.size(), 2U);
    EXPECT_EQ(describe(binned[0]), "run scratch with 3 checkpoints") << "the latest first";
    EXPECT_EQ(describe(binned[1]), "sample " + id(0));

    Study study = run.after;
    for (const BinnedFiles& each : binned) {
        const FileEdit back = putBack(m_folder.path(), study, each);
        carryOut(m_folder.path(), back);
        study = back.after;
        emptyBin(m_folder.path(), each.bin);
    }
    EXPECT_EQ(study, m_study);
    EXPECT_EQ(units(study), 14U);
    EXPECT_FALSE(fs::exists(m_folder / "bin"));
}

TEST_F(FileEdits, WhatIsPutBackAndTakenAwayAgainLeavesNoEmptyFolder)
{
    const FileEdit run = withoutRun(m_folder.path(), m_study, "scratch");
    const Study without = made(run);
    EXPECT_EQ(emptyFolders(), std::vector<fs::path>());
    const std::vector<BinnedFiles> binned = binnedFiles(m_folder.path());
    ASSERT_EQ(binned.size(), 1U);
    const FileEdit back = putBack(m_folder.path(), without, binned[0]);
    EXPECT_EQ(back.from, run.bin);
    made(back);
    EXPECT_EQ(units(m_study), 14U);
    EXPECT_EQ(emptyFolders(), std::vector<fs::path>());
    takeBack(m_folder.path(), back);
    writeStudy(m_folder.path(), without);
    EXPECT_EQ(emptyFolders(), std::vector<fs::path>());
    EXPECT_FALSE(fs::exists(m_folder / "values/scratch"));
    EXPECT_EQ(binnedFiles(m_folder.path()).size(), 1U);
}

TEST_F(FileEdits, KeysOfOthersAreNotGivenToWhatOnlyTakesThePlace)
{
    auto file = nlohmann::json::parse(readFile(studyPath(m_folder.path()), 1 << 24));
    file["samples"][0]["source"] = "album 3";
    writeFileAtomically(studyPath(m_folder.path()), file.dump());
    const FileEdit edit = withoutSample(m_folder.path(), m_study, id(0));
    carryOut(m_folder.path(), edit); // its files wait in the bin
    writeStudy(m_folder.path(), edit.after);
    writeStudy(m_folder.path(), m_study); // another one, of that name
    file = nlohmann::json::parse(readFile(studyPath(m_folder.path()), 1 << 24));
    EXPECT_FALSE(file["samples"][0].contains("source"));
}

// Nothing of it waits in the bin but what it was.
TEST_F(FileEdits, ARunWhoseFilesOthersUseComesBackToo)
{
    m_study.lineages.push_back({.name = "again",
                                .role = Role::Other,
                                .modelTemplate = m_study.lineages[0].modelTemplate,
                                .checkpoints = m_study.lineages[0].checkpoints});
    writeStudy(m_folder.path(), m_study);
    const FileEdit edit = withoutRun(m_folder.path(), m_study, "again");
    carryOut(m_folder.path(), edit);
    writeStudy(m_folder.path(), edit.after);
    const std::vector<BinnedFiles> binned = binnedFiles(m_folder.path());
    ASSERT_EQ(binned.size(), 1U);
    const FileEdit back = putBack(m_folder.path(), edit.after, binned.front());
    EXPECT_EQ(back.after, m_study);
    writeStudy(m_folder.path(), back.after);
    EXPECT_TRUE(binnedFiles(m_folder.path()).empty()) << "it is there again";
}

TEST_F(FileEdits, WhatIsPutBackStandsWhereItStood)
{
    const auto removed = [&](const Study& study, const FileEdit& edit) {
        EXPECT_NE(edit.after, study);
        carryOut(m_folder.path(), edit);
        return edit.after;
    };
    Study study = removed(m_study, withoutRun(m_folder.path(), m_study, "pretrained"));
    study = removed(study, withoutCheckpoint(m_folder.path(), study, {0, 1}));
    study = removed(study, withoutRun(m_folder.path(), study, "finetuned"));
    study = removed(study, withoutSample(m_folder.path(), study, id(0)));
    study = removed(study, withoutSample(m_folder.path(), study, id(1)));
    EXPECT_EQ(study.lineages.size(), 1U);
    for (const BinnedFiles& each : binnedFiles(m_folder.path())) {
        const FileEdit back = putBack(m_folder.path(), study, each);
        carryOut(m_folder.path(), back);
        study = back.after;
    }
    EXPECT_EQ(study, m_study);
}

TEST_F(FileEdits, WhatIsPutBackAloneStandsBehindItsNearestNeighbourThatIsLeft)
{
    Study study = m_study;
    for (const char* run : {"finetuned", "scratch"}) {
        const FileEdit edit = withoutRun(m_folder.path(), study, run);
        carryOut(m_folder.path(), edit);
        study = edit.after;
    }
    study.lineages.push_back(study.lineages.front());
    study.lineages.back().name = "later";
    BinnedFiles scratch = binnedFiles(m_folder.path()).front();
    EXPECT_EQ(putBack(m_folder.path(), study, scratch).after.lineages[1].name, "scratch");
    scratch.beside.reset(); // as where its note is damaged
    EXPECT_EQ(putBack(m_folder.path(), study, scratch).after.lineages[2].name, "scratch");
}

TEST_F(FileEdits, WhatIsPutBackFindsRunsByTheirNamesOfNow)
{
    Study study = made(withoutCheckpoint(m_folder.path(), m_study, {1, 1}));
    study = made(withoutSample(m_folder.path(), study, id(0)));
    study = made(withRunRenamed(study, "finetuned", "warm"));
    study = made(withEpochChanged(study, {1, 0}, 77));
    study = allBack(study);
    Study expected = withRunRenamed(m_study, "finetuned", "warm").after;
    expected = withEpochChanged(expected, {1, 0}, 77).after;
    EXPECT_EQ(study, expected);
    EXPECT_EQ(units(study), 14U);
    EXPECT_FALSE(fs::exists(m_folder / "values" / "finetuned"));
}

TEST_F(FileEdits, NamesThatWereExchangedAreNotMistaken)
{
    Study study = made(withoutSample(m_folder.path(), m_study, id(0)));
    study = made(withoutCheckpoint(m_folder.path(), study, {1, 1}));
    study = made(withRunRenamed(study, "finetuned", "between"));
    study = made(withRunRenamed(study, "scratch", "finetuned"));
    study = allBack(made(withRunRenamed(study, "between", "scratch")));
    Study expected = m_study;
    std::swap(expected.lineages[1].name, expected.lineages[2].name);
    EXPECT_EQ(study, expected);
    EXPECT_EQ(units(study), 14U);
}

TEST_F(FileEdits, ValuesThatArePutBackFindSamplesByTheirNamesOfNow)
{
    packUnits(unitFolder(m_folder.path(), m_study, {1, 1}));
    Study study = made(withoutCheckpoint(m_folder.path(), m_study, {1, 1}));
    study = made(withoutRun(m_folder.path(), study, "scratch"));
    study = allBack(made(withSampleRenamed(study, id(0), "first")));
    EXPECT_EQ(study, withSampleRenamed(m_study, id(0), "first").after);
    EXPECT_EQ(units(study), 14U);
}

TEST_F(FileEdits, KeysOfOthersComeBackToARunThatWasRenamed)
{
    const auto read = [&] {
        return nlohmann::json::parse(readFile(studyPath(m_folder.path()), 1 << 24));
    };
    auto file = read();
    file["lineages"][1]["checkpoints"][1]["wandb"] = 17;
    writeFileAtomically(studyPath(m_folder.path()), file.dump());
    const Study study = made(withoutCheckpoint(m_folder.path(), m_study, {1, 1}));
    allBack(made(withRunRenamed(study, "finetuned", "warm")));
    EXPECT_EQ(read()["lineages"][1]["checkpoints"], file["lineages"][1]["checkpoints"]);
}

TEST_F(FileEdits, NothingIsPutBackIntoAnotherRunOfItsName)
{
    const std::size_t checkpoints = m_study.lineages[2].checkpoints.size();
    Study study = made(withoutRun(m_folder.path(), m_study, "scratch"));
    study = made(withRunRenamed(study, "finetuned", "scratch"));
    study = made(withEpochChanged(study, {1, 0}, 77)); // so that its epochs would be free
    const BinnedFiles binned = binnedFiles(m_folder.path()).front();
    expectError<BadInput>([&] { putBack(m_folder.path(), study, binned); }, "another run");
    study = allBack(made(withRunRenamed(study, "scratch", "warm")));
    EXPECT_EQ(study.lineages[2].name, "scratch");
    EXPECT_EQ(study.lineages[2].checkpoints.size(), checkpoints);
    EXPECT_EQ(units(study), 14U);
}

TEST_F(FileEdits, NothingNewTakesThePlaceOfWhatWaits)
{
    const Study study = made(withoutCheckpoint(m_folder.path(), m_study, {1, 1}));
    const std::set<fs::path> kept = placesKeptFree(m_folder.path());
    EXPECT_TRUE(kept.contains(m_study.lineages[1].checkpoints[1].weights));
    EXPECT_TRUE(kept.contains(study.lineages[1].checkpoints[0].weights))
        << "it knows its run by it";
    allBack(study);
    EXPECT_TRUE(placesKeptFree(m_folder.path()).empty());
}

TEST_F(FileEdits, AccuraciesOfWhatIsPutBackAreOnTheSetThatIsShown)
{
    m_study.accuracySet = "validation";
    for (Lineage& lineage : m_study.lineages) {
        for (Checkpoint& checkpoint : lineage.checkpoints) {
            checkpoint.accuracy = 0.5;
        }
    }
    const FileEdit run = withoutRun(m_folder.path(), m_study, "scratch");
    carryOut(m_folder.path(), run);
    const Study measured = showingAccuracies(run.after, "test");
    const BinnedFiles binned = binnedFiles(m_folder.path()).front();
    const Study back = putBack(m_folder.path(), measured, binned).after;
    EXPECT_EQ(back.accuracySet, "test");
    const Checkpoint& checkpoint = back.lineages.back().checkpoints.front();
    EXPECT_EQ(checkpoint.accuracy, std::nullopt);
    EXPECT_EQ(checkpoint.otherAccuracies.at("validation"), 0.5);
}

TEST_F(FileEdits, NothingIsReplaced)
{
    const FileEdit edit = withoutSample(m_folder.path(), m_study, id(0));
    carryOut(m_folder.path(), edit);
    const fs::path taken = partsPath(m_folder.path(), id(0));
    std::ofstream(taken) << "another";
    const FolderBytes before = bytesBelow(m_folder.path());
    expectError<NotWritable>([&] { takeBack(m_folder.path(), edit); }, "already");
    EXPECT_EQ(bytesBelow(m_folder.path()), before) << "all or none";
    const BinnedFiles binned = binnedFiles(m_folder.path()).front();
    expectError<BadInput>([&] { putBack(m_folder.path(), m_study, binned); }, "by now");
}

TEST_F(FileEdits, NamesThatDoNotDoAreRefused)
{
    expectError<BadInput>([&] { withSampleRenamed(m_study, id(0), id(1)); }, "already");
    expectError<BadInput>([&] { withSampleRenamed(m_study, id(0), "../x"); }, "called");
    expectError<BadInput>([&] { withSampleRenamed(m_study, "nobody", "x"); }, "no sample");
    expectError<BadInput>([&] { withRunRenamed(m_study, "finetuned", "scratch"); }, "already");
    expectError<BadInput>([&] { withEpochChanged(m_study, {1, 0}, -1); }, "no number");
    expectError<BadInput>(
        [&] {
            withEpochChanged(m_study, {1, 0}, m_study.lineages[1].checkpoints[1].epoch);
        },
        "already");
}

TEST_F(FileEdits, NoLinkLeadsOutOfTheStudy)
{
    const TemporaryFolder elsewhere;
    fs::create_directory_symlink(elsewhere.path(), m_folder / "bin");
    EXPECT_TRUE(binnedFiles(m_folder.path()).empty());
    const FileEdit edit = withoutSample(m_folder.path(), m_study, id(0));
    expectError<BadFile>([&] { carryOut(m_folder.path(), edit); }, "symbolic link");
    EXPECT_TRUE(fs::is_empty(elsewhere.path()));
    EXPECT_TRUE(fs::exists(partsPath(m_folder.path(), id(0))));
}

} // namespace
} // namespace palimpsest
