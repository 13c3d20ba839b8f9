// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/study_guard.h"

#include "app/jobs/failure_text.h"
#include "core/base/error.h"
#include "core/setup/known_samples.h"
#include "core/study/bin.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/style/string_list.h"

#include <QApplication>
#include <QDateTime>
#include <QEvent>
#include <QLocale>
#include <QScopedValueRollback>
#include <QWidget>

#include <set>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr qsizetype kListed = 12; // differences that a question has room for
constexpr qsizetype kNoticed = 3; // and a notice

QString pathText(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

QDateTime momentOf(std::chrono::system_clock::time_point time)
{
    return QDateTime::fromSecsSinceEpoch(std::chrono::system_clock::to_time_t(time));
}

/// The first `most` differences as a list.
QString listed(const QStringList& lines, qsizetype most)
{
    QString text;
    for (const QString& line : lines.mid(0, most)) {
        text += QStringLiteral("• %1\n").arg(line);
    }
    return lines.size() > most ? text + StudyGuard::tr("and %1 more\n").arg(lines.size() - most)
                               : text;
}

bool isSameFolder(const fs::path& one, const fs::path& other)
{
    std::error_code status;
    return one == other || fs::equivalent(one, other, status);
}

} // namespace

StudyGuard::StudyGuard(StudySession& session, Dialogs& dialogs, NoticeBar& notices,
                       fs::path recovery, QWidget* window)
    : QObject(window), m_session(session), m_dialogs(dialogs), m_notices(notices),
      m_recovery(std::move(recovery)), m_window(window)
{
    connect(&m_session, &StudySession::opened, this, &StudyGuard::attach);
    window->installEventFilter(this);
}

bool StudyGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::WindowActivate && m_session.document() != nullptr) {
        m_session.document()->lookOutside();
    }
    return QObject::eventFilter(watched, event);
}

void StudyGuard::attach()
{
    StudyDocument* document = m_session.document();
    m_wasLookingOnly = false;
    m_hasOfferedBin = false;
    if (document == nullptr) {
        return;
    }
    connect(document, &StudyDocument::refused, this, [this](const QString& why) {
        forgetFailures(Attempt::Edit);
        m_notices.showOfAttempt(static_cast<int>(Attempt::Edit), NoticeBar::Level::Warning, why);
        if (m_hasOfferedBin) {
            noteBin(); // files may have come back neither from it nor into it
        }
    });
    connect(document, &StudyDocument::told, this,
            [this](const QString& what) { m_notices.showNotice(NoticeBar::Level::Info, what); });
    connect(document, &StudyDocument::tookIn, this, [this](const QStringList& differences) {
        m_notices.showNotice(NoticeBar::Level::Info,
                             tr("Another program has changed the study:\n%1")
                                 .arg(listed(differences, kNoticed).trimmed()));
    });
    // One problem at a time: a disk that is full keeps every file from being written.
    connect(document, &StudyDocument::saveFailed, this, [this](const QString& why) {
        forgetFailures(Attempt::Save);
        showFailure(why, Attempt::Save);
    });
    connect(document, &StudyDocument::saved, this, [this] {
        forgetFailures(Attempt::Save);
        forgetFailures(Attempt::Edit);
    });
    connect(document, &StudyDocument::strandedChanged, this, &StudyGuard::noteBin);
    connect(document, &StudyDocument::conflictChanged, this, &StudyGuard::showConflict);
    connect(&document->access(), &StudyAccess::changed, this, &StudyGuard::showAccess);
    connect(&document->access(), &StudyAccess::tookOver, this, [this](const QString& predecessor) {
        m_notices.showNotice(NoticeBar::Level::Info,
                             predecessor + QLatin1Char(' ') + tr("Now this window edits it."));
    });
    document->access().look();
}

void StudyGuard::showFailure(const QString& why, Attempt at)
{
    m_notices.showOfAttempt(static_cast<int>(at), NoticeBar::Level::Error, why);
}

void StudyGuard::forgetFailures(Attempt of)
{
    m_notices.withdrawAttempt(static_cast<int>(of));
}

