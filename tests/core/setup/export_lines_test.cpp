// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/setup/export_lines.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace palimpsest {
namespace {

using Lines = std::vector<std::string>;

bool has(const Lines& lines, const std::string& line)
{
    return std::ranges::find(lines, line) != lines.end();
}

TEST(ExportLines, FillInWhatTheFileAndTheStudyTell)
{
    const CheckpointFile file{.container = Container::TorchZip,
                              .wrapper = "state_dict",
                              .prefix = "net.",
                              .tensors = {{"c.weight", {{8, 1, 3, 3}, {}}}},
                              .leftOut = {},
                              .config = {},
                              .told = {},
                              .moduleClass = {},
                              .epoch = {},
                              .warnings = {}};
    const Study study{.name = "s",
                      .classes = {"a", "b"},
                      .preprocessing = {.width = 28, .height = 30, .mean = {0.5}, .std = {0.5}}};
    const Lines lines = exportLines("run/1.ckpt", exportHints(file), &study);
    EXPECT_TRUE(
        has(lines, "state = torch.load(\"run/1.ckpt\", map_location=\"cpu\")[\"state_dict\"]"));
    EXPECT_TRUE(has(lines, "prefix = \"net.\""));
    EXPECT_TRUE(has(lines, "state = {k[len(prefix):]: v for k, v in state.items() if "
                           "k.startswith(prefix)}"));
    EXPECT_TRUE(has(lines, "model.load_state_dict(state)"));
    EXPECT_TRUE(has(lines, "example = torch.zeros(1, 1, 30, 28)"));
    EXPECT_EQ(lines.back(), "torch.jit.trace(model, example).save(\"template.pt\")");
    EXPECT_TRUE(has(exportLines("1.pt", exportHints(file)),
                    "example = torch.zeros(1, 1, 224, 224)  # as large as your pictures"));
}

TEST(ExportLines, ReadFilesAsTheirFormatsAreRead)
{
    const auto stateOf = [](const std::string& path, Container container) {
        const Lines lines = exportLines(path, {.container = container});
        return *std::ranges::find_if(lines, [](auto& line) { return line.starts_with("state"); });
    };
    EXPECT_EQ(stateOf("x.safetensors", Container::Safetensors),
              "state = safetensors.torch.load_file(\"x.safetensors\")");
    EXPECT_EQ(exportLines("x.safetensors", {.container = Container::Safetensors}).front(),
              "import safetensors.torch");
    const TemporaryFolder folder;
    EXPECT_NE(stateOf(folder.path().string(), Container::HuggingFace).find("pytorch_model*.bin"),
              std::string::npos);
    writeFileAtomically(folder / "model.safetensors", "x");
    EXPECT_NE(stateOf(folder.path().string(), Container::HuggingFace)
                  .find("for k, v in safetensors.torch.load_file(part).items()}"),
              std::string::npos);
}

TEST(ExportLines, GiveAnInputThatTheTensorsSeemToTake)
{
    const auto exampleOf = [](const std::map<std::string, std::vector<std::int64_t>>& shapes) {
        CheckpointFile file{.wrapper = {},
                            .prefix = {},
                            .tensors = {},
                            .leftOut = {},
                            .config = {},
                            .told = {},
                            .moduleClass = {},
                            .epoch = {},
                            .warnings = {}};
        for (const auto& [name, shape] : shapes) {
            file.tensors[name].shape = shape;
        }
        const std::string example = exportHints(file).example;
        return example.substr(0, example.find("  #"));
    };
    EXPECT_EQ(exampleOf({{"0.weight", {8, 5, 3, 3}}, {"3.weight", {3, 8}}}),
              "torch.zeros(1, 5, 224, 224)");
    EXPECT_EQ(exampleOf({{"1.weight", {16, 784}}, {"3.weight", {10, 16}}}),
              "torch.zeros(1, 1, 28, 28)");
    EXPECT_EQ(exampleOf({{"1.weight", {64, 3072}}, {"3.weight", {10, 64}}}),
              "torch.zeros(1, 3, 32, 32)");
    EXPECT_EQ(exampleOf({{"1.weight", {64, 13}}, {"3.weight", {2, 64}}}), "torch.zeros(1, 13)");
    EXPECT_EQ(exampleOf({{"emb.weight", {100, 8}}, {"rnn.weight_ih_l0", {32, 8}}}),
              "torch.ones(1, 8, dtype=torch.long)");
    EXPECT_EQ(exampleOf({{"rnn.weight_ih_l0", {32, 5}}, {"rnn.weight_hh_l0", {32, 8}}}),
              "torch.zeros(1, 8, 5)");
    EXPECT_EQ(exampleOf({{"0.weight", {8, 2, 3}}, {"3.weight", {3, 8}}}), "torch.zeros(1, 2, 224)");
}

TEST(ExportLines, NameTheClassOfAWholeModelAndNeverWhatIsNoName)
{
    EXPECT_TRUE(
        has(exportLines("1.pt", {.moduleClass = "nets.small.Net"}), "from nets.small import Net"));
    const Lines lines = exportLines("a\"b\n.pt", {.wrapper = "x\"]", .moduleClass = "os;evil()"});
    for (const std::string& line : lines) {
        EXPECT_EQ(line.find("evil"), std::string::npos) << line;
        EXPECT_EQ(line.find('\n'), std::string::npos) << line;
    }
}

} // namespace
} // namespace palimpsest
