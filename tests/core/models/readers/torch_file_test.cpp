// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/readers/checkpoint_file.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

using View = PickleWriter::View;

class TorchFile : public testing::Test
{
protected:
    CheckpointFile readZip(const std::string& pickle,
                           const std::map<std::string, std::string>& storages,
                           bool compressed = false)
    {
        writeTorchZip(m_folder / "x.pt", pickle, storages, compressed);
        return readCheckpoint(m_folder / "x.pt");
    }

    CheckpointFile readLegacy(const std::string& pickle, const std::vector<LegacyStorage>& storages)
    {
        writeFileAtomically(m_folder / "x.pt", legacyTorchBytes(pickle, storages));
        return readCheckpoint(m_folder / "x.pt");
    }

    /// The tensor "w" that a view of six float32 gives.
    NamedTensor readView(View view)
    {
        view.count = 6;
        return readZip(PickleWriter().raw("}").text("w").tensor(view).raw("s").whole(),
                       smallStorages())
            .tensors.at("w");
    }

    TemporaryFolder m_folder;
};

/// {outer: {…: small state}} for the keys given.
std::string wrapped(const std::vector<std::string>& keys, const std::string& name = "w")
{
    PickleWriter writer;
    for (const std::string& key : keys) {
        writer.raw("}").text(key);
    }
    writer.raw("}").text(name).tensor({.count = 6, .shape = {6}, .strides = {1}});
    return writer.raw(std::string(keys.size() + 1, 's')).whole();
}

const NamedTensor kSmall{{2, 3}, {1, 2, 3, 4, 5, 6}};

TEST_F(TorchFile, ReadsZipsPackedOrNotAndLegacyFilesAlike)
{
    for (const bool compressed : {false, true}) {
        const CheckpointFile file = readZip(smallStatePickle(), smallStorages(), compressed);
        EXPECT_EQ(file.container, Container::TorchZip);
        EXPECT_EQ(file.tensors, (TensorMap{{"w", kSmall}}));
        EXPECT_EQ(file.leftOut, std::vector<std::string>{"n"});
        EXPECT_TRUE(file.wrapper.empty() && file.prefix.empty() && file.warnings.empty());
    }
    const CheckpointFile file = readLegacy(
        smallStatePickle(), {{"1", 1, smallStorages()["1"]}, {"0", 6, smallStorages()["0"]}});
    EXPECT_EQ(file.container, Container::TorchLegacy);
    EXPECT_EQ(file.tensors, (TensorMap{{"w", kSmall}}));
}

TEST_F(TorchFile, FollowsStridesAndOffsets)
{
    EXPECT_EQ(readView({.shape = {3, 2}, .strides = {1, 3}}).values,
              (std::vector<float>{1, 4, 2, 5, 3, 6}));
    EXPECT_EQ(readView({.offset = 2, .shape = {2, 2}, .strides = {2, 1}}).values,
              (std::vector<float>{3, 4, 5, 6}));
    EXPECT_EQ(readView({.offset = 1, .shape = {2, 2, 1}, .strides = {0, 2, 9}}).values,
              (std::vector<float>{2, 4, 2, 4}));
    EXPECT_EQ(readView({.offset = 5}), (NamedTensor{{}, {6}}));
    EXPECT_EQ(readView({.shape = {0, 3}, .strides = {3, 1}}), (NamedTensor{{0, 3}, {}}));
}

TEST_F(TorchFile, TurnsEveryFloatIntoFloat32)
{
    const auto read = [&](const std::string& type, const std::string& bytes, int count) {
        return readZip(PickleWriter()
                           .raw("}")
                           .text("w")
                           .tensor({.type = type,
                                    .count = count,
                                    .shape = {count},
                                    .strides = {1},
                                    .location = "cuda:0"})
                           .raw("s")
                           .whole(),
                       {{"0", bytes}})
            .tensors.at("w")
            .values;
    };
    // 1, −2, largest, smallest normal, smallest below it, −0, infinity
    EXPECT_EQ(read("HalfStorage",
                   bytesOfNumbers<std::uint16_t>(
                       {0x3C00, 0xC000, 0x7BFF, 0x0400, 0x0001, 0x8000, 0x7C00}),
                   7),
              (std::vector<float>{1, -2, 65504, 0x1p-14F, 0x1p-24F, -0.0F, INFINITY}));
    EXPECT_EQ(read("BFloat16Storage", bytesOfNumbers<std::uint16_t>({0x3F80, 0xC0A0}), 2),
              (std::vector<float>{1, -5}));
    EXPECT_EQ(read("DoubleStorage", bytesOfNumbers<double>({0.1, -1e300}), 2),
              (std::vector<float>{0.1F, -INFINITY}));
    expectError<BadFile>([&] { read("QInt8Storage", "1234", 4); }, "torch.QInt8Storage");
    expectError<BadFile>([&] { read("BoolStorage", "1234", 4); }, "no tensors of floating-point");
}

