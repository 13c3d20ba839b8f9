// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/part_set_file.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

PartNames garment()
{
    return {.name = "garment",
            .parts = {{.name = "collar", .colour = "#a1b2c3", .key = 1},
                      {.name = "left sleeve", .colour = {}, .key = 0},
                      {.name = "hem", .colour = {}, .key = {}}},
            .classes = {"coat", "shirt"}};
}

class PartSetFile : public testing::Test
{
protected:
    void expectRefused(const std::string& text, const std::string& why) const
    {
        writeFileAtomically(m_file, text);
        expectError<BadFile>([&] { readPartSet(m_file); }, quoted(m_file) + " is no part set");
        expectError<BadFile>([&] { readPartSet(m_file); }, why);
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder / "garment.json";
};

TEST_F(PartSetFile, ReadsBackWhatWasWritten)
{
    writePartSet(m_file, garment());
    EXPECT_EQ(readPartSet(m_file), garment());
    PartNames plain = garment();
    plain.classes.clear();
    writePartSet(m_file, plain);
    EXPECT_EQ(readPartSet(m_file), plain);
}

TEST_F(PartSetFile, SaysWhatIsWrong)
{
    expectRefused("[]", "no \"version\" number");
    expectRefused(R"({"name": "a", "parts": []})", "no \"version\" number");
    expectRefused(R"({"version": 2, "name": "a"})", "newer Palimpsest");
    expectRefused(R"({"version": 1, "parts": [{"name": "a"}]})", "has no text \"name\"");
    expectRefused(R"({"version": 1, "name": "a"})", "names no part");
    expectRefused(R"({"version": 1, "name": "a", "parts": 3})",
                  "\"parts\" of the part set is no list");
    expectRefused(R"({"version": 1, "name": "a", "parts": ["b"]})",
                  "part 1 of the part set has no text \"name\"");
    expectRefused(R"({"version": 1, "name": "a", "parts": [{"name": "b", "key": "1"}]})",
                  "part 1 of the part set has the key \"1\", which is no digit");
    expectRefused(R"({"version": 1, "name": "a", "parts": [{"name": "b", "key": 10}]})",
                  "no digit from 0 to 9");
    expectRefused(R"({"version": 1, "name": "a", "parts": [{"name": "b", "colour": 7}]})",
                  "no text \"colour\"");
    expectRefused(R"({"version": 1, "name": "a", "parts": [{"name": "b"}, {"name": "b"}]})",
                  "names \"b\" twice");
    expectRefused(R"({"version": 1, "name": "a", "classes": [1], "parts": [{"name": "b"}]})",
                  "lists what is no text");
}

TEST_F(PartSetFile, AStudyKeepsItsSets)
{
    Study study = readStudy(demoFolder());
    writeStudy(m_folder.path(), study);
    const std::string without = readFile(studyPath(m_folder.path()), 1 << 20);
    EXPECT_EQ(without.find("part_sets"), std::string::npos) << "older studies stay as they are";

    PartNames all = garment();
    all.name = "all";
    all.classes.clear();
    study.partSets = {garment(), all};
    writeStudy(m_folder.path(), study);
    EXPECT_EQ(readStudy(m_folder.path()), study);
    const std::string bytes = readFile(studyPath(m_folder.path()), 1 << 20);
    EXPECT_TRUE(bytes.starts_with("{\n  \"format\": 1,")) << "older programs make the same values";
    writeStudy(m_folder.path(), readStudy(m_folder.path()));
    EXPECT_EQ(readFile(studyPath(m_folder.path()), 1 << 20), bytes);

    study.partSets.clear();
    writeStudy(m_folder.path(), study);
    EXPECT_EQ(readFile(studyPath(m_folder.path()), 1 << 20), without);
}

TEST_F(PartSetFile, KeysOfOthersOutliveEditsOfASet)
{
    Study study = readStudy(demoFolder());
    study.partSets = {garment()};
    writeStudy(m_folder.path(), study);
    const auto file = studyPath(m_folder.path());
    auto root = nlohmann::ordered_json::parse(readFile(file, 1 << 20));
    root["part_sets"][0]["source"] = "a colleague";
    root["part_sets"][0]["parts"][0]["latin"] = "collare";
    writeFileAtomically(file, root.dump());
    study.partSets[0].parts[0].name = "neck";
    study.partSets[0].parts[0].key.reset();
    writeStudy(m_folder.path(), study);
    root = nlohmann::ordered_json::parse(readFile(file, 1 << 20));
    EXPECT_EQ(root["part_sets"][0]["source"], "a colleague");
    EXPECT_EQ(root["part_sets"][0]["parts"][0]["latin"], "collare");
    EXPECT_EQ(readStudy(m_folder.path()), study);
}

TEST_F(PartSetFile, AStudyWithSetsThatDoNotDoNamesThem)
{
    Study study = readStudy(demoFolder());
    study.partSets = {garment()};
    writeStudy(m_folder.path(), study);
    const auto file = studyPath(m_folder.path());
    const std::string bytes = readFile(file, 1 << 20);
    const auto expectChanged = [&](const std::string& from, const std::string& to,
                                   const std::string& message) {
        std::string text = bytes;
        const std::size_t at = text.find(from, text.find("part_sets"));
        ASSERT_NE(at, std::string::npos) << from;
        writeFileAtomically(file, text.replace(at, from.size(), to));
        expectError<BadFile>([&] { readStudy(m_folder.path()); }, message);
    };
    expectChanged("\"hem\"", "\"collar\"", "the part set \"garment\" names \"collar\" twice");
    expectChanged("\"key\": 0", "\"key\": 1",
                  "gives the key 1 to \"collar\" and to \"left sleeve\"");
    expectChanged(
        "\"shirt\"", "\"boat\"",
        "the part set \"garment\" is for the class \"boat\", which the study does not have");
    expectChanged("\"name\": \"garment\"", "\"name\": 3", "part set 1 has no text \"name\"");
}

} // namespace
} // namespace palimpsest
