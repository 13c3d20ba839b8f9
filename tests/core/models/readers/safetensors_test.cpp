// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <random>

namespace palimpsest {
namespace {

class Safetensors : public testing::Test
{
protected:
    TensorMap readBytes(const std::string& bytes)
    {
        writeFileAtomically(m_folder / "x.safetensors", bytes);
        return readSafetensors(m_folder / "x.safetensors");
    }

    TensorMap read(const std::string& header, std::size_t dataBytes)
    {
        const std::uint64_t length = header.size();
        return readBytes(std::string(reinterpret_cast<const char*>(&length), 8) + header +
                         std::string(dataBytes, '\0'));
    }

    void expectRefused(const std::string& header, std::size_t dataBytes, const std::string& message)
    {
        expectError<BadFile>([&] { read(header, dataBytes); }, message);
    }

    TemporaryFolder m_folder;
};

TEST_F(Safetensors, WhatIsWrittenReadsBackEqual)
{
    const TensorMap tensors = {
        {"a.weight", {{2, 3}, {1, 2, 3, 4, 5, 6}}}, {"b", {{}, {7.5F}}}, {"empty", {{0, 4}, {}}}};
    writeSafetensors(m_folder / "x", tensors);
    EXPECT_EQ(readSafetensors(m_folder / "x"), tensors);
}

TEST_F(Safetensors, HalvesAreTheNearestOnes)
{
    const float infinity = std::numeric_limits<float>::infinity();
    const TensorMap tensors = {
        {"exact", {{4}, {1.0F, -0.25F, 65504.0F, 0.0F}}},
        {"ties", {{4}, {2049.0F, 2051.0F, -2049.0F, 2049.01F}}}, // 2048 and 2050 are halves
        {"tiny", {{3}, {std::ldexp(1.0F, -24), std::ldexp(-1.0F, -26), std::ldexp(1.5F, -15)}}},
        {"huge", {{4}, {65519.0F, 65520.0F, -1e30F, infinity}}}};
    writeSafetensors(m_folder / "x", tensors, Precision::Half);
    const TensorMap read = readSafetensors(m_folder / "x");
    EXPECT_EQ(read.at("exact"), tensors.at("exact"));
    EXPECT_EQ(read.at("ties").values, (std::vector<float>{2048.0F, 2052.0F, -2048.0F, 2050.0F}));
    EXPECT_EQ(read.at("tiny").values,
              (std::vector<float>{std::ldexp(1.0F, -24), 0.0F, std::ldexp(1.5F, -15)}));
    EXPECT_EQ(read.at("huge").values,
              (std::vector<float>{65504.0F, infinity, -infinity, infinity}));
}

TEST_F(Safetensors, ReadsWhatOthersWrite)
{
    const TensorMap tensors = read(
        R"({"__metadata__": {"format": "pt"}, "w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}  )",
        8);
    EXPECT_EQ(tensors, (TensorMap{{"w", {{2}, {0.0F, 0.0F}}}}));
}

TEST_F(Safetensors, LeavesOutTheBatchCountersOfBatchNorm)
{
    const TensorMap tensors = read(
        R"({"n": {"dtype": "I64", "shape": [], "data_offsets": [0, 8]}, "w": {"dtype": "F32", "shape": [1], "data_offsets": [8, 12]}})",
        12);
    EXPECT_EQ(tensors, (TensorMap{{"w", {{1}, {0.0F}}}}));
    expectRefused(R"({"n": {"dtype": "I64", "shape": [], "data_offsets": [0, 4]}})", 4,
                  "disagree in size");
}

TEST_F(Safetensors, TurnsOtherFloatsIntoFloat32)
{
    const std::string header =
        R"({"d": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]}, "h": {"dtype": "F16", "shape": [2], "data_offsets": [8, 12]}, "b": {"dtype": "BF16", "shape": [], "data_offsets": [12, 14]}})";
    const std::uint64_t length = header.size();
    const double number = 0.1;
    const std::string bytes = std::string(reinterpret_cast<const char*>(&length), 8) + header +
                              std::string(reinterpret_cast<const char*>(&number), 8) +
                              std::string("\x00\x3C\x00\xC0\xA0\xC0", 6);
    EXPECT_EQ(readBytes(bytes),
              (TensorMap{{"d", {{1}, {0.1F}}}, {"h", {{2}, {1, -2}}}, {"b", {{}, {-5}}}}));
}

