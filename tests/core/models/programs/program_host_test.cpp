// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/extraction/extraction.h"
#include "core/extraction/trial_run.h"
#include "core/extraction/unit_model.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/models/readers/zip_archive.h"
#include "core/models/torch_classifier.h"
#include "core/study/file_hashes.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"
#include "support/trusting_host.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <numeric>
#include <thread>
#include <unistd.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr const char* kTwoLogits = "m = x.mean([1, 2, 3])\nreturn torch.stack([m, -m], 1)";
/// Runs as long as its pictures are not all zero.
constexpr const char* kEndless = "while bool(x.abs().sum() > 0.0):\n"
                                 "    x = x.clone()\n"
                                 "m = x.mean([1, 2, 3])\nreturn torch.stack([m, -m], 1)";

ModelInput grey(float value = 1.0F)
{
    ImageTensor picture{.channels = 1, .height = 4, .width = 4, .values = {}};
    picture.values.assign(16, value);
    return {.content = PictureInput{.image = picture, .baseline = picture},
            .parts = {.width = 4, .height = 4}};
}

constexpr std::array<Coalition, 1> kWhole = {0};

/// The children of this process in which programs run.
std::vector<pid_t> runners()
{
    std::vector<pid_t> found;
    for (const auto& entry : fs::directory_iterator("/proc")) {
        std::ifstream status(entry.path() / "status");
        std::string text(std::istreambuf_iterator<char>(status), {});
        if (text.find("Name:\tpalimpsest-runn") != std::string::npos &&
            text.find("PPid:\t" + std::to_string(::getpid()) + "\n") != std::string::npos) {
            found.push_back(std::stoi(entry.path().filename()));
        }
    }
    return found;
}

/// A copy of a program with another hash that does the same.
void writeRepacked(const fs::path& from, const fs::path& to)
{
    const ZipArchive archive(from);
    std::vector<std::pair<std::string, std::string>> entries;
    for (const auto& [name, entry] : archive.entries()) {
        entries.emplace_back(name, archive.read(name, 1 << 24));
    }
    const std::string folder = entries.front().first.substr(0, entries.front().first.find('/'));
    entries.emplace_back(folder + "/extra/note", "another hash");
    writeZip(to, entries);
}

