// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/files.h"
#include "core/units/study_inputs.h"
#include "support/window_test.h"
#include "widgets/canvas/parts_canvas.h"

#include <QLabel>
#include <QTest>

namespace palimpsest {

/// The bytes of a file that a test made.
inline std::string contents(const std::filesystem::path& file)
{
    return readFile(file, 1u << 24);
}

/// Ways through the window over a small study.
class Journey : public WindowTest
{
protected:
    /// Whether the study page shows what a model says of the first sample.
    bool isPreviewed() const
    {
        const auto labels = m_window->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [](const QLabel* label) {
            return label->isVisible() && label->text().contains("p(pullover) = 0.");
        });
    }

    PartsCanvas& canvas() { return *m_window->findChild<PartsCanvas*>(); }

    /// A click at a position of the picture.
    void click(double x, double y)
    {
        QTest::mouseClick(&canvas(), Qt::LeftButton, {},
                          canvas().transform().toView({x, y}).toPoint());
    }

    const Drawing& drawing() { return session().document()->sheet(0).drawing; }

    std::size_t completeUnits()
    {
        return static_cast<std::size_t>(
            std::ranges::count_if(session().values()->units, [](const auto& entry) {
                return entry.second.state == UnitState::Complete;
            }));
    }
};

} // namespace palimpsest
