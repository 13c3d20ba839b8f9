// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_matrix.h"

#include "app/document/study_names.h"
#include "core/study/accuracy_sets.h"
#include "core/study/own_files.h"
#include "core/study/study_names.h"
#include "widgets/tables/unit_matrix_view.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

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

/// How stored answers look like other outputs than those they are taken for, a clause; or empty.
std::string looksOf(const StudyValues& values, CheckpointIndex index, OutputKind outputs)
{
    Matrix<float> answers;
    for (auto of = values.tables.lower_bound({index, 0});
         of != values.tables.end() && of->first.checkpoint == index; ++of) {
        addAnswers(of->second, answers);
    }
    return looksOtherwise(decideOutputs(answers), outputs);
}

/// What a checkpoint answers with, as the study tells or its values show, and what speaks against
/// it; nothing where that is not known.
QStringList outputNotes(const StudySession& session, CheckpointIndex index)
{
    const Checkpoint& checkpoint =
        session.study().lineages[index.lineage].checkpoints[index.checkpoint];
    const StudyValues* values = session.values();
    std::optional<OutputKind> outputs = checkpoint.outputs;
    if (!outputs && values != nullptr) {
        const auto known = values->outputs.find(index);
        outputs = known == values->outputs.end() ? outputs : known->second;
    }
    if (!outputs) {
        return {};
    }
    QStringList lines = {
        StudyMatrix::tr("answers with %1")
            .arg(QString::fromStdString(describe(*outputs, checkpoint.isSingleOutput)))};
    const std::string looks =
        values != nullptr && checkpoint.outputs ? looksOf(*values, index, *outputs) : std::string();
    if (!looks.empty()) {
        lines << StudyMatrix::tr("but %1").arg(QString::fromStdString(looks));
    }
    return lines;
}

/// What is to be known of a checkpoint beside its accuracy: its outputs, where its files lead that
/// are links, and what its network is computed with.
QString notesOf(StudySession& session, CheckpointIndex index)
{
    QStringList lines = outputNotes(session, index);
    const Checkpoint& checkpoint =
        session.study().lineages[index.lineage].checkpoints[index.checkpoint];
    for (const LinkedFile& link : linkedFiles(session.document()->folder(), checkpoint.weights)) {
        lines << StudyMatrix::tr("%1 → %2").arg(
            QString::fromStdString(link.inside.filename().string()),
            QString::fromStdString(link.target.string()));
    }
    if (const std::string facts = describe(checkpoint.network); !facts.empty()) {
        lines << StudyMatrix::tr("Computed with %1").arg(QString::fromStdString(facts));
        lines << QString::fromStdString(assumptionNote(checkpoint.network));
    }
    return lines.join(QLatin1Char('\n')).trimmed();
}

std::vector<MatrixCheckpoint> matrixCheckpoints(StudySession& session)
{
    const Study& study = session.study();
    std::vector<MatrixCheckpoint> columns;
    for (const CheckpointIndex& index : allCheckpoints(study)) {
        const Lineage& lineage = study.lineages[index.lineage];
        const Checkpoint& checkpoint = lineage.checkpoints[index.checkpoint];
        columns.push_back({QString::fromStdString(lineage.name), checkpoint.epoch,
                           checkpoint.accuracy, QString::fromStdString(accuracyName(study)),
                           notesOf(session, index), areAccuraciesOutdated(study)});
    }
    return columns;
}

bool haveSameName(const MatrixCheckpoint& a, const MatrixCheckpoint& b)
{
    return a.lineage == b.lineage && a.epoch == b.epoch;
}

/// Columns of `some` whose names none of `others` has.
std::vector<int> columnsOnlyIn(const std::vector<MatrixCheckpoint>& some,
                               const std::vector<MatrixCheckpoint>& others)
{
    std::vector<int> columns;
    for (std::size_t i = 0; i < some.size(); ++i) {
        if (std::ranges::none_of(others, [&](const MatrixCheckpoint& other) {
                return haveSameName(some[i], other);
            })) {
            columns.push_back(static_cast<int>(i));
        }
    }
    return columns;
}

/// Where a checkpoint that stood at `column` of `before` is now: by its name, or where that is
/// another, among as many new names; else what has taken its place.
int columnAfter(int column, const std::vector<MatrixCheckpoint>& before,
                const std::vector<MatrixCheckpoint>& now)
{
    const MatrixCheckpoint& chosen = before[static_cast<std::size_t>(column)];
    const auto same = std::ranges::find_if(
        now, [&](const MatrixCheckpoint& other) { return haveSameName(chosen, other); });
    if (same != now.end()) {
        return static_cast<int>(same - now.begin());
    }
    const std::vector<int> gone = columnsOnlyIn(before, now);
    const std::vector<int> come = columnsOnlyIn(now, before);
    if (gone.size() == come.size()) {
        return come[static_cast<std::size_t>(std::ranges::find(gone, column) - gone.begin())];
    }
    return std::min(column, static_cast<int>(now.size()) - 1);
}

} // namespace

StudyMatrix::StudyMatrix(StudySession& session, QObject* parent)
    : QObject(parent), m_session(session), m_model(new UnitMatrixModel(this)),
      m_view(new UnitMatrixView)
{
    m_view->setMatrix(m_model);
    m_view->setObjectName("unitMatrix");
    m_view->setAccessibleName(tr("Values of every checkpoint on every sample"));
    connectView();
    connectSession();
    showStudy();
}

