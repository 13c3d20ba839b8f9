// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/parts_page.h"

#include "app/pages/sample_list.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/panels/empty_state.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/pictures/to_qimage.h"
#include "widgets/style/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace palimpsest {

PartsPage::PartsPage(StudySession& session, SampleListModel& samples, Dialogs& dialogs,
                     QWidget* parent)
    : QWidget(parent), m_session(session), m_dialogs(dialogs), m_canvas(new PartsCanvas),
      m_words(new WordChips), m_panel(new PartsPanel), m_wordHint(new QLabel),
      m_lockBar(new QWidget), m_lockText(new QLabel), m_unlockButton(new QPushButton),
      m_problem(new QLabel), m_stack(new QStackedWidget)
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

    makeShapeActions();
    connectCanvas();
    connectWords();
    connectPanel();
    connect(&session, &StudySession::opened, this, [this] {
        m_unlocked.clear();
        m_currentPart.clear();
        m_canvas->giveUp(); // of another study
        m_outlines.clear();
        showSample();
    });
    connect(&session, &StudySession::studyChanged, this, &PartsPage::showSample);
    connect(&session, &StudySession::unitsReset, this, &PartsPage::updateLock);
    connect(&session.selection(), &Selection::sampleLeft, this, [this] {
        const std::size_t sample = m_session.selection().sample();
        if (hasSample() && sample < m_session.study().samples.size() &&
            m_session.study().samples[sample].id == m_shownSample) {
            m_panel->commitName();
        }
    });
    connect(&session.selection(), &Selection::sampleChanged, this, &PartsPage::showSample);
    connect(&session, &StudySession::drawingChanged, this, [this](std::size_t sample) {
        if (sample == m_session.selection().sample()) {
            showDrawing();
        }
    });
    showSample();
}

QLayout* PartsPage::makeMiddle()
{
    makeUnlock();
    m_toolBar = new DrawingBar(*m_canvas);
    addActions(m_toolBar->toolActions()); // whose keys work wherever on the page the focus is
    m_toolBar->addSeparator();
    m_toolBar->addAction(m_unlock);
    m_wordBar = makeWordBar();
    auto* lockLayout = new QHBoxLayout(m_lockBar);
    lockLayout->setContentsMargins(12, 6, 12, 6);
    m_lockText->setWordWrap(true);
    m_unlockButton->setIcon(themedIcon("unlock"));
    m_unlockButton->setObjectName("unlockParts");
    connect(m_unlockButton, &QPushButton::clicked, m_unlock, &QAction::trigger);
    lockLayout->addWidget(m_lockText, 1);
    lockLayout->addWidget(m_unlockButton);
    m_lockBar->setObjectName("lockBar");
    m_lockBar->setAutoFillBackground(true);
    m_problem->setWordWrap(true);
    m_problem->setMargin(12);
    auto* middle = new QVBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    for (QWidget* widget : {static_cast<QWidget*>(m_toolBar), static_cast<QWidget*>(m_wordBar),
                            m_lockBar, static_cast<QWidget*>(m_problem)}) {
        middle->addWidget(widget);
    }
    middle->addWidget(m_canvas, 1);
    middle->addWidget(m_words, 1);
    middle->addWidget(m_wordHint);
    return middle;
}

void PartsPage::makeShapeActions()
{
    QAction* newPart = m_panel->action(PartsPanel::Command::New);
    for (QAction* action : {newPart, m_panel->action(PartsPanel::Command::Rename)}) {
        addAction(action); // wherever on the page the keys go
    }
    m_shapeActions.append(newPart);
    m_pictureActions = toolActions();
    const auto add = [this](const char* id, auto slot) {
        QAction* action = makeCommand(id, this);
        connect(action, &QAction::triggered, m_canvas, slot);
        m_shapeActions.append(action);
        m_pictureActions.append(action);
    };
    add("finishOutline", &PartsCanvas::finish);
    add("giveUpOutline", &PartsCanvas::giveUp);
    add("takeBackPoint", &PartsCanvas::takeBackPoint);
    add("deleteShape", &PartsCanvas::deleteSelected);
}

QList<QAction*> PartsPage::partActions() const
{
    QList<QAction*> actions;
    for (const auto command :
         {PartsPanel::Command::Rename, PartsPanel::Command::Recolour, PartsPanel::Command::Merge,
          PartsPanel::Command::Up, PartsPanel::Command::Down, PartsPanel::Command::Delete}) {
        actions.append(m_panel->action(command));
    }
    return actions;
}

