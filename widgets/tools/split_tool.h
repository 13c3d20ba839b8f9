// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Cuts a part in two by a line, which is dragged or clicked at both ends; Shift keeps to an axis.
/// Of the parts that the line crosses it is the current one, else that which it passes longest.
/// What lies to the right of the line becomes a new part, or the current one where that has no
/// pixel.
class SplitTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(SplitTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer takeBackPoint(const ToolScene& scene) override; ///< where the line begins
    void leave() override { m_target.reset(); }
    void giveUp() override { m_from.reset(); }
    bool needsPart() const override { return false; }
    bool isBusy() const override { return m_from.has_value(); }
    QJsonObject unfinished() const override; ///< where the line begins
    void resume(const QJsonObject& unfinished) override;
    ToolOverlay overlay(const ToolScene& scene) const override;
    QString hint(const ToolScene& scene) const override;

private:
    QPointF placeOf(const ToolPointer& pointer) const;
    ToolAnswer cut(const ToolScene& scene, QPointF to);

    std::optional<QPointF> m_from;
    std::optional<QPointF> m_target;
};

} // namespace palimpsest
