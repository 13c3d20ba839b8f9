// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/values/classifier.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <vector>

namespace palimpsest {

/// A classifier that prepares nothing: its runs ask it for sample and coalitions together.
class PlainClassifier : public Classifier
{
public:
    std::unique_ptr<MaskedRun> open(const ModelInput& sample) override
    {
        return std::make_unique<Run>(*this, sample);
    }

    virtual Matrix<float> logits(const ModelInput& sample,
                                 std::span<const Coalition> coalitions) = 0;
    virtual Matrix<double> exactLogits(const ModelInput& sample,
                                       std::span<const Coalition> coalitions) = 0;
    virtual std::size_t batchSize() const = 0;

private:
    class Run : public MaskedRun
    {
    public:
        Run(PlainClassifier& classifier, const ModelInput& sample)
            : m_classifier(classifier), m_sample(sample)
        {
        }

        int partCount() const override { return m_sample.parts.partCount(); }

        Matrix<float> logits(std::span<const Coalition> coalitions) override
        {
            return m_classifier.logits(m_sample, coalitions);
        }

        Matrix<double> exactLogits(std::span<const Coalition> coalitions) override
        {
            return m_classifier.exactLogits(m_sample, coalitions);
        }

        std::size_t batchSize() const override { return m_classifier.batchSize(); }

    private:
        PlainClassifier& m_classifier;
        const ModelInput& m_sample;
    };
};

/// A classifier whose logits are a function of the coalition alone.
class FakeClassifier : public PlainClassifier
{
public:
    using Answer = std::function<std::vector<float>(Coalition)>;

    FakeClassifier(Answer answer, std::size_t batchSize)
        : m_answer(std::move(answer)), m_batchSize(batchSize)
    {
    }

    Matrix<float> logits(const ModelInput&, std::span<const Coalition> coalitions) override
    {
        ++batches;
        Matrix<float> result(coalitions.size(), m_answer(0).size());
        for (std::size_t i = 0; i < coalitions.size(); ++i) {
            const std::vector<float> row = m_answer(coalitions[i]);
            std::copy(row.begin(), row.end(), result.row(i).begin());
        }
        return result;
    }

    Matrix<double> exactLogits(const ModelInput& sample,
                               std::span<const Coalition> coalitions) override
    {
        const Matrix<float> single = logits(sample, coalitions);
        Matrix<double> result(single.rows, single.columns);
        std::ranges::transform(single.data, result.data.begin(),
                               [this](float logit) { return logit + error; });
        return result;
    }

    std::size_t batchSize() const override { return m_batchSize; }

    double error = 0.0; ///< of single precision

    int batches = 0;

private:
    Answer m_answer;
    std::size_t m_batchSize;
};

/// A classifier that looks at the masked picture: its logits mix all pixels, so that whichever
/// pixel is shown or hidden changes them.
class PictureClassifier : public PlainClassifier
{
public:
    Matrix<float> logits(const ModelInput& sample, std::span<const Coalition> coalitions) override
    {
        const auto& [image, baseline] = std::get<PictureInput>(sample.content);
        Matrix<float> result(coalitions.size(), 3);
        for (std::size_t i = 0; i < coalitions.size(); ++i) {
            for (std::size_t pixel = 0; pixel < image.values.size(); ++pixel) {
                const int label = sample.parts.labels[pixel];
                const bool visible = label == 0 || ((coalitions[i] >> (label - 1)) & 1U) != 0;
                const float value = (visible ? image : baseline).values[pixel];
                for (std::size_t k = 0; k < 3; ++k) {
                    float& logit = result.row(i)[k];
                    logit = std::sin(logit + value * static_cast<float>(pixel + 1 + 7 * k));
                }
            }
        }
        return result;
    }

    Matrix<double> exactLogits(const ModelInput&, std::span<const Coalition>) override
    {
        throw DeviceError("This model runs in single precision only.");
    }

    std::size_t batchSize() const override { return 5; }
};

} // namespace palimpsest
