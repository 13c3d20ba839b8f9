// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "support/expect_end.h"
#include "support/program.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST(LogitsOfSentences, SentencesAreNotCutByTheVocabularyOfAnotherModel)
{
    const TemporaryFolder folder;
    writeScriptedNet(folder / "words.pt",
                     "    return torch.stack([ids.sum(1), mask.sum(1)], 1).float()\n", "ids, mask");
    const std::string special = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    writeFileAtomically(folder / "vocab.txt", special + "good\nbad\n");
    writeFileAtomically(folder / "other/vocab.txt", special + "bad\ngood\n");
    const auto run = [&](const fs::path& vocabulary, const std::string& option = "--json") {
        return cli(
            {"logits", folder / "words.pt", "Good", "--vocabulary", vocabulary, "--trust", option});
    };
    expectEnd(run(folder / "other/vocab.txt"), 3, "number 5 (row 6) is \"good\"");
    writeFileAtomically(folder / "tokenizer_config.json", R"({"do_lower_case": true})");
    EXPECT_EQ(run(folder / "vocab.txt").exitCode, 0);
    writeFileAtomically(folder / "same/vocab.txt", special + "good\nbad\n");
    writeFileAtomically(folder / "same/tokenizer_config.json", R"({"do_lower_case": false})");
    expectEnd(run(folder / "same/vocab.txt"), 3, "capitals are kept");
    const ProgramResult cased = run(folder / "same/vocab.txt", "--cased");
    EXPECT_EQ(cased.exitCode, 0) << cased.err;
    EXPECT_NE(cased.err.find("--cased is used"), std::string::npos) << cased.err;
}

TEST(LogitsOfSentences, NotesStandBesideNumbersAndNotBesideRefusals)
{
    const TemporaryFolder folder;
    const std::string weights = textDemoFolder() / "checkpoints/scratch/epoch_01.safetensors";
    const std::vector<std::string> good = {
        "logits", weights, "--ids", "2,7,3", "--outputs", "log-probabilities", "--heads", "2"};
    std::vector<std::string> refused = good;
    refused.insert(refused.end(), {"--ids", "2,99999,3"});
    const ProgramResult result = cli(refused);
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_EQ(result.err.find("Note:"), std::string::npos) << result.err;
}

} // namespace
} // namespace palimpsest
