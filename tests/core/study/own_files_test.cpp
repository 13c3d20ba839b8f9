// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Studies from others, with links in them.

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/extraction.h"
#include "core/extraction/plan_file.h"
#include "core/parts/labelme.h"
#include "core/setup/relocation.h"
#include "core/study/file_hashes.h"
#include "core/study/own_files.h"
#include "core/study/packing.h"
#include "core/study/study_edits.h"
#include "core/study/study_file.h"
#include "support/analysed_study.h"
#include "support/expect_error.h"
#include "support/failing_calls.h"
#include "support/folder_bytes.h"
#include "support/packed_units.h"

#include <sys/stat.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class OwnFiles : public AnalysedStudy
{
protected:
    /// Moves a file or folder of the study to elsewhere and leaves a link to it, as a hostile study
    /// would have one to something of the user's.
    void leadOut(const fs::path& inside)
    {
        const fs::path target = m_outside / "mine";
        fs::rename(m_folder / inside, target);
        fs::create_symlink(target, m_folder / inside);
        m_before = bytesBelow(m_outside.path());
    }

    /// Expects `work` to name the link.
    template<typename E>
    void expectNamed(const fs::path& link, const std::function<void()>& work)
    {
        expectError<E>(work, (m_folder / link).string() + "\" is a symbolic link to \"" +
                                 (m_outside / "mine").string());
    }

    ~OwnFiles() override { EXPECT_EQ(bytesBelow(m_outside.path()), m_before); }

    fs::path unit() const { return unitPath(m_folder.path(), m_study, {1, 0}, 0); }
    const Sample& sample() const { return m_study.samples[0]; }

    const TemporaryFolder m_outside;
    FolderBytes m_before;
};

TEST_F(OwnFiles, StudyJsonIsNeitherReadNorWrittenThroughALink)
{
    leadOut("study.json");
    expectNamed<BadFile>("study.json", [&] { readStudy(m_folder.path()); });
    expectNamed<NotWritable>("study.json", [&] { writeStudy(m_folder.path(), m_study); });
}

TEST_F(OwnFiles, NothingIsWrittenOrRemovedInValuesThatLieElsewhere)
{
    const fs::path folder = unit().parent_path().lexically_relative(m_folder.path());
    for (const fs::path& link : {fs::path("values"), folder.parent_path(), folder}) {
        SCOPED_TRACE(link);
        const fs::path target = m_outside / link.filename();
        fs::rename(m_folder / link, target);
        writeFileAtomically(target / "other.0123456789abcdef.part", "not a draft of this study");
        fs::create_symlink(target, m_folder / link);
        m_before = bytesBelow(m_outside.path());
        const std::string named = (m_folder / link).string() + "\" is a symbolic link";
        expectError<NotWritable>([&] { writeUnit(unit(), randomUnit(3, 1)); }, named);
        expectError<NotWritable>([&] { packUnits(unit().parent_path()); }, named);
        expectError<BadFile>([&] { readUnit(unit()); }, named);
        expectError<BadFile>([&] { UnitStore().read(unit()); }, named);
        sweepStudy(m_folder.path());
        EXPECT_EQ(bytesBelow(m_outside.path()), m_before);
        fs::remove(m_folder / link);
        fs::remove(target / "other.0123456789abcdef.part");
        fs::rename(target, m_folder / link);
        m_before = bytesBelow(m_outside.path());
    }
}

TEST_F(OwnFiles, AUnitAndAPackThatAreLinksAreNamed)
{
    leadOut(unit().lexically_relative(m_folder.path()));
    const fs::path link = unit().lexically_relative(m_folder.path());
    expectNamed<BadFile>(link, [&] { readUnit(unit()); });
    expectNamed<NotWritable>(link, [&] { writeUnit(unit(), randomUnit(3, 1)); });
    fs::remove(unit());
    fs::remove_all(unit().parent_path());
    fs::create_symlink(m_outside / "mine", packPath(unit()));
    expectNamed<BadFile>(packPath(unit()).lexically_relative(m_folder.path()),
                         [&] { unpackUnits(unit().parent_path()); });
}

TEST_F(OwnFiles, AUnitThatIsALinkIsNotPacked)
{
    leadOut(unit().lexically_relative(m_folder.path()));
    const PackingResult result = packUnits(unit().parent_path());
    EXPECT_TRUE(fs::is_symlink(unit()));
    ASSERT_EQ(result.left.size(), 1U);
    EXPECT_NE(result.left[0].find("symbolic link"), std::string::npos) << result.left[0];
}

TEST_F(OwnFiles, OfNoStudyAreOutputs)
{
    for (const char* inside : {"study.json", "parts/new.json", "values/a/0/b.h5", "plans.json"}) {
        expectError<NotWritable>([&] { requireNoOwnFile(m_folder / inside); }, "consists of");
    }
    requireNoOwnFile(m_folder / "figures/study.json");
    requireNoOwnFile(m_outside / "parts/study.json");
    requireNoOwnFile("study.json");
}

