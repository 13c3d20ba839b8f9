// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/readers/checkpoint_file.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

#include <functional>

namespace palimpsest {
namespace {

class WholeModel : public testing::Test
{
protected:
    CheckpointFile readZip(const std::string& pickle,
                           const std::map<std::string, std::string>& storages)
    {
        writeTorchZip(m_folder / "x.pt", pickle, storages);
        return readCheckpoint(m_folder / "x.pt");
    }

    TemporaryFolder m_folder;
};

/// A module with the attributes that torch.nn.Module keeps; each dict is written by `write`.
PickleWriter& putModule(PickleWriter& pickle, std::string_view name,
                        const std::function<void()>& parameters,
                        const std::function<void()>& modules)
{
    pickle.name("nets", name).raw(")\x81}");
    pickle.text("training").raw("\x88s");
    pickle.text("_parameters").raw("}");
    parameters();
    pickle.raw("s").text("_buffers").raw("}s");
    pickle.text("_modules").raw("}");
    modules();
    return pickle.raw("sb");
}

TEST_F(WholeModel, ReadsTheTensorsOfWholeModelsWithoutTheirCode)
{
    PickleWriter pickle;
    const auto nothing = [] {};
    putModule(pickle, "Net", nothing, [&] {
        pickle.text("fc");
        putModule(
            pickle, "Linear",
            [&] {
                pickle.text("weight").tensor({.count = 6, .shape = {2, 3}, .strides = {3, 1}});
                pickle.raw("s").text("bias").raw("Ns"); // None, as of Linear(bias=False)
            },
            nothing);
        pickle.raw("s").text("gone").raw("Ns"); // a layer that was taken out
    });
    const CheckpointFile file = readZip(pickle.whole(), smallStorages());
    ASSERT_EQ(file.tensors.size(), 1U);
    EXPECT_EQ(file.tensors.at("fc.weight").shape, (std::vector<std::int64_t>{2, 3}));
    EXPECT_EQ(file.moduleClass, "nets.Net");
    EXPECT_TRUE(file.warnings.empty());
}

TEST_F(WholeModel, ModulesThatHoldThemselvesEnd)
{
    // An object that stands in its own _modules.
    const std::string circle = PickleWriter()
                                   .name("nets", "Net")
                                   .raw(")\x81q\x01}")
                                   .text("_parameters")
                                   .raw("}s")
                                   .text("_modules")
                                   .raw("}")
                                   .text("self")
                                   .raw("h\x01ssb")
                                   .whole();
    expectError<BadFile>([&] { readZip(circle, {}); }, "more modules within modules");
}

TEST_F(WholeModel, OfSeveralNetworksIsReadOnceAndTheOthersAreNamed)
{
    PickleWriter pickle;
    pickle.raw("}(");
    for (const std::string name : {"discriminator", "net", "teacher"}) {
        pickle.text(name).raw("}").text("w").tensor({.count = 6, .shape = {6}, .strides = {1}});
        pickle.raw("s");
    }
    const CheckpointFile file = readZip(pickle.raw("u").whole(), smallStorages());
    EXPECT_EQ(file.wrapper, "net");
    ASSERT_EQ(file.warnings.size(), 2U);
    EXPECT_NE(file.warnings[0].find("discriminator"), std::string::npos);
    EXPECT_NE(file.warnings[1].find("teacher"), std::string::npos);
}

} // namespace
} // namespace palimpsest
