// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the demo study of sentences from SST-2: pre-trains a small BERT on the training sentences
// as a masked language model, then learns from a few hundred of their labels to tell good reviews
// from bad ones, once from the pre-trained weights and once from random ones, and saves every
// epoch.

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/modules/build.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/probe_fit.h"
#include "core/models/readers/safetensors.h"
#include "core/samples/sentence_parts.h"
#include "core/samples/word_pieces.h"
#include "core/study/study_file.h"
#include "lineage_writer.h"
#include "piece_vocabulary.h"
#include "sst2.h"
#include "text_training.h"

#include <ATen/Parallel.h>
#include <CLI/CLI.hpp>
#include <torch/script.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <random>

namespace {

using namespace palimpsest;
namespace fs = std::filesystem;

struct Options
{
    fs::path train;
    fs::path dev;
    fs::path out = "data/text_demo";
    int seed = 20241008;
    int threads = defaultThreads();
    std::size_t pieces = 3000;
    int pretrainingEpochs = 40;
    int epochs = 10;
    std::size_t sentencesPerClass = 400;
};

constexpr double kPretrainingRate = 2e-3;
constexpr std::size_t kPretrainingBatch = 32;
constexpr double kRate = 4e-4;
constexpr std::size_t kBatch = 16;

struct OwnSentence
{
    const char* id;
    const char* text;
};

// Of our own writing, none of SST-2; what stands before the _ is the class.
constexpr auto kSamples = std::to_array<OwnSentence>(
    {{"positive_1", "A warm and funny film that never loses its quiet charm."},
     {"positive_2", "The young actors bring real wit and tenderness to a simple story."},
     {"positive_3", "It is not a perfect movie, but its honesty and energy won me over."},
     {"positive_4", "The plot is thin, yet gorgeous images and bold music make it unforgettable."},
     {"positive_5", "Far from boring, this smart thriller stays gripping until the final scene."},
     {"negative_1", "A dull and lifeless comedy with tired jokes and no real heart."},
     {"negative_2", "The script wastes a fine cast on an empty, predictable story."},
     {"negative_3", "Nothing about this noisy sequel is fresh, funny or even remotely exciting."},
     {"negative_4", "The photography is beautiful, but the drama feels cold and painfully slow."},
     {"negative_5", "Despite a promising start, the film soon becomes a tedious mess."}});

const std::vector<std::string> kClasses = {"negative", "positive"}; // 0 and 1 in SST-2

TokenisedTexts tokenised(const std::vector<LabelledSentence>& sentences, const WordPieces& pieces)
{
    TokenisedTexts texts;
    for (const LabelledSentence& sentence : sentences) {
        texts.tokens.push_back(tokenIds(pieces.encode(sentence.text)));
        texts.labels.push_back(sentence.label == "1" ? 1 : 0);
    }
    return texts;
}

/// So many sentences of each class as the options want, drawn at random.
TokenisedTexts drawn(const std::vector<LabelledSentence>& sentences, const WordPieces& pieces,
                     const Options& options)
{
    std::mt19937 random(static_cast<std::uint32_t>(options.seed));
    std::vector<LabelledSentence> result;
    for (const char* label : {"0", "1"}) {
        std::vector<LabelledSentence> some;
        std::ranges::copy_if(sentences, std::back_inserter(some),
                             [&](const auto& sentence) { return sentence.label == label; });
        if (some.size() < options.sentencesPerClass) {
            throw BadInput("There are only " + std::to_string(some.size()) +
                           " whole sentences with the label " + label +
                           ". Ask for fewer with --sentences.");
        }
        for (std::size_t i = 0; i < options.sentencesPerClass; ++i) {
            std::swap(some[i], some[i + random() % (some.size() - i)]);
            result.push_back(some[i]);
        }
    }
    return tokenised(result, pieces);
}

TensorMap tensorsOf(const NamedTensors& net)
{
    TensorMap tensors;
    for (const auto& [name, tensor] : net) {
        const torch::Tensor values = tensor.detach().contiguous();
        tensors[name] = {
            .shape = values.sizes().vec(),
            .values = {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()}};
    }
    return tensors;
}

/// Sentences as every part of the program here needs them.
struct Texts
{
    SpecialTokens special;
    std::int64_t pieces = 0; ///< in the vocabulary
    TokenisedTexts all;      ///< whole sentences of the training file
    TokenisedTexts few;      ///< those whose labels are learnt
    TokenisedTexts tests;    ///< of the other file
};

/// Share of `texts` that a saved checkpoint classifies correctly, by the network that Palimpsest
/// recognises it as.
double accuracy(const fs::path& weights, const TokenisedTexts& texts, const SpecialTokens& special)
{
    const torch::NoGradGuard noGradients;
    torch::jit::Module net = buildModule(readSafetensors(weights), {}, weights.string());
    std::vector<torch::Tensor> predictions;
    for (const TokenBatch& batch : allBatches(texts, special)) {
        predictions.push_back(net.forward({batch.tokens, batch.present}).toTensor().argmax(1));
    }
    return torch::cat(predictions)
        .eq(torch::tensor(texts.labels))
        .to(torch::kFloat64)
        .mean()
        .item<double>();
}

/// A pre-trained network, in the precision it is stored in.
NamedTensors pretrained(const Texts& texts, const Options& options)
{
    NamedTensors net = makeSmallBert(texts.pieces, static_cast<std::int64_t>(kClasses.size()));
    const TextTraining settings{.learningRate = kPretrainingRate,
                                .dropout = 0.0,
                                .batchSize = kPretrainingBatch,
                                .epochs = options.pretrainingEpochs};
    pretrain(net, texts.all, texts.special, settings, [](int epoch, double loss) {
        std::cerr << "pre-training epoch " << epoch << ": loss " << loss << "\n";
    });
    return roundedCopy(net);
}

LabelledFeatures featuresOf(const NamedTensors& net, const TokenisedTexts& texts,
                            const SpecialTokens& special)
{
    const torch::NoGradGuard noGradients;
    std::vector<torch::Tensor> all;
    for (const TokenBatch& batch : allBatches(texts, special)) {
        all.push_back(pooled(net, encodeTokens(net, batch, 0.0)));
    }
    const torch::Tensor features = torch::cat(all).contiguous();
    LabelledFeatures result{.features = Matrix<float>(static_cast<std::size_t>(features.size(0)),
                                                      static_cast<std::size_t>(features.size(1))),
                            .labels = texts.labels};
    std::copy_n(features.data_ptr<float>(), features.numel(), result.features.data.begin());
    return result;
}

/// Puts a linear probe in the place of the head of `net`.
void fitHead(NamedTensors& net, const Texts& texts, const Options& options)
{
    const ProbeFit fit = fitProbe(featuresOf(net, texts.few, texts.special), {}, kClasses,
                                  {.seed = static_cast<std::uint32_t>(options.seed)});
    std::cerr << "probe: C = " << fit.c << ", training accuracy " << fit.train.accuracy << "\n";
    const Matrix<double>& weights = fit.classifier.weights;
    net["classifier.weight"] = torch::tensor(weights.data)
                                   .view({static_cast<std::int64_t>(weights.rows), -1})
                                   .to(torch::kFloat32);
    net["classifier.bias"] = torch::tensor(fit.classifier.biases).to(torch::kFloat32);
}

/// Epochs 0…E of `net`. Fine-tuning and training from scratch call this with the same sentences,
/// settings and order of batches.
void trainDownstream(NamedTensors net, const Texts& texts, const Options& options,
                     LineageWriter& writer)
{
    torch::manual_seed(options.seed + 1);
    writer.save(tensorsOf(net), 0);
    const TextTraining settings{
        .learningRate = kRate, .batchSize = kBatch, .epochs = options.epochs};
    trainClassifier(net, texts.few, texts.special, settings, [&](int epoch, double loss) {
        std::cerr << "loss " << loss << ", ";
        writer.save(tensorsOf(net), epoch);
    });
}

/// Our sentences with their default parts.
void writeSamples(const WordPieces& pieces, const fs::path& folder, Study& study)
{
    for (const OwnSentence& sentence : kSamples) {
        const std::string id = sentence.id;
        const auto found = std::ranges::find(kClasses, id.substr(0, id.find('_')));
        study.samples.push_back({.id = id,
                                 .image = {},
                                 .text = sentence.text,
                                 .label = static_cast<int>(found - kClasses.begin())});
        writeSentenceParts(partsPath(folder, study.samples.back()),
                           defaultParts(pieces.encode(sentence.text)));
    }
}

Texts readTexts(const Options& options, const Tokenisation& tokenisation, const fs::path& folder)
{
    const std::vector<LabelledSentence> train = wholeSentences(readSst2(options.train));
    std::vector<std::string> plain;
    for (const LabelledSentence& sentence : train) {
        plain.push_back(sentence.text);
    }
    std::string vocabulary;
    for (const std::string& piece : makePieces(plain, options.pieces)) {
        vocabulary += piece + "\n";
    }
    writeFileAtomically(folder / tokenisation.vocabulary, vocabulary);
    const WordPieces pieces(folder / tokenisation.vocabulary, tokenisation.options);
    return {.special = pieces.special(),
            .pieces = static_cast<std::int64_t>(pieces.size()),
            .all = tokenised(train, pieces),
            .few = drawn(train, pieces, options),
            .tests = tokenised(readSst2(options.dev), pieces)};
}

void makeTextDemo(const Options& options)
{
    at::set_num_threads(options.threads);
    torch::manual_seed(options.seed);
    const fs::path folder = fs::absolute(options.out);
    fs::create_directories(folder);
    Study study{.name = "Film reviews",
                .classes = kClasses,
                .preprocessing = {},
                .tokenisation = Tokenisation{.vocabulary = "vocab.txt",
                                             .options = {.maximumLength = kSentenceLength}},
                .settings = {},
                .samples = {},
                .lineages = {makeLineage("pretrained", Role::Pretrained, "linear probe"),
                             makeLineage("finetuned", Role::Finetuned, "fresh"),
                             makeLineage("scratch", Role::Scratch, "fresh")}};
    const Texts texts = readTexts(options, *study.tokenisation, folder);
    const WordPieces pieces(folder / "vocab.txt", study.tokenisation->options);
    std::cerr << pieces.size() << " word pieces; " << texts.all.tokens.size()
              << " sentences to pre-train on, " << texts.few.tokens.size() << " to learn from, "
              << texts.tests.tokens.size() << " to test on\n";
    const auto writer = [&](std::size_t lineage) {
        return LineageWriter(
            folder, study.lineages[lineage], Precision::Half,
            [&](const fs::path& weights) { return accuracy(weights, texts.tests, texts.special); });
    };

    NamedTensors net = pretrained(texts, options);
    fitHead(net, texts, options);
    writer(0).save(tensorsOf(net), 0);

    const auto classes = static_cast<std::int64_t>(kClasses.size());
    resetHead(net, classes);
    LineageWriter finetuned = writer(1);
    trainDownstream(net, texts, options, finetuned);
    LineageWriter scratch = writer(2);
    trainDownstream(makeSmallBert(texts.pieces, classes), texts, options, scratch);

    writeSamples(pieces, folder, study);
    study.accuracySet = "validation"; // that settled the training, too
    writeStudy(folder, study);
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    CLI::App app("Makes the demo study of sentences from SST-2.");
    app.add_option("--train", options.train, "TSV with the columns text and label")->required();
    app.add_option("--dev", options.dev, "The same, of other sentences, for accuracies")
        ->required();
    app.add_option("--out", options.out, "Folder of the study")->capture_default_str();
    app.add_option("--seed", options.seed)->capture_default_str();
    app.add_option("--threads", options.threads, "The last bits depend on it")
        ->capture_default_str();
    app.add_option("--pieces", options.pieces, "Size of the vocabulary")->capture_default_str();
    app.add_option("--pretraining-epochs", options.pretrainingEpochs)->capture_default_str();
    app.add_option("--epochs", options.epochs, "Downstream epochs")->capture_default_str();
    app.add_option("--sentences", options.sentencesPerClass, "Labelled sentences of each class")
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        makeTextDemo(options);
    } catch (const std::exception& error) {
        std::cerr << "make-text-demo: " << error.what() << "\n";
        return 1;
    }
    return 0;
}
