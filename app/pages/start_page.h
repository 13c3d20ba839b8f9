// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/common/demo.h"
#include "app/settings/settings.h"

#include <QWidget>

class QListWidget;

namespace palimpsest {

/// What stands in the window before a study is open: the demos, a folder, the latest studies.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(Settings& settings, QWidget* parent = nullptr);

signals:
    void demoRequested(Demo demo);
    void newRequested();
    void openRequested();
    void studyChosen(const QString& folder);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QLayout* makeButtons();
    void makeRecent();

    Settings& m_settings;
    QWidget* m_recentBox;
    QListWidget* m_recent;
};

} // namespace palimpsest
