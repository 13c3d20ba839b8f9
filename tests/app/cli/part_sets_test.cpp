// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"
#include "support/folder_bytes.h"
#include "support/program.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

using Names = std::vector<std::string>;

/// Two samples, of the classes pullover and sneaker, with the parts top, middle and bottom.
class PartSetCommands : public testing::Test
{
protected:
    PartSetCommands() : m_study(makeSmallStudy(m_folder / "study")) {}

    ProgramResult run(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin() + 1, (m_folder / "study").string());
        return cli(arguments);
    }

    void expectDone(const std::vector<std::string>& arguments, const std::string& text) const
    {
        const ProgramResult result = run(arguments);
        EXPECT_EQ(result.exitCode, 0) << result.err;
        EXPECT_NE(result.out.find(text), std::string::npos) << result.out;
    }

    void expectRefused(const std::vector<std::string>& arguments, int code,
                       const std::string& text) const
    {
        const FolderBytes before = bytesBelow(m_folder / "study");
        const ProgramResult result = run(arguments);
        EXPECT_EQ(result.exitCode, code) << result.out;
        EXPECT_NE(result.err.find(text), std::string::npos) << result.err;
        EXPECT_EQ(bytesBelow(m_folder / "study"), before);
    }

    Study now() const { return readStudy(m_folder / "study"); }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(PartSetCommands, MakeListSaveAndRemove)
{
    const std::string first = m_study.samples[0].id;
    const std::string second = m_study.samples[1].id;
    expectDone({"part-sets"}, "no part sets");
    expectDone({"part-sets", "bands", "--from-sample", first},
               "bands: 3 parts for all classes: top (1), middle (2), bottom (3)\n");
    writeFileAtomically(m_folder / "labels.txt", "__ignore__\nsole\ntop\n");
    expectDone(
        {"part-sets", "shoe", "--from", (m_folder / "labels.txt").string(), "--classes", "sneaker"},
        "no part: \"__ignore__\".\nshoe: 2 parts for sneaker: sole (1), top (2)\n");
    expectDone({"part-sets"}, "bottom (3)\n  1 of 1 sample has all of it\nshoe: ");
    expectDone({"part-sets", "shoe"},
               "top (2)\n  " + second + " lacks sole\n  0 of 1 sample has all of it\n");

    const std::string kept = (m_folder / "shoe.json").string();
    expectDone({"part-sets", "shoe", "--to", kept}, "Wrote");
    expectDone({"part-sets", "shoe", "--remove"}, "Removed");
    EXPECT_EQ(now().partSets.size(), 1U);
    expectDone({"part-sets", "boot", "--from", kept}, "boot: 2 parts for sneaker");
    expectDone({"part-sets", "boot", "--classes", "sneaker,coat"}, "for sneaker, coat:");
    expectDone({"part-sets", "bands", "--remove"}, "keep their names");
    expectDone({"part-sets", "boot", "--all-classes"}, "for all classes:");
    EXPECT_TRUE(now().partSets[0].classes.empty());
    EXPECT_EQ(namesOfParts(m_folder / "study", m_study, m_study.samples[0]).size(), 3U);
}

TEST_F(PartSetCommands, TellAsJsonWhatSamplesLack)
{
    writeFileAtomically(m_folder / "parts.txt", "1 sole\n2 top\n");
    ASSERT_EQ(run({"part-sets", "shoe", "--from", (m_folder / "parts.txt").string(), "--classes",
                   "sneaker"})
                  .exitCode,
              0);
    const auto told = nlohmann::json::parse(run({"part-sets", "--json"}).out);
    EXPECT_EQ(told["part_sets"][0]["name"], "shoe");
    EXPECT_EQ(told["part_sets"][0]["classes"], Names{"sneaker"});
    EXPECT_EQ(told["part_sets"][0]["parts"][1], nlohmann::json({{"name", "top"}, {"key", 2}}));
    ASSERT_EQ(told["samples"].size(), 1U);
    EXPECT_EQ(told["samples"][0]["id"], m_study.samples[1].id);
    EXPECT_EQ(told["samples"][0]["missing_parts"], Names{"sole"});
    const auto inspected =
        nlohmann::json::parse(cli({"inspect", (m_folder / "study").string(), "--json"}).out);
    EXPECT_FALSE(inspected["samples"][0].contains("part_set"));
    EXPECT_EQ(inspected["samples"][1]["part_set"], "shoe");
    EXPECT_EQ(inspected["samples"][1]["missing_parts"], Names{"sole"});
}

