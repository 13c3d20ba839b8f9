// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/probe_trial.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/probe_file.h"
#include "core/values/output_kind.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <numeric>
#include <span>
#include <stdlib.h>
#include <string>
#include <vector>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostPictures = 16;

/// A folder among the temporary files of this computer, which goes again with what is in it.
class TrialFolder
{
public:
    TrialFolder()
    {
        std::error_code status;
        const fs::path root = fs::temp_directory_path(status);
        std::string name = root / "palimpsest-probe-XXXXXX";
        if (status || ::mkdtemp(name.data()) == nullptr) {
            throw NotWritable("A probe is tried before it is written, and no folder can be made "
                              "for that in " +
                              quoted(root) + ": " +
                              (status ? status.message() : std::strerror(errno)) +
                              ". Make room there, or set TMPDIR to another place.");
        }
        m_path = name;
    }
    ~TrialFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    TrialFolder(const TrialFolder&) = delete;
    TrialFolder& operator=(const TrialFolder&) = delete;

    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

/// Positions of the pictures that are tried, from the first class to the last.
std::vector<std::size_t> triedPositions(std::size_t count)
{
    std::vector<std::size_t> positions(std::min(count, kMostPictures));
    for (std::size_t i = 0; i < positions.size(); ++i) {
        positions[i] = i * count / positions.size();
    }
    return positions;
}

Matrix<float> rowsOf(const Matrix<float>& all, const std::vector<std::size_t>& positions)
{
    Matrix<float> rows(positions.size(), all.columns);
    for (std::size_t i = 0; i < positions.size(); ++i) {
        std::ranges::copy(all.row(positions[i]), rows.row(i).begin());
    }
    return rows;
}

/// What the written probe answers.
Matrix<float> answers(const Probe& probe, const ProbeRequest& request,
                      const std::vector<ListedPicture>& pictures)
{
    const TrialFolder folder;
    const fs::path file =
        folder.path() / (request.backbone.isFolder ? "probe" : "probe.safetensors");
    writeProbe(file, probe, request);
    ExecutionPlan plan = request.plan;
    plan.graph = Graph::Plain; // the network as it is, without what is made of it for speed
    return pictureLogits({.modelTemplate = request.backbone.program, .weights = file}, pictures,
                         request.preprocessing, plan, request.backbone.programs);
}

/// Log-probabilities of the logits of a sample.
void makeLogSoftmax(std::span<double> row)
{
    const double largest = *std::ranges::max_element(row);
    const double sum =
        std::accumulate(row.begin(), row.end(), 0.0, [&](double before, double logit) {
            return before + std::exp(logit - largest);
        });
    std::ranges::transform(row, row.begin(),
                           [&](double logit) { return logit - largest - std::log(sum); });
}

/// The sizes of what is added up for the largest logit: to these, rounding is small.
double largestSum(const LinearClassifier& classifier, const Matrix<float>& features)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < features.rows; ++i) {
        for (std::size_t k = 0; k < classifier.weights.rows; ++k) {
            const auto products = std::transform_reduce(
                features.row(i).begin(), features.row(i).end(), classifier.weights.row(k).begin(),
                0.0, std::plus(),
                [](double feature, double weight) { return std::abs(feature * weight); });
            largest = std::max(largest, products);
        }
    }
    return largest;
}

/// The largest difference between what is answered and what the fit says, on the scale of logits;
/// infinite where these cannot be compared.
double largestDifference(const Matrix<float>& answered, Matrix<double> fitted, bool areOfLabels)
{
    if (answered.rows != fitted.rows || answered.columns != fitted.columns) {
        return HUGE_VAL;
    }
    const OutputKind kind = areOfLabels ? OutputKind::IndependentProbabilities
                                        : decideOutputs(answered).kind.value_or(OutputKind::Logits);
    const Matrix<float> actual = asLogits(answered, kind);
    // Beyond, probabilities in single precision no longer tell logits.
    const double most = kind == OutputKind::Logits ? HUGE_VAL : 12.0;
    double largest = 0.0;
    for (std::size_t i = 0; i < fitted.rows; ++i) {
        if (kind != OutputKind::Logits && !areOfLabels) {
            makeLogSoftmax(fitted.row(i));
        }
        for (std::size_t k = 0; k < fitted.columns; ++k) {
            const double difference =
                std::abs(std::clamp(static_cast<double>(actual.row(i)[k]), -most, most) -
                         std::clamp(fitted.row(i)[k], -most, most));
            largest = difference <= largest ? largest : difference; // NaN stays
        }
    }
    return largest;
}

std::string rounded(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2g", value);
    return text.data();
}

[[noreturn]] void refuse(const ClassifierHead& head, const std::string& how)
{
    throw BadInput(
        "With the fitted head in it, the network does not answer as the fit does: " + how +
        " So its tensors \"" + head.weight + "\" and \"" + head.bias +
        "\" are not those of one linear layer alone: they may be used a second time, be tied to "
        "another layer, or be made of others (as by weight_norm). Export the model so that its "
        "last layer is a torch.nn.Linear with tensors of its own, or fit a head in your own code "
        "and add it as a checkpoint.");
}

} // namespace

void requireFittedAnswers(const Probe& probe, const ProbeRequest& request,
                          const Matrix<float>& features)
{
    const ClassifierHead& head = probe.architecture.head;
    const std::vector<std::size_t> positions = triedPositions(features.rows);
    std::vector<ListedPicture> pictures;
    for (const std::size_t position : positions) {
        pictures.push_back(request.pictures.train[position]);
    }
    Matrix<float> answered;
    try {
        answered = answers(probe, request, pictures);
    } catch (const NotWritable&) {
        throw;
    } catch (const OutOfMemory&) {
        throw;
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        refuse(head, "it fails. " + std::string(error.what()));
    }
    const Matrix<float> tried = rowsOf(features, positions);
    const double difference =
        largestDifference(answered, logits(probe.fit.classifier, tried), head.isOfLabels);
    // Weights in half precision are within a hundredth of what they are in double.
    constexpr double kRounding = 1e-2;
    if (!(difference <= kRounding * (1e-3 + largestSum(probe.fit.classifier, tried)))) {
        refuse(head, "its logits differ by up to " + rounded(difference) + ".");
    }
}

} // namespace palimpsest
