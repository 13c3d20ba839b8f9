// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/plain_text.h"

#include <QTextDocument>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(PlainText, TipsShowMarkupAsItStands)
{
    for (const QString text : {"coat", "a < b & c", "<img src='/dev/zero'>", "<b>bold</b>\nline",
                               "<qt>whole</qt>", "&lt;b&gt;"}) {
        const QString tip = plainTip(text);
        QTextDocument shown;
        Qt::mightBeRichText(tip) ? shown.setHtml(tip) : shown.setPlainText(tip);
        EXPECT_EQ(shown.toPlainText().simplified(), text.simplified());
    }
}

TEST(PlainText, CharactersThatAreNotSeenAreWritten)
{
    EXPECT_EQ(withVisibleControls(QStringLiteral("größe 漢字.pt")), "größe 漢字.pt");
    EXPECT_EQ(withVisibleControls(QStringLiteral("a\u202Eb\n")), "a\\u202eb\\u000a");
}

} // namespace
} // namespace palimpsest