TEST_F(OwnFiles, PartsAreNeitherReadNorWrittenThroughLinks)
{
    const fs::path path = partsPath(m_folder.path(), sample());
    const Drawing drawing = readLabelMe(path);
    const auto write = [&] { writeLabelMe(path, drawing, "../a.png", m_folder.path()); };
    leadOut(path.lexically_relative(m_folder.path()));
    StudyInputs inputs(m_folder.path(), m_study);
    expectNamed<BadFile>(path.lexically_relative(m_folder.path()), [&] { inputs.parts(0); });
    expectNamed<NotWritable>(path.lexically_relative(m_folder.path()), write);
    fs::remove(path);
    fs::rename(m_outside / "mine", path);
    leadOut("parts");
    expectNamed<BadFile>("parts", [&] { inputs.parts(0); });
    expectNamed<NotWritable>("parts", write);
}

TEST_F(OwnFiles, PlansAndHashesAreNeitherReadNorWrittenThroughLinks)
{
    const ExecutionPlan plan{.device = "cpu", .threads = 1, .batchSize = 8};
    storePlan(m_folder.path(), "sha", plan);
    leadOut("plans.json");
    expectNamed<BadFile>("plans.json", [&] { readPlan(m_folder.path(), "sha", "cpu"); });
    expectNamed<BadFile>("plans.json", [&] { storePlan(m_folder.path(), "sha2", plan); });

    fs::create_symlink(m_outside / "mine", m_folder / "hashes.json");
    FileHashes hashes(m_folder.path(), std::chrono::nanoseconds(0));
    hashes.of(m_folder / m_study.lineages[0].checkpoints[0].weights);
    expectNamed<NotWritable>("hashes.json", [&] { hashes.save(); });
}

TEST_F(OwnFiles, AStudyDoesNotOpenWhoseFilesLieInLinkedFolders)
{
    for (const char* link : {"images", "checkpoints"}) {
        SCOPED_TRACE(link);
        leadOut(link);
        expectNamed<BadFile>(link, [&] { readStudy(m_folder.path()); });
        fs::remove(m_folder / link);
        fs::rename(m_outside / "mine", m_folder / link);
        m_before = {};
    }
    leadOut("images");
    NewFiles made;
    writeFileAtomically(m_folder / "new.png",
                        readFile(m_outside / "mine" / sample().image.filename(), 1 << 20));
    expectNamed<NotWritable>("images", [&] {
        withSamples(m_folder.path(), m_study, {{.path = m_folder / "new.png"}}, Taking::Copy, made);
    });
}

TEST_F(OwnFiles, CheckpointsAndPicturesMayBeLinksToFilesAndSayWhere)
{
    const fs::path weights = m_study.lineages[1].checkpoints[0].weights;
    leadOut(weights);
    EXPECT_EQ(readStudy(m_folder.path()), m_study);
    EXPECT_EQ(linkedFiles(m_folder.path(), weights),
              (std::vector<LinkedFile>{{weights, m_outside / "mine"}}));
    EXPECT_EQ(linkedFiles(m_folder.path(), sample().image), std::vector<LinkedFile>());

    // Elsewhere, or to a folder, they may not.
    Study moved = m_study;
    moved.lineages[1].checkpoints[0].weights = "weights.pt";
    fs::rename(m_folder / weights, m_folder / "weights.pt");
    writeStudy(m_folder.path(), moved);
    expectNamed<BadFile>("weights.pt", [&] { readStudy(m_folder.path()); });
    writeStudy(m_folder.path(), m_study);
    fs::create_symlink(m_outside.path(), m_folder / weights);
    expectError<BadFile>([&] { readStudy(m_folder.path()); }, "is a symbolic link");
}

TEST_F(OwnFiles, TheNextRunSweepsWhatAKilledOneLeftAndOpeningDoesNot)
{
    const std::string mark = ".0123456789abcdef.part";
    const std::vector<fs::path> left = {
        m_folder / ("plans.json" + mark), unit().string() + mark, packPath(unit()).string() + mark,
        partsPath(m_folder.path(), sample()).string() + mark, m_folder / ("images/a.png" + mark)};
    for (const fs::path& draft : left) {
        writeFileAtomically(draft, "half");
    }
    const FolderBytes before = bytesBelow(m_folder.path());
    readStudy(m_folder.path());
    StudyInputs inputs(m_folder.path(), m_study);
    const ExtractionPlan plan = planExtraction(inputs, {});
    EXPECT_EQ(bytesBelow(m_folder.path()), before);
    runExtraction(inputs, {}, {});
    for (const fs::path& draft : left) {
        EXPECT_FALSE(fs::exists(draft)) << draft;
    }
}

} // namespace
} // namespace palimpsest
