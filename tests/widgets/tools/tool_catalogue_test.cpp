// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/tool_catalogue.h"

#include <QFile>
#include <QKeySequence>
#include <QSet>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(ToolCatalogue, EveryToolIsWhole)
{
    QSet<QString> ids;
    QSet<QString> keys;
    for (const ToolEntry& entry : toolCatalogue()) {
        EXPECT_STRNE(entry.text, "") << entry.id;
        EXPECT_STRNE(entry.what, "") << entry.id;
        EXPECT_TRUE(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(entry.icon))) << entry.id;
        EXPECT_EQ(QKeySequence(entry.key).count(), 1) << entry.id;
        EXPECT_NE(entry.make(), nullptr) << entry.id;
        ids.insert(entry.id);
        keys.insert(entry.key);
    }
    EXPECT_EQ(static_cast<std::size_t>(ids.size()), toolCatalogue().size());
    EXPECT_EQ(static_cast<std::size_t>(keys.size()), toolCatalogue().size());
}

TEST(ToolCatalogue, OptionsAreWithinTheirBoundsAndKeepWhatIsSet)
{
    for (const ToolEntry& entry : toolCatalogue()) {
        const auto tool = entry.make();
        for (std::size_t i = 0; i < tool->options().size(); ++i) {
            const ToolOption option = tool->options()[i];
            EXPECT_FALSE(option.name.isEmpty()) << entry.id;
            EXPECT_FALSE(option.before.isEmpty()) << entry.id << ": no number stands alone";
            EXPECT_LE(option.least, option.value) << entry.id;
            EXPECT_LE(option.value, option.most) << entry.id;
            tool->setOption(i, option.most);
            EXPECT_EQ(tool->options()[i].value, option.most) << entry.id;
        }
    }
}

} // namespace
} // namespace palimpsest
