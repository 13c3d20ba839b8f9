// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/export_lines.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

using Lines = std::vector<std::string>;

bool has(const Lines& lines, const std::string& line)
{
    return std::ranges::find(lines, line) != lines.end();
}

TEST(ExportLines, FillInWhatTheFileAndTheStudyTell)
{
    const CheckpointFile file{.wrapper = "state_dict",
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
