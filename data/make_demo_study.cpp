// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the demo study from Fashion-MNIST: pre-trains a small residual CNN on six classes of
// garments, then learns the other four from about fifty pictures each, once from the pre-trained
// weights and once from random ones, and saves every epoch. The parts are drawn by hand and are not
// touched.

#include "core/base/error.h"
#include "core/models/modules/torch_runtime.h"
#include "core/pictures/image.h"
#include "core/study/study_file.h"
#include "fashion_mnist.h"
#include "garment_net.h"
#include "lineage_writer.h"
#include "training.h"

#include <ATen/Parallel.h>
#include <CLI/CLI.hpp>
#include <torch/script.h>

#include <algorithm>
#include <array>
#include <iostream>

namespace {

using namespace palimpsest;
namespace fs = std::filesystem;

struct Options
{
    fs::path out = "data/demo";
    fs::path dataset = "/usr/share/datasets/fashion-mnist";
    int seed = 20241008;
    int threads = defaultThreads();
    int pretrainingEpochs = 6;
    int epochs = 15;
    int imagesPerClass = 50;
    std::int64_t pretrainingImages = 36000;
};

// Fashion-MNIST's numbers of the classes: 0 T-shirt, 1 trouser, 2 pullover, 3 dress, 4 coat,
// 5 sandal, 6 shirt, 7 sneaker, 8 bag, 9 ankle boot.
const std::vector<int> kPretrainingClasses = {0, 1, 3, 5, 8, 9};
const std::vector<int> kDownstreamClasses = {2, 4, 6, 7};
const std::vector<std::string> kDownstreamNames = {"pullover", "coat", "shirt", "sneaker"};

// The usual normalisation of Fashion-MNIST.
constexpr double kMean = 0.2860;
constexpr double kStd = 0.3530;

/// The program that weights are put into, in the study's folder.
constexpr const char* kTemplate = "checkpoints/garment_net.pt";

/// Regularisation of the probe, per picture.
constexpr double kProbeL2 = 1e-3;

struct ChosenSample
{
    const char* id;
    std::size_t testIndex; ///< position in the test split
};

// Held-out pictures, chosen by eye for clear parts among those the fine-tuned model gets right.
constexpr std::array<ChosenSample, 8> kSamples = {{{"pullover_1", 1},
                                                   {"pullover_2", 110},
                                                   {"coat_1", 364},
                                                   {"coat_2", 419},
                                                   {"shirt_1", 265},
                                                   {"shirt_2", 684},
                                                   {"sneaker_1", 308},
                                                   {"sneaker_2", 494}}};

/// The pictures of `classes`, at most `perClass` of each in random order, relabelled 0, 1, …
LabelledImages select(const FashionMnist& data, const std::vector<int>& classes,
                      std::int64_t perClass)
{
    const auto count = static_cast<std::int64_t>(data.count());
    const torch::Tensor pixels =
        torch::from_blob(const_cast<std::uint8_t*>(data.pixels.data()),
                         {count, 1, FashionMnist::kSide, FashionMnist::kSide}, torch::kUInt8);
    const torch::Tensor labels =
        torch::from_blob(const_cast<std::uint8_t*>(data.labels.data()), {count}, torch::kUInt8);
    std::vector<torch::Tensor> images;
    std::vector<torch::Tensor> targets;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        torch::Tensor of = labels.eq(classes[c]).nonzero().squeeze(1);
        of = of.index_select(0, torch::randperm(of.size(0), torch::kInt64)).slice(0, 0, perClass);
        images.push_back(pixels.index_select(0, of).to(torch::kFloat32).div(255.0));
        targets.push_back(torch::full({of.size(0)}, static_cast<std::int64_t>(c), torch::kInt64));
    }
    return {torch::cat(images).sub(kMean).div(kStd), torch::cat(targets)};
}

/// A copy whose tensors start without gradient history.
torch::jit::Module copyOf(const torch::jit::Module& net)
{
    const torch::NoGradGuard noGradients;
    return net.deepcopy();
}

/// Trains the backbone on the six classes, in place, keeping a six-class head.
torch::jit::Module pretrain(const FashionMnist& train, const FashionMnist& test,
                            const Options& options)
{
    const auto perClass =
        options.pretrainingImages / static_cast<std::int64_t>(kPretrainingClasses.size());
    const LabelledImages data = select(train, kPretrainingClasses, perClass);
    const LabelledImages held = select(test, kPretrainingClasses, 1000);
    torch::jit::Module net = makeGarmentNet(static_cast<int>(kPretrainingClasses.size()));
    Trainer trainer(net, {.learningRate = 1e-3,
                          .weightDecay = 1e-4,
                          .batchSize = 128,
                          .epochs = options.pretrainingEpochs});
    for (int epoch = 1; epoch <= options.pretrainingEpochs; ++epoch) {
        const double loss = trainer.trainEpoch(data);
        std::cerr << "pre-training epoch " << epoch << ": loss " << loss << ", test accuracy "
                  << accuracy(net, held) << "\n";
    }
    return net;
}

