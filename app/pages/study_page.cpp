// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_page.h"

#include "app/document/study_names.h"
#include "app/pages/preview_panel.h"
#include "app/pages/run_panel.h"
#include "app/pages/settings_panel.h"
#include "core/study/accuracy_sets.h"
#include "core/study/own_files.h"
#include "core/study/study_names.h"
#include "widgets/panels/empty_state.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/theme.h"
#include "widgets/tables/sample_list_model.h"
#include "widgets/tables/unit_matrix_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr int kThumbnailSide = 72; // device pixels: sharp at 2×

UnitCell cellOf(UnitProgress progress, const UnitReport& report)
{
    if (progress != UnitProgress::AtRest) {
        return progress == UnitProgress::Running ? UnitCell::Running : UnitCell::Queued;
    }
    switch (report.state) {
    case UnitState::Missing:
        return report.reason.empty() ? UnitCell::Empty : UnitCell::Failed;
    case UnitState::Complete:
        if (report.nonFinite > 0) {
            break;
        }
        return report.derived ? UnitCell::Derived : UnitCell::Done;
    case UnitState::Stale:
        return UnitCell::Stale;
    case UnitState::Damaged:
        break;
    }
    return UnitCell::Failed;
}

/// What is to be known of a checkpoint beside its accuracy: its outputs, where its files lead that
/// are links, and what its network is computed with.
QString notesOf(const std::filesystem::path& folder, const Checkpoint& checkpoint)
{
    QStringList lines;
    if (checkpoint.outputs) {
        lines << StudyPage::tr("answers with %1")
                     .arg(QString::fromStdString(describe(*checkpoint.outputs)));
    }
    for (const LinkedFile& link : linkedFiles(folder, checkpoint.weights)) {
        lines << StudyPage::tr("%1 → %2").arg(
            QString::fromStdString(link.inside.filename().string()),
            QString::fromStdString(link.target.string()));
    }
    if (const std::string facts = describe(checkpoint.network); !facts.empty()) {
        lines << StudyPage::tr("Computed with %1").arg(QString::fromStdString(facts));
        lines << QString::fromStdString(assumptionNote(checkpoint.network));
    }
    return lines.join(QLatin1Char('\n')).trimmed();
}

std::vector<MatrixCheckpoint> matrixCheckpoints(const std::filesystem::path& folder,
                                                const Study& study)
{
    std::vector<MatrixCheckpoint> columns;
    for (const Lineage& lineage : study.lineages) {
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            columns.push_back({QString::fromStdString(lineage.name), checkpoint.epoch,
                               checkpoint.accuracy, QString::fromStdString(accuracyName(study)),
                               notesOf(folder, checkpoint)});
        }
    }
    return columns;
}

/// What can be added to a study that has no samples.
QString wantedSamples(const Study& study)
{
    const Preprocessing& preprocessing = study.preprocessing;
    if (study.tokenisation) {
        return StudyPage::tr("Drop a table of sentences here (TSV, CSV, JSONL), or write one.");
    }
    if (preprocessing.resizing.mode != ResizeMode::None) {
        return StudyPage::tr("Drop pictures here, or a data set: a folder of classes or a table.");
    }
    return StudyPage::tr("Drop pictures of %1 × %2 pixels here, or choose them.")
        .arg(preprocessing.width)
        .arg(preprocessing.height);
}

} // namespace

