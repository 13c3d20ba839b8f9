// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/grab_cut.h"
#include "widgets/tools/abstract_tool.h"

#include <vector>

namespace palimpsest {

/// Outlines the whole object, which is shown at once and kept with the drawing: a dragged box says
/// where it is; then strokes say what was missed and, with Ctrl, what is too much. Each is an edit,
/// and changes the object where it is drawn alone. finish() gives the object to the only part that
/// there is; where there are more it is kept for tools with which these grow within it.
class GrabCutTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(GrabCutTool)

public:
    ToolAnswer prepare(const ToolScene& scene) override;
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer finish(const ToolScene& scene) override;
    ToolAnswer takeBackPoint(const ToolScene& scene) override;
    void leave() override { m_pointer.reset(); }
    void dropAssist() override;
    bool awaitsAssist() const override { return m_isAsked; }
    void assistFailed() override; ///< the last hint is taken back
    void giveUp() override;
    ToolAnswer dismiss(const ToolScene& scene) override; ///< the object is forgotten
    /// The object is none of the drawing's.
    void outlinesChanged(const Drawing& before, const Drawing& after) override;
    QJsonObject unfinished() const override; ///< what is not in the object yet
    void resume(const QJsonObject& unfinished) override;
    std::vector<ToolOption> options() const override; ///< width of strokes
    void setOption(std::size_t index, int value) override;
    bool needsPart() const override { return false; }
    bool isBusy() const override { return m_drawn || !m_hints.empty(); }
    ToolOverlay overlay(const ToolScene& scene) const override;
    QString hint(const ToolScene& scene) const override;

private:
    enum class Says { Box, Keep, Drop };

    struct Hint
    {
        Says says = Says::Box;
        QPolygonF points; ///< of a box two opposite corners
        double width = 1.0;
    };

    bool hasObject(const ToolScene& scene) const;
    static bool isForManyParts(const ToolScene& scene);
    static QString partName(const ToolScene& scene);
    static QString keptText(const ToolScene& scene);
    Says saidBy(const ToolScene& scene, const ToolPointer& pointer) const;
    ObjectHints hintsFor(const ToolScene& scene) const;
    std::vector<Stroke> strokes() const;
    ToolAnswer take(const ToolScene& scene, const ObjectOutline& object);
    ToolAnswer objectOfPart(const ToolScene& scene);

    int m_width = 8;
    std::optional<QPointF> m_pointer;
    std::optional<Hint> m_drawn; ///< while it is dragged
    std::vector<Hint> m_hints;   ///< that are not in the drawing's object yet
    bool m_isAsked = false;
    bool m_isFinished = false;  ///< finish() waits for the object
    bool m_isConcluded = false; ///< since finish(); the object is not shown
};

} // namespace palimpsest
