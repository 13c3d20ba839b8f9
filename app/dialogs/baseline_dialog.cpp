// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/baseline_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "widgets/pictures/to_qimage.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

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
    setWindowTitle(tr("What stands in the place of hidden parts?"));
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
    addLook(question.picture, new QLabel(tr("nothing hidden")));
    const std::array<QString, 3> names = {tr("the background’s colour:\n%1"),
                                          tr("as the study stands:\n%1"),
                                          tr("the picture, out of focus:\n%1")};
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        auto* choice =
            new QRadioButton(names[i].arg(QString::fromStdString(describe(m_candidates[i]))));
        choice->setObjectName(QStringLiteral("baseline%1").arg(i));
        choice->setChecked(i == 0);
        m_choices->addButton(choice, static_cast<int>(i));
        addLook(hiddenMiddle(question.picture, m_candidates[i], study.preprocessing), choice);
    }
    auto* note =
        new QLabel(tr("Above each choice is this picture with its middle hidden in that way. In "
                      "the background’s colour, hidden parts vanish into it; blurred, they stay to "
                      "be seen without their details. The choice holds for all pictures of the "
                      "study. The settings on the Study page change it later, and what is stored "
                      "by then has to be made again.\n\n"
                      "Cancel leaves the choice open: nothing is run, and you are asked again "
                      "before the next run."));
    note->setWordWrap(true);
    auto* take = new QPushButton(tr("Hide parts like this"));
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