void StudyGuard::showAccess()
{
    const StudyAccess& access = m_session.document()->access();
    const bool isLookingOnly = !access.obstacle().isEmpty();
    m_notices.withdraw(std::exchange(m_obstacle, {})); // another one holds now, or none
    forgetFailures(Attempt::Edit);
    if (isLookingOnly && access.isSilent()) {
        m_obstacle = access.obstacle() + QLatin1Char(' ') + tr("Here it can only be looked at.");
        m_notices.showNotice(NoticeBar::Level::Warning, m_obstacle, tr("Take over…"),
                             [this] { takeOver(); });
    } else if (isLookingOnly) {
        m_obstacle =
            access.obstacle() + QLatin1Char(' ') + tr("Meanwhile it can only be looked at here.");
        m_notices.showNotice(NoticeBar::Level::Warning, m_obstacle);
    } else if (m_wasLookingOnly && !access.isEditing()) {
        m_session.document()->lookOutside();
        m_notices.showNotice(NoticeBar::Level::Info,
                             tr("Nobody else edits the study any more; it can be edited here."));
    }
    m_wasLookingOnly = isLookingOnly;
}

void StudyGuard::takeOver()
{
    StudyDocument* document = m_session.document();
    if (document != nullptr && document->access().isSilent() &&
        m_dialogs.confirm(m_window, tr("Take over?"),
                          document->access().obstacle() + QStringLiteral("\n\n") +
                              tr("Take over only if that program is gone. If it still runs, it can "
                                 "no longer save there."),
                          tr("Take over"), EnterMeans::No) &&
        document->access().takeOver()) {
        document->lookOutside();
    }
}

void StudyGuard::showConflict()
{
    const QString text = tr("Another program has changed what you have changed here, too. Nothing "
                            "is overwritten until you choose.");
    if (m_session.document()->conflict().isEmpty()) {
        m_notices.withdraw(text);
    } else if (!m_isAsking) {
        m_notices.showNotice(NoticeBar::Level::Warning, text, tr("Choose…"),
                             [this] { resolveConflict(); });
    }
}

bool StudyGuard::resolveConflict()
{
    enum { kMine, kTheirs };
    StudyDocument* document = m_session.document();
    if (document == nullptr || document->conflict().isEmpty() || m_isAsking) {
        return false;
    }
    const QScopedValueRollback asking(m_isAsking, true);
    const auto choice = m_dialogs.decide(
        m_window, tr("Which version?"),
        tr("Another program has changed what you have changed here, too:") +
            QStringLiteral("\n\n") + listed(document->conflict(), kListed) + QLatin1Char('\n') +
            document->conflictTimes() + QLatin1Char(' ') +
            tr("The version that you do not keep is put beside, into the study’s folder "
               "“set_aside”."),
        {tr("Keep mine"), tr("Take theirs"), tr("Not now")});
    if (choice != kMine && choice != kTheirs) {
        return false;
    }
    forgetFailures(Attempt::ChooseVersion);
    try {
        const fs::path aside = choice == kMine ? document->keepMine() : document->takeTheirs();
        const QString told = choice == kTheirs ? tr("The other version is taken, yours is in %1.")
                             : document->isDirty()
                                 ? tr("Your version could not be saved yet; the other is in %1.")
                                 : tr("Your version is saved, the other is in %1.");
        m_notices.showNotice(NoticeBar::Level::Warning, told.arg(pathText(aside)));
    } catch (...) {
        showFailure(failureText(), Attempt::ChooseVersion);
    }
    return !document->isDirty();
}

void commitTyped()
{
    if (QWidget* field = QApplication::focusWidget()) {
        field->clearFocus();
    }
}

bool StudyGuard::save()
{
    commitTyped();
    StudyDocument* document = m_session.document();
    return document == nullptr || document->save() || resolveConflict();
}

void StudyGuard::offerLeftEdits()
{
    for (const LeftEdits& left : leftEdits(m_recovery)) {
        const StudyDocument* document = m_session.document(); // a signal may close it meanwhile
        if (document != nullptr && isSameFolder(left.study, document->folder())) {
            offer(left);
        }
    }
}

void StudyGuard::offerBin()
{
    enum { kPutBack, kEmpty };
    m_hasOfferedBin = true;
    if (m_session.document() == nullptr) {
        return; // closed by a signal while left edits were offered
    }
    StudyDocument& document = *m_session.document();
    const std::vector<BinnedFiles> binned = document.strandedFiles();
    if (binned.empty() || !document.access().obstacle().isEmpty()) { // they may be of its editor
        return;
    }
    QStringList names;
    for (const BinnedFiles& each : binned) {
        names.append(QString::fromStdString(describe(each)));
    }
    const auto choice = m_dialogs.decide(
        m_window, tr("Put removed files back?"),
        tr("In the bin of the study wait files that were removed, and nobody has said that they "
           "are not needed any more:") +
            QStringLiteral("\n\n") + listed(names, kListed),
        {tr("Put back"), tr("Delete for good"), tr("Later")});
    forgetFailures(Attempt::EmptyBin);
    if ((choice == kPutBack || choice == kEmpty) && document.startEditing()) {
        settle(binned, choice == kPutBack);
    }
    noteBin();
}

