// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/probe_trial.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"
#include "support/trusting_host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// Three classes of coloured pictures, and programs of which the features `h` are the colours.
class ProbeTrial : public testing::Test
{
protected:
    ProbeTrial()
    {
        writePictures(m_folder / "train", {"blue", "green", "red"}, 8, 1);
        m_request.pictures =
            trainingPictures(listPictures(m_folder / "train", ClassOrder::ByText), std::nullopt);
        m_request.preprocessing = {.width = 8,
                                   .height = 8,
                                   .mean = {0.4, 0.4, 0.4},
                                   .std = {0.2, 0.2, 0.2},
                                   .resizing = {.mode = ResizeMode::ShorterSide, .side = 8}};
        m_request.options.grid = {100.0};
    }

    /// The probe of a program that returns `answer`.
    Probe probe(const std::string& answer)
    {
        const fs::path program = m_folder / "net.pt";
        writeColourNet(program, answer);
        m_request.backbone = readBackbone(program, program, trustingHost());
        return makeProbe(m_request);
    }

    TemporaryFolder m_folder;
    ProbeRequest m_request;
};

TEST_F(ProbeTrial, AHeadGoesIntoItsTensorAsThatStands)
{
    const Probe usual = probe("torch.linear(h, self.w, self.b)");
    EXPECT_EQ(usual.fit.train.accuracy, 1.0);
    const std::vector<float>& weights = usual.tensors.at("w").values;
    for (const char* answer : {"torch.matmul(h, self.w) + self.b", "torch.addmm(self.b, h, self.w)",
                               "torch.softmax(torch.linear(h, self.w.t(), self.b), 1)"}) {
        const std::vector<float> turned = probe(answer).tensors.at("w").values;
        for (std::size_t i = 0; i < 9; ++i) {
            EXPECT_FLOAT_EQ(turned[i], weights[i % 3 * 3 + i / 3]) << answer;
        }
    }
    for (const char* answer : {"torch.log_softmax(torch.linear(h, self.w, self.b), 1)",
                               "torch.addmm(self.b, h, self.w.t()).softmax(1)"}) {
        EXPECT_EQ(probe(answer).tensors.at("w").values, weights) << answer;
    }
}

TEST_F(ProbeTrial, AHeadForOtherClassesMayStandTheOtherWayRound)
{
    const Probe fitted = probe("torch.matmul(h, self.wide) + self.wide_b");
    EXPECT_EQ(fitted.architecture.head, (ClassifierHead{"wide", "wide_b", 3, false, true}));
    EXPECT_EQ(fitted.tensors.at("wide").shape, (std::vector<std::int64_t>{3, 3}));
    EXPECT_EQ(fitted.tensors.at("wide_b").shape, (std::vector<std::int64_t>{1, 3}));
}

TEST_F(ProbeTrial, WhatAnswersOtherwiseThanTheFitIsRefusedByItsTensors)
{
    for (const char* answer :
         {"torch.linear(torch.relu(torch.linear(h, self.w, self.b)), self.w, self.b)",
          "torch.linear(torch.matmul(h, self.w), self.w, self.b)",
          "torch.addmm(self.b, h, self.w.t(), alpha=0.5)"}) {
        expectError<BadInput>([&] { probe(answer); }, "its tensors \"w\" and \"b\" are not");
    }
    expectError<BadInput>(
        [&] { probe("torch.linear(h, self.v * self.g / self.v.norm(2, [1], True), self.b)"); },
        "its tensors \"v\" and \"b\" are not");
    expectError<BadInput>([&] { probe("torch.linear(h, torch.matmul(self.w, self.w), self.b)"); },
                          "no tensors of its own");
}

TEST_F(ProbeTrial, ANetworkThatTakesStatisticsOverItsBatchIsRefusedAtOnce)
{
    const auto withNorm = [](const std::string& training) {
        return "torch.linear(torch.relu(torch.batch_norm(torch.conv2d(x, self.v.view([3, 3, 1, "
               "1]), self.g.view([3])), None, None, self.v[0], self.g.view([3]), " +
               training + ", 0.0, 1e-5, False)).mean([2, 3]), self.w, self.b)";
    };
    EXPECT_GE(probe(withNorm("False")).fit.train.accuracy, 0.9);
    expectError<BadInput>([&] { probe(withNorm("True")); }, "take statistics over its batch");
}

// At the optimum, what a sigmoid of each logit makes probable is as frequent as that, class by
// class.
TEST_F(ProbeTrial, OfIndependentLabelsIsFittedForEachClassByItself)
{
    m_request.options.grid = {0.1};
    const Probe fitted = probe("torch.sigmoid(torch.linear(h, self.w, self.b))");
    EXPECT_EQ(fitted.link, Link::Sigmoid);
    ASSERT_EQ(fitted.architecture.notes.size(), 1U);
    const Matrix<double> all =
        logits(fitted.fit.classifier, pictureFeatures(m_request.backbone, m_request.pictures.train,
                                                      m_request.preprocessing, m_request.plan));
    for (std::size_t k = 0; k < 3; ++k) {
        double expected = 0.0;
        for (std::size_t i = 0; i < all.rows; ++i) {
            expected += 1.0 / (1.0 + std::exp(-all.row(i)[k]));
        }
        EXPECT_NEAR(expected, 8.0, 1e-3) << "pictures of class " << k;
    }
    EXPECT_EQ(probe("torch.softmax(torch.linear(h, self.w, self.b), 1)").link, Link::Softmax);
}

TEST_F(ProbeTrial, NothingIsLeftAmongTemporaryFiles)
{
    const auto left = [] {
        return std::ranges::count_if(
            fs::directory_iterator(fs::temp_directory_path()), [](const auto& entry) {
                return entry.path().filename().string().starts_with("palimpsest-probe-");
            });
    };
    const auto before = left();
    probe("torch.linear(h, self.w, self.b)");
    EXPECT_EQ(left(), before);
}

} // namespace
} // namespace palimpsest
