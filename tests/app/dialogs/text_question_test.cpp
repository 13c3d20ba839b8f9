// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/text_question.h"
#include "support/application.h"

#include <QLabel>
#include <QLineEdit>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(TextQuestion, ATextThatDoesNotDoStaysWithTheReasonUntilItIsAnother)
{
    needApplication();
    TextQuestion dialog("Rename", "New name:", "before", [](const QString& text) {
        return text == "taken" ? QStringLiteral("There is one of that name.") : QString();
    });
    dialog.show();
    auto* field = dialog.findChild<QLineEdit*>("text");
    const auto* problem = dialog.findChild<QLabel*>("problem");
    EXPECT_EQ(field->selectedText(), "before") << "typing replaces it";
    field->setText(" taken ");
    dialog.accept();
    EXPECT_TRUE(dialog.isVisible());
    EXPECT_EQ(field->text(), " taken ");
    EXPECT_TRUE(problem->isVisible());
    EXPECT_EQ(problem->text(), "There is one of that name.");
    field->setText(" free ");
    EXPECT_FALSE(problem->isVisible());
    dialog.accept();
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(dialog.text(), "free");
}

} // namespace
} // namespace palimpsest
