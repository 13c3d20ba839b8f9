// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/probe_file.h"
#include "core/pictures/image.h"
#include "core/setup/joining.h"
#include "core/setup/study_probe.h"
#include "core/study/study_file.h"
#include "support/colours_study.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"
#include "support/trusting_host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <vector>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// A study of three colours in an order of its own, pictures of them, and a network without a head.
class StudyProbeTest : public testing::Test
{
protected:
    StudyProbeTest()
    {
        writePictures(m_folder / "train", {"1.Blue", "2.Green", "3.Red"}, 5, 1);
        writePictures(m_folder / "test", {"1.Blue", "2.Green", "3.Red"}, 2, 2);
        m_study = coloursStudy({"red", "blue", "green"}, 0.4, 0.2,
                               {.mode = ResizeMode::ShorterSide, .side = 34});
        fs::create_directories(study());
        writeStudy(study(), m_study);
    }

    fs::path study() const { return m_folder / "study"; }

    ProbeRequest request() const
    {
        ProbeRequest request =
            probeRequest(m_study, {.tensors = smallBackbone(), .name = "net.safetensors"},
                         m_folder / "train", m_folder / "test");
        request.cache.clear();
        return request;
    }

    /// `study` with a probe, which waits meanwhile.
    Study joined(const Study& of, const Probe& probe, const ProbeRequest& wanted,
                 const std::string& lineage, NewFiles& made,
                 std::optional<OutputKind> outputs = {}) const
    {
        const fs::path waiting = keepProbe(study(), probe, wanted, lineage);
        return withProbe(study(), of, waiting, wanted, lineage, made, outputs);
    }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(StudyProbeTest, PicturesAreNumberedAsTheStudyNumbersClasses)
{
    const ProbeRequest wanted = request();
    EXPECT_EQ(wanted.preprocessing, m_study.preprocessing);
    EXPECT_EQ(wanted.pictures.classes, m_study.classes);
    ASSERT_EQ(wanted.pictures.train.size(), 15U);
    ASSERT_EQ(wanted.pictures.test.size(), 6U);
    for (const auto* pictures : {&wanted.pictures.train, &wanted.pictures.test}) {
        for (const ListedPicture& picture : *pictures) {
            const std::string folder = picture.path.parent_path().filename();
            EXPECT_EQ(picture.label, folder == "3.Red" ? 0 : folder == "1.Blue" ? 1 : 2) << folder;
            EXPECT_EQ(picture.className, m_study.classes[static_cast<std::size_t>(picture.label)]);
        }
    }
}

TEST_F(StudyProbeTest, OtherClassesAreLeftOutAndMissingOnesNamed)
{
    m_study.classes = {"red", "blue"};
    const ProbeRequest wanted = request();
    EXPECT_EQ(wanted.pictures.train.size(), 10U);
    EXPECT_EQ(wanted.pictures.test.size(), 4U);
    ASSERT_FALSE(wanted.pictures.warnings.empty());
    EXPECT_NE(wanted.pictures.warnings.back().find("2.Green"), std::string::npos);

    m_study.classes = {"red", "blue", "yellow"};
    expectError<BadInput>([&] { request(); }, "yellow");
}

TEST_F(StudyProbeTest, ANetworkOfOtherPicturesIsRefused)
{
    m_study.preprocessing.mean = {0.5};
    m_study.preprocessing.std = {0.5};
    expectError<BadInput>([&] { request(); }, "3 channels");
}

TEST_F(StudyProbeTest, WhatTheNetworkSaysOfPicturesItselfIsComparedWithTheStudy)
{
    fs::create_directories(m_folder / "net");
    const fs::path config = m_folder / "net/preprocessor_config.json";
    const auto warning = [&](const std::string& normalisation) {
        writeFileAtomically(config, R"({"do_resize": true, "size": {"shortest_edge": 34},
            "resample": 2, "do_center_crop": true, "crop_size": {"height": 32, "width": 32}, )" +
                                        normalisation);
        const auto warnings =
            probeRequest(m_study,
                         {.tensors = smallBackbone(), .name = m_folder / "net/net.safetensors"},
                         m_folder / "train", m_folder / "test")
                .pictures.warnings;
        const auto found = std::ranges::find_if(warnings, [](const std::string& text) {
            return text.find("preprocessor_config.json") != std::string::npos;
        });
        return found == warnings.end() ? std::string() : *found;
    };
    EXPECT_EQ(warning(R"("image_mean": [0.4, 0.4, 0.4], "image_std": [0.2, 0.2, 0.2]})"), "");
    const std::string other =
        warning(R"("image_mean": [0.5, 0.5, 0.5], "image_std": [0.2, 0.2, 0.2]})");
    EXPECT_NE(other.find("prepares pictures otherwise"), std::string::npos) << other;
    EXPECT_NE(other.find("mean 0.5,0.5,0.5"), std::string::npos) << other;
    EXPECT_NE(other.find("mean 0.4,0.4,0.4"), std::string::npos) << other;
    EXPECT_NE(warning("").find("cannot be told"), std::string::npos)
        << "a damaged one is no reason to refuse the network";
}

