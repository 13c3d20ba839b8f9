// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/tool_events.h"
#include "widgets/tools/tool_view.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <functional>
#include <optional>
#include <vector>

namespace palimpsest {

/// A tool for drawing: it is told of the pointer, keeps what is being drawn and answers with
/// finished edits. It knows no widget and never changes a drawing.
class AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(AbstractTool)

public:
    virtual ~AbstractTool() = default;

    /// It is chosen, or an option, the drawing or the picture is another: it may ask for an assist.
    virtual ToolAnswer prepare(const ToolScene& scene);

    virtual ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) = 0;
    virtual ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) = 0;
    virtual ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer);

    /// Comes after the press and release of its first click.
    virtual ToolAnswer doubleClick(const ToolScene& scene, const ToolPointer& pointer);
    virtual ToolAnswer finish(const ToolScene& scene);
    /// Does to all parts what finish() does to the current one.
    virtual ToolAnswer finishAll(const ToolScene& scene);
    virtual ToolAnswer deleteSelected(const ToolScene& scene);
    virtual ToolAnswer takeBackPoint(const ToolScene& scene);
    /// Does again what was taken back last, until something else is done.
    virtual ToolAnswer bringBackPoint(const ToolScene& scene);
    virtual bool hasTakenBack() const { return false; } ///< something that can be brought back
    virtual void leave() {}                             ///< the pointer left the picture's view

    virtual void dropAssist() {} ///< what it asked for will not be answered
    /// Whether a finished gesture becomes what it was made for once its assist is answered.
    virtual bool awaitsAssist() const { return false; }
    virtual void assistFailed() { giveUp(); }

    /// Drops what is being drawn or dragged, with its assist; what is selected when there is
    /// nothing of that.
    virtual void giveUp() = 0;

    /// A person gives up: what the tool made for others goes, too, where nothing is being drawn.
    virtual ToolAnswer dismiss(const ToolScene& scene);

    /// Another tool is chosen. What is unfinished() stays until this one is chosen again.
    void putAway();

    /// The outlines on the picture are others now. Whatever refers to them is dropped, and where
    /// the picture is of another size what is unfinished(), too.
    virtual void outlinesChanged(const Drawing& before, const Drawing& after);

    /// The object that the parts are of has another outline now, or none.
    virtual void objectChanged() {}

    /// What is drawn and not finished, of which resume() makes the same again; or nothing. It may
    /// come back from a file.
    virtual QJsonObject unfinished() const { return {}; }
    virtual void resume(const QJsonObject& /*unfinished*/) {}

    virtual std::vector<ToolOption> options() const { return {}; }
    virtual void setOption(std::size_t /*index*/, int /*value*/) {} ///< of options()

    virtual bool draws() const { return true; }     ///< new shapes, or works on those there are
    virtual bool needsPart() const { return true; } ///< that new shapes belong to
    virtual std::optional<std::size_t> selectedShape() const { return std::nullopt; }

    virtual bool isBusy() const = 0; ///< something is being drawn or dragged
    virtual ToolOverlay overlay(const ToolScene& scene) const = 0;
    virtual Qt::CursorShape cursor() const { return Qt::CrossCursor; }

    /// What can be done next, for the status bar; nothing where that needs no word.
    virtual QString hint(const ToolScene&) const { return {}; }

protected:
    AbstractTool() = default;
    AbstractTool(const AbstractTool&) = default;
    AbstractTool& operator=(const AbstractTool&) = default;

    /// Applies an edit; what core refuses becomes a refusal.
    static ToolAnswer attempt(const ToolScene& scene, const QString& what,
                              const std::function<Drawing(const Drawing&)>& edit);

    /// A new shape of the current part. Refused when it covers no pixel.
    static ToolAnswer drawShape(const ToolScene& scene, const QPolygonF& outline);

    /// Gives pixels to the current part.
    static ToolAnswer paintPixels(const ToolScene& scene, const Mask& pixels);

    /// Why nothing can be drawn now; none when it can.
    static std::optional<ToolAnswer> obstacle(const ToolScene& scene, bool needsPart);

    /// Whether the pointer went far enough from `start` for a drag: 3 pixels of the view.
    static bool isDrag(QPointF start, const ToolPointer& pointer);

private:
    /// What an edit that draws the current part is called.
    static QString drawingName(const ToolScene& scene);
};

} // namespace palimpsest
