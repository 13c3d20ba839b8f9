// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/listed_names.h"
#include "core/models/picture_features.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/samples/picture_view.h"
#include "core/setup/picked_samples.h"
#include "core/setup/sample_setup.h"

#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

class PictureSetup : public SampleSetup
{
public:
    InputMisfit misfit(const Study& study, const Architecture& architecture) const override;

    bool takesPreprocessing() const override { return true; }
    bool comesInFolders() const override { return true; }
    bool takesProbes() const override { return true; }

    std::string exampleInput(const Study& study) const override
    {
        const Preprocessing& pictures = study.preprocessing;
        return "torch.zeros(1, " + std::to_string(pictures.channels()) + ", " +
               std::to_string(pictures.height) + ", " + std::to_string(pictures.width) + ")";
    }

    std::vector<std::string> pick(const fs::path& source, const Study& study,
                                  const SetChoices& choices, LabelledSet& set) const override;

    Matrix<float> outputs(const TriedModel& model, const LabelledSet& set, const fs::path&,
                          const Study&, const Preprocessing& preprocessing,
                          const ExecutionPlan& plan, const Progress& progress) const override
    {
        return pictureLogits(model.files, set.pictures, preprocessing, plan, model.programs,
                             progress);
    }

    LabelCheck check(const std::function<Matrix<float>(const Preprocessing&)>& run,
                     const std::vector<int>& labels, const Study& study) const override
    {
        return checkPictureLabels(run, study.preprocessing, labels, study.classes);
    }
};

InputMisfit PictureSetup::misfit(const Study& study, const Architecture& architecture) const
{
    if (architecture.input == InputKind::Tokens) {
        return {.reason = "It takes sentences, and the study is one of pictures.",
                .remedy = {},
                .option = {}};
    }
    const Preprocessing& pictures = study.preprocessing;
    if (architecture.inputChannels != 0 && architecture.inputChannels != pictures.channels()) {
        return {.reason = "It takes pictures of " +
                          numberOf(static_cast<std::size_t>(architecture.inputChannels), "channel",
                                   "channels") +
                          ", and the study's have " + std::to_string(pictures.channels()) + ".",
                .remedy = "Prepare the study's pictures with as many means and standard "
                          "deviations, which makes them fit.",
                .option = "--mean … --std …"};
    }
    const std::int64_t size = architecture.inputSize;
    if (size != 0 && (pictures.width != size || pictures.height != size)) {
        return {.reason = "It takes pictures of " + std::to_string(size) + " × " +
                          std::to_string(size) + " pixels, and the study prepares them as " +
                          seenSize(pictures) + ".",
                .remedy = "Prepare the study's pictures as " + std::to_string(size) + " × " +
                          std::to_string(size) + " pixels, which makes them fit.",
                .option = "--size " + std::to_string(size)};
    }
    return {};
}

std::vector<std::string> PictureSetup::pick(const fs::path& source, const Study& study,
                                            const SetChoices& choices, LabelledSet& set) const
{
    PickedPictures picked = pickPictures(
        listPictures(source, choices.naturalOrder ? ClassOrder::Natural : ClassOrder::ByText,
                     {.image = choices.imageColumn, .label = choices.columns.label}),
        study, picksFor(choices));
    set.warnings = std::move(picked.warnings);
    set.table = std::move(picked.table);
    for (AddedPicture& picture : picked.pictures) {
        set.pictures.push_back({.path = std::move(picture.path),
                                .image = std::move(picture.pixels),
                                .className = {},
                                .label = picture.label,
                                .split = {},
                                .parts = {}});
        set.labels.push_back(picture.label);
    }
    return std::move(picked.splits);
}

} // namespace

const SampleSetup& pictureSetup()
{
    static const PictureSetup setup;
    return setup;
}

} // namespace palimpsest
