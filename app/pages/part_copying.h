// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"

#include <QList>
#include <QObject>

#include <cstddef>
#include <functional>
#include <vector>

class QAction;
class QWidget;

namespace palimpsest {

/// Lays parts of another sample onto the chosen one: of the one before it, or of one that is
/// asked for.
class PartCopying : public QObject
{
    Q_OBJECT

public:
    /// Questions belong to `page`; `lay` lays the parts of a sample.
    PartCopying(StudySession& session, Dialogs& dialogs, QWidget* page,
                std::function<void(std::size_t)> lay);

    QList<QAction*> actions() const { return m_actions; }

signals:
    void refused(const QString& why);

private:
    std::size_t partsOf(std::size_t sample);
    void copyFromBefore();
    void copyFromOther();

    StudySession& m_session;
    Dialogs& m_dialogs;
    QWidget* m_page;
    std::function<void(std::size_t)> m_lay;
    QList<QAction*> m_actions;
};

} // namespace palimpsest