TEST_F(Safetensors, MutantsAreReadOrRefused)
{
    writeSafetensors(m_folder / "whole", {{"a", {{2, 3}, {1, 2, 3, 4, 5, 6}}}, {"b", {{1}, {7}}}});
    const std::string original = readFile(m_folder / "whole", 1 << 20);
    std::mt19937 random(5);
    int refused = 0;
    for (int i = 0; i < 300; ++i) {
        std::string mutant = original;
        if (i % 3 == 0) {
            mutant.resize(random() % mutant.size());
        } else {
            mutant[random() % mutant.size()] ^= static_cast<char>(1 + random() % 255);
        }
        try {
            std::ofstream(m_folder / "mutant", std::ios::binary) << mutant;
            readSafetensors(m_folder / "mutant");
        } catch (const BadFile&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 200);
}

TEST_F(Safetensors, RefusesEveryHeaderThatLies)
{
    const std::string tensor = R"({"w": {"dtype": "F32", "shape": )";
    expectRefused(tensor + R"([2], "data_offsets": [0, 4]}})", 4, "disagree in size");
    expectRefused(tensor + R"([1], "data_offsets": [0, 4]}})", 8, "holds 8");
    expectRefused(tensor + R"([1], "data_offsets": [4, 8]}})", 8, "hole");
    expectRefused(tensor + R"([1], "data_offsets": [8, 4]}})", 8, "disagree");
    expectRefused(tensor + R"([-1], "data_offsets": [0, 4]}})", 4, "list of sizes");
    expectRefused(tensor + R"([4294967296, 4294967296], "data_offsets": [0, 4]}})", 4,
                  "larger than any file");
    expectRefused(tensor + R"([1], "data_offsets": [0]}})", 4, "pair of offsets");
    expectRefused(tensor + R"([1]}})", 4, "broken");
    expectRefused(R"({"w": {"dtype": "F8_E4M3", "shape": [1], "data_offsets": [0, 1]}})", 1,
                  "F8_E4M3");
    expectRefused(R"({"w": 1})", 0, "broken");
    expectRefused("[]", 0, "begin with {");
    expectRefused(" {}", 0, "begin with {");
    expectRefused("", 0, "claims 0");
    expectRefused(R"({"__metadata__": {"a": {}}})", 0, "__metadata__");
    expectRefused("{", 0, "not valid JSON");
    expectRefused(R"({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
                      "w": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}})",
                  8, "twice");
    expectRefused(R"({"v": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
                      "w": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]}})",
                  12, "overlaps");
}

TEST_F(Safetensors, RefusesLengthsBeyondTheFile)
{
    expectError<BadFile>([&] { readBytes("1234"); }, "shorter than its own header");
    expectError<BadFile>([&] { readBytes(std::string(8, '\x7F')); }, "claims");
    expectError<BadFile>([&] { readBytes(std::string("\x09\0\0\0\0\0\0\0{}", 10)); }, "claims 9");
}

// Hostile files that others collected, where this machine has them.
TEST_F(Safetensors, RefusesTheCollectionOfMalformedFiles)
{
    const auto collection = sourceFolder() / "../shared/data/robustness/safetensors_malformed";
    if (!std::filesystem::exists(collection)) {
        GTEST_SKIP() << "The collection is not on this machine.";
    }
    for (const auto& entry : std::filesystem::directory_iterator(collection)) {
        if (entry.path().filename().string().starts_with("bad_")) {
            EXPECT_THROW(readSafetensors(entry.path()), BadFile) << entry.path();
        }
    }
}

} // namespace
} // namespace palimpsest
