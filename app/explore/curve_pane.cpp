// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/curve_pane.h"

#include "app/document/study_session.h"
#include "app/explore/view_layout.h"
#include "core/analysis/comparison_names.h"
#include "core/study/study_names.h"
#include "widgets/panels/epoch_control.h"
#include "widgets/panels/remarks_button.h"
#include "widgets/plots/curve_series.h"
#include "widgets/plots/curve_view.h"
#include "widgets/style/elided_combo_box.h"
#include "widgets/style/flow_layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

QComboBox* makeChoice(const char* name, const QString& tip)
{
    auto* choice = new ElidedComboBox;
    choice->setObjectName(QLatin1String(name));
    choice->setToolTip(tip);
    return choice;
}

CurveKind kindIn(const QComboBox& choice)
{
    return static_cast<CurveKind>(choice.currentData().toInt());
}

QString numberText(std::size_t number)
{
    return QLocale(QLocale::English, QLocale::UnitedKingdom)
        .toString(static_cast<qulonglong>(number));
}

QString salientText(const Analysis& analysis, const SalientCounts& counts)
{
    const QString ands = numberText(counts.andCount);
    return analysis.split ? CurvePane::tr("%1 + %2 salient").arg(ands, numberText(counts.orCount))
                          : CurvePane::tr("%1 salient").arg(ands);
}

} // namespace

CurvePane::CurvePane(StudySession& session)
    : m_session(session), m_kind(makeChoice("curveKind", tr("What the curves show"))),
      m_scope(makeChoice("curveScope", {})), m_note(new QLabel), m_remarks(new RemarksButton),
      m_curves(new CurveView), m_epochControl(new EpochControl), m_salient(new QLabel),
      m_target(makeChoice("target", tr("The run whose epochs are walked"))),
      m_reference(makeChoice("reference", tr("The checkpoint to compare with")))
{
    m_curves->setAccessibleName(tr("Curves over epochs"));
    setFocusProxy(m_curves);
    auto* layout = viewLayout<QVBoxLayout>(this);
    layout->addWidget(makeCurveBar());
    layout->addWidget(m_curves, 1);
    layout->addWidget(makeEpochBar());
    connect(m_curves, &CurveView::epochChosen, this, &CurvePane::chooseEpoch);
    connect(m_epochControl, &EpochControl::epochChosen, this, &CurvePane::chooseEpoch);
    connectSession();
    showAnalysis();
}

QSize CurvePane::minimumSizeHint() const
{
    constexpr int kNarrowest = 446; // where bars are not as wide as they would like
    return leastSize(*this, kNarrowest);
}

QWidget* CurvePane::makeCurveBar()
{
    auto* bar = new QWidget;
    auto* layout = viewLayout<QHBoxLayout>(bar);
    m_remarks->setObjectName("remarks");
    layout->addWidget(makeCurveChoices(), 1);
    layout->addWidget(m_remarks);
    return bar;
}

/// What the curves show, and of what; where there is little room, on more than one line.
QWidget* CurvePane::makeCurveChoices()
{
    auto* choices = new QWidget;
    auto* layout = viewLayout<FlowLayout>(choices);
    m_kind->addItem(tr("Preserved, discarded, new"), static_cast<int>(CurveKind::Knowledge));
    m_kind->addItem(tr("Shares"), static_cast<int>(CurveKind::Shares));
    m_kind->addItem(tr("Likeness J"), static_cast<int>(CurveKind::Likeness));
    m_kind->addItem(tr("Scratch ratio"), static_cast<int>(CurveKind::Ratio));
    m_kind->addItem(tr("Accuracy"), static_cast<int>(CurveKind::Accuracy));
    m_scope->addItems({tr("all samples"), tr("this sample")});
    m_note->setTextFormat(Qt::RichText); // it may have a link
    m_note->setObjectName("curveNote");
    layout->addWidget(m_kind);
    layout->addWidget(m_scope);
    layout->addWidget(m_note);
    connect(m_note, &QLabel::linkActivated, &m_session, &StudySession::refreshAnalysis);
    connect(m_kind, &QComboBox::activated, this, &CurvePane::showCurves);
    connect(m_scope, &QComboBox::activated, this, &CurvePane::showCurves);
    return choices;
}

/// What walks the epochs, and what is compared; where there is little room, one below the other.
QWidget* CurvePane::makeEpochBar()
{
    auto* bar = new QWidget;
    auto* layout = viewLayout<FlowLayout>(bar);
    layout->addWidget(makeWalk());
    layout->addWidget(makeComparison());
    return bar;
}

QWidget* CurvePane::makeWalk()
{
    constexpr int kBeforeComparison = 16;
    auto* walk = new QWidget;
    auto* layout = viewLayout<QHBoxLayout>(walk);
    m_salient->setObjectName("salientCount");
    layout->addWidget(m_epochControl);
    layout->addWidget(m_salient);
    layout->addSpacing(kBeforeComparison);
    return walk;
}

