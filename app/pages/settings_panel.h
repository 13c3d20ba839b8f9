// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <QString>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;

namespace palimpsest {

class Dialogs;

/// The settings of a study that decide numbers: how parts are masked, what is explained, by which
/// interactions, and what chance would give.
class SettingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPanel(Dialogs& dialogs, QWidget* parent = nullptr);

    void setStudy(const Study& study);

signals:
    /// The settings after an edit, and its name for undo.
    void edited(const palimpsest::StudySettings& after, const QString& what);

private:
    void addMasking();
    void addValue();
    void addInteractions();
    void addChance();
    void addHeading(const QString& text);
    QDoubleSpinBox* addNumber(const char* name, double least, double most, const QString& suffix);
    /// Emits what `change` makes of the settings whenever a user chooses in `box`.
    void connectChoice(QComboBox* box, const QString& what, auto change);
    void connectNumber(QDoubleSpinBox* box, const QString& what, auto change);
    void chooseBaseline(int index);
    void chooseColour();
    void showMasking();
    void showInteractions();
    void showChance();

    Dialogs& m_dialogs;
    StudySettings m_settings;
    Preprocessing m_preprocessing;
    SampleKind m_kind = SampleKind::Picture;
    QFormLayout* m_form;
    QComboBox* m_baseline;
    QComboBox* m_textBaseline;
    QDoubleSpinBox* m_sigma;
    QComboBox* m_background;
    QComboBox* m_value;
    QComboBox* m_target;
    QComboBox* m_interactions;
    QDoubleSpinBox* m_kappa;
    QComboBox* m_joint;
    QDoubleSpinBox* m_tau;
    QComboBox* m_scope;
    QDoubleSpinBox* m_draws;
    QDoubleSpinBox* m_seed;
};

} // namespace palimpsest
