// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/parts_page.h"

#include "app/pages/sample_list.h"
#include "app/parts/editor_catalogue.h"
#include "app/parts/part_editor.h"
#include "widgets/panels/empty_state.h"
#include "widgets/panels/parts_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace palimpsest {

PartsPage::PartsPage(StudySession& session, SampleListModel& samples, Dialogs& dialogs,
                     QWidget* parent)
    : QWidget(parent), m_session(session), m_dialogs(dialogs), m_panel(new PartsPanel),
      m_lock(new PartsLock(session)), m_editors(makePartEditors(session, *m_lock, *m_panel, this)),
      m_editor(m_editors.front()), m_problem(new QLabel), m_stack(new QStackedWidget)
{
    auto* table = new QWidget;
    auto* layout = new QHBoxLayout(table);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_panel->setFixedWidth(300);
    layout->addWidget(makeSampleList(session, samples));
    layout->addLayout(makeMiddle(), 1);
    layout->addWidget(m_panel);
    auto* empty = new EmptyState;
    empty->setContent("add-sample", tr("No samples yet"),
                      tr("Parts are made of samples. Add some on the Study page."),
                      tr("Add samples…"), [this] { emit samplesRequested(); });
    m_stack->addWidget(empty);
    m_stack->addWidget(table);
    auto* pages = new QVBoxLayout(this);
    pages->setContentsMargins(0, 0, 0, 0);
    pages->addWidget(m_stack);

    for (PartEditor* editor : m_editors) {
        connectEditor(*editor);
    }
    connectPanel();
    connectSession();
    showSample();
}

QLayout* PartsPage::makeMiddle()
{
    m_problem->setWordWrap(true);
    m_problem->setMargin(12);
    auto* middle = new QVBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    for (const PartEditor* editor : m_editors) {
        middle->addWidget(editor->bar());
    }
    middle->addWidget(m_lock);
    middle->addWidget(m_problem);
    for (const PartEditor* editor : m_editors) {
        middle->addWidget(editor->area(), 1);
    }
    return middle;
}

void PartsPage::connectSession()
{
    connect(&m_session, &StudySession::opened, this, [this] {
        m_currentPart.clear();
        showSample();
    });
    connect(&m_session, &StudySession::studyChanged, this, &PartsPage::showSample);
    connect(&m_session, &StudySession::unitsReset, this, &PartsPage::followLock);
    connect(&m_session, &StudySession::drawingChanged, this, [this](std::size_t sample) {
        if (sample == m_session.selection().sample()) {
            showSheet();
        }
    });
    connect(&m_session.selection(), &Selection::sampleLeft, this, [this] {
        if (hasSample() && m_session.selection().sample() < m_session.study().samples.size() &&
            sampleId() == m_shownSample) {
            m_editor->finishStroke();
            m_panel->commitName();
        }
    });
    connect(&m_session.selection(), &Selection::sampleChanged, this, &PartsPage::showSample);
}

void PartsPage::connectEditor(PartEditor& editor)
{
    addActions(editor.pageActions());
    connect(&editor, &PartEditor::partChosen, this, &PartsPage::choosePart);
    connect(&editor, &PartEditor::nameRequested, this, [this](int part) {
        choosePart(part);
        m_panel->editName();
    });
    connect(&editor, &PartEditor::refused, this, &PartsPage::refused);
    connect(&editor, &PartEditor::lockRefused, this, &PartsPage::lockRefused);
    connect(&editor, &PartEditor::pointed, this, &PartsPage::statusText);
    connect(&editor, &PartEditor::drawingStateChanged, this, &PartsPage::drawingStateChanged);
    connect(&editor, &PartEditor::lookChanged, this, &PartsPage::lookChanged);
}

void PartsPage::connectPanel()
{
    for (const auto command : {PartsPanel::Command::New, PartsPanel::Command::Rename}) {
        addAction(m_panel->action(command)); // the panel may be disabled: then it is said why
    }
    connect(m_lock, &PartsLock::changed, this, &PartsPage::followLock);
    connect(m_panel, &PartsPanel::lockedEdit, this, [this] { m_editor->refuseLocked(); });
    connect(m_panel, &PartsPanel::partChosen, this, &PartsPage::choosePart);
    connect(m_panel, &PartsPanel::partAdded, this, [this] { m_editor->addPart(); });
    connect(m_panel, &PartsPanel::recolourRequested, this, &PartsPage::recolour);
    connect(m_panel, &PartsPanel::renameRequested, this,
            [this](int part, const QString& name) { m_editor->rename(part, name); });
    connect(m_panel, &PartsPanel::moveRequested, this, [this](int from, int to) {
        m_editor->move(from, to);
        choosePart(to);
    });
    connect(m_panel, &PartsPanel::mergeRequested, this, [this](int from, int into) {
        m_editor->merge(from, into);
        choosePart(from < into ? into - 1 : into);
    });
    connect(m_panel, &PartsPanel::deleteRequested, this,
            [this](int part) { m_editor->remove(part); });
}

