// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/picture_pane.h"

#include "app/document/shown_comparison.h"
#include "app/document/study_session.h"
#include "app/explore/answer_table.h"
#include "app/explore/view_layout.h"
#include "core/base/error.h"
#include "core/knowledge/knowledge_scale.h"
#include "widgets/canvas/knowledge_view.h"
#include "widgets/style/flow_layout.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

/// What is seen of a sample; nothing is masked where that cannot be done.
MaskedPictures picturesOf(StudyDocument& document, std::size_t sample)
{
    try {
        return document.shown(sample);
    } catch (const Error&) {
        const Image& picture = document.sheet(sample).picture;
        return {.all = picture, .none = picture, .baseline = picture};
    }
}

} // namespace

PicturePane::PicturePane(StudySession& session, const ShownComparison& comparison)
    : m_session(session), m_comparison(comparison), m_overlays(new QButtonGroup(this)),
      m_view(new KnowledgeView), m_answers(new AnswerTable)
{
    m_view->setAccessibleName(tr("Picture of the sample with its parts"));
    // Longer words must not move the picture under the pointer.
    m_answers->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = viewLayout<QVBoxLayout>(this);
    layout->addWidget(makeOverlayBar());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_answers);
    connect(m_view, &KnowledgeView::partClicked, this, &PicturePane::togglePart);
    connect(m_view, &KnowledgeView::pointed, this, &PicturePane::pointed);
    connect(m_answers, &AnswerTable::showAllRequested, this,
            [this] { m_session.selection().setHidden(0); });
    connectSession();
    showOverlay();
    showSample();
}

QSize PicturePane::minimumSizeHint() const
{
    constexpr int kNarrowest = 306; // where the overlays may take two lines
    return leastSize(*this, kNarrowest);
}

QWidget* PicturePane::makeOverlayBar()
{
    auto* bar = new QWidget;
    bar->setObjectName("overlays");
    auto* layout = viewLayout<FlowLayout>(bar);
    const auto add = [&](OverlayKind kind, const QString& text, const QString& what) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setToolTip(what);
        button->setCheckable(true);
        m_overlays->addButton(button, static_cast<int>(kind));
        layout->addWidget(button);
    };
    layout->setSpacing(2);
    add(OverlayKind::Parts, tr("Parts"), tr("Outlines of the parts alone"));
    add(OverlayKind::Preserved, tr("Preserved"),
        tr("Strength of preserved interactions that each part takes part in"));
    add(OverlayKind::Discarded, tr("Discarded"),
        tr("Strength of discarded interactions that each part takes part in"));
    add(OverlayKind::New, tr("New"),
        tr("Strength of new interactions that each part takes part in"));
    add(OverlayKind::Pattern, tr("Pattern"), tr("The pattern selected in the list"));
    connect(m_overlays, &QButtonGroup::idClicked, this,
            [this](int kind) { m_session.selection().setOverlay(static_cast<OverlayKind>(kind)); });
    return bar;
}

void PicturePane::connectSession()
{
    connect(&m_session, &StudySession::analysisChanged, this, &PicturePane::showSample);
    const Selection& selection = m_session.selection();
    connect(&selection, &Selection::sampleChanged, this, &PicturePane::showSample);
    connect(&selection, &Selection::epochChanged, this, &PicturePane::showAnswers);
    connect(&selection, &Selection::hiddenChanged, this, &PicturePane::showAnswers);
    connect(&selection, &Selection::patternChanged, this, &PicturePane::showPattern);
    connect(&selection, &Selection::overlayChanged, this, &PicturePane::showOverlay);
    connect(&m_comparison, &ShownComparison::changed, this, &PicturePane::showAmounts);
}

void PicturePane::showSample()
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    const std::size_t sample = m_session.selection().sample();
    const MaskedPictures shown = picturesOf(*m_session.document(), sample);
    // Masks of more parts do not exist.
    const bool hasMasks = shown.parts.partCount() <= kMaxParts;
    m_view->setWords(!m_session.study().samples[sample].text.empty());
    m_view->setSample(shown.all, shown.baseline, hasMasks ? shown.parts : LabelMap());
    showAmounts();
    showAnswers();
}

void PicturePane::showAmounts()
{
    if (const ShownPatterns* shown = m_comparison.get()) {
        m_view->setAmounts(shown->byPart, largestByPart(shown->analysis->curve));
    } else {
        m_view->setAmounts(KnowledgeAmounts(), {});
    }
    showPattern();
}

void PicturePane::showPattern()
{
    const auto pattern = m_session.selection().pattern();
    ComparedPattern found; // nothing known of it
    if (const ShownPatterns* shown = m_comparison.get(); shown != nullptr && pattern) {
        const auto at = std::ranges::find(shown->patterns, *pattern, &ComparedPattern::id);
        found = at == shown->patterns.end() ? found : *at;
    }
    m_view->setPattern(pattern, found.shares.status, found.later);
}

void PicturePane::showAnswers()
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    const std::size_t sample = m_session.selection().sample();
    const Coalition hidden = m_session.selection().hidden();
    m_view->setHidden(hidden);
    const UnitIndex unit{m_session.laterCheckpoint(), sample};
    m_answers->setAnswers(m_session.table(unit), m_session.report(unit).state, hidden,
                          m_session.study(), sample);
}

void PicturePane::showOverlay()
{
    const OverlayKind kind = m_session.selection().overlay();
    m_view->setOverlay(kind);
    m_overlays->button(static_cast<int>(kind))->setChecked(true);
}

void PicturePane::togglePart(int number)
{
    if (m_session.analysis() != nullptr && number < m_view->partCount()) {
        m_session.selection().setHidden(m_session.selection().hidden() ^ (Coalition{1} << number));
    }
}

} // namespace palimpsest
