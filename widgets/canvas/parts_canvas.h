// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/placed.h"
#include "widgets/canvas/parts_view.h"
#include "widgets/canvas/seen_area.h"
#include "widgets/tools/assist.h"
#include "widgets/tools/unfinished_work.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace palimpsest {

struct ToolAnswer;
struct ToolOption;
struct ToolPointer;
struct ToolScene;

/// The parts drawn on their picture, and the tools that draw. It shows the drawing it was
/// given and never changes it: finished edits are emitted, and come back through setDrawing.
class PartsCanvas : public PartsView
{
    Q_OBJECT

public:
    explicit PartsCanvas(QWidget* parent = nullptr);
    ~PartsCanvas() override;

    /// `seen` is what models see of the picture and the drawing, where these are larger. What is
    /// being dragged is given up when the outlines differ from those before; call clear() before
    /// showing another picture. Throws as paint() does.
    void setDrawing(const Drawing& drawing, std::optional<SeenArea> seen = {});
    /// One of the catalogue of tools. What another has begun stays until that is chosen again.
    void setTool(const QString& id);
    QString tool() const;
    std::vector<ToolOption> toolOptions(const QString& id) const;
    void setToolOption(const QString& id, std::size_t index, int value);
    /// Makes the first number of the chosen tool larger, or smaller by negative steps.
    void stepToolOption(int steps);

    /// The part that new shapes belong to and that is highlighted; −1 for none.
    void setCurrentPart(int part);

    /// Locked canvases let parts be chosen and nothing be drawn; trying emits lockedEdit.
    void setLocked(bool locked);
    bool isLocked() const;

    /// Lays parts of another picture onto this one, to be fitted; finish() keeps them as one edit
    /// and dismiss() drops them. What else is being drawn stays below them.
    /// They lie as `fitted` says, which was unfinished() before, or at `start`.
    void layGhost(const Drawing& ghost, const Placement& start, const QJsonObject& fitted = {});
    bool hasGhost() const;

    /// What came of the assist that was asked for last, unless it was dropped since.
    void takeAssist(const AssistResult& result);
    /// Why nothing came of it; what waited for it is given up.
    void failAssist(const QString& why);

    bool isDrawing() const;    ///< or dragging
    bool awaitsAssist() const; ///< what was drawn, as AbstractTool has it
    bool hasTakenBack() const; ///< a point, stroke or click that can be brought back
    /// Ends what a pressed button is dragging as if it was let go of, as the picture goes.
    void endStroke();

    UnfinishedWork unfinished() const;                 ///< of the ghost, or of the chosen tool
    std::vector<UnfinishedWork> allUnfinished() const; ///< of all tools, but for the ghost
    /// Gives a tool of the catalogue what it has begun, in place of what it has, or nothing.
    void put(const UnfinishedWork& work);
    /// The same, and goes on with it with its tool.
    void resume(const UnfinishedWork& work);
    void clear(); ///< gives up what any tool has begun, and the ghost

public slots:
    /// Finishes what is being drawn; takes over what else a tool shows.
    void finish();
    /// Gives up what is being drawn or dragged.
    void giveUp();
    /// The same for a person, who may want it back: tells dropped(). Where there is nothing of
    /// that, what the tool made for others goes, as the outline of the object.
    void dismiss();
    /// Mirrors the ghost, where there is one.
    void mirrorGhost();
    /// Takes back the last point, stroke or click of what is being drawn.
    void takeBackPoint();
    void bringBackPoint(); ///< what was taken back last
    /// Deletes the selected vertex, else the selected shape.
    void deleteSelected();

signals:
    /// One finished edit: the whole drawing after it, its name for undo ("draw collar"), and what
    /// was unfinished until then where undo is to bring that back.
    void edited(const palimpsest::Drawing& after, const QString& what,
                const palimpsest::UnfinishedWork& spent = {});
    void dropped(const palimpsest::UnfinishedWork& work);
    void touched(); ///< what is unfinished may be more or less now
    void partChosen(int part);
    void toolChosen(const QString& id);
    void toolOptionsChanged(); ///< those of the chosen tool
    /// Why an attempt did nothing, as a sentence.
    void refused(const QString& why);
    void lockedEdit();
    /// To be computed on the picture that is shown, in place of what was asked for before.
    void assistAsked(const palimpsest::Assist& assist);
    void assistDropped(); ///< whatever was asked for
    /// What is under the pointer ("collar, 12 %") and what the tool says of it, or empty.
    void pointed(const QString& what);
    void drawingStateChanged(); ///< isDrawing() or hasTakenBack()

protected:
    void paintOver(QPainter& painter) override;
    void pressed(QPointF position, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    void moved(QPointF position, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys) override;
    void released(QPointF position, Qt::MouseButton button) override;
    void doubleClicked(QPointF position) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    QCursor idleCursor() const override;

private:
    struct State;

    void take(const ToolAnswer& answer);
    ToolScene scene() const;
    void toolChanged();
    void sayPointed();
    ToolPointer pointerAt(QPointF position) const;

    std::unique_ptr<State> m_state;
};

} // namespace palimpsest
