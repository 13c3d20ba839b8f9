// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/parts_page.h"

#include "app/pages/part_choice.h"
#include "app/pages/part_commands.h"
#include "app/pages/part_copying.h"
#include "app/pages/part_lists.h"
#include "app/pages/part_samples.h"
#include "app/pages/part_set_edits.h"
#include "app/pages/problem_list.h"
#include "app/pages/sliver_giving.h"
#include "app/pages/typed_letters.h"
#include "app/parts/editor_catalogue.h"
#include "app/parts/hidden_preview.h"
#include "app/parts/part_editor.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/panels/empty_state.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/panels/side_splitter.h"

#include <QAction>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace palimpsest {

PartsPage::PartsPage(StudySession& session, SampleListModel& samples, Dialogs& dialogs,
                     QWidget* parent)
    : QWidget(parent), m_session(session), m_dialogs(dialogs),
      m_lists(new PartLists(session, samples)), m_panel(new PartsPanel),
      m_sets(new PartSetEdits(session, dialogs, this)),
      m_choice(new PartChoice(session, *m_sets, *m_panel, this)),
      m_copying(new PartCopying(session, dialogs, this,
                                [this](std::size_t from) { m_editor->layGhost(from); })),
      m_editSets(makeCommand("partSets", this)),
      m_preview(new HiddenPreview(session, *m_panel, this)), m_lock(new PartsLock(session)),
      m_slivers(new SliverGiving(session, dialogs, this,
                                 [this](std::size_t sample) { return m_lock->isLocked(sample); })),
      m_editors(makePartEditors(session, *m_lock, *m_panel, this)), m_editor(m_editors.front()),
      m_commands(std::make_unique<PartCommands>(PartCommandOwners{
          m_editors, *m_panel, *m_copying, *m_lists, *m_preview, *m_lock, m_editSets})),
      m_problem(new QLabel), m_stack(new QStackedWidget), m_letters(new TypedLetters(this))
{
    auto* empty = new EmptyState;
    empty->setContent("add-sample", tr("No samples yet"),
                      tr("Parts are made of samples. Add some on the Study page."),
                      tr("Add samples…"), [this] { emit samplesRequested(); });
    m_stack->addWidget(empty);
    m_stack->addWidget(makeTable());
    auto* pages = new QVBoxLayout(this);
    pages->setContentsMargins(0, 0, 0, 0);
    pages->addWidget(m_stack);

    for (PartEditor* editor : m_editors) {
        connectEditor(*editor);
        new PartMenu(
            *editor->area(), [editor] { return editor->isDrawing(); },
            [this, editor](const PartMenu::Place& place) {
                return m_commands->at(*editor, place);
            });
    }
    connect(m_choice, &PartChoice::statusText, this, &PartsPage::statusText);
    connect(m_copying, &PartCopying::refused, this, &PartsPage::refused);
    addActions(m_copying->actions());
    addAction(m_preview->action());
    addAction(m_lists->samples().checkAction());
    m_lists->samples().addToMenu(m_copying->actions() +
                                 QList{m_editSets, m_lists->problemsAction()});
    connectPanel();
    connectProblems();
    connectSession();
    showSample();
}

PartsPage::~PartsPage() = default;

/// The lists give way on small screens, before what is drawn on does.
QWidget* PartsPage::makeTable()
{
    constexpr int kLists = 240;
    constexpr int kPanel = 300;
    QWidget* middle = makeMiddle();
    middle->setMinimumWidth(400);
    m_lists->setMinimumWidth(170);
    m_panel->setMinimumWidth(200);
    auto* table = new SideSplitter;
    table->setContent(m_lists, middle, m_panel, kLists, kPanel);
    return table;
}

QWidget* PartsPage::makeMiddle()
{
    m_problem->setWordWrap(true);
    m_problem->setMargin(12);
    auto* middle = new QWidget;
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (const PartEditor* editor : m_editors) {
        layout->addWidget(editor->bar());
    }
    layout->addWidget(m_lock);
    layout->addWidget(m_problem);
    for (const PartEditor* editor : m_editors) {
        layout->addWidget(editor->area(), 1);
    }
    return middle;
}