TEST_F(TorchFile, TensorsMayShareAStorageAndBeParameters)
{
    const std::string parameter =
        PickleWriter()
            .raw("}(")
            .text("a")
            .name("torch._utils", "_rebuild_parameter")
            .raw("(")
            .tensor({.count = 6, .shape = {2}, .strides = {1}})
            .raw("\x88")
            .name("collections", "OrderedDict")
            .raw(")RtR")
            .text("b")
            .tensor({.count = 6, .offset = 1, .shape = {2}, .strides = {1}})
            .raw("u}b") // the versions that a state dict has as its attribute _metadata
            .whole();
    const TensorMap expected = {{"a", {{2}, {1, 2}}}, {"b", {{2}, {2, 3}}}};
    EXPECT_EQ(readZip(parameter, smallStorages()).tensors, expected);
    EXPECT_EQ(readLegacy(parameter, {{"0", 6, smallStorages()["0"]}}).tensors, expected);
}

TEST_F(TorchFile, ReadsViewsOfStoragesOfOldFiles)
{
    const std::string pickle = PickleWriter()
                                   .raw("}")
                                   .text("w")
                                   .name("torch._utils", "_rebuild_tensor")
                                   .raw("((")
                                   .text("storage")
                                   .name("torch", "FloatStorage")
                                   .text("9")
                                   .text("cpu")
                                   .number(6)
                                   .raw("(")
                                   .text("10")
                                   .number(2)
                                   .number(3)
                                   .raw("ttQ")
                                   .number(1)
                                   .numbers({2})
                                   .numbers({1})
                                   .raw("tRs")
                                   .whole();
    EXPECT_EQ(readLegacy(pickle, {{"9", 6, smallStorages()["0"]}}).tensors.at("w").values,
              (std::vector<float>{4, 5}));
}

TEST_F(TorchFile, FindsTheStateDictUnderTheUsualNames)
{
    for (const std::string key : {"state_dict", "model_state_dict", "model", "net", "network",
                                  "module", "state_dict_ema"}) {
        EXPECT_EQ(readZip(wrapped({key}), smallStorages()).wrapper, key);
    }
    EXPECT_EQ(readZip(wrapped({"model", "module", "state_dict"}), smallStorages()).wrapper,
              "model.module.state_dict");
    EXPECT_EQ(readZip(wrapped({"weights_of_mine"}), smallStorages()).wrapper, "weights_of_mine")
        << "the only one";
    const std::string none =
        PickleWriter().raw("}").text("weights_of_mine").number(7).raw("s").whole();
    expectError<BadFile>([&] { readZip(none, {}); }, "a dict with the keys weights_of_mine");
    expectError<BadFile>([&] { readZip(PickleWriter().raw("]").whole(), {}); }, "something else");
}

TEST_F(TorchFile, PrefersPlainWeightsToAveragedOnesAndSaysSo)
{
    const View view{.count = 6, .shape = {6}, .strides = {1}};
    const CheckpointFile file = readZip(PickleWriter()
                                            .raw("}(")
                                            .text("state_dict_ema")
                                            .raw("}")
                                            .text("averaged")
                                            .tensor(view)
                                            .raw("s")
                                            .text("state_dict")
                                            .raw("}")
                                            .text("plain")
                                            .tensor(view)
                                            .raw("s")
                                            .text("loss")
                                            .tensor(view)
                                            .raw("u")
                                            .whole(),
                                        smallStorages());
    EXPECT_EQ(file.wrapper, "state_dict");
    EXPECT_TRUE(file.tensors.contains("plain"));
    ASSERT_EQ(file.warnings.size(), 1U);
    EXPECT_NE(file.warnings[0].find("state_dict_ema"), std::string::npos);
}

