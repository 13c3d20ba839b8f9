// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/commands/key_list.h"

#include "widgets/commands/command_catalogue.h"
#include "widgets/tools/tool_catalogue.h"

#include <QCoreApplication>
#include <QStringList>

#include <string_view>

namespace palimpsest {

namespace {

/// A key that is no command: it is held, or moves what has the focus.
struct Gesture
{
    KeyPlace place;
    const char* keys;
    const char* what;
    const char* more = "";
};

constexpr Gesture kGestures[] = {
    {KeyPlace::Explore, "Left  Right  Home  End",
     QT_TRANSLATE_NOOP("Commands", "previous, next, first, last epoch, on the curves")},
    {KeyPlace::Explore, "Up  Down", QT_TRANSLATE_NOOP("Commands", "move τ, on the strengths")},
    {KeyPlace::Explore, "+  -", QT_TRANSLATE_NOOP("Commands", "zoom the picture"),
     QT_TRANSLATE_NOOP("Commands", "so does the wheel; Space held drags it")},
    {KeyPlace::Explore, "1  …  9  0", QT_TRANSLATE_NOOP("Commands", "hide or show a part")},
    {KeyPlace::Parts, "1  …  9  0", QT_TRANSLATE_NOOP("Commands", "choose a part"),
     QT_TRANSLATE_NOOP("Commands", "by the digits of the part set, or its number")},
    {KeyPlace::Parts, "Left  Right  Up  Down",
     QT_TRANSLATE_NOOP("Commands", "lead a cursor over the picture"),
     QT_TRANSLATE_NOOP("Commands", "by a pixel, or as little as is seen")},
    {KeyPlace::Parts, "Shift+Left  Right  Up  Down",
     QT_TRANSLATE_NOOP("Commands", "lead it ten times as far")},
    {KeyPlace::Parts, "Space", QT_TRANSLATE_NOOP("Commands", "press the mouse’s button there"),
     QT_TRANSLATE_NOOP("Commands",
                       "a point, a seed, a click or, held, a drag with the arrow keys")},
    {KeyPlace::Parts, "+  -", QT_TRANSLATE_NOOP("Commands", "zoom the picture")},
    {KeyPlace::Parts, "Wheel", QT_TRANSLATE_NOOP("Commands", "zoom where the pointer is")},
    {KeyPlace::Parts, "Shift+Wheel", QT_TRANSLATE_NOOP("Commands", "a smaller or larger brush"),
     QT_TRANSLATE_NOOP("Commands", "or whatever number the tool has first")},
    {KeyPlace::Parts, "Double click",
     QT_TRANSLATE_NOOP("Commands", "add a point to the selected outline"),
     QT_TRANSLATE_NOOP("Commands", "close a polygon, fill the picture with the grid")},
    {KeyPlace::Parts, "Right click", QT_TRANSLATE_NOOP("Commands", "finish what is drawn"),
     QT_TRANSLATE_NOOP("Commands", "as Return does")},
    {KeyPlace::Parts, "Alt",
     QT_TRANSLATE_NOOP("Commands", "hold: move a shape, or one point alone"),
     QT_TRANSLATE_NOOP("Commands", "of a shape that is selected; its grip moves it without Alt")},
    {KeyPlace::Parts, "Ctrl", QT_TRANSLATE_NOOP("Commands", "hold: no snapping"),
     QT_TRANSLATE_NOOP("Commands", "to points and borders; with GrabCut, strokes drop")},
    {KeyPlace::Parts, "Shift", QT_TRANSLATE_NOOP("Commands", "hold: straight on"),
     QT_TRANSLATE_NOOP("Commands", "along an axis; with boxes, a square")},
    {KeyPlace::Parts, "Space",
     QT_TRANSLATE_NOOP("Commands", "hold: drag the picture with the mouse"),
     QT_TRANSLATE_NOOP("Commands",
                       "the middle button does too; after arrow keys, once the mouse is moved")},
    {KeyPlace::Words, "Left  Right  Home  End",
     QT_TRANSLATE_NOOP("Commands", "go from word to word"),
     QT_TRANSLATE_NOOP("Commands", "with Shift, select all on the way")},
    {KeyPlace::Words, "1  …  9  0", QT_TRANSLATE_NOOP("Commands", "put them into a part"),
     QT_TRANSLATE_NOOP("Commands", "with none selected, choose it")},
    {KeyPlace::Words, "F2", QT_TRANSLATE_NOOP("Commands", "rename their part"),
     QT_TRANSLATE_NOOP("Commands", "so does a double click")},
    {KeyPlace::Words, "Ctrl+A  Esc", QT_TRANSLATE_NOOP("Commands", "select all words, or none")},
};

struct Group
{
    KeyPlace place;
    const char* name;
};

constexpr Group kGroups[] = {
    {KeyPlace::Window, QT_TRANSLATE_NOOP("Commands", "Everywhere")},
    {KeyPlace::Explore, QT_TRANSLATE_NOOP("Commands", "Explore")},
    {KeyPlace::Parts, QT_TRANSLATE_NOOP("Commands", "Parts")},
    {KeyPlace::Words, QT_TRANSLATE_NOOP("Commands", "Words")},
    {KeyPlace::PartList, QT_TRANSLATE_NOOP("Commands", "List of parts")},
};

/// Apart from the commands, as one list of all there is on the Parts page would be too long.
constexpr const char* kTools = QT_TRANSLATE_NOOP("Commands", "Tools for parts");
constexpr const char* kPartsByHand = QT_TRANSLATE_NOOP("Commands", "Parts, by hand");

/// "<b>Ctrl</b>+<b>S</b>" would be harder to read than the chord as a whole.
QString boldKeys(const QString& keys)
{
    QStringList all;
    for (const QString& key : keys.split(QStringLiteral("  "), Qt::SkipEmptyParts)) {
        all.append(key == QStringLiteral("…")
                       ? key
                       : QStringLiteral("<b>%1</b>").arg(key.toHtmlEscaped()));
    }
    return all.join(QStringLiteral(" "));
}

} // namespace

std::vector<KeyEntry> allKeys()
{
    std::vector<KeyEntry> entries;
    const auto add = [&](const char* group, const char* keys, const QString& what,
                         const QString& more) {
        entries.push_back({commandText(group), QString::fromUtf8(keys), what, more});
    };
    for (const Group& group : kGroups) {
        const bool isOfParts = group.place == KeyPlace::Parts;
        if (isOfParts) {
            for (const ToolEntry& tool : toolCatalogue()) {
                add(kTools, tool.key, toolText(tool.what), {});
            }
        }
        for (const CommandEntry& command : commandCatalogue()) {
            if (command.place == group.place && !std::string_view(command.keys).empty()) {
                add(group.name, command.keys, commandText(command.what), commandText(command.more));
            }
        }
        for (const Gesture& gesture : kGestures) {
            if (gesture.place == group.place) {
                add(isOfParts ? kPartsByHand : group.name, gesture.keys, commandText(gesture.what),
                    commandText(gesture.more));
            }
        }
    }
    return entries;
}

QString keysAsHtml()
{
    QString html;
    QString group;
    for (const KeyEntry& entry : allKeys()) {
        if (entry.group != group) {
            html += group.isEmpty() ? QString() : QStringLiteral("</table>\n");
            html += QStringLiteral("<h2>%1</h2>\n<table cellspacing=\"0\" cellpadding=\"5\">\n")
                        .arg(entry.group.toHtmlEscaped());
            group = entry.group;
        }
        QString what = entry.what;
        what[0] = what[0].toUpper();
        if (!entry.more.isEmpty()) {
            what += QStringLiteral("; ") + entry.more;
        }
        html += QStringLiteral("<tr><td width=\"190\">%1</td><td>%2</td></tr>\n")
                    .arg(boldKeys(entry.keys), what.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>\n");
}

} // namespace palimpsest