void StudyMatrix::connectView()
{
    connect(m_view, &UnitMatrixView::unitChosen, this, [this](int row, int) {
        m_session.selection().setSample(static_cast<std::size_t>(row));
        emit unitChosen();
    });
    connect(m_view, &UnitMatrixView::sampleActivated, this, [this](int row) {
        m_session.selection().setSample(static_cast<std::size_t>(row));
        emit sampleActivated();
    });
    connect(m_view, &UnitMatrixView::menuRequested, this, &StudyMatrix::requestMenu);
    connect(m_view, &UnitMatrixView::extractRequested, this, [this](int column) {
        const Study& study = m_session.study();
        m_session.extract(checkpointName(study, checkpointOfColumn(study, column)));
    });
}

void StudyMatrix::connectSession()
{
    connect(&m_session, &StudySession::opened, this, &StudyMatrix::showStudy);
    connect(&m_session, &StudySession::studyChanged, this, &StudyMatrix::showStudy);
    connect(&m_session.looks(), &SampleLooks::changed, this, &StudyMatrix::showSample);
    connect(&m_session, &StudySession::unitsReset, this, &StudyMatrix::showValues);
    connect(&m_session, &StudySession::unitChanged, this, &StudyMatrix::showUnit);
    connect(&m_session.selection(), &Selection::sampleChanged, this, [this] {
        const int column = std::max(0, m_view->currentIndex().column());
        m_view->setCurrentIndex(
            m_model->index(static_cast<int>(m_session.selection().sample()), column));
    });
}

void StudyMatrix::requestMenu(QMenu* menu, int row, int column)
{
    // It acts on what is chosen.
    const QModelIndex current = m_view->currentIndex();
    const int chosenRow = row >= 0 ? row : std::max(0, current.row());
    const int chosenColumn = column >= 0 ? column : std::max(0, current.column());
    m_view->setCurrentIndex(m_model->index(chosenRow, chosenColumn));
    emit menuRequested(menu, row >= 0, column >= 0);
}

UnitIndex StudyMatrix::chosenUnit() const
{
    const QModelIndex current = m_view->currentIndex();
    return {checkpointOfColumn(m_session.study(), current.isValid() ? current.column() : 0),
            m_session.selection().sample()};
}

MatrixSample StudyMatrix::rowOf(std::size_t sample)
{
    const Study& study = m_session.study();
    const Sample& of = study.samples[sample];
    MatrixSample row{.id = QString::fromStdString(of.id),
                     .className =
                         QString::fromStdString(study.classes[static_cast<std::size_t>(of.label)]),
                     .sentence = QString::fromStdString(of.text)};
    if (const SampleLook* look = m_session.looks().of(sample)) {
        row.parts = look->parts;
        row.thumbnail = look->thumbnail;
        row.problem = look->problem;
    }
    return row;
}

void StudyMatrix::showStudy()
{
    if (m_session.document() == nullptr) {
        m_model->setStudy({}, {});
        return;
    }
    const Study& study = m_session.study();
    std::vector<MatrixSample> rows;
    for (std::size_t i = 0; i < study.samples.size(); ++i) {
        rows.push_back(rowOf(i));
    }
    auto columns = matrixCheckpoints(m_session);
    const QModelIndex chosen = m_view->currentIndex();
    const int column =
        chosen.isValid() ? columnAfter(chosen.column(), m_model->checkpoints(), columns) : 0;
    m_model->setStudy(std::move(rows), std::move(columns));
    showUnits();
    m_view->setCurrentIndex(
        m_model->index(static_cast<int>(m_session.selection().sample()), column));
}

void StudyMatrix::showSample(std::size_t sample)
{
    m_model->setSample(static_cast<int>(sample), rowOf(sample));
    showUnitsOf(sample);
}

/// Values tell what checkpoints answer with, too.
void StudyMatrix::showValues()
{
    if (m_session.document() == nullptr) {
        return;
    }
    if (matrixCheckpoints(m_session) != m_model->checkpoints()) {
        showStudy();
    } else {
        showUnits();
    }
}

void StudyMatrix::showUnits()
{
    const Study& study = m_session.study();
    for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
        showUnitsOf(sample);
    }
}

void StudyMatrix::showUnitsOf(std::size_t sample)
{
    const Study& study = m_session.study();
    std::vector<MatrixCell> cells;
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            cells.push_back(cellAt({{lineage, i}, sample}));
        }
    }
    m_model->setCells(static_cast<int>(sample), std::move(cells));
}

void StudyMatrix::showUnit(const UnitIndex& unit)
{
    m_model->setCell(static_cast<int>(unit.sample),
                     columnOfCheckpoint(m_session.study(), unit.checkpoint), cellAt(unit));
}

MatrixCell StudyMatrix::cellAt(const UnitIndex& unit)
{
    const UnitReport report = m_session.report(unit);
    const UnitProgress progress = m_session.progress(unit);
    const SampleLook* look = m_session.looks().of(unit.sample);
    // What is missing of a sample that is not read yet may be so because it has no parts.
    const bool hasNone = look != nullptr && look->parts ? look->parts == 0
                                                        : progress == UnitProgress::AtRest &&
                                                              report.state == UnitState::Missing;
    return {hasNone ? UnitCell::Empty : cellOf(progress, report),
            QString::fromStdString(report.reason)};
}

} // namespace palimpsest
