// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/feature_cache.h"
#include "core/models/modules/network_reading.h"
#include "core/models/probe_file.h"
#include "core/models/programs/program_host.h"
#include "core/models/readers/safetensors.h"
#include "core/models/readers/torch_file.h"
#include "core/models/torch_classifier.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// Three classes of coloured pictures, and a small network that has never seen one.
class ProbeTest : public testing::Test
{
protected:
    ProbeTest()
    {
        writePictures(m_folder / "train", {"blue", "green", "red"}, 8, 1);
        writePictures(m_folder / "test", {"blue", "green", "red"}, 3, 2);
        m_request.backbone = {.tensors = smallBackbone(), .name = m_folder / "net.safetensors"};
        m_request.pictures = trainingPictures(listPictures(m_folder / "train", ClassOrder::ByText),
                                              listPictures(m_folder / "test", ClassOrder::ByText));
        m_request.preprocessing = {.width = 32,
                                   .height = 32,
                                   .mean = {0.4, 0.4, 0.4},
                                   .std = {0.2, 0.2, 0.2},
                                   .resizing = {.mode = ResizeMode::ShorterSide, .side = 34}};
        m_request.cache = m_folder / "cache";
    }

    /// Fits the probe; returns how many times pictures were computed.
    std::pair<Probe, int> fitted()
    {
        int batches = 0;
        Probe probe = makeProbe(m_request, {.features = [&](std::size_t, std::size_t total) {
                                    EXPECT_EQ(total, 33u);
                                    return ++batches > 0;
                                }});
        return {std::move(probe), batches};
    }

    TemporaryFolder m_folder;
    ProbeRequest m_request;
};

TEST_F(ProbeTest, TellsColoursAndSaysHowWell)
{
    const Probe probe = fitted().first;
    EXPECT_EQ(probe.classes, (std::vector<std::string>{"blue", "green", "red"}));
    EXPECT_GE(probe.fit.test->accuracy, 0.9);
    EXPECT_GE(probe.fit.train.accuracy, 0.9);
    EXPECT_TRUE(probe.fit.validation);
    EXPECT_EQ(probe.trainCounts, (std::vector<std::size_t>{8, 8, 8}));
    EXPECT_EQ(probe.testCounts, (std::vector<std::size_t>{3, 3, 3}));
    EXPECT_EQ(probe.architecture.classes, 3);
}

TEST_F(ProbeTest, ThePublishedNetworkGivesTheLogitsOfTheRegression)
{
    const Probe probe = fitted().first;
    const fs::path out = m_folder / "probe.safetensors";
    writeProbe(out, probe, m_request);
    const TensorMap written = readSafetensors(out);
    EXPECT_EQ(written, probe.tensors);
    EXPECT_EQ(written.at("classifier.1.weight").shape, (std::vector<std::int64_t>{3, 32}));
    for (const auto& [name, tensor] : m_request.backbone.tensors) {
        EXPECT_EQ(written.at(name), tensor) << name;
    }
    ASSERT_TRUE(recognise(written, ""));
    EXPECT_EQ(recognise(written, "")->name, "SqueezeNet 1.0");

    const auto& pictures = m_request.pictures.test;
    const Matrix<double> expected =
        logits(probe.fit.classifier, pictureFeatures(m_request.backbone, pictures,
                                                     m_request.preprocessing, m_request.plan));
    const auto network = openTorchClassifier({}, out, {.batchSize = 1});
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const ImageTensor picture =
            preprocess(readImage(pictures[i].path, 3), m_request.preprocessing, "picture");
        const std::array<Coalition, 1> whole = {0};
        const Matrix<float> actual =
            network
                ->open({.content = PictureInput{picture, picture},
                        .parts = {.width = picture.width, .height = picture.height}})
                ->logits(whole);
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_NEAR(actual.data[k], expected.row(i)[k], 2e-4);
        }
    }
}

TEST_F(ProbeTest, FeaturesAreComputedOnceAndAgainWhenTheyAreBroken)
{
    const auto [first, batches] = fitted();
    EXPECT_EQ(batches, 2) << "one of training, one of test pictures";
    const auto [second, none] = fitted();
    EXPECT_EQ(none, 0);
    EXPECT_EQ(second.fit, first.fit);
    int files = 0;
    for (const auto& entry : fs::directory_iterator(m_request.cache)) {
        std::string bytes = readFile(entry.path(), 1 << 20);
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        writeFileAtomically(entry.path(), bytes);
        ++files;
    }
    EXPECT_EQ(files, 2);
    const auto [third, again] = fitted();
    EXPECT_EQ(again, 2);
    EXPECT_EQ(third.fit, first.fit);
    EXPECT_EQ(fitted().second, 0);
}

TEST_F(ProbeTest, ACacheThatCannotBeWrittenIsAWarning)
{
    writeFileAtomically(m_folder / "file", "in the way");
    m_request.cache = m_folder / "file/cache";
    const Probe probe = fitted().first;
    EXPECT_TRUE(std::ranges::any_of(probe.warnings, [](const std::string& warning) {
        return warning.find("not kept for the next run") != std::string::npos;
    }));
    m_request.cache.clear();
    EXPECT_EQ(fitted().second, 2);
}

