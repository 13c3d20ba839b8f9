// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/style/plain_text.h"

#include <QApplication>
#include <QInputDialog>
#include <QLabel>
#include <QMessageBox>
#include <QTextDocument>
#include <QVBoxLayout>
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

/// What labels of a window that has been shown make of the name of a class.
void expectPlain(QWidget& window, const QString& name)
{
    window.show();
    int labels = 0;
    for (const auto* label : window.findChildren<QLabel*>()) {
        if (label->text().contains(name)) {
            ++labels;
            EXPECT_EQ(label->textFormat(), Qt::PlainText);
        }
    }
    EXPECT_EQ(labels, 1);
}

TEST(PlainText, NamesInLabelsAndQuestionsAreNoMarkup)
{
    needApplication();
    keepLabelsPlain(*qApp);
    const QString name = QStringLiteral("<b>x</b><img src='/dev/zero'>");
    QWidget page;
    (new QVBoxLayout(&page))->addWidget(new QLabel(name));
    expectPlain(page, name);
    QMessageBox question(QMessageBox::NoIcon, "Remove?", name + " is removed.",
                         QMessageBox::Cancel);
    expectPlain(question, name);
    QInputDialog choice;
    choice.setLabelText(name + " shows:");
    expectPlain(choice, name);
}

TEST(PlainText, WhatIsDeclaredToBeRichStaysSo)
{
    needApplication();
    keepLabelsPlain(*qApp);
    QLabel label(QStringLiteral("<b>all</b>"));
    label.setTextFormat(Qt::RichText);
    label.show();
    EXPECT_EQ(label.textFormat(), Qt::RichText);
}

TEST(PlainText, CharactersThatAreNotSeenAreWritten)
{
    EXPECT_EQ(withVisibleControls(QStringLiteral("größe 漢字.pt")), "größe 漢字.pt");
    EXPECT_EQ(withVisibleControls(QStringLiteral("a\u202Eb\n")), "a\\u202eb\\u000a");
}

} // namespace
} // namespace palimpsest
