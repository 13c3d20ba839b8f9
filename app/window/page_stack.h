// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "app/settings/settings.h"

#include <QStackedWidget>

namespace palimpsest {

class ExplorePage;
class FiguresPage;
class PartExchange;
class PartsPage;
class StartPage;
class StudyPage;

/// Where an open study is worked on, in the order of the pages.
enum class Place { Study, Parts, Explore, Figures };

/// The pages of the window: the one to start from, and a study's four places.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    PageStack(StudySession& session, Dialogs& dialogs, Settings& settings);

    /// The least size of pages counts alone, not what texts that wrap in them would like: else the
    /// pages would scroll where they need not.
    bool hasHeightForWidth() const override { return false; }
    /// Of the page that is shown: what another needs is no reason to scroll this one.
    QSize minimumSizeHint() const override;

    StartPage* start() const { return m_start; }
    StudyPage* study() const { return m_study; }
    PartsPage* parts() const { return m_parts; }
    ExplorePage* explore() const { return m_explore; }
    FiguresPage* figures() const { return m_figures; }
    /// Parts to and from other programs.
    PartExchange& exchange() const { return *m_exchange; }

    void showStart();
    void showPlace(Place place); ///< nothing happens while no study is open
    bool isAt(Place place) const;

signals:
    void placeChanged(); ///< or the start is shown

private:
    QWidget* pageOf(Place place) const;

    StudySession& m_session;
    StartPage* m_start;
    StudyPage* m_study;
    PartsPage* m_parts;
    ExplorePage* m_explore;
    FiguresPage* m_figures;
    PartExchange* m_exchange;
};

} // namespace palimpsest
