// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/drawings.h"
#include "widgets/tools/abstract_tool.h"

#include <utility>

namespace palimpsest {

/// Hands a tool what the canvas would, and applies its edits.
class ToolBench
{
public:
    ToolBench(AbstractTool& tool, Drawing drawing) : m_tool(tool), m_drawing(std::move(drawing)) {}

    Drawing& drawing() { return m_drawing; }
    ToolScene scene() const { return {m_drawing, currentPart, isLocked, picture}; }

    ToolAnswer press(double x, double y, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        return applied(m_tool.press(scene(), {{x, y}, pickRadius, keys}));
    }
    ToolAnswer move(double x, double y, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        return applied(m_tool.move(scene(), {{x, y}, pickRadius, keys}));
    }
    ToolAnswer release(double x, double y, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        return applied(m_tool.release(scene(), {{x, y}, pickRadius, keys}));
    }
    ToolAnswer click(double x, double y, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        move(x, y, keys);
        const ToolAnswer answer = press(x, y, keys);
        release(x, y, keys);
        return answer;
    }
    ToolAnswer drag(QPointF from, QPointF to, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        press(from.x(), from.y());
        move((from.x() + to.x()) / 2, (from.y() + to.y()) / 2, keys);
        move(to.x(), to.y(), keys);
        return release(to.x(), to.y(), keys);
    }
    ToolAnswer doubleClick(double x, double y)
    {
        click(x, y);
        const ToolAnswer answer = applied(m_tool.doubleClick(scene(), {{x, y}, pickRadius}));
        release(x, y);
        return answer;
    }
    ToolAnswer finish() { return applied(m_tool.finish(scene())); }
    ToolAnswer takeBackPoint() { return applied(m_tool.takeBackPoint(scene())); }
    ToolAnswer bringBackPoint() { return applied(m_tool.bringBackPoint(scene())); }
    ToolAnswer dismiss() { return applied(m_tool.dismiss(scene())); }
    ToolAnswer deleteSelected() { return applied(m_tool.deleteSelected(scene())); }
    ToolAnswer prepare() { return applied(m_tool.prepare(scene())); }
    /// Computes an assist on a picture at once, and hands the tool what came of it.
    ToolAnswer compute(const Assist& assist, const WorkingPicture& on)
    {
        return applied(assist(on, {})(scene()));
    }
    ToolOverlay overlay() const { return m_tool.overlay(scene()); }

    int currentPart = 0;
    bool isLocked = false;
    qint64 picture = 1;
    double pickRadius = 0.5; ///< as on a picture of 28 pixels that fills a window

private:
    ToolAnswer applied(ToolAnswer answer)
    {
        if (answer.chosenPart) {
            currentPart = *answer.chosenPart;
        }
        if (answer.edit) {
            m_tool.outlinesChanged(m_drawing, *answer.edit);
            m_drawing = *answer.edit;
        }
        if (answer.then) {
            return applied(answer.then(scene()));
        }
        return answer;
    }

    AbstractTool& m_tool;
    Drawing m_drawing;
};

} // namespace palimpsest
