// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/plain_text.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QTextDocument>

namespace palimpsest {

namespace {

/// Settles the format of labels before they are shown for the first time.
class PlainLabels : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Polish) {
            auto* label = qobject_cast<QLabel*>(watched);
            // Tool tips are labels too; what they show goes through plainTip().
            if (label != nullptr && label->textFormat() == Qt::AutoText &&
                !label->inherits("QTipLabel")) {
                label->setTextFormat(Qt::PlainText);
            }
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void keepLabelsPlain(QApplication& application)
{
    static const QString kName = QStringLiteral("plainLabels");
    if (application.findChild<QObject*>(kName) == nullptr) {
        auto* labels = new PlainLabels(&application);
        labels->setObjectName(kName);
        application.installEventFilter(labels);
    }
}

QString plainTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

QString withVisibleControls(const QString& text)
{
    QString visible;
    for (const QChar character : text) {
        const bool isHidden = character.category() == QChar::Other_Control ||
                              character.category() == QChar::Other_Format;
        visible += isHidden
                       ? QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0'))
                       : QString(character);
    }
    return visible;
}

} // namespace palimpsest
