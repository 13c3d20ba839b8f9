// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/parts_page.h"

#include "app/pages/sample_list.h"
#include "widgets/canvas/to_qimage.h"
#include "widgets/panels/empty_state.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/style/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace palimpsest {

namespace {

constexpr int kLargestGridSide = 20;

QSpinBox* gridSpin(const QString& name)
{
    auto* spin = new QSpinBox;
    spin->setRange(1, kLargestGridSide);
    spin->setValue(3);
    spin->setAccessibleName(name);
    spin->setToolTip(name);
    return spin;
}

} // namespace

PartsPage::PartsPage(StudySession& session, SampleListModel& samples, Dialogs& dialogs,
                     QWidget* parent)
    : QWidget(parent), m_session(session), m_dialogs(dialogs), m_canvas(new PartsCanvas),
      m_panel(new PartsPanel), m_lockBar(new QWidget), m_problem(new QLabel),
      m_stack(new QStackedWidget)
{
    auto* middle = new QVBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(makeToolBar());
    auto* lockLayout = new QHBoxLayout(m_lockBar);
    lockLayout->setContentsMargins(12, 6, 12, 6);
    auto* lockText = new QLabel(tr("Outlines are locked: values of them are stored."));
    lockText->setWordWrap(true);
    auto* unlock = new QPushButton(themedIcon("unlock"), tr("Unlock to draw"));
    unlock->setObjectName("unlockParts");
    connect(unlock, &QPushButton::clicked, m_unlock, &QAction::trigger);
    lockLayout->addWidget(lockText, 1);
    lockLayout->addWidget(unlock);
    m_lockBar->setObjectName("lockBar");
    m_lockBar->setAutoFillBackground(true);
    middle->addWidget(m_lockBar);
    m_problem->setWordWrap(true);
    m_problem->setMargin(12);
    middle->addWidget(m_problem);
    middle->addWidget(m_canvas, 1);

    auto* table = new QWidget;
    auto* layout = new QHBoxLayout(table);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_panel->setFixedWidth(300);
    layout->addWidget(makeSampleList(session, samples));
    layout->addLayout(middle, 1);
    layout->addWidget(m_panel);
    auto* empty = new EmptyState;
    empty->setContent("add-sample", tr("No samples yet"),
                      tr("Parts are drawn on pictures. Add some on the Study page."),
                      tr("Add samples…"), [this] { emit samplesRequested(); });
    m_stack->addWidget(empty);
    m_stack->addWidget(table);
    auto* pages = new QVBoxLayout(this);
    pages->setContentsMargins(0, 0, 0, 0);
    pages->addWidget(m_stack);

    makeShapeActions();
    connectCanvas();
    connectPanel();
    connect(&session, &StudySession::opened, this, [this] {
        m_unlocked.clear();
        m_currentPart.clear();
        showSample();
    });
    connect(&session, &StudySession::studyChanged, this, &PartsPage::showSample);
    connect(&session, &StudySession::unitsReset, this, &PartsPage::updateLock);
    connect(&session.selection(), &Selection::sampleChanged, this, &PartsPage::showSample);
    connect(&session, &StudySession::drawingChanged, this, [this](std::size_t sample) {
        if (sample == m_session.selection().sample()) {
            showDrawing();
        }
    });
    showSample();
}

QAction* PartsPage::addTool(DrawingTool tool, const QString& icon, const QString& text,
                            const QString& key)
{
    auto* action = new QAction(themedIcon(icon), text, m_tools);
    action->setCheckable(true);
    action->setData(static_cast<int>(tool));
    action->setShortcut(QKeySequence(key));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(text, key));
    connect(action, &QAction::triggered, this, [this, tool] {
        m_canvas->setTool(tool);
        m_canvas->setFocus();
    });
    m_toolActions.append(action);
    return action;
}

QToolBar* PartsPage::makeToolBar()
{
    auto* bar = new QToolBar;
    bar->setIconSize({20, 20});
    m_tools = new QActionGroup(this);
    bar->addAction(addTool(DrawingTool::Select, "select", tr("Select"), "V"));
    bar->addAction(addTool(DrawingTool::Polygon, "polygon", tr("Polygon"), "G"));
    bar->addAction(addTool(DrawingTool::Rectangle, "rectangle", tr("Rectangle"), "R"));
    bar->addAction(addTool(DrawingTool::Grid, "grid", tr("Grid"), "T"));
    m_toolActions.first()->setChecked(true);

    m_gridColumns = gridSpin(tr("Columns of the grid"));
    m_gridRows = gridSpin(tr("Rows of the grid"));
    QAction* columns = bar->addWidget(m_gridColumns);
    QAction* times = bar->addWidget(new QLabel(QStringLiteral(" × ")));
    QAction* rows = bar->addWidget(m_gridRows);
    const auto showGrid = [=, this] {
        for (QAction* action : {columns, times, rows}) {
            action->setVisible(m_canvas->tool() == DrawingTool::Grid);
        }
    };
    connect(m_tools, &QActionGroup::triggered, this, showGrid);
    connect(m_canvas, &PartsCanvas::toolChosen, this, [this, showGrid](DrawingTool tool) {
        for (QAction* action : m_toolActions) {
            action->setChecked(action->data().toInt() == static_cast<int>(tool));
        }
        showGrid();
    });
    showGrid();
    for (QSpinBox* spin : {m_gridColumns, m_gridRows}) {
        connect(spin, &QSpinBox::valueChanged, this,
                [this] { m_canvas->setGrid(m_gridColumns->value(), m_gridRows->value()); });
    }

    bar->addSeparator();
    const auto addView = [&](const QString& icon, const QString& text, auto slot) {
        bar->addAction(themedIcon(icon), text, m_canvas, slot);
    };
    addView("zoom-out", tr("Zoom out (Ctrl+−)"), &PictureView::zoomOut);
    addView("zoom-in", tr("Zoom in (Ctrl++)"), &PictureView::zoomIn);
    addView("zoom-fit", tr("Whole picture (Ctrl+0)"), &PictureView::zoomToFit);
    QAction* names = bar->addAction(themedIcon("eye"), tr("Names of the parts"));
    names->setCheckable(true);
    names->setChecked(true);
    connect(names, &QAction::toggled, m_canvas, &PartsCanvas::setNamesVisible);
    bar->addSeparator();
    m_unlock = new QAction(themedIcon("lock"), tr("Unlock to draw"), this);
    m_unlock->setToolTip(tr("Let parts be redrawn although values of them are stored"));
    m_unlock->setCheckable(true);
    connect(m_unlock, &QAction::toggled, this, [this](bool unlocked) {
        if (!hasSample()) {
            return;
        }
        const std::string& id = m_session.study().samples[m_session.selection().sample()].id;
        if (unlocked) {
            m_unlocked.insert(id);
        } else {
            m_unlocked.erase(id);
        }
        updateLock();
    });
    bar->addAction(m_unlock);
    return bar;
}

