// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/baseline.h"
#include "core/samples/preprocessing_json.h"
#include "core/study/json_entries.h"
#include "core/study/sample_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::array kBaselineKinds = {BaselineKind::DatasetMean, BaselineKind::Colour,
                                       BaselineKind::ImageMean,   BaselineKind::Blur,
                                       BaselineKind::Telea,       BaselineKind::NavierStokes};

class PictureFormat : public SampleFormat
{
public:
    const char* preparationKey() const override { return "preprocessing"; }
    Json preparation(const Study& study) const override { return toJson(study.preprocessing); }
    void readPreparation(const Json& value, const fs::path&, Study& study) const override
    {
        study.preprocessing = preprocessingFromJson(value);
    }

    void writeContent(const Sample& sample, Json& entry) const override
    {
        entry["image"] = sample.image.generic_string();
    }
    void readContent(const Json& entry, const std::string& where, const fs::path& file,
                     const Study&, Sample& sample) const override
    {
        sample.image = pathIn(entry, "image", where, file.parent_path());
    }

    Json baseline(const StudySettings& settings) const override;
    void readBaseline(const Json& value, const Study& study,
                      StudySettings& settings) const override;

    int lowestFormat(const Study& study) const override
    {
        return study.preprocessing.resizing.mode == ResizeMode::None ? 1 : 3;
    }

    std::string describeBaseline(const StudySettings& settings) const override
    {
        return describe(settings.baseline);
    }

    std::vector<fs::path> files(const Study& study) const override;
};

SampleFormat::Json PictureFormat::baseline(const StudySettings& settings) const
{
    const Baseline& baseline = settings.baseline;
    Json result = {{"kind", baselineKindName(baseline.kind)}};
    if (baseline.kind == BaselineKind::Colour) {
        result["colour"] = baseline.colour;
    }
    if (baseline.kind == BaselineKind::Blur) {
        result["sigma"] = baseline.sigma;
    }
    return result;
}

void PictureFormat::readBaseline(const Json& value, const Study& study,
                                 StudySettings& settings) const
{
    const Preprocessing& preprocessing = study.preprocessing;
    Baseline baseline{.kind =
                          namedIn(kBaselineKinds, baselineKindName, value, "kind", "the baseline")};
    if (baseline.kind == BaselineKind::Colour) {
        baseline.colour = valueIn<std::vector<double>>(value, "colour", "the baseline");
        const auto isLevel = [](double level) { return level >= 0.0 && level <= 255.0; };
        if (!std::ranges::all_of(baseline.colour, isLevel)) {
            throw BadInput("the baseline's colour has levels outside 0 … 255");
        }
        if (baseline.colour.size() != preprocessing.mean.size()) {
            throw BadInput("the baseline's colour has " + std::to_string(baseline.colour.size()) +
                           " levels and the pictures have " +
                           std::to_string(preprocessing.mean.size()) + " channels");
        }
    }
    if (baseline.kind == BaselineKind::Blur) {
        baseline.sigma = valueIn(value, "sigma", "the baseline", defaultBlurSigma(preprocessing));
        if (!(baseline.sigma > 0.0 && baseline.sigma <= kMaxBlurSigma)) {
            throw BadInput("the baseline's \"sigma\" must lie above 0 and be at most " +
                           std::to_string(static_cast<int>(kMaxBlurSigma)) + " pixels");
        }
    }
    settings.baseline = std::move(baseline);
}

std::vector<fs::path> PictureFormat::files(const Study& study) const
{
    std::vector<fs::path> files;
    for (const Sample& sample : study.samples) {
        files.push_back(sample.image);
    }
    return files;
}

} // namespace

const SampleFormat& pictureFormat()
{
    static const PictureFormat format;
    return format;
}

} // namespace palimpsest
