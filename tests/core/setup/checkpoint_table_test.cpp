// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/setup/checkpoint_table.h"
#include "core/study/study_names.h"
#include "support/expect_error.h"
#include "support/small_network.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// A folder of files that were never read, to see how they are arranged.
class CheckpointTableTest : public testing::Test
{
protected:
    void write(const fs::path& path, const std::string& text = "x") const
    {
        writeFileAtomically(m_folder / path, text);
    }

    /// A checkpoint of Hugging Face after `epoch` epochs, with what its trainer leaves beside it.
    void writeModel(const fs::path& path, const std::string& epoch) const
    {
        write(path / "config.json", "{}");
        write(path / "model.safetensors");
        write(path / "optimizer.pt");
        write(path / "training_args.bin");
        write(path / "trainer_state.json", R"({"epoch": )" + epoch + "}");
    }

    /// "LINEAGE/EPOCH role source file"
    static std::vector<std::string> linesOf(const CheckpointTable& table)
    {
        std::vector<std::string> lines;
        for (const CheckpointRow& row : table.rows) {
            lines.push_back(row.lineage + "/" + std::to_string(row.epoch) + " " +
                            roleName(row.role) + " " + epochSourceName(row.source) + " " +
                            row.path.filename().string());
        }
        return lines;
    }

    TemporaryFolder m_folder;
};

using Lines = std::vector<std::string>;

TEST_F(CheckpointTableTest, FoldersBecomeLineagesWithTheRolesOfTheirNames)
{
    write("runs/finetune/checkpoints/epoch_10.pth");
    write("runs/finetune/checkpoints/epoch_9.pth");
    write("runs/finetune/checkpoints/optimizer_9.pth");
    write("runs/finetune/metrics.csv");
    write("runs/From-Scratch/net.ckpt");
    write("runs/From-Scratch/best.ckpt");
    write("runs/probe.safetensors");
    const CheckpointTable table = checkpointTable({m_folder / "runs/"});
    EXPECT_EQ(linesOf(table), (Lines{"From-Scratch/0 scratch unknown best.ckpt",
                                     "From-Scratch/0 scratch unknown net.ckpt",
                                     "finetune/9 finetuned name epoch_9.pth",
                                     "finetune/10 finetuned name epoch_10.pth",
                                     "runs/0 other unknown probe.safetensors"}));
    ASSERT_EQ(table.leftOut.size(), 1u);
    EXPECT_NE(table.leftOut[0].find("\"optimizer_9.pth\""), std::string::npos);
}

TEST_F(CheckpointTableTest, FoldersOfHuggingFaceAreOneLineage)
{
    writeModel("sst2-finetuned/checkpoint-1000", "2.0");
    writeModel("sst2-finetuned/checkpoint-500", "1.0");
    writeModel("sst2-finetuned", "2.0");
    const CheckpointTable table = checkpointTable({m_folder / "sst2-finetuned"});
    EXPECT_EQ(linesOf(table),
              (Lines{"sst2-finetuned/1 finetuned trainer_state.json checkpoint-500",
                     "sst2-finetuned/2 finetuned trainer_state.json checkpoint-1000"}));
    ASSERT_EQ(table.leftOut.size(), 3u);
    EXPECT_NE(table.leftOut[0].find("itself is left out"), std::string::npos);
    EXPECT_NE(table.leftOut[1].find("\"optimizer.pt\" and 2 more"), std::string::npos);
    EXPECT_NE(table.leftOut[2].find("\"training_args.bin\" and 2 more"), std::string::npos);

    const CheckpointTable one = checkpointTable({m_folder / "sst2-finetuned/checkpoint-500"});
    EXPECT_EQ(linesOf(one), Lines{"sst2-finetuned/1 finetuned trainer_state.json checkpoint-500"});
}

TEST_F(CheckpointTableTest, AConfigBesideCheckpointsMakesNoModelOfTheirFolder)
{
    write("finetune/config.json", "{}");
    write("finetune/epoch_1.pt");
    write("finetune/epoch_2.pt");
    write("finetune/optimizer.pt");
    EXPECT_EQ(
        linesOf(checkpointTable({m_folder / "finetune"})),
        (Lines{"finetune/1 finetuned name epoch_1.pt", "finetune/2 finetuned name epoch_2.pt"}));
}

