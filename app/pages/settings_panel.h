// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <QString>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;

namespace palimpsest {

class Dialogs;

/// The settings of a study that decide numbers.
class SettingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPanel(Dialogs& dialogs, QWidget* parent = nullptr);

    void setSettings(const StudySettings& settings, const Preprocessing& preprocessing);

signals:
    /// The settings after an edit, and its name for undo.
    void edited(const palimpsest::StudySettings& after, const QString& what);

private:
    void chooseBaseline(int index);
    void chooseColour();

    Dialogs& m_dialogs;
    StudySettings m_settings;
    int m_channels = 0;
    QComboBox* m_baseline;
    QComboBox* m_value;
    QDoubleSpinBox* m_tau;
    QComboBox* m_scope;
};

} // namespace palimpsest
