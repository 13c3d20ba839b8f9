// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/sample_list.h"

#include "app/document/study_session.h"
#include "app/jobs/thumbnail_maker.h"
#include "core/knowledge/knowledge_split.h"
#include "widgets/tables/kept_choice.h"
#include "widgets/tables/sample_list_model.h"

#include <QApplication>
#include <QComboBox>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

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

/// Keeps the list: names and classes at once, thumbnails as they are made.
class SampleKeeper : public QObject
{
public:
    SampleKeeper(StudySession& session, SampleListModel& model);

private:
    struct Made
    {
        Sample sample;
        QImage thumbnail;
        SampleStamps stamps;
    };

    void fill();
    void dropOthers();
    void lookForThumbnails();
    void take(const std::string& id, const QImage& thumbnail, const SampleStamps& stamps);
    void takeDrawn(std::size_t sample);
    void updateChanges();
    void fillChanges();

    StudySession& m_session;
    SampleListModel& m_model;
    ThumbnailMaker m_maker;
    std::filesystem::path m_folder; ///< of the study that the thumbnails are of
    Preprocessing m_preprocessing;
    std::map<std::string, Made> m_made; ///< by sample id
    std::set<std::string> m_drawn;      ///< ids of samples that the document looks after
    std::vector<SampleChange> m_unanalysed;
};

SampleKeeper::SampleKeeper(StudySession& session, SampleListModel& model)
    : QObject(&model), m_session(session), m_model(model), m_maker(kThumbnailSide)
{
    connect(&session, &StudySession::opened, this, &SampleKeeper::fill);
    connect(&session, &StudySession::studyChanged, this, &SampleKeeper::fill);
    connect(&session, &StudySession::drawingChanged, this, &SampleKeeper::takeDrawn);
    connect(&session, &StudySession::analysisChanged, this, &SampleKeeper::updateChanges);
    connect(&session.selection(), &Selection::epochChanged, this, &SampleKeeper::fillChanges);
    connect(&m_maker, &ThumbnailMaker::made, this, &SampleKeeper::take);
    // Whoever comes back from another program may have changed files there.
    connect(qApp, &QGuiApplication::applicationStateChanged, this,
            &SampleKeeper::lookForThumbnails);
    fill();
}

void SampleKeeper::fill()
{
    dropOthers();
    std::vector<SampleEntry> entries;
    if (StudyDocument* document = m_session.document()) {
        connect(document, &StudyDocument::saved, this, &SampleKeeper::lookForThumbnails,
                Qt::UniqueConnection);
        const Study& study = m_session.study();
        for (const Sample& sample : study.samples) {
            const auto made = m_made.find(sample.id);
            entries.push_back(
                {.id = QString::fromStdString(sample.id),
                 .className =
                     QString::fromStdString(study.classes[static_cast<std::size_t>(sample.label)]),
                 .thumbnail = made == m_made.end() ? QImage() : made->second.thumbnail,
                 .change = {},
                 .sentence = QString::fromStdString(sample.text)});
        }
    }
    m_model.setSamples(std::move(entries));
    updateChanges();
    lookForThumbnails();
}

/// Forgets thumbnails of what the study does not hold, or not in this way.
void SampleKeeper::dropOthers()
{
    const bool isOpen = m_session.document() != nullptr;
    const bool isSame = isOpen && m_session.document()->folder() == m_folder &&
                        m_session.study().preprocessing == m_preprocessing;
    if (!isSame) {
        m_made.clear();
        m_drawn.clear();
        m_folder = isOpen ? m_session.document()->folder() : std::filesystem::path();
        m_preprocessing = isOpen ? m_session.study().preprocessing : Preprocessing();
        return;
    }
    std::map<std::string, Made> kept;
    for (const Sample& sample : m_session.study().samples) {
        if (const auto made = m_made.find(sample.id);
            made != m_made.end() && made->second.sample.image == sample.image) {
            kept.insert(m_made.extract(made));
        }
    }
    m_made = std::move(kept);
    std::erase_if(m_drawn, [this](const std::string& id) { return !m_made.contains(id); });
}

void SampleKeeper::lookForThumbnails()
{
    const bool hasPictures =
        m_session.document() != nullptr && !m_session.study().tokenisation; // words are read
    if (!hasPictures || qApp->applicationState() == Qt::ApplicationSuspended) {
        m_maker.drop();
        return;
    }
    std::map<std::string, SampleStamps> known;
    for (const auto& [id, made] : m_made) {
        known.emplace(id, made.stamps);
    }
    Study study = m_session.study();
    std::erase_if(study.samples,
                  [this](const Sample& sample) { return m_drawn.contains(sample.id); });
    m_maker.make(m_folder, std::move(study), std::move(known));
}

void SampleKeeper::take(const std::string& id, const QImage& thumbnail, const SampleStamps& stamps)
{
    const std::vector<Sample>& samples = m_session.study().samples;
    const auto sample = std::ranges::find(samples, id, &Sample::id);
    if (sample == samples.end() || m_drawn.contains(id)) {
        return;
    }
    m_made[id] = {*sample, thumbnail, stamps};
    m_model.setThumbnail(static_cast<int>(sample - samples.begin()), thumbnail);
}

/// The document has its parts, saved or not, and tells of every change of them.
void SampleKeeper::takeDrawn(std::size_t sample)
{
    if (m_session.study().tokenisation) {
        return;
    }
    const Sample& drawn = m_session.study().samples[sample];
    const SampleSheet& sheet = m_session.document()->sheet(sample);
    const QImage thumbnail = thumbnailOf(sheet.picture, sheet.parts, kThumbnailSide);
    m_drawn.insert(drawn.id);
    m_made[drawn.id] = {drawn, thumbnail, {}};
    m_model.setThumbnail(static_cast<int>(sample), thumbnail);
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
