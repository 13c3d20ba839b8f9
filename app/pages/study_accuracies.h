// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/accuracy_meter.h"
#include "app/pages/page_editor.h"
#include "core/setup/accuracy.h"

namespace palimpsest {

class RunStatus;

/// Measures the accuracies of a study's checkpoints, and asks what that leaves open.
class StudyAccuracies : public PageEditor
{
    Q_OBJECT

public:
    StudyAccuracies(StudySession& session, Dialogs& dialogs, QWidget* page);

    /// For the status line. It is shown while accuracies are measured.
    RunStatus* status() const { return m_status; }

    /// Of every checkpoint, on a labelled set that is asked for.
    void measureAccuracies();

private:
    void connectMeter();
    /// Asks about those that are not; false when one must not be run.
    bool areProgramsTrusted();
    void measure();
    void goOnMeasuring(bool isAnswered, const Error& question);
    void takeFailure(const QString& why);
    bool areMeasuredOnes() const;
    void takeAccuracies(const MeasuredAccuracies& measured);

    RunStatus* m_status;
    Study m_measured;                 ///< as it was when that began
    std::filesystem::path m_labelled; ///< the samples that are measured on
    SetChoices m_setChoices;          ///< what the user said of them
    bool m_isAnswered = false;        ///< they are read as the user has just said
    QString m_refused;                ///< why an earlier answer did not do
    AccuracyMeter m_meter;
};

} // namespace palimpsest
