// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/preprocessing_form.h"

#include "app/dialogs/dialog_parts.h"
#include "core/base/error.h"
#include "core/samples/preprocessing_presets.h"
#include "core/setup/preprocessing_source.h"
#include "widgets/pictures/to_qimage.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr int kLookSide = 132;
constexpr int kUsualSide = 224;

enum Preset { kTorchvision, kTimm, kExact, kPlain, kFile };

/// "0.485, 0.456, 0.406"
QString listed(const std::vector<double>& numbers)
{
    QStringList texts;
    for (const double number : numbers) {
        texts.append(QString::number(number, 'g', QLocale::FloatingPointShortest));
    }
    return texts.join(QStringLiteral(", "));
}

/// One number for each channel.
std::vector<double> numbersIn(const QLineEdit& field, const QString& name)
{
    std::vector<double> numbers;
    for (const QString& part : field.text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool isNumber = false;
        numbers.push_back(part.trimmed().toDouble(&isNumber));
        if (!isNumber) {
            throw BadInput(PreprocessingForm::tr("“%1” is no number. Write %2 as 0.5, 0.5, 0.5.")
                               .arg(part.trimmed(), name)
                               .toStdString());
        }
    }
    if (numbers.size() != 1 && numbers.size() != 3) {
        throw BadInput(
            PreprocessingForm::tr("%1 needs one number for each channel, 1 or 3 of them.")
                .arg(name)
                .toStdString());
    }
    return numbers;
}

} // namespace

PreprocessingForm::PreprocessingForm(Dialogs& dialogs, QWidget* parent)
    : QWidget(parent), m_dialogs(dialogs), m_preset(new QComboBox), m_side(new QSpinBox),
      m_height(new QSpinBox), m_interpolation(new QComboBox), m_crop(new QDoubleSpinBox),
      m_mean(new QLineEdit), m_std(new QLineEdit), m_look(new QLabel), m_lookText(new QLabel),
      m_evidence(new QLabel)
{
    makeFields();
    connectFields();
    choosePreset(kTorchvision);
}

void PreprocessingForm::makeFields()
{
    m_evidence->setObjectName("pictureEvidence");
    m_evidence->setWordWrap(true);
    m_evidence->hide();
    m_preset->setObjectName("preset");
    m_preset->addItems({tr("torchvision: shorter side resized, bilinear, middle cropped"),
                        tr("timm: the same, bicubic"), tr("pictures have the size already"),
                        tr("plain resize to width × height, whatever their shape"),
                        tr("as a file says: preprocessor_config.json, a study, a probe…")});
    m_mean->setObjectName("mean");
    m_std->setObjectName("std");
    m_mean->setToolTip(tr("Per channel, of levels from 0 to 1; one number for grey pictures"));
    m_std->setToolTip(m_mean->toolTip());
    auto* form = new QFormLayout;
    form->addRow(tr("Pictures are prepared:"), m_preset);
    form->addRow(tr("Size of what the model sees:"), makeSize());
    form->addRow(tr("Mean:"), m_mean);
    form->addRow(tr("Standard deviation:"), m_std);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_evidence);
    layout->addLayout(form);
    layout->addLayout(makePreview());
}

QLayout* PreprocessingForm::makeSize()
{
    m_side->setObjectName("side");
    m_height->setObjectName("height");
    for (QSpinBox* length : {m_side, m_height}) {
        length->setRange(1, 4096);
        length->setValue(kUsualSide);
        length->setSuffix(tr(" px"));
    }
    m_height->setPrefix(tr("× "));
    m_interpolation->setObjectName("interpolation");
    m_interpolation->addItems({tr("bilinear"), tr("bicubic")});
    m_crop->setRange(0.06, 1.0);
    m_crop->setSingleStep(0.025);
    m_crop->setDecimals(3);
    m_crop->setValue(0.875);
    m_crop->setPrefix(tr("crop_pct "));
    auto* size = new QHBoxLayout;
    size->addWidget(m_side);
    size->addWidget(m_height);
    size->addWidget(m_interpolation);
    size->addWidget(m_crop);
    size->addStretch();
    return size;
}