TEST_F(StudyProbeTest, SizesDoNotMatterWherePicturesHaveThatOfTheNetwork)
{
    Study study = coloursStudy({"red", "blue", "green"}, 0.4, 0.2);
    study.preprocessing.width = 40; // as the pictures are
    study.preprocessing.height = 36;
    fs::create_directories(m_folder / "net");
    const auto isWarned = [&](const std::string& mean) {
        writeFileAtomically(m_folder / "net/preprocessor_config.json",
                            R"({"size": {"height": 36, "width": 40}, "image_std": [0.2, 0.2, 0.2],
                                "image_mean": )" +
                                mean + "}");
        const auto warnings =
            probeRequest(study,
                         {.tensors = smallBackbone(), .name = m_folder / "net/net.safetensors"},
                         m_folder / "train", m_folder / "test")
                .pictures.warnings;
        return std::ranges::any_of(warnings, [](const std::string& text) {
            return text.find("prepares pictures otherwise") != std::string::npos;
        });
    };
    EXPECT_FALSE(isWarned("[0.4, 0.4, 0.4]")) << "squashed, yet to the same pixels";
    EXPECT_TRUE(isWarned("[0.5, 0.5, 0.5]"));
    writePng(m_folder / "test/3.Red/0.png",
             {.width = 1, .height = 1, .channels = 3, .pixels = {255, 0, 0}});
    EXPECT_TRUE(isWarned("[0.4, 0.4, 0.4]")) << "one picture is resized there";
}

TEST_F(StudyProbeTest, JoinsAsThePretrainedModel)
{
    const ProbeRequest wanted = request();
    const Probe probe = makeProbe(wanted);
    EXPECT_GE(probe.fit.test->accuracy, 0.8);
    EXPECT_EQ(probeLineage(m_study), "pretrained");
    NewFiles made;
    const Study after = joined(m_study, probe, wanted, "pretrained", made);
    made.keep();
    ASSERT_EQ(after.lineages.size(), 1U);
    EXPECT_EQ(after.lineages[0].role, Role::Pretrained);
    EXPECT_EQ(after.lineages[0].head, "linear probe");
    ASSERT_EQ(after.lineages[0].checkpoints.size(), 1U);
    const fs::path weights = study() / after.lineages[0].checkpoints[0].weights;
    EXPECT_EQ(classNames(weights), m_study.classes) << "what was fitted stands beside it";
    EXPECT_EQ(preprocessingOfProbe(weights), m_study.preprocessing);
    std::vector<std::string> entries;
    for (const auto& entry : fs::directory_iterator(study())) {
        entries.push_back(entry.path().filename());
    }
    EXPECT_EQ(std::ranges::count_if(entries, [](const auto& name) { return name[0] == '.'; }), 0);

    EXPECT_EQ(probeLineage(after), "probe");
    expectError<BadInput>([&] { joined(after, probe, wanted, "pretrained", made); }, "already");
    EXPECT_EQ(joined(after, probe, wanted, "probe", made).lineages.size(), 2U);
}

