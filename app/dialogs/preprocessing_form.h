// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "core/pictures/image.h"
#include "core/samples/preprocessing.h"
#include "core/setup/picture_evidence.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLayout;
class QLineEdit;
class QSpinBox;

namespace palimpsest {

/// How pictures become what models take: a usual way, or numbers by hand, with one picture of the
/// user's as the model gets it.
class PreprocessingForm : public QWidget
{
    Q_OBJECT

public:
    explicit PreprocessingForm(Dialogs& dialogs, QWidget* parent = nullptr);

    /// What the fields say. Throws BadInput with what is wrong with them.
    Preprocessing preprocessing() const;

    /// Says what pictures are like for which the choice is made.
    void showEvidence(const PictureEvidence& evidence);
    /// The same, and chooses what fits them.
    void propose(const PictureEvidence& evidence);

    /// Shows a preprocessing to begin with.
    void setPreprocessing(const Preprocessing& preprocessing);

    /// The picture that the preview shows.
    void setPicture(const Image& picture, const QString& name);

private:
    void makeFields();
    QLayout* makeSize();
    QLayout* makePreview();
    void connectFields();
    void choosePreset(int preset);
    void chooseFile();
    void choosePicture();
    void setSize(const Preprocessing& preprocessing);
    void setFields(const Preprocessing& preprocessing);
    void showPreview();

    Dialogs& m_dialogs;
    QComboBox* m_preset;
    QSpinBox* m_side;
    QSpinBox* m_height; ///< where pictures need not be square; m_side is the width then
    QComboBox* m_interpolation;
    QDoubleSpinBox* m_crop;
    QLineEdit* m_mean;
    QLineEdit* m_std;
    QLabel* m_look;
    QLabel* m_lookText;
    QLabel* m_evidence;     ///< what the pictures of the set are like
    bool m_isSquare = true; ///< until a height is told: it follows the width
    std::optional<Preprocessing> m_fromFile;
    Image m_picture;
    QString m_pictureName;
};

} // namespace palimpsest
