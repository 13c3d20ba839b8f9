// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/data_questions.h"
#include "app/jobs/failure_text.h"
#include "app/pages/study_page.h"
#include "core/extraction/study_inputs.h"
#include "core/setup/accuracy.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/counted.h"

#include <algorithm>
#include <utility>

// Measuring the accuracies of a study's checkpoints.

namespace palimpsest {

void StudyPage::connectMeter()
{
    connect(m_measuring, &RunStatus::cancelRequested, &m_meter, &AccuracyMeter::cancel);
    connect(&m_session, &StudySession::opened, &m_meter, &AccuracyMeter::cancel);
    connect(&m_meter, &AccuracyMeter::failed, this, &StudyPage::takeFailure);
    connect(&m_meter, &AccuracyMeter::unclear, this, [this](const Unclear& question) {
        m_isAnswered = answerQuestion(m_dialogs, this, question, m_measured, m_setChoices,
                                      std::exchange(m_refused, {}));
        goOnMeasuring(m_isAnswered && areMeasuredOnes(), question);
    });
    connect(&m_meter, &AccuracyMeter::undecided, this, [this](const UndecidedOutputs& open) {
        if (!areMeasuredOnes()) {
            emit failed(tr("Checkpoints were changed meanwhile. Measure their accuracies again."),
                        Attempt::MeasureAccuracies);
            return;
        }
        goOnMeasuring(m_session.askForOutputs(open), open);
    });
    connect(&m_meter, &AccuracyMeter::finished, this, &StudyPage::takeAccuracies);
    connect(&m_meter, &AccuracyMeter::progressed, m_measuring, &RunStatus::setProgress);
    connect(&m_meter, &AccuracyMeter::progressed, this,
            [this] { m_isAnswered = false; }); // the data are read
    connect(&m_meter, &AccuracyMeter::runningChanged, this, [this] {
        m_measuring->setText(tr("Measuring accuracies…"));
        m_measuring->setUncertain();
        m_measuring->setVisible(m_meter.isRunning());
    });
}

void StudyPage::measureAccuracies()
{
    begin(Attempt::MeasureAccuracies);
    const QString title = tr("Measure accuracies");
    std::optional<int> kind = static_cast<int>(DataSetKind::Table); // sentences know no other
    if (!m_session.study().tokenisation) {
        kind = m_dialogs.choose(this, title, tr("What is the data set?"), pictureSets());
    }
    const auto set = kind ? chooseDataSet(title, static_cast<DataSetKind>(*kind)) : std::nullopt;
    if (set && areProgramsTrusted()) {
        m_labelled = set->toStdString();
        m_setChoices = {};
        m_isAnswered = false;
        m_refused.clear();
        measure();
    }
}

void StudyPage::measure()
{
    m_measured = m_session.study();
    m_meter.measure(m_session.document()->folder(), m_measured, m_session.trust(), m_labelled,
                    m_setChoices);
}

void StudyPage::goOnMeasuring(bool isAnswered, const Error& question)
{
    if (isAnswered) {
        measure();
    } else {
        emit failed(QString::fromUtf8(question.what()), Attempt::MeasureAccuracies);
    }
}

/// An answer that leads to no data is asked for again.
void StudyPage::takeFailure(const QString& why)
{
    if (std::exchange(m_isAnswered, false) && areMeasuredOnes()) {
        m_setChoices = {};
        m_refused = why;
        measure();
    } else {
        emit failed(why, Attempt::MeasureAccuracies);
    }
}

/// Whether the checkpoints are still those that are measured.
bool StudyPage::areMeasuredOnes() const
{
    return m_session.document() != nullptr && m_session.study().lineages == m_measured.lineages;
}

bool StudyPage::areProgramsTrusted()
{
    try {
        StudyInputs inputs(m_session.document()->folder(), m_session.study());
        std::vector<ModelProgram> unknown;
        for (std::size_t i = 0; i < m_session.study().lineages.size(); ++i) {
            const auto& checkpoints = m_session.study().lineages[i].checkpoints;
            for (std::size_t j = 0; j < checkpoints.size(); ++j) {
                const auto program = inputs.program({i, j});
                if (program && !isTrusted(*program, m_session.trust()) &&
                    std::ranges::find(unknown, *program) == unknown.end()) {
                    unknown.push_back(*program);
                }
            }
        }
        return unknown.empty() || m_session.askForTrust(unknown);
    } catch (...) {
        emit failed(failureText(), Attempt::MeasureAccuracies);
        return false;
    }
}

void StudyPage::takeAccuracies(const MeasuredAccuracies& measured)
{
    if (!areMeasuredOnes()) {
        emit failed(tr("Checkpoints were changed meanwhile. Measure their accuracies again."),
                    Attempt::MeasureAccuracies);
        return;
    }
    begin(Attempt::MeasureAccuracies);
    change(tr("measured accuracies"), [&](Study study) {
        study.lineages = measured.lineages;
        study.labels = withTold(std::move(study.labels), m_setChoices.labels, study.classes);
        return withAccuracies(std::move(study), measured.shares, measured.set, measured.source);
    });
    for (const QString& warning : measured.warnings) {
        emit noticed(warning, true);
    }
    const QString set = QString::fromStdString(measured.set);
    emit noticed(counted(measured.samples,
                         tr("Accuracies are measured on 1 sample of “%1”.").arg(set),
                         tr("Accuracies are measured on %1 samples of “%2”.").arg("%1", set)) +
                     QLatin1Char(' ') + measured.firstLook,
                 false);
}

} // namespace palimpsest
