// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/style/elided_combo_box.h"
#include "widgets/style/elided_label.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QToolTip>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

const QString kLong = QStringLiteral("fine-tuned on everything we have/epoch 120");

/// A box and a label in one row, as in the bars of a page.
class ElidedText : public testing::Test
{
protected:
    static void SetUpTestSuite() { needApplication(); }

    ElidedText()
    {
        applyTheme(*qApp, Theme::Light);
        m_box.addItems({"short", kLong});
        m_box.setCurrentText(kLong);
        m_label.setText(kLong);
        auto* row = new QHBoxLayout(&m_bar);
        row->addWidget(&m_box);
        row->addWidget(&m_label);
    }

    void showAt(int width)
    {
        m_bar.resize(width, 40);
        m_bar.show();
        m_bar.layout()->activate();
    }

    QString tip() { return tipOf(m_box); }

    static QString tipOf(QWidget& widget)
    {
        const QPoint middle = widget.rect().center();
        QHelpEvent event(QEvent::ToolTip, middle, widget.mapToGlobal(middle));
        QApplication::sendEvent(&widget, &event);
        const QString text = QToolTip::text();
        QToolTip::hideText();
        return text;
    }

    QWidget m_bar;
    ElidedComboBox m_box{&m_bar};
    ElidedLabel m_label{&m_bar};
};

TEST_F(ElidedText, IsWholeWhereThereIsRoom)
{
    showAt(1200);
    EXPECT_EQ(m_box.shownText(), kLong);
    EXPECT_EQ(m_label.shownText(), kLong);
}

TEST_F(ElidedText, GivesWayWithoutCoveringItsNeighbour)
{
    showAt(260);
    EXPECT_EQ(m_bar.width(), 260);
    EXPECT_LT(m_box.geometry().right(), m_label.geometry().left());
    EXPECT_LE(m_label.geometry().right(), m_bar.width());
    for (const QString& shown : {m_box.shownText(), m_label.shownText()}) {
        EXPECT_TRUE(shown.contains(QStringLiteral("…"))) << shown.toStdString();
        EXPECT_LT(shown.size(), kLong.size());
    }
    EXPECT_EQ(m_box.currentText(), kLong);
}

TEST_F(ElidedText, TheTipBeginsWithWhatIsLeftOut)
{
    m_box.setToolTip(QStringLiteral("The checkpoint to compare with"));
    showAt(260);
    EXPECT_EQ(tip(), kLong + QStringLiteral("\nThe checkpoint to compare with"));
    m_box.setItemText(m_box.currentIndex(), QStringLiteral("<b>bold</b> and a long name"));
    EXPECT_TRUE(tip().contains(QStringLiteral("&lt;b&gt;bold"))) << tip().toStdString();
}

TEST_F(ElidedText, ALabelSaysInATipWhatIsLeftOut)
{
    showAt(260);
    EXPECT_EQ(tipOf(m_label), kLong);
    m_label.setToolTip(QStringLiteral("The chosen epoch"));
    EXPECT_EQ(tipOf(m_label), QStringLiteral("The chosen epoch"));
}

TEST_F(ElidedText, WhatIsSeenWhollyNeedsNoOtherTip)
{
    m_box.setToolTip(QStringLiteral("The checkpoint to compare with"));
    showAt(1200);
    EXPECT_EQ(tip(), QStringLiteral("The checkpoint to compare with"));
}

} // namespace
} // namespace palimpsest
