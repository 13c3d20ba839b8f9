// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/readers/safetensors.h"
#include "core/models/readers/zip_archive.h"
#include "core/models/torch_classifier.h"
#include "core/study/study_file.h"
#include "core/units/study_inputs.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"
#include "support/trusting_host.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace palimpsest {
namespace {

/// The demo's fine-tuned network on its first sample.
class DemoClassifier : public testing::Test
{
protected:
    DemoClassifier()
        : m_inputs(demoFolder(), readStudy(demoFolder())), m_sample(m_inputs.sample(0).input),
          m_coalitions(coalitionCount(m_sample.parts.partCount()))
    {
        std::iota(m_coalitions.begin(), m_coalitions.end(), Coalition{0});
    }

    std::filesystem::path modelTemplate() const { return m_inputs.templatePath(kUnit); }
    std::filesystem::path weights() const { return m_inputs.weightsPath(kUnit); }

    std::unique_ptr<Classifier> open(int batchSize, int threads = 2) const
    {
        return openTorchClassifier(modelTemplate(), weights(),
                                   {.device = "cpu", .threads = threads, .batchSize = batchSize});
    }

    Matrix<float> logits(Classifier& classifier) const
    {
        return classifier.open(m_sample)->logits(m_coalitions);
    }

    ValueTable tableOf(Classifier& classifier) const
    {
        return fillValueTable(*classifier.open(m_sample), 0, ValueKind::LogOdds);
    }

