// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the demo study of photographs from the Oxford-IIIT Pet Dataset: a SqueezeNet that ImageNet
// has taught gets a linear probe on cats and dogs and is then, from that head on (A. Kumar et al.,
// arXiv 2202.10054), trained as a whole on about two hundred photographs; so is the same network
// from random weights. The parts are drawn by hand and are not touched.

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/modules/build.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/probe.h"
#include "core/models/readers/safetensors.h"
#include "core/parts/drawing.h"
#include "core/samples/preprocessing_presets.h"
#include "core/study/study_file.h"
#include "lineage_writer.h"
#include "pet_photos.h"
#include "photo_training.h"
#include "training.h"

#include <ATen/Parallel.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace palimpsest;
namespace fs = std::filesystem;

struct Options
{
    fs::path pets;
    fs::path squeezeNet;
    fs::path out = "data/photo_demo";
    int seed = 20241008;
    int threads = defaultThreads();
    std::size_t trainingPerBreed = 6;
    int epochs = 20;
    int scratchEpochs = 60;
};

constexpr int kSide = 160;     ///< of what the network sees
constexpr int kWideSide = 200; ///< of what its training views are cut from
constexpr int kBatch = 10;

// What was learnt is to be kept, so fine-tuning takes small steps.
constexpr double kFineTuningRate = 3e-5;
constexpr double kScratchRate = 3e-4;

// A checkpoint takes 1.5 MB, so not every epoch is kept; the last one always is.
const std::vector<int> kFineTuningKept = {1, 2, 5, 10};
const std::vector<int> kScratchKept = {5, 10, 20, 40};

// "Left" and "right" as one looks at the picture.
const std::vector<PartStyle> kParts = {
    {.name = "left ear", .colour = {}},  {.name = "right ear", .colour = {}},
    {.name = "eyes", .colour = {}},      {.name = "muzzle", .colour = {}},
    {.name = "forehead", .colour = {}},  {.name = "chest", .colour = {}},
    {.name = "back", .colour = {}},      {.name = "front legs", .colour = {}},
    {.name = "hind legs", .colour = {}}, {.name = "tail", .colour = {}}};

constexpr const char* kPictureNotice =
    "Photographs of the Oxford-IIIT Pet Dataset (O. M. Parkhi, A. Vedaldi, A. Zisserman, C. V.\n"
    "Jawahar, \"Cats and Dogs\", CVPR 2012), made smaller. File names are the data set's own\n"
    "(BREED_NUMBER.jpg). Licence: Creative Commons Attribution-ShareAlike 4.0 International\n"
    "(https://creativecommons.org/licenses/by-sa/4.0/); the copyright remains with the original\n"
    "owners of the images.\n";

constexpr const char* kWeightsNotice = "The weights in pretrained and finetuned are derived from "
                                       "SqueezeNet 1.0 (F. N. Iandola, S. Han\n"
                                       "et al., 2016), BSD licence:\n\n";

/// The middle of a photograph, its shorter side being whole.
Preprocessing middleOf(int side)
{
    Preprocessing preprocessing = exactPreprocessing(side);
    preprocessing.resizing = {.mode = ResizeMode::ShorterSide, .side = side};
    return preprocessing;
}

/// The network that Palimpsest recognises tensors as.
torch::jit::Module networkOf(TensorMap tensors)
{
    return buildModule(std::move(tensors), {}, "SqueezeNet");
}

/// A frozen network with a linear head, fitted on the training photographs.
TensorMap fitProbe(const PetPhotos& photos, const Options& options)
{
    const Probe probe = makeProbe({.backbone = readBackbone(options.squeezeNet),
                                   .pictures = {.classes = photos.classes,
                                                .train = photos.training,
                                                .test = {},
                                                .warnings = {}},
                                   .preprocessing = middleOf(kSide),
                                   .plan = {.threads = options.threads, .channelsLast = true},
                                   .options = {.seed = static_cast<std::uint32_t>(options.seed)},
                                   .cache = {}});
    std::cerr << "probe: C = " << probe.fit.c << ", training accuracy " << probe.fit.train.accuracy
              << "\n";
    return probe.tensors;
}

struct Downstream
{
    double rate = 0.0;
    int epochs = 0;
    std::vector<int> kept;
};