QList<QAction*> PartsPage::partActions() const
{
    QList<QAction*> actions;
    for (const auto command :
         {PartsPanel::Command::New, PartsPanel::Command::Rename, PartsPanel::Command::Recolour,
          PartsPanel::Command::Merge, PartsPanel::Command::Up, PartsPanel::Command::Down,
          PartsPanel::Command::Delete}) {
        actions.append(m_panel->action(command));
    }
    return actions;
}

QList<QList<QAction*>> PartsPage::menuGroups() const
{
    QList<QList<QAction*>> groups;
    for (const PartEditor* editor : m_editors) {
        groups += editor->editActions();
    }
    groups << partActions() << QList{m_lock->unlockAction()};
    for (const PartEditor* editor : m_editors) {
        groups << editor->viewActions();
    }
    return groups;
}

QAction* PartsPage::unlockAction() const
{
    return m_lock->unlockAction();
}

bool PartsPage::hasSample() const
{
    return m_session.document() != nullptr && !m_session.study().samples.empty();
}

const std::string& PartsPage::sampleId() const
{
    return m_session.study().samples[m_session.selection().sample()].id;
}

void PartsPage::usePart(int number)
{
    if (hasSample()) {
        m_editor->usePart(number);
    }
}

bool PartsPage::isDrawing() const
{
    return m_editor->isDrawing();
}

void PartsPage::takeBackStep()
{
    m_editor->takeBackStep();
}

void PartsPage::setLook(const PartsLook& look)
{
    for (PartEditor* editor : m_editors) {
        editor->setLook(look);
    }
}

void PartsPage::choosePart(int number)
{
    if (!hasSample()) {
        return;
    }
    const int part = std::min(number, m_editor->partCount() - 1);
    m_currentPart[sampleId()] = part;
    m_editor->setCurrentPart(part);
    m_panel->setCurrentPart(part);
}

void PartsPage::showSample()
{
    m_editor->leaveSample();
    m_stack->setCurrentIndex(hasSample() ? 1 : 0);
    showEditor();
    if (!hasSample()) {
        m_lock->unlockAction()->setEnabled(false);
        return;
    }
    if (std::exchange(m_shownSample, sampleId()) != sampleId()) {
        m_panel->giveUpName();
    }
    showSheet();
}

/// The one for the samples of the study, and what it lets one do.
void PartsPage::showEditor()
{
    if (m_session.document() != nullptr) {
        m_editor = m_editors[partEditorFor(m_session.study())];
    }
    for (QAction* action : partActions()) {
        action->setEnabled(hasSample());
    }
    for (PartEditor* editor : m_editors) {
        const bool isShown = editor == m_editor;
        editor->bar()->setVisible(isShown);
        editor->area()->setVisible(isShown);
        for (QAction* action : editor->actions()) {
            action->setEnabled(hasSample());
            action->setVisible(isShown);
        }
    }
    setFocusProxy(m_editor->area());
    m_lock->setTexts(m_editor->lockTexts());
}

/// What the files of the sample hold, edits included: others may write its picture and parts, too.
void PartsPage::showSheet()
{
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    const QString& problem =
        sheet.pictureProblem.isEmpty() ? sheet.partsProblem : sheet.pictureProblem;
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_editor->showSample();
    m_editor->showParts();
    m_panel->setBackgroundCounted(m_session.study().settings.background == Background::OwnPart);
    const auto known = m_currentPart.find(sampleId());
    choosePart(known != m_currentPart.end() ? std::max(0, known->second) : 0);
    followLock();
}

void PartsPage::followLock()
{
    if (!hasSample()) {
        return;
    }
    m_editor->followLock();
    m_lock->refresh();
    m_panel->setLocked(m_lock->isLocked());
    m_panel->setEnabled(!m_lock->isBroken());
}

void PartsPage::recolour(int part)
{
    if (const auto chosen = m_dialogs.chooseColour(this, m_editor->colourOf(part))) {
        m_editor->recolour(part, *chosen);
    }
}

} // namespace palimpsest
