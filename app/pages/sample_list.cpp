// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/sample_list.h"

#include "app/document/study_session.h"
#include "core/knowledge/knowledge_split.h"
#include "widgets/tables/kept_choice.h"
#include "widgets/tables/sample_list_model.h"

#include <QApplication>
#include <QComboBox>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <memory>
#include <numeric>

namespace palimpsest {

namespace {

constexpr int kThumbnailSide = 96; // device pixels: sharp at 2×

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

/// None of a sentence, whose words are read.
QImage thumbnail(StudySession& session, std::size_t sample)
{
    if (session.study().tokenisation) {
        return {};
    }
    const SampleSheet& sheet = session.document()->sheet(sample);
    return thumbnailOf(sheet.picture, sheet.parts, kThumbnailSide);
}

void fillSamples(StudySession& session, SampleListModel& model)
{
    std::vector<SampleEntry> entries;
    if (session.document() != nullptr) {
        const Study& study = session.study();
        for (std::size_t i = 0; i < study.samples.size(); ++i) {
            const Sample& sample = study.samples[i];
            entries.push_back({.id = QString::fromStdString(sample.id),
                               .className = QString::fromStdString(
                                   study.classes[static_cast<std::size_t>(sample.label)]),
                               .thumbnail = thumbnail(session, i),
                               .change = {},
                               .sentence = QString::fromStdString(sample.text)});
        }
    }
    model.setSamples(std::move(entries));
}

/// Why each sample has no change beside others that do. Looks at every unit, so it is asked for
/// when values change, and not at each epoch.
std::vector<SampleChange> unanalysed(const StudySession& session, int samples)
{
    std::vector<SampleChange> changes(static_cast<std::size_t>(samples));
    for (std::size_t sample = 0; session.analysis() != nullptr && sample < changes.size();
         ++sample) {
        changes[sample].state =
            session.hasStaleValues(sample) ? QObject::tr("stale") : QObject::tr("no values");
    }
    return changes;
}

/// Change at the epoch, of those that have one.
void fillChanges(StudySession& session, SampleListModel& model, std::vector<SampleChange> changes)
{
    if (const Analysis* analysis = session.analysis()) {
        for (std::size_t i = 0; i < analysis->samples.size(); ++i) {
            const KnowledgeFigures& figures = analysis->curve[session.epochIndex()].samples[i];
            changes[analysis->samples[i].index] = {changeOf(figures.byOrder), {}};
        }
    }
    model.setChanges(changes);
}

} // namespace

void keepSamples(StudySession& session, SampleListModel& model)
{
    const auto without = std::make_shared<std::vector<SampleChange>>();
    const auto changes = [&session, &model, without] {
        *without = unanalysed(session, model.rowCount());
        fillChanges(session, model, *without);
    };
    const auto fill = [&session, &model, changes] {
        fillSamples(session, model);
        changes();
    };
    QObject::connect(&session, &StudySession::opened, &model, fill);
    QObject::connect(&session, &StudySession::studyChanged, &model, fill);
    QObject::connect(&session, &StudySession::drawingChanged, &model, [&](std::size_t sample) {
        model.setThumbnail(static_cast<int>(sample), thumbnail(session, sample));
    });
    QObject::connect(&session, &StudySession::analysisChanged, &model, changes);
    QObject::connect(&session.selection(), &Selection::epochChanged, &model,
                     [&session, &model, without] { fillChanges(session, model, *without); });
    fill();
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
    layout->setContentsMargins(8, 8, 0, 8);
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
