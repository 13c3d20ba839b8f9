// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/shown_comparison.h"

#include <QWidget>

class QSplitter;

namespace palimpsest {

class CurvePane;
class EpochControl;
class PicturePane;
class SampleListModel;
class Settings;
class StudySession;

/// Lays out the views of one selection: samples, picture, curves, patterns. Each listens for
/// itself.
class ExplorePage : public QWidget
{
    Q_OBJECT

public:
    ExplorePage(StudySession& session, SampleListModel& samples, Settings& settings);

    EpochControl& epochControl();

    /// Hides or shows part `number` (from 0), as a click on it does.
    void togglePart(int number);

    void saveLayout();

signals:
    void statusText(const QString& text);
    void partsRequested();
    void studyRequested();

private:
    QWidget* makeAbsence(StudySession& session);
    QWidget* makePictureColumn(StudySession& session);
    QWidget* makePatterns(StudySession& session);
    void layOutColumns(QWidget* samples, StudySession& session);

    Settings& m_settings;
    ShownComparison m_comparison; ///< what the views are of
    PicturePane* m_picture;
    CurvePane* m_curves;
    QSplitter* m_columns;
    QSplitter* m_right; ///< curves above patterns
};

} // namespace palimpsest
