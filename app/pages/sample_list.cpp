// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/sample_list.h"

#include "app/document/study_session.h"
#include "core/knowledge/knowledge_split.h"
#include "core/parts/part_names.h"
#include "core/study/part_sets.h"
#include "widgets/tables/kept_choice.h"
#include "widgets/tables/sample_list_model.h"

#include <QComboBox>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <set>

namespace palimpsest {

namespace {

double sum(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// What of the salient strength of both models is not preserved.
std::optional<double> changeOf(const KnowledgeAmounts& amounts)
{
    const double preserved = sum(amounts.preserved);
    const double differs = sum(amounts.discarded) + sum(amounts.gained);
    return ratio(differs, preserved + differs);
}

/// Samples of which values could not be made or read.
std::set<std::size_t> failedSamples(const StudySession& session)
{
    std::set<std::size_t> failed;
    for (const auto& [unit, asRead] : session.values()->units) {
        const UnitReport now = session.report(unit);
        if (now.state == UnitState::Damaged ||
            (now.state == UnitState::Missing && !now.reason.empty())) {
            failed.insert(unit.sample);
        }
    }
    return failed;
}

/// Why each sample has no change beside others that do. Looks at every unit, so it is asked for
/// when values change, and not at each epoch.
std::vector<SampleChange> unanalysed(const StudySession& session, int samples)
{
    std::vector<SampleChange> changes(static_cast<std::size_t>(samples));
    if (session.analysis() == nullptr || session.values() == nullptr) {
        return changes;
    }
    const std::set<std::size_t> stale = session.staleSamples();
    const std::set<std::size_t> failed = failedSamples(session);
    for (std::size_t sample = 0; sample < changes.size(); ++sample) {
        changes[sample].state = failed.contains(sample)  ? QObject::tr("failed")
                                : stale.contains(sample) ? QObject::tr("stale")
                                                         : QObject::tr("no values");
    }
    return changes;
}

/// Keeps the list: names and classes at once, thumbnails as they are made.
class SampleKeeper : public QObject
{
public:
    SampleKeeper(StudySession& session, SampleListModel& model);

private:
    void fill();
    QImage thumbnailOf(std::size_t sample);
    SampleParts partsOf(std::size_t sample);
    void updateParts();
    void updateChanges();
    void fillChanges();

    StudySession& m_session;
    SampleListModel& m_model;
    std::vector<SampleChange> m_unanalysed;
    std::set<std::size_t> m_stale; ///< samples, as values were read last
};

SampleKeeper::SampleKeeper(StudySession& session, SampleListModel& model)
    : QObject(&model), m_session(session), m_model(model)
{
    connect(&session, &StudySession::opened, this, &SampleKeeper::fill);
    connect(&session, &StudySession::studyChanged, this, &SampleKeeper::fill);
    connect(&session.looks(), &SampleLooks::changed, this, [this](std::size_t sample) {
        m_model.setThumbnail(static_cast<int>(sample), thumbnailOf(sample));
        m_model.setParts(static_cast<int>(sample), partsOf(sample));
    });
    connect(&session, &StudySession::settingsChanged, this, &SampleKeeper::updateParts);
    connect(&session, &StudySession::unitsReset, this, &SampleKeeper::updateParts);
    connect(&session, &StudySession::analysisChanged, this, &SampleKeeper::updateChanges);
    connect(&session.selection(), &Selection::epochChanged, this, &SampleKeeper::fillChanges);
    fill();
}

void SampleKeeper::fill()
{
    std::vector<SampleEntry> entries;
    m_stale.clear(); // of the study before
    if (m_session.document() != nullptr) {
        const Study& study = m_session.study();
        for (std::size_t i = 0; i < study.samples.size(); ++i) {
            const Sample& sample = study.samples[i];
            entries.push_back({.id = QString::fromStdString(sample.id),
                               .className = QString::fromStdString(
                                   study.classes[static_cast<std::size_t>(sample.label)]),
                               .thumbnail = thumbnailOf(i),
                               .change = {},
                               .sentence = QString::fromStdString(sample.text),
                               .parts = partsOf(i)});
        }
    }
    m_model.setSamples(std::move(entries));
    updateChanges();
}

SampleParts SampleKeeper::partsOf(std::size_t sample)
{
    const Study& study = m_session.study();
    SampleParts parts{.drawn = {},
                      .missing = 0,
                      .isChecked = study.samples[sample].isChecked,
                      .isStale = m_stale.contains(sample)};
    const SampleLook* look = m_session.looks().of(sample);
    if (look == nullptr || !look->parts) {
        return parts;
    }
    const std::string& checkedParts = study.samples[sample].checkedParts;
    parts.isChanged = parts.isChecked && !checkedParts.empty() && checkedParts != look->partsHash;
    parts.drawn = static_cast<int>(look->drawn.size());
    if (const PartNames* set = partSetFor(study, study.samples[sample])) {
        parts.missing = static_cast<int>(missingParts(*set, look->drawn).size());
    }
    return parts;
}

/// After values were read, or part sets or what is checked were changed.
void SampleKeeper::updateParts()
{
    m_stale.clear();
    if (m_session.document() == nullptr) {
        return;
    }
    if (m_session.values() != nullptr) {
        m_stale = m_session.staleSamples();
    }
    for (int row = 0; row < m_model.rowCount(); ++row) {
        m_model.setParts(row, partsOf(static_cast<std::size_t>(row)));
    }
}

/// None until the sample is read.
QImage SampleKeeper::thumbnailOf(std::size_t sample)
{
    const SampleLook* look = m_session.looks().of(sample);
    return look != nullptr ? look->thumbnail : QImage();
}

void SampleKeeper::updateChanges()
{
    m_unanalysed = unanalysed(m_session, m_model.rowCount());
    fillChanges();
}

/// Change at the epoch, of those that have one.
void SampleKeeper::fillChanges()
{
    std::vector<SampleChange> changes = m_unanalysed;
    if (const Analysis* analysis = m_session.analysis()) {
        for (std::size_t i = 0; i < analysis->samples.size(); ++i) {
            const KnowledgeFigures& figures = analysis->curve[m_session.epochIndex()].samples[i];
            changes[analysis->samples[i].index] = {changeOf(figures.byOrder), {}};
        }
    }
    m_model.setChanges(changes);
}

} // namespace

void keepSamples(StudySession& session, SampleListModel& model)
{
    new SampleKeeper(session, model); // which is the model's own
}

QWidget* makeSampleList(StudySession& session, SampleListModel& model)
{
    auto* pane = new QWidget;
    pane->setMinimumWidth(196);
    pane->setMaximumWidth(240);
    auto* sorted = new QSortFilterProxyModel(pane);
    sorted->setSourceModel(&model);
    sorted->setSortRole(SampleListModel::ChangeRole);
    auto* order = new QComboBox;
    order->addItems({QObject::tr("In the study’s order"), QObject::tr("Most changed first")});
    order->setToolTip(QObject::tr("Δ: share of what is salient in the reference or the chosen "
                                  "epoch that is not preserved"));
    QObject::connect(order, &QComboBox::activated, sorted, [sorted](int index) {
        sorted->sort(index == 0 ? -1 : 0, Qt::DescendingOrder);
    });
    auto* list = new QListView;
    list->setObjectName("samples");
    list->setAccessibleName(QObject::tr("Samples"));
    list->setModel(sorted);
    list->setItemDelegate(new SampleDelegate(list));
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformItemSizes(true);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    keepChoice(*list);
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(order);
    layout->addWidget(list, 1);

    const auto showCurrent = [&session, sorted, list] {
        const auto row = static_cast<int>(session.selection().sample());
        list->setCurrentIndex(sorted->mapFromSource(sorted->sourceModel()->index(row, 0)));
    };
    QObject::connect(list->selectionModel(), &QItemSelectionModel::currentChanged, list,
                     [&session, sorted](const QModelIndex& current) {
                         if (current.isValid()) {
                             session.selection().setSample(
                                 static_cast<std::size_t>(sorted->mapToSource(current).row()));
                         }
                     });
    QObject::connect(&session.selection(), &Selection::sampleChanged, list, showCurrent);
    QObject::connect(sorted, &QAbstractItemModel::modelReset, list, showCurrent);
    showCurrent();
    return pane;
}

} // namespace palimpsest