StudyPage::StudyPage(StudySession& session, Dialogs& dialogs, QWidget* parent)
    : QWidget(parent), m_session(session), m_dialogs(dialogs),
      m_removals(new StudyRemovals(
          session, dialogs, [this] { return unitOfPreview().checkpoint; }, this)),
      m_model(new UnitMatrixModel(this)), m_matrix(new UnitMatrixView), m_stack(new QStackedWidget),
      m_empty(new EmptyState), m_run(new RunPanel), m_settings(new SettingsPanel(dialogs)),
      m_prepare(new QPushButton(tr("Prepare pictures otherwise…"))), m_preview(new PreviewPanel),
      m_measuring(new RunStatus(tr("Stop; accuracies stay as they are")))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeMatrixPane(), 1);
    layout->addWidget(makeSidePane());
    connectMatrix();
    connectMeter();
    connect(m_removals, &StudyRemovals::attempted, this,
            [this] { emit attempted(Attempt::RenameOrRemove); });
    connect(m_removals, &StudyRemovals::failed, this,
            [this](const QString& why) { emit failed(why, Attempt::RenameOrRemove); });
    connect(&session, &StudySession::opened, this, &StudyPage::showStudy);
    connect(&session, &StudySession::studyChanged, this, &StudyPage::showStudy);
    connect(&session, &StudySession::drawingChanged, this, &StudyPage::showSample);
    connect(&session, &StudySession::settingsChanged, this, &StudyPage::showSettings);
    connect(&session, &StudySession::unitsReset, this, &StudyPage::showUnits);
    connect(&session, &StudySession::unitChanged, this, &StudyPage::showUnit);
    connect(&session, &StudySession::costChanged, m_run, &RunPanel::setCost);
    connect(&session, &StudySession::runningChanged, this,
            [this] { m_run->setRunning(m_session.extractor().isRunning()); });
    connect(m_run, &RunPanel::extractRequested, this, [this] { m_session.extract(); });
    connect(m_run, &RunPanel::cancelRequested, &session.extractor(), &Extractor::cancel);
    connect(m_run, &RunPanel::pauseRequested, &session.extractor(), &Extractor::setPaused);
    connect(&session.extractor(), &Extractor::pausedChanged, m_run, &RunPanel::setPaused);
    connect(&session.selection(), &Selection::sampleChanged, this, [this] {
        const int column = std::max(0, m_matrix->currentIndex().column());
        m_matrix->setCurrentIndex(
            m_model->index(static_cast<int>(m_session.selection().sample()), column));
        showPreview();
    });
    connect(&session.extractor(), &Extractor::previewFailed, m_preview, &PreviewPanel::setProblem);
    connect(&session.extractor(), &Extractor::previewed, this, &StudyPage::takePreview);
    showStudy();
}

QWidget* StudyPage::makeMatrixPane()
{
    auto* pane = new QWidget;
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    auto* bar = new QHBoxLayout;
    const auto addButton = [&](const QString& icon, const QString& text, const QString& tip,
                               auto slot) {
        auto* button = new QPushButton(themedIcon(icon), text);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, slot);
        bar->addWidget(button);
    };
    addButton("add-sample", tr("Add samples…"),
              tr("Pictures, sentences, data sets; or drop them on the window"),
              &StudyPage::addSamples);
    addButton("add-checkpoint", tr("Add checkpoints…"),
              tr("Files or folders of runs; or drop them on the window"),
              &StudyPage::addCheckpoints);
    addButton("check", tr("Measure accuracies…"),
              tr("Of every checkpoint on labelled pictures or sentences"),
              &StudyPage::measureAccuracies);
    bar->addStretch();
    bar->addWidget(m_measuring);
    m_measuring->hide();
    layout->addLayout(bar);
    m_matrix->setMatrix(m_model);
    m_matrix->setObjectName("unitMatrix");
    m_matrix->setAccessibleName(tr("Values of every checkpoint on every sample"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_matrix);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeMatrixLegend());
    return pane;
}

void StudyPage::connectMatrix()
{
    connect(m_matrix, &UnitMatrixView::unitChosen, this, [this](int row, int) {
        m_session.selection().setSample(static_cast<std::size_t>(row));
        showPreview();
    });
    connect(m_matrix, &UnitMatrixView::sampleActivated, this, [this](int row) {
        m_session.selection().setSample(static_cast<std::size_t>(row));
        emit sampleActivated();
    });
    connect(m_matrix, &UnitMatrixView::menuRequested, this, &StudyPage::fillMenu);
    connect(m_matrix, &UnitMatrixView::extractRequested, this, [this](int column) {
        const Study& study = m_session.study();
        m_session.extract(checkpointName(study, checkpointOfColumn(study, column)));
    });
}

