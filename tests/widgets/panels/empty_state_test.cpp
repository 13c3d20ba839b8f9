// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/panels/empty_state.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace palimpsest {
namespace {

class EmptyStateTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { needApplication(); }

    EmptyStateTest()
    {
        applyTheme(*qApp, Theme::Light);
        m_state.resize(700, 500);
        m_state.show();
    }

    QList<QPushButton*> visibleButtons() const
    {
        QList<QPushButton*> buttons = m_state.findChildren<QPushButton*>();
        buttons.removeIf([](const QPushButton* button) { return !button->isVisible(); });
        return buttons;
    }

    EmptyState m_state;
};

TEST_F(EmptyStateTest, ShowsOnlyTheButtonsItHas)
{
    m_state.setContent("explore", "No values yet", "Extract them.");
    EXPECT_TRUE(visibleButtons().empty());
    m_state.setContent("explore", "No values yet", "Extract them.", "Extract", [] {});
    ASSERT_EQ(visibleButtons().size(), 1);
    EXPECT_EQ(visibleButtons()[0]->text(), QStringLiteral("Extract"));
}

TEST_F(EmptyStateTest, ButtonsDoWhatTheyWereGiven)
{
    QString done;
    m_state.setContent(
        "explore", "a", "b", "First", [&] { done += "1"; }, "Second", [&] { done += "2"; });
    visibleButtons()[1]->click();
    visibleButtons()[0]->click();
    EXPECT_EQ(done, QStringLiteral("21"));
}

TEST_F(EmptyStateTest, AnActionMayReplaceTheContent)
{
    m_state.setContent("explore", "a", "b", "Go",
                       [this] { m_state.setContent("study", "c", "d"); });
    visibleButtons()[0]->click();
    EXPECT_TRUE(visibleButtons().empty());
}

TEST_F(EmptyStateTest, LongSentencesAreSeenWhollyInNarrowPages)
{
    m_state.setContent("explore", "No values yet",
                       QStringLiteral("Run every checkpoint on all maskings. ").repeated(6));
    m_state.resize(300, 600);
    const QList<QLabel*> labels = m_state.findChildren<QLabel*>();
    EXPECT_TRUE(waitUntil([&] {
        return std::ranges::all_of(labels, [](const QLabel* label) {
            return label->width() <= 300 &&
                   label->height() >= label->heightForWidth(label->width());
        });
    }));
}

TEST_F(EmptyStateTest, FollowsTheTheme)
{
    m_state.setContent("explore", QString(), QString()); // nothing but the icon
    const auto iconColour = [this] {
        const QImage image = m_state.grab().toImage();
        const QColor ground = image.pixelColor(0, 0);
        QColor ink = ground;
        for (int y = 0; y < image.height() / 2; ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                const auto distance = [&ground](const QColor& colour) {
                    return std::abs(colour.lightnessF() - ground.lightnessF());
                };
                ink = distance(pixel) > distance(ink) ? pixel : ink;
            }
        }
        return ink.name();
    };
    const auto sentenceColour = [this] {
        return m_state.findChildren<QLabel*>().back()->palette().color(QPalette::WindowText);
    };
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(*qApp, theme);
        EXPECT_EQ(sentenceColour(), themeColours().faintText);
        EXPECT_EQ(iconColour(), themeColours().faintText.name());
    }
    applyTheme(*qApp, Theme::Light);
}

} // namespace
} // namespace palimpsest
