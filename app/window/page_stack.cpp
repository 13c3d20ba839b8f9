// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/page_stack.h"

#include "app/pages/explore_page.h"
#include "app/pages/figures_page.h"
#include "app/pages/part_exchange.h"
#include "app/pages/parts_page.h"
#include "app/pages/sample_list.h"
#include "app/pages/start_page.h"
#include "app/pages/study_page.h"
#include "widgets/tables/sample_list_model.h"

#include <initializer_list>

namespace palimpsest {

namespace {

bool hasFocusWithin(const QWidget* page)
{
    const QWidget* focus = page->window()->focusWidget();
    return focus != nullptr && (focus == page || page->isAncestorOf(focus));
}

/// Keys are for the page that is shown: for what of it had them last, else for what is worked on
/// there, its focus proxy. Qt would find somebody else: a notice, or the page's first control.
void giveFocus(QWidget* page, QWidget* last)
{
    const bool mayHaveIt = last != nullptr && last->isVisibleTo(page) && last->isEnabled();
    (mayHaveIt ? last : page)->setFocus();
}

} // namespace

PageStack::PageStack(StudySession& session, Dialogs& dialogs, Settings& settings)
    : m_session(session)
{
    auto* samples = new SampleListModel(this);
    keepSamples(session, *samples);
    m_start = new StartPage(settings);
    m_study = new StudyPage(session, dialogs);
    m_parts = new PartsPage(session, *samples, dialogs);
    m_parts->setLook(settings.partsLook());
    connect(m_parts, &PartsPage::lookChanged, this,
            [&settings](const PartsLook& look) { settings.setPartsLook(look); });
    m_explore = new ExplorePage(session, *samples, settings);
    m_figures = new FiguresPage(session, dialogs, settings);
    m_exchange = new PartExchange(session, dialogs, m_parts);
    for (QWidget* page :
         std::initializer_list<QWidget*>{m_start, m_study, m_parts, m_explore, m_figures}) {
        addWidget(page);
    }
    connect(this, &QStackedWidget::currentChanged, this, &QWidget::updateGeometry);
}

QSize PageStack::minimumSizeHint() const
{
    return currentWidget()->minimumSizeHint();
}

QWidget* PageStack::pageOf(Place place) const
{
    switch (place) {
    case Place::Study:
        break;
    case Place::Parts:
        return m_parts;
    case Place::Explore:
        return m_explore;
    case Place::Figures:
        return m_figures;
    }
    return m_study;
}

void PageStack::showStart()
{
    setCurrentWidget(m_start);
    emit placeChanged();
}

void PageStack::showPlace(Place place)
{
    if (m_session.document() != nullptr) {
        QWidget* page = pageOf(place);
        const bool isOther = page != currentWidget();
        QWidget* last =
            page->focusWidget(); // before Qt gives the focus to the page's first control
        setCurrentWidget(page);
        if (isOther || !hasFocusWithin(page)) {
            giveFocus(page, last);
        }
        emit placeChanged();
    }
}

bool PageStack::isAt(Place place) const
{
    return currentWidget() == pageOf(place);
}

} // namespace palimpsest
