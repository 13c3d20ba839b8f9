// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/superpixels.h"
#include "widgets/tools/abstract_tool.h"

#include <memory>
#include <vector>

namespace palimpsest {

/// Gives whole superpixels to the current part, those that the pointer passes from press to
/// release. Where they are still computed, what was passed is taken once they are there.
class SuperpixelTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(SuperpixelTool)

public:
    ToolAnswer prepare(const ToolScene& scene) override;
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    void dropAssist() override;
    bool awaitsAssist() const override { return m_isReleased; }
    void giveUp() override;
    std::vector<ToolOption> options() const override; ///< about how wide they are
    void setOption(std::size_t index, int value) override;
    bool isBusy() const override { return !m_way.empty(); }
    ToolOverlay overlay(const ToolScene& scene) const override;

private:
    struct Wish
    {
        qint64 picture = 0;
        int side = 0;

        bool operator==(const Wish&) const = default;
    };

    ToolAnswer take(const ToolScene& scene, std::shared_ptr<const SegmentMap> segments);
    void follow(Point from, Point to);
    ToolAnswer finished(const ToolScene& scene);

    int m_side = 32;
    std::optional<Wish> m_asked;                  ///< what was asked for last
    std::shared_ptr<const SegmentMap> m_segments; ///< its result; none until it has come
    std::vector<Point> m_way;                     ///< of the pointer since the press
    bool m_isReleased = false;
    Mask m_pixels; ///< of the segments that it passed
};

} // namespace palimpsest
