// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/program_trust.h"

#include "app/dialogs/trust_question.h"
#include "app/dialogs/trusted_programs_dialog.h"
#include "core/base/error.h"
#include "core/models/trust/trust_store.h"

#include <QFileInfo>
#include <QWidget>

#include <utility>

namespace palimpsest {

ProgramTrust::ProgramTrust(StudySession& session, Settings& settings, Dialogs& dialogs,
                           QWidget& window)
    : QObject(&window), m_session(session), m_settings(settings), m_dialogs(dialogs),
      m_window(window)
{
    m_session.questions().trust = [this](const std::vector<ModelProgram>& programs) {
        return ask(programs);
    };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &ProgramTrust::useRemembered);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &ProgramTrust::useRemembered);
}

/// The folder as well, since the file is replaced as a whole.
void ProgramTrust::watch()
{
    if (m_settings.trustFile().empty()) {
        return;
    }
    const QString file = QString::fromStdString(m_settings.trustFile().string());
    m_watcher.addPaths({file, QFileInfo(file).path()});
}

void ProgramTrust::useRemembered()
{
    watch();
    Trust trust{.hashes = m_unremembered};
    QString problem;
    try {
        takeOverFormer();
        trust.hashes.merge(hashesOf(readTrusted(m_settings.trustFile())));
    } catch (const Error& error) {
        problem = QString::fromUtf8(error.what());
    }
    if (problem != std::exchange(m_problem, problem)) { // folders change for other reasons, too
        emit attempted(Attempt::ReadTrust);
        if (!problem.isEmpty()) {
            emit failed(problem, Attempt::ReadTrust);
        }
    }
    m_session.setTrust(std::move(trust));
}

/// Earlier versions of the window kept the answers among its settings.
void ProgramTrust::takeOverFormer()
{
    std::vector<TrustedFile> former;
    for (const std::string& hash : m_settings.formerlyTrusted()) {
        former.push_back({.sha256 = hash});
    }
    if (!former.empty()) {
        addTrusted(m_settings.trustFile(), former);
        m_settings.forgetFormerlyTrusted();
    }
}

bool ProgramTrust::ask(const std::vector<ModelProgram>& programs)
{
    std::vector<ProgramFacts> facts;
    std::vector<TrustedFile> agreed;
    for (const ModelProgram& program : programs) {
        facts.push_back(
            factsOf(program, m_session.document()->folder(), m_session.document()->study()));
        agreed.push_back(agreedTo(program));
    }
    TrustQuestion question(facts, &m_window);
    if (!m_dialogs.show(question)) {
        return false;
    }
    emit attempted(Attempt::RememberTrust);
    try {
        addTrusted(m_settings.trustFile(), agreed);
        watch();
    } catch (const Error& error) {
        for (const TrustedFile& file : agreed) {
            m_unremembered.insert(file.sha256);
        }
        emit failed(tr("Your yes holds until the window is closed, and is not remembered. %1")
                        .arg(QString::fromUtf8(error.what())),
                    Attempt::RememberTrust);
    }
    return true;
}

void ProgramTrust::showRemembered()
{
    TrustedProgramsDialog dialog(m_settings.trustFile(), &m_window);
    m_dialogs.show(dialog);
    useRemembered();
}

} // namespace palimpsest