/// Puts removals back, the latest first, or deletes them; says why where it cannot.
void StudyGuard::settle(const std::vector<BinnedFiles>& binned, bool putsBack)
{
    StudyDocument& document = *m_session.document();
    for (const BinnedFiles& each : binned) {
        try {
            if (putsBack) {
                document.changeFiles(putBack(document.folder(), document.study(), each),
                                     tr("put back"));
                const std::string twins =
                    noteOnTwins(each.removed.samples, document.folder(), document.study());
                if (!twins.empty()) {
                    m_notices.showNotice(NoticeBar::Level::Warning, QString::fromStdString(twins));
                }
            } else {
                emptyBin(document.folder(), each.bin);
            }
        } catch (...) {
            showFailure(failureText(), Attempt::EmptyBin);
        }
    }
}

/// Says that something waits in the bin which nothing else here leads to.
void StudyGuard::noteBin()
{
    const QString text = tr("Removed files wait in the bin of the study.");
    m_notices.withdraw(text);
    StudyDocument* document = m_session.document();
    if (document != nullptr && document->access().obstacle().isEmpty() &&
        !document->strandedFiles().empty()) {
        m_notices.showNotice(NoticeBar::Level::Warning, text, tr("Look again…"),
                             [this] { offerBin(); });
    }
}

void StudyGuard::offer(const LeftEdits& left)
{
    enum { kRestore, kDiscard };
    if (!left.problem.empty()) {
        m_notices.showNotice(NoticeBar::Level::Warning, QString::fromStdString(left.problem));
        return;
    }
    const std::vector<std::string> lines =
        differencesFromFiles(left.edits, left.study, {.first = "unsaved", .second = "saved"});
    std::optional<int> choice = kDiscard; // what is saved needs no question
    if (!lines.empty()) {
        const QString when = QLocale().toString(momentOf(left.kept), QLocale::ShortFormat);
        choice = m_dialogs.decide(
            m_window, tr("Restore edits?"),
            tr("Palimpsest ended at %1 before these edits of the study were saved:").arg(when) +
                QStringLiteral("\n\n") + listed(toStringList(lines), kListed) + QLatin1Char('\n') +
                tr("What stands in the study is put beside when they are restored, into its folder "
                   "“set_aside”."),
            {tr("Restore"), tr("Discard"), tr("Later")});
    }
    forgetFailures(Attempt::RestoreEdits);
    try {
        if (choice == kRestore) {
            restore(left);
        } else if (choice == kDiscard) {
            m_session.document()->drafts().add(left.edits.drafts); // they go on without a question
            discard(left);
        } else {
            m_notices.showNotice(NoticeBar::Level::Info,
                                 tr("The edits are kept and offered again."), tr("Look again…"),
                                 [this] { offerLeftEdits(); });
        }
    } catch (...) {
        showFailure(failureText(), Attempt::RestoreEdits);
    }
}

void StudyGuard::restore(const LeftEdits& left)
{
    const auto aside = m_session.document()->restore(left.edits);
    if (aside) {
        discard(left);
        m_notices.showNotice(
            NoticeBar::Level::Info,
            tr("The edits are restored. What stood there is in %1.").arg(pathText(*aside)));
    } else {
        m_notices.showNotice(
            NoticeBar::Level::Warning,
            tr("Not all edits could be restored. They are kept in %1.").arg(pathText(left.folder)));
    }
}

void StudyGuard::nameLeftStudies(const std::function<void(const fs::path&)>& open)
{
    std::set<fs::path> named;
    for (const LeftEdits& left : leftEdits(m_recovery)) {
        if (left.study.empty()) { // so there is nothing to open
            m_notices.showNotice(NoticeBar::Level::Warning, QString::fromStdString(left.problem));
            continue;
        }
        const bool isSaved =
            left.problem.empty() && differencesFromFiles(left.edits, left.study).empty();
        if (!isSaved && named.insert(left.study).second) {
            m_notices.showNotice(
                NoticeBar::Level::Warning,
                tr("Palimpsest ended before edits of %1 were saved.").arg(pathText(left.study)),
                tr("Open it"), [open, study = left.study] { open(study); });
        }
    }
}

} // namespace palimpsest
