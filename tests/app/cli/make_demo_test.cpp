// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/study/study_file.h"
#include "support/program.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

// The program that made the demo still makes one, on a handful of pictures.
TEST(MakeDemoStudy, MakesAStudyOfThreeLineages)
{
    const TemporaryFolder folder;
    const ProgramResult result =
        runProgram("make-demo-study", {"--out", folder / "demo", "--pretraining-images", "600",
                                       "--pretraining-epochs", "1", "--epochs", "2"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const Study study = readStudy(folder / "demo");
    ASSERT_EQ(study.lineages.size(), 3u);
    EXPECT_EQ(study.lineages[0].checkpoints.size(), 1u);
    EXPECT_EQ(study.lineages[1].checkpoints.size(), 3u);
    EXPECT_EQ(study.lineages[2].checkpoints.size(), 3u);
    EXPECT_EQ(study.samples.size(), 8u);
    EXPECT_GT(*study.lineages[0].checkpoints[0].accuracy, 0.3); // four classes: chance is 0.25
}

// The same for the one of sentences, on twelve of them and their phrases.
TEST(MakeTextDemo, MakesAStudyOfSentences)
{
    const TemporaryFolder folder;
    std::string table = "text\tlabel\n";
    for (const char* what : {"plot", "cast", "music", "script", "drama", "end"}) {
        table += std::string("a truly good ") + what + " for all of us\t1\n";
        table += std::string("a truly good ") + what + "\t1\n"; // stands in the one before
        table += std::string("what a bad ") + what + " we had to see\t0\n";
    }
    writeFileAtomically(folder / "train.tsv", table);
    writeFileAtomically(folder / "dev.tsv", "text\tlabel\na good film\t1\na bad film\t0\n");
    const ProgramResult result = runProgram(
        "make-text-demo",
        {"--train", folder / "train.tsv", "--dev", folder / "dev.tsv", "--out", folder / "demo",
         "--pieces", "80", "--pretraining-epochs", "2", "--epochs", "2", "--sentences", "6"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_NE(result.err.find("12 sentences to pre-train on"), std::string::npos) << result.err;
    const Study study = readStudy(folder / "demo");
    ASSERT_EQ(study.lineages.size(), 3u);
    EXPECT_EQ(study.lineages[0].checkpoints.size(), 1u);
    EXPECT_EQ(study.lineages[1].checkpoints.size(), 3u);
    EXPECT_EQ(study.lineages[2].checkpoints.size(), 3u);
    EXPECT_EQ(study.samples.size(), 10u);

    writeFileAtomically(folder / "dev.tsv", "text\tlabel\na good film\tyes\na bad film\tno\n");
    const ProgramResult refused =
        runProgram("make-text-demo", {"--train", folder / "dev.tsv", "--dev", folder / "dev.tsv",
                                      "--out", folder / "other"});
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_NE(refused.err.find("does not label its sentences by 0 and 1"), std::string::npos)
        << refused.err;
}

// What the command line gives is the study that is shipped, and it can be extracted.
TEST(TextDemo, IsCopiedAndExtracted)
{
    const TemporaryFolder folder;
    const std::string study = folder / "words";
    EXPECT_EQ(cli({"demo", "--text", study}).exitCode, 0);
    EXPECT_EQ(readStudy(study), readStudy(textDemoFolder()));
    EXPECT_TRUE(std::filesystem::exists(folder / "words/README.md"));

    const ProgramResult extracted = cli({"extract", study, "--only", "finetuned/10", "--json"});
    EXPECT_EQ(extracted.exitCode, 0) << extracted.err;
    EXPECT_EQ(nlohmann::json::parse(extracted.out)["units_made"], 10);
}

} // namespace
} // namespace palimpsest
