// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "photo_training.h"

#include "core/base/files.h"
#include "core/pictures/image.h"

#include <cmath>

namespace palimpsest {

namespace {

/// Fills `values` uniformly within ±`bound`.
void drawUniform(std::vector<float>& values, double bound)
{
    const torch::Tensor drawn =
        torch::empty({static_cast<std::int64_t>(values.size())}).uniform_(-bound, bound);
    std::copy_n(drawn.data_ptr<float>(), drawn.numel(), values.begin());
}

/// How many numbers enter each output of a layer with these weights.
double inputsOf(const NamedTensor& weight)
{
    return static_cast<double>(weight.values.size()) / static_cast<double>(weight.shape.front());
}

/// `count` of `positions` in random order, each as often as the others, give or take one.
torch::Tensor repeated(const torch::Tensor& positions, std::int64_t count)
{
    std::vector<torch::Tensor> rounds;
    for (std::int64_t drawn = 0; drawn < count; drawn += positions.size(0)) {
        const torch::Tensor order = torch::randperm(positions.size(0), torch::kInt64);
        rounds.push_back(positions.index_select(0, order));
    }
    return torch::cat(rounds).slice(0, 0, count);
}

/// A random square of a picture [channels, height, width], mirrored every other time.
torch::Tensor randomView(const torch::Tensor& picture, std::int64_t side)
{
    const auto start = [&](std::int64_t size) {
        return torch::randint(size - side + 1, {1}, torch::kInt64).item<std::int64_t>();
    };
    const std::int64_t top = start(picture.size(1));
    const std::int64_t left = start(picture.size(2));
    const torch::Tensor view = picture.slice(1, top, top + side).slice(2, left, left + side);
    return torch::rand({1}).item<float>() < 0.5F ? view.flip({2}) : view;
}

} // namespace

LabelledImages readPhotos(const std::vector<ListedPicture>& photos,
                          const Preprocessing& preprocessing)
{
    std::vector<torch::Tensor> images;
    std::vector<std::int64_t> labels;
    for (const ListedPicture& photo : photos) {
        ImageTensor seen = preprocess(readImage(photo.path, preprocessing.channels()),
                                      preprocessing, quoted(photo.path));
        images.push_back(
            torch::from_blob(seen.values.data(), {seen.channels, seen.height, seen.width}).clone());
        labels.push_back(photo.label);
    }
    return {torch::stack(images), torch::tensor(labels, torch::kInt64)};
}

LabelledImages drawnEpoch(const LabelledImages& photos, std::int64_t side)
{
    const torch::Tensor counts = photos.labels.bincount();
    const auto most = counts.max().item<std::int64_t>();
    std::vector<torch::Tensor> positions;
    for (std::int64_t label = 0; label < counts.size(0); ++label) {
        positions.push_back(repeated(photos.labels.eq(label).nonzero().squeeze(1), most));
    }
    const torch::Tensor all = torch::cat(positions);
    std::vector<torch::Tensor> images;
    for (std::int64_t i = 0; i < all.size(0); ++i) {
        images.push_back(randomView(photos.images[all[i].item<std::int64_t>()], side));
    }
    return {torch::stack(images), photos.labels.index_select(0, all)};
}

void redrawHead(TensorMap& net)
{
    for (auto& [name, tensor] : net) {
        if (name.starts_with("classifier.")) {
            const double inputs = inputsOf(net.at("classifier.1.weight"));
            drawUniform(tensor.values, 1.0 / std::sqrt(inputs));
        }
    }
}

void redrawAll(TensorMap& net)
{
    for (auto& [name, tensor] : net) {
        if (tensor.shape.size() == 4) {
            drawUniform(tensor.values, std::sqrt(6.0 / inputsOf(tensor)));
        } else {
            std::ranges::fill(tensor.values, 0.0F);
        }
    }
    redrawHead(net);
}

} // namespace palimpsest
