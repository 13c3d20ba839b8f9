// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/commands/key_list.h"
#include "widgets/tools/tool_catalogue.h"

#include <QAction>
#include <QFile>
#include <QSet>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace palimpsest {
namespace {

TEST(CommandCatalogue, EveryCommandIsWhole)
{
    QSet<QString> ids;
    for (const CommandEntry& entry : commandCatalogue()) {
        ids.insert(entry.id);
        EXPECT_STRNE(entry.text, "") << entry.id;
        EXPECT_EQ(std::string_view(entry.keys).empty(), std::string_view(entry.what).empty())
            << entry.id << ": keys are told of, and commands without keys are in no list of keys";
        if (*entry.icon != '\0') {
            EXPECT_TRUE(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(entry.icon)))
                << entry.id;
        }
        for (const QKeySequence& key : keySequences(entry.keys)) {
            EXPECT_EQ(key.count(), 1) << entry.id;
            EXPECT_NE(key[0].key(), Qt::Key_unknown) << entry.id;
        }
    }
    EXPECT_EQ(static_cast<std::size_t>(ids.size()), commandCatalogue().size());
}

/// What takes each key in a place, with what holds in the whole window.
std::map<std::string, std::vector<std::string>> keysIn(KeyPlace place)
{
    std::map<std::string, std::vector<std::string>> takers;
    for (const CommandEntry& entry : commandCatalogue()) {
        const bool holds = entry.place == place || entry.place == KeyPlace::Window ||
                           entry.place == KeyPlace::Explore;
        for (const QKeySequence& key : keySequences(holds ? entry.keys : "")) {
            takers[key.toString().toStdString()].push_back(entry.id);
        }
    }
    if (place == KeyPlace::Parts) {
        for (const ToolEntry& tool : toolCatalogue()) {
            takers[tool.key].push_back(tool.id);
        }
    }
    return takers;
}

// A key that two actions take in one place does nothing at all.
TEST(CommandCatalogue, NoKeyIsGivenTwiceInOnePlace)
{
    for (const KeyPlace place : {KeyPlace::Window, KeyPlace::Explore, KeyPlace::Parts,
                                 KeyPlace::Words, KeyPlace::PartList}) {
        for (const auto& [key, takers] : keysIn(place)) {
            EXPECT_EQ(takers.size(), 1u) << key << ": " << takers.front() << ", " << takers.back();
        }
    }
}

TEST(CommandCatalogue, ActionsAreMadeOfIt)
{
    needApplication();
    QObject parent;
    const QAction* theme = makeCommand("toggleTheme", &parent);
    EXPECT_EQ(theme->text(), "Light or dark");
    EXPECT_EQ(theme->shortcut(), QKeySequence("Ctrl+T"));
    EXPECT_EQ(theme->toolTip(), "Light or dark (Ctrl+T)");
    const QAction* words = makeCommand("alwaysPresent", &parent);
    EXPECT_EQ(words->shortcuts(),
              (QList<QKeySequence>{QKeySequence("Del"), QKeySequence("Backspace")}));
    const QAction* held = makeCommand("finishOutline", &parent);
    EXPECT_TRUE(held->shortcut().isEmpty()) << "the canvas takes it";
    EXPECT_EQ(held->text(), "Finish what is drawn\tReturn");
}

TEST(KeyList, HasEveryKeyOfCommandsAndTools)
{
    const std::vector<KeyEntry> keys = allKeys();
    const auto has = [&](const char* wanted) {
        return std::ranges::any_of(
            keys, [&](const KeyEntry& entry) { return entry.keys == QString::fromUtf8(wanted); });
    };
    for (const CommandEntry& entry : commandCatalogue()) {
        EXPECT_TRUE(std::string_view(entry.keys).empty() || has(entry.keys)) << entry.id;
    }
    for (const ToolEntry& tool : toolCatalogue()) {
        EXPECT_TRUE(has(tool.key)) << tool.id;
    }
    for (const char* gesture :
         {"Left  Right  Up  Down", "Wheel", "Shift+Wheel", "Double click", "Right click", "Alt"}) {
        EXPECT_TRUE(has(gesture)) << gesture;
    }
    const auto ofCanvas = [&](const char* wanted) {
        return std::ranges::count_if(keys, [&](const KeyEntry& entry) {
            return entry.group == "Parts, by hand" && entry.keys == QString::fromUtf8(wanted);
        });
    };
    EXPECT_EQ(ofCanvas("Space"), 2) << "it pans, and is the button of the cursor that arrows lead";
    for (const char* key : {"Left  Right  Up  Down", "Shift+Left  Right  Up  Down", "+  -", "Shift",
                            "Ctrl", "Alt", "1  …  9  0"}) {
        EXPECT_EQ(ofCanvas(key), 1) << key;
    }
    const QString html = keysAsHtml();
    for (const KeyEntry& entry : keys) {
        EXPECT_TRUE(html.contains(entry.what.mid(1).toHtmlEscaped())) << entry.what.toStdString();
    }
}

} // namespace
} // namespace palimpsest