TEST_F(TorchFile, TakesAwayPrefixesThatAllNamesHave)
{
    const CheckpointFile file =
        readZip(wrapped({"state_dict"}, "module._orig_mod.model.fc.weight"), smallStorages());
    EXPECT_EQ(file.prefix, "module._orig_mod.model.");
    EXPECT_TRUE(file.tensors.contains("fc.weight"));
    const View view{.count = 6, .shape = {6}, .strides = {1}};
    const CheckpointFile mixed = readZip(PickleWriter()
                                             .raw("}(")
                                             .text("model.a")
                                             .tensor(view)
                                             .text("head")
                                             .tensor(view)
                                             .raw("u")
                                             .whole(),
                                         smallStorages());
    EXPECT_EQ(mixed.prefix, "");
    EXPECT_TRUE(mixed.tensors.contains("model.a"));
}

TEST_F(TorchFile, ReadsTrainingCheckpointsWithArgumentsAndNumpyNumbers)
{
    const CheckpointFile file = readZip(PickleWriter()
                                            .raw("}(")
                                            .text("args")
                                            .name("argparse", "Namespace")
                                            .raw(")R}")
                                            .text("out")
                                            .name("pathlib", "PosixPath")
                                            .text("runs")
                                            .raw("\x85Rsb")
                                            .text("best")
                                            .name("numpy.core.multiarray", "scalar")
                                            .name("numpy", "dtype")
                                            .text("f8")
                                            .raw("\x85R")
                                            .name("_codecs", "encode")
                                            .text("12345678")
                                            .raw("\x85R\x86R")
                                            .text("config")
                                            .name("omegaconf", "DictConfig")
                                            .raw(")\x81}b")
                                            .text("model")
                                            .raw("}")
                                            .text("w")
                                            .tensor({.count = 6, .shape = {6}, .strides = {1}})
                                            .raw("su")
                                            .whole(),
                                        smallStorages());
    EXPECT_EQ(file.tensors.at("w").values.size(), 6U);
    ASSERT_EQ(file.warnings.size(), 1U);
    EXPECT_NE(file.warnings[0].find("omegaconf.DictConfig"), std::string::npos);
}

TEST_F(TorchFile, TakesTheOnlyDictOfTensorsWhateverItIsCalled)
{
    const auto state = [](PickleWriter& pickle) -> PickleWriter& {
        return pickle.raw("}")
            .text("w")
            .tensor({.count = 6, .shape = {6}, .strides = {1}})
            .raw("s");
    };
    PickleWriter one;
    one.raw("}").text("epoch").number(7).raw("s").text("params");
    const CheckpointFile file = readZip(state(one).raw("s").whole(), smallStorages());
    EXPECT_EQ(file.wrapper, "params");
    EXPECT_EQ(file.epoch, 7);
    PickleWriter two;
    two.raw("}").text("student");
    state(two).raw("s").text("teacher");
    const std::string both = state(two).raw("s").whole();
    expectError<BadFile>([&] { readZip(both, smallStorages()); },
                         "under \"student\", \"teacher\", and its");
}

TEST_F(TorchFile, ReadsAnEpochThatIsWrittenAsATextOrATensor)
{
    const auto epochOf = [&](const std::function<void(PickleWriter&)>& write) {
        PickleWriter pickle;
        pickle.raw("}(").text("epoch");
        write(pickle);
        pickle.text("model").raw("}").text("w");
        pickle.tensor({.count = 6, .shape = {6}, .strides = {1}}).raw("su");
        auto storages = smallStorages();
        storages["e"] = bytesOfNumbers<std::int64_t>({1, 7});
        storages["f"] = bytesOfNumbers<float>({7.0F, 7.5F});
        return readZip(pickle.whole(), storages).epoch.value_or(-1);
    };
    const auto inTensor = [&](const std::string& type, const std::string& key,
                              std::int64_t offset) {
        return epochOf([&](PickleWriter& pickle) {
            pickle.tensor({.type = type, .key = key, .count = 2, .offset = offset});
        });
    };
    EXPECT_EQ(inTensor("LongStorage", "e", 1), 7);
    EXPECT_EQ(inTensor("FloatStorage", "f", 0), 7);
    EXPECT_EQ(inTensor("FloatStorage", "f", 1), -1);
    for (const auto& [text, epoch] : {std::pair("8", 8), {"8.5", -1}, {"-2", -1}, {"", -1}}) {
        EXPECT_EQ(epochOf([&](PickleWriter& pickle) { pickle.text(text); }), epoch);
    }
}

