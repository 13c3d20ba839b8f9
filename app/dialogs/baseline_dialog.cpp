// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/baseline_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "widgets/canvas/to_qimage.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr int kLookSide = 150;

/// The picture with its middle hidden.
Image hiddenMiddle(const Image& picture, const Baseline& baseline,
                   const Preprocessing& preprocessing)
{
    const Image hidden = baselinePicture(baseline, preprocessing, picture, {});
    Image result = picture;
    for (int y = picture.height / 4; y < picture.height - picture.height / 4; ++y) {
        const int begin = (y * picture.width + picture.width / 4) * picture.channels;
        const int count = (picture.width - 2 * (picture.width / 4)) * picture.channels;
        std::copy_n(hidden.pixels.begin() + begin, count, result.pixels.begin() + begin);
    }
    return result;
}

QLabel* pictureLabel(const Image& picture)
{
    auto* label = new QLabel;
    label->setPixmap(QPixmap::fromImage(toQImage(picture).scaled(
        kLookSide, kLookSide, Qt::KeepAspectRatio,
        picture.width < kLookSide ? Qt::FastTransformation : Qt::SmoothTransformation)));
    return label;
}

} // namespace

BaselineDialog::BaselineDialog(const BaselineQuestion& question, const Study& study,
                               QWidget* parent)
    : QDialog(parent),
      m_candidates({question.ofBackground,
                    question.standing,
                    {.kind = BaselineKind::Blur, .sigma = defaultBlurSigma(study.preprocessing)}}),
      m_choices(new QButtonGroup(this))
{
    setWindowTitle(tr("What hidden parts show"));
    auto* why = new QLabel(QString::fromStdString(describe(question, study)));
    why->setTextFormat(Qt::PlainText);
    why->setWordWrap(true);
    auto* looks = new QHBoxLayout;
    const auto addLook = [looks](const Image& picture, QWidget* below) {
        auto* column = new QVBoxLayout;
        column->addWidget(pictureLabel(picture), 0, Qt::AlignHCenter);
        column->addWidget(below, 0, Qt::AlignHCenter);
        looks->addLayout(column);
    };
    addLook(question.picture, new QLabel(tr("the picture")));
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        auto* choice = new QRadioButton(QString::fromStdString(describe(m_candidates[i])));
        choice->setObjectName(QStringLiteral("baseline%1").arg(i));
        choice->setChecked(i == 0);
        m_choices->addButton(choice, static_cast<int>(i));
        addLook(hiddenMiddle(question.picture, m_candidates[i], study.preprocessing), choice);
    }
    auto* note =
        new QLabel(tr("Below each stands what would be seen where the middle is hidden. The "
                      "settings of the study change it at any time."));
    note->setWordWrap(true);
    auto* take = new QPushButton(tr("Take this"));
    take->setObjectName("takeBaseline");
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(why);
    layout->addLayout(looks);
    layout->addWidget(note);
    layout->addWidget(acceptButtons(*this, take));
}

const Baseline& BaselineDialog::baseline() const
{
    return m_candidates[static_cast<std::size_t>(m_choices->checkedId())];
}

} // namespace palimpsest
