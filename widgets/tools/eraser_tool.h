// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/brush_tool.h"

namespace palimpsest {

/// A brush after which there is background, whatever part was there.
class EraserTool : public BrushTool
{
    Q_DECLARE_TR_FUNCTIONS(EraserTool)

public:
    bool needsPart() const override { return false; }

protected:
    ToolAnswer draw(const ToolScene& scene, const Mask& pixels) const override;
};

} // namespace palimpsest
