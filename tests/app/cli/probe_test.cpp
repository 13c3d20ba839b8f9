// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// palimpsest-cli probe as a user runs it, on small pictures and a small network.

#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/study/study_file.h"
#include "support/colours_study.h"
#include "support/expect_end.h"
#include "support/program.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <stdlib.h>

namespace palimpsest {
namespace {

using nlohmann::json;

class ProbeCommandTest : public testing::Test
{
protected:
    ProbeCommandTest()
    {
        ::setenv("XDG_CACHE_HOME", (m_folder / "cache").c_str(), 1);
        writeSafetensors(m_folder / "net.safetensors", smallBackbone());
        writePictures(m_folder / "train", {"blue", "green", "red"}, 6, 1);
        writePictures(m_folder / "test", {"blue", "green", "red"}, 2, 2);
    }
    ~ProbeCommandTest() override { ::unsetenv("XDG_CACHE_HOME"); }

    ProgramResult probe(const std::vector<std::string>& more) const
    {
        std::vector<std::string> arguments = {
            "probe", m_folder / "net.safetensors", "--train", m_folder / "train", "--size", "32"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return cli(arguments);
    }

    TemporaryFolder m_folder;
};

TEST_F(ProbeCommandTest, LeavesACheckpointThatLogitsUnderstands)
{
    const std::string out = m_folder / "probe.safetensors";
    const ProgramResult result = probe({"--test", m_folder / "test", "--out", out});
    EXPECT_EQ(result.exitCode, 0) << result.err;
    EXPECT_NE(result.out.find("3 classes, C = "), std::string::npos) << result.out;
    EXPECT_NE(result.out.find("test"), std::string::npos);
    EXPECT_FALSE(std::filesystem::is_empty(m_folder / "cache/palimpsest/features"));

    const ProgramResult answer =
        cli({"-q", "logits", out, m_folder / "test/green/0.png", "--size", "32", "--json"});
    EXPECT_EQ(answer.exitCode, 0) << answer.err;
    EXPECT_EQ(answer.err, "");
    const json report = json::parse(answer.out);
    EXPECT_EQ(report["classes"], (json{"blue", "green", "red"}));
    EXPECT_EQ(report["top"][0][0]["class"], "green");
    EXPECT_EQ(report["logits"][0].size(), 3u);
}

TEST_F(ProbeCommandTest, JsonHasEveryFigure)
{
    const ProgramResult result =
        probe({"--out", m_folder / "p.safetensors", "--c", "0.5", "--seed", "4", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const json report = json::parse(result.out);
    EXPECT_EQ(report["c"], 0.5);
    EXPECT_EQ(report["seed"], 4);
    EXPECT_EQ(report["tried"].size(), 1u);
    EXPECT_TRUE(report["test"].is_null());
    EXPECT_EQ(report["pictures"]["train"], (json{6, 6, 6}));
    EXPECT_EQ(report["pictures"]["validation"], (json{1, 1, 1}));
    EXPECT_TRUE(report["seconds"].is_number());
}

TEST_F(ProbeCommandTest, ForAStudyClassesAreNumberedAsItNumbersThem)
{
    Study study = coloursStudy({"red", "blue", "green"}, 0.4, 0.2,
                               {.mode = ResizeMode::ShorterSide, .side = 34});
    std::filesystem::create_directories(m_folder / "study");
    writeStudy(m_folder / "study", study);
    const auto fitted = [&] {
        return cli({"probe", m_folder / "net.safetensors", "--train", m_folder / "train",
                    "--preset", m_folder / "study", "--out", m_folder / "p.safetensors", "--json"});
    };
    const ProgramResult result = fitted();
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(json::parse(result.out)["classes"], (json{"red", "blue", "green"}));
    study.classes = {"red", "blue", "yellow"};
    writeStudy(m_folder / "study", study);
    const ProgramResult refused = fitted();
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(refused.err.find("yellow"), std::string::npos) << refused.err;
}

TEST_F(ProbeCommandTest, SaysWhatTheNetworkSaysOtherwiseAndWhatOfItIsLeftOut)
{
    TensorMap tensors = smallTransformer();
    tensors["mask_token"] = {.shape = {1}, .values = {0.0F}};
    std::filesystem::create_directories(m_folder / "vit");
    writeSafetensors(m_folder / "vit/vit.safetensors", tensors);
    writeFileAtomically(m_folder / "vit/preprocessor_config.json",
                        R"({"size": {"height": 32, "width": 32}, "image_mean": [0.1, 0.2, 0.3],
                            "image_std": [0.5, 0.5, 0.5]})");
    const ProgramResult result =
        cli({"probe", m_folder / "vit/vit.safetensors", "--train", m_folder / "train", "--heads",
             "4", "--preset", "torchvision", "--size", "32", "--out", m_folder / "p.safetensors"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_NE(result.err.find("prepares pictures otherwise"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("mean 0.1,0.2,0.3"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("\"mask_token\""), std::string::npos) << result.err;
}

TEST_F(ProbeCommandTest, NamesWhatSaysASizeThatTheNetworkDoesNotTake)
{
    std::filesystem::create_directories(m_folder / "vit");
    writeSafetensors(m_folder / "vit/model.safetensors", smallTransformer());
    const auto config = m_folder / "vit/preprocessor_config.json";
    writeFileAtomically(config, R"({"size": {"height": 24, "width": 24},
                                    "image_mean": [0.1, 0.2, 0.3], "image_std": [0.5, 0.5, 0.5]})");
    const auto expectRefused = [&](std::vector<std::string> more, const std::string& text) {
        more.insert(more.begin(),
                    {"probe", m_folder / "vit/model.safetensors", "--train", m_folder / "train",
                     "--heads", "4", "--out", m_folder / "p.safetensors"});
        expectEnd(cli(more), 3, text);
    };
    expectRefused({"--preset", config},
                  quoted(config) + " says 24 × 24 pixels. Say --resize 32x32");
    expectRefused({"--size", "24"}, "--size says 24 × 24 pixels. Leave it out.");
    expectRefused({"--resize", "16x24"}, "--resize says 24 × 16 pixels (width × height)");
}

TEST_F(ProbeCommandTest, MistakesAreSaid)
{
    const std::string out = m_folder / "p.safetensors";
    expectEnd(probe({}), 2, "--out is required");
    expectEnd(probe({"--out", out, "--c", "0"}), 2, "--c");
    expectEnd(probe({"--out", out, "--preset", "nonsense"}), 3, "Leave out --size");
    expectEnd(probe({"--out", out, "--mean", "0.5", "--std", "0.5"}), 3,
              "takes pictures of 3 channels");
    writePictures(m_folder / "others", {"grey"}, 1, 3);
    expectEnd(probe({"--out", out, "--test", m_folder / "others"}), 3, "theirs are \"grey\"");
    expectEnd(probe({"--out", m_folder / "net.safetensors"}), 3, "the backbone itself");
    writeFileAtomically(m_folder / "file", "in the way");
    expectEnd(probe({"--out", m_folder / "file/p.safetensors"}), 4, "Cannot write");
    EXPECT_FALSE(std::filesystem::exists(out));
}

} // namespace
} // namespace palimpsest