void PartsPage::connectSession()
{
    connect(&m_session, &StudySession::opened, this, [this] {
        m_choice->forget();
        showSample();
    });
    connect(&m_session, &StudySession::studyChanged, this, &PartsPage::showSample);
    connect(&m_session, &StudySession::settingsChanged, this, [this] {
        if (m_choice->hasSample()) {
            m_choice->showSet();
            m_choice->chooseAgain();
        }
    });
    connect(&m_session, &StudySession::unitsReset, this, &PartsPage::followLock);
    connect(&m_session, &StudySession::drawingChanged, this, [this](std::size_t sample) {
        if (sample == m_session.selection().sample()) {
            showSheet();
        }
    });
    connect(&m_session.selection(), &Selection::sampleLeft, this, [this] {
        if (m_choice->hasSample() &&
            m_session.selection().sample() < m_session.study().samples.size() &&
            m_choice->sampleId() == m_shownSample) {
            m_editor->finishStroke();
            m_panel->commitName();
        }
    });
    connect(&m_session.selection(), &Selection::sampleChanged, this, &PartsPage::showSample);
}

void PartsPage::connectEditor(PartEditor& editor)
{
    addActions(editor.pageActions());
    connect(&editor, &PartEditor::partChosen, m_choice, &PartChoice::choosePart);
    connect(&editor, &PartEditor::missingChosen, m_choice, &PartChoice::chooseMissing);
    connect(&editor, &PartEditor::nameRequested, this, [this](int part) {
        m_choice->choosePart(part);
        m_panel->editName();
    });
    connect(&editor, &PartEditor::refused, this, &PartsPage::refused);
    connect(&editor, &PartEditor::noticed, this, &PartsPage::noticed);
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
    connect(m_panel, &PartsPanel::lockedEdit, this, [this] {
        m_editor->refuseLocked();
        m_letters->swallow(*m_panel->action(PartsPanel::Command::New));
    });
    connect(m_panel, &PartsPanel::partChosen, m_choice, &PartChoice::choosePart);
    connect(m_panel, &PartsPanel::partAdded, this, &PartsPage::addPart);
    connect(m_panel, &PartsPanel::recolourRequested, this, &PartsPage::recolour);
    connect(m_panel, &PartsPanel::renameRequested, this, &PartsPage::rename);
    connect(m_panel, &PartsPanel::missingChosen, m_choice, &PartChoice::chooseMissing);
    connect(m_panel, &PartsPanel::entryMoveRequested, m_sets, &PartSetEdits::move);
    connect(m_panel, &PartsPanel::addToSetRequested, this,
            [this](int part) { m_sets->add(*m_editor, part); });
    connect(m_panel, &PartsPanel::setsRequested, m_sets, &PartSetEdits::edit);
    connect(m_editSets, &QAction::triggered, m_sets, &PartSetEdits::edit);
    connect(m_sets, &PageEditor::failed, this, &PartsPage::refused);
    connect(m_panel, &PartsPanel::moveRequested, this, [this](int from, int to) {
        m_editor->move(from, to);
        m_choice->choosePart(to);
    });
    connect(m_panel, &PartsPanel::mergeRequested, this, [this](int from, int into) {
        m_editor->merge(from, into);
        m_choice->choosePart(from < into ? into - 1 : into);
    });
    connect(m_panel, &PartsPanel::deleteRequested, this,
            [this](int part) { m_editor->remove(part); });
}

/// Whoever wanted a part goes on to type its name, also where there is none.
void PartsPage::addPart()
{
    const std::size_t parts = m_editor->partNames().size();
    m_editor->addPart();
    if (m_editor->partNames().size() <= parts) {
        m_letters->swallow(*m_panel->action(PartsPanel::Command::New));
    }
}

