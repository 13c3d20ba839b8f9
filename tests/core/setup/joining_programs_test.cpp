// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What keeps checkpoints from joining a study that come with a program.

#include "core/base/files.h"
#include "core/setup/joining.h"
#include "core/study/study_file.h"
#include "support/colours_study.h"
#include "support/places.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The problem of the only row of a file.
std::string problemOf(const fs::path& folder, const Study& study, const fs::path& file,
                      const fs::path& modelTemplate = {}, bool trustsAll = true)
{
    std::vector<CheckpointRow> rows = checkpointTable({file}).rows;
    JoiningChoices choices;
    choices.modelTemplate = modelTemplate;
    choices.trust.everything = trustsAll;
    RowCheck(folder).check(rows, study, choices);
    return rows.size() == 1 ? rows[0].problem : "not one row";
}

void expectPart(const std::string& text, const std::string& part)
{
    EXPECT_NE(text.find(part), std::string::npos) << text;
}

TEST(JoiningPrograms, AreOpenedOnlyWhenTrusted)
{
    const TemporaryFolder folder;
    const TemporaryFolder files;
    const Study study = makeSmallStudy(folder.path());
    fs::create_directories(files.path());
    fs::copy_file(demoFolder() / "checkpoints/garment_net.pt", files / "net_1.pt");
    EXPECT_EQ(problemOf(folder.path(), study, files / "net_1.pt", {}, false), "") << "shipped";
    const fs::path real =
        sourceFolder() / "../shared/data/models/derived_formats/resnet20_cifar10_torchscript.pt";
    if (!fs::exists(real)) {
        GTEST_SKIP() << "The model is not on this machine.";
    }
    const Study colours = coloursStudy({"blue", "green", "red"}, 0.5, 0.5);
    expectPart(problemOf(folder.path(), colours, real, {}, false), "to open it is to run it");
    expectPart(problemOf(folder.path(), colours, real), "answers with 10 classes");
}

TEST(JoiningPrograms, NamesOfClassesCountWithATemplateToo)
{
    const TemporaryFolder folder;
    const TemporaryFolder files;
    const Study study = makeSmallStudy(folder.path());
    const fs::path weights = files / "own/epoch_2.safetensors";
    fs::create_directories(weights.parent_path());
    fs::copy_file(demoFolder() / "checkpoints/scratch/epoch_02.safetensors", weights);
    const auto listed = [](const std::vector<std::string>& classes) {
        std::string list;
        for (const std::string& name : classes) {
            list += (list.empty() ? "[\"" : ", \"") + name + "\"";
        }
        return list + "]";
    };
    const auto told = [&](const std::vector<std::string>& classes) {
        writeFileAtomically(files / "own/epoch_2.json",
                            R"({"kind": "probe", "classes": )" + listed(classes) + "}");
        return problemOf(folder.path(), study, weights,
                         demoFolder() / "checkpoints/garment_net.pt");
    };
    std::vector<std::string> names = study.classes;
    std::ranges::reverse(names);
    expectPart(told(names), "numbers its classes in another order");
    expectPart(told(names), "Fit it again for this study");
    names = study.classes;
    names.front() = "Spaceship";
    expectPart(told(names), "\"Spaceship\"");
    EXPECT_EQ(told(study.classes), "");
    fs::remove(files / "own/epoch_2.json");
    const auto toldBeside = [&](const std::string& config) {
        writeFileAtomically(files / "own/config.json", config);
        return problemOf(folder.path(), study, weights,
                         demoFolder() / "checkpoints/garment_net.pt");
    };
    names = study.classes;
    std::ranges::reverse(names);
    expectPart(toldBeside(R"({"label_names": )" + listed(names) + "}"),
               "numbers its classes in another order");
    std::string ids;
    for (std::size_t i = 0; i < names.size(); ++i) {
        ids += (i > 0 ? ", \"" : "\"") + std::to_string(i) + "\": \"" + names[i] + "\"";
    }
    expectPart(toldBeside(R"({"id2label": {)" + ids + "}}"),
               "numbers its classes in another order");
    EXPECT_EQ(toldBeside(R"({"label_names": )" + listed(study.classes) + "}"), "");
}

TEST(JoiningPrograms, ASingleOutputIsSaidToSpeakForTheSecondClass)
{
    const TemporaryFolder folder;
    const Study study = coloursStudy({"blue", "red"}, 0.5, 0.5);
    const fs::path net = folder / "net_1.pt";
    writeScriptedNet(net, "return x.mean([2, 3])[:, :1] - 9.0");
    std::vector<CheckpointRow> rows = checkpointTable({net}).rows;
    JoiningChoices choices;
    choices.trust.everything = true;
    RowCheck(folder.path()).check(rows, study, choices);
    ASSERT_EQ(rows[0].problem, "");
    expectPart(describe(rows[0]), "single output is taken to speak for the second class");
    const Study after = withCheckpoints(folder.path(), study, rows, choices);
    EXPECT_TRUE(after.lineages[0].checkpoints[0].isSingleOutput);
    writeStudy(folder.path(), after);
    EXPECT_EQ(readStudy(folder.path()), after) << "it is kept";
}

TEST(JoiningPrograms, ThatAnswerAtRandomCannotAndThatTakeOneSampleAtATimeCan)
{
    const TemporaryFolder folder;
    const Study study = coloursStudy({"blue", "green", "red"}, 0.5, 0.5);
    const fs::path net = folder / "net_1.pt";
    writeScriptedNet(net, "return torch.dropout(x, 0.5, True).mean([2, 3])");
    expectPart(problemOf(folder.path(), study, net), "answers the same input differently");
    writeScriptedNet(net, "return x.view([1, 3, -1]).mean([2])");
    EXPECT_EQ(problemOf(folder.path(), study, net), "");
}

} // namespace
} // namespace palimpsest
