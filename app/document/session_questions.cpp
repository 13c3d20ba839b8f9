// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/large_run.h"
#include "app/document/study_session.h"
#include "core/study/study_names.h"

// What the session asks before something is run.

namespace palimpsest {

void StudySession::setTrust(Trust trust)
{
    m_trust = std::move(trust);
    m_extractor.setTrust(m_trust);
}

void StudySession::takeUntrusted(const std::vector<ModelProgram>& programs)
{
    endRun();
    if (askForTrust(programs)) {
        extract(m_only);
    }
}

bool StudySession::askForTrust(const std::vector<ModelProgram>& programs)
{
    if (!m_questions.trust || !m_questions.trust(programs)) {
        return false;
    }
    for (const ModelProgram& program : programs) {
        m_trust.hashes.insert(program.sha256);
    }
    m_extractor.setTrust(m_trust);
    return true;
}

void StudySession::takeUndecided(const UndecidedOutputs& open, bool wasRunning)
{
    if (wasRunning) {
        endRun();
    } else {
        emit costChanged(ExtractionCost()); // nothing that could be started
    }
    const bool asks = wasRunning || !m_hasDeclined;
    if (!asks || !askForOutputs(open)) {
        emit failed(QString::fromUtf8(open.what()),
                    wasRunning ? Attempt::Extract : Attempt::CountCost);
    } else if (wasRunning) {
        extract(m_only);
    }
}

bool StudySession::askForOutputs(const UndecidedOutputs& open)
{
    if (!m_questions.outputs) {
        return false;
    }
    const auto answer = m_questions.outputs(open);
    m_hasDeclined = !answer;
    if (!answer) {
        return false;
    }
    Study after = study();
    std::size_t run = 0;
    try {
        run = findCheckpoint(after, open.who()).lineage;
    } catch (const BadInput& error) { // others renamed or removed it meanwhile
        emit failed(QString::fromUtf8(error.what()), Attempt::Extract);
        return false;
    }
    for (std::size_t i = 0; i < after.lineages[run].checkpoints.size(); ++i) {
        const CheckpointIndex index{run, i};
        const bool showsIt = m_values && m_values->outputs.contains(index);
        if (!after.lineages[run].checkpoints[i].outputs) {
            after = withOutputs(std::move(after), index,
                                showsIt ? m_values->outputs.at(index) : *answer);
        }
    }
    m_document->changeStudy(std::move(after), tr("choice of outputs"));
    return true;
}

/// The choice may change the study, so that what a run costs is not known any more: it waits then.
bool StudySession::isBaselineChosen(const std::optional<std::string>& only)
{
    if (!study().settings.asksBaseline || !m_questions.baseline) {
        return true;
    }
    const Baseline before = study().settings.baseline;
    if (!m_questions.baseline()) {
        return false;
    }
    m_runsOnceCounted = study().settings.baseline != before;
    m_only = only;
    return !m_runsOnceCounted;
}

bool StudySession::isAgreedTo() const
{
    const QString question = m_cost ? largeRunQuestion(*m_cost) : QString();
    return question.isEmpty() || !m_questions.consent || m_questions.consent(question);
}

} // namespace palimpsest
