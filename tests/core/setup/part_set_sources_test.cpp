// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/samples/sentence_parts.h"
#include "core/setup/part_set_sources.h"
#include "core/study/part_set_file.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Names = std::vector<std::string>;

class PartSetSources : public testing::Test
{
protected:
    PartNames read(const std::string& name, const std::string& text)
    {
        writeFileAtomically(m_folder / name, text);
        m_remarks.clear();
        return partSetOfFile(m_folder / name, m_remarks);
    }

    static Names names(const PartNames& set)
    {
        Names result;
        for (const NamedPart& part : set.parts) {
            result.push_back(part.name);
        }
        return result;
    }

    TemporaryFolder m_folder;
    Names m_remarks;
};

TEST_F(PartSetSources, LabelsOfLabelMe)
{
    const PartNames set = read("labels.txt", "\xEF\xBB\xBF__ignore__\r\n_background_\r\n"
                                             "beak\r\n\r\n left wing \r\n");
    EXPECT_EQ(set.name, "labels");
    EXPECT_EQ(names(set), (Names{"beak", "left wing"}));
    EXPECT_EQ(set.parts[1].key, 2);
    EXPECT_EQ(m_remarks, Names{"Left out, as they stand for no part: \"__ignore__\", "
                               "\"_background_\"."});
}

TEST_F(PartSetSources, PartsOfCub)
{
    EXPECT_EQ(names(read("parts.txt", "1 back\n2 beak\n3 left eye\n")),
              (Names{"back", "beak", "left eye"}));
    ASSERT_EQ(m_remarks.size(), 1U);
    EXPECT_NE(m_remarks[0].find("numbers"), std::string::npos);
    EXPECT_EQ(names(read("rows.txt", "1 back\n3 beak\n")), (Names{"1 back", "3 beak"}))
        << "numbers that count nothing belong to the names";
    EXPECT_TRUE(m_remarks.empty());
}

TEST_F(PartSetSources, ASetThatWasKept)
{
    const PartNames set{.name = "bird",
                        .parts = {{.name = "beak", .colour = "#010203", .key = 7}},
                        .classes = {"wren"}};
    writePartSet(m_folder / "any.json", set);
    EXPECT_EQ(partSetOfFile(m_folder / "any.json", m_remarks), set);
}

TEST_F(PartSetSources, ListsThatDoNotDoAreRefused)
{
    expectError<BadFile>([&] { read("labels.txt", "beak\ntail\nbeak\n"); },
                         quoted(m_folder / "labels.txt") + " is no list of parts that can be used");
    expectError<BadFile>([&] { read("labels.txt", "beak\ntail\nbeak\n"); }, "\"beak\" twice");
    expectError<BadFile>([&] { read("labels.txt", "__ignore__\n"); }, "names no part");
    expectError<BadFile>([&] { partSetOfFile(m_folder / "none.txt", m_remarks); }, "none.txt");
}

TEST_F(PartSetSources, APictureGivesItsPartsInOrderWithColours)
{
    const Study study = makeSmallStudy(m_folder.path());
    const auto file = partsPath(m_folder.path(), study.samples[0]);
    Drawing drawing = readLabelMe(file);
    std::swap(drawing.parts[0], drawing.parts[2]);
    drawing.parts[0].colour = "#0a0b0c";
    writeLabelMe(file, drawing, {}, m_folder.path());
    const PartNames set = partSetOfSample(m_folder.path(), study, study.samples[0].id, "bands");
    EXPECT_EQ(set.name, "bands");
    EXPECT_EQ(names(set), (Names{"bottom", "middle", "top"}));
    EXPECT_EQ(set.parts[0].colour, "#0a0b0c");
    EXPECT_TRUE(set.classes.empty());
    expectError<BadInput>([&] { partSetOfSample(m_folder.path(), study, "nobody", "bands"); },
                          "no sample \"nobody\"");
    std::filesystem::remove(file);
    expectError<BadInput>(
        [&] { partSetOfSample(m_folder.path(), study, study.samples[0].id, "bands"); },
        "has no parts");
}

TEST_F(PartSetSources, ASentenceGivesEachNameOnce)
{
    const Study study{.name = "reviews",
                      .classes = {"bad", "good"},
                      .tokenisation = Tokenisation(),
                      .samples = {{.id = "a", .text = "not bad , not good"}}};
    writeSentenceParts(partsPath(m_folder.path(), "a"),
                       {.text = "not bad , not good",
                        .parts = {{.label = "negation", .words = {0}, .colour = "#0a0b0c"},
                                  {.label = "claim", .words = {1}},
                                  {.label = "negation", .words = {3}}}});
    const PartNames set = partSetOfSample(m_folder.path(), study, "a", "grammar");
    EXPECT_EQ(names(set), (Names{"negation", "claim"}));
    EXPECT_EQ(set.parts[0].colour, "#0a0b0c");
}

} // namespace
} // namespace palimpsest
