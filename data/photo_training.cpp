// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "photo_training.h"

#include "core/base/files.h"
#include "core/pictures/image.h"

#include <torch/nn/init.h>

#include <algorithm>

namespace palimpsest {

namespace {

/// Random weights for a tensor of `shape`.
torch::Tensor drawnWeights(const std::vector<std::int64_t>& shape)
{
    torch::Tensor weights = torch::zeros(shape);
    if (shape.size() == 4) {
        torch::nn::init::kaiming_uniform_(weights, 0, torch::kFanIn, torch::kReLU);
    } else if (shape.size() == 2) {
        torch::nn::init::normal_(weights, 0.0, 0.01);
    }
    return weights;
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

/// A random square of a square picture [channels, size, size], of half its side at least, made
/// `side` pixels wide, and mirrored every other time.
torch::Tensor randomView(const torch::Tensor& picture, std::int64_t side)
{
    const auto draw = [](std::int64_t from, std::int64_t to) {
        return torch::randint(from, to + 1, {1}, torch::kInt64).item<std::int64_t>();
    };
    const std::int64_t size = picture.size(1);
    const std::int64_t extent = draw(size / 2, size);
    const std::int64_t top = draw(0, size - extent);
    const std::int64_t left = draw(0, size - extent);
    const torch::Tensor view = torch::upsample_bilinear2d(
        picture.slice(1, top, top + extent).slice(2, left, left + extent).unsqueeze(0),
        {side, side}, false)[0];
    return draw(0, 1) == 0 ? view.flip({2}) : view;
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

void drawWeights(TensorMap& net)
{
    const torch::NoGradGuard noGradients;
    for (auto& [name, tensor] : net) {
        const torch::Tensor weights = drawnWeights(tensor.shape);
        std::copy_n(weights.data_ptr<float>(), weights.numel(), tensor.values.begin());
    }
}

} // namespace palimpsest
