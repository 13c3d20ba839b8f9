// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/commands/command_catalogue.h"

#include "widgets/style/theme.h"

#include <QAction>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace palimpsest {

namespace {

// "C" for short: most lines of the table are texts.
#define C(text) QT_TRANSLATE_NOOP("Commands", text)
using enum KeyPlace;

constexpr std::array kCommands = {
    CommandEntry{"newStudy", "study", C("&New study…"), "Ctrl+N", Window, C("new study")},
    CommandEntry{"openStudy", "open", C("&Open study…"), "Ctrl+O", Window, C("open a study")},
    CommandEntry{"openDemo", "demo", C("Open the &demo study"), "", Window},
    CommandEntry{"openWordsDemo", "sentence", C("Open the demo in &words"), "", Window},
    CommandEntry{"saveNow", "", C("&Save now"), "Ctrl+S", Window, C("save now"),
                 C("edits are also saved by themselves within a second")},
    CommandEntry{"exportFigure", "export", C("&Export figure…"), "Ctrl+Shift+E", Window,
                 C("export a figure")},
    CommandEntry{"closeStudy", "close", C("&Close study"), "Ctrl+W", Window, C("close the study")},
    CommandEntry{"quit", "", C("&Quit"), "Ctrl+Q", Window, C("quit")},

    CommandEntry{"undo", "undo", C("&Undo"), "Ctrl+Z", Window, C("undo")},
    CommandEntry{"redo", "redo", C("&Redo"), "Ctrl+Shift+Z", Window, C("redo")},

    CommandEntry{"showStudy", "study", C("Study"), "Ctrl+1", Window, C("the page Study")},
    CommandEntry{"showParts", "parts", C("Parts"), "Ctrl+2", Window, C("the page Parts")},
    CommandEntry{"showExplore", "explore", C("Explore"), "Ctrl+3", Window, C("the page Explore")},
    CommandEntry{"showFigures", "figures", C("Figures"), "Ctrl+4", Window, C("the page Figures")},
    CommandEntry{"previousSample", "", C("Previous sample"), "A", Window, C("previous sample")},
    CommandEntry{"nextSample", "", C("Next sample"), "D", Window, C("next sample")},
    CommandEntry{"toggleTheme", "theme", C("Light or dark"), "Ctrl+T", Window, C("light or dark")},
    CommandEntry{"showPalette", "keyboard", C("&Find a command…"), "Ctrl+Shift+P", Window,
                 C("find a command by its name")},

    CommandEntry{"extract", "extract", C("&Extract what is missing"), "Ctrl+E", Window,
                 C("extract what is missing")},
    CommandEntry{"cancelExtraction", "cancel", C("&Cancel the extraction"), "Ctrl+Shift+C", Window,
                 C("cancel the extraction"), C("finished units are kept")},
    CommandEntry{"addSamples", "add-sample", C("Add &samples…"), "", Window},
    CommandEntry{"addCheckpoints", "add-checkpoint", C("Add c&heckpoints…"), "", Window},
    CommandEntry{"fitProbe", "", C("Fit a linear &probe…"), "", Window},
    CommandEntry{"measureAccuracies", "check", C("&Measure accuracies…"), "", Window},
    CommandEntry{"renameSample", "rename", C("Re&name the sample…"), "", Window},
    CommandEntry{"removeSample", "delete", C("&Remove the sample"), "", Window},
    CommandEntry{"renameRun", "rename", C("Rename the run…"), "", Window},
    CommandEntry{"removeRun", "delete", C("Remove the run"), "", Window},
    CommandEntry{"changeEpoch", "rename", C("Change the checkpoint’s epoch…"), "", Window},
    CommandEntry{"removeCheckpoint", "delete", C("Remove the checkpoint"), "", Window},

    CommandEntry{"helpContents", "help", C("&Contents"), "F1", Window, C("help")},
    CommandEntry{"helpFirstStudy", "study", C("A &first study"), "", Window},
    CommandEntry{"helpTraining", "add-checkpoint", C("From your &training code"), "", Window},
    CommandEntry{"helpMethod", "info", C("The &method"), "", Window},
    CommandEntry{"showKeys", "keyboard", C("&Keys"), "?", Window, C("these keys, over the window")},
    CommandEntry{"trustedPrograms", "", C("&Trusted programs…"), "", Window},
    CommandEntry{"about", "info", C("&About Palimpsest"), "", Window},

    CommandEntry{"previousEpoch", "step-back", C("Previous epoch"), ",", Explore,
                 C("previous epoch")},
    CommandEntry{"nextEpoch", "step-forward", C("Next epoch"), ".", Explore, C("next epoch")},
    CommandEntry{"firstEpoch", "first", C("First epoch"), "Ctrl+Home", Explore, C("first epoch")},
    CommandEntry{"lastEpoch", "last", C("Last epoch"), "Ctrl+End", Explore, C("last epoch")},
    CommandEntry{"playEpochs", "play", C("Play or pause the epochs"), "P", Explore,
                 C("play the epochs, or pause")},

    CommandEntry{"newPart", "add-part", C("New part"), "N", Parts, C("new part, then its name"),
                 C("of words: of the selected ones")},
    CommandEntry{"finishOutline", "", C("Close the polygon"), "Return", Parts,
                 C("close the polygon"), C("so does a click on its first point"), true},
    CommandEntry{"giveUpOutline", "", C("Give up the polygon"), "Esc", Parts,
                 C("give the polygon up"), "", true},
    CommandEntry{"takeBackPoint", "", C("Take back the last point"), "Backspace", Parts,
                 C("take back its last point"), "", true},
    CommandEntry{"deleteShape", "", C("Delete the point or shape"), "Del", Parts,
                 C("delete the selected point, or else shape"), "", true},
    CommandEntry{"zoomIn", "zoom-in", C("Zoom in"), "Ctrl++", Parts, C("zoom in")},
    CommandEntry{"zoomOut", "zoom-out", C("Zoom out"), "Ctrl+-", Parts, C("zoom out")},
    CommandEntry{"zoomFit", "zoom-fit", C("Whole picture"), "Ctrl+0", Parts, C("whole picture")},
    CommandEntry{"unlockParts", "lock", C("Unlock"), "", Parts},

    CommandEntry{"joinWords", "merge", C("Make one part"), "M  Return  Enter", Words,
                 C("make one part of the selected words")},
    CommandEntry{"eachWord", "words", C("Each word its own part"), "E", Words,
                 C("each selected word a part of its own")},
    CommandEntry{"splitWords", "split", C("Split part"), "S", Words,
                 C("split their part into its words")},
    CommandEntry{"alwaysPresent", "eye", C("Always present"), "Del  Backspace", Words,
                 C("always present, in no part")},
    CommandEntry{"defaultParts", "parts", C("Default parts"), "", Words},

    CommandEntry{"addPart", "add-part", C("New part"), "N", PartList, C("new part")},
    CommandEntry{"renamePart", "rename", C("Rename part"), "F2", PartList, C("rename"),
                 C("wherever on the page you are")},
    CommandEntry{"recolourPart", "colour", C("Change colour…"), "", PartList},
    CommandEntry{"mergePart", "merge", C("Merge into…"), "M", PartList, C("merge into another")},
    CommandEntry{"partUp", "up", C("Move up"), "Alt+Up", PartList, C("move up in the order")},
    CommandEntry{"partDown", "down", C("Move down"), "Alt+Down", PartList,
                 C("move down in the order")},
    CommandEntry{"deletePart", "delete", C("Delete part"), "Del", PartList, C("delete the part")},
};
#undef C

Qt::ShortcutContext contextOf(KeyPlace place)
{
    switch (place) {
    case Parts:
    case PartList:
        return Qt::WidgetWithChildrenShortcut;
    case Words:
        return Qt::WidgetShortcut;
    case Window:
    case Explore:
        break;
    }
    return Qt::WindowShortcut;
}

} // namespace