TEST_F(PartSetCommands, ReplaceOnlyWhenTold)
{
    const std::string first = m_study.samples[0].id;
    ASSERT_EQ(run({"part-sets", "bands", "--from-sample", first, "--classes", "coat"}).exitCode, 0);
    writeFileAtomically(m_folder / "labels.txt", "sole\n");
    const std::string labels = (m_folder / "labels.txt").string();
    expectRefused({"part-sets", "bands", "--from", labels}, 3, "already");
    expectDone({"part-sets", "bands", "--from", labels, "--replace"},
               "bands: 1 part for coat: sole");
}

TEST_F(PartSetCommands, RefuseWhatMakesNoSense)
{
    const std::string first = m_study.samples[0].id;
    expectRefused({"part-sets", "bands"}, 3, "no part set \"bands\". It has none.");
    expectRefused({"part-sets", "bands", "--from-sample", "nobody"}, 3, "nobody");
    expectRefused({"part-sets", "bands", "--from-sample", first, "--classes", "boat"}, 3, "boat");
    expectRefused({"part-sets", "bands", "--replace"}, 3, "--from");
    expectRefused({"part-sets", "--from-sample", first}, 2, "SET");
    expectRefused({"part-sets", "bands", "--from-sample", first, "--remove"}, 2, "");
    expectRefused({"part-sets", "bands", "--classes", "coat", "--all-classes"}, 2, "");
    ASSERT_EQ(run({"part-sets", "bands", "--from-sample", first}).exitCode, 0);
    expectRefused({"part-sets", "bands", "--to", (m_folder / "study/study.json").string()}, 4,
                  "study");
}

TEST_F(PartSetCommands, InspectSaysWhatIsChecked)
{
    expectDone({"inspect"}, "checked: 0 of 2 samples");
    m_study.samples[1].isChecked = true;
    writeStudy(m_folder / "study", m_study);
    expectDone({"inspect"}, "checked: 1 of 2 samples");
    const auto inspected = nlohmann::json::parse(run({"inspect", "--json"}).out);
    EXPECT_FALSE(inspected["samples"][0].contains("checked"));
    EXPECT_EQ(inspected["samples"][1]["checked"], true);
    m_study.samples[1].isChecked = false;
    writeStudy(m_folder / "study", m_study);
    EXPECT_EQ(now(), m_study) << "it is no key of others, which would be kept";
}

TEST_F(PartSetCommands, APartIsRenamedEverywhere)
{
    const std::string first = m_study.samples[0].id;
    ASSERT_EQ(run({"part-sets", "bands", "--from-sample", first}).exitCode, 0);
    expectDone({"rename", "--part", "top", "--to", "collar"},
               "top is collar now, in 2 samples and in the part sets.\n");
    EXPECT_EQ(now().partSets[0].parts[0].name, "collar");
    for (const Sample& sample : m_study.samples) {
        EXPECT_EQ(namesOfParts(m_folder / "study", m_study, sample),
                  (Names{"collar", "middle", "bottom"}));
    }
    expectRefused({"rename", "--part", "collar", "--to", "middle"}, 3, "\"bands\"");
    expectRefused({"rename", "--part", "collar", "--run", "scratch", "--to", "x"}, 2, "");
}

} // namespace
} // namespace palimpsest