TEST_F(TorchFile, RefusesWholeModelsWithAHint)
{
    const std::string object = PickleWriter().name("nets", "Net").raw(")\x81}b").whole();
    const std::string message = "an object of the Python class nets.Net";
    expectError<BadFile>([&] { readZip(object, {}); }, message);
    const std::string saved =
        PickleWriter().raw("}").text("model").name("nets", "Net").raw(")\x81s").whole();
    expectError<BadFile>([&] { readZip(saved, {}); }, "Save model.state_dict()");
    const std::string legacy = PickleWriter()
                                   .raw("(")
                                   .text("module")
                                   .name("nets", "Net")
                                   .text("nets.py")
                                   .text("class Net: ...")
                                   .raw("tQ)\x81}b")
                                   .whole();
    expectError<BadFile>([&] { readLegacy(legacy, {}); }, message);
}

TEST_F(TorchFile, RefusesTensorsLargerThanTheirFile)
{
    // Four bytes that a stride of 0 repeats 2^40 times.
    const std::string bomb =
        PickleWriter()
            .raw("}")
            .text("w")
            .tensor({.count = 1, .shape = {std::int64_t{1} << 40}, .strides = {0}})
            .raw("s")
            .whole();
    expectError<BadFile>([&] { readZip(bomb, smallStorages()); }, "far more than a file");
    // 200 MB of zeros that pack into 200 kB.
    const std::string zeros =
        PickleWriter()
            .raw("}")
            .text("w")
            .tensor({.count = 50'000'000, .shape = {50'000'000}, .strides = {1}})
            .raw("s")
            .whole();
    expectError<BadFile>(
        [&] {
            readZip(zeros, {{"0", std::string(200'000'000, '\0')}}, true);
        },
        "far more than a file");
    expectError<BadFile>(
        [&] {
            readZip(smallStatePickle(), {{"0", "1234"}, {"1", ""}});
        },
        "shorter than its tensors");
    expectError<BadFile>([&] { readZip(smallStatePickle(), {}); }, "lacks");
    expectError<BadFile>([&] { readLegacy(smallStatePickle(), {}); }, "shorter than its tensors");
    expectError<BadFile>(
        [&] {
            readLegacy(smallStatePickle(), {{"0", 1U << 31, "1234"}});
        },
        "longer than the file");
    expectError<BadFile>(
        [&] {
            readLegacy(smallStatePickle(), {{"5", 1, "1234"}});
        },
        "no known type");
}

TEST_F(TorchFile, NamesWhatIsNoCheckpoint)
{
    const auto expectSeen = [&](const std::string& bytes, const std::string& message) {
        writeFileAtomically(m_folder / "y.pt", bytes);
        expectError<BadFile>([&] { readCheckpoint(m_folder / "y.pt"); }, message);
    };
    expectSeen("", "is empty");
    expectSeen("version https://git-lfs.github.com/spec/v1\noid", "Git LFS");
    expectSeen("<!DOCTYPE html>", "web page");
    expectSeen("\x89HDF\r\n\x1a\n", "Keras");
    expectSeen("\x80\x04N.", "pickle that torch.save has not written");
    expectSeen("anything", "no checkpoint that Palimpsest reads");
    expectError<BadFile>([&] { readCheckpoint(m_folder / "missing"); }, "There is no file");
    expectError<BadFile>([&] { readCheckpoint(m_folder.path()); }, "no config.json");
    writeZip(m_folder / "a.npz", {{"a.npy", "x"}});
    expectError<BadFile>([&] { readCheckpoint(m_folder / "a.npz"); }, "zip archive, but");
    writeZip(m_folder / "s.pt", {{"s/data.pkl", "x"}, {"s/code/__torch__.py", "x"}});
    EXPECT_EQ(containerOf(m_folder / "s.pt"), Container::TorchScript);
    expectError<BadFile>([&] { readCheckpoint(m_folder / "s.pt"); }, "is a program");
    writeZip(m_folder / "b.pt", {{"b/data.pkl", smallStatePickle()}, {"b/byteorder", "big"}});
    expectError<BadFile>([&] { readCheckpoint(m_folder / "b.pt"); }, "big-endian");
}

} // namespace
} // namespace palimpsest