/// Epochs 1…E of a network. Fine-tuning and training from scratch call this with the same
/// photographs, views of them and order of batches.
void trainDownstream(TensorMap tensors, const Downstream& training, const LabelledImages& photos,
                     const Options& options, LineageWriter& writer)
{
    torch::manual_seed(options.seed + 1);
    torch::jit::Module net = networkOf(std::move(tensors));
    Trainer trainer(
        net, {.learningRate = training.rate, .batchSize = kBatch, .epochs = training.epochs});
    for (int epoch = 1; epoch <= training.epochs; ++epoch) {
        const double loss = trainer.trainEpoch(drawnEpoch(photos, kSide));
        std::cerr << "epoch " << epoch << ": loss " << loss << "\n";
        if (epoch == training.epochs ||
            std::ranges::find(training.kept, epoch) != training.kept.end()) {
            writer.save(stateOf(net), epoch);
        }
    }
}

/// The photographs as they are, with what their licences want to stand beside them.
void writeSamples(const PetPhotos& photos, const fs::path& folder, Study& study)
{
    for (const ListedPicture& photo : photos.shown) {
        study.samples.push_back({.id = photo.path.stem().string(),
                                 .image = fs::path("images") / photo.path.filename(),
                                 .text = {},
                                 .label = photo.label,
                                 .tokens = {}});
        copyFileAtomically(photo.path, folder / study.samples.back().image);
    }
    writeFileAtomically(folder / "images/ATTRIBUTION.md", kPictureNotice);
}

void makePhotoDemo(const Options& options)
{
    at::set_num_threads(options.threads);
    torch::manual_seed(options.seed);
    const fs::path folder = fs::absolute(options.out);
    const PetPhotos photos = readPetPhotos(options.pets, options.trainingPerBreed,
                                           static_cast<std::uint32_t>(options.seed));
    std::cerr << photos.training.size() << " photographs to train on, " << photos.test.size()
              << " to test on\n";
    Study study{.name = "Cats and dogs",
                .classes = photos.classes,
                .preprocessing = middleOf(kSide),
                .settings = {},
                .samples = {},
                .lineages = {makeLineage("pretrained", Role::Pretrained, "linear probe"),
                             makeLineage("finetuned", Role::Finetuned, "linear probe"),
                             makeLineage("scratch", Role::Scratch, "fresh")},
                .partSets = {partSetOf("pet", kParts)}};
    const LabelledImages tests = readPhotos(photos.test, study.preprocessing);
    const auto writer = [&](std::size_t lineage) {
        return LineageWriter(folder, study.lineages[lineage], Precision::Half,
                             [&](const fs::path& weights) {
                                 torch::jit::Module net = networkOf(readSafetensors(weights));
                                 return accuracy(net, tests);
                             });
    };

    writer(0).save(fitProbe(photos, options), 0);
    TensorMap net = readSafetensors(folder / study.lineages[0].checkpoints[0].weights); // rounded
    const LabelledImages training = readPhotos(photos.training, middleOf(kWideSide));
    LineageWriter finetuned = writer(1);
    trainDownstream(net, {kFineTuningRate, options.epochs, kFineTuningKept}, training, options,
                    finetuned);
    torch::manual_seed(options.seed);
    drawWeights(net);
    LineageWriter scratch = writer(2);
    trainDownstream(net, {kScratchRate, options.scratchEpochs, kScratchKept}, training, options,
                    scratch);

    writeSamples(photos, folder, study);
    const std::string licence =
        readFile(options.squeezeNet.parent_path() / "LICENCE.txt", std::uint64_t{1} << 20U);
    writeFileAtomically(folder / "checkpoints/LICENCE.txt", kWeightsNotice + licence);
    study.accuracySet = "test";
    writeStudy(folder, study);
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    CLI::App app("Makes the demo study of photographs from the Oxford-IIIT Pet Dataset.");
    app.add_option("PETS", options.pets, "Folder with cat/BREED_NUMBER.jpg and dog/…")->required();
    app.add_option("SQUEEZENET", options.squeezeNet,
                   "Checkpoint of SqueezeNet 1.0 for ImageNet, with LICENCE.txt beside it")
        ->required();
    app.add_option("OUT", options.out, "Folder of the study")->capture_default_str();
    app.add_option("--seed", options.seed)->capture_default_str();
    app.add_option("--threads", options.threads, "The last bits depend on it")
        ->capture_default_str();
    app.add_option("--training", options.trainingPerBreed, "Training photographs of each breed")
        ->capture_default_str();
    app.add_option("--epochs", options.epochs, "Of fine-tuning")->capture_default_str();
    app.add_option("--scratch-epochs", options.scratchEpochs, "Of training from scratch")
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        makePhotoDemo(options);
    } catch (const std::exception& error) {
        std::cerr << "make-photo-demo: " << error.what() << "\n";
        return 1;
    }
    return 0;
}