void PartsPage::connectCanvas()
{
    connect(m_canvas, &PartsCanvas::edited, this,
            [this](const Drawing& after, const QString& what) {
                m_session.document()->changeDrawing(m_session.selection().sample(), after, what);
            });
    connect(m_canvas, &PartsCanvas::partChosen, this, &PartsPage::choosePart);
    connect(m_canvas, &PartsCanvas::refused, this, &PartsPage::refused);
    connect(m_canvas, &PartsCanvas::pointed, this, &PartsPage::statusText);
    connect(m_canvas, &PartsCanvas::lockedEdit, this, &PartsPage::refuseLocked);
    connect(m_panel, &PartsPanel::lockedEdit, this, &PartsPage::refuseLocked);
}

const Drawing& PartsPage::drawing()
{
    return m_session.document()->sheet(m_session.selection().sample()).drawing;
}

bool PartsPage::hasSample() const
{
    return m_session.document() != nullptr && !m_session.study().samples.empty();
}

bool PartsPage::hasWords() const
{
    return m_session.document() != nullptr && m_session.study().tokenisation.has_value();
}

void PartsPage::choosePart(int number)
{
    if (!hasSample()) {
        return;
    }
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    const int count =
        static_cast<int>(hasWords() ? sheet.words.parts.size() : sheet.drawing.parts.size());
    const int part = std::min(number, count - 1);
    m_currentPart[m_session.study().samples[m_session.selection().sample()].id] = part;
    m_canvas->setCurrentPart(hasWords() ? -1 : part);
    m_words->setCurrentPart(part);
    m_panel->setCurrentPart(part);
}

void PartsPage::showSample()
{
    keepOutline();
    m_canvas->giveUp();
    m_stack->setCurrentIndex(hasSample() ? 1 : 0);
    for (QAction* action : m_pictureActions + m_shapeActions + m_wordActions + partActions()) {
        action->setEnabled(hasSample());
    }
    showKind();
    if (!hasSample()) {
        m_unlock->setEnabled(false);
        return;
    }
    const std::string& id = m_session.study().samples[m_session.selection().sample()].id;
    if (std::exchange(m_shownSample, id) != id) {
        m_panel->giveUpName();
    }
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    const QString problem =
        sheet.pictureProblem.isEmpty() ? sheet.partsProblem : sheet.pictureProblem;
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_canvas->setPicture(sheet.pictureProblem.isEmpty() && !hasWords() ? toQImage(sheet.picture)
                                                                       : QImage());
    showDrawing();
    updateLock();
}

/// Pictures have tools and a canvas, sentences words.
void PartsPage::showKind()
{
    const bool words = hasWords();
    for (QWidget* widget : {static_cast<QWidget*>(m_toolBar), static_cast<QWidget*>(m_canvas)}) {
        widget->setVisible(!words);
    }
    for (QWidget* widget : {static_cast<QWidget*>(m_wordBar), static_cast<QWidget*>(m_words),
                            static_cast<QWidget*>(m_wordHint)}) {
        widget->setVisible(words);
    }
    for (QAction* action : m_pictureActions) {
        action->setVisible(!words);
    }
    for (QAction* action : m_wordActions) {
        action->setVisible(words);
    }
    m_unlock->setText(words ? tr("Unlock to change") : tr("Unlock to draw"));
    m_unlockButton->setText(m_unlock->text());
    m_lockText->setText(words ? tr("Parts are locked: values of them are stored.")
                              : tr("Outlines are locked: values of them are stored."));
}

void PartsPage::showDrawing()
{
    const std::size_t sample = m_session.selection().sample();
    const SampleSheet& sheet = m_session.document()->sheet(sample);
    if (hasWords()) {
        m_words->setWords(sheet.sentence, sheet.words);
        m_panel->setWords(sheet.sentence, sheet.words);
    } else {
        m_canvas->setDrawing(sheet.drawing);
        m_panel->setDrawing(sheet.drawing, sheet.parts);
    }
    m_panel->setBackgroundCounted(m_session.study().settings.background == Background::OwnPart);
    const auto known = m_currentPart.find(m_session.study().samples[sample].id);
    choosePart(known != m_currentPart.end() ? std::max(0, known->second) : 0);
}

} // namespace palimpsest
