// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/superpixels.h"
#include "core/parts/drawing.h"
#include "widgets/tools/assist.h"
#include "widgets/tools/outline_marks.h"

#include <QCoreApplication>
#include <QLineF>
#include <QPolygonF>
#include <QString>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace palimpsest {

/// Where the pointer is. Lengths are in pixels of the picture.
struct ToolPointer
{
    QPointF position;        ///< may lie outside of the picture
    double pickRadius = 1.0; ///< how near counts as on it
    Qt::KeyboardModifiers keys = Qt::NoModifier;
};

/// What a tool works on.
struct ToolScene
{
    const Drawing& drawing;
    int currentPart = -1;  ///< that new shapes belong to, or −1
    bool isLocked = false; ///< shapes must not change
    qint64 picture = 0;    ///< which one is shown: another has another number
};

/// What came of an event.
struct ToolAnswer
{
    std::optional<Drawing> edit; ///< the drawing after a finished edit
    QString what;                ///< name of the edit, for undo
    std::optional<int> chosenPart;
    QString refusal;        ///< why nothing was done, as a sentence
    bool wasLocked = false; ///< nothing was done because shapes must not change
    Assist assist;          ///< to be computed, in place of what was asked for before
};

/// What a tool shows over the drawing, in coordinates of the picture.
struct ToolOverlay
{
    QPolygonF outline;                      ///< of what is drawn, dragged or selected
    bool isClosed = false;                  ///< its ends are joined
    bool hasHandles = false;                ///< its points can be dragged
    std::optional<std::size_t> chosenPoint; ///< of the outline
    std::optional<QPointF> target;          ///< where a press would put a point
    bool canClose = false;                  ///< a click on the first point finishes
    bool closes = false;                    ///< the pointer is on it
    std::vector<QLineF> cells;              ///< borders of a grid within the outline
    double targetWidth = 0.0;               ///< of a circle around the target, where there is one
    std::shared_ptr<const SegmentMap> segments; ///< whose borders are shown
    const Mask* pixels = nullptr; ///< that are painted, until the tool is told of something else
    OutlineMarks marks;
};

/// A number that a tool asks for, as the columns of a grid.
struct ToolOption
{
    QString name;
    QString before; ///< what stands before it, as ×
    int value = 1;
    int least = 1;
    int most = 1;
};

/// A tool for drawing: it is told of the pointer, keeps what is being drawn and answers with
/// finished edits. It knows no widget and never changes a drawing.
class AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(AbstractTool)

public:
    virtual ~AbstractTool() = default;

    /// It is chosen, or an option or the picture is another: it may ask for an assist.
    virtual ToolAnswer prepare(const ToolScene& scene);

    virtual ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) = 0;
    virtual ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) = 0;
    virtual ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer);

    /// Comes after the press and release of its first click.
    virtual ToolAnswer doubleClick(const ToolScene& scene, const ToolPointer& pointer);
    virtual ToolAnswer finish(const ToolScene& scene);
    virtual ToolAnswer deleteSelected(const ToolScene& scene);
    virtual void takeBackPoint() {}
    virtual void leave() {}      ///< the pointer left the picture's view
    virtual void dropAssist() {} ///< what it asked for will not be answered

    /// Drops what is being drawn or dragged, with its assist; what is selected when there is
    /// nothing of that.
    virtual void giveUp() = 0;

    /// The outlines on the picture are others now. Whatever refers to them is dropped.
    virtual void outlinesChanged(const Drawing& before, const Drawing& after);

    /// What is drawn and not finished, of which resume() makes the same again; or nothing.
    virtual QPolygonF unfinishedOutline() const { return {}; }
    virtual void resume(const QPolygonF&) {}
    virtual std::vector<ToolOption> options() const { return {}; }
    virtual void setOption(std::size_t /*index*/, int /*value*/) {} ///< of options()

    virtual bool draws() const { return true; }     ///< new shapes, or works on those there are
    virtual bool needsPart() const { return true; } ///< that new shapes belong to
    virtual std::optional<std::size_t> selectedShape() const { return std::nullopt; }

    virtual bool isBusy() const = 0; ///< something is being drawn or dragged
    virtual ToolOverlay overlay(const ToolScene& scene) const = 0;
    virtual Qt::CursorShape cursor() const { return Qt::CrossCursor; }

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
