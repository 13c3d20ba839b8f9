// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QGroupBox>
#include <QImage>

#include <array>
#include <optional>

class QLabel;

namespace palimpsest {

/// What a model answers to one of the two pictures.
struct PreviewAnswer
{
    QString value;     ///< of the class that v speaks of: "p(coat) = 0.912", or v itself
    QString predicted; ///< "says coat", or empty
};

/// The same sample with all parts visible and with all hidden, and what a checkpoint makes of both:
/// shows whether the baseline or the background gives the class away.
class PreviewPanel : public QGroupBox
{
    Q_OBJECT

public:
    explicit PreviewPanel(QWidget* parent = nullptr);

    /// A null picture where there can be none.
    void setPictures(const QImage& all, const QImage& none);
    /// `model` names what was asked; no answers while they are computed.
    void setAnswers(const QString& model, std::optional<PreviewAnswer> all,
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

} // namespace palimpsest
