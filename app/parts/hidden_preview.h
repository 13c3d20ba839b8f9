// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"

#include <QObject>

class QAction;
class QFrame;
class QLabel;
class QPoint;
class QTableView;

namespace palimpsest {

class PartsPanel;

/// `pictures` with one part hidden, as models see it: what stands there when no part is visible.
Image withPartHidden(const MaskedPictures& pictures, std::size_t part);

/// Shows the sample with a part hidden as the study hides it, beside the list of parts: of the part
/// on which the pointer rests, or with a key of the chosen one.
class HiddenPreview : public QObject
{
    Q_OBJECT

public:
    HiddenPreview(StudySession& session, PartsPanel& panel, QObject* parent);
    ~HiddenPreview() override;

    /// Shows the chosen part hidden, or that no more.
    QAction* action() const { return m_show; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(int part);
    void hide();
    void toggle();

    StudySession& m_session;
    PartsPanel& m_panel;
    QTableView* m_list;
    QFrame* m_frame; ///< a window of its own
    QLabel* m_picture;
    QLabel* m_text;
    QAction* m_show;
};

} // namespace palimpsest
