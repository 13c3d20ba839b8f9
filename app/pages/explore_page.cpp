// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/explore_page.h"

#include "app/pages/answer_table.h"
#include "app/pages/sample_list.h"
#include "core/analysis/comparison_names.h"
#include "core/base/error.h"
#include "core/extraction/sample_inputs.h"
#include "core/knowledge/knowledge_scale.h"
#include "core/study/study_names.h"
#include "widgets/panels/empty_state.h"
#include "widgets/panels/epoch_control.h"
#include "widgets/plots/order_bars.h"
#include "widgets/plots/strength_strip.h"
#include "widgets/style/counted.h"
#include "widgets/style/theme.h"
#include "widgets/tables/pattern_table_model.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace palimpsest {

namespace {

/// What is seen of a sample; nothing is masked where that cannot be done.
MaskedPictures picturesOf(const SampleSheet& sheet, const Study& study)
{
    try {
        return shownPictures(sheet, study);
    } catch (const Error&) {
        return {.all = sheet.picture, .none = sheet.picture, .baseline = sheet.picture};
    }
}

} // namespace

ExplorePage::ExplorePage(StudySession& session, SampleListModel& samples, Settings& settings,
                         QWidget* parent)
    : QWidget(parent), m_session(session), m_settings(settings), m_stack(new QStackedWidget),
      m_empty(new EmptyState), m_comparison(session)
{
    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->addWidget(makeSampleList(session, samples));
    m_columns->addWidget(makePicturePane());
    m_columns->addWidget(makeCurvePane());
    m_columns->setChildrenCollapsible(false);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 2);
    m_columns->setSizes({198, 380, 702});
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_columns);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_columns->restoreState(settings.splitter("explore"));
    m_right->restoreState(settings.splitter("curves"));
    connectSession();
    showState();
}

ExplorePage::~ExplorePage() = default;

void ExplorePage::saveLayout()
{
    m_settings.setSplitter("explore", m_columns->saveState());
    m_settings.setSplitter("curves", m_right->saveState());
}

void ExplorePage::connectSession()
{
    connect(&m_session, &StudySession::opened, this, &ExplorePage::showState);
    connect(&m_session, &StudySession::analysisChanged, this, &ExplorePage::showState);
    connect(&m_session, &StudySession::analysisOutdated, this, &ExplorePage::showNote);
    connect(&m_session, &StudySession::runningChanged, this, &ExplorePage::showState);
    connect(&m_session.live(), &LiveAnalysis::comparingChanged, this, [this] {
        if (m_session.analysis() == nullptr) {
            showState();
        }
        showNote();
    });
    const Selection& selection = m_session.selection();
    connect(&selection, &Selection::sampleChanged, this, [this] {
        showSample();
        showCurves();
    });
    connect(&selection, &Selection::epochChanged, this, &ExplorePage::showEpoch);
    connect(&selection, &Selection::patternChanged, this, &ExplorePage::showPattern);
    connect(&selection, &Selection::hiddenChanged, this, &ExplorePage::showAnswers);
    connect(&selection, &Selection::overlayChanged, this, &ExplorePage::showOverlay);
    connect(&m_comparison, &ShownComparison::changed, this, &ExplorePage::showComparison);
}

void ExplorePage::showComparisonChoices()
{
    const Study& study = m_session.study();
    const Analysis& analysis = *m_session.analysis();
    const QSignalBlocker quietTarget(m_target);
    const QSignalBlocker quietReference(m_reference);
    m_target->clear();
    m_reference->clear();
    for (std::size_t i = 0; i < study.lineages.size(); ++i) {
        const Lineage& lineage = study.lineages[i];
        m_target->addItem(QString::fromStdString(lineage.name));
        for (std::size_t c = 0; c < lineage.checkpoints.size(); ++c) {
            m_reference->addItem(QString::fromStdString(checkpointName(study, {i, c})));
        }
    }
    m_target->setCurrentIndex(static_cast<int>(analysis.target));
    m_reference->setCurrentText(QString::fromStdString(checkpointName(study, analysis.reference)));
}

void ExplorePage::showAnalysis()
{
    const Analysis& analysis = *m_session.analysis();
    showComparisonChoices();
    std::vector<int> epochs;
    for (const EpochKnowledge& epoch : analysis.curve) {
        epochs.push_back(epoch.epoch);
    }
    m_epochControl->setEpochs(std::move(epochs));
    m_strip->setTau(m_session.tau());
    m_remarks->setVisible(!analysis.warnings.empty());
    m_remarks->setText(counted(analysis.warnings.size(), tr("1 remark"), tr("%1 remarks")));
    showScope();
    showCurves();
    showSample();
}

void ExplorePage::showCurves()
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    const bool ofSample = m_scope->currentIndex() == 1;
    const auto sample = m_session.analysedSample();
    if (ofSample && !sample) {
        m_curves->clear(tr("This sample takes no part in the comparison."));
    } else {
        m_curves->setCurves(static_cast<CurveKind>(m_curveKind->currentData().toInt()),
                            m_session.study(), *m_session.analysis(),
                            ofSample ? sample : std::nullopt);
        m_curves->setEpoch(m_session.epochIndex());
    }
    showNote();
    showSalientCount();
}