QLayout* PreprocessingForm::makePreview()
{
    m_look->setFixedSize(kLookSide, kLookSide);
    m_look->setAlignment(Qt::AlignCenter);
    m_look->setFrameShape(QFrame::StyledPanel);
    m_look->setAccessibleName(tr("A picture as the model gets it"));
    m_lookText->setWordWrap(true);
    m_lookText->setObjectName("lookText");
    auto* choose = plainButton(tr("Try a picture…"));
    connect(choose, &QPushButton::clicked, this, &PreprocessingForm::choosePicture);
    auto* beside = new QVBoxLayout;
    beside->addWidget(m_lookText);
    beside->addWidget(choose, 0, Qt::AlignLeft);
    beside->addStretch();
    auto* preview = new QHBoxLayout;
    preview->addWidget(m_look, 0, Qt::AlignTop);
    preview->addLayout(beside, 1);
    return preview;
}

void PreprocessingForm::connectFields()
{
    connect(m_preset, &QComboBox::activated, this, &PreprocessingForm::choosePreset);
    connect(m_side, &QSpinBox::valueChanged, this, [this](int side) {
        if (m_isSquare) {
            m_height->setValue(side);
        }
    });
    connect(m_height, &QSpinBox::valueChanged, this,
            [this](int height) { m_isSquare = height == m_side->value(); });
    connect(m_side, &QSpinBox::valueChanged, this, &PreprocessingForm::showPreview);
    connect(m_height, &QSpinBox::valueChanged, this, &PreprocessingForm::showPreview);
    connect(m_interpolation, &QComboBox::activated, this, &PreprocessingForm::showPreview);
    connect(m_crop, &QDoubleSpinBox::valueChanged, this, &PreprocessingForm::showPreview);
    connect(m_mean, &QLineEdit::textChanged, this, &PreprocessingForm::showPreview);
    connect(m_std, &QLineEdit::textChanged, this, &PreprocessingForm::showPreview);
}

void PreprocessingForm::choosePreset(int preset)
{
    m_fromFile.reset();
    m_crop->setVisible(preset == kTimm);
    m_height->setVisible(preset == kExact || preset == kPlain);
    m_interpolation->setVisible(preset == kPlain);
    m_side->setEnabled(preset != kFile);
    if (preset == kPlain || (preset == kExact && !m_mean->text().isEmpty())) {
        showPreview(); // mean and deviation stay as they are
    } else if (preset == kFile) {
        chooseFile();
    } else {
        setFields(torchvisionPreprocessing(m_side->value()));
    }
}

void PreprocessingForm::showEvidence(const PictureEvidence& evidence)
{
    m_evidence->setText(
        tr("Looked at %1. What the models were trained with decides how they are prepared.")
            .arg(QString::fromStdString(describe(evidence))));
    m_evidence->show();
}

void PreprocessingForm::propose(const PictureEvidence& evidence)
{
    setPreprocessing(fittingPreprocessing(evidence));
    showEvidence(evidence);
}

void PreprocessingForm::setPreprocessing(const Preprocessing& preprocessing)
{
    const ResizeMode mode = preprocessing.resizing.mode;
    const bool isPlain = mode == ResizeMode::Squash && preprocessing.resizing.side == 0;
    const bool isExact = mode == ResizeMode::None;
    const bool isTorchvision =
        preprocessing.resizing == torchvisionPreprocessing(preprocessing.width).resizing &&
        preprocessing.width == preprocessing.height;
    m_preset->setCurrentIndex(isPlain         ? kPlain
                              : isExact       ? kExact
                              : isTorchvision ? kTorchvision
                                              : kFile);
    m_fromFile.reset();
    if (m_preset->currentIndex() == kFile) {
        m_fromFile = preprocessing;
    }
    m_crop->hide();
    m_height->setVisible(isPlain || isExact);
    m_interpolation->setVisible(isPlain);
    m_side->setEnabled(!m_fromFile);
    setSize(preprocessing);
    m_interpolation->setCurrentIndex(
        preprocessing.resizing.interpolation == Interpolation::Bicubic ? 1 : 0);
    setFields(preprocessing);
}