QWidget* CurvePane::makeComparison()
{
    auto* comparison = new QWidget;
    auto* layout = viewLayout<QHBoxLayout>(comparison);
    layout->addWidget(m_target);
    layout->addWidget(new QLabel(tr("against")));
    layout->addWidget(m_reference);
    connect(m_target, &QComboBox::textActivated, this,
            [this](const QString& name) { m_session.selection().setTarget(name.toStdString()); });
    connect(m_reference, &QComboBox::textActivated, this, [this](const QString& name) {
        m_session.selection().setReference(name.toStdString());
    });
    return comparison;
}

void CurvePane::connectSession()
{
    connect(&m_session, &StudySession::analysisChanged, this, &CurvePane::showAnalysis);
    connect(&m_session, &StudySession::analysisOutdated, this, &CurvePane::showNote);
    connect(&m_session.live(), &LiveAnalysis::comparingChanged, this, &CurvePane::showNote);
    const Selection& selection = m_session.selection();
    connect(&selection, &Selection::sampleChanged, this, &CurvePane::showCurves);
    connect(&selection, &Selection::epochChanged, this, &CurvePane::showEpoch);
}

void CurvePane::chooseEpoch(std::size_t index)
{
    if (m_session.analysis() != nullptr) {
        m_session.selection().setEpoch(m_session.analysis()->curve[index].epoch);
    }
}

bool CurvePane::isOfSample() const
{
    return m_scope->currentIndex() == 1;
}

void CurvePane::showAnalysis()
{
    const Analysis* analysis = m_session.analysis();
    if (analysis == nullptr) {
        return;
    }
    std::vector<int> epochs;
    for (const EpochKnowledge& epoch : analysis->curve) {
        epochs.push_back(epoch.epoch);
    }
    m_epochControl->setEpochs(std::move(epochs),
                              countText(m_session.study().lineages[analysis->target]));
    m_remarks->setRemarks(analysis->warnings);
    showChoices();
    showScope();
    showCurves();
}

/// What can be compared, and what is.
void CurvePane::showChoices()
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

/// What "all samples" are, where some have no values.
void CurvePane::showScope()
{
    const Analysis& analysis = *m_session.analysis();
    const bool leavesOut = leavesSamplesOut(analysis);
    m_scope->setItemText(0, leavesOut ? QString::fromStdString(samplesName(analysis))
                                      : tr("all samples"));
    m_scope->setToolTip(leavesOut ? tr("The other samples lack values of some compared checkpoint")
                                  : QString());
}

void CurvePane::showCurves()
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    const auto sample = m_session.analysedSample();
    if (isOfSample() && !sample) {
        m_curves->clear(tr("This sample takes no part in the comparison."));
    } else {
        m_curves->setCurves(kindIn(*m_kind), m_session.study(), *m_session.analysis(),
                            isOfSample() ? sample : std::nullopt);
    }
    makeRoomForSalient();
    showEpoch();
    showNote();
}

void CurvePane::showEpoch()
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    const std::size_t epoch = m_session.epochIndex();
    m_curves->setEpoch(epoch);
    m_epochControl->setEpoch(epoch);
    showSalientCount();
}

void CurvePane::showNote()
{
    const CurveKind kind = kindIn(*m_kind);
    const bool hasNulls =
        kind == CurveKind::Shares || kind == CurveKind::Likeness || kind == CurveKind::Ratio;
    if (m_session.live().wasCancelled()) {
        m_note->setText(tr("not up to date · <a href=\"again\">compare again</a>"));
    } else {
        m_note->setText(hasNulls && !m_session.hasNulls() ? tr("nulls follow…") : QString());
    }
    m_note->setVisible(!m_note->text().isEmpty()); // else it would take a line of its own
}

/// Salient patterns of an epoch, of all samples or of this one as the curves are.
SalientCounts CurvePane::salientAt(const EpochKnowledge& epoch) const
{
    const Analysis& analysis = *m_session.analysis();
    const ModelReport& model = *analysis.model(m_session.study(), analysis.target, epoch.epoch);
    const auto sample = m_session.analysedSample();
    SalientCounts sum;
    for (std::size_t i = 0; i < model.salient.size(); ++i) {
        if (!isOfSample() || i == sample) {
            sum.add(model.salient[i]);
        }
    }
    return sum;
}

/// As much as any epoch needs, so that what stands beside it stays where it is while they are
/// walked.
void CurvePane::makeRoomForSalient()
{
    const Analysis& analysis = *m_session.analysis();
    int widest = 0;
    for (const EpochKnowledge& epoch : analysis.curve) {
        const QString text = salientText(analysis, salientAt(epoch));
        widest = std::max(widest, m_salient->fontMetrics().size(0, text).width());
    }
    m_salient->setMinimumWidth(widest);
}

void CurvePane::showSalientCount()
{
    if (isOfSample() && !m_session.analysedSample()) {
        m_salient->clear();
        return;
    }
    const Analysis& analysis = *m_session.analysis();
    const SalientCounts counts = salientAt(analysis.curve[m_session.epochIndex()]);
    const QString ands = numberText(counts.andCount);
    m_salient->setText(salientText(analysis, counts));
    m_salient->setToolTip(
        tr("%1 patterns lie above τ at this epoch, of %2")
            .arg(analysis.split ? tr("%1 AND and %2 OR").arg(ands, numberText(counts.orCount))
                                : ands,
                 isOfSample() ? tr("this sample") : m_scope->itemText(0)));
}

} // namespace palimpsest