void StudyPage::fillMenu(QMenu* menu, int row, int column)
{
    // It acts on what is chosen.
    const QModelIndex current = m_matrix->currentIndex();
    const int chosenRow = row >= 0 ? row : std::max(0, current.row());
    const int chosenColumn = column >= 0 ? column : std::max(0, current.column());
    m_matrix->setCurrentIndex(m_model->index(chosenRow, chosenColumn));
    if (row >= 0) {
        m_removals->offerSample(menu);
    }
    if (column >= 0) {
        m_removals->offerCheckpoint(menu);
    }
}

MatrixSample StudyPage::matrixSample(std::size_t sample)
{
    const Study& study = m_session.study();
    const Sample& of = study.samples[sample];
    const SampleSheet& sheet = m_session.document()->sheet(sample);
    return {QString::fromStdString(of.id),
            QString::fromStdString(study.classes[static_cast<std::size_t>(of.label)]),
            sheet.parts.partCount(),
            study.tokenisation ? QImage() : thumbnailOf(sheet.picture, sheet.parts, kThumbnailSide),
            QString::fromStdString(of.text),
            sheet.pictureProblem.isEmpty() ? sheet.partsProblem : sheet.pictureProblem};
}

void StudyPage::showSample(std::size_t sample)
{
    m_model->setSample(static_cast<int>(sample), matrixSample(sample));
    showUnitsOf(sample);
    showPreview();
}

void StudyPage::showStudy()
{
    if (m_session.document() == nullptr) {
        m_model->setStudy({}, {});
        m_preview->clear();
        return;
    }
    const Study& study = m_session.study();
    std::vector<MatrixSample> rows;
    for (std::size_t i = 0; i < study.samples.size(); ++i) {
        rows.push_back(matrixSample(i));
    }
    const bool isEmpty = study.samples.empty() || study.lineages.empty();
    m_model->setStudy(std::move(rows), matrixCheckpoints(m_session.document()->folder(), study));
    m_stack->setCurrentIndex(isEmpty ? 0 : 1);
    if (study.samples.empty()) {
        m_empty->setContent("add-sample", tr("No samples yet"), wantedSamples(study),
                            tr("Add samples…"), [this] { addSamples(); });
    } else if (study.lineages.empty()) {
        m_empty->setContent("add-checkpoint", tr("No checkpoints yet"),
                            tr("Drop the checkpoints of a run here, or choose them."),
                            tr("Add checkpoints…"), [this] { addCheckpoints(); });
    }
    showSettings();
    showUnits();
}

void StudyPage::showSettings()
{
    m_settings->setStudy(m_session.study());
    m_prepare->setVisible(!m_session.study().tokenisation);
}

void StudyPage::showUnits()
{
    if (m_session.document() == nullptr) {
        return;
    }
    const Study& study = m_session.study();
    for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
        showUnitsOf(sample);
    }
    showPreview();
}

void StudyPage::showUnitsOf(std::size_t sample)
{
    const Study& study = m_session.study();
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            showUnit({{lineage, i}, sample});
        }
    }
}

void StudyPage::showUnit(const UnitIndex& unit)
{
    const UnitReport report = m_session.report(unit);
    const bool hasParts = m_session.document()->sheet(unit.sample).parts.partCount() > 0;
    m_model->setCell(static_cast<int>(unit.sample),
                     columnOfCheckpoint(m_session.study(), unit.checkpoint),
                     hasParts ? cellOf(m_session.progress(unit), report) : UnitCell::Empty,
                     QString::fromStdString(report.reason));
}

} // namespace palimpsest