TEST_F(CheckpointTableTest, FilesAreTakenOnceAndFoldersOfOneNameStayApart)
{
    write("a/run/1.pt");
    write("b/run/1.pt");
    EXPECT_EQ(
        linesOf(checkpointTable({m_folder / "a/run", m_folder / "b", m_folder / "a/run/1.pt"})),
        (Lines{"run/1 other name 1.pt", "run_2/1 other name 1.pt"}));
}

TEST_F(CheckpointTableTest, LinksToWhatIsTakenAnywayAreLeftOut)
{
    write("runs/one/epoch=1.ckpt");
    write("runs/one/epoch=2.ckpt");
    fs::create_symlink("epoch=2.ckpt", m_folder / "runs/one/last.ckpt");
    fs::create_directory_symlink("one", m_folder / "runs/latest");
    fs::create_directory_symlink("../..", m_folder / "runs/one/up");
    const CheckpointTable table = checkpointTable({m_folder / "runs"});
    EXPECT_EQ(linesOf(table),
              (Lines{"one/1 other name epoch=1.ckpt", "one/2 other name epoch=2.ckpt"}));
    EXPECT_EQ(table.leftOut.size(), 3u);
}

TEST_F(CheckpointTableTest, WhatHasNoEpochOfItsOwnIsLeftOutOfAFolderAndAskedForByItself)
{
    write("run/epoch_1.pth.tar");
    write("run/last.pth.tar");
    const CheckpointTable table = checkpointTable({m_folder / "run"});
    EXPECT_EQ(linesOf(table), Lines{"run/1 other name epoch_1.pth.tar"});
    ASSERT_EQ(table.leftOut.size(), 1u);
    EXPECT_NE(table.leftOut[0].find("\"last.pth.tar\""), std::string::npos);
    EXPECT_EQ(linesOf(checkpointTable({m_folder / "run", m_folder / "run/last.pth.tar"})),
              (Lines{"run/1 other name epoch_1.pth.tar", "run/0 other unknown last.pth.tar"}));
}

TEST_F(CheckpointTableTest, EachFileThatIsToBeAddedByItselfIsNamed)
{
    write("run/epoch_1.pt");
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g"}) {
        write("run/" + std::string(name) + ".pt");
    }
    const CheckpointTable table = checkpointTable({m_folder / "run"});
    ASSERT_EQ(table.leftOut.size(), 1U);
    EXPECT_NE(table.leftOut[0].find("\"e.pt\", \"f.pt\", \"g.pt\". Add each by itself"),
              std::string::npos)
        << table.leftOut[0];
}

TEST_F(CheckpointTableTest, NetworksUnderOtherNamesAreFound)
{
    TensorMap tensors;
    for (const auto& [name, tensor] : smallBackbone()) {
        tensors["encoder_q." + name] = tensor;
        tensors["encoder_k." + name] = tensor;
    }
    tensors["criterion.weight"] = {{3}, {1.0F, 1.0F, 1.0F}};
    writeSafetensors(m_folder / "moco.safetensors", tensors);
    const CheckpointLook look = checkpointLook(m_folder / "moco.safetensors");
    ASSERT_TRUE(look.architecture) << look.text;
    EXPECT_EQ(look.architecture->name, "SqueezeNet 1.0");
    EXPECT_NE(look.text.find("criterion.weight"), std::string::npos) << look.text;
    EXPECT_NE(look.text.find("encoder_k."), std::string::npos) << look.text;
}

TEST_F(CheckpointTableTest, WhatResemblesANetworkButIsAnotherSaysByWhichTensor)
{
    TensorMap tensors = smallBackbone();
    tensors["features.3.attention.weight"] = {{1}, {1.0F}};
    writeSafetensors(m_folder / "net.safetensors", tensors);
    const CheckpointLook look = checkpointLook(m_folder / "net.safetensors");
    EXPECT_FALSE(look.architecture);
    EXPECT_NE(look.misfit.find("Not part of it: features.3.attention.weight"), std::string::npos)
        << look.misfit;
}

TEST_F(CheckpointTableTest, WhatIsNotThereIsSaid)
{
    expectError<BadFile>([&] { checkpointTable({m_folder / "none"}); }, "none");
    write("notes/readme.txt");
    expectError<BadFile>([&] { checkpointTable({m_folder / "notes"}); }, "holds no checkpoints");
    write("run/1.pt");
    EXPECT_THROW(checkpointTable({m_folder / "run"}, [](auto...) { return false; }), Cancelled);
}