void ExplorePage::showNote()
{
    const auto kind = static_cast<CurveKind>(m_curveKind->currentData().toInt());
    const bool hasNulls =
        kind == CurveKind::Shares || kind == CurveKind::Likeness || kind == CurveKind::Ratio;
    if (m_session.live().wasCancelled()) {
        m_note->setText(tr("not up to date · <a href=\"again\">compare again</a>"));
    } else {
        m_note->setText(hasNulls && !m_session.hasNulls() ? tr("nulls follow…") : QString());
    }
}

/// Salient patterns of the chosen epoch, of all samples or of this one as the curves are.
void ExplorePage::showSalientCount()
{
    const bool ofSample = m_scope->currentIndex() == 1;
    const auto sample = m_session.analysedSample();
    if (ofSample && !sample) {
        m_salient->clear();
        return;
    }
    const Analysis& analysis = *m_session.analysis();
    const auto& counts = analysis.models.at(m_session.laterCheckpoint()).salient;
    SalientCounts sum;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!ofSample || i == sample) {
            sum.add(counts[i]);
        }
    }
    const QLocale locale(QLocale::English, QLocale::UnitedKingdom);
    const auto number = [&](std::size_t count) {
        return locale.toString(static_cast<qulonglong>(count));
    };
    const QString kinds = tr("%1 AND and %2 OR").arg(number(sum.andCount), number(sum.orCount));
    m_salient->setText(analysis.split
                           ? tr("%1 + %2 salient").arg(number(sum.andCount), number(sum.orCount))
                           : tr("%1 salient").arg(number(sum.andCount)));
    m_salient->setToolTip(tr("%1 patterns lie above τ at this epoch, of %2")
                              .arg(analysis.split ? kinds : number(sum.andCount),
                                   ofSample ? tr("this sample") : m_scope->itemText(0)));
}

void ExplorePage::showSample()
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    const std::size_t sample = m_session.selection().sample();
    const SampleSheet& sheet = m_session.document()->sheet(sample);
    const Sample& of = m_session.study().samples[sample];
    nameTabs(QString::fromStdString(of.text.empty() ? of.id : of.text));
    const MaskedPictures shown = picturesOf(sheet, m_session.study());
    // Masks of more parts do not exist.
    const bool hasMasks = shown.parts.partCount() <= kMaxParts;
    m_view->setWords(m_session.study().tokenisation.has_value());
    m_view->setSample(shown.all, shown.baseline, hasMasks ? shown.parts : LabelMap());
    showComparison();
    showEpoch();
}

void ExplorePage::showEpoch()
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    const std::size_t epoch = m_session.epochIndex();
    m_curves->setEpoch(epoch);
    m_epochControl->setEpoch(epoch);
    showSalientCount();
    showLeftOut();
    showAnswers();
}

void ExplorePage::showComparison()
{
    const SampleComparison* shown = m_comparison.get();
    if (shown != nullptr) {
        const KnowledgeCurve& curve = shown->analysis->curve;
        m_view->setAmounts(shown->byPart, largestByPart(curve));
        m_orders->setAmounts(shown->byOrder, largestByOrder(curve));
        m_strip->setStrengths(shown->reference, shown->later);
        m_strip->setNoise(shown->noise);
        const bool hasBothKinds = shown->analysis->split.has_value();
        m_model->setPatterns(shown->patterns, shown->parts(), hasBothKinds,
                             QString::fromStdString(shown->referenceName()),
                             QString::fromStdString(shown->laterName()));
        m_patterns->setColumnHidden(PatternTableModel::Kind, !hasBothKinds);
    } else {
        m_view->setAmounts(KnowledgeAmounts(), {});
        m_orders->setAmounts(KnowledgeAmounts(), 0.0);
        m_strip->setStrengths({}, {});
        m_strip->setNoise(std::nullopt);
        m_model->clear();
    }
    showPattern();
    showLeftOut();
}

void ExplorePage::showPattern()
{
    const auto pattern = m_session.selection().pattern();
    const int row = pattern ? m_model->rowOf(*pattern) : -1;
    const PatternShares shares = row >= 0 ? m_model->at(row).shares : PatternShares{};
    const double effect = row >= 0 ? m_model->at(row).later : 0.0;
    m_view->setPattern(pattern, shares.status, effect);
    if (row >= 0) {
        const QSignalBlocker quiet(m_patterns->selectionModel());
        m_patterns->selectRow(m_filter->mapFromSource(m_model->index(row, 0)).row());
    } else {
        m_patterns->selectionModel()->clear();
    }
    m_count->setText(tr("%1 of %2").arg(m_filter->rowCount()).arg(m_model->rowCount()));
}

void ExplorePage::showAnswers()
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    const std::size_t sample = m_session.selection().sample();
    const Study& study = m_session.study();
    const Coalition hidden = m_session.selection().hidden();
    m_view->setHidden(hidden);
    m_answers->setAnswers(m_session.table({m_session.laterCheckpoint(), sample}), hidden, study,
                          sample);
}

void ExplorePage::togglePart(int number)
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    if (number < m_view->partCount()) {
        m_session.selection().setHidden(m_session.selection().hidden() ^ (Coalition{1} << number));
    }
}

void ExplorePage::showOverlay()
{
    const OverlayKind kind = m_session.selection().overlay();
    m_view->setOverlay(kind);
    m_overlays->button(static_cast<int>(kind))->setChecked(true);
}

void ExplorePage::choosePatternRow(const QModelIndex& index)
{
    if (!index.isValid()) {
        return;
    }
    m_session.selection().setPattern(m_model->at(m_filter->mapToSource(index).row()).id());
    m_session.selection().setOverlay(OverlayKind::Pattern);
}

} // namespace palimpsest