TEST_F(StudyProbeTest, WhatIsFittedWaitsUntilItIsDecidedOn)
{
    EXPECT_TRUE(waitingProbes(study()).empty());
    const ProbeRequest wanted = request();
    const Probe probe = makeProbe(wanted);
    const fs::path first = keepProbe(study(), probe, wanted, "pretrained");
    const fs::path second = keepProbe(study(), probe, wanted, "pretrained");
    EXPECT_EQ(waitingProbes(study()), (std::vector{first, second})) << "none takes another's place";
    EXPECT_TRUE(isWaiting(study(), first));
    EXPECT_FALSE(isWaiting(study(), study() / "checkpoints/pretrained/epoch_00.safetensors"));

    CheckpointTable table = checkpointTable({first});
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].lineage, "pretrained");
    EXPECT_EQ(table.rows[0].role, Role::Pretrained);
    EXPECT_EQ(table.rows[0].epoch, 0);
    RowCheck(study()).check(table.rows, m_study, {});
    EXPECT_EQ(table.rows[0].problem, "") << "it can join as any checkpoint does";

    endWaiting(study(), first);
    EXPECT_EQ(waitingProbes(study()), std::vector{second});
    endWaiting(study(), m_folder / "train");
    EXPECT_TRUE(fs::exists(m_folder / "train")) << "what does not wait stays";
    endWaiting(study(), second);
    EXPECT_FALSE(fs::exists(study() / "new_probes"));
}

TEST_F(StudyProbeTest, AProbeOfAFolderWaitsAsOne)
{
    ProbeRequest wanted = request();
    Probe probe = makeProbe(wanted);
    probe.config = "{}";
    wanted.backbone.isFolder = true;
    const fs::path waiting = keepProbe(study(), probe, wanted, "a/b");
    EXPECT_EQ(waiting, study() / "new_probes/a_b") << "whatever the run is to be called";
    EXPECT_EQ(waitingProbes(study()), std::vector{waiting});
    fs::rename(waiting / "model.safetensors", m_folder / "elsewhere");
    fs::create_symlink(m_folder / "elsewhere", waiting / "model.safetensors");
    EXPECT_TRUE(waitingProbes(study()).empty()) << "what a link leads to was not fitted here";
    fs::remove(waiting / "model.safetensors");
    fs::rename(m_folder / "elsewhere", waiting / "model.safetensors");
    EXPECT_EQ(waitingProbes(study()).size(), 1U);
    fs::remove(waiting / "probe.json");
    EXPECT_TRUE(waitingProbes(study()).empty()) << "it was not written to its end";
}

TEST_F(StudyProbeTest, ALinkLeadsNoWaitingProbeOutOfTheStudy)
{
    fs::create_directories(m_folder / "elsewhere/x");
    fs::create_directory_symlink(m_folder / "elsewhere", study() / "new_probes");
    const ProbeRequest wanted = request();
    const Probe probe = makeProbe(wanted);
    expectError<NotWritable>([&] { keepProbe(study(), probe, wanted, "pretrained"); },
                             "new_probes");
    endWaiting(study(), study() / "new_probes/x/probe.safetensors");
    EXPECT_TRUE(fs::exists(m_folder / "elsewhere/x"));
    EXPECT_TRUE(waitingProbes(study()).empty());
}

TEST_F(StudyProbeTest, LabelsOfATableAreThoseThatTheUserSpokeOf)
{
    std::string table = "image,label,class\n";
    for (int i = 0; i < 5; ++i) {
        for (const auto& [label, folder] : {std::pair(7, "1.Blue"), {8, "2.Green"}, {9, "3.Red"}}) {
            table += folder + ("/" + std::to_string(i)) + ".png," + std::to_string(label) + ",c" +
                     std::to_string(label) + "\n";
        }
    }
    writeFileAtomically(m_folder / "train/list.csv", table);
    m_study.labels = {{"7", "blue"}, {"8", "green"}, {"9", "red"}};
    const ProbeRequest wanted =
        probeRequest(m_study, {.tensors = smallBackbone(), .name = "net.safetensors"},
                     m_folder / "train/list.csv", {});
    ASSERT_EQ(wanted.pictures.train.size(), 15U);
    for (const ListedPicture& picture : wanted.pictures.train) {
        const std::string folder = picture.path.parent_path().filename();
        EXPECT_EQ(picture.label, folder == "3.Red" ? 0 : folder == "1.Blue" ? 1 : 2) << folder;
    }
}

