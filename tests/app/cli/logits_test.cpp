// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// palimpsest-cli logits as a user runs it.

#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/study/study_file.h"
#include "support/expect_end.h"
#include "support/places.h"
#include "support/program.h"
#include "support/scripted_net.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kData = sourceFolder() / "../shared/data";

ProgramResult logits(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), "logits");
    return cli(arguments);
}

/// A tensor of arbitrary numbers.
void addTensor(TensorMap& tensors, const std::string& name, const std::vector<std::int64_t>& shape)
{
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        count *= size;
    }
    NamedTensor& tensor = tensors[name];
    tensor.shape = shape;
    for (std::int64_t i = 0; i < count; ++i) {
        tensor.values.push_back(0.3F * std::sin(static_cast<float>(i * i + count)));
    }
}

class LogitsCommandTest : public testing::Test
{
protected:
    LogitsCommandTest()
    {
        writePictures(m_folder / "p", {"a"}, 1, 1);
        // The means of the three channels.
        writeScriptedNet(m_folder / "net.pt", "    return x.mean([2, 3])\n");
    }

    TemporaryFolder m_folder;
    const std::string m_net = m_folder / "net.pt";
    const std::string m_picture = m_folder / "p/a/0.png";
};

TEST_F(LogitsCommandTest, TakesTensorsAsTheyAre)
{
    writeSafetensors(m_folder / "in.safetensors",
                     {{"input", {{2, 3, 1, 2}, {1, 3, 0, 0, 5, 7, 0.1F, 0.1F, 9, 9, -1, -3}}}});
    const ProgramResult result = logits({m_net, m_folder / "in.safetensors", "--trust", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const json report = json::parse(result.out);
    EXPECT_EQ(report["logits"][0], (json{2.0, 0.0, 6.0}));
    EXPECT_EQ(report["logits"][1][0].get<float>(), 0.1F) << "every bit is printed";
    EXPECT_EQ(report["top"][1][0]["index"], 1);
    EXPECT_NEAR(report["top"][0][0]["probability"].get<double>(),
                1.0 / (1.0 + std::exp(-4.0) + std::exp(-6.0)), 1e-9);
}

TEST_F(LogitsCommandTest, TakesSeveralInputs)
{
    writeSafetensors(m_folder / "in.safetensors",
                     {{"input", {{2, 3, 1, 2}, {1, 3, 0, 0, 5, 7, 0, 0, 9, 9, -1, -3}}}});
    const std::string tensors = m_folder / "in.safetensors";
    const ProgramResult result =
        logits({m_net, m_picture, tensors, "--trust", "--preset", "torchvision", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const json report = json::parse(result.out);
    EXPECT_EQ(report["inputs"], (json{m_picture, tensors + "[0]", tensors + "[1]"}));
    EXPECT_EQ(report["logits"].size(), 3u);
    EXPECT_EQ(report["logits"][1], (json{2.0, 0.0, 6.0}));
}

TEST_F(LogitsCommandTest, PreparesPicturesAndNamesClasses)
{
    writeFileAtomically(m_folder / "names.txt", "red\ngreen\nblue\n");
    const ProgramResult result =
        logits({m_net, m_picture, "--trust", "--classes", m_folder / "names.txt", "--preset",
                "torchvision", "--size", "16", "--mean", "0,0,0", "--std", "0.2,0.2,0.2"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_NE(result.err.find("shorter side 18 bilinear, middle 16×16"), std::string::npos)
        << result.err;
    EXPECT_NE(result.out.find("1 input × 3 classes"), std::string::npos) << result.out;
    EXPECT_LT(result.out.find("red"), result.out.find("green")) << result.out;
}

TEST_F(LogitsCommandTest, SaysWhatTheOutputsAreAndRefusesToGuess)
{
    const auto ending = [&](const char* body) {
        writeScriptedNet(m_folder / "ending.pt",
                         std::string("z = 5.0 * x.mean([2, 3])\nreturn ") + body + "\n");
        return std::vector<std::string>{m_folder / "ending.pt", m_picture, "--trust", "--preset",
                                        "torchvision",          "--json"};
    };
    const auto reportOf = [&](const std::vector<std::string>& arguments) {
        const ProgramResult result = logits(arguments);
        EXPECT_EQ(result.exitCode, 0) << result.err;
        return json::parse(result.out);
    };
    const json z = reportOf(ending("z"));
    EXPECT_EQ(z["outputs"], "logits");
    const json log = reportOf(ending("torch.log_softmax(z, 1)"));
    EXPECT_EQ(log["outputs"], "log_probabilities");
    const json p = reportOf(ending("torch.softmax(z, 1)"));
    EXPECT_EQ(p["outputs"], "probabilities");
    EXPECT_EQ(z["logits"][0].size(), 3U);
    EXPECT_EQ(log["log_probabilities"][0].size(), 3U);
    EXPECT_EQ(log["top"][0][0]["log_probability"],
              log["log_probabilities"][0][log["top"][0][0]["index"].get<std::size_t>()]);
    EXPECT_EQ(p["probabilities"][0].size(), 3U);
    for (const json& of : {log, p}) {
        EXPECT_FALSE(of.contains("logits")) << "they are none";
        EXPECT_FALSE(of["top"][0][0].contains("logit"));
        EXPECT_NEAR(of["top"][0][0]["probability"].get<double>(),
                    z["top"][0][0]["probability"].get<double>(), 1e-6);
    }
    std::vector<std::string> sigmoid = ending("torch.sigmoid(z)");
    expectEnd(logits(sigmoid), 3,
              "Add `--outputs logits` or `--outputs independent-probabilities`");
    sigmoid.insert(sigmoid.end(), {"--outputs", "independent-probabilities"});
    const json own = reportOf(sigmoid);
    EXPECT_NEAR(own["top"][0][0]["probability"].get<double>(),
                own["independent_probabilities"][0][own["top"][0][0]["index"].get<std::size_t>()]
                    .get<double>(),
                1e-9);
    std::vector<std::string> logitsSaid = ending("torch.softmax(z, 1)");
    logitsSaid.insert(logitsSaid.end(), {"--outputs", "logits"});
    const ProgramResult warned = logits(logitsSaid);
    EXPECT_EQ(warned.exitCode, 0) << warned.err;
    EXPECT_NE(warned.err.find("every answer sums to 1"), std::string::npos) << warned.err;
    // Zeros for what a picture reaches; noise goes further.
    expectEnd(logits(ending("torch.sigmoid(z) * (torch.amin(x, [2, 3]) < -2.5).float()")), 3,
              "--outputs independent-probabilities");
    std::vector<std::string> excluded = ending("z - 100.0");
    excluded.insert(excluded.end(), {"--outputs", "probabilities"});
    expectEnd(logits(excluded), 3, "These cannot be probabilities (softmax)");
    std::vector<std::string> text = ending("torch.softmax(z, 1)");
    text.pop_back();
    const ProgramResult shown = logits(text);
    EXPECT_NE(shown.out.find("outputs: probabilities (softmax)"), std::string::npos) << shown.out;
    EXPECT_EQ(shown.out.find("logit"), std::string::npos) << shown.out;
}

TEST_F(LogitsCommandTest, ClassesOfTheStudyThatPreparesPicturesAreNamed)
{
    fs::create_directories(m_folder / "study");
    const auto namesWith = [&](const std::vector<std::string>& classes) {
        writeStudy(m_folder / "study",
                   {.name = "s",
                    .classes = classes,
                    .preprocessing = {.width = 16,
                                      .height = 16,
                                      .mean = {0.0, 0.0, 0.0},
                                      .std = {1.0, 1.0, 1.0},
                                      .resizing = {.mode = ResizeMode::Squash}}});
        const ProgramResult result = logits({m_net, m_picture, "--trust", "--json", "--outputs",
                                             "logits", "--preset", m_folder / "study"});
        EXPECT_EQ(result.exitCode, 0) << result.err;
        return json::parse(result.out)["classes"];
    };
    EXPECT_EQ(namesWith({"red", "green", "blue"}), (json{"red", "green", "blue"}));
    EXPECT_EQ(namesWith({"red", "green"}), (json{"0", "1", "2"})) << "they are of other classes";
}

TEST_F(LogitsCommandTest, MistakesAreSaid)
{
    expectEnd(logits({m_net, m_picture}), 3, "--trust");
    expectEnd(logits({m_net}), 2, "INPUT is required");
    expectEnd(logits({m_net, "A sentence.", "--trust"}), 3, "--vocabulary");
    expectEnd(logits({m_net, m_picture, "--trust", "--preset", "exact"}), 3, "40");
    writeFileAtomically(m_folder / "two.txt", "a\nb\n");
    expectEnd(logits({m_net, m_picture, "--trust", "--classes", m_folder / "two.txt"}), 3,
              "names 2 classes, and the model has 3");
    writeSafetensors(m_folder / "in.safetensors", {{"output", {{1}, {1.0F}}}});
    expectEnd(logits({m_net, m_folder / "in.safetensors", "--trust"}), 3, "no tensor \"input\"");
    writeSafetensors(m_folder / "in.safetensors", {{"input", {{2}, {1.0F, 2.0F}}}});
    expectEnd(logits({m_net, m_folder / "in.safetensors", "--trust"}), 3, "no batch of pictures");
    writeSafetensors(m_folder / "net.safetensors", smallBackbone());
    expectEnd(logits({m_folder / "net.safetensors", m_picture}), 3, "without its classifier head");
    expectEnd(logits({m_folder / "net.safetensors", "nowhere.png"}), 3, "There is no picture");
    expectEnd(logits({m_folder / "nowhere.pt", m_picture}), 3, "no file");
}

TEST_F(LogitsCommandTest, SentencesAreCutIntoPieces)
{
    // The sum of the ids, and how many there are.
    writeScriptedNet(m_folder / "words.pt",
                     "    return torch.stack([ids.sum(1), mask.sum(1)], 1).float()\n", "ids, mask");
    writeFileAtomically(m_folder / "vocab.txt",
                        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ngood\nbad\nvery\n##ly\n");
    const ProgramResult result = logits({m_folder / "words.pt", "Very good", "--vocabulary",
                                         m_folder / "vocab.txt", "--trust", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(json::parse(result.out)["logits"][0], (json{2.0 + 7.0 + 5.0 + 3.0, 4.0}));
    const ProgramResult cased = logits({m_folder / "words.pt", "Very good", "--vocabulary",
                                        m_folder / "vocab.txt", "--trust", "--json", "--cased"});
    EXPECT_EQ(json::parse(cased.out)["logits"][0], (json{2.0 + 1.0 + 5.0 + 3.0, 4.0}));
}

TEST_F(LogitsCommandTest, TakesNumbersOfTokens)
{
    writeScriptedNet(m_folder / "words.pt",
                     "    return torch.stack([ids.sum(1), mask.sum(1)], 1).float()\n", "ids, mask");
    const ProgramResult result =
        logits({m_folder / "words.pt", "--ids", "101,7,102", "--ids", "5 6", "--trust", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(json::parse(result.out)["logits"][0], (json{210.0, 3.0}));
    EXPECT_EQ(json::parse(result.out)["logits"][1], (json{11.0, 2.0}));
    expectEnd(logits({m_folder / "words.pt", "--ids", "1,two", "--trust"}), 3, "no list of tokens");
    writeScriptedNet(m_folder / "five.pt",
                     "    return torch.embedding(torch.ones([5, 2]), ids).sum(1)\n", "ids");
    expectEnd(logits({m_folder / "five.pt", "--ids", "1,7", "--trust"}), 3,
              "check that the model takes as many and knows their numbers");
}

/// A BERT of one layer, that knows 40 tokens and takes up to 32.
TEST_F(LogitsCommandTest, TokensThatTheModelDoesNotTakeAreRefusedInWords)
{
    constexpr std::int64_t kWidth = 64;
    TensorMap tensors;
    const auto add = [&](const std::string& name, const std::vector<std::int64_t>& shape) {
        addTensor(tensors, name, shape);
    };
    const std::string layer = "bert.encoder.layer.0.";
    add("bert.embeddings.word_embeddings.weight", {40, kWidth});
    add("bert.embeddings.position_embeddings.weight", {32, kWidth});
    add("bert.embeddings.token_type_embeddings.weight", {2, kWidth});
    for (const std::string& norm :
         {std::string("bert.embeddings.LayerNorm"), layer + "attention.output.LayerNorm",
          layer + "output.LayerNorm"}) {
        add(norm + ".weight", {kWidth});
        add(norm + ".bias", {kWidth});
    }
    for (const auto& [name, out, in] : {std::tuple(layer + "attention.self.query", kWidth, kWidth),
                                        {layer + "attention.self.key", kWidth, kWidth},
                                        {layer + "attention.self.value", kWidth, kWidth},
                                        {layer + "attention.output.dense", kWidth, kWidth},
                                        {layer + "intermediate.dense", 2 * kWidth, kWidth},
                                        {layer + "output.dense", kWidth, 2 * kWidth},
                                        {std::string("bert.pooler.dense"), kWidth, kWidth},
                                        {std::string("classifier"), std::int64_t{3}, kWidth}}) {
        add(name + ".weight", {out, in});
        add(name + ".bias", {out});
    }
    const std::string bert = m_folder / "bert.safetensors";
    writeSafetensors(bert, tensors);
    std::string longest = "1";
    for (int i = 1; i < 32; ++i) {
        longest += ",39";
    }
    const ProgramResult taken = logits({bert, "--heads", "2", "--ids", longest});
    EXPECT_EQ(taken.exitCode, 0) << taken.err;
    expectEnd(logits({bert, "--heads", "2", "--ids", longest + ",1"}), 3,
              "has 33 tokens, and the model takes at most 32");
    expectEnd(logits({bert, "--heads", "2", "--ids", "1,40"}), 3,
              "has a token number 40, and those that the model knows");
}

/// A ResNet of one block.
TEST_F(LogitsCommandTest, TheEpsilonOfBatchNormsIsSaidAndHeard)
{
    TensorMap tensors;
    const auto add = [&](const std::string& name, const std::vector<std::int64_t>& shape,
                         std::size_t count, float value) {
        tensors[name] = {shape, std::vector<float>(count, value)};
    };
    add("conv1.weight", {4, 3, 7, 7}, 588, 0.01F);
    add("layer1.0.conv1.weight", {4, 4, 3, 3}, 144, 0.1F);
    add("layer1.0.conv2.weight", {4, 4, 3, 3}, 144, 0.1F);
    for (const std::string norm : {"bn1", "layer1.0.bn1", "layer1.0.bn2"}) {
        for (const char* part : {".weight", ".running_mean", ".running_var"}) {
            add(norm + part, {4}, 4, 0.5F);
        }
        add(norm + ".bias", {4}, 4, 9.0F); // lets all through
    }
    add("fc.weight", {2, 4}, 8, 0.25F);
    add("fc.bias", {2}, 2, 0.5F);
    const std::string net = m_folder / "resnet.safetensors";
    writeSafetensors(net, tensors);
    const auto with = [&](const std::string& option, const std::string& value) {
        const ProgramResult result = logits({net, m_picture, option, value, "--json"});
        EXPECT_EQ(result.exitCode, 0) << result.err;
        return json::parse(result.out);
    };
    const json usual = with("--epsilon", "1e-5");
    EXPECT_NE(with("--epsilon", "0.5")["logits"], usual["logits"]);
    EXPECT_NE(with("--stem-pooling", "no")["logits"], usual["logits"]);
    const ProgramResult assumed = logits({net, m_picture, "--json"});
    EXPECT_EQ(json::parse(assumed.out)["logits"], usual["logits"]);
    EXPECT_NE(assumed.err.find("epsilon 1e-05 of batch norms, a max pooling after the stem"),
              std::string::npos)
        << assumed.err;
}

/// A vision transformer of one layer, whose heads nobody tells.
TEST_F(LogitsCommandTest, AsksForWhatTensorsDoNotTellAndSaysWhatIsAssumed)
{
    constexpr std::int64_t kWidth = 32;
    TensorMap tensors;
    const auto add = [&](const std::string& name, const std::vector<std::int64_t>& shape) {
        addTensor(tensors, name, shape);
    };
    add("cls_token", {1, 1, kWidth});
    add("pos_embed", {1, 5, kWidth});
    add("patch_embed.proj.weight", {kWidth, 3, 20, 20});
    add("patch_embed.proj.bias", {kWidth});
    for (const auto& [name, out, in] : {std::tuple("blocks.0.attn.qkv", 3 * kWidth, kWidth),
                                        {"blocks.0.attn.proj", kWidth, kWidth},
                                        {"blocks.0.mlp.fc1", 2 * kWidth, kWidth},
                                        {"blocks.0.mlp.fc2", kWidth, 2 * kWidth},
                                        {"head", std::int64_t{3}, kWidth}}) {
        add(name + std::string(".weight"), {out, in});
        add(name + std::string(".bias"), {out});
    }
    for (const std::string norm : {"blocks.0.norm1", "blocks.0.norm2", "norm"}) {
        add(norm + ".weight", {kWidth});
        add(norm + ".bias", {kWidth});
    }
    const std::string vit = m_folder / "vit.safetensors";
    writeSafetensors(vit, tensors);
    expectEnd(logits({vit, m_picture}), 3, "--heads, one of 1, 2");
    const auto with = [&](const std::string& heads) {
        const ProgramResult result = logits({vit, m_picture, "--heads", heads, "--json"});
        EXPECT_EQ(result.exitCode, 0) << result.err;
        EXPECT_NE(result.err.find("Note: Assumed"), std::string::npos) << result.err;
        return json::parse(result.out);
    };
    const json two = with("2");
    EXPECT_NE(two["logits"], with("1")["logits"]);
    EXPECT_EQ(two["notes"].size(), 1u);
    writeFileAtomically(m_folder / "config.json", R"({"num_attention_heads": 2})");
    const ProgramResult told = logits({vit, m_picture, "--json"});
    ASSERT_EQ(told.exitCode, 0) << told.err;
    EXPECT_EQ(json::parse(told.out)["logits"], two["logits"]);
    expectEnd(logits({vit, m_picture, "--strides", "first"}), 3, "that --strides could tell");
    expectEnd(logits({vit, m_picture, "--stem-pooling", "no"}), 3,
              "that --stem-pooling could tell");
    const auto probabilityFor = [&](const std::string& problem) {
        writeFileAtomically(m_folder / "config.json",
                            R"({"num_attention_heads": 2, "problem_type": ")" + problem + "\"}");
        const json first = json::parse(logits({vit, m_picture, "--json"}).out)["top"][0][0];
        const double logit = first["logit"];
        return std::pair(first.value("probability", -1.0), 1.0 / (1.0 + std::exp(-logit)));
    };
    const auto [label, sigmoid] = probabilityFor("multi_label_classification");
    EXPECT_NEAR(label, sigmoid, 1e-6);
    EXPECT_EQ(probabilityFor("regression").first, -1.0) << "quantities have none";
    writeFileAtomically(m_folder / "config.json", R"({"num_attention_heads": 2})");
    const ProgramResult bench = cli({"bench", vit, "--size", "40", "--n", "2", "--threads", "1",
                                     "--batch", "2", "--heads", "2", "--json"});
    EXPECT_EQ(bench.exitCode, 0) << bench.err;
}

TEST(RealLogits, SqueezeNetGivesTheRecordedLogitsThroughEveryContainer)
{
    const fs::path folder = kData / "models/imagenet_squeezenet1_0";
    if (!fs::exists(folder)) {
        GTEST_SKIP() << "The models are not on this machine.";
    }
    const TensorMap record = readSafetensors(folder / "reference_io_4.safetensors");
    const NamedTensor& expected = record.at("logits");
    for (const char* name :
         {"squeezenet1_0_imagenet_rgb.safetensors", "squeezenet1_0_imagenet_rgb.pth"}) {
        const ProgramResult result =
            logits({folder / name, folder / "reference_io_4.safetensors", "--json", "--classes",
                    folder / "imagenet_classes.txt"});
        ASSERT_EQ(result.exitCode, 0) << result.err;
        const json report = json::parse(result.out);
        std::size_t i = 0;
        for (const json& row : report["logits"]) {
            for (const json& logit : row) {
                EXPECT_NEAR(logit.get<double>(), expected.values.at(i++), 1e-4);
            }
        }
        EXPECT_EQ(i, expected.values.size());
    }
}

} // namespace
} // namespace palimpsest
