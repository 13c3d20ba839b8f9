// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/wheel_guard.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>

namespace palimpsest {

namespace {

bool isBox(const QObject* object)
{
    return qobject_cast<const QComboBox*>(object) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(object) != nullptr;
}

class WheelGuard : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const bool isWheel = event->type() == QEvent::Wheel;
        if ((isWheel || event->type() == QEvent::Polish) && isBox(watched)) {
            auto* box = static_cast<QWidget*>(watched);
            if (isWheel && !box->hasFocus()) {
                event->ignore(); // for what is around it
                return true;
            }
            if (box->focusPolicy() == Qt::WheelFocus) { // else the wheel would give the focus first
                box->setFocusPolicy(Qt::StrongFocus);
            }
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void keepWheelScrolling(QApplication& application)
{
    static const QString kName = QStringLiteral("wheelGuard");
    if (application.findChild<QObject*>(kName) == nullptr) {
        auto* guard = new WheelGuard(&application);
        guard->setObjectName(kName);
        application.installEventFilter(guard);
    }
}

} // namespace palimpsest
