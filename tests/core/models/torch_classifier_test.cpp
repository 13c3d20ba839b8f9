// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/study_inputs.h"
#include "core/models/readers/safetensors.h"
#include "core/models/readers/zip_archive.h"
#include "core/models/torch_classifier.h"
#include "core/models/torch_runtime.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

#include <numeric>

namespace palimpsest {
namespace {

/// The demo's fine-tuned network on its first sample.
class DemoClassifier : public testing::Test
{
protected:
    DemoClassifier()
        : m_inputs(demoFolder(), readStudy(demoFolder())), m_sample(m_inputs.sample(0)),
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
        return classifier.logits(m_sample.image, m_sample.baseline, m_sample.parts, m_coalitions);
    }

    static constexpr UnitIndex kUnit{{1, 15}, 0};
    StudyInputs m_inputs;
    const SampleInputs& m_sample;
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
        ImageTensor masked = m_sample.image;
        for (std::size_t pixel = 0; pixel < masked.values.size(); ++pixel) {
            const int label = m_sample.parts.labels[pixel];
            if (label > 0 && ((coalition >> (label - 1)) & 1U) == 0) {
                masked.values[pixel] = m_sample.baseline.values[pixel];
            }
        }
        const std::array<Coalition, 1> one = {coalition};
        const std::array<Coalition, 1> all = {fullCoalition(10)};
        expectNear(classifier->logits(m_sample.image, m_sample.baseline, m_sample.parts, one),
                   classifier->logits(masked, m_sample.baseline, m_sample.parts, all), 0.0F);
    }
}

TEST_F(DemoClassifier, BatchesAndThreadsAgreeWithinRoundingAndEqualPlansToTheBit)
{
    const Matrix<float> reference = logits(*open(32));
    EXPECT_EQ(reference.rows, 1024u);
    EXPECT_EQ(reference.columns, 4u);
    expectNear(logits(*open(1)), reference, 1e-4F);
    expectNear(logits(*open(7)), reference, 1e-4F);
    expectNear(logits(*open(32, 1)), reference, 1e-4F);
    EXPECT_EQ(logits(*open(32)), reference);
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

// The template was saved with the weights of the probe, which is the pre-trained checkpoint.
TEST_F(DemoClassifier, TorchScriptThatStandsForItselfNeedsNoTemplate)
{
    const ExecutionPlan plan{.device = "cpu", .threads = 2, .batchSize = 32};
    const auto itself = openTorchClassifier({}, modelTemplate(), plan);
    const auto filled =
        openTorchClassifier(modelTemplate(), m_inputs.weightsPath({{0, 0}, 0}), plan);
    EXPECT_EQ(logits(*itself), logits(*filled));
    expectError<BadFile>([&] { openTorchClassifier({}, weights(), plan); },
                         "epoch_15.safetensors\" is not a TorchScript file");
}

TEST_F(DemoClassifier, BrokenTemplatesAndUnknownDevicesAreRefused)
{
    const TemporaryFolder folder;
    const std::string bytes = readFile(modelTemplate(), 1 << 24);
    writeFileAtomically(folder / "cut.pt", bytes.substr(0, bytes.size() / 2));
    writeFileAtomically(folder / "text.pt", "hello");
    for (const char* name : {"cut.pt", "text.pt", "none.pt"}) {
        expectError<BadFile>([&] { openTorchClassifier(folder / name, weights(), {}); }, name);
    }
    expectError<BadInput>(
        [&] { openTorchClassifier(modelTemplate(), weights(), {.device = "tpu"}); }, "\"tpu\"");
    if (defaultDevice() == "cpu") {
        expectError<DeviceError>(
            [&] { openTorchClassifier(modelTemplate(), weights(), {.device = "cuda"}); },
            "no CUDA device");
    }
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
        return openTorchClassifier({}, folder / "new.pt", {});
    };
    EXPECT_NO_THROW(openWith("torch.softmax"));
    expectError<BadFile>([&] { openWith("torch.scaled_dot_product_attention"); },
                         "operator aten::scaled_dot_product_attention, which came with a later "
                         "version of Torch. Export the model with eager attention");
    expectError<BadFile>([&] { openWith("torch.newest"); }, "operator aten::newest");
}

TEST(TorchRuntime, RunsOnAFastBlas)
{
    EXPECT_EQ(runtimeWarnings(), std::vector<std::string>{});
    EXPECT_GE(defaultThreads(), 1);
}

} // namespace
} // namespace palimpsest
