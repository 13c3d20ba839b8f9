// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/models/readers/safetensors.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class HuggingFace : public testing::Test
{
protected:
    HuggingFace() { write("config.json", R"({"model_type": "vit"})"); }

    void write(const std::string& name, const std::string& bytes)
    {
        writeFileAtomically(m_folder / name, bytes);
    }

    void writeShard(const std::string& name, const std::string& tensor)
    {
        writeSafetensors(m_folder / name, {{tensor, {{1}, {2}}}});
    }

    void expectRefused(const std::string& message)
    {
        expectError<BadFile>([&] { readCheckpoint(m_folder.path()); }, message);
    }

    TemporaryFolder m_folder;
};

TEST_F(HuggingFace, ReadsSafetensorsBeforeThePickle)
{
    writeTorchZip(m_folder / "pytorch_model.bin", smallStatePickle(), smallStorages());
    const CheckpointFile pickled = readCheckpoint(m_folder.path());
    EXPECT_EQ(pickled.container, Container::HuggingFace);
    EXPECT_EQ(pickled.config, R"({"model_type": "vit"})");
    EXPECT_TRUE(pickled.tensors.contains("w"));
    EXPECT_EQ(pickled.leftOut, std::vector<std::string>{"n"});
    writeShard("model.safetensors", "better");
    EXPECT_TRUE(readCheckpoint(m_folder.path()).tensors.contains("better"));
}

TEST_F(HuggingFace, JoinsShards)
{
    writeShard("model-1.safetensors", "model.a");
    writeShard("model-2.safetensors", "model.b");
    write("model.safetensors.index.json",
          R"({"metadata": {"total_size": 8},
              "weight_map": {"model.a": "model-1.safetensors", "model.b": "model-2.safetensors"}})");
    const CheckpointFile file = readCheckpoint(m_folder.path());
    EXPECT_EQ(file.tensors, (TensorMap{{"a", {{1}, {2}}}, {"b", {{1}, {2}}}}));
    EXPECT_EQ(file.prefix, "model.");

    writeShard("model-2.safetensors", "model.a");
    expectRefused("as another shard does");
    writeShard("model-2.safetensors", "model.c");
    expectRefused("lacks the tensor \"model.b\"");
    std::filesystem::remove(m_folder / "model-2.safetensors");
    expectRefused("model-2.safetensors");
}

TEST_F(HuggingFace, RefusesShardsOutsideOfTheFolder)
{
    for (const std::string name : {"../x.bin", "/etc/passwd", "sub/x.bin", "..", "", "a\\u0000b"}) {
        write("pytorch_model.bin.index.json", R"({"weight_map": {"a": ")" + name + R"("}})");
        expectRefused("no file of its folder");
    }
    write("pytorch_model.bin.index.json", R"({"weight_map": {"a": 1}})");
    expectRefused("no file of its folder");
    write("pytorch_model.bin.index.json", "[]");
    expectRefused("no weight_map");
}

TEST_F(HuggingFace, RefusesFoldersThatLackSomething)
{
    expectRefused("neither model.safetensors nor");
    write("training_args.bin", "never opened");
    expectRefused("neither model.safetensors nor");
    write("config.json", "[]");
    expectRefused("no JSON object");
    write("config.json", std::string(200, '[') + std::string(200, ']'));
    expectRefused("levels deep");
    write("config.json", "{" + std::string(5'000'000, ' ') + "}");
    expectRefused("more than the");
    std::filesystem::remove(m_folder / "config.json");
    writeShard("model.safetensors", "a");
    expectRefused("or give \"" + (m_folder / "model.safetensors").string() + "\".");
    write("config.json", "{}");
    write("model.safetensors", "<html>");
    expectRefused("model.safetensors");
}

} // namespace
} // namespace palimpsest
