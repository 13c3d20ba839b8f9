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

using enum KeyPlace;

constexpr std::array kCommands = {
    CommandEntry{"newStudy", "study", QT_TRANSLATE_NOOP("Commands", "&New study…"), "Ctrl+N",
                 Window, QT_TRANSLATE_NOOP("Commands", "new study")},
    CommandEntry{"openStudy", "open", QT_TRANSLATE_NOOP("Commands", "&Open study…"), "Ctrl+O",
                 Window, QT_TRANSLATE_NOOP("Commands", "open a study")},
    CommandEntry{"openDemo", "demo", QT_TRANSLATE_NOOP("Commands", "Open the &demo study"), "",
                 Window},
    CommandEntry{"openWordsDemo", "sentence",
                 QT_TRANSLATE_NOOP("Commands", "Open the demo in &words"), "", Window},
    CommandEntry{"openPhotoDemo", "photograph",
                 QT_TRANSLATE_NOOP("Commands", "Open the demo in &photographs"), "", Window},
    CommandEntry{
        "saveNow", "", QT_TRANSLATE_NOOP("Commands", "&Save now"), "Ctrl+S", Window,
        QT_TRANSLATE_NOOP("Commands", "save now"),
        QT_TRANSLATE_NOOP("Commands", "edits are also saved by themselves within a second")},
    CommandEntry{"importParts", "parts", QT_TRANSLATE_NOOP("Commands", "&Import parts…"), "",
                 Window},
    CommandEntry{"exportParts", "export", QT_TRANSLATE_NOOP("Commands", "Export &parts…"), "",
                 Window},
    CommandEntry{"exportFigure", "export", QT_TRANSLATE_NOOP("Commands", "&Export figure…"),
                 "Ctrl+Shift+E", Window, QT_TRANSLATE_NOOP("Commands", "export a figure")},
    CommandEntry{"closeStudy", "close", QT_TRANSLATE_NOOP("Commands", "&Close study"), "Ctrl+W",
                 Window, QT_TRANSLATE_NOOP("Commands", "close the study")},
    CommandEntry{"quit", "", QT_TRANSLATE_NOOP("Commands", "&Quit"), "Ctrl+Q", Window,
                 QT_TRANSLATE_NOOP("Commands", "quit")},

    CommandEntry{"undo", "undo", QT_TRANSLATE_NOOP("Commands", "&Undo"), "Ctrl+Z", Window,
                 QT_TRANSLATE_NOOP("Commands", "undo")},
    CommandEntry{"redo", "redo", QT_TRANSLATE_NOOP("Commands", "&Redo"), "Ctrl+Shift+Z", Window,
                 QT_TRANSLATE_NOOP("Commands", "redo")},

    CommandEntry{"showStudy", "study", QT_TRANSLATE_NOOP("Commands", "Study"), "Ctrl+1", Window,
                 QT_TRANSLATE_NOOP("Commands", "the page Study")},
    CommandEntry{"showParts", "parts", QT_TRANSLATE_NOOP("Commands", "Parts"), "Ctrl+2", Window,
                 QT_TRANSLATE_NOOP("Commands", "the page Parts")},
    CommandEntry{"showExplore", "explore", QT_TRANSLATE_NOOP("Commands", "Explore"), "Ctrl+3",
                 Window, QT_TRANSLATE_NOOP("Commands", "the page Explore")},
    CommandEntry{"showFigures", "figures", QT_TRANSLATE_NOOP("Commands", "Figures"), "Ctrl+4",
                 Window, QT_TRANSLATE_NOOP("Commands", "the page Figures")},
    CommandEntry{"previousSample", "", QT_TRANSLATE_NOOP("Commands", "Previous sample"), "A",
                 Window, QT_TRANSLATE_NOOP("Commands", "previous sample")},
    CommandEntry{"nextSample", "", QT_TRANSLATE_NOOP("Commands", "Next sample"), "D", Window,
                 QT_TRANSLATE_NOOP("Commands", "next sample")},
    CommandEntry{"firstSample", "", QT_TRANSLATE_NOOP("Commands", "First sample"), "Shift+A",
                 Window, QT_TRANSLATE_NOOP("Commands", "first sample")},
    CommandEntry{"lastSample", "", QT_TRANSLATE_NOOP("Commands", "Last sample"), "Shift+D", Window,
                 QT_TRANSLATE_NOOP("Commands", "last sample")},
    CommandEntry{"toggleTheme", "theme", QT_TRANSLATE_NOOP("Commands", "Light or dark"), "Ctrl+T",
                 Window, QT_TRANSLATE_NOOP("Commands", "light or dark")},
    CommandEntry{"showPalette", "keyboard", QT_TRANSLATE_NOOP("Commands", "&Find a command…"),
                 "Ctrl+Shift+P", Window,
                 QT_TRANSLATE_NOOP("Commands", "find a command by its name")},

    CommandEntry{"extract", "extract", QT_TRANSLATE_NOOP("Commands", "&Extract what is missing"),
                 "Ctrl+E", Window, QT_TRANSLATE_NOOP("Commands", "extract what is missing")},
    CommandEntry{"pauseExtraction", "pause", QT_TRANSLATE_NOOP("Commands", "&Pause the extraction"),
                 "", Window},
    CommandEntry{"cancelExtraction", "cancel",
                 QT_TRANSLATE_NOOP("Commands", "&Cancel the extraction"), "Ctrl+Shift+C", Window,
                 QT_TRANSLATE_NOOP("Commands", "cancel the extraction"),
                 QT_TRANSLATE_NOOP("Commands", "finished units are kept")},
    CommandEntry{"addSamples", "add-sample", QT_TRANSLATE_NOOP("Commands", "Add &samples…"), "",
                 Window},
    CommandEntry{"addCheckpoints", "add-checkpoint",
                 QT_TRANSLATE_NOOP("Commands", "Add c&heckpoints…"), "", Window},
    CommandEntry{"fitProbe", "", QT_TRANSLATE_NOOP("Commands", "Fit a linear &probe…"), "", Window},
    CommandEntry{"measureAccuracies", "check",
                 QT_TRANSLATE_NOOP("Commands", "&Measure accuracies…"), "", Window},
    CommandEntry{"preparePictures", "",
                 QT_TRANSLATE_NOOP("Commands", "Prepare pictures &otherwise…"), "", Window},
    CommandEntry{"cutSentences", "", QT_TRANSLATE_NOOP("Commands", "&Length of sentences…"), "",
                 Window},
    CommandEntry{"renameSample", "rename", QT_TRANSLATE_NOOP("Commands", "Re&name the sample…"), "",
                 Window},
    CommandEntry{"removeSample", "delete", QT_TRANSLATE_NOOP("Commands", "&Remove the sample"), "",
                 Window},
    CommandEntry{"renameRun", "rename", QT_TRANSLATE_NOOP("Commands", "Rename the run…"), "",
                 Window},
    CommandEntry{"changeRole", "rename", QT_TRANSLATE_NOOP("Commands", "Change the run’s role…"),
                 "", Window},
    CommandEntry{"removeRun", "delete", QT_TRANSLATE_NOOP("Commands", "Remove the run"), "",
                 Window},
    CommandEntry{"changeEpoch", "rename",
                 QT_TRANSLATE_NOOP("Commands", "Change the checkpoint’s epoch…"), "", Window},
    CommandEntry{"removeCheckpoint", "delete",
                 QT_TRANSLATE_NOOP("Commands", "Remove the checkpoint"), "", Window},

    CommandEntry{"helpContents", "help", QT_TRANSLATE_NOOP("Commands", "&Contents"), "F1", Window,
                 QT_TRANSLATE_NOOP("Commands", "help")},
    CommandEntry{"helpFirstStudy", "study", QT_TRANSLATE_NOOP("Commands", "A &first study"), "",
                 Window},
    CommandEntry{"helpTraining", "add-checkpoint",
                 QT_TRANSLATE_NOOP("Commands", "From your &training code"), "", Window},
    CommandEntry{"helpMethod", "info", QT_TRANSLATE_NOOP("Commands", "The &method"), "", Window},
    CommandEntry{"showKeys", "keyboard", QT_TRANSLATE_NOOP("Commands", "&Keys"), "?", Window,
                 QT_TRANSLATE_NOOP("Commands", "these keys, over the window")},
    CommandEntry{"trustedPrograms", "", QT_TRANSLATE_NOOP("Commands", "&Trusted programs…"), "",
                 Window},
    CommandEntry{"about", "info", QT_TRANSLATE_NOOP("Commands", "&About Palimpsest"), "", Window},

    CommandEntry{"previousEpoch", "step-back", QT_TRANSLATE_NOOP("Commands", "Previous epoch"), ",",
                 Explore, QT_TRANSLATE_NOOP("Commands", "previous epoch")},
    CommandEntry{"nextEpoch", "step-forward", QT_TRANSLATE_NOOP("Commands", "Next epoch"), ".",
                 Explore, QT_TRANSLATE_NOOP("Commands", "next epoch")},
    CommandEntry{"firstEpoch", "first", QT_TRANSLATE_NOOP("Commands", "First epoch"), "Ctrl+Home",
                 Explore, QT_TRANSLATE_NOOP("Commands", "first epoch")},
    CommandEntry{"lastEpoch", "last", QT_TRANSLATE_NOOP("Commands", "Last epoch"), "Ctrl+End",
                 Explore, QT_TRANSLATE_NOOP("Commands", "last epoch")},
    CommandEntry{"playEpochs", "play", QT_TRANSLATE_NOOP("Commands", "Play or pause the epochs"),
                 "P", Explore, QT_TRANSLATE_NOOP("Commands", "play the epochs, or pause")},

    CommandEntry{"newPart", "add-part", QT_TRANSLATE_NOOP("Commands", "New part"), "N", Parts,
                 QT_TRANSLATE_NOOP("Commands", "new part, then its name"),
                 QT_TRANSLATE_NOOP("Commands", "of words: of the selected ones")},
    CommandEntry{"renamePart", "rename", QT_TRANSLATE_NOOP("Commands", "Rename part"), "F2", Parts,
                 QT_TRANSLATE_NOOP("Commands", "rename the part"),
                 QT_TRANSLATE_NOOP("Commands", "the chosen one of the list")},
    CommandEntry{"finishOutline", "", QT_TRANSLATE_NOOP("Commands", "Finish what is drawn"),
                 "Return", Parts, QT_TRANSLATE_NOOP("Commands", "finish what is drawn"),
                 QT_TRANSLATE_NOOP("Commands", "close the outline, or keep what the tool shows"),
                 true},
    CommandEntry{"giveUpOutline", "", QT_TRANSLATE_NOOP("Commands", "Give up what is drawn"), "Esc",
                 Parts, QT_TRANSLATE_NOOP("Commands", "give up what is being drawn"), "", true},
    CommandEntry{"takeBackPoint", "", QT_TRANSLATE_NOOP("Commands", "Take back the last point"),
                 "Backspace", Parts, QT_TRANSLATE_NOOP("Commands", "take back its last point"),
                 QT_TRANSLATE_NOOP("Commands", "or stroke, or seed"), true},
    CommandEntry{
        "deleteShape", "", QT_TRANSLATE_NOOP("Commands", "Delete the point or shape"), "Del", Parts,
        QT_TRANSLATE_NOOP("Commands", "delete the selected point, or else shape"), "", true},
    CommandEntry{"copyPreviousParts", "copy",
                 QT_TRANSLATE_NOOP("Commands", "Copy parts from the sample before"), "Ctrl+D",
                 Parts, QT_TRANSLATE_NOOP("Commands", "copy parts from the sample before"),
                 QT_TRANSLATE_NOOP("Commands", "they are fitted first; Enter keeps them")},
    CommandEntry{"copyParts", "copy", QT_TRANSLATE_NOOP("Commands", "Copy parts from a sample…"),
                 "Ctrl+Shift+D", Parts, QT_TRANSLATE_NOOP("Commands", "copy parts from a sample")},
    CommandEntry{"mirrorGhost", "", QT_TRANSLATE_NOOP("Commands", "Mirror the copied parts"), "M",
                 Parts, QT_TRANSLATE_NOOP("Commands", "mirror the copied parts"),
                 QT_TRANSLATE_NOOP("Commands", "the wheel scales them, with Shift it turns them"),
                 true},
    CommandEntry{"smallerTool", "", QT_TRANSLATE_NOOP("Commands", "Smaller brush"), "[", Parts,
                 QT_TRANSLATE_NOOP("Commands", "a smaller brush"),
                 QT_TRANSLATE_NOOP("Commands", "or whatever number the tool has first")},
    CommandEntry{"largerTool", "", QT_TRANSLATE_NOOP("Commands", "Larger brush"), "]", Parts,
                 QT_TRANSLATE_NOOP("Commands", "a larger brush"),
                 QT_TRANSLATE_NOOP("Commands", "the wheel with Shift does both")},
    CommandEntry{"zoomIn", "zoom-in", QT_TRANSLATE_NOOP("Commands", "Zoom in"), "Ctrl++", Parts,
                 QT_TRANSLATE_NOOP("Commands", "zoom in")},
    CommandEntry{"zoomOut", "zoom-out", QT_TRANSLATE_NOOP("Commands", "Zoom out"), "Ctrl+-", Parts,
                 QT_TRANSLATE_NOOP("Commands", "zoom out")},
    CommandEntry{"zoomFit", "zoom-fit", QT_TRANSLATE_NOOP("Commands", "Whole picture"), "Ctrl+0",
                 Parts, QT_TRANSLATE_NOOP("Commands", "whole picture")},
    CommandEntry{"zoomPart", "", QT_TRANSLATE_NOOP("Commands", "Zoom to the part"), "Z", Parts,
                 QT_TRANSLATE_NOOP("Commands", "zoom to the chosen part")},
    CommandEntry{"zoomObject", "", QT_TRANSLATE_NOOP("Commands", "Zoom to all parts"), "Shift+Z",
                 Parts, QT_TRANSLATE_NOOP("Commands", "zoom to all parts")},
    CommandEntry{"zoomPixels", "", QT_TRANSLATE_NOOP("Commands", "100 %"), "Alt+0", Parts,
                 QT_TRANSLATE_NOOP("Commands", "the picture at 100 %"),
                 QT_TRANSLATE_NOOP("Commands", "a pixel of the window per pixel of the picture")},
    CommandEntry{"partNames", "", QT_TRANSLATE_NOOP("Commands", "Names of the parts"), "Shift+N",
                 Parts, QT_TRANSLATE_NOOP("Commands", "names of the parts, or none")},
    CommandEntry{"outlinesOnly", "", QT_TRANSLATE_NOOP("Commands", "Outlines only"), "Shift+O",
                 Parts, QT_TRANSLATE_NOOP("Commands", "outlines only, or colours too")},
    CommandEntry{
        "showUncovered", "", QT_TRANSLATE_NOOP("Commands", "Hatch what no part covers"), "Shift+U",
        Parts, QT_TRANSLATE_NOOP("Commands", "hatch what no part covers"),
        QT_TRANSLATE_NOOP("Commands",
                          "of the outlined object, or else of what the parts enclose, with its "
                          "share in the bar")},
    CommandEntry{"fainterParts", "", QT_TRANSLATE_NOOP("Commands", "Fainter colours"), "Ctrl+[",
                 Parts, QT_TRANSLATE_NOOP("Commands", "fainter colours of the parts")},
    CommandEntry{"strongerParts", "", QT_TRANSLATE_NOOP("Commands", "Stronger colours"), "Ctrl+]",
                 Parts, QT_TRANSLATE_NOOP("Commands", "stronger colours of the parts")},
    CommandEntry{"showSeen", "eye", QT_TRANSLATE_NOOP("Commands", "What the models see"), "Q",
                 Parts,
                 QT_TRANSLATE_NOOP("Commands", "show what the models see of the picture, and back"),
                 QT_TRANSLATE_NOOP("Commands", "where parts are drawn on the original")},
    CommandEntry{"showHidden", "eye-off", QT_TRANSLATE_NOOP("Commands", "The part hidden"), "H",
                 Parts,
                 QT_TRANSLATE_NOOP("Commands", "show the sample with the chosen part hidden"),
                 QT_TRANSLATE_NOOP("Commands", "as the study hides it; and back")},
    CommandEntry{"checkSample", "check", QT_TRANSLATE_NOOP("Commands", "Checked"), "Ctrl+K", Parts,
                 QT_TRANSLATE_NOOP("Commands", "the sample is checked, or not"),
                 QT_TRANSLATE_NOOP("Commands", "a note for oneself: it changes no value")},
    CommandEntry{"showProblems", "warning", QT_TRANSLATE_NOOP("Commands", "Problems…"), "F8", Parts,
                 QT_TRANSLATE_NOOP("Commands", "what is wrong with parts, of all samples"),
                 QT_TRANSLATE_NOOP("Commands", "again: go to the next")},
    CommandEntry{"smoothAll", "smooth", QT_TRANSLATE_NOOP("Commands", "Smooth all borders"), "",
                 Parts},
    CommandEntry{"giveSlivers", "merge",
                 QT_TRANSLATE_NOOP("Commands", "Give slivers to neighbours"), "", Parts},
    CommandEntry{"unlockParts", "lock", QT_TRANSLATE_NOOP("Commands", "Unlock"), "", Parts},

    CommandEntry{"joinWords", "merge", QT_TRANSLATE_NOOP("Commands", "Make one part"),
                 "M  Return  Enter", Words,
                 QT_TRANSLATE_NOOP("Commands", "make one part of the selected words")},
    CommandEntry{"eachWord", "words", QT_TRANSLATE_NOOP("Commands", "Each word its own part"), "E",
                 Words, QT_TRANSLATE_NOOP("Commands", "each selected word a part of its own")},
    CommandEntry{"splitWords", "split", QT_TRANSLATE_NOOP("Commands", "Split part"), "S", Words,
                 QT_TRANSLATE_NOOP("Commands", "split their part into its words")},
    CommandEntry{"alwaysPresent", "eye", QT_TRANSLATE_NOOP("Commands", "Always present"),
                 "Del  Backspace", Words,
                 QT_TRANSLATE_NOOP("Commands", "always present, in no part")},
    CommandEntry{"stopWords", "eye", QT_TRANSLATE_NOOP("Commands", "Stop words always present"), "",
                 Words},
    CommandEntry{"defaultParts", "parts", QT_TRANSLATE_NOOP("Commands", "Default parts"), "",
                 Words},

    CommandEntry{"partSets", "parts", QT_TRANSLATE_NOOP("Commands", "Part &sets…"), "", Parts},
    CommandEntry{"addToSet", "add-part", QT_TRANSLATE_NOOP("Commands", "Add to the part set"), "",
                 PartList},
    CommandEntry{"recolourPart", "colour", QT_TRANSLATE_NOOP("Commands", "Change colour…"), "",
                 PartList},
    CommandEntry{"mergePart", "merge", QT_TRANSLATE_NOOP("Commands", "Merge into…"), "M", PartList,
                 QT_TRANSLATE_NOOP("Commands", "merge into another")},
    CommandEntry{"partUp", "up", QT_TRANSLATE_NOOP("Commands", "Move up"), "Alt+Up", PartList,
                 QT_TRANSLATE_NOOP("Commands", "move up in the order")},
    CommandEntry{"partDown", "down", QT_TRANSLATE_NOOP("Commands", "Move down"), "Alt+Down",
                 PartList, QT_TRANSLATE_NOOP("Commands", "move down in the order")},
    CommandEntry{"deletePart", "delete", QT_TRANSLATE_NOOP("Commands", "Delete part"), "Del",
                 PartList, QT_TRANSLATE_NOOP("Commands", "delete the part")},
};

Qt::ShortcutContext contextOf(KeyPlace place)
{
    switch (place) {
    case PartList:
        return Qt::WidgetWithChildrenShortcut;
    case Words:
        return Qt::WidgetShortcut;
    case Parts: // Qt asks whether the page that has the action is seen
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