void PartsPage::connectProblems()
{
    addAction(m_lists->problemsAction());
    const ProblemList* problems = &m_lists->problems();
    connect(problems, &ProblemList::chosen, this, &PartsPage::goTo);
    connect(problems, &ProblemList::failed, this, &PartsPage::refused);
    connect(problems, &ProblemList::giveRequested, this,
            [this](const std::vector<std::string>& samples) {
                m_editor->finishStroke();
                m_slivers->give(samples);
            });
    connect(m_slivers, &PageEditor::failed, this, &PartsPage::refused);
    connect(m_slivers, &PageEditor::noticed, this, &PartsPage::noticed);
    connect(m_slivers, &SliverGiving::given, this, &PartsPage::changedTogether);
}

/// Chooses sample and part, and shows the place with some of what lies around it.
void PartsPage::goTo(const SampleProblem& problem)
{
    constexpr double kAround = 12.0; // pixels
    const auto sample = m_session.document()->placeOf(problem.sample);
    if (!sample) {
        return;
    }
    m_session.selection().setSample(*sample);
    m_choice->chooseNamed(problem.part);
    if (const auto& [left, top, width, height] = problem.place; width > 0) {
        m_editor->lookAt(
            QRectF(left, top, width, height).adjusted(-kAround, -kAround, kAround, kAround));
    }
}

std::vector<ActionGroup> PartsPage::menuGroups() const
{
    return m_commands->all();
}

PartSamples& PartsPage::samples()
{
    return m_lists->samples();
}

QAction* PartsPage::unlockAction() const
{
    return m_lock->unlockAction();
}

bool PartsPage::isDrawing() const
{
    return m_editor->isDrawing();
}

void PartsPage::takeBackStep()
{
    m_editor->takeBackStep();
}

bool PartsPage::hasTakenBack() const
{
    return m_editor->hasTakenBack();
}

void PartsPage::bringBackStep()
{
    m_editor->bringBackStep();
}

void PartsPage::setLook(const PartsLook& look)
{
    for (PartEditor* editor : m_editors) {
        editor->setLook(look);
    }
}

/// A name of the part set brings its colour.
void PartsPage::rename(int part, const QString& name)
{
    const auto before = m_editor->partNames();
    m_editor->rename(part, m_sets->lookOf(name.toStdString()));
    m_choice->choosePart(part); // and not what is missing by its old name
    if (m_editor->partNames() == before) {
        m_panel->askNameAgain(name);
    }
}

void PartsPage::showSample()
{
    m_editor->leaveSample();
    m_stack->setCurrentIndex(m_choice->hasSample() ? 1 : 0);
    showEditor();
    if (!m_choice->hasSample()) {
        m_lock->unlockAction()->setEnabled(false);
        return;
    }
    if (std::exchange(m_shownSample, m_choice->sampleId()) != m_choice->sampleId()) {
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
    m_choice->setEditor(m_editor);
    for (QAction* action : m_commands->ofParts()) {
        action->setEnabled(m_choice->hasSample());
    }
    for (PartEditor* editor : m_editors) {
        const bool isShown = editor == m_editor;
        editor->bar()->setVisible(isShown);
        editor->area()->setVisible(isShown);
        for (QAction* action : editor->actions()) {
            action->setEnabled(m_choice->hasSample());
            action->setVisible(isShown);
        }
    }
    m_editSets->setEnabled(m_choice->hasSample());
    m_preview->action()->setEnabled(m_choice->hasSample());
    m_lists->problemsAction()->setEnabled(m_choice->hasSample());
    for (QAction* action : m_copying->actions()) {
        action->setEnabled(m_choice->hasSample());
        action->setVisible(m_editor->takesGhosts());
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
    m_choice->showSet();
    m_editor->showSample();
    m_editor->showParts();
    m_panel->setBackgroundCounted(m_session.study().settings.background == Background::OwnPart);
    m_choice->chooseAgain();
    followLock();
}

void PartsPage::followLock()
{
    if (!m_choice->hasSample()) {
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