TEST_F(ProbeTest, StopsBetweenBatchesAndLeavesNothing)
{
    m_request.plan.batchSize = 4;
    std::size_t last = 0;
    const Progress stop = [&](std::size_t done, std::size_t) {
        last = done;
        return done < 8;
    };
    EXPECT_THROW(makeProbe(m_request, {.features = stop}), Cancelled);
    EXPECT_EQ(last, 8u);
    EXPECT_FALSE(fs::exists(m_request.cache));
    EXPECT_THROW(makeProbe(m_request, {.fit = [](std::size_t, std::size_t) { return false; }}),
                 Cancelled);
}

TEST_F(ProbeTest, BatchesAndLayoutsChangeNothingThatCounts)
{
    const auto& pictures = m_request.pictures.train;
    const auto with = [&](const ExecutionPlan& plan) {
        return pictureFeatures(m_request.backbone, pictures, m_request.preprocessing, plan);
    };
    const Matrix<float> expected = with({.batchSize = 1, .graph = Graph::Plain});
    for (const ExecutionPlan& plan :
         {ExecutionPlan{.batchSize = 7, .channelsLast = true}, ExecutionPlan{.batchSize = 64}}) {
        const Matrix<float> actual = with(plan);
        ASSERT_EQ(actual.rows, pictures.size());
        for (std::size_t i = 0; i < actual.data.size(); ++i) {
            EXPECT_NEAR(actual.data[i], expected.data[i], 1e-5 * (1 + expected.data[i]));
        }
    }
}

TEST_F(ProbeTest, NetworksThatReshapeByViewRunInTheLayoutThatWorks)
{
    writeScriptedNet(m_folder / "view.pt", "    y = torch.relu(x).view(x.size(0), -1)\n"
                                           "    return torch.stack([y.sum(1), y.max(1)[0]], 1)\n");
    const auto programs = std::make_shared<ProgramHost>(Trust{.everything = true});
    const auto with = [&](const fs::path& model, bool channelsLast) {
        return pictureLogits({.weights = model}, m_request.pictures.test, m_request.preprocessing,
                             {.channelsLast = channelsLast}, programs);
    };
    const Matrix<float> expected = with(m_folder / "view.pt", false);
    EXPECT_EQ(with(m_folder / "view.pt", true).data, expected.data);
    writeScriptedNet(m_folder / "broken.pt", "    return x.view(x.size(0), 7)\n");
    EXPECT_THROW(with(m_folder / "broken.pt", true), DeviceError);
}

TEST_F(ProbeTest, NamesWhatIsWrong)
{
    writeFileAtomically(m_request.pictures.train[3].path, "no picture");
    expectError<BadFile>([&] { makeProbe(m_request); },
                         m_request.pictures.train[3].path.filename().string());
    m_request.backbone.tensors = {{"w", {{1}, {0.0F}}}};
    expectError<BadFile>([&] { makeProbe(m_request); }, "no known architecture");
}

TEST_F(ProbeTest, TheFileBesideItTellsClassesAndIsNotReplacedByChance)
{
    const Probe probe = fitted().first;
    const fs::path out = m_folder / "probe.safetensors";
    EXPECT_TRUE(classNames(out).empty());
    writeProbe(out, probe, m_request);
    EXPECT_EQ(classNames(out), probe.classes);
    const auto report = nlohmann::json::parse(readFile(m_folder / "probe.json", 1 << 20));
    EXPECT_EQ(report["c"], probe.fit.c);
    EXPECT_EQ(report["test"]["accuracy"], probe.fit.test->accuracy);
    EXPECT_EQ(report["preprocessing"]["resize"]["side"], 34);
    writeProbe(out, probe, m_request); // its own files it may replace

    writeFileAtomically(m_folder / "study.json", "{}");
    expectError<BadInput>([&] { writeProbe(m_folder / "study.safetensors", probe, m_request); },
                          "which no probe left");
    EXPECT_FALSE(fs::exists(m_folder / "study.safetensors"));
    expectError<BadInput>([&] { writeProbe(m_folder / "probe.pt", probe, m_request); },
                          ".safetensors");
    m_request.backbone.name = out;
    expectError<BadInput>([&] { writeProbe(out, probe, m_request); }, "the backbone itself");
}

/// The small network with a linear head of five classes, as a program.
fs::path writeProgram(const fs::path& path)
{
    TensorMap tensors = smallBackbone();
    tensors["classifier.1.weight"] = {{5, 32}, std::vector<float>(5 * 32, 0.01F)};
    tensors["classifier.1.weight"].values.front() = 1.0F;
    tensors["classifier.1.bias"] = {{5}, {0, 1, 2, 3, 4}};
    writeAsProgram(path, tensors);
    return path;
}

