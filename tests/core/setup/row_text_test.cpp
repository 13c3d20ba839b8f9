// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/row_text.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(RowText, NotesOnANetworkStandOnlyWhereNoTemplateMakesIt)
{
    CheckpointRow row;
    row.look.text = "safetensors";
    row.look.architecture = Architecture{.notes = {"Strides are taken as published."}};
    EXPECT_EQ(describe(row), "safetensors. Strides are taken as published");
    row.modelTemplate = "checkpoints/run/template.pt";
    EXPECT_EQ(describe(row), "safetensors");
}

TEST(RowText, OutputsThatAreUsedAreSaidAndSoIsWhatTheyOverride)
{
    CheckpointRow row;
    row.look.text = "TorchScript";
    row.outputs.kind = OutputKind::Probabilities;
    EXPECT_EQ(describe(row), "TorchScript. Its outputs are probabilities (softmax)");
    row.look.architecture = Architecture{.name = "ResNet-18"};
    EXPECT_NE(describe(row).find("ends in logits by its layers; probabilities (softmax) is used"),
              std::string::npos)
        << describe(row);
}

} // namespace
} // namespace palimpsest
