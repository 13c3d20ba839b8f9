// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/undo_actions.h"

#include "app/pages/parts_page.h"
#include "app/window/page_stack.h"
#include "core/base/listed_names.h"
#include "widgets/commands/command_catalogue.h"

#include <QAction>
#include <QUndoGroup>

namespace palimpsest {

UndoActions::UndoActions(StudySession& session, Dialogs& dialogs, PageStack& pages, QWidget* window)
    : QObject(window), m_session(session), m_dialogs(dialogs), m_pages(pages), m_window(window),
      m_undo(makeCommand("undo", this)), m_redo(makeCommand("redo", this))
{
    connect(m_undo, &QAction::triggered, this, &UndoActions::undo);
    connect(m_redo, &QAction::triggered, this, &UndoActions::redo);
    connect(&session, &StudySession::opened, this, &UndoActions::attach);
    connect(&session.selection(), &Selection::sampleChanged, this, &UndoActions::activate);
    connect(&pages, &PageStack::placeChanged, this, [this] {
        activate();
        update();
    });
    connect(pages.parts(), &PartsPage::drawingStateChanged, this, &UndoActions::update);
    update();
}

/// While a polygon is drawn, its points are what undo takes back.
void UndoActions::undo()
{
    if (drawsPolygon()) {
        m_pages.parts()->takeBackStep();
    } else if (m_session.document()->startEditing() && mayHideEdits()) {
        m_session.document()->undoGroup().undo();
    }
}

/// Asks where undo takes samples away whose parts were edited since they were added.
bool UndoActions::mayHideEdits()
{
    StudyDocument& document = *m_session.document();
    const std::vector<std::string> samples = document.history().hiddenByUndo();
    return samples.empty() ||
           m_dialogs.confirm(m_window, tr("Undo"),
                             tr("Undo “%1”? With the samples go the parts that were edited since "
                                "they were added: of %2. Redo brings them back until the study is "
                                "edited otherwise.")
                                 .arg(document.undoGroup().undoText(),
                                      QString::fromStdString(listedNames(samples))),
                             tr("Undo"), EnterMeans::No);
}

void UndoActions::redo()
{
    if (hasTakenBack()) {
        m_pages.parts()->bringBackStep();
    } else if (m_session.document()->startEditing()) {
        m_session.document()->undoGroup().redo();
    }
}

bool UndoActions::drawsPolygon() const
{
    return m_pages.isAt(Place::Parts) && m_pages.parts()->isDrawing();
}

/// While nothing else was drawn since.
bool UndoActions::hasTakenBack() const
{
    return m_pages.isAt(Place::Parts) && m_pages.parts()->hasTakenBack();
}

/// What is worked on is activated next, as an opened study is shown at a place.
void UndoActions::attach()
{
    if (StudyDocument* document = m_session.document()) {
        connectGroup(document->undoGroup());
    }
}

void UndoActions::connectGroup(QUndoGroup& group)
{
    connect(&group, &QUndoGroup::canUndoChanged, this, &UndoActions::update);
    connect(&group, &QUndoGroup::canRedoChanged, this, &UndoActions::update);
    connect(&group, &QUndoGroup::undoTextChanged, m_undo,
            [this](const QString& what) { m_undo->setText(tr("&Undo %1").arg(what)); });
    connect(&group, &QUndoGroup::redoTextChanged, m_redo,
            [this](const QString& what) { m_redo->setText(tr("&Redo %1").arg(what)); });
    m_undo->setText(tr("&Undo"));
    m_redo->setText(tr("&Redo"));
}

void UndoActions::activate()
{
    if (StudyDocument* document = m_session.document()) {
        if (m_pages.isAt(Place::Parts) && !document->study().samples.empty()) {
            document->activateSample(m_session.selection().sample());
        } else {
            document->activateStudy();
        }
    }
}

void UndoActions::update()
{
    StudyDocument* document = m_session.document();
    m_undo->setEnabled(document != nullptr && (document->undoGroup().canUndo() || drawsPolygon()));
    m_redo->setEnabled(document != nullptr && (document->undoGroup().canRedo() || hasTakenBack()));
}

} // namespace palimpsest
