// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "app/settings/settings.h"
#include "widgets/plots/figure_catalogue.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace palimpsest {

class EmptyState;

/// Figures as they will stand on paper, at 100 %, and their export. What is drawn is what
/// palimpsest-cli draws from the same study.
class FiguresPage : public QWidget
{
    Q_OBJECT

public:
    FiguresPage(StudySession& session, Dialogs& dialogs, Settings& settings,
                QWidget* parent = nullptr);

public slots:
    /// Asks where to, and writes figure, data and provenance.
    void exportFigure();

signals:
    void exported(const QString& file);
    void failed(const QString& why);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeControls();
    QFormLayout* makeForm();
    void updateState();
    void showLack();
    void updateReadiness();
    void updateEpochs();
    void drawPreview();
    const FigureKind& kind() const;
    QString suggestedName() const;
    QString whyNothing() const;
    void setWidthPreset(int index);

    StudySession& m_session;
    Dialogs& m_dialogs;
    Settings& m_settings;
    QListWidget* m_kinds;
    QComboBox* m_presets;
    QDoubleSpinBox* m_width;
    QComboBox* m_epoch;
    QLabel* m_note;
    QPushButton* m_export;
    QLabel* m_preview;
    QLabel* m_caption;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    bool m_isPreviewOld = true;
};

} // namespace palimpsest
