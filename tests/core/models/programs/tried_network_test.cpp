// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/torch_classifier.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/temporary_folder.h"
#include "support/trusting_host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace palimpsest {
namespace {

/// A picture of 16 pixels of 1 in two halves, which are 0 where they are hidden.
ModelInput halves()
{
    ImageTensor picture{.channels = 1, .height = 4, .width = 4, .values = {}};
    picture.values.assign(16, 1.0F);
    ImageTensor dark = picture;
    dark.values.assign(16, 0.0F);
    LabelMap parts{.width = 4, .height = 4, .parts = {{"upper", 8}, {"lower", 8}}};
    parts.labels.assign(16, 1);
    std::fill(parts.labels.begin() + 8, parts.labels.end(), std::uint8_t{2});
    return {.content = PictureInput{.image = picture, .baseline = dark}, .parts = parts};
}

constexpr std::array<Coalition, 7> kSeven = {0, 1, 2, 3, 3, 2, 1};
constexpr std::array<Coalition, 4> kFour = {0, 1, 2, 3};

class TriedNetworkTest : public testing::Test
{
protected:
    std::unique_ptr<Classifier> opened(const std::string& body, int batchSize)
    {
        writeScriptedNet(m_folder / "net.pt", body);
        return openTorchClassifier({}, m_folder / "net.pt",
                                   {.batchSize = batchSize, .graph = Graph::Plain}, trustingHost());
    }

    TemporaryFolder m_folder;
};

TEST_F(TriedNetworkTest, NoiseIsRefused)
{
    for (const char* noise : {"torch.dropout(x, 0.5, True)", "x + 0.1 * torch.randn_like(x)"}) {
        const std::string body = "return (" + std::string(noise) + ").flatten(1)";
        for (const int batchSize : {4, 2, 1}) {
            const auto model = opened(body, batchSize);
            const std::array<Coalition, 2> visible = {3, 3};
            expectError<BadInput>([&] { model->open(halves())->logits(visible); },
                                  "answers the same input differently");
            expectError<BadInput>([&] { model->open(halves())->logits(visible); }, "net.pt");
        }
    }
}

TEST_F(TriedNetworkTest, WhatLittleSumsDifferByIsNoNoise)
{
    const auto model = opened("m = x.mean([1, 2, 3]) + 1e-6 * torch.rand_like(x).mean([1, 2, 3])\n"
                              "return torch.stack([m, -m], 1)",
                              4);
    EXPECT_NEAR(model->open(halves())->logits(kFour).row(3)[0], 1.0F, 1e-5F);
}

TEST_F(TriedNetworkTest, AnswersThatDependOnTheBatchAreRefused)
{
    const auto model =
        opened("m = x.mean([1, 2, 3]) - x.mean()\nreturn torch.stack([m, -m], 1)", 4);
    expectError<BadInput>([&] { model->open(halves())->logits(kFour); },
                          "differently alone than beside others");
}

TEST_F(TriedNetworkTest, OneThatTakesOneSampleAtATimeIsGivenThemSo)
{
    const std::string body = "return torch.linear(x.view([1, -1]), torch.ones([2, 16]))";
    const Matrix<float> alone = opened(body, 1)->open(halves())->logits(kSeven);
    EXPECT_EQ(alone.data, (std::vector<float>{0, 0, 8, 8, 8, 8, 16, 16, 16, 16, 8, 8, 8, 8}));
    for (const int batchSize : {2, 4, 16}) {
        const auto model = opened(body, batchSize);
        EXPECT_EQ(model->open(halves())->logits(kSeven), alone);
        EXPECT_EQ(model->open(halves())->logits(kSeven), alone) << "and again";
    }
}

TEST_F(TriedNetworkTest, OneThatTakesAnotherSizeAloneIsRefused)
{
    const auto model = opened("return torch.linear(x.view([4, -1]), torch.ones([2, 16]))", 4);
    expectError<BadInput>([&] { model->open(halves())->logits(kFour); },
                          "takes 4 samples at once and not one");
}

TEST_F(TriedNetworkTest, AnswersKeepTheirPlacesAndWhatFailsItsReason)
{
    const auto steady = opened("m = x.sum([1, 2, 3])\nreturn torch.stack([m, -m], 1)", 2);
    EXPECT_EQ(steady->open(halves())->logits(kSeven).data,
              (std::vector<float>{0, -0.0F, 8, -8, 8, -8, 16, -16, 16, -16, 8, -8, 8, -8}));
    const auto failing = opened("assert x.size(1) == 3, \"no colours\"\nreturn x.flatten(1)", 2);
    expectError<DeviceError>([&] { failing->open(halves())->logits(kFour); }, "no colours");
    expectError<DeviceError>([&] { failing->open(halves())->logits(kFour); }, "net.pt");
}

TEST_F(TriedNetworkTest, ReshapingIsAdvisedOnlyWhereItFailed)
{
    const auto failureOf = [&](const std::string& body) {
        try {
            opened(body, 2)->open(halves())->logits(kFour);
        } catch (const DeviceError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    const std::string advice = "x.flatten(1)";
    EXPECT_NE(failureOf("return x.view([2, 999])").find(advice), std::string::npos);
    const std::string channels =
        failureOf("return torch.conv2d(x, torch.ones([4, 7, 1, 1])).flatten(1)");
    EXPECT_NE(channels.find("channels"), std::string::npos) << channels;
    EXPECT_EQ(channels.find(advice), std::string::npos) << channels;
}

} // namespace
} // namespace palimpsest