void PreprocessingForm::chooseFile()
{
    const QStringList files = m_dialogs.chooseFiles(
        this, tr("What says how pictures are prepared"), {},
        tr("preprocessor_config.json, study.json, a probe (*.json *.safetensors)"));
    try {
        if (!files.isEmpty()) {
            m_fromFile = preprocessingIn(files.front().toStdString());
            setSize(*m_fromFile);
            setFields(*m_fromFile);
            return;
        }
    } catch (const Error& error) {
        m_lookText->setText(QString::fromUtf8(error.what()));
    }
    m_preset->setCurrentIndex(kTorchvision);
    m_side->setEnabled(true);
}

void PreprocessingForm::setSize(const Preprocessing& preprocessing)
{
    m_side->setValue(preprocessing.width);
    m_height->setValue(preprocessing.height);
    m_isSquare = preprocessing.width == preprocessing.height;
}

void PreprocessingForm::setFields(const Preprocessing& preprocessing)
{
    m_mean->setText(listed(preprocessing.mean));
    m_std->setText(listed(preprocessing.std));
    showPreview();
}

Preprocessing PreprocessingForm::preprocessing() const
{
    const int side = m_side->value();
    Preprocessing result;
    switch (m_preset->currentIndex()) {
    case kTimm:
        result = timmPreprocessing(side, m_crop->value());
        break;
    case kExact:
    case kPlain:
        result = exactPreprocessing(side);
        result.height = m_height->value();
        break;
    default:
        result = m_fromFile ? *m_fromFile : torchvisionPreprocessing(side);
    }
    if (m_preset->currentIndex() == kPlain) {
        result.resizing = {.mode = ResizeMode::Squash,
                           .interpolation = m_interpolation->currentIndex() == 1
                                                ? Interpolation::Bicubic
                                                : Interpolation::Bilinear};
    }
    result.mean = numbersIn(*m_mean, tr("Mean"));
    result.std = numbersIn(*m_std, tr("Standard deviation"));
    const bool isPositive = std::ranges::all_of(result.std, [](double s) { return s > 0.0; });
    if (result.mean.size() != result.std.size() || !isPositive) {
        throw BadInput(tr("Mean and standard deviation need as many numbers as one another, and "
                          "the latter positive ones.")
                           .toStdString());
    }
    return result;
}

void PreprocessingForm::choosePicture()
{
    const QStringList files = m_dialogs.chooseFiles(this, tr("A picture to try"), {},
                                                    fileFilter(tr("Pictures"), pictureEndings()));
    if (files.isEmpty()) {
        return;
    }
    try {
        setPicture(readImage(files.front().toStdString(), 3), QFileInfo(files.front()).fileName());
    } catch (const Error& error) {
        m_lookText->setText(QString::fromUtf8(error.what()));
    }
}

void PreprocessingForm::setPicture(const Image& picture, const QString& name)
{
    m_picture = picture;
    m_pictureName = name;
    showPreview();
}

void PreprocessingForm::showPreview()
{
    if (m_picture.width == 0) {
        m_lookText->setText(tr("Try a picture to see what the model gets of it."));
        return;
    }
    try {
        const Preprocessing wanted = preprocessing();
        const Image picture = withChannels(m_picture, wanted.channels());
        const ImageTensor tensor = preprocess(picture, wanted, m_pictureName.toStdString());
        const Image seen = fitted(picture, wanted, m_pictureName.toStdString());
        m_look->setPixmap(QPixmap::fromImage(toQImage(seen).scaled(
            kLookSide, kLookSide, Qt::KeepAspectRatio,
            seen.width < kLookSide ? Qt::FastTransformation : Qt::SmoothTransformation)));
        const auto [least, most] = std::ranges::minmax(tensor.values);
        m_lookText->setText(tr("%1, %2 × %3, becomes %4 × %5 with values from %6 to %7.")
                                .arg(m_pictureName)
                                .arg(m_picture.width)
                                .arg(m_picture.height)
                                .arg(tensor.width)
                                .arg(tensor.height)
                                .arg(static_cast<double>(least), 0, 'f', 2)
                                .arg(static_cast<double>(most), 0, 'f', 2));
    } catch (const Error& error) {
        m_look->clear();
        m_lookText->setText(QString::fromUtf8(error.what()));
    }
}

} // namespace palimpsest
