// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/shortcuts.h"

#include <QCoreApplication>

namespace palimpsest {

namespace {

struct Key
{
    const char* group;
    const char* keys;
    const char* what;
};

constexpr Key kKeys[] = {
    {QT_TRANSLATE_NOOP("Keys", "Everywhere"), "Ctrl+1", QT_TRANSLATE_NOOP("Keys", "Study")},
    {"Everywhere", "Ctrl+2", QT_TRANSLATE_NOOP("Keys", "Parts")},
    {"Everywhere", "Ctrl+3", QT_TRANSLATE_NOOP("Keys", "Explore")},
    {"Everywhere", "Ctrl+4", QT_TRANSLATE_NOOP("Keys", "Figures")},
    {"Everywhere", "A  D", QT_TRANSLATE_NOOP("Keys", "previous, next sample")},
    {"Everywhere", "Ctrl+Z", QT_TRANSLATE_NOOP("Keys", "undo")},
    {"Everywhere", "Ctrl+Shift+Z", QT_TRANSLATE_NOOP("Keys", "redo")},
    {"Everywhere", "Ctrl+N", QT_TRANSLATE_NOOP("Keys", "new study")},
    {"Everywhere", "Ctrl+O", QT_TRANSLATE_NOOP("Keys", "open a study")},
    {"Everywhere", "Ctrl+S", QT_TRANSLATE_NOOP("Keys", "save now")},
    {"Everywhere", "Ctrl+E", QT_TRANSLATE_NOOP("Keys", "extract what is missing")},
    {"Everywhere", "Ctrl+Shift+C", QT_TRANSLATE_NOOP("Keys", "cancel the extraction")},
    {"Everywhere", "Ctrl+Shift+E", QT_TRANSLATE_NOOP("Keys", "export a figure")},
    {"Everywhere", "Ctrl+T", QT_TRANSLATE_NOOP("Keys", "light or dark")},
    {"Everywhere", "Ctrl+W", QT_TRANSLATE_NOOP("Keys", "close the study")},
    {"Everywhere", "Ctrl+Q", QT_TRANSLATE_NOOP("Keys", "quit")},
    {"Everywhere", "F1", QT_TRANSLATE_NOOP("Keys", "help")},
    {"Everywhere", "?", QT_TRANSLATE_NOOP("Keys", "these keys")},
    {QT_TRANSLATE_NOOP("Keys", "Explore"), ",  .",
     QT_TRANSLATE_NOOP("Keys", "previous, next epoch")},
    {"Explore", "Ctrl+Home  Ctrl+End", QT_TRANSLATE_NOOP("Keys", "first, last epoch")},
    {"Explore", "P", QT_TRANSLATE_NOOP("Keys", "play or pause")},
    {"Explore", "Left  Right", QT_TRANSLATE_NOOP("Keys", "epoch, on the curves")},
    {"Explore", "Up  Down", QT_TRANSLATE_NOOP("Keys", "τ, on the strengths")},
    {"Explore", "1  …  9  0", QT_TRANSLATE_NOOP("Keys", "hide or show a part")},
    {QT_TRANSLATE_NOOP("Keys", "List of parts"), "F2", QT_TRANSLATE_NOOP("Keys", "rename")},
    {"List of parts", "M", QT_TRANSLATE_NOOP("Keys", "merge into another")},
    {"List of parts", "Alt+Up  Alt+Down", QT_TRANSLATE_NOOP("Keys", "move in the order")},
    {QT_TRANSLATE_NOOP("Keys", "Words"), "Shift+Left  Shift+Right",
     QT_TRANSLATE_NOOP("Keys", "select neighbours")},
    {"Words", "Return  M  N", QT_TRANSLATE_NOOP("Keys", "make one part of them")},
    {"Words", "E", QT_TRANSLATE_NOOP("Keys", "each a part of its own")},
    {"Words", "S", QT_TRANSLATE_NOOP("Keys", "split their part")},
    {"Words", "Del", QT_TRANSLATE_NOOP("Keys", "always present, in no part")},
    {"Words", "1  …  9  0", QT_TRANSLATE_NOOP("Keys", "put them into a part")},
    {"Words", "F2", QT_TRANSLATE_NOOP("Keys", "rename their part")},
    {QT_TRANSLATE_NOOP("Keys", "Parts"), "1  …  9  0", QT_TRANSLATE_NOOP("Keys", "choose a part")},
    {"Parts", "N", QT_TRANSLATE_NOOP("Keys", "new part, then its name")},
    {"Parts", "F2", QT_TRANSLATE_NOOP("Keys", "rename the part")},
    {"Parts", "V", QT_TRANSLATE_NOOP("Keys", "select")},
    {"Parts", "G", QT_TRANSLATE_NOOP("Keys", "polygon")},
    {"Parts", "R", QT_TRANSLATE_NOOP("Keys", "rectangle")},
    {"Parts", "T", QT_TRANSLATE_NOOP("Keys", "grid")},
    {"Parts", "Return", QT_TRANSLATE_NOOP("Keys", "close the polygon")},
    {"Parts", "Backspace", QT_TRANSLATE_NOOP("Keys", "take back its last point")},
    {"Parts", "Esc", QT_TRANSLATE_NOOP("Keys", "give it up")},
    {"Parts", "Del", QT_TRANSLATE_NOOP("Keys", "delete point, shape or part")},
    {"Parts", "Ctrl", QT_TRANSLATE_NOOP("Keys", "hold: no snapping")},
    {"Parts", "Space", QT_TRANSLATE_NOOP("Keys", "hold: drag the picture")},
    {"Parts", "Ctrl++", QT_TRANSLATE_NOOP("Keys", "zoom in")},
    {"Parts", "Ctrl+-", QT_TRANSLATE_NOOP("Keys", "zoom out")},
    {"Parts", "Ctrl+0", QT_TRANSLATE_NOOP("Keys", "whole picture")},
};

} // namespace

std::vector<KeyEntry> allKeys()
{
    std::vector<KeyEntry> entries;
    for (const Key& key : kKeys) {
        entries.push_back({QCoreApplication::translate("Keys", key.group),
                           QString::fromUtf8(key.keys),
                           QCoreApplication::translate("Keys", key.what)});
    }
    return entries;
}

} // namespace palimpsest