TEST_F(CheckpointTableTest, RowsSayWhatTheirFileIs)
{
    writeSafetensors(m_folder / "net.safetensors", smallBackbone());
    const CheckpointLook known = checkpointLook(m_folder / "net.safetensors");
    EXPECT_EQ(known.container, Container::Safetensors);
    EXPECT_EQ(known.text, "safetensors, SqueezeNet 1.0 (names of torchvision), no classifier "
                          "head, pictures of 3 channels");
    EXPECT_EQ(known.problem, "");

    writeTorchZip(m_folder / "small.pt", smallStatePickle(), smallStorages());
    const CheckpointLook unknown = checkpointLook(m_folder / "small.pt");
    EXPECT_EQ(unknown.text, "torch.save, 1 tensors of no known architecture");
    EXPECT_NE(unknown.misfit.find("belong to no known architecture (VGG"), std::string::npos);
    EXPECT_FALSE(unknown.architecture);

    EXPECT_EQ(checkpointLook(demoFolder() / "checkpoints/garment_net.pt").text,
              "TorchScript, a program");

    write("cut.pth", "PK\x03\x04");
    const CheckpointLook broken = checkpointLook(m_folder / "cut.pth");
    EXPECT_FALSE(broken.container);
    EXPECT_EQ(broken.text, "unreadable");
    EXPECT_NE(broken.problem.find("cut.pth"), std::string::npos);
}

/// Writes a file of torch.save that holds the number 7 under `key` beside its tensors.
void writeWithSeven(const fs::path& path, const std::string& key)
{
    PickleWriter pickle;
    pickle.raw("}").text(key).number(7).raw("s").text("params").raw("}").text("w");
    pickle.tensor({.count = 6, .shape = {6}, .strides = {1}}).raw("ss");
    fs::create_directories(path.parent_path());
    writeTorchZip(path, pickle.whole(), smallStorages());
}

TEST_F(CheckpointTableTest, EpochsStepsAndWhatWasPlannedAreToldApart)
{
    const auto lookAt = [&](const char* key) {
        writeWithSeven(m_folder / "net.pt", key);
        const CheckpointLook look = checkpointLook(m_folder / "net.pt");
        return std::pair(look.epoch.value_or(-1), look.step.value_or(-1));
    };
    EXPECT_EQ(lookAt("epoch"), std::pair(7, -1));
    for (const char* step : {"global_step", "step", "iteration", "iter"}) {
        EXPECT_EQ(lookAt(step), std::pair(-1, 7)) << step;
    }
    for (const char* planned : {"epochs", "steps", "max_steps"}) {
        EXPECT_EQ(lookAt(planned), std::pair(-1, -1)) << planned;
    }
}

TEST_F(CheckpointTableTest, StepsThatStandForEpochsAreSaidToBeSteps)
{
    writeWithSeven(m_folder / "run/aa.ckpt", "global_step");
    const CheckpointTable table = checkpointTable({m_folder / "run/aa.ckpt"});
    EXPECT_EQ(linesOf(table), Lines{"run/7 other step aa.ckpt"});
    EXPECT_NE(table.rows[0].look.text.find("Its epoch is the step of training"), std::string::npos)
        << table.rows[0].look.text;
}

TEST_F(CheckpointTableTest, RowsSayWhereNameAndFileTellDifferentEpochs)
{
    writeWithSeven(m_folder / "run/epoch_3.pt", "epoch");
    writeWithSeven(m_folder / "run/epoch_7.pt", "epoch");
    const CheckpointTable table = checkpointTable({m_folder / "run"});
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0].epoch, 3);
    EXPECT_NE(table.rows[0].look.text.find("Its name says epoch 3, and the file itself epoch 7"),
              std::string::npos)
        << table.rows[0].look.text;
    EXPECT_EQ(table.rows[1].look.text.find("Its name says"), std::string::npos);
}

TEST(GuessedRole, FollowsTheName)
{
    EXPECT_EQ(guessedRole("derived_cub10_squeezenet_finetune"), Role::Finetuned);
    EXPECT_EQ(guessedRole("ScratchRun"), Role::Scratch);
    EXPECT_EQ(guessedRole("imagenet_probe"), Role::Pretrained);
    EXPECT_EQ(guessedRole("run3"), Role::Other);
}

} // namespace
} // namespace palimpsest
