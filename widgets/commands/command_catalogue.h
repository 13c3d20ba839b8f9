// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <span>

class QAction;
class QObject;

namespace palimpsest {

/// Where the keys of a command hold. Within one place, and between it and the window, no key is
/// given twice.
enum class KeyPlace {
    Window,
    Explore,  ///< the window too, listed apart
    Parts,    ///< the Parts page while it is seen, wherever the focus is
    Words,    ///< the words of a sentence, when they have the focus
    PartList, ///< the list of parts, likewise
};

/// All there is to know of a command: menus, tool tips, the lists of keys and the palette are made
/// of these entries. Texts are for translation in the context "Commands".
struct CommandEntry
{
    const char* id;   ///< the object name of its action
    const char* icon; ///< of resources/icons, or empty
    const char* text; ///< in menus
    const char* keys; ///< alternatives parted by two spaces, "Del  Backspace"; or empty
    KeyPlace place;
    const char* what = "";       ///< for the lists of keys: "save now"; of commands with keys
    const char* more = "";       ///< what the help adds to that
    bool isHeldByWidget = false; ///< a widget takes the keys itself; menus only tell them
};

std::span<const CommandEntry> commandCatalogue();

/// The entry with that id, which must exist.
const CommandEntry& commandEntry(const char* id);

/// "Ctrl+T" of "Ctrl+T", "Del" and "Backspace" of "Del  Backspace".
QList<QKeySequence> keySequences(const char* keys);

/// An action of `parent` with the entry's text, icon, keys and tool tip.
QAction* makeCommand(const char* id, QObject* parent);

/// A tool tip of one's own for that command: "text (Ctrl+T)".
QString withKeys(const QString& text, const char* id);

/// A text of an entry in the user's language.
QString commandText(const char* text);

} // namespace palimpsest