void PartsPage::makeShapeActions()
{
    auto* newPart = new QAction(themedIcon("add-part"), tr("New part"), this);
    newPart->setShortcut(QKeySequence("N"));
    newPart->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(newPart, &QAction::triggered, this, &PartsPage::addPart);
    addAction(newPart);
    m_panel->action(PartsPanel::Command::New)->setShortcut({}); // it would be ambiguous
    m_shapeActions.append(newPart);
    // The canvas has these keys itself; the menu only tells them.
    const auto add = [this](const QString& text, const QString& key, auto slot) {
        auto* action = new QAction(text + QLatin1Char('\t') + key, this);
        connect(action, &QAction::triggered, m_canvas, slot);
        m_shapeActions.append(action);
    };
    add(tr("Close the polygon"), tr("Return"), &PartsCanvas::finish);
    add(tr("Give up the polygon"), tr("Esc"), &PartsCanvas::giveUp);
    add(tr("Take back the last point"), tr("Backspace"), &PartsCanvas::takeBackPoint);
    add(tr("Delete the point or shape"), tr("Del"), &PartsCanvas::deleteSelected);
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

void PartsPage::refuseLocked()
{
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    if (!sheet.partsProblem.isEmpty()) {
        emit refused(tr("The file of these parts cannot be used, so it is left as it is. Mend or "
                        "delete it and open the study again."));
        return;
    }
    emit refused(tr("Values of these parts are stored. Choose “Unlock to draw” to change their "
                    "outlines."));
}

const Drawing& PartsPage::drawing()
{
    return m_session.document()->sheet(m_session.selection().sample()).drawing;
}

bool PartsPage::hasSample() const
{
    return m_session.document() != nullptr && !m_session.study().samples.empty();
}

void PartsPage::choosePart(int number)
{
    if (!hasSample()) {
        return;
    }
    const int count = static_cast<int>(drawing().parts.size());
    const int part = std::min(number, count - 1);
    m_currentPart[m_session.study().samples[m_session.selection().sample()].id] = part;
    m_canvas->setCurrentPart(part);
    m_panel->setCurrentPart(part);
}

void PartsPage::showSample()
{
    m_canvas->giveUp();
    m_stack->setCurrentIndex(hasSample() ? 1 : 0);
    for (QAction* action : m_toolActions + m_shapeActions + partActions()) {
        action->setEnabled(hasSample());
    }
    if (!hasSample()) {
        m_unlock->setEnabled(false);
        return;
    }
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    const QString problem =
        sheet.pictureProblem.isEmpty() ? sheet.partsProblem : sheet.pictureProblem;
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_canvas->setPicture(sheet.pictureProblem.isEmpty() ? toQImage(sheet.picture) : QImage());
    showDrawing();
    updateLock();
}

void PartsPage::showDrawing()
{
    const std::size_t sample = m_session.selection().sample();
    const SampleSheet& sheet = m_session.document()->sheet(sample);
    m_canvas->setDrawing(sheet.drawing);
    m_panel->setDrawing(sheet.drawing, sheet.parts);
    m_panel->setBackgroundCounted(m_session.study().settings.background == Background::OwnPart);
    const auto known = m_currentPart.find(m_session.study().samples[sample].id);
    choosePart(known != m_currentPart.end() ? std::max(0, known->second) : 0);
}

/// While values are read nobody knows.
bool PartsPage::mayHaveValues() const
{
    return m_session.values() == nullptr || m_session.hasValues(m_session.selection().sample());
}

bool PartsPage::isLocked() const
{
    const std::size_t sample = m_session.selection().sample();
    return mayHaveValues() && !m_unlocked.contains(m_session.study().samples[sample].id);
}

void PartsPage::updateLock()
{
    if (!hasSample()) {
        return;
    }
    const std::size_t sample = m_session.selection().sample();
    const bool locked = isLocked();
    const bool broken = !m_session.document()->sheet(sample).partsProblem.isEmpty();
    m_canvas->setLocked(locked || broken);
    m_panel->setLocked(locked);
    m_panel->setEnabled(!broken);
    m_lockBar->setVisible(locked && m_session.hasValues(sample));
    m_unlock->setEnabled(m_session.hasValues(sample));
    const QSignalBlocker quiet(m_unlock); // it shows the state, and decides only when clicked
    m_unlock->setChecked(m_session.hasValues(sample) && !locked);
    m_unlock->setIcon(themedIcon(locked ? "lock" : "unlock"));
}

} // namespace palimpsest
