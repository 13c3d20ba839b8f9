// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/values/classifier.h"

#include <functional>
#include <vector>

namespace palimpsest {

/// A classifier whose logits are a function of the coalition alone.
class FakeClassifier : public Classifier
{
public:
    using Answer = std::function<std::vector<float>(Coalition)>;

    FakeClassifier(Answer answer, std::size_t batchSize)
        : m_answer(std::move(answer)), m_batchSize(batchSize)
    {
    }

    Matrix<float> logits(const ImageTensor&, const ImageTensor&, const LabelMap&,
                         std::span<const Coalition> coalitions) override
    {
        ++batches;
        Matrix<float> result(coalitions.size(), m_answer(0).size());
        for (std::size_t i = 0; i < coalitions.size(); ++i) {
            const std::vector<float> row = m_answer(coalitions[i]);
            std::copy(row.begin(), row.end(), result.row(i).begin());
        }
        return result;
    }

    std::size_t batchSize() const override { return m_batchSize; }

    int batches = 0;

private:
    Answer m_answer;
    std::size_t m_batchSize;
};

} // namespace palimpsest
