// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/preview_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPixmap>

namespace palimpsest {

namespace {

constexpr int kSide = 126;

QPixmap enlarged(const QImage& image, double ratio)
{
    if (image.isNull()) {
        return {};
    }
    QPixmap pixmap = QPixmap::fromImage(
        image.scaled(QSize(kSide, kSide) * ratio, Qt::KeepAspectRatio,
                     image.width() < kSide ? Qt::FastTransformation : Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

/// Names such as 001.Black_footed_Albatross may go on in the next line after each underscore.
QString breakable(QString text)
{
    return text.replace(QLatin1Char('_'), QStringLiteral("_\u200B"));
}

} // namespace

PreviewPanel::PreviewPanel(QWidget* parent)
    : QGroupBox(tr("What the models see"), parent), m_title(new QLabel)
{
    auto* grid = new QGridLayout(this);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    m_title->setWordWrap(true);
    grid->addWidget(m_title, 0, 0, 1, 2);
    const std::array<QString, 2> names = {tr("All parts visible"), tr("All parts hidden")};
    for (int side = 0; side < 2; ++side) {
        auto* name = new QLabel(names[static_cast<std::size_t>(side)]);
        auto* picture = new QLabel;
        picture->setFixedSize(kSide, kSide);
        picture->setAccessibleName(names[static_cast<std::size_t>(side)]);
        auto* answer = new QLabel;
        answer->setWordWrap(true);
        answer->setAlignment(Qt::AlignTop);
        answer->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        grid->setColumnStretch(side, 1);
        answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_sides[static_cast<std::size_t>(side)] = {picture, answer};
        grid->addWidget(name, 1, side);
        grid->addWidget(picture, 2, side, Qt::AlignLeft); // else it would limit its column
        grid->addWidget(answer, 3, side);
    }
}

void PreviewPanel::setPictures(const QImage& all, const QImage& none)
{
    setVisible(true);
    m_sides[0].picture->setPixmap(enlarged(all, devicePixelRatioF()));
    m_sides[1].picture->setPixmap(enlarged(none, devicePixelRatioF()));
}

void PreviewPanel::setAnswers(const QString& model, std::optional<PreviewAnswer> all,
                              std::optional<PreviewAnswer> none)
{
    m_title->setText(model);
    const std::array<std::optional<PreviewAnswer>, 2> answers = {std::move(all), std::move(none)};
    for (std::size_t side = 0; side < answers.size(); ++side) {
        const auto& answer = answers[side];
        m_sides[side].answer->setText(
            answer ? breakable(answer->value + QLatin1Char('\n') + answer->predicted) : tr("…\n"));
    }
}

void PreviewPanel::setProblem(const QString& why)
{
    m_title->setText(why);
    for (Side& side : m_sides) {
        side.answer->clear();
    }
}

void PreviewPanel::clear()
{
    setVisible(false);
}

} // namespace palimpsest
