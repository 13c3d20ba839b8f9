// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/page_notices.h"

#include "app/pages/part_exchange.h"
#include "app/pages/parts_page.h"
#include "app/pages/study_page.h"
#include "app/pages/study_removals.h"
#include "app/window/page_stack.h"
#include "app/window/undo_actions.h"
#include "widgets/panels/notice_bar.h"

#include <QAction>
#include <QUndoStack>

#include <utility>

namespace palimpsest {

PageNotices::PageNotices(StudySession& session, PageStack& pages, UndoActions& undo,
                         NoticeBar& notices, QObject* parent)
    : QObject(parent), m_session(session), m_pages(pages), m_undo(undo), m_notices(notices)
{
    connect(&session, &StudySession::opened, this, &PageNotices::followDocument);
    connectStudy();
    connectParts();
    connectExchange();
}

void PageNotices::connectStudy()
{
    StudyPage* page = m_pages.study();
    connect(page, &StudyPage::noticed, this,
            [this](const QString& what) { m_notices.showNotice(NoticeBar::Level::Info, what); });
    connect(page, &StudyPage::warned, this, &PageNotices::warn);
    connect(&page->removals(), &StudyRemovals::removed, this, &PageNotices::offerUndo);
}

void PageNotices::connectParts()
{
    const PartsPage* page = m_pages.parts();
    for (const auto said : {&PartsPage::refused, &PartsPage::noticed}) {
        connect(page, said, this, [this](const QString& what) {
            m_notices.showNotice(NoticeBar::Level::Info, what);
        });
    }
    connect(page, &PartsPage::changedTogether, this, &PageNotices::offerUndoOfParts);
    connect(page, &PartsPage::lockRefused, this, &PageNotices::offerUnlock);
    connect(page->unlockAction(), &QAction::toggled, this, &PageNotices::forgetLock);
    connect(&m_session.selection(), &Selection::sampleChanged, this, &PageNotices::forgetLock);
    connect(&m_session, &StudySession::studyChanged, this, &PageNotices::forgetLock);
}

void PageNotices::connectExchange()
{
    const PartExchange* exchange = &m_pages.exchange();
    connect(exchange, &PageEditor::noticed, this,
            [this](const QString& what) { m_notices.showNotice(NoticeBar::Level::Info, what); });
    connect(exchange, &PartExchange::imported, this, &PageNotices::offerUndoOfParts);
}

void PageNotices::followDocument()
{
    m_warnings.clear();
    if (StudyDocument* document = m_session.document()) {
        connect(&document->studySteps(), &QUndoStack::indexChanged, this,
                &PageNotices::followSteps);
    }
}

void PageNotices::followSteps(int steps)
{
    m_notices.withdraw(std::exchange(m_removal, {}));
    std::erase_if(m_warnings, [&](const SaidWarning& warning) {
        const bool isUndone = steps < warning.steps;
        if (isUndone) {
            m_notices.withdraw(warning.text);
        }
        return isUndone;
    });
}

void PageNotices::warn(const QString& what, Attempt at)
{
    m_notices.showOfAttempt(static_cast<int>(at), NoticeBar::Level::Warning, what);
    m_warnings.push_back({what, m_session.document()->studySteps().index()});
}

void PageNotices::offerUndo(const QString& removed)
{
    const QString text =
        removed + QLatin1Char(' ') +
        tr("Its files wait in the study’s folder “bin” until the study is closed.");
    if (!m_session.document()->studySteps().canUndo()) { // there was no memory to keep it
        m_notices.showNotice(NoticeBar::Level::Info, text);
        return;
    }
    m_removal = text;
    m_notices.showNotice(NoticeBar::Level::Info, text, tr("Undo"), [this] {
        m_pages.showPlace(Place::Study); // elsewhere another step may be the last
        m_undo.undo();
    });
}

/// Until something else is done to that sample.
void PageNotices::offerUndoOfParts(const QString& imported, const std::string& sampleId)
{
    StudyDocument& document = *m_session.document();
    const QUndoStack& steps = document.stepsOf(sampleId);
    if (!steps.canUndo()) { // there was no memory to keep it
        m_notices.showNotice(NoticeBar::Level::Info, imported);
        return;
    }
    connect(
        &steps, &QUndoStack::indexChanged, this, [this, imported] { m_notices.withdraw(imported); },
        Qt::SingleShotConnection);
    m_notices.showNotice(NoticeBar::Level::Info, imported, tr("Undo"), [this, sampleId] {
        if (const auto sample = m_session.document()->placeOf(sampleId)) {
            m_session.selection().setSample(*sample);
            m_pages.showPlace(Place::Parts);
            m_undo.undo();
        }
    });
}

void PageNotices::offerUnlock(const QString& why)
{
    QAction* unlock = m_pages.parts()->unlockAction();
    m_lock = why;
    m_notices.showNotice(NoticeBar::Level::Info, why,
                         unlock->isEnabled() ? unlock->text() : QString(),
                         [unlock] { unlock->trigger(); });
}

void PageNotices::forgetLock()
{
    m_notices.withdraw(std::exchange(m_lock, {}));
}

} // namespace palimpsest