TEST_F(StudyProbeTest, AProbeThatJoinsLaterBringsWhatItsLabelsWereTakenFor)
{
    std::string table = "image,label\n";
    for (int i = 0; i < 5; ++i) {
        for (const auto& [label, folder] : {std::pair(7, "1.Blue"), {8, "2.Green"}, {9, "3.Red"}}) {
            table += folder + ("/" + std::to_string(i)) + ".png," + std::to_string(label) + "\n";
        }
    }
    writeFileAtomically(m_folder / "train/list.csv", table);
    Study told = m_study;
    told.labels = {{"7", "blue"}, {"8", "green"}, {"9", "red"}};
    ProbeRequest wanted =
        probeRequest(told, {.tensors = smallBackbone(), .name = "net.safetensors"},
                     m_folder / "train/list.csv", {});
    wanted.cache.clear();
    const fs::path waiting = keepProbe(study(), makeProbe(wanted), wanted, "pretrained");
    EXPECT_EQ(withLabelsOfProbe(m_study, waiting).labels, told.labels);
    Study other = m_study;
    other.classes = {"blue", "red", "green"};
    EXPECT_EQ(withLabelsOfProbe(other, waiting), other) << "a probe of other classes";
    EXPECT_EQ(withLabelsOfProbe(m_study, m_folder / "train"), m_study) << "no probe";
}

TEST_F(StudyProbeTest, OutputsThatAProgramLeavesOpenAreAskedFor)
{
    const fs::path program = m_folder / "net.pt";
    writeNetWithHead(program, 3, "torch.sigmoid(y)");
    ProbeRequest wanted = probeRequest(m_study, readBackbone(program, program, trustingHost()),
                                       m_folder / "train", m_folder / "test");
    wanted.cache.clear();
    const Probe probe = makeProbe(wanted);
    NewFiles made;
    try {
        joined(m_study, probe, wanted, "pretrained", made);
        FAIL() << "nobody was asked";
    } catch (const UndecidedOutputs& open) {
        EXPECT_EQ(open.who(), "pretrained/0");
        EXPECT_FALSE(open.decision().candidates.empty());
    }
    EXPECT_FALSE(fs::exists(study() / "checkpoints/pretrained"));
    const Study after =
        joined(m_study, probe, wanted, "pretrained", made, OutputKind::IndependentProbabilities);
    EXPECT_EQ(after.lineages[0].checkpoints[0].outputs, OutputKind::IndependentProbabilities);
}

// A probe that was removed may have left what was told of it.
TEST_F(StudyProbeTest, AReportThatIsLeftBlocksNoName)
{
    const fs::path left = study() / "checkpoints/pretrained/epoch_00.json";
    fs::create_directories(left.parent_path());
    std::ofstream(left) << "{}";
    const ProbeRequest wanted = request();
    NewFiles made;
    const Study after = joined(m_study, makeProbe(wanted), wanted, "pretrained", made);
    made.keep();
    const fs::path weights = study() / after.lineages[0].checkpoints[0].weights;
    EXPECT_TRUE(isProbe(weights));
    EXPECT_EQ(readFile(left, 100), "{}") << "what stood there stands there";
}

TEST_F(StudyProbeTest, WhatIsNotKeptGoesAgain)
{
    const ProbeRequest wanted = request();
    {
        NewFiles made;
        joined(m_study, makeProbe(wanted), wanted, "pretrained", made);
        EXPECT_TRUE(fs::exists(study() / "checkpoints/pretrained"));
    }
    EXPECT_FALSE(fs::exists(study() / "checkpoints"));
    EXPECT_EQ(waitingProbes(study()).size(), 1U) << "the probe itself is not lost";
}

TEST_F(StudyProbeTest, ANameThatDoesNotDoLeavesNothingBehind)
{
    const ProbeRequest wanted = request();
    const Probe probe = makeProbe(wanted);
    NewFiles made;
    expectError<BadInput>([&] { joined(m_study, probe, wanted, "a/b", made); }, "a/b");
    EXPECT_FALSE(fs::exists(study() / "checkpoints"));
}

} // namespace
} // namespace palimpsest
