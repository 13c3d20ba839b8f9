// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"
#include "widgets/tools/unfinished_work.h"

#include <QJsonObject>
#include <QObject>

#include <cstddef>
#include <string>

namespace palimpsest {

class PartsCanvas;

/// What tools have begun on the canvas and not finished, parts of another picture that are laid
/// onto it included: it waits with its sample, and with the document, which keeps it for recovery.
class PictureDrafts : public QObject
{
    Q_OBJECT

public:
    PictureDrafts(StudySession& session, PartsCanvas& canvas, QObject* parent);

    /// Puts what waits with a sample, which the canvas shows, there; nothing where it is there.
    void show(const std::string& sampleId);
    /// Takes what is on the canvas off it, to wait.
    void setAside();

    /// What a step that ends a draft of the sample that is shown needs to bring it back.
    SpentDraft spent(UnfinishedWork work);

    /// Lays parts of another sample onto the one that is shown, where they fit or as a draft of
    /// them says.
    void lay(std::size_t from, const QJsonObject& draft = {});

signals:
    void laid(const QString& what);
    void refused(const QString& why);

private:
    void attach();
    void keep();
    QJsonObject onCanvas() const;
    QJsonObject ghost() const;
    void put(const UnfinishedWork& work);
    QJsonObject exchange(const std::string& sampleId, const UnfinishedWork& work);

    StudySession& m_session;
    PartsCanvas& m_canvas;
    std::string m_shown;     ///< id of the sample whose drafts the canvas has; empty for none
    std::string m_ghostFrom; ///< id of the sample whose parts were laid last
};

} // namespace palimpsest
