// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/samples/image.h"

#include <QGroupBox>
#include <QImage>

#include <array>
#include <optional>

class QLabel;

namespace palimpsest {

/// What a model answers to one of the two pictures.
struct PreviewAnswer
{
    double probability = 0.0; ///< of the true class
    QString predicted;
};

/// The same sample with all parts visible and with all hidden, and what a checkpoint makes of both:
/// shows whether the baseline or the background gives the class away.
class PreviewPanel : public QGroupBox
{
    Q_OBJECT

public:
    explicit PreviewPanel(QWidget* parent = nullptr);

    void setPictures(const QImage& all, const QImage& none);
    /// `model` and `target` name what was asked; no answers while they are computed.
    void setAnswers(const QString& model, const QString& target, std::optional<PreviewAnswer> all,
                    std::optional<PreviewAnswer> none);
    /// Says why there are no answers.
    void setProblem(const QString& why);
    void clear(); ///< hides itself

private:
    struct Side
    {
        QLabel* picture;
        QLabel* answer;
    };

    std::array<Side, 2> m_sides;
    QLabel* m_title;
};

/// `picture` with all parts replaced by `baseline` (one level per channel).
QImage withoutParts(const Image& picture, const LabelMap& parts,
                    const std::vector<double>& baseline);

} // namespace palimpsest
