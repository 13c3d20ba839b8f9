// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/typed_text_delegate.h"

#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>

namespace palimpsest {

namespace {

bool isTypedIn(const QWidget* editor)
{
    if (const auto* number = qobject_cast<const QSpinBox*>(editor)) {
        QLocale locale = number->locale();
        locale.setNumberOptions(QLocale::OmitGroupSeparator);
        return number->cleanText() != locale.toString(number->value());
    }
    const auto* text = qobject_cast<const QLineEdit*>(editor);
    return text != nullptr && text->isModified();
}

} // namespace

void TypedTextDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    if (!isTypedIn(editor)) {
        QStyledItemDelegate::setEditorData(editor, index);
    }
}

} // namespace palimpsest
