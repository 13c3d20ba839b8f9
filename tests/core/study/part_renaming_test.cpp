// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/parts/part_names.h"
#include "core/study/part_renaming.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/analysed_study.h"
#include "support/expect_error.h"
#include "support/failing_calls.h"
#include "support/folder_bytes.h"

#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

using Names = std::vector<std::string>;

/// Two samples with the parts top, middle and bottom, and values.
class RenamingAPart : public AnalysedStudy
{
protected:
    RenamingAPart()
    {
        m_study.partSets = {
            partSetOf("bands", {{.name = "top", .colour = {}}, {.name = "hem", .colour = {}}})};
        writeStudy(m_folder.path(), m_study);
    }

    void rename(const std::string& from, const std::string& to) const
    {
        const RenamedPart renaming = renamePart(m_folder.path(), m_study, from, to);
        writeRenaming(m_folder.path(), renaming,
                      [&] { writeStudy(m_folder.path(), renaming.after); });
    }

    Names names(std::size_t sample) const
    {
        return namesOfParts(m_folder.path(), m_study, m_study.samples[sample]);
    }

    std::filesystem::path file(std::size_t sample) const
    {
        return partsPath(m_folder.path(), m_study.samples[sample]);
    }
};

TEST_F(RenamingAPart, IsOfEverySampleAndEverySet)
{
    rename("top", " collar ");
    EXPECT_EQ(names(0), (Names{"collar", "middle", "bottom"}));
    EXPECT_EQ(names(1), names(0));
    const Study now = readStudy(m_folder.path());
    EXPECT_EQ(now.partSets[0].parts[0].name, "collar");
    rename("bottom", "end"); // which no set names
    EXPECT_EQ(names(1)[2], "end");
}

TEST_F(RenamingAPart, LeavesValuesAndOtherFilesAsTheyAre)
{
    Drawing other = readLabelMe(file(1));
    other = withPartRenamed(other, "top", "roof");
    writeLabelMe(file(1), other, {}, m_folder.path());
    const FolderBytes before = bytesBelow(m_folder.path());
    rename("top", "collar");
    FolderBytes after = bytesBelow(m_folder.path());
    for (const auto& path : {file(0), studyPath(m_folder.path())}) {
        const auto inside = path.lexically_relative(m_folder.path());
        EXPECT_NE(after[inside], before.at(inside));
        after[inside] = before.at(inside);
    }
    EXPECT_EQ(after, before);
    StudyInputs inputs(m_folder.path(), readStudy(m_folder.path()));
    for (const CheckpointIndex& checkpoint : allCheckpoints(m_study)) {
        EXPECT_EQ(reportUnit(inputs, {checkpoint, 0}).state, UnitState::Complete);
    }
}

TEST_F(RenamingAPart, KeepsWhatOthersWroteIntoAFile)
{
    auto parts = nlohmann::ordered_json::parse(readFile(file(0), 1 << 20));
    parts["reviewer"] = "ann";
    parts["shapes"][0]["description"] = "of wool";
    writeFileAtomically(file(0), parts.dump());
    rename("top", "collar");
    parts = nlohmann::ordered_json::parse(readFile(file(0), 1 << 20));
    EXPECT_EQ(parts["reviewer"], "ann");
    EXPECT_EQ(parts["shapes"][0]["description"], "of wool");
    EXPECT_EQ(parts["shapes"][0]["label"], "collar");
}

TEST_F(RenamingAPart, ThatMakesNoSenseIsRefused)
{
    const FolderBytes before = bytesBelow(m_folder.path());
    const auto expectRefused = [&](const std::string& from, const std::string& to,
                                   const std::string& why) {
        expectError<BadInput>([&] { rename(from, to); }, why);
    };
    expectRefused("tup", "collar", "No sample and no part set of the study has a part \"tup\".");
    expectRefused("top", "  ", "needs a name");
    expectRefused("top", "_background_", "no part");
    expectRefused("top", "top", "called so already");
    expectRefused("top", "hem", "The part set \"bands\" has the parts \"top\" and \"hem\"");
    expectRefused("top", "middle",
                  "Sample " + m_study.samples[0].id +
                      ": The drawing has the parts \"top\" and \"middle\"");
    EXPECT_EQ(bytesBelow(m_folder.path()), before);
}

TEST_F(RenamingAPart, OverwritesNothingThatWasNotRead)
{
    const RenamedPart renaming = renamePart(m_folder.path(), m_study, "top", "collar");
    writeFileAtomically(file(1), readFile(file(1), 1 << 20) + "\n");
    const FolderBytes before = bytesBelow(m_folder.path());
    expectError<NotWritable>([&] { writeRenaming(m_folder.path(), renaming, [] { FAIL(); }); },
                             quoted(file(1)) + " was changed by another program meanwhile");
    EXPECT_EQ(bytesBelow(m_folder.path()), before);
}

TEST_F(RenamingAPart, IsMadeWhollyOrNotAtAllWhicheverCallFails)
{
    const FailureCounts counts = expectOldOrNew(
        m_folder.path(), [&] { rename("top", "collar"); },
        [&] {
            const std::string name = names(0).front();
            EXPECT_EQ(names(1).front(), name);
            EXPECT_EQ(readStudy(m_folder.path()).partSets[0].parts[0].name, name);
        });
    EXPECT_GE(counts.kept, 15U) << "five a file";
}

TEST(RenamingAPartOfSentences, IsOfAllPartsOfThatName)
{
    const TemporaryFolder folder;
    const Study study{
        .name = "reviews",
        .classes = {"bad", "good"},
        .tokenisation = Tokenisation{.vocabulary = "vocab.txt"},
        .samples = {{.id = "a", .text = "not bad , not good"}, {.id = "b", .text = "no file yet"}}};
    const SentenceParts before{.text = "not bad , not good",
                               .parts = {{.label = "not", .words = {0}},
                                         {.label = "bad", .words = {1}},
                                         {.label = "not", .words = {3}}}};
    writeSentenceParts(partsPath(folder.path(), "a"), before);
    expectError<BadInput>([&] { renamePart(folder.path(), study, "not", "bad"); },
                          "Sample a: The sentence has the parts \"not\" and \"bad\"");
    const RenamedPart renaming = renamePart(folder.path(), study, "not", "negation");
    EXPECT_EQ(renaming.after, study);
    writeRenaming(folder.path(), renaming, [] {});
    SentenceParts expected = before;
    expected.parts[0].label = expected.parts[2].label = "negation";
    EXPECT_EQ(readSentenceParts(partsPath(folder.path(), "a")), expected);
    EXPECT_FALSE(std::filesystem::exists(partsPath(folder.path(), "b")));
}

} // namespace
} // namespace palimpsest
