// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/scissors.h"
#include "widgets/tools/abstract_tool.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace palimpsest {

/// Draws an outline that follows the edges of the picture between the points that are clicked, and
/// is straight where Shift is held; a double click, a click on the first point or finish() closes
/// it. It snaps to nothing.
class ScissorsTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(ScissorsTool)

public:
    ToolAnswer prepare(const ToolScene& scene) override;
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer doubleClick(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer finish(const ToolScene& scene) override;
    ToolAnswer takeBackPoint(const ToolScene& scene) override;
    void leave() override { m_target.reset(); }
    void dropAssist() override { m_asked.reset(); }
    bool awaitsAssist() const override { return isClosed(); }
    void assistFailed() override; ///< the piece that waits for it becomes straight
    void giveUp() override;
    QJsonObject unfinished() const override; ///< the points that were clicked, and what is between
    void resume(const QJsonObject& unfinished) override;
    bool isBusy() const override { return !m_drawn.anchors.isEmpty(); }
    ToolOverlay overlay(const ToolScene& scene) const override;
    QString hint(const ToolScene& scene) const override;

private:
    /// The way from one anchor to the next.
    struct Piece
    {
        QPolygonF points; ///< both anchors included
        bool isKnown = false;
    };

    struct Drawn
    {
        QPolygonF anchors;
        std::vector<Piece> pieces; ///< one less than the anchors, or as many where it is closed
    };

    static Drawn drawnFrom(const QJsonObject& unfinished);

    bool isClosed() const;
    bool isOnFirst(const ToolPointer& pointer) const;
    std::size_t firstUnknown() const;
    QPolygonF wayTo(QPointF to) const;
    void addPiece(QPointF to, bool isStraight);
    ToolAnswer close(const ToolScene& scene, bool isStraight);
    ToolAnswer take(const ToolScene& scene, std::size_t anchor,
                    const std::shared_ptr<const Scissors>& scissors);
    ToolAnswer drawnShape(const ToolScene& scene);

    Drawn m_drawn;
    std::shared_ptr<const Scissors> m_scissors; ///< set at an anchor; none until they have come
    std::size_t m_setAt = 0;                    ///< which
    std::optional<std::size_t> m_asked;         ///< at which anchor they are wanted
    std::optional<QPointF> m_target;
    bool m_isStraight = false; ///< to the target
    bool m_closes = false;     ///< the pointer is on the first point
};

} // namespace palimpsest
