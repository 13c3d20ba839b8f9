// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"

#include <memory>
#include <span>

namespace palimpsest {

/// What a tool does with parts; menus keep these apart.
enum class ToolKind {
    Hand,   ///< draws where it is led
    Assist, ///< finds pixels in the picture
    Repair, ///< changes parts that there are
};

/// All there is to know of a tool for drawing: the canvas, the bar, the menu and the lists of keys
/// are made of these entries. Texts are for translation in the context "Tools".
struct ToolEntry
{
    const char* id;
    ToolKind kind;
    const char* icon; ///< of resources/icons
    const char* text; ///< in the menu
    const char* key;  ///< that chooses it, on the Parts page
    const char* what; ///< what one does with it, for the lists of keys
    std::unique_ptr<AbstractTool> (*make)();
};

/// Every tool, in the order of the bar. The first is chosen at the start.
std::span<const ToolEntry> toolCatalogue();

/// A text of an entry in the user's language.
QString toolText(const char* text);

} // namespace palimpsest