/// A program whose list of contents is longer than anybody would look back for its names.
void writeWithLongList(const fs::path& from, const fs::path& to)
{
    const ZipArchive archive(from);
    std::vector<std::pair<std::string, std::string>> entries;
    for (const auto& [name, entry] : archive.entries()) {
        entries.emplace_back(name, archive.read(name, 1 << 24));
    }
    for (int i = 0; i < 30; ++i) {
        entries.emplace_back(std::string(50'000, 'a') + std::to_string(i), "");
    }
    writeZip(to, entries);
}

class Programs : public testing::Test
{
protected:
    fs::path net(const std::string& body)
    {
        writeScriptedNet(m_folder / "net.pt", body);
        return m_folder / "net.pt";
    }

    TemporaryFolder m_folder;
};

TEST_F(Programs, RunInAProcessOfTheirOwnWhichEndsWithTheirHost)
{
    {
        const auto host = trustingHost();
        EXPECT_TRUE(runners().empty());
        const auto model = openTorchClassifier({}, net(kTwoLogits), {}, host);
        EXPECT_EQ(runners().size(), 1u);
        const auto another = openTorchClassifier({}, m_folder / "net.pt", {}, host);
        EXPECT_EQ(runners().size(), 1u) << "one for all of a host";
        EXPECT_EQ(model->open(grey())->logits(kWhole).data, (std::vector<float>{1.0F, -1.0F}));
        EXPECT_EQ(another->open(grey(2.0F))->logits(kWhole).data,
                  (std::vector<float>{2.0F, -2.0F}));
        EXPECT_EQ(model->open(grey())->exactLogits(kWhole).data, (std::vector<double>{1.0, -1.0}));
    }
    EXPECT_TRUE(runners().empty());
}

TEST_F(Programs, GiveTheSameBitsAsInThisProcess)
{
    StudyInputs inputs(demoFolder(), readStudy(demoFolder()));
    const UnitIndex unit{{1, 15}, 0};
    writeRepacked(inputs.templatePath(unit), m_folder / "other.pt");
    const ModelInput& sample = inputs.sample(0).input;
    std::vector<Coalition> coalitions(coalitionCount(sample.parts.partCount()));
    std::iota(coalitions.begin(), coalitions.end(), Coalition{0});
    const auto host = trustingHost();
    for (const Graph graph : {Graph::Plain, Graph::Frozen, Graph::Optimised}) {
        for (const bool channelsLast : {false, true}) {
            const ExecutionPlan plan{
                .threads = 2, .batchSize = 48, .graph = graph, .channelsLast = channelsLast};
            const auto here =
                openTorchClassifier(inputs.templatePath(unit), inputs.weightsPath(unit), plan);
            const auto there =
                openTorchClassifier(m_folder / "other.pt", inputs.weightsPath(unit), plan, host);
            ASSERT_EQ(runners().size(), 1u);
            EXPECT_EQ(here->open(sample)->logits(coalitions),
                      there->open(sample)->logits(coalitions));
            EXPECT_EQ(here->open(sample)->exactLogits(kWhole),
                      there->open(sample)->exactLogits(kWhole));
        }
    }
}

TEST_F(Programs, LongListsOfContentsHideNothing)
{
    writeWithLongList(net(kTwoLogits), m_folder / "long.pt");
    EXPECT_EQ(containerOf(m_folder / "long.pt"), Container::TorchScript);
    expectError<Untrusted>(
        [&] { openTorchClassifier({}, m_folder / "long.pt", {}, std::make_shared<ProgramHost>()); },
        "which is a program");
    expectError<Untrusted>([&] { openTorchClassifier({}, m_folder / "long.pt", {}); },
                           "which is a program");
}

TEST_F(Programs, OfAStudyAreLoadedForNothingUnlessTheirOwnBytesAreTrusted)
{
    const std::string trace = m_folder / "trace";
    Study study = makeSmallStudy(m_folder / "study");
    fs::create_directories(m_folder / "study/nets");
    writeScriptedNet(m_folder / "plain.pt",
                     "t = torch.from_file(\"" + trace +
                         "\", True, 4)\n"
                         "m = x.mean([1, 2, 3])\nreturn torch.stack([m, -m, m + t[0], m], 1)");
    const fs::path shipped = m_folder / "study/nets/0.pt";
    writeWithLongList(m_folder / "plain.pt", shipped);
    study.lineages.push_back({.name = "scripted",
                              .role = Role::Other,
                              .checkpoints = {{.epoch = 0, .weights = "nets/0.pt"}}});
    writeStudy(m_folder / "study", study);
    // What travels with a study answers for nothing: here it says of the program, with the very
    // stamp that the file has, that it is one of those that are trusted.
    const fs::path demo = demoFolder() / "checkpoints/garment_net.pt";
    {
        FileHashes hashes(m_folder / "study", std::chrono::seconds(-1));
        hashes.of(shipped);
        hashes.save();
        const fs::path file = m_folder / "study/hashes.json";
        std::string text = readFile(file, 1 << 20);
        const std::string own = sha256OfFile(shipped);
        ASSERT_NE(text.find(own), std::string::npos);
        text.replace(text.find(own), own.size(), sha256OfFile(demo));
        writeFileAtomically(file, text);
        ASSERT_EQ(FileHashes(m_folder / "study").of(shipped), sha256OfFile(demo));
    }
    StudyInputs inputs(m_folder / "study", study);
    const ExtractionPlan plan = planExtraction(inputs, {.only = "scripted"});
    EXPECT_EQ(untrustedPrograms(inputs, plan.units),
              (std::vector<ModelProgram>{{shipped, sha256OfFile(shipped)}}));
    EXPECT_EQ(estimateRun(inputs, plan).passesPerSecond, 0.0);
    const ExtractionResult result = runExtraction(inputs, plan);
    ASSERT_EQ(result.failures.size(), 2u);
    EXPECT_NE(result.failures[0].message.find("which is a program"), std::string::npos);
    EXPECT_FALSE(fs::exists(trace));

    StudyInputs trusting(m_folder / "study", study, {.everything = true});
    EXPECT_EQ(runExtraction(trusting, planExtraction(trusting, {.only = "scripted"})).unitsDone,
              2u);
    EXPECT_TRUE(fs::exists(trace)) << "or the test would show nothing";
}

TEST_F(Programs, ThatNeverEndAreStoppedSoonAfterNobodyWaits)
{
    std::atomic_bool goesOn = true;
    const auto host = trustingHost([&] { return goesOn.load(); });
    const auto model = openTorchClassifier({}, net(kEndless), {}, host);
    EXPECT_EQ(model->open(grey(0.0F))->logits(kWhole).rows, 1u);
    std::thread impatient([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        goesOn = false;
    });
    const Clock::time_point begun = Clock::now();
    EXPECT_THROW(model->open(grey(1.0F))->logits(kWhole), Cancelled);
    EXPECT_LT(Clock::now() - begun, std::chrono::milliseconds(2300));
    impatient.join();
    EXPECT_TRUE(runners().empty());

    goesOn = true; // the next pass begins anew
    EXPECT_EQ(model->open(grey(0.0F))->logits(kWhole).rows, 1u);
}

TEST_F(Programs, ThatCrashCostAPassAndSaySo)
{
    const auto host = trustingHost();
    const auto model = openTorchClassifier({}, net(kEndless), {}, host);
    std::thread fault([] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        for (const pid_t pid : runners()) {
            ::kill(pid, SIGSEGV);
        }
    });
    expectError<DeviceError>([&] { model->open(grey(1.0F))->logits(kWhole); },
                             "ended while running the model: it crashed: Segmentation fault");
    fault.join();
    EXPECT_EQ(model->open(grey(0.0F))->logits(kWhole).data, (std::vector<float>{0.0F, -0.0F}));
}

TEST_F(Programs, ThatFailInMidBatchLeaveTheirHostInOrder)
{
    const auto host = trustingHost();
    const auto model = openTorchClassifier(
        {}, net("assert bool(x.abs().sum() > 0.0), \"no light\"\n" + std::string(kTwoLogits)),
        {.batchSize = 1}, host);
    const std::array<Coalition, 3> three = {0, 0, 0};
    expectError<DeviceError>([&] { model->open(grey(0.0F))->logits(three); }, "no light");
    EXPECT_EQ(model->open(grey())->logits(three).rows, 3u);
    const auto table = openTorchClassifier({}, net("return x"), {}, host);
    expectError<BadInput>([&] { table->open(grey())->logits(kWhole); }, "is no table");
    EXPECT_EQ(model->open(grey())->logits(kWhole).rows, 1u);
}

TEST_F(Programs, ThatAnswerWithOtherNumbersOfColumnsAreNoClassifiers)
{
    const auto model = openTorchClassifier(
        {}, net("n = 2\nif bool(x.abs().sum() > 0.0):\n    n = 10\nreturn torch.zeros([1, n])"),
        {.batchSize = 1}, trustingHost());
    ModelInput lightOrNone = grey();
    auto& picture = std::get<PictureInput>(lightOrNone.content);
    picture.baseline.values.assign(16, 0.0F);
    lightOrNone.parts.parts = {{"all", 1}};
    lightOrNone.parts.labels.assign(16, 1);
    const std::array<Coalition, 2> noneThenAll = {0, 1};
    expectError<BadInput>([&] { model->open(lightOrNone)->logits(noneThenAll); },
                          "one batch with 2 numbers per sample and another with 10");
}

TEST_F(Programs, ThatTakeAllMemorySayItRanOut)
{
    const auto host = trustingHost();
    const auto model =
        openTorchClassifier({},
                            net("y = torch.zeros([1 << 46])\nm = x.mean([1, 2, 3]) + y[0]\n"
                                "return torch.stack([m, -m], 1)"),
                            {}, host);
    expectError<OutOfMemory>([&] { model->open(grey())->logits(kWhole); }, "Memory ran out");
}

TEST_F(Programs, PrintNothingAmongTheDataOfACommand)
{
    const auto model = openTorchClassifier({}, net("print(\"said\")\n" + std::string(kTwoLogits)),
                                           {}, trustingHost());
    testing::internal::CaptureStdout();
    model->open(grey())->logits(kWhole);
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

// Everything that makes a program of bytes stands in one file, behind TrustedProgram.
TEST(Sources, LoadProgramsInOnePlace)
{
    std::vector<std::string> places;
    for (const char* folder : {"core", "app", "widgets", "data"}) {
        for (const auto& entry : fs::recursive_directory_iterator(sourceFolder() / folder)) {
            const fs::path& path = entry.path();
            if (path.extension() != ".cpp" && path.extension() != ".h") {
                continue;
            }
            const std::string text = readFile(path, 1 << 20);
            for (const char* way : {"jit::load", "jit::pickle_load", "torch::load(", "pickle_load(",
                                    "import_ir_module", "_load_for_mobile", "_load_jit",
                                    "jit::unpickle", "dlopen(", "CompilationUnit>(\""}) {
                if (text.find(way) != std::string::npos) {
                    places.push_back(path.filename().string() + ": " + way);
                }
            }
        }
    }
    EXPECT_EQ(places, std::vector<std::string>{"torch_loading.cpp: jit::load"});
}

} // namespace
} // namespace palimpsest