TEST_F(ProbeTest, OfAProgramStandsOnWhatEntersItsLastLinearLayer)
{
    const Probe native = fitted().first;
    const fs::path program = writeProgram(m_folder / "net.pt");
    const auto programs = std::make_shared<ProgramHost>(Trust{.everything = true});
    m_request.backbone = readBackbone(program, program, programs);
    const Probe probe = fitted().first;
    EXPECT_EQ(probe.architecture.head,
              (ClassifierHead{"classifier.1.weight", "classifier.1.bias", 32}));
    EXPECT_EQ(probe.fit.c, native.fit.c);
    const auto& weights = probe.fit.classifier.weights.data;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        EXPECT_NEAR(weights[i], native.fit.classifier.weights.data[i], 1e-2);
    }
    EXPECT_EQ(probe.tensors.at("classifier.1.weight").shape, (std::vector<std::int64_t>{3, 32}));

    // The head for three classes goes into the program that has one for five.
    const fs::path out = m_folder / "probe.safetensors";
    writeProbe(out, probe, m_request);
    const auto network = openTorchClassifier(program, out, {.batchSize = 1}, programs);
    const auto& pictures = m_request.pictures.test;
    const Matrix<double> expected =
        logits(probe.fit.classifier, pictureFeatures(m_request.backbone, pictures,
                                                     m_request.preprocessing, m_request.plan));
    const ImageTensor picture =
        preprocess(readImage(pictures[0].path, 3), m_request.preprocessing, "picture");
    const std::array<Coalition, 1> whole = {0};
    const Matrix<float> actual =
        network
            ->open({.content = PictureInput{picture, picture},
                    .parts = {.width = picture.width, .height = picture.height}})
            ->logits(whole);
    ASSERT_EQ(actual.columns, 3u);
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(actual.data[k], expected.row(0)[k], 2e-4);
    }
}

TEST_F(ProbeTest, WeightsForAProgramMayBearAnotherPrefix)
{
    const fs::path program = writeProgram(m_folder / "net.pt");
    TensorMap wrapped;
    for (const auto& [name, tensor] : readProgramTensors(program).tensors) {
        wrapped["net." + name] = tensor;
    }
    wrapped["other.weight"] = {{1}, {0.0F}};
    writeSafetensors(m_folder / "wrapped.safetensors", wrapped);
    const auto programs = std::make_shared<ProgramHost>(Trust{.everything = true});
    const Backbone backbone = readBackbone(m_folder / "wrapped.safetensors", program, programs);
    EXPECT_EQ(backbone.tensors, readProgramTensors(program).tensors);
    EXPECT_NO_THROW(openTorchClassifier(program, m_folder / "wrapped.safetensors", {}, programs));
    wrapped.erase("net.features.0.bias");
    writeSafetensors(m_folder / "wrapped.safetensors", wrapped);
    expectError<BadFile>([&] { readBackbone(m_folder / "wrapped.safetensors", program, programs); },
                         "Missing: features.0.bias");
}

TEST_F(ProbeTest, ItsReportKeepsWhatTensorsDoNotTell)
{
    const Probe fittedProbe = fitted().first;
    Probe probe = fittedProbe;
    probe.architecture.facts = {.heads = 4, .normEpsilon = 1e-5, .assumed = {kNormEpsilonFact}};
    writeProbe(m_folder / "probe.safetensors", probe, m_request);
    EXPECT_EQ(readNetwork(m_folder / "probe.safetensors").told, probe.architecture.facts);
}

TEST_F(ProbeTest, OfAModelWithAConfigItIsAFolder)
{
    m_request.backbone.config = R"({"torch_dtype": "float32", "num_labels": 7})";
    m_request.backbone.isFolder = true;
    const Probe probe = fitted().first;
    expectError<BadInput>([&] { writeProbe(m_folder / "x.safetensors", probe, m_request); },
                          "name for the folder");
    const fs::path out = m_folder / "probe";
    writeProbe(out, probe, m_request);
    EXPECT_EQ(readBackbone(out).tensors, probe.tensors);
    EXPECT_EQ(classNames(out), probe.classes);
    const auto config = nlohmann::json::parse(readFile(out / "config.json", 1 << 20));
    EXPECT_EQ(config["id2label"]["2"], "red");
    EXPECT_EQ(config["torch_dtype"], "float32");
    EXPECT_FALSE(config.contains("num_labels"));
    fs::remove(out / "probe.json");
    EXPECT_EQ(classNames(out), probe.classes);

    m_request.backbone.config = R"({"problem_type": "multi_label_classification"})";
    const Probe ofLabels = fitted().first;
    EXPECT_EQ(ofLabels.link, Link::Sigmoid);
    EXPECT_EQ(ofLabels.architecture.meaning, LogitMeaning::Labels);
    m_request.backbone.config = R"({"problem_type": "regression"})";
    EXPECT_EQ(fitted().first.architecture.meaning, LogitMeaning::Classes);
}

} // namespace
} // namespace palimpsest