/// Epochs 0…E of `net`. Fine-tuning and training from scratch call this with the same data,
/// settings and order of batches.
void trainDownstream(torch::jit::Module net, const LabelledImages& data, const Options& options,
                     LineageWriter& writer)
{
    torch::manual_seed(options.seed + 1);
    Trainer trainer(net, {.learningRate = 1e-3, .batchSize = 20, .epochs = options.epochs});
    writer.save(stateOf(net), 0);
    for (int epoch = 1; epoch <= options.epochs; ++epoch) {
        trainer.trainEpoch(data);
        writer.save(stateOf(net), epoch);
    }
}

void writeSamples(const FashionMnist& test, torch::jit::Module& finetuned, const fs::path& folder,
                  Study& study)
{
    constexpr std::size_t kPixels = FashionMnist::kSide * FashionMnist::kSide;
    for (const ChosenSample& chosen : kSamples) {
        const auto first =
            test.pixels.begin() + static_cast<std::ptrdiff_t>(chosen.testIndex * kPixels);
        const Image image{.width = FashionMnist::kSide,
                          .height = FashionMnist::kSide,
                          .channels = 1,
                          .pixels = {first, first + kPixels}};
        Sample sample{.id = chosen.id, .image = fs::path("images") / chosen.id, .label = 0};
        sample.image += ".png";
        const auto place =
            std::ranges::find(kDownstreamClasses, int{test.labels[chosen.testIndex]});
        sample.label = static_cast<int>(place - kDownstreamClasses.begin());
        writePng(folder / sample.image, image);

        ImageTensor pixels = preprocess(image, study.preprocessing, sample.id);
        const torch::Tensor input =
            torch::from_blob(pixels.values.data(), {1, 1, pixels.height, pixels.width});
        if (predict(finetuned, input).item<std::int64_t>() != sample.label) {
            std::cerr << "Warning: the fine-tuned model gets " << sample.id << " wrong.\n";
        }
        study.samples.push_back(std::move(sample));
    }
}

void makeDemoStudy(const Options& options)
{
    at::set_num_threads(options.threads);
    torch::manual_seed(options.seed);
    const FashionMnist train = readFashionMnist(options.dataset, "train");
    const FashionMnist test = readFashionMnist(options.dataset, "t10k");

    Study study{.name = "Garments",
                .classes = kDownstreamNames,
                .preprocessing = {.width = FashionMnist::kSide,
                                  .height = FashionMnist::kSide,
                                  .mean = {kMean},
                                  .std = {kStd}},
                .settings = {.baseline = {.kind = BaselineKind::Colour, .colour = {0.0}}},
                .samples = {},
                .lineages = {makeLineage("pretrained", Role::Pretrained, "linear probe", kTemplate),
                             makeLineage("finetuned", Role::Finetuned, "fresh", kTemplate),
                             makeLineage("scratch", Role::Scratch, "fresh", kTemplate)}};

    torch::jit::Module backbone = pretrain(train, test, options);
    const auto classes = static_cast<int>(kDownstreamClasses.size());
    const LabelledImages data = select(train, kDownstreamClasses, options.imagesPerClass);
    const LabelledImages held = select(test, kDownstreamClasses, 1000);

    const fs::path folder = fs::absolute(options.out);
    fs::create_directories(folder / "checkpoints");
    const auto writer = [&](std::size_t lineage, torch::jit::Module& net) {
        return LineageWriter(folder, study.lineages[lineage], Precision::Single,
                             [&](const fs::path&) { return accuracy(net, held); });
    };

    torch::jit::Module probe = copyOf(backbone);
    resetHead(probe, classes);
    fitLinearProbe(probe, data, kProbeL2);
    writer(0, probe).save(stateOf(probe), 0);
    probe.eval();
    probe.save((folder / kTemplate).string());

    torch::jit::Module finetuned = copyOf(backbone);
    resetHead(finetuned, classes);
    LineageWriter finetunedWriter = writer(1, finetuned);
    trainDownstream(finetuned, data, options, finetunedWriter);

    torch::jit::Module scratch = makeGarmentNet(classes);
    LineageWriter scratchWriter = writer(2, scratch);
    trainDownstream(scratch, data, options, scratchWriter);

    writeSamples(test, finetuned, folder, study);
    study.accuracySet = "test";
    writeStudy(folder, study);
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    CLI::App app("Makes the demo study from Fashion-MNIST.");
    app.add_option("--out", options.out, "Folder of the study")->capture_default_str();
    app.add_option("--dataset", options.dataset, "Folder of the IDX files")->capture_default_str();
    app.add_option("--seed", options.seed)->capture_default_str();
    app.add_option("--threads", options.threads, "The last bits depend on it")
        ->capture_default_str();
    app.add_option("--epochs", options.epochs, "Downstream epochs")->capture_default_str();
    app.add_option("--pretraining-epochs", options.pretrainingEpochs)->capture_default_str();
    app.add_option("--pretraining-images", options.pretrainingImages)->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        makeDemoStudy(options);
    } catch (const std::exception& error) {
        std::cerr << "make-demo-study: " << error.what() << "\n";
        return 1;
    }
    return 0;
}
