// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/panels/keys_overlay.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointer>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

std::vector<KeyEntry> manyKeys()
{
    std::vector<KeyEntry> entries;
    for (const char* group : {"Anywhere", "Parts", "Explore", "Figures"}) {
        for (int i = 0; i < 8; ++i) {
            entries.push_back({QString::fromLatin1(group), QStringLiteral("Ctrl+Shift+Z"),
                               QStringLiteral("Do the thing number %1 again").arg(i)});
        }
    }
    return entries;
}

class KeysOverlayTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { needApplication(); }

    KeysOverlayTest()
    {
        applyTheme(*qApp, Theme::Light);
        m_window.resize(1200, 700);
        m_window.show();
        m_overlay = new KeysOverlay(manyKeys(), &m_window);
        m_overlay->show();
    }

    bool goes()
    {
        return waitUntil([this] { return m_overlay.isNull(); });
    }

    QWidget m_window;
    QPointer<KeysOverlay> m_overlay;
};

TEST_F(KeysOverlayTest, CoversItsWindowAndFollowsIt)
{
    EXPECT_EQ(m_overlay->geometry(), m_window.rect());
    m_window.resize(900, 500);
    EXPECT_TRUE(waitUntil([&] { return m_overlay->size() == m_window.size(); }));
}

TEST_F(KeysOverlayTest, CardFitsIntoEveryWindow)
{
    for (const QSize size :
         {QSize(1600, 1000), QSize(1000, 600), QSize(500, 900), QSize(400, 300)}) {
        m_overlay->resize(size);
        const QRectF card = m_overlay->card();
        EXPECT_TRUE(QRectF(m_overlay->rect()).contains(card)) << size.width();
        EXPECT_NEAR(card.center().x(), size.width() / 2.0, 1.0);
        EXPECT_NEAR(card.center().y(), size.height() / 2.0, 1.0);
    }
}

TEST_F(KeysOverlayTest, UsesTheWidthOfTheWindow)
{
    m_overlay->resize(1600, 1000);
    const QRectF wide = m_overlay->card();
    m_overlay->resize(560, 2000);
    const QRectF narrow = m_overlay->card();
    EXPECT_GT(wide.width(), 1.8 * narrow.width());
    EXPECT_LT(1.8 * wide.height(), narrow.height());
}

TEST_F(KeysOverlayTest, AnyKeyClosesIt)
{
    QKeyEvent key(QEvent::KeyPress, Qt::Key_B, Qt::NoModifier, QStringLiteral("b"));
    QApplication::sendEvent(m_overlay, &key);
    EXPECT_TRUE(goes());
}

TEST_F(KeysOverlayTest, KeepsItsKeyFromShortcuts)
{
    QKeyEvent key(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    key.ignore();
    QApplication::sendEvent(m_overlay, &key);
    EXPECT_TRUE(key.isAccepted()); // so that it comes as a key, and no shortcut sees it
}

TEST_F(KeysOverlayTest, AClickClosesIt)
{
    QMouseEvent click(QEvent::MouseButtonPress, QPointF(5, 5), QPointF(5, 5), Qt::LeftButton,
                      Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_overlay, &click);
    EXPECT_TRUE(goes());
}

TEST_F(KeysOverlayTest, SaysEverythingToScreenReaders)
{
    for (const KeyEntry& entry : manyKeys()) {
        EXPECT_TRUE(m_overlay->accessibleDescription().contains(entry.keys + ": " + entry.what));
    }
}

TEST_F(KeysOverlayTest, DrawsKeysAndLeavesTheWindowInSight)
{
    m_window.setAutoFillBackground(true);
    const QImage image = m_window.grab().toImage();
    const QColor aside = image.pixelColor(3, 3);
    EXPECT_LT(aside.lightnessF(), 0.8);
    EXPECT_GT(aside.lightnessF(), 0.2);
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            ink += image.pixelColor(x, y).lightnessF() < 0.25 ? 1 : 0;
        }
    }
    EXPECT_GT(ink, 2000);
}

} // namespace
} // namespace palimpsest
