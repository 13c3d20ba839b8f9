// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Options that go before what a file says are used, and said to be.

#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "support/program.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>

namespace palimpsest {
namespace {

using nlohmann::json;

/// A transformer whose config.json tells its heads, and pictures that it takes.
class OverriddenConfig : public testing::Test
{
protected:
    OverriddenConfig()
    {
        TensorMap tensors = smallTransformer();
        std::mt19937 random(1);
        std::normal_distribution<float> weights(0.0F, 0.2F);
        for (auto& [name, tensor] : tensors) { // of equal weights, heads would not matter
            std::ranges::generate(tensor.values, [&] { return weights(random); });
        }
        writeSafetensors(m_vit, tensors);
        writePictures(m_folder / "set", {"red"}, 1, 1);
        configure(R"({"num_attention_heads": 4})");
    }

    void configure(const std::string& config) const
    {
        writeFileAtomically(m_folder / "config.json", config);
    }

    ProgramResult run(std::vector<std::string> options) const
    {
        options.insert(options.begin(), {"logits", m_vit, m_folder / "set/red/0.png", "--json"});
        return cli(options);
    }

    ProgramResult logits(const std::vector<std::string>& options = {}) const
    {
        const ProgramResult result = run(options);
        EXPECT_EQ(result.exitCode, 0) << result.err;
        return result;
    }

    static json answers(const ProgramResult& result) { return json::parse(result.out)["logits"]; }

    TemporaryFolder m_folder;
    const std::string m_vit = m_folder / "vit.safetensors";
};

TEST_F(OverriddenConfig, TheUsersWordWinsAndIsSaid)
{
    const ProgramResult own = logits();
    EXPECT_EQ(own.err.find("is used"), std::string::npos) << own.err;
    EXPECT_EQ(logits({"--heads", "4"}).err, own.err) << "which is what the file says";
    const ProgramResult other = logits({"--heads", "2"});
    EXPECT_NE(other.err.find("config.json says 4 attention heads; 2 attention heads is used"),
              std::string::npos)
        << other.err;
    EXPECT_NE(answers(other), answers(own));
    configure("{}");
    EXPECT_EQ(answers(logits({"--heads", "2"})), answers(other));
}

TEST_F(OverriddenConfig, OutputsThatTheAnswersCannotBeAreRefused)
{
    const ProgramResult result = run({"--outputs", "probabilities"});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_NE(result.err.find("These cannot be probabilities (softmax)"), std::string::npos)
        << result.err;
    EXPECT_EQ(logits({"--outputs", "logits"}).exitCode, 0);
}

} // namespace
} // namespace palimpsest
