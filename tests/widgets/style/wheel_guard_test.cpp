// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/style/wheel_guard.h"

#include <QApplication>
#include <QComboBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

void roll(QWidget& widget)
{
    const QPointF middle = QRectF(widget.rect()).center();
    QWheelEvent event(middle, widget.mapToGlobal(middle), {}, {0, -120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&event); // others are not passed on to what is around
    qApp->notify(&widget, &event);
}

TEST(TheWheel, ScrollsAndChangesNoBoxThatDoesNotHaveTheFocus)
{
    needApplication();
    keepWheelScrolling(*qApp);
    QScrollArea area;
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    auto* combo = new QComboBox;
    combo->addItems({"black", "white", "grey"});
    auto* spin = new QSpinBox;
    layout->addWidget(combo);
    layout->addWidget(spin);
    layout->addSpacing(2000);
    area.setWidget(content);
    area.resize(200, 200);
    area.show();
    area.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&area));
    area.setFocus();
    for (QWidget* box : {static_cast<QWidget*>(combo), static_cast<QWidget*>(spin)}) {
        const int before = area.verticalScrollBar()->value();
        roll(*box);
        EXPECT_GT(area.verticalScrollBar()->value(), before);
        EXPECT_FALSE(box->hasFocus());
    }
    EXPECT_EQ(combo->currentIndex(), 0);
    EXPECT_EQ(spin->value(), 0);
    combo->setFocus();
    roll(*combo);
    EXPECT_EQ(combo->currentIndex(), 1) << "as it was clicked before";
}

} // namespace
} // namespace palimpsest
