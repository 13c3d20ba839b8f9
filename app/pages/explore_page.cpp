// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/explore_page.h"

#include "app/document/study_session.h"
#include "app/explore/absence_pane.h"
#include "app/explore/curve_pane.h"
#include "app/explore/order_pane.h"
#include "app/explore/pattern_pane.h"
#include "app/explore/picture_pane.h"
#include "app/explore/sample_pane.h"
#include "app/explore/strength_pane.h"
#include "app/pages/sample_list.h"
#include "app/settings/settings.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace palimpsest {

namespace {

constexpr int kNarrowestCurves = 470; ///< on small screens, narrower than bars would like

/// `view` with room around it.
QWidget* framed(QWidget* view)
{
    constexpr int kMargin = 12;
    auto* frame = new QWidget;
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->addWidget(view);
    return frame;
}

} // namespace

ExplorePage::ExplorePage(StudySession& session, SampleListModel& samples, Settings& settings)
    : m_settings(settings), m_comparison(session),
      m_picture(new PicturePane(session, m_comparison)), m_curves(new CurvePane(session)),
      m_columns(new QSplitter(Qt::Horizontal)), m_right(new QSplitter(Qt::Vertical))
{
    layOutColumns(makeSampleList(session, samples), session);
    auto* stack = new QStackedWidget;
    stack->addWidget(makeAbsence(session));
    stack->addWidget(m_columns);
    const auto choose = [stack, &session] {
        stack->setCurrentIndex(session.analysis() != nullptr ? 1 : 0);
    };
    connect(&session, &StudySession::opened, stack, choose);
    connect(&session, &StudySession::analysisChanged, stack, choose);
    choose();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(stack);
    setFocusProxy(m_curves);
    connect(m_picture, &PicturePane::pointed, this, &ExplorePage::statusText);
}

void ExplorePage::layOutColumns(QWidget* samples, StudySession& session)
{
    m_right->addWidget(framed(m_curves));
    m_right->addWidget(framed(makePatterns(session)));
    m_right->setChildrenCollapsible(false);
    m_right->setMinimumWidth(kNarrowestCurves);
    m_right->setSizes({460, 340});
    m_columns->addWidget(samples);
    m_columns->addWidget(makePictureColumn(session));
    m_columns->addWidget(m_right);
    m_columns->setChildrenCollapsible(false);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 2);
    m_columns->setSizes({198, 380, 702});
    m_columns->restoreState(m_settings.splitter("explore"));
    m_right->restoreState(m_settings.splitter("curves"));
}

QWidget* ExplorePage::makeAbsence(StudySession& session)
{
    auto* absence = new AbsencePane(session);
    connect(absence, &AbsencePane::partsRequested, this, &ExplorePage::partsRequested);
    connect(absence, &AbsencePane::studyRequested, this, &ExplorePage::studyRequested);
    return absence;
}

QWidget* ExplorePage::makePictureColumn(StudySession& session)
{
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_picture, 1);
    layout->addWidget(new StrengthPane(session, m_comparison));
    return framed(content);
}

QWidget* ExplorePage::makePatterns(StudySession& session)
{
    auto* ofSample = new SamplePane(session, m_comparison);
    auto* patterns = new PatternPane(session, m_comparison);
    auto* orders = new OrderPane(m_comparison);
    ofSample->addView(patterns, tr("Patterns of %1"));
    ofSample->addView(orders, tr("Orders of %1"));
    connect(orders, &OrderBars::orderChosen, this, [ofSample, patterns](int order) {
        patterns->listOrder(order);
        ofSample->showView(patterns);
    });
    connect(ofSample, &SamplePane::partsRequested, this, &ExplorePage::partsRequested);
    return ofSample;
}

EpochControl& ExplorePage::epochControl()
{
    return m_curves->epochControl();
}

void ExplorePage::togglePart(int number)
{
    m_picture->togglePart(number);
}

void ExplorePage::saveLayout()
{
    m_settings.setSplitter("explore", m_columns->saveState());
    m_settings.setSplitter("curves", m_right->saveState());
}

} // namespace palimpsest