    static constexpr UnitIndex kUnit{{1, 15}, 0};
    StudyInputs m_inputs;
    const ModelInput& m_sample;
    std::vector<Coalition> m_coalitions;
};

void expectNear(const Matrix<float>& a, const Matrix<float>& b, float tolerance)
{
    ASSERT_EQ(a.data.size(), b.data.size());
    for (std::size_t i = 0; i < a.data.size(); ++i) {
        ASSERT_NEAR(a.data[i], b.data[i], tolerance);
    }
}

TEST_F(DemoClassifier, MasksExactlyThePixelsOfAbsentParts)
{
    const auto classifier = open(32);
    for (const Coalition coalition : {0U, 1U, 0b1010011U, fullCoalition(10)}) {
        ModelInput masked = m_sample;
        auto& [image, baseline] = std::get<PictureInput>(masked.content);
        for (std::size_t pixel = 0; pixel < image.values.size(); ++pixel) {
            const int label = m_sample.parts.labels[pixel];
            if (label > 0 && ((coalition >> (label - 1)) & 1U) == 0) {
                image.values[pixel] = baseline.values[pixel];
            }
        }
        const std::array<Coalition, 1> one = {coalition};
        const std::array<Coalition, 1> all = {fullCoalition(10)};
        expectNear(classifier->open(m_sample)->logits(one), classifier->open(masked)->logits(all),
                   0.0F);
    }
}

TEST_F(DemoClassifier, BatchesAndThreadsAgreeWithinRoundingAndEqualPlansToTheBit)
{
    const auto classifier = open(64);
    ValueTable reference = tableOf(*classifier);
    EXPECT_EQ(reference.logits.rows, 1024u);
    EXPECT_EQ(reference.logits.columns, 4u);
    reference.exact = exactLogits(*classifier->open(m_sample));
    const double bound = numericalNoise(reference, 0, ValueKind::LogOdds)->bound;
    EXPECT_LT(bound, 1e-4);
    for (const int threads : {1, 2}) {
        for (const int batchSize : {1, 7, 64}) {
            const ValueTable other = tableOf(*open(batchSize, threads));
            double largest = 0.0;
            for (std::size_t i = 0; i < other.v.size(); ++i) {
                largest = std::max(largest, std::abs(other.v[i] - reference.v[i]));
            }
            EXPECT_LE(largest, bound) << "batches of " << batchSize << ", threads " << threads;
        }
    }
    EXPECT_EQ(logits(*open(64)), reference.logits);
}

TEST_F(DemoClassifier, ARunAnswersAgainAndBesideAnotherAsOneOfItsOwn)
{
    const auto classifier = open(32);
    const Matrix<float> expected = logits(*classifier);
    const Matrix<double> exact = classifier->open(m_sample)->exactLogits(m_coalitions);
    ModelInput swapped = m_sample;
    auto& [image, baseline] = std::get<PictureInput>(swapped.content);
    std::swap(image, baseline);
    const auto run = classifier->open(m_sample);
    const auto other = classifier->open(swapped);
    EXPECT_EQ(run->partCount(), 10);
    const Matrix<float> others = other->logits(m_coalitions);
    EXPECT_NE(others, expected);
    for (int call = 0; call < 2; ++call) {
        EXPECT_EQ(run->logits(m_coalitions), expected);
        EXPECT_EQ(other->logits(m_coalitions), others);
        EXPECT_EQ(run->exactLogits(m_coalitions), exact);
    }
}

TEST_F(DemoClassifier, WeightsThatDoNotFitAreListed)
{
    const TemporaryFolder folder;
    TensorMap tensors = readSafetensors(weights());
    tensors.erase("stem.bn.weight");
    tensors["fc.bias"].shape = {2, 2};
    tensors["extra"] = {{1}, {0.0F}};
    writeSafetensors(folder / "w", tensors);
    for (const char* problem :
         {"Missing: stem.bn.weight", "Shape of fc.bias: [2×2]", "Not in the model: extra"}) {
        expectError<BadFile>([&] { openTorchClassifier(modelTemplate(), folder / "w", {}); },
                             problem);
    }
}

// In the device's own formats a ReLU would make 0 of NaN.
TEST_F(DemoClassifier, WeightsThatAreNoNumbersShowUnderEveryPlan)
{
    const TemporaryFolder folder;
    TensorMap tensors = readSafetensors(weights());
    tensors.at("stem.bn.weight").values.front() = std::numeric_limits<float>::quiet_NaN();
    writeSafetensors(folder / "w", tensors);
    for (const Graph graph : {Graph::Plain, Graph::Frozen, Graph::Optimised}) {
        for (const bool channelsLast : {false, true}) {
            const auto model = openTorchClassifier(modelTemplate(), folder / "w",
                                                   {.graph = graph, .channelsLast = channelsLast});
            const std::array<Coalition, 1> whole = {fullCoalition(10)};
            for (const float logit : model->open(m_sample)->logits(whole).data) {
                EXPECT_TRUE(std::isnan(logit)) << graphName(graph) << channelsLast;
            }
        }
    }
}

// The template was saved with the weights of the probe, which is the pre-trained checkpoint.
TEST_F(DemoClassifier, TorchScriptThatStandsForItselfNeedsNoTemplate)
{
    const ExecutionPlan plan{.device = "cpu", .threads = 2, .batchSize = 32};
    const auto itself = openTorchClassifier({}, modelTemplate(), plan);
    const auto filled =
        openTorchClassifier(modelTemplate(), m_inputs.weightsPath({{0, 0}, 0}), plan);
    EXPECT_EQ(logits(*itself), logits(*filled));
    expectError<BadFile>([&] { openTorchClassifier({}, weights(), plan); },
                         "epoch_15.safetensors\" belong to no known architecture");
}

TEST_F(DemoClassifier, BrokenTemplatesAndUnknownDevicesAreRefused)
{
    const TemporaryFolder folder;
    const std::string bytes = readFile(modelTemplate(), 1 << 24);
    writeFileAtomically(folder / "cut.pt", bytes.substr(0, bytes.size() / 2));
    writeFileAtomically(folder / "text.pt", "hello");
    for (const char* name : {"cut.pt", "text.pt", "none.pt"}) {
        expectError<BadFile>(
            [&] { openTorchClassifier(folder / name, weights(), {}, trustingHost()); }, name);
    }
    expectError<BadInput>(
        [&] { openTorchClassifier(modelTemplate(), weights(), {.device = "tpu"}); }, "\"tpu\"");
    if (defaultDevice() == "cpu") {
        expectError<DeviceError>(
            [&] { openTorchClassifier(modelTemplate(), weights(), {.device = "cuda"}); },
            "no CUDA device");
    }
}

TEST_F(DemoClassifier, PicturesOfAnotherKindAreRefusedWithWhatTorchSaysOfThem)
{
    const ImageTensor coloured{
        .channels = 3, .height = 28, .width = 28, .values = std::vector<float>(3 * 28 * 28)};
    logits(*openTorchClassifier(modelTemplate(), weights(), {})); // takes the place of freed memory
    const auto model = openTorchClassifier(modelTemplate(), weights(), {});
    const std::array<Coalition, 1> whole = {0};
    expectError<DeviceError>(
        [&] {
            model
                ->open({.content = PictureInput{coloured, coloured},
                        .parts = {.width = 28, .height = 28}})
                ->logits(whole);
        },
        "to have 1 channels, but got 3 channels");
}

// What a version of Torch later than ours writes.
TEST(TorchScript, OperatorsThatThisVersionLacksAreNamedWithAHint)
{
    const TemporaryFolder folder;
    writeScriptedNet(folder / "old.pt", "return torch.softmax(x.mean([2, 3]), 1)");
    const ZipArchive archive(folder / "old.pt");
    const auto openWith = [&](const std::string& operation) {
        std::vector<std::pair<std::string, std::string>> entries;
        for (const auto& [name, entry] : archive.entries()) {
            std::string bytes = archive.read(name, 1 << 20);
            const std::size_t found = bytes.find("torch.softmax(");
            if (found != std::string::npos && name.ends_with(".py")) {
                bytes.replace(found, 14, operation + "(");
            }
            entries.emplace_back(name, std::move(bytes));
        }
        writeZip(folder / "new.pt", entries);
        return openTorchClassifier({}, folder / "new.pt", {}, trustingHost());
    };
    EXPECT_NO_THROW(openWith("torch.softmax"));
    expectError<BadFile>([&] { openWith("torch.newest"); }, "can open: Unknown builtin op");
    expectError<BadFile>([&] { openWith("torch.newest"); },
                         "operator aten::newest, which came with a later version of Torch.");
    if (torchVersion().starts_with("1.")) {
        expectError<BadFile>([&] { openWith("torch.scaled_dot_product_attention"); },
                             "Export the model with eager attention");
    }
}

TEST(TorchRuntime, RunsOnAFastBlas)
{
    EXPECT_EQ(runtimeWarnings(), std::vector<std::string>{});
    EXPECT_GE(defaultThreads(), 1);
}

} // namespace
} // namespace palimpsest
