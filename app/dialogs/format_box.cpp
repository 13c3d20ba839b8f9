// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/format_box.h"

#include "core/annotations/format_catalogue.h"

#include <QComboBox>
#include <QCoreApplication>

namespace palimpsest {

QComboBox* formatBox(bool areWritten)
{
    auto* box = new QComboBox;
    box->setObjectName("annotationFormat");
    box->setPlaceholderText(QCoreApplication::translate("FormatBox", "choose one"));
    for (const AnnotationFormat& format : annotationFormats()) {
        if (!areWritten || format.write != nullptr) {
            box->addItem(QString::fromUtf8(format.text), QString::fromUtf8(format.name));
        }
    }
    box->setCurrentIndex(-1);
    return box;
}

const AnnotationFormat* chosenFormat(const QComboBox& box)
{
    return box.currentIndex() < 0 ? nullptr
                                  : &formatCalled(box.currentData().toString().toStdString());
}

void chooseFormat(QComboBox& box, const QString& name)
{
    box.setCurrentIndex(box.findData(name));
}

} // namespace palimpsest
