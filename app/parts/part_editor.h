// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"
#include "app/parts/parts_lock.h"
#include "widgets/canvas/parts_look.h"
#include "widgets/commands/action_groups.h"

#include <QColor>
#include <QList>
#include <QObject>
#include <QRectF>

#include <functional>
#include <string>
#include <vector>

class QAction;
class QPoint;
class QWidget;

namespace palimpsest {

class PartsPanel;

/// One who edits the parts of the chosen sample, where samples are of one kind: tools, the area
/// that they work in, and what the list of parts asks for. Parts are counted from 0.
class PartEditor : public QObject
{
    Q_OBJECT

public:
    /// Parts are listed in `panel`; all of these must outlive the editor.
    PartEditor(StudySession& session, const PartsLock& lock, PartsPanel& panel, QObject* parent);

    virtual QWidget* bar() const = 0;
    virtual QWidget* area() const = 0;
    virtual LockTexts lockTexts() const = 0;

    /// What edits parts, and what only looks at them.
    virtual std::vector<ActionGroup> editGroups() const = 0;
    virtual QList<QAction*> viewActions() const { return {}; }
    /// What of these is of use where a part is, or else where none is.
    virtual QList<QAction*> actionsAt(bool isOnPart) const = 0;
    /// Chooses the part at that place of the screen. Whether there is one.
    virtual bool choosePartAt(const QPoint& place) = 0;
    /// Those whose keys work while the page is seen, wherever the focus is.
    virtual QList<QAction*> pageActions() const { return {}; }
    QList<QAction*> actions() const;

    /// Shows the chosen sample, but for its parts.
    virtual void showSample() {}
    virtual void showParts() = 0;
    /// Another sample will be chosen: what a hand is drawing on this one is finished.
    virtual void finishStroke() {}
    /// Another sample is about to be shown, or none.
    virtual void leaveSample() {}
    /// Lets edit what the lock allows.
    virtual void followLock() = 0;

    /// Of the parts that there are, in their order.
    virtual std::vector<std::string> partNames() const = 0;
    virtual QColor colourOf(int part) const = 0;
    /// −1 for none.
    virtual void setCurrentPart(int part) = 0;
    /// The part that is made next looks so: one of the part set, which is missing.
    virtual void setMissingPart(const PartStyle& look) = 0;
    virtual void setLook(const PartsLook& /*look*/) {}
    /// What the key of a part does.
    virtual void usePart(int part) { emit partChosen(part); }
    /// What the key of a missing one does, once it is chosen.
    virtual void useMissingPart() {}

    virtual void addPart() = 0;
    /// A colour that is empty leaves the part its own.
    virtual void rename(int part, const PartStyle& look) = 0;
    virtual void recolour(int part, const QColor& colour) = 0;
    virtual void move(int from, int to) = 0;
    virtual void merge(int from, int into) = 0;
    virtual void remove(int part) = 0;

    /// Shows a place of the chosen sample, in pixels of its drawing.
    virtual void lookAt(const QRectF& /*place*/) {}

    /// Whether parts of another sample can be laid onto the chosen one.
    virtual bool takesGhosts() const { return false; }
    /// Lays those of `from` there, until they are kept or dropped; of sentences, words are grouped
    /// as there at once.
    virtual void layGhost(std::size_t /*from*/) {}

    /// Whether an edit is begun and not finished, whose last step can be taken back.
    virtual bool isDrawing() const { return false; }
    virtual void takeBackStep() {}
    virtual bool hasTakenBack() const { return false; } ///< a step that can be brought back
    virtual void bringBackStep() {}

    /// Says why locked parts, or those of a file that cannot be used, stay as they are.
    void refuseLocked();

signals:
    void partChosen(int part);
    void missingChosen(int entry); ///< of the part set
    void nameRequested(int part);  ///< to be typed
    void refused(const QString& why);
    void noticed(const QString& what);    ///< what is to be known of an edit that was made
    void lockRefused(const QString& why); ///< which unlocking would change
    void pointed(const QString& what);    ///< what is under the pointer, or empty
    void drawingStateChanged();           ///< isDrawing() or hasTakenBack()
    void lookChanged(const palimpsest::PartsLook& look);

protected:
    StudySession& session() const { return m_session; }
    const PartsLock& lock() const { return m_lock; }
    PartsPanel& panel() const { return m_panel; }
    std::size_t sample() const { return m_session.selection().sample(); }
    const SampleSheet& sheet() const { return m_session.document()->sheet(sample()); }

    /// Makes an edit, which may throw an Error: that is refused, and the parts are shown as they
    /// are.
    void attempt(const std::function<void()>& edit);

private:
    StudySession& m_session;
    const PartsLock& m_lock;
    PartsPanel& m_panel;
};

} // namespace palimpsest