std::span<const CommandEntry> commandCatalogue()
{
    return kCommands;
}

const CommandEntry& commandEntry(const char* id)
{
    const auto found = std::ranges::find(kCommands, std::string_view(id), &CommandEntry::id);
    Q_ASSERT(found != kCommands.end());
    return *found;
}

QList<QKeySequence> keySequences(const char* keys)
{
    QList<QKeySequence> sequences;
    for (const QString& key :
         QString::fromUtf8(keys).split(QStringLiteral("  "), Qt::SkipEmptyParts)) {
        sequences.append(QKeySequence(key));
    }
    return sequences;
}

QString withKeys(const QString& text, const char* id)
{
    const QList<QKeySequence> keys = keySequences(commandEntry(id).keys);
    return keys.isEmpty() ? text
                          : QStringLiteral("%1 (%2)").arg(
                                text, keys.front().toString(QKeySequence::NativeText));
}

QAction* makeCommand(const char* id, QObject* parent)
{
    const CommandEntry& entry = commandEntry(id);
    const QString text = commandText(entry.text);
    auto* action = new QAction(text, parent);
    action->setObjectName(QLatin1String(id));
    if (*entry.icon != '\0') {
        action->setIcon(themedIcon(QLatin1String(entry.icon)));
    }
    action->setToolTip(withKeys(action->iconText(), id));
    if (entry.isHeldByWidget) {
        action->setText(text + QLatin1Char('\t') + QString::fromUtf8(entry.keys));
    } else {
        action->setShortcuts(keySequences(entry.keys));
        action->setShortcutContext(contextOf(entry.place));
    }
    return action;
}

QString commandText(const char* text)
{
    return QCoreApplication::translate("Commands", text);
}

} // namespace palimpsest
