// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/new_study_dialog.h"
#include "core/base/files.h"
#include "support/answered_dialogs.h"
#include "support/application.h"
#include "support/temporary_folder.h"

#include <QLineEdit>
#include <QSpinBox>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(NewStudyDialogTest, ProposesTheLongestSentenceThatTheCommandLineTakes)
{
    needApplication();
    const TemporaryFolder folder;
    AnsweredDialogs dialogs;
    NewStudyDialog dialog(dialogs, {});
    const auto* length = dialog.findChild<QSpinBox*>("maximumLength");
    EXPECT_EQ(length->value(), static_cast<int>(longestSentence(std::nullopt).tokens));
    writeFileAtomically(folder / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n");
    writeFileAtomically(folder / "config.json", R"({"max_position_embeddings": 64})");
    dialog.findChild<QLineEdit*>("vocabulary")
        ->setText(QString::fromStdString((folder / "vocab.txt").string()));
    EXPECT_EQ(length->value(), 64);
}

} // namespace
} // namespace palimpsest
