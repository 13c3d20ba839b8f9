// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_page.h"

#include "app/pages/preview_panel.h"
#include "app/pages/run_panel.h"
#include "app/pages/study_accuracies.h"
#include "app/pages/study_additions.h"
#include "app/pages/study_choices.h"
#include "app/pages/study_matrix.h"
#include "app/pages/study_preview.h"
#include "app/pages/study_removals.h"
#include "core/study/accuracy_sets.h"
#include "widgets/panels/empty_state.h"
#include "widgets/style/theme.h"
#include "widgets/tables/unit_matrix_view.h"

#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>

namespace palimpsest {

namespace {

constexpr int kLeastSideWidth = 332;

/// What the numbers below the epochs are, and whether they still hold; empty where there are none.
QString noteOnAccuracies(const Study& study)
{
    const auto indices = allCheckpoints(study);
    const bool hasAny = std::ranges::any_of(indices, [&](const CheckpointIndex& at) {
        return study.lineages[at.lineage].checkpoints[at.checkpoint].accuracy.has_value();
    });
    return hasAny ? StudyPage::tr("Below the epochs: %1, in percent. ")
                            .arg(QString::fromStdString(accuracyName(study))) +
                        QString::fromStdString(outdatedAccuracies(study))
                  : QString();
}

} // namespace

StudyPage::StudyPage(StudySession& session, Dialogs& dialogs, QWidget* parent)
    : QWidget(parent), m_session(session), m_matrix(new StudyMatrix(session, this)),
      m_choices(new StudyChoices(session, dialogs, this)),
      m_additions(new StudyAdditions(session, dialogs, *m_choices, this)),
      m_accuracies(new StudyAccuracies(session, dialogs, this)),
      m_removals(new StudyRemovals(
          session, dialogs, [this] { return m_matrix->chosenUnit().checkpoint; }, this)),
      // After the matrix: what it shows is chosen there.
      m_preview(new StudyPreview(session, *m_matrix, this)), m_stack(new QStackedWidget),
      m_empty(new EmptyState), m_accuraciesNote(new QLabel)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeMatrixPane(), 1);
    layout->addWidget(makeSidePane());
    connect(m_matrix, &StudyMatrix::sampleActivated, this, &StudyPage::sampleActivated);
    connect(m_matrix, &StudyMatrix::menuRequested, this,
            [this](QMenu* menu, bool isOfSample, bool isOfCheckpoint) {
                if (isOfSample) {
                    m_removals->offerSample(menu);
                }
                if (isOfCheckpoint) {
                    m_removals->offerCheckpoint(menu);
                }
            });
    for (const PageEditor* editor :
         std::initializer_list<PageEditor*>{m_choices, m_additions, m_accuracies, m_removals}) {
        connect(editor, &PageEditor::attempted, this, &StudyPage::attempted);
        connect(editor, &PageEditor::failed, this, &StudyPage::failed);
        connect(editor, &PageEditor::warned, this, &StudyPage::warned);
        connect(editor, &PageEditor::noticed, this, &StudyPage::noticed);
    }
    connect(&session, &StudySession::opened, this, &StudyPage::showStudy);
    connect(&session, &StudySession::studyChanged, this, &StudyPage::showStudy);
    setFocusProxy(m_matrix->view());
    showStudy();
    m_preview->show(); // only now: the side is as wide as the panel needs, which may hide itself
}

QWidget* StudyPage::makeMatrixPane()
{
    auto* pane = new QWidget;
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    auto* bar = new QHBoxLayout;
    const auto addButton = [&](const QString& icon, const QString& text, const QString& tip,
                               auto* receiver, auto slot) {
        auto* button = new QPushButton(themedIcon(icon), text);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, receiver, slot);
        bar->addWidget(button);
    };
    addButton("add-sample", tr("Add samples…"),
              tr("Pictures, sentences, data sets; or drop them on the window"), m_additions,
              &StudyAdditions::addSamples);
    addButton("add-checkpoint", tr("Add checkpoints…"),
              tr("Files or folders of runs; or drop them on the window"), m_additions,
              &StudyAdditions::addCheckpoints);
    addButton("check", tr("Measure accuracies…"),
              tr("Of every checkpoint on labelled pictures or sentences"), m_accuracies,
              &StudyAccuracies::measureAccuracies);
    bar->addStretch();
    layout->addLayout(bar);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_matrix->view());
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeMatrixLegend());
    m_accuraciesNote->setObjectName("accuraciesNote");
    m_accuraciesNote->setWordWrap(true);
    layout->addWidget(m_accuraciesNote);
    return pane;
}

QWidget* StudyPage::makeSidePane()
{
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(4, 14, 10, 12);
    layout->setSpacing(14);
    const auto addBox = [&](const QString& title, QWidget* content) {
        auto* box = new QGroupBox(title);
        (new QVBoxLayout(box))->addWidget(content);
        layout->addWidget(box);
    };
    addBox(tr("Values"), makeRunPanel());
    // Above what it shows the effect of, to be seen beside it.
    layout->addWidget(m_preview->panel());
    addBox(tr("Settings"), m_choices->panel());
    layout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(side);
    // It does not scroll sideways, so that no text may need more.
    const int needed = side->minimumSizeHint().width() +
                       scroll->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, scroll);
    scroll->setFixedWidth(std::max(kLeastSideWidth, needed));
    return scroll;
}

QWidget* StudyPage::makeRunPanel()
{
    auto* run = new RunPanel;
    Extractor& extractor = m_session.extractor();
    connect(&m_session, &StudySession::costChanged, run, &RunPanel::setCost);
    connect(&m_session, &StudySession::runningChanged, run,
            [run, &extractor] { run->setRunning(extractor.isRunning()); });
    connect(&extractor, &Extractor::pausedChanged, run, &RunPanel::setPaused);
    connect(run, &RunPanel::extractRequested, this, [this] { m_session.extract(); });
    connect(run, &RunPanel::cancelRequested, &extractor, &Extractor::cancel);
    connect(run, &RunPanel::pauseRequested, &extractor, &Extractor::setPaused);
    return run;
}

/// What a model says is asked for only while it is seen.
void StudyPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_preview->show();
}

/// The matrix, or what there has to be before there is one.
void StudyPage::showStudy()
{
    if (m_session.document() == nullptr) {
        return;
    }
    const Study& study = m_session.study();
    const QString note = noteOnAccuracies(study);
    m_accuraciesNote->setText(note);
    m_accuraciesNote->setVisible(!note.isEmpty());
    m_stack->setCurrentIndex(study.samples.empty() || study.lineages.empty() ? 0 : 1);
    if (study.samples.empty()) {
        m_empty->setContent("add-sample", tr("No samples yet"), m_additions->wantedSamples(),
                            tr("Add samples…"), [this] { m_additions->addSamples(); });
    } else if (study.lineages.empty()) {
        m_empty->setContent("add-checkpoint", tr("No checkpoints yet"),
                            tr("Drop the checkpoints of a run here, or choose them."),
                            tr("Add checkpoints…"), [this] { m_additions->addCheckpoints(); });
    }
}

} // namespace palimpsest
