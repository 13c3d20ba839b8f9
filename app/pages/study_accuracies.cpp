// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_accuracies.h"

#include "app/dialogs/data_questions.h"
#include "app/jobs/failure_text.h"
#include "core/setup/sample_setup.h"
#include "core/study/accuracy_sets.h"
#include "core/units/study_inputs.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/counted.h"

#include <QWidget>

#include <algorithm>
#include <utility>

namespace palimpsest {

StudyAccuracies::StudyAccuracies(StudySession& session, Dialogs& dialogs, QWidget* page)
    : PageEditor(session, dialogs, page),
      m_status(new RunStatus(tr("Stop; accuracies stay as they are")))
{
    m_status->hide();
    connectMeter();
}

void StudyAccuracies::connectMeter()
{
    connect(m_status, &RunStatus::cancelRequested, &m_meter, &AccuracyMeter::cancel);
    connect(&session(), &StudySession::opened, &m_meter, &AccuracyMeter::cancel);
    connect(&m_meter, &AccuracyMeter::failed, this, &StudyAccuracies::takeFailure);
    connect(&m_meter, &AccuracyMeter::unclear, this, [this](const Unclear& question) {
        m_isAnswered = answerQuestion(dialogs(), page(), question, m_measured, m_setChoices,
                                      std::exchange(m_refused, {}));
        goOnMeasuring(m_isAnswered && areMeasuredOnes(), question);
    });
    connect(&m_meter, &AccuracyMeter::undecided, this, [this](const UndecidedOutputs& open) {
        if (!areMeasuredOnes()) {
            fail(tr("Checkpoints, or how samples are prepared, were changed meanwhile. Measure "
                    "accuracies again."));
            return;
        }
        goOnMeasuring(session().askForOutputs(open), open);
    });
    connect(&m_meter, &AccuracyMeter::finished, this, &StudyAccuracies::takeAccuracies);
    connect(&m_meter, &AccuracyMeter::progressed, m_status, &RunStatus::setProgress);
    connect(&m_meter, &AccuracyMeter::progressed, this,
            [this] { m_isAnswered = false; }); // the data are read
    connect(&m_meter, &AccuracyMeter::runningChanged, this, [this] {
        m_status->setText(tr("Measuring accuracies…"));
        m_status->setUncertain();
        m_status->setVisible(m_meter.isRunning());
    });
}

void StudyAccuracies::measureAccuracies()
{
    begin(Attempt::MeasureAccuracies);
    const QString title = tr("Measure accuracies");
    std::optional<int> kind = static_cast<int>(DataSetKind::Table);
    if (sampleSetup(session().study()).comesInFolders()) {
        kind = dialogs().choose(page(), title, tr("What is the data set?"), dataSetKinds());
    }
    const auto set = kind ? chooseDataSet(dialogs(), page(), title, static_cast<DataSetKind>(*kind))
                          : std::nullopt;
    if (set && areProgramsTrusted()) {
        m_labelled = set->toStdString();
        m_setChoices = {};
        m_isAnswered = false;
        m_refused.clear();
        measure();
    }
}

void StudyAccuracies::measure()
{
    m_measured = session().study();
    m_meter.measure(session().document()->folder(), m_measured, session().trust(), m_labelled,
                    m_setChoices);
}

void StudyAccuracies::goOnMeasuring(bool isAnswered, const Error& question)
{
    if (isAnswered) {
        measure();
    } else {
        fail(QString::fromUtf8(question.what()));
    }
}

/// An answer that leads to no data is asked for again.
void StudyAccuracies::takeFailure(const QString& why)
{
    if (std::exchange(m_isAnswered, false) && areMeasuredOnes()) {
        m_setChoices = {};
        m_refused = why;
        measure();
    } else {
        fail(why);
    }
}

/// Whether the checkpoints, and what they are shown, are still those that are measured.
bool StudyAccuracies::areMeasuredOnes() const
{
    return session().document() != nullptr && session().study().lineages == m_measured.lineages &&
           prepareAlike(session().study(), m_measured);
}

bool StudyAccuracies::areProgramsTrusted()
{
    try {
        StudyInputs inputs(session().document()->folder(), session().study());
        std::vector<ModelProgram> unknown;
        for (std::size_t i = 0; i < session().study().lineages.size(); ++i) {
            const auto& checkpoints = session().study().lineages[i].checkpoints;
            for (std::size_t j = 0; j < checkpoints.size(); ++j) {
                const auto program = inputs.program({i, j});
                if (program && !isTrusted(*program, session().trust()) &&
                    std::ranges::find(unknown, *program) == unknown.end()) {
                    unknown.push_back(*program);
                }
            }
        }
        return unknown.empty() || session().askForTrust(unknown);
    } catch (...) {
        fail(failureText());
        return false;
    }
}

void StudyAccuracies::takeAccuracies(const MeasuredAccuracies& measured)
{
    if (!areMeasuredOnes()) {
        fail(tr("Checkpoints, or how samples are prepared, were changed meanwhile. Measure "
                "accuracies again."));
        return;
    }
    begin(Attempt::MeasureAccuracies);
    change(tr("measured accuracies"), [&](Study study) {
        study.lineages = measured.lineages;
        study.labels = withTold(study, m_setChoices.labels, measured.table);
        return withAccuracies(std::move(study), measured.shares, measured.set, measured.source);
    });
    for (const QString& warning : measured.warnings) {
        warnOf(warning);
    }
    const QString shown = session().study().accuracySet == measured.set
                              ? QString()
                              : tr(" Shown stays the %1.")
                                    .arg(QString::fromStdString(accuracyName(session().study())));
    const QString set = QString::fromStdString(measured.set);
    emit noticed(counted(measured.samples,
                         tr("Accuracies are measured on 1 sample of “%1”.").arg(set),
                         tr("Accuracies are measured on %1 samples of “%2”.").arg("%1", set)) +
                 shown + QLatin1Char(' ') + measured.firstLook);
}

} // namespace palimpsest
